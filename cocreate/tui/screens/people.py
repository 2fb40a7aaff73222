"""People: who takes part, how each likes to be addressed, what each brings and gave."""

from collections.abc import Sequence
from typing import ClassVar

from cocreate.locale import _
from cocreate.model.collection import Collection
from cocreate.model.items import Person
from cocreate.pages.parts import Page
from cocreate.pages.people import person_page
from cocreate.tui import rows
from cocreate.tui.rows import Draw, Row
from cocreate.tui.screens.panes import PanesScreen


class PeopleScreen(PanesScreen):
    """Everyone, in the order of their names."""

    MODE: ClassVar[str] = "people"
    HOME_OF: ClassVar[str] = "people/"
    OWN_HEIGHTS: ClassVar[bool] = True

    def rows(self, collection: Collection) -> Sequence[Row]:
        """Everyone with a card, then everyone who is only named so far."""
        cards = (collection.people.get(name) or Person(f"people/{name}.md", {}) for name in collection.known_people)
        return [(card, 0) for card in cards]

    def row_drawing(self, collection: Collection) -> Draw:
        """A name, how to address it, what it brings and is curious about, or why it is found."""
        return rows.person_rows(collection, lambda: self.filter_words)

    def page(self, collection: Collection, name: str) -> Page | None:
        """The card, and what the person gave; where they take part."""
        return person_page(collection, name, self.table.clock()) if name else None

    def placeholder(self) -> str:
        """The first thing to do."""
        return _("Nobody has a card yet. s, then somebody new.")
