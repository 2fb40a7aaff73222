"""An app with modes, a screen each, that remembers where one came from."""

from functools import partial
from typing import cast

from textual import on
from textual.binding import Binding
from textual.reactive import reactive

from cocreate.model.ids import COMMONS
from cocreate.sittings.here import Place
from cocreate.sittings.sitting import Sitting
from cocreate.sittings.table import Table
from cocreate.tui.looking import LookingApp
from cocreate.tui.screens.home import HomeScreen
from cocreate.tui.screens.ideas import IdeasScreen
from cocreate.tui.screens.panes import PanesScreen
from cocreate.tui.screens.people import PeopleScreen
from cocreate.tui.screens.projects import ProjectsScreen
from cocreate.tui.screens.search import SearchScreen
from cocreate.tui.trail import Trail
from cocreate.tui.wishes import GoBack, GoMode, GoTo

SCREENS: tuple[type[PanesScreen], ...] = (HomeScreen, IdeasScreen, ProjectsScreen, PeopleScreen, SearchScreen)
"""The screens of the modes."""

HOMES = {"person": "people", "project": "projects", "idea": "ideas"}
"""The mode in which an item of a type is read."""


class GoingApp(LookingApp):
    """Goes from mode to mode, to an item where it is read, and back."""

    DEFAULT_MODE = "home"

    can_go_back: reactive[bool] = reactive(bool, repaint=False)

    def __init__(self, table: Table, sitting: Sitting) -> None:
        super().__init__(table, sitting)
        self._trail = Trail()
        for screen in SCREENS:
            self.add_mode(screen.MODE, partial(screen, table, self.words_of))

    def words_of(self, binding: Binding) -> str:
        """What a key of this app does to what is selected, in a word or two."""
        return binding.description

    @property
    def standing(self) -> PanesScreen | None:
        """The mode that is shown, beneath any window; None before the first, between two, and after the last."""
        return next((s for s in reversed(self.screen_stack) if isinstance(s, PanesScreen)), None)

    @property
    def panes(self) -> PanesScreen:
        """The mode that is shown, for whoever was asked for something in it."""
        screen = self.standing
        assert screen is not None  # noqa: S101 - every mode has one
        return screen

    @on(GoMode)
    def _wants_mode(self, event: GoMode) -> None:
        self.go_mode(event.mode)

    def go_mode(self, mode: str) -> None:
        """Show a mode where it begins, remembering where one came from."""
        is_elsewhere = self.current_mode != mode
        if is_elsewhere:
            self.remember_place()
            self.switch_mode(mode)
        screen = self.panes
        if screen.ready and is_elsewhere:
            screen.begin_anew()
        if screen.ready and (is_elsewhere or not screen.FILTER_STAYS):
            screen.focus_list()

    @on(GoTo)
    def _wants_to_go(self, event: GoTo) -> None:
        self.go_to(event.name)

    def go_to(self, name: str) -> None:
        """Show the item called `name` where it is read."""
        home = self._home_of(name)
        if not home:
            return
        item, is_elsewhere = self.collection.get(name), self.current_mode != home
        self.remember_place()
        self.switch_mode(home)
        screen = cast("PanesScreen", self.screen)
        screen.came_for = (self.collection.root_of(item) if item else name) if is_elsewhere else ""
        screen.arrive(name)

    def _home_of(self, name: str) -> str:
        """The mode in which the item called `name` is read; empty where it is not here."""
        item = self.collection.get(name)
        root = self.collection.root_of(item) if item else name
        thing = self.collection.get(root) or item
        return "projects" if root == COMMONS else HOMES.get(thing.type, "") if thing else ""

    def stand_at(self, place: Place) -> None:
        """Stand at a place that somebody told, as far as it is here; whoever searches is met at what they read.

        Where one came from is not noted: whoever follows would have to come back through it all.
        """
        modes = {screen.MODE for screen in SCREENS}
        mode = place.mode if place.mode in modes - {"search"} else self._home_of(place.item)
        if mode not in modes:
            return
        if self.current_mode != mode:
            self.switch_mode(mode)
        cast("PanesScreen", self.screen).stand_at(place)

    def remember_place(self) -> None:
        """Let back lead here again."""
        if (screen := self.panes).ready:
            self._trail.leave(Place(screen.MODE, screen.selected))
            self.can_go_back = True

    @on(GoBack)
    def go_back(self) -> None:
        """To where one came from."""
        place = self._trail.back(Place(self.panes.MODE, self.panes.selected))
        self.can_go_back = bool(self._trail)
        if place:
            self.switch_mode(place.mode)
            if place.item:
                self.panes.go_to(place.item)
        else:
            self.say(self.why_nothing("escape"))
