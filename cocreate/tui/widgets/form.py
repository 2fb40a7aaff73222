"""A form: a few lines and perhaps a longer text, whose words are kept as a draft while they are typed."""

import json
from asyncio import sleep, to_thread
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input, Static, TextArea

from cocreate.locale import _
from cocreate.model.errors import CocreateError
from cocreate.model.text import clean_line, fold
from cocreate.tui import safe
from cocreate.tui.hints import hint_words
from cocreate.workspace.drafts import Drafts

KEEP_AFTER = 0.15
"""Seconds of no typing after which a draft goes to the disk."""

Values = dict[str, str]
Send = Callable[[Values], Awaitable[object]]
"""Does with the values what the form is for; a CocreateError keeps the form open and says why."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its name, its label, what stands in it at first, and words it may be completed to.

    A `long` field takes several lines.
    """

    name: str
    label: str
    value: str = ""
    placeholder: str = ""
    long: bool = False
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormSpec:
    """What a form asks, in what words; `place` names its draft; fields in `more` show after ctrl+e.

    A title that may change while one writes is a function. `base` is what the fields were filled from, where that can
    change meanwhile; the draft keeps it.
    """

    title: Content | Callable[[], Content]
    place: str
    fields: Sequence[Field]
    more: frozenset[str] = field(default_factory=frozenset)
    about: str = ""
    base: str = ""


BASE = ""
"""The name under which a draft keeps the base of its form; no field is called so."""


def kept_in(drafts: Drafts, place: str) -> Values:
    """What was typed in the form of `place` and not sent: the fields that differ, and its base."""
    try:
        kept = json.loads(drafts.find(place) or "{}")
    except ValueError:
        return {}
    return {k: v for k, v in kept.items() if isinstance(v, str)} if isinstance(kept, dict) else {}


