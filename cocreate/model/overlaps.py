"""Overlaps: who could help with what, by the words that people's cards and things have in common.

Nothing is counted or ranked: whoever has one word in common is named, in the order of names.
"""

from __future__ import annotations

import re
from functools import lru_cache

from cocreate.model.items import Contribution, Idea, Person, Project
from cocreate.model.once import once
from cocreate.model.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence
    from typing import Final

    from cocreate.model.collection import Collection
    from cocreate.model.items import Item

BRINGS, CURIOUS, GAVE = "brings", "curious", "gave"
"""How somebody comes in: by what they bring, what they are curious about, or what they gave under a theme."""

_HOWS = (BRINGS, CURIOUS, GAVE)

LONGEST = 20_000
"""So many characters of a text are looked through: what it is about stands in its beginning."""

_WORD = re.compile(r"\w{3,}")

_SMALL = frozenset(
    fold(
        "about after all also and any are back because been before being but can could does each else ever every "
        "few for from get give goes good had has have her here him his how into its just know like make makes many "
        "mean more most much need never new not nobody now off old one only other others our out over own people "
        "put same see she should show some somebody someone something take than that the their them then there "
        "these they thing things this those time too two under until use using very was way were what when where "
        "which while who whoever whole why will with without work would yet you your first day days "
        "aber alle allem allen aller alles als also altes alte alter am andere anderen anderer ans auch auf aus "
        "bei beim bin bis bist damit dann das dass dein dem den denn der des die dies diese diesem diesen dieser "
        "dieses doch dort durch ein eine einem einen einer eines ersten erste etwas euch fuer für gegen gibt gut "
        "gute guten habe haben hat hatte hier ihn ihr ihre ihrem ihren ihrer immer ins ist jede jedem jeden jeder "
        "jedes jemand jetzt kann kein keine kommt koennen können koennte könnte leute machen macht man mein meine "
        "meinem meinen mehr mit muss nach neue neues nicht nichts noch nur ob oder ohne schon sehr sein seine "
        "seinem seinen sich sie sind soll ueber über und uns unser unter viel vom von vor wann war waren warum was "
        "weil welche wenn wer werden wie wieder will wir wird wo zum zur zwei "
    ).split()
)
"""Words that say nothing of what something is about, in English and German, folded."""


class Overlap:
    """That somebody could help.

    Args:
        person: who, by slug.
        about: the id of what they could help with; of a person the slug.
        themes: the words in common, as they stand in the thing; of a person, as they stand on their card.
        how: one of the words above.
        words: what the person brings, is curious about, or gave, as it is written.
    """

    __slots__ = ("about", "how", "person", "themes", "words")

    def __init__(self, person: str, about: str, themes: tuple[str, ...], how: str, words: tuple[str, ...]) -> None:
        self.person: Final = person
        self.about: Final = about
        self.themes: Final = themes
        self.how: Final = how
        self.words: Final = words


class Offer:
    """What somebody brings, is curious about, or gave: by whom, how, in which words, and what they gave, by id."""

    __slots__ = ("how", "item", "person", "words")

    def __init__(self, person: str, how: str, words: str, item: str = "") -> None:
        self.person: Final = person
        self.how: Final = how
        self.words: Final = words
        self.item: Final = item


