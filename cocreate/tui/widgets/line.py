"""Words on the screen, as high as they need: the one widget through which they get there that is not drawn by line."""

from textual.widget import Widget

from cocreate.tui.safe import EMPTY, Safe


class Line(Widget):
    """Shows words, and takes none but those that passed the door (`tui/safe.py`)."""

    DEFAULT_CSS = """
    Line { height: auto; }
    """

    def __init__(self, words: Safe = EMPTY, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._words = words

    def show(self, words: Safe) -> None:
        """Show other words."""
        if not words.is_same(self._words):
            self._words = words
            self.refresh(layout=True)

    @property
    def words(self) -> str:
        """What it says, without how it is set."""
        return self._words.plain

    def render(self) -> Safe:
        """The words."""
        return self._words
