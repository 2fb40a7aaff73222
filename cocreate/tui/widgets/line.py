"""Words on the screen, as high as they need: the one widget through which they get there that is not drawn by line."""

from typing import Final

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from cocreate.tui import safe
from cocreate.tui.blocks import wrapped
from cocreate.tui.safe import EMPTY, Safe

MOST: Final = 4_000
"""Characters of what a line shows."""


class Line(Widget):
    """Shows words, and takes none but those that passed the door (`tui/safe.py`)."""

    DEFAULT_CSS = """
    Line { height: auto; }
    """

    def __init__(self, words: Safe = EMPTY, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._words = _cut(words)

    def show(self, words: Safe) -> None:
        """Show other words."""
        words = _cut(words)
        if not words.is_same(self._words):
            self._words = words
            self.refresh(layout=True)

    @property
    def words(self) -> str:
        """What it says, without how it is set."""
        return self._words.plain

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        """As wide as the longest line that they have by themselves."""
        return max((line.cell_length for line in self._words.split("\n")), default=0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as the words need."""
        return len(self._lines(width))

    def render(self) -> Safe:
        """The words, broken as everywhere: no name is parted."""
        return Safe(safe.text("\n").join(self._lines(self.size.width)))

    def _lines(self, width: int) -> list[Content]:
        return wrapped(self._words, max(1, width)) if self._words else [self._words]


def _cut(words: Safe) -> Safe:
    """`words`, as far as anybody reads them in a line: a title may be as long as a book."""
    return words if len(words) <= MOST else safe.join(words[:MOST], safe.line(" …"))
