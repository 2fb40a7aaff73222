"""A form: a few lines and perhaps a longer text, whose words are kept as a draft while they are typed."""

from asyncio import sleep
from collections.abc import Awaitable, Callable, Iterator
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Input, TextArea

from cocreate.locale import N_, _
from cocreate.model.errors import CocreateError, in_words
from cocreate.model.text import one_stop
from cocreate.sittings.speaking import Speaking
from cocreate.tui import safe
from cocreate.tui.drafting import BASE, Values, Writing
from cocreate.tui.hints import hint_words
from cocreate.tui.safe import Safe
from cocreate.tui.suggesting import Suggest
from cocreate.tui.widgets.completing import Completions
from cocreate.tui.widgets.day_line import DayLine
from cocreate.tui.widgets.fields import Field, FormSpec, TooMuch, WrappedLine
from cocreate.tui.widgets.filling import fill, first_of, is_at_edge, named, share_lines, text_of
from cocreate.tui.widgets.form_keys import keys_in, offered_keys
from cocreate.tui.widgets.key_bar import KeyLine
from cocreate.tui.widgets.line import Line
from cocreate.tui.wishes import Say

KEEP_AFTER = 0.15
"""Seconds of no typing after which a draft goes to the disk."""

Send = Callable[[Values, Speaking | None], Awaitable[object]]
"""Does with the values what the form is for, as these people; a CocreateError keeps the form open and says why."""

Names = Callable[[Speaking | None], Safe]
"""Whose words they are, as it is painted."""


