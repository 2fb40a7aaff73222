"""Which colour stands for whom: a number that each face has a colour for. Nobody chooses it, and it ranks nobody."""

from __future__ import annotations

from functools import lru_cache
from zlib import crc32

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Final

COLOURS: Final = 9
"""So many colours each face has for people."""


def colour_of(slug: str, people: Iterable[str]) -> int:
    """The number, from 0, of the colour of a person among those of all who have a card.

    As long as there are colours, no two people have the same. Each has the one that is theirs by their slug, or the
    next that is free, so that hardly anybody's changes as others come.
    """
    found = _colours_of(tuple(people)).get(slug)
    return first_choice(slug) if found is None else found


@lru_cache(maxsize=8)
def _colours_of(people: tuple[str, ...]) -> dict[str, int]:
    """The colour of each of `people`, the same in whatever order they come."""
    colours: dict[str, int] = {}
    free: set[int] = set()
    for slug in sorted(people):
        free = free or set(range(COLOURS))
        first = first_choice(slug)
        chosen = min(free, key=lambda number: (number - first) % COLOURS)
        free.discard(chosen)
        colours[slug] = chosen
    return colours


def first_choice(slug: str) -> int:
    """The colour that is a person's by their slug alone."""
    return crc32(slug.encode("utf-8", "surrogatepass")) % COLOURS
