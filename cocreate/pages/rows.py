"""Rows of lists: what a row says of an item, the same wherever the list is painted."""

from __future__ import annotations

from cocreate.locale import _
from cocreate.model import phrases
from cocreate.model.items import Contribution, Idea, Person, Project
from cocreate.model.marks import without_marks
from cocreate.model.search import folded_words
from cocreate.model.signs import meaning_of
from cocreate.model.text import fold
from cocreate.pages.linking import shown
from cocreate.pages.parts import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from typing import Final

    from cocreate.model.collection import Collection
    from cocreate.model.items import Item


ON_CARDS = ("address", "brings", "curious")
"""The keys of a card whose words are looked through."""


class ItemRow(Value):
    """A row about one item.

    Args:
        item: what it is about.
        title: what it is called; of what was said without words, how it stands.
        state: how it stands, in words: its state with the reason, or its kind.
        place: where it is discussed: a project's title, or of a contribution the title of what it is on; may be empty.
        under: what belongs under its title: what a project is for, how a person likes to be addressed; may be empty.
    """

    __slots__ = ("item", "place", "state", "title", "under")

    def __init__(self, item: Item, title: str, state: str, place: str = "", under: str = "") -> None:
        self.item: Final = item
        self.title: Final = title
        self.state: Final = state
        self.place: Final = place
        self.under: Final = under

    @property
    def meaning(self) -> str:
        """The meaning whose sign stands before it."""
        return meaning_of(self.item)

    @property
    def at(self) -> datetime | None:
        """When it was given; None for a card, which nobody gives once."""
        return self.item.at if self.item.by else None


def row_of(collection: Collection, item: Item) -> ItemRow:
    """What a row says of an item."""
    said = _said(collection, item)
    texts = (said.title, said.state, said.place, said.under)
    return ItemRow(item, *(shown(collection, text) for text in texts))


def _said(collection: Collection, item: Item) -> ItemRow:
    if isinstance(item, Project):
        return ItemRow(item, item.title, phrases.standing(item), under=item.purpose)
    if isinstance(item, Idea):
        project = collection.projects.get(item.project)
        return ItemRow(item, item.title, phrases.state_words(item.state), project.title if project else "")
    if isinstance(item, Person):
        return ItemRow(item, item.title, phrases.kind_words("person"), under=item.address)
    if isinstance(item, Contribution):
        title = item.title or phrases.state_words(item.text("stance")) or _("without words")
        return ItemRow(item, title, phrases.kind_words(item.kind), phrases.about(collection, item))
    return ItemRow(item, item.title, "", under=item.text("because"))


def on_card(card: Person) -> list[str]:
    """What a card says, each in a line of its own: how to address, what somebody brings, is curious about, and more."""
    keys = [f"{phrases.key_words(key)}: {word}" for key in ON_CARDS for word in card.listed(key)]
    return [*keys, *card.body.splitlines()]


def excerpt(item: Item, words: Sequence[str]) -> str:
    """The first line of an item's text that holds one of `words`; empty where its title holds one, or none does."""
    wanted = folded_words(words)
    if any(word in fold(item.title) for word in wanted):
        return ""
    said = [item.text("purpose"), item.text("because"), *item.body.splitlines()]
    said = on_card(item) if isinstance(item, Person) else said
    found = next((line.strip() for line in said if any(word in fold(line) for word in wanted)), "")
    return without_marks(found)
