"""Searching the index without loading it: words are looked for in the folded text that lies beside the tables."""

from __future__ import annotations

from cocreate.model.search import CALLED, fold_all, folded_words, near, titled_text, words_in
from cocreate.model.text import fold
from cocreate.workspace.index.around import Around
from cocreate.workspace.index.glance import BETWEEN, text_to_find
from cocreate.workspace.index.related import check_unread
from cocreate.workspace.index.sight import Unusual

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Final

    from cocreate.model.collection import Collection
    from cocreate.model.items import Item
    from cocreate.workspace.index.sight import Sight
    from cocreate.workspace.index.storage import AtomicStorage

MOST_FOUND = 500
"""Of more, all that hangs together is better loaded for good."""

Hit = tuple[int, float, "Sight | None", int]
"""How well it fits, when it was given, the table it is in, None for what is in memory, and its number there."""


def found(
    root: str, storage: AtomicStorage, here: Collection, words: Iterable[str], limit: int | None
) -> tuple[Collection, list[Item]]:
    """What `search.Finder.find` finds in the whole workspace, best first, at most `limit`; and what is around it.

    Args:
        root: the folder of the workspace.
        storage: the index as it was saved last.
        here: all people and projects, as they are now.
        words: what is looked for.
        limit: None for all.

    Raises:
        Unusual, DOUBTS: only a look at everything can tell.
    """
    check_unread(root, storage, ("idea", "contribution"))
    with Around(root, storage, here) as around:
        around.ideas.look()
        around.said.look()
        items = _Search(around, here).find(folded_words(words), limit)
        if len(items) > MOST_FOUND:
            raise Unusual
        around.take(items)
        above = [one for item in items for one in around.way_up(item)]
        return around.collection(here.name, [*items, *above]), items


class _Search:
    """One search: in the two tables, and in what is in memory, people and projects and what was read just now."""

    def __init__(self, around: Around, here: Collection) -> None:
        self._sights: Final = (around.ideas, around.said)
        self._loose: Final = [*here.items(), *(item for sight in self._sights for item in sight.fresh.values())]
        folded = fold_all([titled_text(item) for item in self._loose])
        self._words: Final = folded
        texts = [text_to_find(*each) for each in zip(self._loose, folded, strict=True)]
        self._texts: Final = [text.encode("utf-8", "surrogatepass") for text in texts]
        slugs = {person for item in self._loose for person in item.by}.union(here.people)
        for sight in self._sights:
            slugs.update(sight.glance.people)
        self._people: Final = {person: fold(here.name_of(person)) for person in slugs}

    def find(self, wanted: list[str], limit: int | None) -> list[Item]:
        """The items that hold all `wanted`; where there are none, words that differ by one letter count too."""
        if not wanted:
            return []
        hits = self._holding([[word] for word in wanted], limit)
        if not hits:
            words = "\n".join([*(sight.glance.words for sight in self._sights), *sorted(words_in(self._words))])
            hits = self._holding([[word, *near(word, words)] for word in wanted], limit)
        hits.sort(key=lambda hit: hit[:2], reverse=True)
        if limit is not None and limit < len(hits):
            last = hits[limit - 1][:2] if limit else (len(hits), 0.0)
            hits = [hit for hit in hits if hit[:2] >= last]
        return self._best_first(hits)[:limit]

    def _holding(self, wanted: list[list[str]], limit: int | None) -> list[Hit]:
        """What holds, of every list of spellings, at least one; where `limit` do in their titles, only such."""
        needles = [list(self._needles(spellings)) for spellings in wanted]
        titles = [spelling.encode("utf-8", "surrogatepass") for spellings in wanted for spelling in spellings]
        hits: list[Hit] = []
        for number, text in enumerate(self._texts):
            if all(any(needle in text for needle in some) for some in needles):
                item = self._loose[number]
                called = CALLED.get(item.type, 0)
                hits.append((_closeness(text, titles, called), item.at.timestamp(), None, number))
        others: list[tuple[Sight, set[int]]] = []
        for sight in self._sights:
            numbers = set.intersection(*(sight.holding(some) for some in needles))
            titled = numbers & sight.titled(titles)
            moments, called = sight.glance.moments, CALLED["idea"] if sight is self._sights[0] else 0
            hits += [
                (_closeness(sight.text(number), titles, called), moments[number], sight, number)
                for number in titled
                if sight.counts(number)
            ]
            others.append((sight, numbers - titled))
        if limit is not None and sum(hit[0] > 0 for hit in hits) >= limit:
            return hits
        for sight, numbers in others:
            moments = sight.glance.moments
            hits += [(0, moments[number], sight, number) for number in numbers if sight.counts(number)]
        return hits

    def _needles(self, spellings: list[str]) -> Iterable[bytes]:
        """What a text holds that holds one of `spellings`, or was given by somebody called so."""
        yield from (spelling.encode("utf-8", "surrogatepass") for spelling in spellings)
        for person, name in self._people.items():
            if any(spelling in name for spelling in spellings):
                yield f"{BETWEEN}{person}{BETWEEN}".encode()

    def _best_first(self, hits: list[Hit]) -> list[Item]:
        """The items that were hit, those first that fit best, then the newest."""
        fits: list[tuple[int, Item]] = [(hit[0], self._loose[hit[3]]) for hit in hits if hit[2] is None]
        for sight in self._sights:
            degrees = {hit[3]: hit[0] for hit in hits if hit[2] is sight}
            fits += zip(degrees.values(), sight.rows(degrees), strict=True)
        fits.sort(key=lambda each: (each[0], each[1].at, each[1].id), reverse=True)
        return [item for _degree, item in fits]


def _closeness(text: bytes, words: list[bytes], called: int) -> int:
    """How well the title at the beginning of `text` fits, as `search.Finder` has it."""
    title = b" " + text[: text.find(b"\n")] + b" "
    found = [word for word in words if word in title]
    return sum(called + (b" " + word in title) + (b" " + word + b" " in title) + 1 for word in found)
