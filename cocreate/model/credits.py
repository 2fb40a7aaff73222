"""Credits: who gave what, through all the lineage; names and words, never totals or an order of merit."""

from collections.abc import Iterator
from dataclasses import dataclass

from cocreate.model.collection import Collection
from cocreate.model.ids import COMMONS
from cocreate.model.items import Contribution, Idea, Item, Project
from cocreate.model.lineage import ancestors
from cocreate.model.text import fold

JOINED = "joined"


@dataclass(frozen=True, slots=True)
class Gift:
    """One thing somebody gave: the `item`, and `how`: `project`, `idea`, `joined`, or a kind of contribution."""

    how: str
    item: Item


@dataclass(frozen=True, slots=True)
class Credit:
    """All that `person` gave, oldest first."""

    person: str
    gifts: tuple[Gift, ...]


def credits_for(collection: Collection, name: str = "") -> list[Credit]:
    """Whose work is in the item called `name`: in it, its thread, its ideas, and in all it grew from.

    Without `name`, in the whole workspace. People come in the order of their names.
    """
    given: dict[str, list[Gift]] = {}
    for person, gift in _gifts(collection, name):
        given.setdefault(person, []).append(gift)
    return [
        Credit(person, tuple(sorted(given[person], key=lambda gift: (gift.item.at, gift.item.id))))
        for person in sorted(given, key=lambda person: (fold(collection.name_of(person)), person))
    ]


def _gifts(collection: Collection, name: str) -> Iterator[tuple[str, Gift]]:
    for item in _items_behind(collection, name):
        how = item.kind if isinstance(item, Contribution) else item.type
        if how == "wording":
            continue
        yield from ((person, Gift(how, item)) for person in item.by)
        if isinstance(item, Idea):
            yield from ((person, Gift(JOINED, item)) for person in item.joined if person not in item.by)


def _items_behind(collection: Collection, name: str) -> list[Item]:
    if not name:
        return [
            *collection.projects.values(),
            *collection.ideas.values(),
            *collection.contributions.values(),
        ]
    if name == COMMONS:
        return list(collection.thread(COMMONS))
    start = collection.get(name)
    if isinstance(start, Contribution):
        return [start, *collection.below(start)]
    items = behind(collection, name)
    return [*items, *(gift for item in items for gift in collection.thread(item.id))]


def behind(collection: Collection, name: str) -> list[Project | Idea]:
    """The project or idea called `name`, its ideas, and all that these grew from."""
    inside = [idea.id for idea in collection.ideas_in(name)] if name in collection.projects else []
    names = {name, *inside, *ancestors(collection, name, *inside)}
    return [item for item in map(collection.get, names) if isinstance(item, Project | Idea)]
