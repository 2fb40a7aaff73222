"""A dialog to read a page in, whose items one can go to."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from cocreate.locale import _
from cocreate.tui import safe
from cocreate.tui.blocks import Block
from cocreate.tui.widgets.reader import Reader


class ReadDialog(ModalScreen[str | None]):
    """Shows a page; dismissed with what enter was pressed on, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", show=False),
    ]
    DEFAULT_CSS = """
    ReadDialog {
        align: center middle;
        background: $background 60%;
        & > Vertical {
            width: 92; max-width: 96%; height: 90%;
            border: round $border; padding: 0 1; background: $panel;
        }
        & Reader { height: 1fr; background: $panel; }
        & .title { height: auto; padding: 0 0 1 0; }
        & .keys { height: auto; padding: 1 0 0 0; }
    }
    """

    def __init__(self, title: str, blocks: Sequence[Block] = ()) -> None:
        super().__init__()
        self._title, self._blocks = title, blocks

    def compose(self) -> ComposeResult:
        """The title, the page, the keys."""
        with Vertical():
            yield Static(safe.line(self._title, "bold $accent"), classes="title")
            yield Reader()
            yield Static(classes="keys")

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
        self.reader.show(blocks)
        self.stand_on_first()
        self.query_one(".keys", Static).update(self._keys())

    def keys(self) -> list[tuple[str, str]]:
        """The keys that work here, each with a word."""
        return [("enter", _("go there")), ("esc", _("leave"))]

    def _keys(self) -> Content:
        return safe.join(
            *(safe.join(safe.line(key, "bold $accent"), safe.line(f" {what}   ")) for key, what in self.keys())
        )

    def action_leave(self) -> None:
        """Leave without going anywhere."""
        self.dismiss(None)

    @on(Reader.Opened)
    def _opened(self, event: Reader.Opened) -> None:
        self.dismiss(event.ref)

    @on(Reader.Selected)
    def _selected(self) -> None:
        self.query_one(".keys", Static).update(self._keys())