class Form(VerticalScroll, can_focus=False):
    """Asks what its spec says; ctrl+s sends, enter sends or goes on, escape leaves it for later.

    Whoever speaks when it opens speaks in it until somebody changes that here, whoever speaks elsewhere by then.

    Args:
        spec: what it asks.
        send: does what it is for.
        writing: where its words are kept, with those that were left here before, and whose they are.
        names: paints who speaks.
        suggest: finds what somebody may mean who types `@`, `#` or `[[`; without it, nothing is offered.
        id: Textual's own.
    """

    class Told(Message):
        """Something about a form."""

        def __init__(self, form: "Form") -> None:
            super().__init__()
            self.form = form

        @property
        def control(self) -> "Form":
            """The form, for `@on(Form.Sent, "#id")`."""
            return self.form

    class Done(Told):
        """The form is over."""

    class Left(Done):
        """The person left it; what was typed is kept."""

    class Sent(Done):
        """It was sent; `result` is what came of it."""

        def __init__(self, form: "Form", result: object) -> None:
            super().__init__(form)
            self.result = result

    class SpeakersWanted(Told):
        """Somebody wants to say who speaks in this form."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "send", N_("keep it"), key_display="ctrl+s"),
        Binding("escape", "leave", N_("leave for later")),
        Binding("ctrl+o", "speakers", N_("who speaks"), key_display="ctrl+o"),
        Binding("ctrl+e", "more", N_("more room"), priority=True),
        Binding("tab", "beside(1)", N_("beside"), key_display="tab"),
        Binding("shift+tab", "beside(-1)", show=False),
    ]
    DEFAULT_CSS = """
    Form {
        height: auto;
        scrollbar-size-vertical: 1; scrollbar-background: $panel;
        scrollbar-background-hover: $panel; scrollbar-background-active: $panel;
        & .label { color: $foreground; text-style: $muted-style; margin: 0 2 0 0; }
        & Input { width: 1fr; height: 1; border: none; padding: 0; background: $surface; }
        & Input:focus { background: $block-cursor-blurred-background; }
        & TextArea {
            height: auto; min-height: 3; max-height: 12; border: none; padding: 0; background: $surface;
            scrollbar-size-vertical: 1;
        }
        & WrappedLine { min-height: 2; }
        & TextArea:focus { border: none; background: $block-cursor-blurred-background; }
        & .about { text-style: $muted-style; color: $foreground; }
        & .error { color: $alarm; display: none; }
        & .foot { dock: bottom; height: auto; background: $panel; }
        & .row { height: auto; } & .hidden { display: none; }
    }
    """

    def __init__(
        self,
        spec: FormSpec,
        send: Send,
        writing: Writing,
        names: Names,
        suggest: Suggest | None = None,
        *,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
    ) -> None:
        super().__init__(id=id)
        self._completions = Completions(suggest, self) if suggest else None
        self._completed = {one.name for one in spec.fields if not one.known}
        self._spec, self._send, self.writing, self._names = spec, send, writing, names
        self._shown_more = not spec.more
        self._stands = self._over = self._sending = False
        self._last: Values = {}

    def compose(self) -> ComposeResult:
        """The title with whose words they are, a row a field, and what the keys do."""
        yield Line(self._title(), classes="title")
        if self._spec.about:
            yield Line(safe.line(self._spec.about), classes="about")
        for one in self._spec.fields:
            with Horizontal(classes="row hidden" if one.name in self._spec.more else "row", name=one.name):
                yield from self._row(one)
        with Vertical(classes="foot"):
            yield Line(classes="error")
            yield KeyLine(classes="keys")
        if self._completions:
            yield self._completions

    def _title(self) -> Safe:
        if not self._spec.said:
            return self._spec.title
        whose = self._names(self.writing.speaking)
        return safe.join(self._spec.title, safe.line("  "), safe.line("✎ ", "$accent"), whose)

    def _row(self, one: Field) -> Iterator[Line | Input | TextArea]:
        if one.label:
            label = Line(safe.line(one.label), classes="label")
            label.styles.width = self._spec.label_width
            yield label
        yield one.widget(self.take_lines, self._meets)
        if one.day:
            yield DayLine(one.day)

    def on_mount(self) -> None:
        """Bring back what was typed here and not sent; put the cursor where something is to be said."""
        begun = self.writing.begun
        for widget in self.inputs:
            if (text := begun.get(widget.name or "")) is not None:
                self._bring_back(widget, text)
        self._last = self.values
        gone_on_with = [widget for widget in self.inputs if widget.name in begun]
        if gone_on_with:
            (next((one for one in gone_on_with if one.name == self._spec.first), gone_on_with[-1])).focus()
        else:
            self.focus_first()
        self._stands = True

    async def on_unmount(self) -> None:
        """Closed with all the screens, perhaps by the system: what was typed last is not on the disk yet.

        Before it stands, nothing was brought back, and nothing may be taken for all that is unsent.
        """
        if self._stands and not self._over:
            await self.writing.keep(self._typed())

    # What stands in it

    @property
    def inputs(self) -> list[Input | TextArea]:
        """The fields, in their order."""
        return [widget for widget in self.query("Input, TextArea") if isinstance(widget, Input | TextArea)]

    @property
    def shown(self) -> list[Input | TextArea]:
        """The fields that can be seen."""
        return [widget for widget in self.inputs if widget.parent and widget.parent.display]

    @property
    def values(self) -> Values:
        """What stands in the fields, by name."""
        return {widget.name or "": text_of(widget) for widget in self.inputs}

    def _typed(self) -> Values:
        """What differs from what stood in the form at first."""
        first = {one.name: one.value for one in self._spec.fields}
        typed = {name: text for name, text in self._last.items() if text.strip() != first.get(name, "").strip()}
        return {**typed, BASE: self._spec.base} if typed and self._spec.base else typed

    def focus_first(self) -> None:
        """To where something is to be said."""
        if field := first_of(self.shown, self._spec.first):
            field.focus()

    def fit(self, room: int) -> None:
        """Let the longer texts share what the rest leaves of `room` lines: one scrolls then, not the form around it."""
        areas = [widget for widget in self.shown if isinstance(widget, TextArea)]
        rows = {widget.parent for widget in areas}
        taken = sum(child.outer_size.height for child in self.children if child.display and child not in rows)
        share_lines(areas, room - taken)

    def take_lines(self, entry: Input, text: str) -> bool:
        """Take a pasted `text` of several lines: the first into `entry`, the rest into the longer text, if any."""
        first, _break, rest = text.strip("\n").partition("\n")
        areas = [widget for widget in self.inputs if isinstance(widget, TextArea)]
        if not rest or not areas:
            return False
        entry.insert_text_at_cursor(first)
        if areas[0].name in self._spec.more:
            self.action_more()
        areas[0].insert(rest.strip("\n"), areas[0].document.end)
        return True

    def _bring_back(self, widget: Input | TextArea, text: str) -> None:
        if text != text_of(widget):
            fill(widget, text)
        if text and widget.name in self._spec.more:
            self.action_more()

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _changed(self, event: Input.Changed | TextArea.Changed) -> None:
        if self.values != self._last:
            self.query_one(".error", Line).display = False  # what was wrong is being put right
        self._last = self.values
        self._keep_soon()
        for line in event.control.parent.query(DayLine) if event.control.parent else ():
            line.tell(text_of(event.control))
        if self._completions and event.control.name in self._completed:
            self._completions.look(event.control)

    @work(exclusive=True, group="draft")
    async def _keep_soon(self) -> None:
        await sleep(KEEP_AFTER)
        if not self._over:
            await self.writing.keep(self._typed())

    def on_resize(self) -> None:
        """What is offered stands beside the cursor, which goes where the form has room for it."""
        if self._completions:
            self._completions.place()

    # Whose words they are

    def action_speakers(self) -> None:
        """Say who speaks in this form, unless its words stay with whoever does."""
        if self._spec.alone:
            self.complain(self._spec.alone)
        else:
            self.post_message(self.SpeakersWanted(self))

    async def let_speak(self, speaking: Speaking) -> None:
        """From now on these people speak here, and what stands here is theirs."""
        self.writing.give_to(speaking)
        self._last = self.values
        await self.writing.keep(self._typed())
        self.query_one(".title", Line).show(self._title())

    # Keys

    def action_more(self) -> None:
        """Show the fields that need room."""
        self._shown_more = True
        for row in self.query(".hidden"):
            row.remove_class("hidden")
        self.call_after_refresh(self.focus_first)
        self.call_after_refresh(self._show_keys)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """More room only where there is more to show, speakers where somebody speaks."""
        if action == "speakers":
            return self._spec.said
        return not self._shown_more if action == "more" else True

    @property
    def beside(self) -> str:
        """What is asked in the field that `tab` leads to; empty where there is no other."""
        shown = self.shown
        return self._spec.asked(shown[(self._place + 1) % len(shown)].name or "") if len(shown) > 1 else ""

    @property
    def _place(self) -> int:
        """Which of the fields that show has the cursor."""
        return next((number for number, widget in enumerate(self.shown) if widget.has_focus), 0)

    def action_beside(self, step: int) -> None:
        """To the field beside, round the ends."""
        shown = self.shown
        if len(shown) < 2:
            self.post_message(Say(_("There is no other field here."), _("esc leaves it for later.")))
        else:
            shown[(self._place + step) % len(shown)].focus()

    def _meets(self, field: Input | TextArea, key: str) -> bool:
        """A key before a field gets it: for what is offered there, or up and down beyond its ends."""
        if self._completions and field.name in self._completed and self._completions.meets(field, key):
            return True
        if key == "enter" and isinstance(field, WrappedLine):
            self._go_on_from(field)
            return True
        step = {"up": -1, "down": 1}.get(key, 0)
        place = self._place + step
        if not step or not is_at_edge(field, step) or not 0 <= place < len(self.shown):
            return False
        self.shown[place].focus()
        return True

    def on_descendant_focus(self) -> None:
        """What enter does depends on where the cursor stands."""
        self._show_keys()

    def on_descendant_blur(self) -> None:
        """What is offered is offered where one types."""
        if self._completions:
            self._completions.close()

    @on(Completions.Turned)
    def _show_keys(self) -> None:
        more = not self._shown_more
        keys = keys_in(self._spec, self.shown, self.screen.focused, self.beside, has_more=more)
        leaving = ("esc", _("leave for later"))
        offers = bool(self._completions and self._completions.is_open)
        self.set_class(offers, "-offers")
        if offers:
            keys, leaving = offered_keys(), ("esc", _("offer nothing"))
        self.query_one(KeyLine).keys = (*keys, leaving)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        """Enter goes on to the next field that shows, and sends from the last, unless a longer text is asked."""
        event.stop()
        self._go_on_from(event.input)

    def _go_on_from(self, field: Input | TextArea) -> None:
        shown = self.shown
        place = shown.index(field) + 1
        if place < len(shown):
            shown[place].focus()
        else:
            self.action_send()

    async def action_leave(self) -> None:
        """Leave; what was typed stays as a draft."""
        self._last = self.values
        self._over = True
        await self.writing.keep(self._typed())
        self.post_message(self.Left(self))

    @work(group="send")
    async def action_send(self) -> None:
        """Do what the form is for; where that fails, say so and keep everything as it stands."""
        if self._sending:
            return
        self._sending = True
        try:
            await self._go_out()
        finally:
            self._sending = False

    async def _go_out(self) -> None:
        self._last = self.values
        await self.writing.keep(self._typed())
        try:
            result = await self._send(self._last, self.writing.speaking)
        except (CocreateError, OSError) as error:
            message, hint = in_words(error)
            self.complain(f"{message} {hint_words(hint)}".strip())
            if wrong := named(self.shown, getattr(error, "key", "")):
                wrong.focus()
            return
        self._over = True
        await self.writing.keep({})
        self.post_message(self.Sent(self, result))

    @on(TooMuch)
    def _pasted_too_much(self, event: TooMuch) -> None:
        event.stop()
        self.complain(_("That is more than this window takes, and nothing of it was put in."))

    def complain(self, sentence: str) -> None:
        """Say what is wrong, under the fields."""
        error = self.query_one(".error", Line)
        error.show(safe.line(one_stop(sentence), "$alarm"))
        error.display = True
        error.scroll_visible()
