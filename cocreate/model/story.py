"""How we got here: what led to a project or an idea, and what became of it, in the order in which it happened."""

from __future__ import annotations

from cocreate.locale import _, plural
from cocreate.model import phrases
from cocreate.model.items import Contribution, Idea, Project
from cocreate.model.lineage import nodes_of
from cocreate.model.moments import parse_moment
from cocreate.model.paragraphs import opening
from cocreate.model.turning import told_growth, told_turn, turned, turned_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from typing import Final

    from cocreate.model.collection import Collection
    from cocreate.model.items import Item

BEGAN, GREW, BUILT, TURNED = "began", "grew", "built", "turned"
"""That something began, that it grew from something, that somebody built on it, that it turned into something else."""

_ORDER = (BEGAN, GREW, BUILT, TURNED)

_TELLING = frozenset(["addition", "agreement", "making", "encounter"])
"""The kinds of contribution that led on, besides questions and the answers that helped; talk stands in the thread."""


class Step:
    """A step on the way.

    Args:
        at: when it was, or the earliest that it can have been, where the day is not known.
        what: one of the words above.
        item: what it is about.
        words: it in a sentence, in the reader's language.
        said: what was said with it, in a line; may be empty.
        is_dated: whether the day is known; what has none is told last, as how it stands today.
    """

    __slots__ = ("at", "is_dated", "item", "said", "what", "words")

    def __init__(
        self, at: datetime, what: str, item: Item, words: str, said: str = "", *, is_dated: bool = True
    ) -> None:
        self.at: Final = at
        self.what: Final = what
        self.item: Final = item
        self.words: Final = words
        self.said: Final = said
        self.is_dated: Final = is_dated


def story(collection: Collection, name: str) -> list[Step]:
    """What led to the project or idea called `name`, what turned it, and what grew from it: the oldest first.

    What happened in the same second stands in the order of beginning, building, turning. What became of something on a
    day that nobody wrote down stands at the end: no place in between would be the right one.
    """
    items = [item for item in map(collection.get, nodes_of(collection, name)) if isinstance(item, Idea | Project)]
    steps = [step for item in items for step in _steps(collection, item)]
    return sorted(steps, key=lambda step: (not step.is_dated, step.at, _ORDER.index(step.what), step.item.id))


def _steps(collection: Collection, item: Idea | Project) -> Iterator[Step]:
    """The beginning of an item, what was built on it, and where it stands."""
    grown = told_growth(collection, item)
    yield Step(item.at, GREW if grown else BEGAN, item, *_beginning(collection, item, grown))
    for given in collection.thread(item.id):
        yield from _given(collection, given)
    yield from _turn(collection, item)


def _beginning(collection: Collection, item: Idea | Project, grown: str) -> tuple[str, str]:
    """The sentence for how an item began, and what was said with it."""
    said = item.purpose if isinstance(item, Project) else opening(item.body)
    if isinstance(item, Project) and grown:
        who = phrases.names(collection, item.by)
        grown = plural("{who} lets it grow: {grew}", "{who} let it grow: {grew}", len(item.by)).format(
            who=who, grew=grown
        )
    return grown or phrases.happened(collection, item), said


def _given(collection: Collection, given: Contribution) -> Iterator[Step]:
    helped = given.listed("helpful") if given.kind == "answer" else ()
    if helped:
        words = phrases.happened(collection, given)
        words = _("{what}, and it helped {people}").format(what=words, people=phrases.names(collection, helped))
        yield Step(given.at, BUILT, given, words, given.title)
    if given.kind in _TELLING or (given.kind == "question" and collection.is_answered(given)):
        yield Step(given.at, BUILT, given, phrases.happened(collection, given), given.title)
    yield from _turn(collection, given)


def _turn(collection: Collection, item: Item) -> Iterator[Step]:
    """What an item became, if it stands at a turning point; an idea is taken up by what grew from it, told there."""
    turn = turned(item)
    if not turn or (turn == "taken-up" and collection.children(item.id)):
        return
    who = item.listed("state_by")
    words = told_turn(collection, item, turn, says_who=False)  # told beneath it
    said = _("said by {people}").format(people=phrases.names(collection, who)) if who else ""
    is_dated = isinstance(item, Contribution) or parse_moment(item.text("state_since")) is not None
    yield Step(turned_at(collection, item), TURNED, item, words, said, is_dated=is_dated)
