"""A person: the card, what they gave lately in words, and where they take part."""

from __future__ import annotations

from cocreate.locale import _
from cocreate.model import phrases
from cocreate.model.choosing import newest_first
from cocreate.model.hints import Hint
from cocreate.pages.lines import SPACE, led_to, sign, told
from cocreate.pages.linking import mentioned
from cocreate.pages.overlaps import could_help
from cocreate.pages.parts import PERSON, Body, Empty, Fact, Heading, Page, Parts, Row, Words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

    from cocreate.model.collection import Collection

LATELY = 40
"""How many things a person gave are shown on their page."""

_ON_THE_CARD = ("address", "language", "brings", "curious", "emails")


def person_page(collection: Collection, person: str, now: datetime) -> Page:
    """The person with this slug: the card, then what they gave lately; beside it where they are in, who could help."""
    card = collection.people.get(person)
    name = Words(collection.name_of(person), PERSON, person)
    head: Parts = [Row((sign("person"), SPACE, name), ref=person)]
    rest: Parts = []
    if card is None:
        head.append(Empty(_("No card yet. Who it is writes one."), Hint("card", person)))
    else:
        head += [
            Fact(phrases.key_words(key).capitalize(), ((Words(", ".join(card.listed(key))),), ""), ref=person)
            for key in _ON_THE_CARD
            if card.fields.get(key)
        ]
        rest += [Body(card.body, person)] if card.body else []
    given = newest_first(item for item in collection.items() if person in item.by)[:LATELY]
    if given:
        rest.append(Heading(_("Lately")))
        rest += [told(one, phrases.done_by_one(collection, one, person), now) for one in given]
    return Page(head, _around(collection, person), rest)


def _around(collection: Collection, person: str) -> Parts:
    projects = [one.id for one in collection.projects.values() if person in one.people]
    own = [one.id for one in collection.ideas.values() if person in one.by]
    joined = [one.id for one in collection.ideas.values() if person in one.joined]
    parts = [
        Fact(label, *(led_to(collection, name) for name in items))
        for label, items in ((_("Projects"), projects), (_("Ideas"), own), (_("Counts in on"), joined))
    ]
    card = collection.people.get(person)
    help_ = could_help(collection, card) if card else ()
    return [*(fact for fact in parts if fact.lines), *mentioned(collection, person), *help_]
