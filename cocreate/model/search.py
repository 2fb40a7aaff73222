"""Searching all text: case, accents and umlauts make no difference, and one wrong letter in a word is forgiven."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from cocreate.model.items import Item
from cocreate.model.text import fold

FORGIVEN_FROM = 4
"""A word must be so long for a wrong letter in it to be forgiven; shorter ones resemble too much."""

_SEEN_KEYS = ("title", "name", "purpose", "because", "outcome", "address", "step", "form")
_SEEN_LISTS = ("themes", "brings", "curious")
_WORD = re.compile(r"\w{3,}")


class Finder:
    """Finds items by words. Text is folded once an item and remembered as long as the item is the same.

    Args:
        names: gives what a person is called, so that a name finds what that person gave.
    """

    def __init__(self, names: Callable[[str], str]) -> None:
        self._names = names
        self._folded: dict[str, tuple[Item, str, str]] = {}
        self._vocabulary = ""

    def renew(self, items: Iterable[Item], names: Callable[[str], str]) -> None:
        """Take `items` for all there is to find; what was folded before is kept where the item is the same."""
        self._names = names
        known, self._folded = self._folded, {}
        for item in items:
            before = known.get(item.path)
            kept = before and before[0] is item
            self._folded[item.path] = before if before and kept else self._fold(item)
        self._vocabulary = ""

    def _fold(self, item: Item) -> tuple[Item, str, str]:
        people = " ".join(self._names(person) for person in item.by)
        lists = (word for key in _SEEN_LISTS for word in item.listed(key))
        texts = (item.text(key) for key in _SEEN_KEYS)
        return item, fold(item.title), fold("\n".join((*texts, *lists, people, item.id, item.body)))

    def find(self, words: Iterable[str]) -> list[Item]:
        """The items that hold all `words`, or parts of words; best first.

        An item whose title holds them comes before one that only mentions them; then the newer one first. Where
        nothing holds them all, words that differ from them by one letter count too.
        """
        wanted = [fold(word) for word in words if fold(word)]
        if not wanted:
            return []
        found = self._holding([[word] for word in wanted])
        if not found:
            found = self._holding([[word, *self._near(word)] for word in wanted])
        return found

    def _holding(self, wanted: list[list[str]]) -> list[Item]:
        """The items that hold, of every list of spellings, at least one."""
        hits = list(self._folded.values())
        for spellings in wanted:
            if len(spellings) == 1:
                word = spellings[0]
                hits = [hit for hit in hits if word in hit[2] or word in hit[1]]
            else:
                hits = [hit for hit in hits if any(word in hit[2] or word in hit[1] for word in spellings)]
        firsts = [word for spellings in wanted for word in spellings]
        hits.sort(key=lambda hit: (hit[0].at, hit[0].id), reverse=True)
        hits.sort(key=lambda hit: -_closeness(hit[1], firsts))
        return [hit[0] for hit in hits]

    def _near(self, word: str) -> list[str]:
        """The words in all the text that differ from `word`, or begin so, by one letter."""
        if len(word) < FORGIVEN_FROM:
            return []
        if not self._vocabulary:
            words = {found for _item, _title, text in self._folded.values() for found in _WORD.findall(text)}
            self._vocabulary = "\n" + "\n".join(sorted(words)) + "\n"
        return sorted(set(_one_letter_off(word).findall(self._vocabulary)))


def _closeness(title: str, words: list[str]) -> int:
    """How many of `words` stand in the title, those that begin a word of it twice."""
    spaced = f" {title}"
    return sum((word in title) + (f" {word}" in spaced) for word in words)


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
