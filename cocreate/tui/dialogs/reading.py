"""A dialog to read a page in, whose items one can go to."""

from collections.abc import Sequence
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cocreate.locale import _
from cocreate.tui import safe
from cocreate.tui.blocks import Block, lines_taken
from cocreate.tui.dialogs.window import Window
from cocreate.tui.safe import Safe
from cocreate.tui.widgets.reader import Reader

WIDE: Final = 92
"""Cells of the window, where there is room."""

FRAME: Final = 8
"""Cells beside the words: the frame, and what the reader keeps free for its bars."""

BESIDE_PAGE: Final = 6
"""Lines of the frame, the title and the keys."""

LEAST_TALL: Final = 3
"""Lines that the page has at least."""


class ReadDialog(Window[str | None]):
    """Shows a page; dismissed with what enter was pressed on, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", show=False),
        Binding("tab", "walk(1)", show=False),
        Binding("shift+tab", "walk(-1)", show=False),
    ]
    DEFAULT_CSS = """
    ReadDialog {
        & > Vertical { width: 92; }
        & Reader { background: $panel; }
    }
    """

    def __init__(self, title: str, blocks: Sequence[Block] = ()) -> None:
        super().__init__()
        self._title, self._blocks = title, blocks
        self._tallest = LEAST_TALL

    def title_line(self) -> Safe:
        """What is read."""
        return safe.line(self._title, "bold $accent")

    def inside(self) -> ComposeResult:
        """The page."""
        yield Reader()

    def on_mount(self) -> None:
        """Show the page, the cursor on its first item."""
        self.show(self._blocks)
        self.reader.focus()

    @property
    def reader(self) -> Reader:
        """Where the page is read."""
        return self.query_one(Reader)

    def stand_on_first(self) -> None:
        """The cursor on the first item, if there is one."""
        if not self.reader.selected_ref:
            first = next((block.ref for block in self._blocks if block.ref), "")
            if first:
                self.reader.select(first)

    def show(self, blocks: Sequence[Block]) -> None:
        """Show another page."""
        self._blocks = blocks
        self._fit()
        self.reader.show(blocks)
        self.stand_on_first()
        self.renew_keys()

    def on_resize(self) -> None:
        """As tall as the page is, where there is room for it."""
        self._tallest = LEAST_TALL
        self._fit()

    def _fit(self) -> None:
        """Grow to what the page takes; a page that is renewed and shorter then leaves the window where it is."""
        width, height = self.app.size
        room = min(WIDE, width * 96 // 100) - FRAME
        most = max(LEAST_TALL, height * 9 // 10 - BESIDE_PAGE)
        self._tallest = max(self._tallest, min(most, lines_taken(self._blocks, room, most)))
        self.reader.styles.height = self._tallest

    def keys(self) -> list[tuple[str, str]]:
        """The keys that work here, each with a word."""
        return [*([("enter", _("go there"))] if self.reader.selected_ref else []), ("esc", _("leave"))]

    def action_walk(self, step: int) -> None:
        """There is nothing beside the page; tab leads on in it."""
        self.reader.action_walk(step)

    async def action_leave(self) -> None:
        """Leave without going anywhere."""
        await self.leave()

    @on(Reader.Opened)
    def _opened(self, event: Reader.Opened) -> None:
        self.dismiss(event.ref)

    @on(Reader.Selected)
    def _selected(self) -> None:
        self.renew_keys()
