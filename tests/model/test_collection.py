"""The collection: finding by short names, threads in their order, roots, and what grew from what."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocreate.model.collection import Collection, Unread
from cocreate.model.errors import NotFound
from cocreate.model.ids import ALPHABET, next_to
from cocreate.model.items import TYPES, Contribution, Fields, Idea, Item, Person, Project

START = datetime(2026, 11, 21, 13, tzinfo=UTC)
FIELDS: Fields = {"id": "9d2m4x7t0e", "title": "A cup", "kind": "comment", "on": "workspace", "at": START.isoformat()}


def at(minutes: float) -> str:
    return (START + timedelta(minutes=minutes)).isoformat()


def idea(name: str, title: str = "An idea", minutes: float = 0, **more: str | list[str]) -> Idea:
    return Idea(f"ideas/2026-11/{name}/idea.md", {"id": name, "title": title, "at": at(minutes), **more})


def project(name: str, slug: str = "school", minutes: float = 0, **more: str | list[str]) -> Project:
    fields = {"id": name, "title": slug, "at": at(minutes), **more}
    return Project(f"projects/{slug}-{name}/project.md", fields)


def said(name: str, on: str, minutes: float = 0, kind: str = "comment", **more: str | list[str]) -> Contribution:
    return Contribution(f"commons/{name}.md", {"id": name, "kind": kind, "on": on, "at": at(minutes), **more})


def person(slug: str, name: str = "") -> Person:
    return Person(f"people/{slug}.md", {"name": name or slug.title()})


def names(items: list[Contribution]) -> list[str]:
    return [item.id for item in items]


def collection(*items: Item) -> Collection:
    return Collection("Teambase", items)


# Finding


def test_a_short_name_is_the_shortest_prefix_of_four_letters_or_more_that_nothing_else_has() -> None:
    here = collection(idea("9d2m4x7t0e"), idea("9d2m4x0000"), project("k7f3q2ab1c"), said("9d2mzzzzzz", "workspace"))
    assert here.short("9d2m4x7t0e") == "9d2m4x7"
    assert here.short("9d2mzzzzzz") == "9d2mz"
    assert here.short("k7f3q2ab1c") == "k7f3"


def test_a_short_name_tells_apart_what_is_here_from_what_is_not_loaded() -> None:
    others = ["9d2m4x7000", "k7f3q2ab1c"]
    here = Collection("Teambase", [idea("9d2m4x7t0e")], others=lambda name: next_to(name, sorted(others)))
    assert here.short("9d2m4x7t0e") == "9d2m4x7t"
    assert here.find("9d2m").id == "9d2m4x7t0e"
    with pytest.raises(NotFound):
        here.find("k7f3")


def test_any_unique_prefix_finds_even_one_letter() -> None:
    here = collection(idea("9d2m4x7t0e"), project("k7f3q2ab1c"))
    assert here.find("9").id == "9d2m4x7t0e"
    assert here.find("k7f3q2ab1c").id == "k7f3q2ab1c"


def test_misread_letters_find_what_was_meant() -> None:
    here = collection(idea("10d2m4x7t0"))
    assert here.find("lOd2").id == here.find("iod2").id == here.find("10D2M").id == "10d2m4x7t0"


def test_a_person_is_found_by_slug_and_a_project_by_the_beginning_of_its_slug() -> None:
    here = collection(person("mavi"), project("k7f3q2ab1c", "milk-foam-school"), project("x81ma2b4c9", "milk-bar"))
    assert here.find("mavi").title == "Mavi"
    assert here.find("milk-bar").id == here.find("milk-b").id == "x81ma2b4c9"


def test_a_project_called_as_another_begins_is_found_by_its_whole_slug() -> None:
    here = collection(project("k7f3q2ab1c", "milk-bar"), project("x81ma2b4c9", "milk"))
    assert here.find("milk").id == "x81ma2b4c9"


def test_a_whole_title_names_what_has_it_and_two_that_have_it_are_both_named() -> None:
    here = collection(idea("9d2m4x7t0e", "Rain barrel"), idea("k7f3q2ab1c", "A cup"), idea("x81ma2b4c9", "a  CUP"))
    assert here.find("rain  Barrel").id == "9d2m4x7t0e"
    with pytest.raises(NotFound) as several:
        here.find("A cup")
    assert several.value.message == "Several things are called A cup."


def test_what_fits_several_things_names_them_and_what_fits_none_says_how_to_look() -> None:
    here = collection(idea("9d2m4x7t0e", "Cups"), idea("9d2m4x0000", "Plates"))
    with pytest.raises(NotFound) as several:
        here.find("9d2m")
    assert "Cups" in several.value.hint
    assert "9d2m4x0" in several.value.hint
    for nothing in ("zzzz", "", "~", "9d2m4x7t0e9", "../x", "people"):
        with pytest.raises(NotFound):
            here.find(nothing) if nothing else collection().find(nothing)


@given(st.sets(st.text(ALPHABET, min_size=10, max_size=10), min_size=1, max_size=60))
def test_every_short_name_finds_just_its_item(ids: set[str]) -> None:
    here = collection(*(idea(name) for name in ids))
    for name in ids:
        assert len(here.short(name)) >= 4
        assert here.find(here.short(name)).id == name


def told_for(here: Collection, ref: str) -> str:
    with pytest.raises(NotFound) as raised:
        here.find(ref)
    assert raised.value.message == f"Nothing here is called {ref}."
    return str(raised.value.hint) if isinstance(raised.value.hint, str) else raised.value.hint.what


@pytest.mark.parametrize("ref", ["rain", "Rain", "barrel", "rain-barrel", "rian", "Regentone", "Regentonne für"])
def test_where_nothing_is_called_so_what_has_it_in_its_title_is_offered(ref: str) -> None:
    here = collection(idea("9d2m4x7t0e", "Rain barrel"), idea("k7f3q2ab1c", "Regentonne für alle"), person("mavi"))
    meant = "k7f3 (Regentonne für alle)" if ref[0] == "R" and ref != "Rain" else "9d2m (Rain barrel)"
    assert told_for(here, ref) == f"Is it {meant}?"


def test_people_are_offered_too_and_a_few_of_many() -> None:
    here = collection(person("mavi", "Mavi Lindqvist"), *(idea(f"9d2m4x7t{n:02}", f"Cup {n}") for n in range(9)))
    assert told_for(here, "Lindqvist") == told_for(here, "mvi") == "Is it mavi (Mavi Lindqvist)?"
    assert told_for(here, "cups").count("Cup ") == told_for(here, "cup").count("Cup ") == 3
    assert told_for(here, "zebra") == told_for(here, "?") == "search"


# What is in it


def test_of_several_items_with_one_id_the_first_by_path_counts_whatever_their_type() -> None:
    first, second = said("9d2m4x7t0e", "workspace"), idea("9d2m4x7t0e")
    here = collection(second, first, idea("k7f3q2ab1c"))
    assert here.get("9d2m4x7t0e") is first
    assert set(here.ideas) == {"k7f3q2ab1c"}
    assert here.unread == [Unread(second.path, f"it has the id of {first.path}")]


def test_a_person_may_be_called_as_a_thing_is() -> None:
    here = collection(person("9d2m4x7t0e"), idea("9d2m4x7t0e"))
    assert not here.unread
    assert here.ideas.keys() == here.people.keys()


def test_items_come_by_path_in_whatever_order_they_were_given() -> None:
    given_ = [idea("z000000000"), idea("a000000000"), idea("m000000000")]
    assert list(collection(*given_).ideas) == ["a000000000", "m000000000", "z000000000"]


def test_people_who_are_only_named_are_known_too_after_those_with_cards() -> None:
    here = collection(
        person("zoe", "Ada"),
        person("bo", "Bo"),
        idea("9d2m4x7t0e", by=["erkan"], joined=["zoe", "ali"]),
        project("k7f3q2ab1c", people=["dina"]),
    )
    assert here.known_people == ["zoe", "bo", "ali", "dina", "erkan"]


# Threads


def test_a_thread_holds_what_was_said_on_it_and_on_that_oldest_first() -> None:
    here = collection(
        idea("9d2m4x7t0e"),
        said("c", "9d2m4x7t0e", 3),
        said("a", "9d2m4x7t0e", 1),
        said("b", "a", 2),
        said("x", "workspace", 0),
    )
    assert names(here.thread("9d2m4x7t0e")) == ["a", "b", "c"]
    assert names(here.thread("workspace")) == ["x"]
    assert here.thread("nothing") == []


def test_an_answer_comes_after_its_question_though_its_clock_is_ten_years_behind() -> None:
    years = -10 * 365 * 24 * 60
    here = collection(
        idea("9d2m4x7t0e"),
        said("q", "9d2m4x7t0e", 0, "question"),
        said("a", "q", years, "answer"),
        said("b", "a", years + 1),
        said("z", "9d2m4x7t0e", 5),
    )
    assert names(here.thread("9d2m4x7t0e")) == ["q", "a", "b", "z"]
    assert names(here.below(here.contributions["q"])) == ["a", "b"]


def test_at_one_moment_the_id_decides_and_moments_without_sense_come_first() -> None:
    here = collection(
        idea("9d2m4x7t0e"),
        said("b", "9d2m4x7t0e"),
        said("a", "9d2m4x7t0e"),
        Contribution("commons/z.md", {"id": "z", "on": "9d2m4x7t0e", "at": "0001-01-01T00:00:00+23:00"}),
    )
    assert names(here.thread("9d2m4x7t0e")) == ["z", "a", "b"]


def test_moments_of_different_offsets_are_compared_as_moments() -> None:
    early = said("b", "9d2m4x7t0e")
    late = Contribution("commons/a.md", {"id": "a", "on": "9d2m4x7t0e", "at": "2026-11-21T08:01:00-05:00"})
    here = collection(idea("9d2m4x7t0e"), late, early)
    assert names(here.thread("9d2m4x7t0e")) == ["b", "a"]


def test_contributions_that_answer_each_other_in_a_ring_end_up_nowhere_and_hang_nothing() -> None:
    here = collection(said("a", "b"), said("b", "c"), said("c", "a"), said("s", "s"), said("o", "gone"))
    assert {here.root_of(item) for item in here.contributions.values()} == {""}
    assert set(names(here.thread(""))) == {"a", "b", "c", "s", "o"}
    assert set(names(here.below(here.contributions["a"]))) == {"b", "c"}
    assert here.below(here.contributions["s"]) == []


def test_a_chain_of_thousands_of_answers_is_no_deeper_than_any_stack() -> None:
    chain = [said("0", "9d2m4x7t0e"), *(said(str(n), str(n - 1), n) for n in range(1, 1500))]
    here = collection(idea("9d2m4x7t0e"), *chain)
    assert names(here.thread("9d2m4x7t0e"))[-1] == "1499"


def test_the_root_is_the_project_or_idea_the_commons_or_nothing() -> None:
    here = collection(
        project("k7f3q2ab1c"),
        idea("9d2m4x7t0e"),
        said("a", "k7f3q2ab1c"),
        said("b", "a"),
        said("c", "workspace"),
        said("d", "c"),
    )
    roots = [here.root_of(here.contributions[name]) for name in "abcd"]
    assert roots == ["k7f3q2ab1c", "k7f3q2ab1c", "workspace", "workspace"]
    assert here.root_of(here.ideas["9d2m4x7t0e"]) == "9d2m4x7t0e"


def test_asking_for_a_thread_twice_gives_the_same_and_leaves_replies_alone() -> None:
    here = collection(idea("9d2m4x7t0e"), said("b", "9d2m4x7t0e", 2), said("a", "9d2m4x7t0e", 1), said("r", "b", 3))
    assert names(here.thread("9d2m4x7t0e")) == names(here.thread("9d2m4x7t0e")) == ["a", "b", "r"]
    assert names(here.replies("9d2m4x7t0e")) == ["a", "b"]
    assert names(here.replies("b")) == ["r"]


def test_a_question_is_answered_once_somebody_was_helped() -> None:
    question, answer = said("q", "workspace", kind="question"), said("a", "q", kind="answer")
    assert not collection(question, answer).is_answered(question)
    helped = said("a", "q", kind="answer", helpful=["mavi"])
    assert collection(question, helped).is_answered(question)


# Ideas in projects, and lineage


def test_ideas_are_found_by_the_project_they_name_oldest_first() -> None:
    here = collection(idea("b", minutes=2, project="p"), idea("a", minutes=3, project="p"), idea("c"))
    assert [one.id for one in here.ideas_in("p")] == ["b", "a"]
    assert here.ideas_in("c") == []


def test_lineage_leads_up_to_parents_and_down_to_children_of_both_kinds() -> None:
    here = collection(
        idea("a"),
        idea("b", minutes=1),
        idea("w", minutes=2, woven_from=["a", "b", "a"]),
        project("p", minutes=3, grew_from=["w", "gone"]),
        said("c", "a"),
    )
    assert here.parents("w") == ("a", "b", "a")
    assert here.parents("p") == ("w", "gone")
    assert here.children("a") == here.children("b") == ["w"]
    assert here.children("w") == here.children("gone") == ["p"]
    assert here.children("p") == []
    assert here.parents("c") == here.parents("unknown") == ()


# Copies that file syncers make

ADDED = (
    *(" 2", " (1)", " - Kopie", " (conflicted copy 2026-11-26)", ".sync-conflict-20261126-120000-ABCDEFG"),
    *("_conflict-20261126-120000", "-DESKTOP-ABC", "-ABCDEFGHJK", "-0123456789", "~1", " [Ada's laptop]", "…"),
)
NAMES = {
    "ideas/2026-11/cup-library-{id}/idea.md": ("idea", "cup-library-{id}"),
    "ideas/2026-11/{id}/idea.md": ("idea", "{id}"),
    "ideas/2026-11/by-hand/idea.md": ("idea", "by-hand"),
    "projects/milk-foam-{id}/project.md": ("project", "milk-foam-{id}"),
    "projects/milk-foam-x81ma2b4c9/2026-11/20261121T131500Z-comment-{id}.md": ("contribution", "milk-foam-x81ma2b4c9"),
    "ideas/2026-11/cup-x81ma2b4c9/20261121T131500Z-comment-{id}.md": ("contribution", "comment-{id}"),
    "commons/2026-11/20261121T131500Z-comment-{id}.md": ("contribution", "comment-{id}"),
    "commons/2026-11/note.md": ("contribution", "note"),
    "ideas/2026-11/cup-{id}/idea.md ": ("idea", "2026-11"),
}


@pytest.mark.parametrize("added", ADDED)
@pytest.mark.parametrize("path", NAMES)
def test_what_nothing_was_added_to_counts_and_its_copy_is_named(path: str, added: str) -> None:
    type_, part = NAMES[path]
    path, part = path.strip().format(id="9d2m4x7t0e"), part.format(id="9d2m4x7t0e")
    first, copy = (TYPES[type_](place, FIELDS) for place in (path, path.replace(part, part + added)))
    for given_ in ([first, copy], [copy, first]):
        here = collection(*given_)
        assert here.get("9d2m4x7t0e") is first
        assert here.unread == [Unread(copy.path, f"it has the id of {first.path}")]


@pytest.mark.parametrize("before", ["Copy of ", "Kopie von ", "Копия "])
def test_a_copy_may_have_words_before_its_name(before: str) -> None:
    first = Idea("ideas/2026-11/draft-9d2m4x7t0e/idea.md", FIELDS)
    copy = Idea(first.path.replace("/2026-11/", f"/2026-11/{before}"), FIELDS)
    assert collection(copy, first).get("9d2m4x7t0e") is first
