"""The app: holds what is in the workspace and who speaks, gives both to the screens, and runs commands."""

import os
import signal
from asyncio import Event as Signal
from asyncio import Lock, get_running_loop, to_thread
from collections.abc import Callable, Iterable
from contextlib import suppress
from threading import Timer
from time import monotonic
from typing import ClassVar, TypeVar, cast

from textual import on, work
from textual.app import App
from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.events import Event, Key, Paste
from textual.reactive import reactive
from textual.screen import ModalScreen, Screen
from textual.widgets import Input

from cocreate.locale import _
from cocreate.model.collection import Collection
from cocreate.model.errors import CocreateError, in_words
from cocreate.model.hints import Hint
from cocreate.model.ids import COMMONS
from cocreate.model.items import Contribution, Item
from cocreate.model.text import clean
from cocreate.sittings.settings import read_setting, write_setting
from cocreate.sittings.sitting import Sitting
from cocreate.sittings.speaking import Speaking
from cocreate.sittings.table import Table
from cocreate.tui import safe, themes
from cocreate.tui.collecting import Thresholds, collect_as, collect_young
from cocreate.tui.commands import all_commands
from cocreate.tui.commands.base import Command, Here
from cocreate.tui.commands.giving import open_composer
from cocreate.tui.commands.palette import Everywhere
from cocreate.tui.hints import hint_words
from cocreate.tui.in_step import InStep
from cocreate.tui.screens.home import HomeScreen
from cocreate.tui.screens.ideas import IdeasScreen
from cocreate.tui.screens.panes import PanesScreen
from cocreate.tui.screens.people import PeopleScreen
from cocreate.tui.screens.projects import ProjectsScreen
from cocreate.tui.screens.search import SearchScreen
from cocreate.tui.type_ahead import TypeAhead
from cocreate.tui.watching import changes_in
from cocreate.tui.widgets.form import Form
from cocreate.tui.widgets.top_bar import TopBar

T = TypeVar("T")

HOMES = {"person": "people", "project": "projects", "idea": "ideas"}
"""The mode in which an item of a type is read."""

MOST_TOLD = 3
"""So many unreadable files are told of at once; the lists name them all."""

GRACE = 5.0
"""Seconds in which the program ends after its terminal is gone."""

SLOW = 0.5
"""Seconds of looking at the files after which progress is shown."""

TOLD_EVERY = 0.2
"""Seconds between two tellings of it: every painting of the screen takes its time from the reading."""


def _bindings() -> list[BindingType]:
    """The keys of all commands; those a footer should show say so."""
    return [
        Binding(
            command.key,
            f"app.command('{command.id}')",
            command.words(),
            show=command.shown,
            tooltip=command.about(),
            group=Binding.Group(command.group),
        )
        for command in all_commands().values()
    ]


