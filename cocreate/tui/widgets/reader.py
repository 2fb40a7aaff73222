"""The reader: a text of any length drawn by line in one widget, with a cursor that walks over its items."""

from collections.abc import Sequence

from textual.message import Message
from textual.scroll_view import ScrollView

from cocreate.tui.blocks import Block, Link


class Reader(ScrollView, can_focus=True):
    """Shows blocks; up and down walk over the items they belong to, or scroll where there are none."""

    class Selected(Message):
        """The cursor stands on another item (`ref` is `""` when on none), by keys, mouse, `select` or `show`."""

        def __init__(self, reader: "Reader", ref: str) -> None:
            super().__init__()
            self.reader = reader
            self.ref = ref

        @property
        def control(self) -> "Reader":
            """The reader, for `@on(Reader.Selected, "#id")`."""
            return self.reader

    class Opened(Message):
        """Enter, or a click on the selected item."""

        def __init__(self, reader: "Reader", ref: str) -> None:
            super().__init__()
            self.reader = reader
            self.ref = ref

        @property
        def control(self) -> "Reader":
            """The reader, for `@on(Reader.Opened, "#id")`."""
            return self.reader

    def show(self, blocks: Sequence[Block], *, keep_place: bool = True) -> None:
        """Show `blocks` instead; the item at the top of the view and the cursor stay where they are, if they can."""
        raise NotImplementedError

    @property
    def selected_ref(self) -> str:
        """The item the cursor stands on, or `""`."""
        raise NotImplementedError

    def select(self, ref: str) -> bool:
        """Put the cursor on the item and scroll it into view; whether it is here."""
        raise NotImplementedError

    @property
    def links(self) -> list[Link]:
        """The links of the selected item, or of the whole text where nothing is selected."""
        raise NotImplementedError
