"""The app: assembles the screens of one sitting at a table, and does what they wish for."""

import os
import sys
from asyncio import Event as Signal
from asyncio import to_thread
from collections.abc import Awaitable, Sequence
from dataclasses import replace
from typing import ClassVar, TypeVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, TextArea

from cocreate.locale import _, language, read_in
from cocreate.model.errors import CocreateError, in_words
from cocreate.model.items import Item
from cocreate.model.links import kept
from cocreate.model.phrases import names
from cocreate.pages.linking import shown
from cocreate.sittings.drafts import Draft
from cocreate.sittings.sitting import Sitting
from cocreate.sittings.speaking import Speaking
from cocreate.sittings.table import Table
from cocreate.tui import themes
from cocreate.tui.commands import all_commands
from cocreate.tui.commands.base import Command, Context
from cocreate.tui.commands.giving import answers_by
from cocreate.tui.commands.going import ask_who_speaks
from cocreate.tui.dispatch import Dispatch
from cocreate.tui.drafting import Values, Writing, begin, unsent
from cocreate.tui.hands import Hands
from cocreate.tui.screens.panes import PanesScreen
from cocreate.tui.silence import why_nothing
from cocreate.tui.suggesting import Suggesting
from cocreate.tui.telling import speakers
from cocreate.tui.together import TogetherApp
from cocreate.tui.widgets.fields import FormSpec
from cocreate.tui.widgets.form import Form, Send
from cocreate.tui.widgets.top_bar import TopBar
from cocreate.tui.wishes import Answer, Give

T = TypeVar("T")


stylesheet = os.path.join(os.path.dirname(__file__), "cocreate.tcss")
"""How the screens look, whoever assembles them."""


def _bindings() -> list[BindingType]:
    """The keys of all commands; those a footer should show say so."""
    return [
        Binding(
            command.key,
            f"app.command('{command.id}')",
            command.words,
            show=command.shown,
            group=Binding.Group(command.group),
        )
        for command in all_commands().values()
    ]


