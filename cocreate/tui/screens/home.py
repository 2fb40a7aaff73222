"""Home: the projects with their purpose, what happened lately, fresh ideas."""

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import ClassVar

from cocreate.locale import N_, _
from cocreate.model.choosing import fresh
from cocreate.model.collection import Collection
from cocreate.model.nesting import nested
from cocreate.pages.home import fresh_ideas, lately, unread
from cocreate.pages.parts import Empty, Page
from cocreate.tui import rows
from cocreate.tui.rows import Draw, Row
from cocreate.tui.screens.panes import PanesScreen
from cocreate.tui.wishes import GoTo

FRESH = 30
"""How many fresh ideas are shown."""


class HomeScreen(PanesScreen):
    """What is here, and what happened."""

    MODE: ClassVar[str] = "home"
    OWN_HEIGHTS: ClassVar[bool] = True
    ANSWERS_HERE: ClassVar[bool] = False
    STAGE_WORDS: ClassVar[Mapping[str, str]] = {
        "list": N_("projects"),
        "reading": N_("what happened"),
        "around": N_("fresh ideas"),
    }

    def rows(self, collection: Collection) -> Sequence[Row]:
        """The projects, spin-offs under what they grew from."""
        return list(nested(collection))

    def row_height(self, _width: int) -> int:
        """Room for the purpose, where there are so many that each takes the same."""
        return rows.PROJECT_HEIGHT

    def row_drawing(self, collection: Collection) -> Draw:  # noqa: ARG002 - it is all in the row
        """A project with its purpose."""
        return rows.project_rows(self.table.overview.pulses)

    def page(self, collection: Collection, name: str) -> Page:  # noqa: ARG002 - the same for all
        """What happened lately; beside it fresh ideas, and what could not be read."""
        table = self.table
        if not table.has_looked:
            return Page([], [], [Empty(_("Reading the files."))])
        newest = islice(fresh(table.overview.ideas), FRESH)
        around = [*fresh_ideas(collection, newest), *unread(collection)]
        return Page([], around, lately(collection, table.overview.latest, table.clock()))

    def placeholder(self) -> str:
        """The first thing to do."""
        return _("No project yet. n starts one, with its purpose on top.")

    def show_page(self) -> None:
        """The page is the same whatever is selected."""
        self._page_of = self.list.selected_key
        shown = (self.collection, self.table.has_looked)
        if shown != self._shown:
            self._shown = shown
            super().show_page()

    def open_row(self, name: str) -> None:
        """Enter on a project goes to it."""
        self.post_message(GoTo(name))