def overlaps(collection: Collection, item: Item, *, of_ideas: bool = True) -> list[Overlap]:
    """Who could help with `item`: a person, a project, an idea or a question; in the order of names.

    For a person it goes both ways: who brings what they are curious about, and who is curious about what they bring.
    Where no other card says that somebody brings a theme, whoever gave something under it may know: without `of_ideas`
    only who began a project, because where one thing is looked at, all cards and projects are at hand, and few ideas.
    """
    found: dict[tuple[str, str], tuple[dict[str, None], dict[str, None]]] = {}
    known = _known(collection)
    for text, hows in _asked(item):
        for word, stem in dict.fromkeys(stems(text[:LONGEST])):
            offers = [offer for offer in known.get(stem, ()) if not _is_theirs(item, offer)]
            for offer in _taken(offers, hows, whole=not item.path):
                if of_ideas or offer.how != GAVE or offer.item in collection.projects:
                    themes, said = found.setdefault((offer.person, offer.how), ({}, {}))
                    themes[word] = said[offer.words] = None
    ordered = sorted(found, key=lambda key: (fold(collection.name_of(key[0])), key[0], _HOWS.index(key[1])))
    return [Overlap(key[0], item.id, tuple(found[key][0]), key[1], tuple(found[key][1])) for key in ordered]


def asking(words: str) -> Item:
    """Something that is about `words` and nothing else, to ask who could help with them."""
    return Idea("", {"id": words, "title": words, "themes": words.split()}, "")


def _taken(offers: Sequence[Offer], hows: Container[str], *, whole: bool) -> Iterator[Offer]:
    """Those of `offers` by which somebody comes in; unless `whole`, what they gave only where nobody brings it."""
    brought = not whole and any(offer.how == BRINGS for offer in offers)
    return (offer for offer in offers if offer.how in hows and not (brought and offer.how == GAVE))


def _is_theirs(item: Item, offer: Offer) -> bool:
    """Whether somebody asks for help themselves, or gave just this; a project is everybody's who is in it."""
    return item.id in {offer.person, offer.item} or (offer.person in item.by and item.type != "project")


def _asked(item: Item) -> Iterator[tuple[str, Container[str]]]:
    """The texts in which words are looked for, each with how somebody may come in by it."""
    if isinstance(item, Person):
        yield from ((text, (BRINGS, GAVE)) for text in item.listed("curious"))
        yield from ((text, (CURIOUS,)) for text in item.listed("brings"))
        return
    yield from ((theme, _HOWS) for theme in item.themes)
    if isinstance(item, Project):  # its text may be as long as a book
        texts = (item.title, item.purpose)
    else:
        texts = ("" if isinstance(item, Contribution) else item.title, item.body)
    yield from ((text, (BRINGS, CURIOUS)) for text in texts)


@once
def _known(collection: Collection) -> Mapping[str, Sequence[Offer]]:
    """By the stem of each word, who brings it, is curious about it, or gave something under it."""
    known: dict[str, list[Offer]] = {}
    for text, offer in _offers(collection):
        for _word, stem in stems(text):
            known.setdefault(stem, []).append(offer)
    return known


def _offers(collection: Collection) -> Iterator[tuple[str, Offer]]:
    for card in collection.people.values():
        for how in (BRINGS, CURIOUS):
            yield from ((words, Offer(card.id, how, words)) for words in card.listed(how))
    for item in (*collection.projects.values(), *collection.ideas.values()):
        for theme in item.themes:
            yield from ((theme, Offer(person, GAVE, item.title, item.id)) for person in item.by)


def stems(text: str) -> Iterator[tuple[str, str]]:
    """The words of a text that say what it is about, each with its stem: the same in singular and plural."""
    for word in _WORD.findall(text):
        if stem := _stem_of(word):
            yield word.lower(), stem


@lru_cache(maxsize=1 << 15)
def _stem_of(word: str) -> str:
    """The stem of a word; empty for one that says nothing of what something is about."""
    folded = fold(word)
    return "" if folded in _SMALL or folded.isdecimal() else _stem(folded)


def _stem(word: str) -> str:
    """A folded word without the endings of plurals in English and German."""
    if word.endswith("s") and not word.endswith("ss"):
        word = _without(word, "s")
    for ending in ("ern", "en", "er", "e", "n"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return _without(word, ending)
    return f"{word[:-1]}i" if word.endswith("y") else word


def _without(word: str, ending: str) -> str:
    left = word.removesuffix(ending)
    return left if len(left) > 2 else word
