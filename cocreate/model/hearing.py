"""Encounters: what was heard from whom, who has still to say whether it is right, and what came of it."""

from __future__ import annotations

from cocreate.model.items import Contribution

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from cocreate.model.collection import Collection
    from cocreate.model.items import Item

_ENDS = ".?!…"
_CLOSING = "\"'”’“»)"


def still_to_confirm(collection: Collection, encounter: Contribution) -> tuple[str, ...]:
    """Those from whom it was heard who have neither confirmed it nor put it right, by slug."""
    heard = encounter.listed("heard_from")
    if not heard:
        return ()
    said = {person for one in righted(collection, encounter) for person in one.by}
    said.update(encounter.listed("confirmed"))
    return tuple(person for person in dict.fromkeys(heard) if person not in said)


def put_right(collection: Collection, encounter: Contribution) -> list[Contribution]:
    """What stands in the place of `encounter`: how those put it from whom it was heard, once all of them have.

    Empty as long as anything of the first hearing stands by itself: somebody confirmed it, or has not said yet.
    """
    if not encounter.listed("heard_from"):
        return []
    stands = encounter.listed("confirmed") or still_to_confirm(collection, encounter)
    return [] if stands else righted(collection, encounter)


def righted(collection: Collection, encounter: Contribution) -> list[Contribution]:
    """How those put it from whom `encounter` was heard, oldest first; what was heard may still stand beside it."""
    if encounter.kind != "encounter":
        return []
    return [one for one in collection.replies(encounter.id) if one.text("puts_right") == encounter.id]


HEARD_IN = frozenset(["encounter", "lookback"])
"""The kinds of contribution of which something can be made."""


def came_of(collection: Collection, encounter: Contribution) -> list[Item]:
    """The ideas, questions and promises that came of what was heard, or seen looking back, oldest first."""
    if encounter.kind not in HEARD_IN:
        return []
    everything = (*collection.ideas.values(), *collection.replies(encounter.id))
    found = [one for one in everything if one.text("heard_in") == encounter.id]
    return sorted(found, key=lambda one: (one.at, one.id))


def passages(text: str) -> list[str]:
    """The sentences of a text, each on one line, in their order; what is quoted stays whole."""
    found = [sentence for paragraph in text.split("\n\n") for sentence in _sentences(" ".join(paragraph.split()))]
    return list(dict.fromkeys(found))


def _sentences(line: str) -> Iterator[str]:
    words: list[str] = []
    for word in line.split(" "):
        words.append(word)
        bare = word.rstrip(_CLOSING)
        if bare[-1:] in tuple(_ENDS) and len(bare) > 2:
            yield " ".join(words)
            words = []
    if words and any(words):
        yield " ".join(words)