class CocreateApp(TogetherApp):
    """One sitting's set of screens; several may sit at one table, in one process and one event loop."""

    CSS_PATH = stylesheet
    TITLE = "cocreate"
    ENABLE_COMMAND_PALETTE = False  # ours is a window as the others are
    BINDINGS: ClassVar[list[BindingType]] = _bindings()

    def __init__(self, table: Table, sitting: Sitting) -> None:
        super().__init__(table, sitting)
        self.set_reactive(CocreateApp.speaking, sitting.speaking)
        themes.dress(self, themes.DARK)
        self.waiting: Sequence[Draft] = ()
        self._dispatch = Dispatch(self)
        self._suggesting = Suggesting(lambda: self.collection)
        self._at_work = 0
        self.hands = Hands(sitting)
        # What a process prints is the process's: each app would take it over, and the first to leave end that for all.
        self._capture_stdout, self._capture_stderr = sys.stdout, sys.stderr  # type: ignore[assignment]

    # Beginning and end

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our variables, for themes that do not say what they are."""
        return dict(themes.VARIABLE_DEFAULTS)

    async def on_load(self) -> None:
        """Everything that is begun from here on is read in the language of this sitting."""
        read_in(self.sitting.language or language())
        worn = await to_thread(self.sitting.settings.read, "theme", [theme.name for theme in themes.THEMES])
        themes.dress(self, worn or themes.DARK)
        await self.sync_loop.learn()

    def on_mount(self) -> None:
        """Paint what is known, then look at all files."""
        self._open()

    @work(group="open")
    async def _open(self) -> None:
        await self._painted()
        if self.speaking is None:
            self.action_command("speak")
        try:
            await self.look()
        except CocreateError as error:
            self.announce(*in_words(error), wrong=True)
        self.upkeep.begin()
        await self.begin_telling()
        await self._look_whose_hands()
        await self._look_for_unsent()
        if self.waiting:
            self.announce(_("What was typed here and not sent is kept."), _("r goes on with it."))
        self.opened()

    def opened(self) -> None:
        """Everything is read, and painted; whoever assembles a program has something to do then."""

    async def _painted(self) -> None:
        painted = Signal()
        self.call_after_refresh(painted.set)
        await painted.wait()

    @property
    def has_terminal(self) -> bool:
        """Whether other programs can be opened where these screens are."""
        return self.sitting.reaches_host

    # Commands

    def context(self, target: Item | None = None, begun: Draft | None = None) -> Context:
        """Where a command given now is given: on `target`, or what is selected."""
        return Context(self, self.panes, target or self.panes.target, begun)

    @property
    def offers(self) -> list[Command]:
        """The commands that can be given here and now."""
        return self._dispatch.offers(self.context())

    @property
    def elsewhere(self) -> list[tuple[Command, str]]:
        """The commands that can be given elsewhere, each with what it takes."""
        return self._dispatch.elsewhere(self.context())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A command's key works where the command applies."""
        if action != "command":
            return super().check_action(action, parameters)
        if self.standing is None:
            return False
        return not self.standing.ready or self._dispatch.applies(str(parameters[0]), self.context())

    def words_of(self, binding: Binding) -> str:
        """What the key of a command does to what is selected, in a word or two."""
        name = binding.action.removeprefix("app.command('").removesuffix("')")
        known = name != binding.action and self.standing is not None and self.standing.ready
        return self._dispatch.words_in(name, self.context()) if known else super().words_of(binding)

    @property
    def is_opening(self) -> bool:
        """Whether a command is at work that has not asked anything yet, or a mode does not stand yet."""
        if not any(isinstance(screen, PanesScreen) and screen.ready for screen in self.screen_stack):
            return True
        asks = isinstance(self.screen, ModalScreen) and self.screen.focused is not None
        return bool(self._at_work and not asks)

    def why_nothing(self, key: str) -> str:
        """Why a key did nothing: the sentence of its command, or of the key."""
        in_window = isinstance(self.screen, ModalScreen)
        why = "" if in_window or not self.panes.ready else self._dispatch.why_not(key, self.context())
        return why or why_nothing(key, self.key_words(key), in_window=in_window)

    def action_command(self, name: str) -> None:
        """A key was pressed; no further key overtakes what its command opens."""
        self._at_work += 1
        self._give_by_key(name)

    @work(group="command")
    async def _give_by_key(self, name: str) -> None:
        try:
            await self._give(name)
            await self._painted()
        finally:
            self._at_work -= 1

    @work(group="command")
    async def give(self, command: str, target: Item | None = None, begun: Draft | None = None) -> None:
        """Give a command by its name."""
        await self._give(command, target, begun)

    async def _give(self, name: str, target: Item | None = None, begun: Draft | None = None) -> None:
        """Give a command, as soon as the screen stands."""
        while not (panes := self.panes).ready:
            await panes.stands.wait()
        await self._dispatch.give(name, self.context(target, begun))
        await self._look_for_unsent()

    async def arrive_at(self, name: str) -> PanesScreen:
        """Show the item called `name` where it is read, if it is here; the mode, once it stands."""
        self.go_to(name)
        while not (panes := self.panes).ready:
            await panes.stands.wait()
        await self._painted()
        return panes

    async def search_for(self, words: str) -> None:
        """Show the search, with what holds these words, as soon as it stands."""
        self.go_mode("search")
        while not (panes := self.panes).ready:
            await panes.stands.wait()
        panes.look_for(words)

    # Windows

    async def ask(self, dialog: Screen[T]) -> T | None:
        """Open a dialog; what it is dismissed with."""
        return await self.push_screen_wait(dialog)

    async def form(self, spec: FormSpec, send: Send, begun: Draft | None = None) -> Form:
        """A form with what was left in its place, or with what was `begun`."""
        if begun is None or begun.place != spec.place:
            begun = await self.begin(spec.place)
        writing = Writing(self.sitting, begun)
        await self._look_whose_hands(writing.speaking)

        def send_whole(values: Values, speaking: Speaking | None) -> Awaitable[object]:
            return send(kept(self.collection, values), speaking)

        told = replace(spec, about=shown(self.collection, spec.about))
        return Form(told, send_whole, writing, lambda speaking: speakers(self.collection, speaking), self._suggesting)

    def linked(self, words: str) -> str:
        """A sentence with the titles and names that it links to."""
        return shown(self.collection, words)

    async def _look_whose_hands(self, speaking: Speaking | None = None) -> None:
        """Where several terminals show this pane, say so once; and who typed last, where that is not who speaks."""
        await self.hands.look()
        if self.hands.are_several and not self.hands.is_told:
            self.hands.is_told = True
            self.say(_("Several terminals show this pane: whoever sits there can type here."), _("s says who speaks."))
        typed = self.hands.typed_last(self.collection.known_people)
        if speaking and typed and not {*typed} <= {*speaking.people}:
            who = names(self.collection, typed)
            self.say(_("Typed last here: {who}.").format(who=who), _("ctrl+o says whose words these are."))

    async def begin(self, place: str, writer: Speaking | None = None) -> Draft:
        """What was typed in a place and not sent, to go on with; else a new draft of whoever speaks, or of `writer`."""
        return await to_thread(begin, self.sitting, place, writer)

    @on(Form.Sent)
    def _was_sent(self, event: Form.Sent) -> None:
        """What can be taken back now is theirs who spoke in it."""
        self.sitting.did = event.form.writing.speaking.by if event.form.writing.speaking else ()

    @on(Form.Done)
    async def _look_for_unsent(self) -> None:
        """See what was typed and not sent."""
        self.waiting = await to_thread(unsent, self.sitting)
        self.screen.refresh_bindings()

    @on(Form.SpeakersWanted)
    def _speakers_wanted(self, event: Form.SpeakersWanted) -> None:
        self._let_speak(event.form)

    @work(group="command")
    async def _let_speak(self, form: Form) -> None:
        """Ask who speaks in a window; elsewhere, whoever does goes on."""
        if speaking := await ask_who_speaks(self.context(), form.writing.speaking):
            await form.let_speak(speaking)

    async def speak_as(self, speaking: Speaking) -> None:
        """From now on these people speak, but in windows that are open."""
        await to_thread(self.sitting.speak_as, speaking)
        self.speaking = speaking

    async def put_on(self, theme: str) -> None:
        """Wear a look, and remember it."""
        self.theme = theme
        await to_thread(self.sitting.settings.write, "theme", theme)

    @on(TopBar.SpeakingClicked)
    def _speaking_clicked(self) -> None:
        self.give("speak")

    @on(TopBar.ModeChosen)
    def _mode_chosen(self, event: TopBar.ModeChosen) -> None:
        self.go_mode(event.mode)

    @on(Give)
    def _wants(self, event: Give) -> None:
        self.action_command(event.command)

    @on(Answer)
    def _answers(self, event: Answer) -> None:
        self.give(answers_by(event.given), event.given)

    def action_help_quit(self) -> None:
        """ctrl+c leaves nothing, because it ends other programs with all that was typed."""
        typing = isinstance(self.focused, Input | TextArea)
        leaves = _("ctrl+q leaves.") if typing else _("q leaves.")
        self.say(leaves, _("What you typed and did not send is kept."))