class CocreateApp(App[None]):
    """cocreate's screens on one workspace."""

    CSS_PATH = "cocreate.tcss"
    TITLE = "cocreate"
    ENABLE_COMMAND_PALETTE = True
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {Everywhere}
    BINDINGS: ClassVar[list[BindingType]] = _bindings()
    DEFAULT_MODE = "home"
    MODES: ClassVar[dict[str, str | Callable[[], Screen[None]]]] = {
        "home": HomeScreen,
        "ideas": IdeasScreen,
        "projects": ProjectsScreen,
        "people": PeopleScreen,
        "search": SearchScreen,
    }

    collection: reactive[Collection] = reactive(lambda: Collection("", []), always_update=True)
    speaking: reactive[Speaking | None] = reactive(None)
    progress: reactive[str] = reactive("")
    step: reactive[str] = reactive("")

    def __init__(self, table: Table, sitting: Sitting) -> None:
        self.table, self.sitting = table, sitting
        first = table.first_look()
        sitting.identify()
        super().__init__()
        self.set_reactive(CocreateApp.collection, first)
        self.set_reactive(CocreateApp.speaking, self.sitting.speaking)
        themes.dress(self, read_setting("theme", [theme.name for theme in themes.THEMES]) or themes.DARK)
        self._commands = all_commands()
        self._looking = Lock()
        self._trail: list[tuple[str, str]] = []
        self._ahead = TypeAhead(self._deliver, lambda: self.focused or self.screen, lambda: self._is_opening)
        self.in_step = InStep(self)
        self._at_work = 0
        self._collecting: Thresholds | None = None
        self.drafts_waiting: list[str] = []
        self.may_suspend = True
        self.hung_up = False

    # Beginning and end

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our variables, for themes that do not say what they are."""
        return dict(themes.VARIABLE_DEFAULTS)

    def on_mount(self) -> None:
        """Paint the projects, then look at all files, then keep looking."""
        for number, leave in ((signal.SIGTERM, self.exit), (signal.SIGHUP, self._hang_up)):
            with suppress(ValueError, NotImplementedError, RuntimeError):
                get_running_loop().add_signal_handler(number, leave)
        self._open()

    def _hang_up(self) -> None:
        """The terminal is gone; what was typed is kept, as at every leave, and nothing may keep the program."""
        self.hung_up = True
        last = Timer(GRACE, os._exit, [128 + signal.SIGHUP])
        last.daemon = True
        last.start()
        self.exit()

    @work(group="open")
    async def _open(self) -> None:
        try:
            painted = Signal()
            self.call_after_refresh(painted.set)
            await painted.wait()
            await self.look()
        except CocreateError as error:
            self.say(error.message, error.hint, wrong=True)
        self._collecting = collect_young()
        await self.look_for_drafts()
        if self.drafts_waiting:
            self.say(_("What was typed here and not sent is kept."), _("r goes on with it."))
        if self.speaking is None:
            self.say(_("Nobody is speaking yet."), _("s says who is."))
        self._watch()
        self.in_step.begin()

    @work(group="watch")
    async def _watch(self) -> None:
        """Look again whenever something else changed the files."""
        async for _changed in changes_in(self.table.root):
            try:
                await self.look()
            except CocreateError as error:
                self.say(error.message, error.hint, wrong=True)

    async def look(self) -> None:
        """Look at the files, and show them if they changed."""
        async with self._looking:
            last = monotonic() + SLOW - TOLD_EVERY

            def progress(count: int, of: int) -> None:
                nonlocal last
                if monotonic() - last > TOLD_EVERY:
                    last = monotonic()
                    self.call_later(self._show_progress, count, of)

            seen = await to_thread(self.table.look, progress)
            self.progress = ""
        if seen is not self.collection:
            known = {unread.path for unread in self.collection.unread}
            self.collection = seen
            for unread in [one for one in seen.unread if one.path not in known][:MOST_TOLD]:
                told = _("{path} could not be read: {reason}.").format(path=unread.path, reason=unread.reason)
                self.say(told, "", wrong=True)
        if self.sitting.speaking != self.speaking:
            self.speaking = self.sitting.speaking

    def _show_progress(self, count: int, of: int) -> None:
        if self._looking.locked():  # it may be told only after the look is over
            self.progress = _("reading {count} of {of}").format(count=count, of=of)

    async def on_event(self, event: Event) -> None:
        """What is typed or pasted waits for what was typed before it."""
        if isinstance(event, Key | Paste) and not event.is_forwarded:
            if not await self._ahead.take(event):
                self._hand_on_keys()
        else:
            await super().on_event(event)

    def _paste_lines(self, entry: Input, text: str) -> bool:
        """Give several lines to the form that `entry` is a line of: the first to the line, the rest to the text."""
        form = next((one for one in entry.ancestors if isinstance(one, Form)), None)
        return form is not None and form.take_lines(entry, text)

    async def _deliver(self, typed: Key | Paste) -> None:
        """Hand on what was typed; what is pasted passes the same door as what files bring."""
        if isinstance(typed, Paste):
            typed.text = clean(typed.text.replace("\r\n", "\n").replace("\r", "\n"))
            if isinstance(self.focused, Input) and self._paste_lines(self.focused, typed.text):
                return
        await super().on_event(typed)

    @work(group="ahead")
    async def _hand_on_keys(self) -> None:
        await self._ahead.hand_on()

    @property
    def _is_opening(self) -> bool:
        """Whether a command is at work that has not asked anything yet, or a mode does not stand yet."""
        if not any(isinstance(screen, PanesScreen) and screen.ready for screen in self.screen_stack):
            return True
        asks = isinstance(self.screen, ModalScreen) and self.screen.focused is not None
        return bool(self._at_work and not asks)

    async def on_unmount(self) -> None:
        """Keep the index for the next start, and leave the collector as it was found."""
        self.in_step.leave()
        if self._collecting:
            collect_as(self._collecting)
        await to_thread(self.sitting.leave)
        await to_thread(self.table.close)

    # Doing

    async def act(self, do: Callable[[], T]) -> T:
        """Do something to the files off the event loop, then show what became of it."""
        result = await to_thread(do)
        self.in_step.acted()
        await self.look()
        return result

    def here(self) -> Here:
        """Where a command given now is given."""
        screen = next((s for s in reversed(self.screen_stack) if isinstance(s, PanesScreen)), None)
        assert screen is not None  # noqa: S101 - every mode has one
        return Here(self, screen, screen.target)

    def commands_here(self) -> list[Command]:
        """The commands that can be given here and now."""
        here = self.here()
        return [command for command in self._commands.values() if command.applies(here)]

    def action_command(self, name: str) -> None:
        """A key was pressed."""
        self._at_work += 1
        self._give(name)

    @work(group="command")
    async def _give(self, name: str) -> None:
        """Give a command by its key, and let no further key overtake what it opens."""
        try:
            await self._run(name)
            painted = Signal()
            self.call_after_refresh(painted.set)
            await painted.wait()
        finally:
            self._at_work -= 1

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A command's key works where the command applies."""
        if action != "command":
            return super().check_action(action, parameters)
        if not any(isinstance(screen, PanesScreen) for screen in self.screen_stack):
            return False
        here = self.here()
        return not here.screen.ready or self._commands[str(parameters[0])].applies(here)

    @work(group="command")
    async def run_command(self, name: str, target: Item | None = None) -> None:
        """Give a command."""
        await self._run(name, target)

    async def _run(self, name: str, target: Item | None = None) -> None:
        """Give a command, as soon as the screen stands; what goes wrong is said, in its own words."""
        while not (here := self.here()).screen.ready:
            await here.screen.stands.wait()
        if target:
            here = Here(self, here.screen, target)
        if not self._commands[name].applies(here):
            return
        try:
            await self._commands[name].do(here)
        except (CocreateError, OSError) as error:
            self.say(*in_words(error), wrong=True)
        await self.look_for_drafts()

    async def look_for_drafts(self) -> None:
        """See what was typed and not sent."""
        self.drafts_waiting = await to_thread(self.sitting.drafts.places)
        self.screen.refresh_bindings()

    def say_to(self, given: Contribution | Item) -> None:
        """Enter on a contribution: answer a question, build on anything else."""
        kind = "answer" if isinstance(given, Contribution) and given.kind == "question" else "comment"
        open_composer(self.here(), kind, given)

    def say(self, what: str, then: str | Hint, *, wrong: bool = False) -> None:
        """A quiet line for a while."""
        line = safe.line(f"{what} {hint_words(then)}".strip()).plain
        self.notify(line, severity="warning" if wrong else "information", markup=False, timeout=8 if wrong else 5)

    async def speak_as(self, speaking: Speaking) -> None:
        """From now on these people speak."""
        await to_thread(self.sitting.speak_as, speaking)
        self.speaking = speaking

    def put_on(self, theme: str) -> None:
        """Wear a theme, and remember it."""
        self.theme = theme
        write_setting("theme", theme)

    def key_words(self, key: str) -> str:
        """A key as people call it."""
        return self.get_key_display(Binding(key, "", ""))

    # Going

    def go_mode(self, mode: str) -> None:
        """Show a mode and its list, remembering where one came from."""
        if self.current_mode != mode:
            self._remember()
            self.switch_mode(mode)
        screen = self.screen
        if isinstance(screen, PanesScreen) and screen.ready and not screen.FILTER_STAYS:
            screen.focus_stage("list")

    @on(TopBar.ModeChosen)
    def _mode_chosen(self, event: TopBar.ModeChosen) -> None:
        self.go_mode(event.mode)

    @on(TopBar.SpeakingClicked)
    def _speaking_clicked(self) -> None:
        self.run_command("speak")

    def go_to(self, name: str) -> None:
        """Show the item called `name` where it is read."""
        item = self.collection.get(name)
        root = self.collection.root_of(item) if item else ""
        thing = self.collection.get(root) or item
        home = "projects" if root == COMMONS else HOMES.get(thing.type) if thing else None
        if home is None:
            return
        self._remember()
        self.switch_mode(home)
        cast("PanesScreen", self.screen).arrive(name)

    def _remember(self) -> None:
        screen = self.screen
        if isinstance(screen, PanesScreen) and screen.ready:
            self._trail.append((screen.MODE, screen.list.selected_key))
            del self._trail[:-50]

    def go_back(self) -> None:
        """To where one came from; from the beginning there is nowhere to go."""
        screen = cast("PanesScreen", self.screen)
        here = (screen.MODE, screen.list.selected_key)
        while self._trail and self._trail[-1] == here:
            self._trail.pop()
        if self._trail:
            mode, name = self._trail.pop()
            self.switch_mode(mode)
            if name:
                cast("PanesScreen", self.screen).go_to(name)

    @property
    def has_come_from_somewhere(self) -> bool:
        """Whether there is a place to go back to."""
        return bool(self._trail)

    def action_help_quit(self) -> None:
        """ctrl+c leaves nothing, because it ends other programs with all that was typed."""
        self.say(_("q leaves."), _("What you typed and did not send is kept."))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[object]:  # type: ignore[override]  # noqa: ARG002
        """None of Textual's own: no screenshot to a file, no inspector."""
        return ()
