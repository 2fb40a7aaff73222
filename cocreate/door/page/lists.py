"""Lists as parts: ideas, projects, people, what was found; a part at a time where they are long."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby
from typing import Final

from cocreate.locale import _
from cocreate.model.collection import Collection
from cocreate.model.items import Item, Project
from cocreate.model.phrases import state_words
from cocreate.model.schema import PROJECT_STATES
from cocreate.pages.lines import SPACE, names, sign, when
from cocreate.pages.parts import QUIET, Heading, Parts, Row, Words
from cocreate.pages.rows import excerpt, row_of

MOST: Final = 100
"""Rows of one page; those that come after are on the next."""


def listed(collection: Collection, items: Iterable[Item], now: datetime, words: Sequence[str] = ()) -> Parts:
    """Items one under the other: what each is called, how it stands, what it is for.

    Args:
        collection: what there is.
        items: those that are listed.
        now: the moment that "2 h" is counted from.
        words: what was looked for, of which the first line that holds one is told.
    """
    return [row for item in items for row in _rows(collection, item, now, words)]


def _rows(collection: Collection, item: Item, now: datetime, words: Sequence[str]) -> Iterable[Row]:
    row = row_of(collection, item)
    right = when(row.at, now) if row.at and not isinstance(item, Project) else ()
    yield Row((sign(row.meaning), SPACE, Words(row.title)), right, ref=item.id)
    if row.under:
        yield Row((Words(row.under),), ref=item.id, depth=1)
    place = _("on {title}").format(title=row.place) if item.type == "contribution" and row.place else row.place
    facts = ", ".join(part for part in (row.state if item.type != "person" else "", place) if part)
    by: tuple[Words, ...] = names(collection, item.by) if item.by else ()
    between = (Words("  "),) if facts and by else ()
    if facts or by:
        yield Row(((*((Words(facts, QUIET),) if facts else ()), *between, *by)), ref=item.id, depth=1)
    if words and (found := excerpt(item, words)):
        yield Row((Words(f"… {found}", QUIET),), ref=item.id, depth=1, cut=1)


def projects(collection: Collection, now: datetime) -> Parts:
    """Projects by state, each with what it is for."""
    order = {state: number for number, state in enumerate(PROJECT_STATES)}
    found = sorted(collection.projects.values(), key=lambda one: (order.get(one.state, len(order)), one.title))
    parts: Parts = []
    for state, some in groupby(found, lambda one: one.state):
        parts += [Heading(state_words(state).capitalize()), *listed(collection, some, now)]
    return parts
