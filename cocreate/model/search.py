"""Searching all text: case, accents and umlauts make no difference, and one wrong letter in a word is forgiven."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from cocreate.model.collection import Collection
from cocreate.model.items import Item
from cocreate.model.text import fold

FORGIVEN_FROM = 4
"""A word must be so long for a wrong letter in it to be forgiven; shorter ones resemble too much."""

_SEEN_KEYS = ("title", "name", "purpose", "because", "outcome", "address", "step", "form")
_SEEN_LISTS = ("themes", "brings", "curious")
_WORD = re.compile(r"\w{3,}")


class Folded(NamedTuple):
    """An item with its title, and all its text, as search compares them."""

    item: Item
    title: str
    text: str


class Finder:
    """Finds items by words. Text is folded once an item and remembered as long as the item is the same."""

    def __init__(self) -> None:
        self._folded: dict[str, Folded] = {}
        self._items: list[Item] = []
        self._titles: list[str] = []
        self._texts: list[str] = []
        self._people: dict[str, str] = {}
        self._vocabulary = ""

    def renew(self, collection: Collection) -> None:
        """Take what is in `collection` for all there is to find."""
        known, self._folded = self._folded, {}
        for item in collection.items():
            before = known.get(item.path)
            self._folded[item.path] = before if before and before.item is item else _fold(item)
        newest_first = sorted(self._folded.values(), key=lambda one: (one.item.at, one.item.id), reverse=True)
        self._items = [one.item for one in newest_first]
        self._titles = [one.title for one in newest_first]
        self._texts = [one.text for one in newest_first]
        self._people = {person: fold(collection.name_of(person)) for person in collection.known_people}
        self._vocabulary = ""

    def find(self, words: Iterable[str]) -> list[Item]:
        """The items that hold all `words`, or parts of words, or were given by people called so; best first.

        An item whose title holds them comes before one that only mentions them; then the newer one first. Where
        nothing holds them all, words that differ from them by one letter count too.
        """
        wanted = [fold(word) for word in words if fold(word)]
        if not wanted:
            return []
        found = self._holding([[word] for word in wanted])
        return found or self._holding([[word, *self._near(word)] for word in wanted])

    def _holding(self, wanted: list[list[str]]) -> list[Item]:
        """The items that hold, of every list of spellings, at least one."""
        places: Iterable[int] = range(len(self._items))
        for spellings in wanted:
            places = self._holding_one_of(spellings, places)
        return [self._items[place] for place in self._best_first(list(places), wanted)]

    def _holding_one_of(self, spellings: list[str], places: Iterable[int]) -> list[int]:
        """Those of `places` whose item holds one of `spellings`, or was given by somebody called so."""
        texts, items = self._texts, self._items
        people = {p for p, name in self._people.items() if any(word in name for word in spellings)}
        if len(spellings) == 1 and not people:
            word = spellings[0]
            return [place for place in places if word in texts[place]]
        return [
            place
            for place in places
            if any(word in texts[place] for word in spellings) or not people.isdisjoint(items[place].by)
        ]

    def _best_first(self, places: list[int], wanted: list[list[str]]) -> list[int]:
        """`places` with those first whose title holds the words, a word's beginning counting twice."""
        closeness = dict.fromkeys(places, 0)
        for word in (word for spellings in wanted for word in spellings):
            beginning = f" {word}"
            for place in places:
                title = self._titles[place]
                if word in title:
                    closeness[place] += 2 if beginning in f" {title}" else 1
        close = sorted((place for place in places if closeness[place]), key=lambda place: -closeness[place])
        return close + [place for place in places if not closeness[place]]

    def prepare(self) -> None:
        """Gather the words of all text, so that the first word with a wrong letter need not wait for it."""
        if not self._vocabulary:
            words: set[str] = set()
            for text in self._texts:
                words.update(_WORD.findall(text))
            self._vocabulary = "\n" + "\n".join(sorted(words)) + "\n"

    def _near(self, word: str) -> list[str]:
        """The words in all the text that differ from `word`, or begin so, by one letter."""
        if len(word) < FORGIVEN_FROM:
            return []
        self.prepare()
        return sorted(set(_one_letter_off(word).findall(self._vocabulary)))


def _fold(item: Item) -> Folded:
    lists = (word for key in _SEEN_LISTS for word in item.listed(key))
    texts = (item.text(key) for key in _SEEN_KEYS)
    return Folded(item, fold(item.title), fold("\n".join((*texts, *lists, item.id, item.body))))


def _one_letter_off(word: str) -> re.Pattern[str]:
    """Matches, on lines of one word each, words that begin as `word` with one letter more, less, other, or swapped."""
    ways = []
    for place in range(len(word) + 1):
        head, tail = re.escape(word[:place]), word[place:]
        ways.append(rf"{head}\w{re.escape(tail)}")
        if tail and place:
            ways.append(rf"{head}\w?{re.escape(tail[1:])}")
        if len(tail) > 1:
            ways.append(rf"{head}{re.escape(tail[1] + tail[0] + tail[2:])}")
    return re.compile(rf"^(?:{'|'.join(ways)})\w*$", re.MULTILINE)
