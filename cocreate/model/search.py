"""Searching all text: case, accents and umlauts make no difference, a wrong letter is forgiven."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cocreate.model.collection import Collection
from cocreate.model.items import Item
from cocreate.model.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime
    from typing import Final

FORGIVEN_FROM = 4
"""A word must be so long for a wrong letter in it to be forgiven; shorter ones resemble too much."""

_SEEN = frozenset(
    [
        *("title", "name", "purpose", "because", "outcome", "address", "step", "form"),
        *("themes", "brings", "curious"),
    ]
)
"""The keys whose words are searched."""

CALLED = {"person": 5, "project": 4, "idea": 3}
"""How much nearer it is that something is called so than that somebody begins a remark so."""

_BETWEEN = "\n\0\n"
"""Stands in no text that is folded with others."""

_WORD = re.compile(r"\w{3,}")


class Folded:
    """An item with all its `text` as search compares it, and its title so, folded when first asked for."""

    __slots__ = ("_title", "item", "text")

    def __init__(self, item: Item, text: str) -> None:
        self.item: Final = item
        self.text: Final = text
        self._title = ""

    @property
    def title(self) -> str:
        """The title, folded."""
        self._title = self._title or fold(self.item.title)
        return self._title


def folded_words(words: Iterable[str]) -> list[str]:
    """Words that are looked for, folded; a theme as pages tell it, such as `#wood`, is the word itself."""
    return [folded for word in words if (folded := fold(word.removeprefix("#")))]


class Finder:
    """Finds items by words. Text is folded once an item and remembered as long as the item is the same."""

    def __init__(self) -> None:
        self._known: dict[str, Folded] = {}
        self._all: list[Folded] = []
        self._texts: list[str] = []
        self._titles: list[str] = []
        self._people: dict[str, str] = {}
        self._vocabulary = ""

    def renew(self, collection: Collection, *, for_long: bool = True) -> None:
        """Take what is in `collection` for all there is to find.

        Args:
            collection: of the items in it that were found in before, none is folded again.
            for_long: many searches follow, so that it pays to put everything in order before the first.
        """
        items, before = collection.items(), self._known
        new = [item for item in items if item.path not in before or before[item.path].item is not item]
        folded = fold_all([_text_of(item) for item in new])
        before |= {item.path: Folded(item, text) for item, text in zip(new, folded, strict=True)}
        self._known = {item.path: before[item.path] for item in items}
        still = [one for one in self._all if self._known.get(one.item.path) is one]
        self._all = [*still, *(self._known[item.path] for item in new)]
        if for_long:
            self._all.sort(key=_moment, reverse=True)  # where little is new, it nearly is in order
        self._texts = [one.text for one in self._all]
        self._titles = [one.title for one in self._all] if for_long else []
        named = {person for item in new for person in item.by}.union(self._people, collection.people)
        self._people = {person: fold(collection.name_of(person)) for person in named}
        self._vocabulary = ""

    def find(self, words: Iterable[str]) -> list[Item]:
        """The items that hold all `words`, or parts of words, or were given by people called so; best first.

        An item whose title holds them comes before one that only mentions them; then the newer one first.
        Where nothing holds them all, words that differ from them by one letter count too.
        """
        return self.find_spelled(words)[0]

    def find_spelled(self, words: Iterable[str]) -> tuple[list[Item], list[str]]:
        """The same, and the words that were looked for, folded, as they are spelled in what was found."""
        wanted = folded_words(words)
        if not wanted:
            return [], []
        if found := self._holding([[word] for word in wanted]):
            return found, wanted
        spellings = [[word, *self._near(word)] for word in wanted]
        return self._holding(spellings), [one for some in spellings for one in some]

    def _holding(self, wanted: list[list[str]]) -> list[Item]:
        """The items that hold, of every list of spellings, at least one."""
        places: Iterable[int] = range(len(self._all))
        for spellings in wanted:
            places = self._holding_one_of(spellings, places)
        if not self._titles:
            places = sorted(places, key=lambda place: _moment(self._all[place]), reverse=True)
        return [self._all[place].item for place in self._best_first(list(places), wanted)]

    def _holding_one_of(self, spellings: list[str], places: Iterable[int]) -> list[int]:
        """Those of `places` whose item holds one of `spellings`, or was given by somebody called so."""
        texts = self._texts
        people = {p for p, name in self._people.items() if any(word in name for word in spellings)}
        if len(spellings) == 1 and not people:
            word = spellings[0]
            return [place for place in places if word in texts[place]]
        return [
            place
            for place in places
            if any(word in texts[place] for word in spellings) or not people.isdisjoint(self._all[place].item.by)
        ]

    def _best_first(self, places: list[int], wanted: list[list[str]]) -> list[int]:
        """`places` with those first whose title holds the words: whole, then beginning with them, then inside.

        What is called so comes before what was said, whose title is only how it begins; of those a person, a project.
        """
        known = self._titles
        titles = [f" {known[place] if known else self._all[place].title} " for place in places]
        called = [CALLED.get(self._all[place].item.type, 0) for place in places]
        closeness = [0] * len(places)
        for word in (word for spellings in wanted for word in spellings):
            beginning, whole = f" {word}", f" {word} "
            for order, title in enumerate(titles):
                if word in title:
                    closeness[order] += called[order] + (beginning in title) + (whole in title) + 1
        return [
            place
            for degree in sorted(set(closeness), reverse=True)
            for place, own in zip(places, closeness, strict=True)
            if own == degree
        ]

    def prepare(self) -> None:
        """Gather the words of all text, so that the first word with a wrong letter need not wait for it."""
        if not self._vocabulary:
            self._vocabulary = "\n".join(sorted(words_in(self._texts)))

    def _near(self, word: str) -> list[str]:
        """The words in all the text that differ from `word`, or begin so, by one letter."""
        if len(word) >= FORGIVEN_FROM:
            self.prepare()
        return near(word, self._vocabulary)


def near(word: str, vocabulary: str) -> list[str]:
    """The words on the lines of `vocabulary` that begin as `word` but for one letter; none, where that is short."""
    return sorted(set(_one_letter_off(word).findall(vocabulary))) if len(word) >= FORGIVEN_FROM else []


def fold_all(texts: list[str]) -> list[str]:
    """Each of `texts`, folded: in one go those that are ASCII, which takes a third of the time."""
    plain = [text for text in texts if text.isascii()]
    folded = fold(_BETWEEN.join(plain)).split(_BETWEEN)
    if len(folded) != len(plain):
        return [fold(text) for text in texts]
    each = iter(folded)
    return [next(each) if text.isascii() else fold(text) for text in texts]


def words_in(texts: Iterable[str]) -> set[str]:
    """The words of `texts`, folded; a run without a space is taken apart once, however often it comes."""
    runs: set[str] = set()
    for text in texts:
        runs.update(text.split())
    words: set[str] = set()
    for run in runs:
        words.update(_WORD.findall(run))
    return words


def titled_text(item: Item) -> str:
    """The title of an item, and after a line end all that is searched of it."""
    return f"{item.title}\n{_text_of(item)}"


def _text_of(item: Item) -> str:
    """All that is searched of an item."""
    seen = [value for key, value in item.fields.items() if key in _SEEN]
    words = [value if isinstance(value, str) else "\n".join(value) for value in seen]
    return "\n".join([item.id, *words, item.body])


def _moment(one: Folded) -> tuple[datetime, str]:
    return one.item.at, one.item.id


def _one_letter_off(word: str) -> re.Pattern[str]:
    """Matches, on lines of a word each, what begins as `word` with a letter more, less, other, or swapped."""
    ways = []
    for place in range(len(word) + 1):
        head, tail = re.escape(word[:place]), word[place:]
        ways.append(rf"{head}\w{re.escape(tail)}")
        if tail and place:
            ways.append(rf"{head}\w?{re.escape(tail[1:])}")
        if len(tail) > 1:
            ways.append(rf"{head}{re.escape(tail[1] + tail[0] + tail[2:])}")
    return re.compile(rf"^(?:{'|'.join(ways)})\w*$", re.MULTILINE)
