"""A screen that can tell where it stands, and stand where somebody else does, at its own size."""

from typing import ClassVar

from cocreate.sittings.here import NOWHERE, Place
from cocreate.tui.screens.filtered import FilteredScreen
from cocreate.tui.screens.stages import STAGES
from cocreate.tui.widgets.reader import Reader


class PlacedScreen(FilteredScreen):
    """Tells its place by what is selected, read and turned up; never by what is typed here."""

    MODE: ClassVar[str]

    def __init__(self) -> None:
        super().__init__()
        self.ready = False
        self._wanted_place = NOWHERE

    def go_to(self, name: str) -> bool:
        """Select the item called `name`, or what it belongs to; whether it is here."""
        raise NotImplementedError

    def stands_above(self) -> str:
        """What the page is about, where that stands above it and the keys begin there; else empty."""
        return ""

    @property
    def reading(self) -> Reader:
        """The page."""
        return self.query_one("#reading", Reader)

    @property
    def selected(self) -> str:
        """What is selected in the list."""
        return self.list.selected_key if self.ready else ""

    def _pointed_at(self) -> str:
        if self.stage == "list":
            return self.list.selected_key
        reader = self.query_one_optional(f"#{self.stage}", Reader)  # none, while the screen closes
        return reader.selected_ref if reader else ""

    @property
    def tab(self) -> str:
        """Which tab is turned up, where there are any."""
        return ""

    def turn_to(self, tab: str) -> None:
        """Turn up a tab, where there is one called so."""

    @property
    def place(self) -> Place:
        """Where this is, by what everybody has; never what is typed here."""
        at = "" if self.stage == "list" else self._pointed_at()
        return Place(self.MODE, self.selected, self.tab, self.stage, at, self.reading.topmost if at else 0)

    def stand_at(self, place: Place) -> None:
        """Stand where somebody else does, as far as that is here, as soon as the screen stands."""
        self._wanted_place = NOWHERE if self.ready else place
        if not self.ready:
            return
        if self.is_filtering and not self.FILTER_STAYS:
            self.close_filter()
        if place.item and place.item != self.selected:
            self.go_to(place.item)
        self.turn_to(place.tab)
        stage = place.stage if place.stage in STAGES else "list"
        if stage != self.stage:
            self.focus_stage(stage)
        if stage != "list":
            self.call_after_refresh(self.query_one(f"#{stage}", Reader).stand_at, place.at, place.far)

    def stand_where_wanted(self) -> None:
        """Stand where it was wished before this screen stood, if it was."""
        place, self._wanted_place = self._wanted_place, NOWHERE
        if place != NOWHERE:
            self.stand_at(place)
