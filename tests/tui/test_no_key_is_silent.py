"""No key is silent: wherever one stands, each does something that can be seen, or says in a sentence why it does not.

One set of screens goes through many places. Keys that only speak are pressed together, and what they say is counted. A
command that applies is given once for each of the things that subjects tell apart.
"""

from collections.abc import Awaitable, Callable
from pathlib import Path

from textual.widgets import Input, TextArea

from cocreate.acts.capture import catch_idea
from cocreate.model.items import Contribution
from cocreate.model.schema import KINDS
from cocreate.tui.commands import all_commands
from cocreate.tui.commands.base import ANYTHING
from cocreate.tui.screens.stages import STAGES
from cocreate.tui.widgets.form import Form
from tests.conftest import make_voice
from tests.sync.clones import shared
from tests.tui.driver import SMALL, Someone, person_at

MOVING = ("down", "up", "pagedown", "pageup", "end", "home", "up")
OTHERS = ("escape", "tab", "shift+tab", "left", "right", "enter")
ELSEWHERE = ("space", "ctrl+s", "ctrl+e", "ctrl+o", "ctrl+t", "z")
"""Keys that footers and windows name somewhere, and one that nothing knows: on a screen they only speak."""

EDITS = {"left", "right", "up", "down", "home", "end", "pageup", "pagedown", "ctrl+e"}
"""In a field these move the cursor, and at its ends do nothing, as everywhere."""

KEYS = {command.key: command for command in all_commands().values() if command.id != "quit"}
NAMED = {"/": "slash", "?": "question_mark"}

MODES = ("home", "ideas", "projects", "people")

Going = Callable[[Someone], Awaitable[None]]


def by(*keys: str) -> Going:
    """A place that these keys lead to."""

    async def go(someone: Someone) -> None:
        for key in keys:
            await (someone.types(key[1:]) if key.startswith("=") else someone.presses(key))

    return go


def at(mode: str, stage: str) -> Going:
    """The first thing in a pane of a mode."""

    async def go(someone: Someone) -> None:
        someone.app.go_mode(mode)
        await someone.settles()
        if rows := someone.panes.list.rows:
            someone.panes.list.select(rows[0][0].id)
        someone.panes.focus_stage(stage)
        await someone.settles()

    return go


def to(name: str) -> Going:
    """The place where an item is read."""

    async def go(someone: Someone) -> None:
        someone.app.go_to(name)
        await someone.settles()

    return go


def sight(someone: Someone) -> tuple[object, ...]:
    """All that a key could have changed."""
    app = someone.app
    focused = app.focused
    typed = (focused.value, focused.cursor_position) if isinstance(focused, Input) else ()
    typed = (focused.text, focused.cursor_location) if isinstance(focused, TextArea) else typed
    return (someone.screen, len(app.screen_stack), focused, typed, app.theme, app.said, app.collection)


class Tour:
    """A walk through many places, in each of which every key is tried."""

    def __init__(self, someone: Someone) -> None:
        self.someone = someone
        self.silent: list[str] = []
        self.given: set[tuple[str, str]] = set()
        self.said: list[str] = []
        someone.app.say = self._noting(someone.app.say)  # type: ignore[method-assign]
        someone.app.sitting.reaches_host = False  # no editor opens in a test

    def _noting(self, say: Callable[..., None]) -> Callable[..., None]:
        def noted(what: str, then: str = "", *, wrong: bool = False) -> None:
            self.said.append(what)
            say(what, then, wrong=wrong)

        return noted

    async def tries(self, place: str, go: Going, others: tuple[str, ...] = (*OTHERS, *MOVING)) -> None:
        """Press every key in a place: those of all commands, and others."""
        await self._goes(go)
        on_a_screen = len(self.someone.app.screen_stack) == 1 and not self._is_typing
        if on_a_screen:
            await self._tries_commands(place, go)
        for key in others if on_a_screen else (*ELSEWHERE, *others):
            if not self._is_edited_with(key):
                await self._tries(place, key, go)

    @property
    def _is_typing(self) -> bool:
        return isinstance(self.someone.app.focused, Input | TextArea)

    def _is_edited_with(self, key: str) -> bool:
        """Whether a key belongs to the field that has the cursor."""
        picks = self.someone.app.screen.query("FilterInput")
        return self._is_typing and (key in {"space", "z", "left", "right"} or (key in EDITS and not picks))

    async def _tries_commands(self, place: str, go: Going) -> None:
        applying, thing = {offer.id for offer in self.someone.app.offers}, self._thing
        speak = [*(key for key, command in KEYS.items() if command.id not in applying), *ELSEWHERE]
        before = len(self.said)
        self.someone.bursts(*(NAMED.get(key, key) for key in speak))
        await self.someone.settles()
        if len(self.said) - before != len(speak):
            self.silent.append(f"{place}: one of {speak}, said was {self.said[before:]}")
        for key, command in KEYS.items():
            known = (command.id, thing if command.subject is not ANYTHING else "")
            if command.id in applying and known not in self.given:
                self.given.add(known)
                await self._tries(place, NAMED.get(key, key), go)

    @property
    def _thing(self) -> str:
        """What is selected, as far as subjects tell it apart."""
        target = self.someone.panes.target
        if isinstance(target, Contribution):
            return target.kind if target.kind in {"answer", "wording", "lookback"} else "contribution"
        return target.type if target else "nothing"

    async def _tries(self, place: str, key: str, go: Going) -> None:
        self.someone.forgets()
        before, spoken, stood = sight(self.someone), len(self.said), self._where
        await self.someone.presses(key)
        if sight(self.someone) == before and len(self.said) == spoken:
            self.silent.append(f"{place}: {key}")
        elif self._where != stood and key not in MOVING:
            await self._goes(go)

    @property
    def _where(self) -> tuple[object, ...]:
        app = self.someone.app
        return (len(app.screen_stack), self.someone.mode, self.someone.pane, app.focused, self.someone.panes.target)

    async def _goes(self, go: Going) -> None:
        """Leave whatever is open, and go to the place."""
        someone = self.someone
        while len(someone.app.screen_stack) > 1:
            await someone.presses("escape")
        for form in someone.panes.query(Form):
            await form.action_leave()
        if someone.mode != "search" and someone.panes.is_filtering:
            someone.panes.close_filter()
        await go(someone)


