"""The fields of a form: what each asks, and the widgets in which one types."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.events import Key, Paste
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.suggester import Suggester
from textual.widgets import Input, TextArea

from cocreate.locale import _
from cocreate.model.text import clean_line, fold
from cocreate.tui import safe
from cocreate.tui.blocks import drawn
from cocreate.tui.safe import Safe
from cocreate.tui.widgets.filling import text_of

TakeLines = Callable[[Input, str], bool]
"""Takes several lines that were pasted into a field; whether it did."""

WIDEST_LABEL = 17
"""Cells of a label that stands in one line, unless one word of it takes more."""

Meet = Callable[["Input | TextArea", str], bool]
"""Meets a key before the field gets it; whether it was for something else."""

MOST_CHARACTERS, MOST_LINES = 50_000, 2_000
"""So much stands in one field: of more, Textual breaks every line anew for so long that keys would wait."""


def is_too_long(text: str) -> bool:
    """Whether a text is more than one can change in a field without waiting."""
    return len(text) > MOST_CHARACTERS or text.count("\n") > MOST_LINES


class TooMuch(Message):
    """What was pasted is more than a field takes, and nothing of it was put in."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its name, its label, what stands in it at first, and words it may be completed to.

    A `long` field takes several lines, a `wrapped` one a long line, on which enter goes on. Beside one with a `day`
    stands which day was typed: it tells that, or nothing. What is only `offered` is replaced by what is typed there.
    """

    name: str
    label: str
    value: str = ""
    placeholder: str = ""
    long: bool = False
    known: tuple[str, ...] = ()
    wrapped: bool = False
    day: Callable[[str], str] | None = None
    offered: bool = False

    def widget(self, take_lines: "TakeLines", meet: "Meet") -> "Input | TextArea":
        """Where one types it; `take_lines` takes what is pasted there and has several lines, `meet` meets its keys."""
        if self.wrapped:
            return WrappedLine(self, meet)
        return LongText(self, meet) if self.long else LineInput(self, take_lines, meet)


@dataclass(frozen=True, slots=True)
class FormSpec:
    """What a form asks, in what words.

    `place` names its draft, fields in `more` show after ctrl+e, and the cursor begins in the field `first`, else where
    something is to be said. `base` is what the fields were filled from, where that can change meanwhile; the draft has
    it too. Nobody speaks in a form that is not `said`. Where its words stay with whoever speaks at first, `alone` is
    the sentence that says so. `sends` is what sending it does, in a word or two, where that is not to keep it, and
    `more_words` what ctrl+e does, where that is not to make room.
    """

    title: Safe
    place: str
    fields: Sequence[Field]
    more: frozenset[str] = field(default_factory=frozenset)
    about: str = ""
    base: str = ""
    first: str = ""
    said: bool = True
    alone: str = ""
    sends: str = ""
    more_words: str = ""

    @property
    def label_width(self) -> int:
        """Cells of the labels: as many as the longest has; where that takes too much of a line, it is broken."""
        words = [cell_len(word) for one in self.fields for word in one.label.split()]
        return min(max(cell_len(one.label) for one in self.fields), max(WIDEST_LABEL, *words))

    def asked(self, name: str) -> str:
        """What the field called `name` asks, in a word or two."""
        return next((one.label for one in self.fields if one.name == name and one.label), _("text"))


class WordSuggester(Suggester):
    """Completes the name or word being typed, in a list parted by commas, where only one that is known is meant."""

    def __init__(self, known: Sequence[str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._known = [word for word in known if clean_line(word) == word]

    async def get_suggestion(self, value: str) -> str | None:
        """The whole value with what is being typed completed, as it is painted; or None."""
        head, typed = _being_typed(value)
        meant = self._meant(typed)
        return head + typed + meant[len(typed) :] if len(meant) > len(typed) else None

    def completed(self, value: str) -> str:
        """`value` with what is offered in the place of what was typed of it, in its own spelling."""
        head, typed = _being_typed(value)
        return head + (self._meant(typed) or typed)

    def _meant(self, typed: str) -> str:
        """The only one that begins so; empty where it is one already, or several do."""
        begun = fold(typed) if typed else ""
        found = [known for known in self._known if begun and fold(known).startswith(begun)]
        return found[0] if len(found) == 1 and fold(found[0]) != begun else ""


def _being_typed(value: str) -> tuple[str, str]:
    """What stands before the last of several, and that one."""
    head = value[: value.rfind(",") + 1]
    typed = value[len(head) :]
    spaces = len(typed) - len(typed.lstrip())
    return head + typed[:spaces], typed[spaces:]


LONGEST_SOUGHT = 200
"""Characters of what is looked for in a line of its own: nobody misses more, and each costs a look."""


_ENDS = frozenset(["tab", "shift+tab", "enter", "ctrl+s", "up", "down"])
"""Keys that end what is typed in a line."""


class LineInput(Input):
    """A line; what is pasted and has more goes where there is room for it."""

    def __init__(self, one: Field, take_lines: TakeLines, meet: Meet) -> None:
        super().__init__(
            one.value,
            name=one.name,
            suggester=(known := WordSuggester(one.known) if one.known else None),
            select_on_focus=False,
            compact=True,
        )
        self._take_lines, self._meet, self._known, self._first = take_lines, meet, known, one.value
        self._is_offered, self._hint = one.offered, safe.line(clean_line(one.placeholder))

    def on_resize(self) -> None:
        """As much of what may be typed as there is room for, with a sign where it is cut."""
        self.placeholder = safe.cut(self._hint, self.scrollable_content_region.width).plain

    def on_focus(self) -> None:
        """What is only offered is marked, so that typing replaces it."""
        if self._is_offered and self.value == self._first:
            self.action_select_all()

    def on_key(self, event: Key) -> None:
        """A key may be for what is offered here; one that ends what is typed takes the word that is."""
        if event.key in _ENDS and self._known and self.value != self._first:
            self._take(self._known.completed(self.value))
        _let_meet(self, self._meet, event)

    def _take(self, completed: str) -> None:
        if completed != self.value:
            self.value = completed
            self.cursor_position = len(completed)

    def render_line(self, y: int) -> Strip:
        """Without the cursor its beginning, with a sign where it goes on; nothing while it is being taken away."""
        if not self.is_attached:
            return Strip.blank(self.size.width)
        room = self.scrollable_content_region.width
        if y or self.has_focus or cell_len(self.value) <= room:
            return super().render_line(y)
        return drawn(safe.line(self.value), room, self.visual_style)

    def on_paste(self, event: Paste) -> None:
        """Several lines, where the form has room for them."""
        if _is_refused(self, event) or self._take_lines(self, event.text):
            event.stop()
            event.prevent_default()


class LongText(TextArea):
    """A longer text, with the keys that lead to its beginning and its end everywhere else."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+home", "edge(0)", show=False),
        Binding("ctrl+end", "edge(1)", show=False),
    ]

    def __init__(self, one: Field, meet: Meet) -> None:
        placeholder = safe.line(one.placeholder)
        super().__init__(one.value, name=one.name, soft_wrap=True, show_line_numbers=False, placeholder=placeholder)
        self._meet = meet

    def on_mount(self) -> None:
        """One goes on where a text ends."""
        self.move_cursor(self.document.end)

    def on_resize(self) -> None:
        """Whoever has not come to it yet sees where the text begins."""
        self.call_after_refresh(self._show_place)

    def on_focus(self) -> None:
        """Whoever comes to it sees where one goes on."""
        self.call_after_refresh(self._show_place)

    def _show_place(self) -> None:
        if self.has_focus:
            self.scroll_cursor_visible()
        else:
            self.scroll_home(animate=False)

    def on_key(self, event: Key) -> None:
        """A key may be for what is offered here."""
        _let_meet(self, self._meet, event)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Nothing while it is being taken away: Textual paints it then, and has let go of its styles already."""
        return super().render_lines(crop) if self.is_attached else [Strip.blank(crop.width)] * crop.height

    def on_paste(self, event: Paste) -> None:
        """What is more than this field takes stays outside."""
        if _is_refused(self, event):
            event.stop()
            event.prevent_default()

    def action_edge(self, end: int) -> None:
        """To the beginning, or the end."""
        self.move_cursor(self.document.end if end else (0, 0))


class WrappedLine(LongText):
    """One line, however long, in as many as it needs."""


def _is_refused(widget: Input | TextArea, event: Paste) -> bool:
    """Whether what is pasted is too much, in which case the form is told."""
    refused = is_too_long(event.text + text_of(widget))
    if refused:
        widget.post_message(TooMuch())
    return refused


def _let_meet(widget: Input | TextArea, meet: Meet, event: Key) -> None:
    if meet(widget, event.key):
        event.stop()
        event.prevent_default()