class WordSuggester(Suggester):
    """Completes the word being typed from the words that are known and safe to show."""

    def __init__(self, known: Sequence[str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._known = [word for word in known if clean_line(word) == word]

    async def get_suggestion(self, value: str) -> str | None:
        """The whole value with its last word completed, or None."""
        head, word = _last_word(value)
        if not word:
            return None
        typed = fold(word)
        for known in self._known:
            if fold(known).startswith(typed) and len(known) > len(word):
                return head + word + known[len(word) :]
        return None


def _last_word(value: str) -> tuple[str, str]:
    """What stands before the last word, and that word; words are parted by spaces and commas."""
    place = max(value.rfind(" "), value.rfind(",")) + 1
    return value[:place], value[place:]


class LongText(TextArea):
    """A longer text, with the keys that lead to its beginning and its end everywhere else."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+home", "edge(0)", show=False),
        Binding("ctrl+end", "edge(1)", show=False),
    ]

    def action_edge(self, end: int) -> None:
        """To the beginning, or the end."""
        self.move_cursor(self.document.end if end else (0, 0))


class Form(VerticalScroll, can_focus=False):
    """Asks what its spec says; ctrl+s sends, enter sends or goes on, escape leaves it for later."""

    class Sent(Message):
        """It was sent; `result` is what came of it."""

        def __init__(self, form: "Form", result: object) -> None:
            super().__init__()
            self.form = form
            self.result = result

        @property
        def control(self) -> "Form":
            """The form, for `@on(Form.Sent, "#id")`."""
            return self.form

    class Left(Message):
        """The person left it; what was typed is kept."""

        def __init__(self, form: "Form") -> None:
            super().__init__()
            self.form = form

        @property
        def control(self) -> "Form":
            """The form, for `@on(Form.Sent, "#id")`."""
            return self.form

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "send", _("keep it"), key_display="ctrl+s"),
        Binding("escape", "leave", _("leave for later")),
        Binding("ctrl+e", "more", _("more room"), priority=True),
    ]
    DEFAULT_CSS = """
    Form {
        height: auto;
        & .row { height: auto; }
        & .label { width: 16; color: $foreground; text-style: $muted-style; padding: 0 1 0 0; }
        & Input { width: 1fr; height: 1; border: none; padding: 0; background: $surface; }
        & Input:focus { background: $block-cursor-blurred-background; }
        & TextArea { height: auto; min-height: 3; max-height: 12; border: none; padding: 0; background: $surface; }
        & TextArea:focus { border: none; background: $block-cursor-blurred-background; }
        & .title { height: auto; }
        & .about { height: auto; text-style: $muted-style; color: $foreground; }
        & .error { height: auto; color: $alarm; display: none; }
        & .foot { dock: bottom; height: auto; background: $panel; }
        & .keys { height: auto; }
        & .hidden { display: none; }
    }
    """

    def __init__(self, spec: FormSpec, send: Send, drafts: Drafts, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._spec, self._send, self._drafts = spec, send, drafts
        self._shown_more = not spec.more
        self._over = False
        self._last: Values = {}
        self._keeping = Lock()

    def compose(self) -> ComposeResult:
        """The title, a row a field, and what the keys do."""
        yield Static(self._title(), classes="title")
        if self._spec.about:
            yield Static(safe.line(self._spec.about), classes="about")
        for one in self._spec.fields:
            yield from self._row(one)
        with Vertical(classes="foot"):
            yield Static(classes="error")
            yield Static(self._keys(), classes="keys")

    def _title(self) -> Content:
        return self._spec.title() if callable(self._spec.title) else self._spec.title

    def renew_title(self) -> None:
        """What the title says, such as who speaks, is otherwise now."""
        for title in self.query(".title").results(Static):
            title.update(self._title())

    def _row(self, one: Field) -> ComposeResult:
        hidden = " hidden" if one.name in self._spec.more else ""
        label = Static(safe.line(one.label), classes="label")
        with Horizontal(classes=f"row{hidden}", name=one.name):
            if one.label:
                yield label
            if one.long:
                yield LongText(
                    one.value,
                    name=one.name,
                    soft_wrap=True,
                    show_line_numbers=False,
                    placeholder=one.placeholder,
                )
            else:
                suggester = WordSuggester(one.known) if one.known else None
                yield Input(
                    one.value,
                    name=one.name,
                    placeholder=one.placeholder,
                    suggester=suggester,
                    select_on_focus=False,
                    compact=True,
                )

    def _keys(self) -> Content:
        hidden = frozenset() if self._shown_more else self._spec.more
        long = any(one.long for one in self._spec.fields if one.name not in hidden)
        words = [("ctrl+s" if long else "enter", _("keep it")), ("esc", _("leave for later"))]
        if hidden:
            words.insert(1, ("ctrl+e", _("more room")))
        parts = [safe.join(safe.line(key, "bold $accent"), safe.line(f" {what}   ")) for key, what in words]
        return safe.join(*parts)

    def on_mount(self) -> None:
        """Bring back what was typed here and not sent; put the cursor where something is to be said."""
        kept = kept_in(self._drafts, self._spec.place)
        self._fill(kept)
        self._last = self.values
        begun = [widget for widget in self._inputs() if widget.name in kept]
        if begun:
            begun[-1].focus()
        else:
            self.focus_first()

    def on_unmount(self) -> None:
        """Closed with all the screens, perhaps by the system: what was typed last is not on the disk yet."""
        if not self._over:
            self._keep(self._last)

    def focus_first(self) -> None:
        """To where something is to be said: an empty text after lines that say something, else the first line."""
        shown = [w for w in self._inputs() if w.display and w.parent and w.parent.display]
        if not shown:
            return
        first_empty = next((widget for widget in shown if not _text_of(widget)), shown[0])
        (first_empty if isinstance(first_empty, TextArea) else shown[0]).focus()

    def take_lines(self, entry: Input, text: str) -> bool:
        """Take a pasted `text` of several lines: the first into `entry`, the rest into the longer text, if any."""
        first, _break, rest = text.strip("\n").partition("\n")
        areas = [widget for widget in self._inputs() if isinstance(widget, TextArea)]
        if not rest or not areas:
            return False
        entry.insert_text_at_cursor(first)
        if areas[0].name in self._spec.more:
            self.action_more()
        areas[0].insert(rest.strip("\n"), areas[0].document.end)
        return True

    def _inputs(self) -> list[Input | TextArea]:
        return [widget for widget in self.query("Input, TextArea") if isinstance(widget, Input | TextArea)]

    @property
    def values(self) -> Values:
        """What stands in the fields, by name."""
        return {widget.name or "": _text_of(widget) for widget in self._inputs()}

    # Drafts

    def _fill(self, values: Mapping[str, str]) -> None:
        for widget in self._inputs():
            if (text := values.get(widget.name or "")) is not None and text != _text_of(widget):
                if isinstance(widget, Input):
                    widget.value = text
                    widget.cursor_position = len(text)
                else:
                    widget.text = text
                    widget.move_cursor(widget.document.end)
                if text and widget.name in self._spec.more:
                    self.action_more()

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typed(self) -> None:
        self._last = self.values
        self._keep_soon()

    @work(exclusive=True, group="draft")
    async def _keep_soon(self) -> None:
        await sleep(KEEP_AFTER)
        await to_thread(self._keep, self._last)

    def _keep(self, values: Values) -> None:
        """Put on the disk what differs from what stood in the form at first; a form that is over has no draft."""
        first = {one.name: one.value for one in self._spec.fields}
        typed = {name: text for name, text in values.items() if text.strip() != first.get(name, "").strip()}
        if typed and self._spec.base:
            typed[BASE] = self._spec.base
        with self._keeping:  # a thread that was begun earlier may come later
            if not self._over and values == self._last:
                self._drafts.keep(self._spec.place, json.dumps(typed) if typed else "")

    def _end(self) -> None:
        """It was sent: nothing more is kept, and what was is let go."""
        with self._keeping:
            self._over = True
            self._drafts.drop(self._spec.place)

    # Actions

    def action_more(self) -> None:
        """Show the fields that need room."""
        self._shown_more = True
        for row in self.query(".hidden"):
            row.remove_class("hidden")
        self.query_one(".keys", Static).update(self._keys())
        self.call_after_refresh(self.focus_first)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """There is more room only where there is more to show."""
        return not self._shown_more if action == "more" else True

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        """Enter goes on to the next field that shows, and sends from the last, unless a longer text is asked."""
        event.stop()
        shown = [w for w in self._inputs() if w.parent and w.parent.display]
        place = shown.index(event.input) + 1
        if place < len(shown):
            shown[place].focus()
        else:
            self.action_send()

    def action_leave(self) -> None:
        """Leave; what was typed stays as a draft."""
        self._last = self.values
        self._keep(self._last)
        self._over = True
        self.post_message(self.Left(self))

    @work(exclusive=True, group="send")
    async def action_send(self) -> None:
        """Do what the form is for; where that fails, say so and keep everything as it stands."""
        self._last = self.values
        self._keep(self._last)
        try:
            result = await self._send(self._last)
        except CocreateError as error:
            self.complain(f"{error.message} {hint_words(error.hint)}".strip())
            return
        self._end()
        self.post_message(self.Sent(self, result))

    def complain(self, sentence: str) -> None:
        """Say what is wrong, under the fields."""
        error = self.query_one(".error", Static)
        error.update(safe.line(sentence))
        error.display = True
        error.scroll_visible()


def _text_of(widget: Input | TextArea) -> str:
    return widget.value if isinstance(widget, Input) else widget.text
