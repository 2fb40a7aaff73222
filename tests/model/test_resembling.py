"""What resembles what: by words in common, the rare ones first; in any order the same."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from cocreate.model.collection import Collection
from cocreate.model.items import Idea
from cocreate.model.resembling import MOST, resembling

AT = "2026-11-21T14:03:11+01:00"
WORDS = st.lists(st.sampled_from(["kiln", "cup", "clay", "foam", "glaze", "bench", "oak"]), min_size=1, max_size=5)


def idea(name: str, title: str, **keys: object) -> Idea:
    fields = {"id": name, "title": title, "state": "fresh", "by": ["mavi"], "at": AT, **keys}
    return Idea(f"ideas/2026-11/x-{name}/idea.md", fields)  # type: ignore[arg-type]


def found(own: Idea, *others: Idea) -> list[str]:
    return [one.id for one in resembling(Collection("Teambase", [own, *others]), own)]


def test_word_forms_and_order_make_no_difference() -> None:
    assert found(idea("a", "A library of cups"), idea("b", "Cup libraries"), idea("c", "A bench of oak")) == ["b"]


def test_one_word_in_common_says_little() -> None:
    assert found(idea("a", "A library of cups"), idea("b", "Warm cups on the kiln lid")) == []


def test_rare_words_weigh_more_than_those_that_many_have() -> None:
    many = [idea(f"m{number}", f"Coffee foam number{number}") for number in range(6)]
    own = idea("a", "Coffee foam glaze bench")
    assert found(own, *many, idea("r", "Glaze bench coffee"))[0] == "r"


def test_what_it_was_woven_from_and_into_is_not_named() -> None:
    own = idea("a", "Oak bench")
    woven = idea("b", "Oak bench lid", woven_from=["a"])
    assert found(own, woven) == found(woven, own) == []


@given(st.lists(WORDS, min_size=1, max_size=8), st.randoms())
def test_it_never_resembles_itself_in_any_order_the_same_and_never_too_many(
    titles: list[list[str]], chance: Random
) -> None:
    ideas = [idea(f"n{number}", " ".join(words)) for number, words in enumerate(titles)]
    own, mixed = ideas[0], ideas[:]
    chance.shuffle(mixed)
    names = [one.id for one in resembling(Collection("T", ideas), own)]
    assert own.id not in names
    assert len(names) <= MOST
    assert names == [one.id for one in resembling(Collection("T", mixed), own)]


@given(WORDS, WORDS)
def test_two_resemble_each_other_or_neither_does(one: list[str], other: list[str]) -> None:
    first, second = idea("a", " ".join(one)), idea("b", " ".join(other))
    assert bool(found(first, second)) == bool(found(second, first))
