"""A quiet list near the cursor: whom or what somebody may mean who types `@`, `#` or `[[`."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, TextArea

from cocreate.model.completing import Begun, begun
from cocreate.tui import safe
from cocreate.tui.safe import EMPTY, Safe
from cocreate.tui.suggesting import Suggest, Suggestion
from cocreate.tui.widgets.key_bar import KeyLine
from cocreate.tui.widgets.line import Line

WIDEST = 56
"""Cells of a row."""

FRAME = 1
"""Lines that the frame of a window takes under its form."""

_ELSEWHERE = frozenset(["left", "right", "home", "end", "pageup", "pagedown", "ctrl+home", "ctrl+end", "ctrl+s"])
"""Keys that lead away from the word."""


class Completions(Line):
    """Opens while something that was begun can be completed; up and down choose, tab or enter takes it, escape leaves.

    It takes keys only while it is open, and never opens by itself where it was left, or after something was taken.
    """

    class Turned(Message):
        """It opened or closed: the keys do something else now."""

    DEFAULT_CSS = """
    Completions {
        overlay: screen; constrain: inside inflect; display: none;
        width: auto; height: auto; background: $panel;
        border-left: outer $border; border-right: outer $border;
    }
    """
    KEYS: ClassVar[frozenset[str]] = frozenset(["up", "down", "tab", "enter", "escape"])

    def __init__(self, suggest: Suggest, form: Widget) -> None:
        super().__init__()
        self._suggest, self._form = suggest, form
        self._field: Input | TextArea | None = None
        self._begun: Begun | None = None
        self._found: Sequence[Suggestion] = ()
        self._chosen = 0
        self._left: tuple[object, ...] = ()
        self._taken: tuple[object, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether something is offered."""
        return bool(self._found)

    def look(self, field: Input | TextArea) -> None:
        """Something was typed in `field`: offer what may be meant there."""
        now = _begun_in(field)
        if now is None:
            self._left = ()
        if now is None or not field.has_focus or self._place(field, now) == self._left:
            self.close()
            return
        if (field, now.start, now.typed) == (self._field, self._begun and self._begun.start, self._typed):
            return
        self._field, self._begun, self._chosen = field, now, 0
        self._offer(self._suggest(now))

    def close(self) -> None:
        """Offer nothing."""
        self._field = self._begun = None
        self._offer(())

    def meets(self, field: Input | TextArea, key: str) -> bool:
        """A key before the field gets it; whether it was for the list."""
        self._part(field, key)
        if not self._found:
            return False
        self.look(field)  # what was typed just before may not have been told of yet
        if not self._found or key not in self.KEYS:
            if key in _ELSEWHERE:
                self._leave()
            return False
        if key in {"up", "down"}:
            self._chosen = (self._chosen + (1 if key == "down" else -1)) % len(self._found)
            self._paint()
        elif key == "escape":
            self._leave()
        else:
            self._take(self._found[self._chosen])
        return True

    def _part(self, field: Input | TextArea, key: str) -> None:
        """A letter right after something that was taken is a word of its own; what is a stop stays beside it."""
        taken, self._taken = self._taken, ()
        if len(key) == 1 and key.isalnum() and taken == (field, _cursor_of(field)):
            (field.insert_text_at_cursor if isinstance(field, Input) else field.insert)(" ")

    def on_click(self, event: events.Click) -> None:
        """Take the row under the pointer."""
        event.stop()
        at = event.get_content_offset(self)
        if at and at.y < len(self._found):
            self._take(self._found[at.y])

    @property
    def _typed(self) -> str | None:
        return self._begun.typed if self._begun else None

    def _leave(self) -> None:
        """Offer nothing more for what was begun here."""
        if self._field and self._begun:
            self._left = self._place(self._field, self._begun)
        self.close()

    def _take(self, one: Suggestion) -> None:
        """Write it in the place of what was begun."""
        field, start = self._field, self._begun
        assert field is not None  # noqa: S101 - something is offered
        assert start is not None  # noqa: S101
        self._leave()
        if isinstance(field, Input):
            field.replace(one.written, start.start, field.cursor_position)
            field.cursor_position = start.start + len(one.written)
        else:
            row, column = field.cursor_location
            field.replace(one.written, (row, start.start), (row, column), maintain_selection_offset=False)
        self._taken = (field, _cursor_of(field))
        field.focus()

    def _offer(self, found: Sequence[Suggestion]) -> None:
        was, self._found = self.is_open, found
        self.display = self.is_open
        self._paint()
        if was != self.is_open:
            self.post_message(self.Turned())

    def _paint(self) -> None:
        """The rows, all of one width, under the sign that was typed."""
        if not self._found or self._field is None or self._begun is None:
            self.show(EMPTY)
            return
        rows = [safe.cut(one.shown, WIDEST) for one in self._found]
        wide = max(row.cell_length for row in rows)
        lines = [safe.join(row, safe.line(" " * (wide - row.cell_length))) for row in rows]
        lines[self._chosen] = Safe(lines[self._chosen].stylize("$block-cursor-foreground on $block-cursor-background"))
        self.show(Safe(safe.text("\n").join(lines)))
        self.place()

    def place(self) -> None:
        """Where it hides nothing that is written, nor what the keys do, and as near to the cursor as that allows."""
        if not self._found or self._field is None or self._begun is None:
            return
        typed, at = len(self._begun.sign) + len(self._begun.typed), self._field.cursor_screen_offset
        self.absolute_offset = Offset(at.x - typed - 1, self._line(at.y, len(self._found)))
        self.refresh(layout=True)

    def _line(self, cursor: int, rows: int) -> int:
        """The line of the screen where so many rows begin: under the cursor, beneath the form, or above what is in it.

        Where there is room for them nowhere else, they stand right above the cursor, or else under it.
        """
        form, beneath = self._form.region, self._form.region.bottom + FRAME
        fields = (one.region for one in self._form.query("Input, TextArea"))
        first = min((one.y for one in fields if one), default=cursor)
        if cursor + 1 + rows <= self._foot():
            return cursor + 1
        if beneath + rows <= self.screen.size.height:
            return beneath
        above = cursor if first >= cursor or form.y < rows else form.y
        return above - rows if above >= rows else cursor + 1

    def _foot(self) -> int:
        """The first line of the screen that says what the keys do, which nothing covers."""
        feet = [foot.region.y for foot in self.screen.query(KeyLine) if foot.display and foot.region.height]
        return min([self.screen.size.height - 1, *feet])

    @staticmethod
    def _place(field: Input | TextArea, now: Begun) -> tuple[object, ...]:
        row = field.cursor_location[0] if isinstance(field, TextArea) else 0
        return field, row, now.start, now.sign


def _cursor_of(field: Input | TextArea) -> object:
    return field.cursor_position if isinstance(field, Input) else field.cursor_location


def _begun_in(field: Input | TextArea) -> Begun | None:
    """What was begun before the cursor of `field`."""
    if isinstance(field, Input):
        return begun(field.value, field.cursor_position)
    row, column = field.cursor_location
    return begun(field.document.get_line(row), column)
