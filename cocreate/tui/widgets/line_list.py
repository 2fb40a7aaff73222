"""A list of any length, drawn by line: only rows that can be seen are ever drawn."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from textual.content import Content
from textual.message import Message
from textual.scroll_view import ScrollView

from cocreate.tui.safe import EMPTY

T = TypeVar("T")


class LineList(ScrollView, Generic[T], can_focus=True):
    """Rows of one height; the cursor skips those that are not `selectable`.

    `draw(row, width)` gives the `row_height` lines of a row; they are cropped and padded. `key(row)` names a row
    across `show`s. `placeholder` stands, wrapped, where there are no rows.
    """

    class Selected(Message):
        """The cursor stands on another row (`key` is `""` when on none), by keys, mouse, `select` or `show`."""

        def __init__(self, line_list: "LineList[Any]", key: str) -> None:
            super().__init__()
            self.line_list = line_list
            self.key = key

        @property
        def control(self) -> "LineList[Any]":
            """The list, for `@on(LineList.Selected, "#id")`."""
            return self.line_list

    class Opened(Message):
        """Enter, or a click on the selected row."""

        def __init__(self, line_list: "LineList[Any]", key: str) -> None:
            super().__init__()
            self.line_list = line_list
            self.key = key

        @property
        def control(self) -> "LineList[Any]":
            """The list, for `@on(LineList.Opened, "#id")`."""
            return self.line_list

    def __init__(  # noqa: PLR0913 - Textual's own four, and what a list is made of
        self,
        draw: Callable[[T, int], Sequence[Content]],
        *,
        key: Callable[[T], str],
        row_height: int = 1,
        selectable: Callable[[T], bool] = lambda _row: True,
        placeholder: Content = EMPTY,
        name: str | None = None,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        raise NotImplementedError

    def show(self, rows: Sequence[T]) -> None:
        """Show `rows` instead; the selected row stays selected and on its line of the screen, if it can."""
        raise NotImplementedError

    @property
    def selected_key(self) -> str:
        """The key of the row the cursor stands on, or `""`."""
        raise NotImplementedError

    @property
    def selected(self) -> T | None:
        """The row the cursor stands on."""
        raise NotImplementedError

    def select(self, key: str) -> bool:
        """Put the cursor on the row and scroll it into view; whether it is here."""
        raise NotImplementedError

    @property
    def placeholder(self) -> Content:
        """What stands where there are no rows; may be set."""
        raise NotImplementedError
