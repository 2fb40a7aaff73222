"""Catching up: what happened since somebody was last here, for them, in their threads, and elsewhere."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import timedelta
from operator import attrgetter

from cocreate.model import phrases
from cocreate.model.choosing import project_of
from cocreate.model.items import Contribution, Idea
from cocreate.model.links import words_of_name
from cocreate.model.moments import LONG_AGO
from cocreate.model.once import once
from cocreate.model.text import fold
from cocreate.model.turning import AGAIN, told_growth, told_turn, turned, turned_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet
    from datetime import datetime
    from typing import Final

    from cocreate.model.collection import Collection
    from cocreate.model.items import Item

YOU, YOURS, REST = "you", "yours", "rest"
"""What is for oneself, what was said where one gave something or joined, and everything else."""

PARTS = (YOU, YOURS, REST)

LATE = timedelta(days=60)
"""How much older than the last visit something may be that came only after it, and is news all the same."""

_MOMENT = attrgetter("at")

_MARKED = re.compile(r"(?<!\w)@([\w-]+)")

_ASKS = frozenset(["question", "hiccup", "thanks", "proposal"])
"""What is for those whose project or idea it was given to."""


class Seen:
    """What somebody had seen when they were last here; without `states`, only the moment is known.

    Args:
        at: when that was.
        states: the turning point of each item that stood at one, and of each that was not older than `LATE`, by id.
        was_here: whether they were here then at all.
    """

    __slots__ = ("at", "states", "was_here")

    def __init__(self, at: datetime, states: Mapping[str, str] | None = None, *, was_here: bool = True) -> None:
        self.at: Final = at
        self.states: Final = states
        self.was_here: Final = was_here

    def knows(self, item: Item) -> bool:
        """Whether `item` was there: also what is older comes later, from whoever wrote it without a network."""
        if self.states is None or item.at < self.at - LATE:
            return item.at <= self.at
        return item.id in self.states


class News:
    """Something that happened.

    Args:
        item: the thing itself.
        at: when; of a turning point the moment from which on it can have been, as far as files tell.
        part: one of `PARTS`.
        turn: what the item became; empty where it was given.
        whom: whom of those who speak it concerns, by slug.
    """

    __slots__ = ("at", "item", "part", "turn", "whom")

    def __init__(self, item: Item, at: datetime, part: str, turn: str = "", whom: tuple[str, ...] = ()) -> None:
        self.item: Final = item
        self.at: Final = at
        self.part: Final = part
        self.turn: Final = turn
        self.whom: Final = whom


def seen_now(collection: Collection, now: datetime) -> Seen:
    """What somebody has seen who sees all of `collection` at this moment."""
    states = ((item, turned(item)) for item in _things(collection))
    return Seen(now, {item.id: state for item, state in states if state or item.at >= now - LATE})


def last_trace(collection: Collection, person: str) -> datetime | None:
    """When somebody last gave something or typed it; None where they never did."""
    theirs = (item.at for item in _things(collection) if person in item.by or item.noted_by == person)
    return max(theirs, default=None) if person else None


def caught_up(collection: Collection, person: str, since: Seen, own: Container[str] = ()) -> list[News]:
    """What happened since then for one person, in the order of `PARTS`, the newest first; their own acts left out.

    Args:
        collection: what there is.
        person: who catches up, by slug; empty for nobody in particular, for whom all is elsewhere.
        since: what they had seen.
        own: the paths of what they themselves changed last.
    """
    mine = _Mine(collection, person)
    found = (_news(collection, item, mine, since, own) for item in _may_be_news(collection, since))
    return _in_order(news for news in found if news)


def together(each: Iterable[list[News]]) -> list[News]:
    """What is news for several people, each once, in the part that is nearest to any of them."""
    found: dict[tuple[str, str], News] = {}
    for news in (one for those in each for one in those):
        key = (news.item.id, news.turn)
        known = found.get(key)
        if known is None or PARTS.index(news.part) < PARTS.index(known.part):
            found[key] = news
        elif news.part == known.part:
            found[key] = News(known.item, max(known.at, news.at), known.part, known.turn, (*known.whom, *news.whom))
    return _in_order(found.values())


def _in_order(found: Iterable[News]) -> list[News]:
    newest = sorted(found, key=lambda news: (news.at, news.item.id), reverse=True)
    return sorted(newest, key=lambda news: PARTS.index(news.part))


def told(collection: Collection, news: News) -> str:
    """What happened, in a sentence."""
    if news.turn:
        return told_turn(collection, news.item, news.turn)
    return told_growth(collection, news.item) or phrases.happened_since(collection, news.item)


def _may_be_news(collection: Collection, since: Seen) -> Iterable[Item]:
    """What is not long over, and what stands or stood at a turning point: all else is as they have seen it."""
    by_moment = _by_moment(collection)
    late = bisect_left(by_moment, max(since.at, LONG_AGO + LATE) - LATE, key=_MOMENT)
    stood = (name for name, state in (since.states or {}).items() if state)
    at_turns = map(collection.get, (*_turns(collection), *stood))
    found = (*by_moment[late:], *(item for item in at_turns if item))
    return {item.id: item for item in found}.values()


@once
def _by_moment(collection: Collection) -> list[Item]:
    return sorted(_things(collection), key=_MOMENT)


@once
def _turns(collection: Collection) -> Mapping[str, str]:
    """The turning point of each thing that stands at one, by id."""
    turns = ((item.id, turned(item)) for item in _things(collection))
    return {name: turn for name, turn in turns if turn}


def _things(collection: Collection) -> Iterator[Item]:
    yield from collection.projects.values()
    yield from collection.ideas.values()
    yield from collection.contributions.values()


def _news(collection: Collection, item: Item, mine: _Mine, since: Seen, own: Container[str]) -> News | None:
    """What is news of `item`, if anything: what it became since then, or that it was given."""
    is_new = not since.knows(item)
    turn = _turn_since(collection, item, since)
    if turn:
        if item.path in own or mine.turns(item, turn) or (turn == "taken-up" and collection.children(item.id)):
            return None  # what grew from an idea says that it was taken up
        at = max(turned_at(collection, item), since.at)
    elif is_new and not mine.gave(item):
        at = item.at
    else:
        return None
    part = mine.part(item, turn)
    return News(item, at, part, turn, (mine.person,) if part != REST else ())


def _turn_since(collection: Collection, item: Item, since: Seen) -> str:
    """The turning point that `item` came to since then; empty where it came to none."""
    turn = _turns(collection).get(item.id, "")
    if since.states is None:
        return turn if turn and turned_at(collection, item) > since.at else ""
    was = since.states.get(item.id, "")
    return turn or AGAIN if turn != was else ""


class _Mine:
    """What is one person's: what they gave, where they take part, what they are called."""

    def __init__(self, collection: Collection, person: str) -> None:
        self.person = person
        self._collection = collection
        self._places = _places(collection, person)
        self._name = _called(collection, person)
        self._marks = {fold(word) for word in (person, *words_of_name(collection, person))}

    def gave(self, item: Item) -> bool:
        """Whether it is their own act: what sync kept of their words is not."""
        is_wording = isinstance(item, Contribution) and item.kind == "wording"
        return not is_wording and (self.person in item.by or (bool(item.noted_by) and item.noted_by == self.person))

    def turns(self, item: Item, turn: str) -> bool:
        """Whether they said themselves that it is so: where no file tells, a promise is kept by whoever made it."""
        if said_by := item.listed("state_by"):
            return self.person in said_by
        return turn in {"kept", "renegotiated"} and self.person in item.by

    def part(self, item: Item, turn: str) -> str:
        """Where it belongs for this person."""
        if not self.person:
            return REST
        if self._is_for(item, turn) or self._is_named_in(item):
            return YOU
        places = {self._collection.root_of(item), project_of(self._collection, item) if isinstance(item, Idea) else ""}
        return YOURS if self._places & (places - {""}) else REST  # what is on nothing that is here has no place

    def _is_for(self, item: Item, turn: str) -> bool:
        if turn and self.person in (*item.by, *item.listed("written")):
            return True
        if not isinstance(item, Contribution):
            parents = map(self._collection.get, self._collection.parents(item.id))
            return any(parent and self._takes_part_in(parent) for parent in parents)
        if item.kind == "wording" and self.person in item.by:
            return True
        if any(self.person in item.listed(key) for key in ("to", "people", "felt_by")):
            return True
        above = self._collection.get(item.on)
        if above is None or self.person not in above.by:
            return False
        return isinstance(above, Contribution) or item.kind in _ASKS

    def _takes_part_in(self, item: Item) -> bool:
        return any(self.person in people for people in (item.by, item.listed("joined"), item.listed("people")))

    def _is_named_in(self, item: Item) -> bool:
        words = f"{item.title}\n{item.body}"
        if self._name and self._name.search(words):
            return True
        return "@" in words and any(fold(word) in self._marks for word in _MARKED.findall(words))


@once
def _places(collection: Collection, person: str) -> AbstractSet[str]:
    """The ids of the threads in which a person takes part: what they gave, joined, or said something in."""
    ideas = (idea.id for idea in collection.ideas.values() if person in idea.by or person in idea.joined)
    projects = (one.id for one in collection.projects.values() if person in one.by or person in one.people)
    said = (collection.root_of(given) for given in collection.contributions.values() if person in given.by)
    return {*ideas, *projects, *said}


def _called(collection: Collection, person: str) -> re.Pattern[str] | None:
    """Matches a person's name, or a part of it, as a word of a text; None where there is none to match."""
    words = [re.escape(word) for word in words_of_name(collection, person)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)") if words else None