def test_no_two_commands_share_a_key() -> None:
    keys = [command.key for command in all_commands().values()]
    assert sorted(keys) == sorted(set(keys))


async def test_in_every_mode_and_pane_each_key_does_something_or_says_why_not(teambase: str) -> None:
    async with person_at(teambase, SMALL) as mavi:
        tour = Tour(mavi)
        for mode in MODES:
            for stage in STAGES:
                await tour.tries(f"{mode}, {stage}", at(mode, stage))
        assert tour.silent == []
        assert len(tour.given) >= len(KEYS) - 5  # all but those of answers, wordings, drafts and sharing


async def test_on_each_kind_of_thing_each_key_does_something_or_says_why_not(teambase: str) -> None:
    async with person_at(teambase, SMALL) as mavi:
        tour = Tour(mavi)
        found = {given.kind: given.id for given in mavi.collection.contributions.values()}
        assert set(found) == set(KINDS)
        for kind, name in found.items():
            await tour.tries(f"a {kind}", to(name), ("enter",))
        assert tour.silent == []


async def test_while_searching_filtering_and_writing_no_key_is_silent(teambase: str) -> None:
    async with person_at(teambase, SMALL) as mavi:
        tour = Tour(mavi)
        for place, go in {
            "an empty search": by("5"),
            "what was found": by("5", "=cup", "enter"),
            "what nothing holds": by("5", "=xylophone"),
            "a filter": by("2", "slash"),
            "a filter that nothing passes": by("2", "slash", "=xylophone"),
            "a composer": by("2", "home", "enter", "b"),
        }.items():
            await tour.tries(place, go)
        assert tour.silent == []


async def test_in_every_window_no_key_is_silent(teambase: str) -> None:
    async with person_at(teambase, SMALL) as mavi:
        tour = Tour(mavi)
        catch_idea(teambase, make_voice("mavi"), "To be taken back")
        windows = {name: by("2", "home", name) for name in ("c", "e", "o", "w", "x", "s", "u", "question_mark", "l")}
        for place, go in {
            **windows,
            "i": by("i"),
            "i with more room": by("i", "ctrl+e"),
            "n": by("1", "n"),
            "p": by("p"),
            "L": by("3", "home", "L"),
            "a pick that nothing passes": by("s", "=xylophone"),
        }.items():
            await tour.tries(f"the window of {place}", go)
        assert tour.silent == []


async def test_in_an_empty_workspace_no_key_is_silent(workspace: str) -> None:
    async with person_at(workspace, SMALL) as mavi:
        tour = Tour(mavi)
        for mode in MODES:
            for stage in STAGES:
                await tour.tries(f"{mode}, {stage}", at(mode, stage))
        assert tour.silent == []


async def test_in_a_copy_that_is_shared_no_key_is_silent(tmp_path: Path) -> None:
    mavi, away = shared(tmp_path, "mavi", "erkan")
    idea = mavi.catches("A bell")
    mavi.syncs()
    away.syncs()
    mavi.changes(idea.id, title="A bell at the door")
    mavi.syncs()
    away.changes(idea.id, title="A bell for the kiln")
    away.syncs()
    async with person_at(away.root, SMALL, speaking="erkan") as erkan:
        tour = Tour(erkan)
        await tour.tries("the list", at("ideas", "list"), ())
        await tour.tries("the window of g", by("2", "g"))
        await tour.tries("the window of H", by("2", "H"))
        assert {"sync", "history"} <= {name for name, _thing in tour.given}
        assert tour.silent == []
