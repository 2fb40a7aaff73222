"""Search: what is found, in what order, and that remembering what was folded changes nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocreate.model.collection import Collection
from cocreate.model.items import Contribution, Idea, Item, Person, Project
from cocreate.model.search import Finder, fold_all
from cocreate.model.text import fold
from tests.conftest import collected

START = datetime(2026, 11, 21, 13, tzinfo=UTC)


def idea(name: str, title: str, body: str = "", minutes: float = 0, **more: str | list[str]) -> Idea:
    at = (START + timedelta(minutes=minutes)).isoformat()
    return Idea(f"ideas/2026-11/{name}/idea.md", {"id": name, "title": title, "at": at, **more}, body)


def found(words: str, *items: Item, for_long: bool = True) -> list[str]:
    finder = Finder()
    finder.renew(Collection("Teambase", items), for_long=for_long)
    return [item.id for item in finder.find(words.split())]


@pytest.mark.parametrize("words", ["müller", "MULLER", "mueller", "Mull"])
def test_case_accents_and_umlauts_make_no_difference(words: str) -> None:
    assert found(words, idea("a", "Cups from Müller"), idea("b", "Plates")) == ["a"]


@pytest.mark.parametrize("words", ["kitchn", "kitxhen", "ktichen", "kittchen"])
def test_one_wrong_letter_is_forgiven_where_nothing_holds_the_word(words: str) -> None:
    assert found(words, idea("a", "The kitchen"), idea("b", "Plates")) == ["a"]


def test_all_words_must_be_there_wherever_each_of_them_is() -> None:
    here = (idea("a", "Cups", "of clay"), idea("b", "Cups"), idea("c", "Bowls", themes=["clay", "cups"]))
    assert sorted(found("cups clay", *here)) == ["a", "c"]


def test_a_title_counts_more_than_a_text_a_beginning_more_than_an_inside_then_the_newer_comes_first() -> None:
    here = (
        idea("text", "Bowls", "A cup", 9),
        idea("inside", "Teacup", minutes=8),
        idea("older", "Cup", minutes=1),
        idea("newer", "A cup", minutes=2),
    )
    assert found("cup", *here) == ["newer", "older", "inside", "text"]


def test_what_somebody_gave_is_found_by_their_name_with_a_card_and_without_one() -> None:
    card = Person("people/mavi.md", {"name": "Mavi Öz"})
    here = (card, idea("a", "Cups", by=["mavi"]), idea("b", "Bowls", by=["nobody-yet"]))
    assert found("oz", *here) == ["mavi", "a"]
    assert found("nobody", *here) == ["b"]


def test_a_purpose_an_outcome_an_id_and_a_text_are_searched_and_a_state_is_not() -> None:
    fields = {"id": "k7f3", "title": "P", "purpose": "Foam", "state": "active"}
    project = Project("projects/p-k7f3/project.md", fields)
    decided = Contribution("commons/x.md", {"id": "x81m", "kind": "proposal", "outcome": "Blue"}, "Which?")
    assert found("foam", project, decided) == ["k7f3"] == found("k7f", project, decided)
    assert found("blue", project, decided) == ["x81m"] == found("which", project, decided)
    assert found("active", project, decided) == found("", project, decided) == []


WORDS = st.sampled_from(["cup", "Cups", "müll", "Straße", "blue", "ae", "", "\u0130", "\0", "oe\nue"])
TEXTS = st.lists(WORDS, max_size=4).map(" ".join)


@given(st.lists(TEXTS, max_size=8))
def test_texts_folded_in_one_go_are_as_each_folded_alone(texts: list[str]) -> None:
    assert fold_all(texts) == [fold(text) for text in texts]


@given(
    st.lists(st.dictionaries(st.sampled_from("abcdef"), st.tuples(TEXTS, TEXTS, st.integers(0, 3))), max_size=4),
    st.lists(WORDS, max_size=2),
)
def test_a_finder_that_was_renewed_finds_what_a_new_one_finds(
    days: list[dict[str, tuple[str, str, int]]], words: list[str]
) -> None:
    """However the workspace changed from day to day, and whether or not many searches are to follow."""
    finder, known = Finder(), dict[str, Idea]()
    for day in days:
        fresh = {name: idea(name, title, body, minutes) for name, (title, body, minutes) in day.items()}
        known = {name: known[name] if known.get(name) == one else one for name, one in fresh.items()}
        finder.renew(Collection("Teambase", known.values()))
        for for_long in (True, False):
            other = Finder()
            other.renew(Collection("Teambase", fresh.values()), for_long=for_long)
            assert finder.find(words) == other.find(words)


def test_what_is_called_so_comes_before_what_was_said_and_a_persons_name_with_a_wrong_letter_first(
    teambase: str,
) -> None:
    here = collected(teambase)
    finder = Finder()
    finder.renew(here)
    found = finder.find(["Barista"])
    kinds = [item.type for item in found if "barista" in item.title.casefold()]
    assert kinds[0] == "project"
    assert kinds == sorted(kinds, key=["person", "project", "idea", "contribution"].index)
    found, spelled = finder.find_spelled(["Hildegart"])
    assert found[0].id == "hildegard-voss"
    assert "hildegard" in spelled, "what is found is marked as it is written there"
