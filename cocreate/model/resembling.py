"""Resembling: ideas that say nearly the same, by the words they have in common; a rare word weighs more."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from math import fsum, log

from cocreate.model.overlaps import stems

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Final

    from cocreate.model.collection import Collection
    from cocreate.model.items import Idea

MOST: Final = 3
"""How many are named."""

LEAST: Final = 2
"""So many words must be in common; one alone says little."""

ENOUGH: Final = 0.3
"""The part of the shorter one, by the weight of its words, that must be in the other."""

MOST_KNOWN: Final = 20_000
"""Ideas of which it is known again what they are about; an idea that did not change is the same in each collection."""


def resembling(collection: Collection, idea: Idea, most: int = MOST) -> list[Idea]:
    """The ideas that resemble `idea`, the closest first, of equally close ones the newer.

    Two ideas are as close as the words they have in common weigh, measured by all words of the one that has less to
    say. A word weighs the more the fewer ideas have it; what every idea has weighs nothing. What `idea` was woven from,
    and what was woven from it, is told by the lineage and not here. One pass over all ideas.
    """
    kin = {idea.id, *idea.woven_from, *collection.children(idea.id)}
    said = {one.id: words_of(one) for one in (idea, *collection.ideas.values())}
    often = Counter(word for words in said.values() for word in words)
    weight = {word: log((1 + len(said)) / count) for word, count in often.items()}
    own = frozenset(said[idea.id])
    close: list[tuple[float, float, str]] = []
    for other in collection.ideas.values():
        if other.id not in kin and len(own.intersection(said[other.id])) >= LEAST:
            closeness = _closeness(own, frozenset(said[other.id]), weight)
            if closeness >= ENOUGH:
                close.append((-closeness, -other.at.timestamp(), other.id))
    return [collection.ideas[name] for _closeness_, _at, name in sorted(close)[:most]]


@lru_cache(MOST_KNOWN)
def words_of(idea: Idea) -> tuple[str, ...]:
    """The words that say what an idea is about, each as its stem and once."""
    return (*dict.fromkeys(stem for text in (idea.title, *idea.themes, idea.body) for _word, stem in stems(text)),)


def _closeness(one: frozenset[str], other: frozenset[str], weight: dict[str, float]) -> float:
    """From 0, where nothing is in common, to 1, where the shorter is in the longer."""
    shorter = min(_weighs(one, weight), _weighs(other, weight))
    return _weighs(one & other, weight) / shorter if shorter else 0.0


def _weighs(words: Iterable[str], weight: dict[str, float]) -> float:
    return fsum(weight[word] for word in words)
