"""Ideas: all of them, newest first; the idea with its thread; what stands around it."""

from collections.abc import Sequence
from typing import ClassVar

from cocreate.locale import _
from cocreate.model.collection import Collection
from cocreate.pages.ideas import idea_page
from cocreate.tui import rows
from cocreate.tui.blocks import Block
from cocreate.tui.painting import painted, painted_beside
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

    def page(self, collection: Collection, name: str) -> list[Block]:
        """The idea and its thread."""
        idea = collection.ideas.get(name)
        if idea is None:
            return []
        page = idea_page(collection, idea, self.table.clock())
        return painted([*page.head, *page.rest])

    def around(self, collection: Collection, name: str) -> list[Block]:
        """Who joined, lineage, what waits."""
        idea = collection.ideas.get(name)
        return painted_beside(idea_page(collection, idea, self.table.clock()).around) if idea else []

    def placeholder(self) -> str:
        """The first thing to do."""
        return _("No idea yet. i catches one: a line is enough.")
