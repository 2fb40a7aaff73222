"""Ideas: all of them, newest first; the idea with its thread; what stands around it."""

from collections.abc import Sequence
from typing import ClassVar

from cocreate.locale import _
from cocreate.model.collection import Collection
from cocreate.pages.ideas import idea_page
from cocreate.pages.parts import Page
from cocreate.tui import rows
from cocreate.tui.rows import Draw, Row
from cocreate.tui.screens.panes import PanesScreen


class IdeasScreen(PanesScreen):
    """An idea, and everyone who builds on it."""

    MODE: ClassVar[str] = "ideas"
    HOME_OF: ClassVar[str] = "ideas/"

    def rows(self, collection: Collection) -> Sequence[Row]:  # noqa: ARG002 - ordered beforehand
        """The ideas, newest first."""
        return [(idea, 0) for idea in self.table.overview.ideas]

    def row_drawing(self, collection: Collection) -> Draw:
        """An idea in two lines."""
        return rows.idea_rows(collection, self.table.clock)

    def page(self, collection: Collection, name: str) -> Page | None:
        """The idea and its thread; who joined, lineage, what waits."""
        idea = collection.ideas.get(name)
        return idea_page(collection, idea, self.table.clock()) if idea else None

    def placeholder(self) -> str:
        """The first thing to do."""
        return _("No idea yet. i catches one: a line is enough.")
