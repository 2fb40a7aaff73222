"""The command palette: everything that can be done here, and every project and idea by its title."""

from collections.abc import Callable
from functools import partial
from typing import cast

from textual.command import DiscoveryHit, Hit, Hits, Provider

from cocreate.locale import _
from cocreate.model.text import fold
from cocreate.tui import safe
from cocreate.tui.safe import Safe
from cocreate.tui.studio import Offer, Studio

MOST_TITLES = 20


class Everywhere(Provider):
    """Finds commands by what they are about, and items by their titles."""

    @property
    def _studio(self) -> Studio:
        return cast("Studio", self.app)

    async def discover(self) -> Hits:
        """What can be done here, before anything is typed."""
        for offer in self._studio.offers:
            yield _first(safe.line(offer.told()), self._giving(offer))

    async def search(self, query: str) -> Hits:
        """Commands first, then titles."""
        words = fold(query).split()
        for offer in self._studio.offers:
            if all(word in fold(f"{offer.told()} {_(offer.words)}") for word in words):
                yield _hit(1.0, safe.line(offer.told()), self._giving(offer))
        collection = self._studio.collection
        titled = [*collection.projects.values(), *collection.ideas.values()]
        found = [item for item in titled if all(word in fold(item.title) for word in words)]
        for item in found[:MOST_TITLES]:
            yield _hit(0.5, safe.line(item.title), partial(self._studio.go_to, item.id))

    def _giving(self, offer: Offer) -> Callable[[], None]:
        def give() -> None:
            self._studio.give(offer.id)

        return give


def _first(words: Safe, run: Callable[[], None]) -> DiscoveryHit:
    return DiscoveryHit(words, run, words.plain)


def _hit(score: float, words: Safe, run: Callable[[], None]) -> Hit:
    return Hit(score, words, run, words.plain)
