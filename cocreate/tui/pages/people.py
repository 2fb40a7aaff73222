"""A person's page: the card, and what they gave, in words."""

from datetime import datetime

from textual.content import Content

from cocreate.locale import _
from cocreate.model import phrases
from cocreate.model.choosing import newest_first
from cocreate.model.collection import Collection
from cocreate.tui import safe
from cocreate.tui.blocks import Block
from cocreate.tui.markdown import blocks_of
from cocreate.tui.pages.ideas import without_first_gap
from cocreate.tui.pages.parts import fact, heading, names, quiet, sign_of, titled, two_sided, when
from cocreate.tui.themes import person_style

LATELY = 40
"""How many things a person gave are shown on their page."""


def person_page(collection: Collection, person: str, now: datetime) -> list[Block]:
    """The card of the person with this slug, then what they gave lately."""
    card = collection.people.get(person)
    blocks = [Block(safe.line(collection.name_of(person), f"bold {person_style(person)}"), ref=person)]
    if card is None:
        blocks.append(quiet(_("No card yet. Who it is writes one: cocreate person {person}").format(person=person)))
    else:
        blocks += [
            fact(phrases.key_words(key), safe.line(", ".join(card.listed(key))), ref=person)
            for key in ("address", "language", "brings", "curious")
            if card.fields.get(key)
        ]
        if body := blocks_of(card.body, ref=person):
            blocks += [Block(ref=person), *body]
    return blocks + _given(collection, person, now)


def _given(collection: Collection, person: str, now: datetime) -> list[Block]:
    given = newest_first(item for item in collection.items() if person in item.by)[:LATELY]
    if not given:
        return []
    blocks = [heading(_("Lately"))]
    for item in given:
        left = safe.join(sign_of(item), safe.line(f" {phrases.happened(collection, item)}"))
        blocks.append(Block(ref=item.id, draw=two_sided(left, when(item, now)), rest=safe.line("  ")))
    return blocks


def around_person(collection: Collection, person: str) -> list[Block]:
    """The projects and ideas a person takes part in."""
    blocks: list[Block] = []
    projects = [project for project in collection.projects.values() if person in project.people]
    joined = [idea for idea in collection.ideas.values() if person in idea.joined]
    for words, items in ((_("Projects"), projects), (_("Counts in on"), joined)):
        if items:
            blocks.append(heading(words))
            blocks += [Block(titled(item, ""), ref=item.id) for item in items]
    return without_first_gap(blocks)


def people_together(collection: Collection, people: list[str]) -> Content:
    """Names with a plus between, as in the header."""
    return names(collection, people, " + ")
