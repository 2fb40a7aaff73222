"""Bringing in: planned first, then written as one act, with whoever gave it and when; what is here stays out."""

import os
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocreate.acts.bring_in import Plan, plan, write
from cocreate.acts.edit import edit
from cocreate.acts.projects import start_project
from cocreate.acts.undo import last_done, take_back
from cocreate.acts.values import person_named
from cocreate.imports.found import Cannot, Found, Read, Remark
from cocreate.model.collection import Collection
from cocreate.model.items import Contribution, Idea
from cocreate.workspace.files import LARGEST_FILE
from tests.conftest import NOON, all_files, collected, make_voice

LONG_AGO = datetime(2024, 2, 29, 12, 0, 1, tzinfo=UTC)


def planned(root: str, *found: Found, by: tuple[str, ...] = ("mavi",), noted_by: str = "") -> Plan:
    here = collected(root)
    return plan(make_voice(*by, noted_by=noted_by), here, Read(found), lambda name: person_named(here, name))


def bring(root: str, *found: Found, by: tuple[str, ...] = ("mavi",), noted_by: str = "") -> Plan:
    made = planned(root, *found, by=by, noted_by=noted_by)
    assert write(root, make_voice(*by, noted_by=noted_by), made.items).stopped is None
    return made


def idea(root: str, title: str) -> Idea:
    return next(one for one in collected(root).ideas.values() if one.title == title)


def test_people_and_moments_are_kept_and_who_brings_it_in_is_told(workspace: str) -> None:
    bring(workspace, Found("Cup  library", "Text\n", ("Ada Trenkel", "@Mavi"), LONG_AGO, themes=("clay", "clay")))
    bring(workspace, Found("A shelf", by=("Ada",)), by=("erkan", "mavi"))
    one, other = idea(workspace, "Cup library"), idea(workspace, "A shelf")
    assert (one.by, one.noted_by, one.at, one.themes) == (("ada-trenkel", "mavi"), "", LONG_AGO, ("clay",))
    assert one.path.startswith("ideas/2024-02/cup-library-")
    assert (other.by, other.noted_by, other.at) == (("ada",), "erkan", NOON)


def test_what_tells_nobody_and_no_moment_is_by_whoever_brings_it_in_now(workspace: str) -> None:
    bring(workspace, Found("Cups"), by=("mavi", "erkan"), noted_by="ana")
    found = idea(workspace, "Cups")
    assert (found.by, found.noted_by, found.at) == (("mavi", "erkan"), "ana", NOON)


def test_whoever_is_new_keeps_their_name_and_all_is_taken_back(workspace: str) -> None:
    before = all_files(workspace)
    made = planned(workspace, Found("One", by=("Zora Neu", "ada")), Found("Two", by=("Noor Haddad",)))
    assert made.names == {"zora-neu": "Zora Neu", "noor-haddad": "Noor Haddad"}
    write(workspace, make_voice("mavi"), made.items, made.names)
    here = collected(workspace)
    assert [here.name_of(one) for one in ("zora-neu", "ada", "noor-haddad")] == ["Zora Neu", "ada", "Noor Haddad"]
    assert here.people["noor-haddad"].fields == {"name": "Noor Haddad"}, "the rest is theirs to write"
    assert not planned(workspace, Found("Three", by=("Zora Neu",))).names
    take_back(workspace, make_voice("mavi"), here, last_done(workspace, ["mavi"], here))
    assert all_files(workspace) == before


def test_what_is_here_stays_out_when_it_has_become_somebody_elses_as_well(workspace: str) -> None:
    found = Found("Cup library", by=("Ada",), at=LONG_AGO)
    bring(workspace, found)
    edit(workspace, make_voice("mavi"), idea(workspace, "Cup library"), {"by": ["ada", "mavi"]})
    assert planned(workspace, found).items == ()
    assert planned(workspace, Found("Cup library", by=("Ada", "Erkan"), at=LONG_AGO)).items


def test_a_day_that_is_yet_to_come_is_named(workspace: str) -> None:
    late, near = NOON + timedelta(days=2), NOON + timedelta(hours=20)
    remarks = (Remark("Later", "ana", late), Remark("Now", "ana", near))
    made = planned(workspace, Found("A", at=late, line=3), Found("B", at=near, remarks=remarks, line=4))
    assert [(one.line, str(one.what)) for one in made.cannot] == [
        (3, f"its day, {late.date()}, is yet to come"),
        (4, f"its day, {late.date()}, is yet to come"),
    ]
    assert [item.at for item in made.items] == [near, near]
    assert planned(workspace, Found("C", saved_at=late)).items[0].at == NOON


def test_all_of_it_is_one_act_that_is_taken_back_at_once(workspace: str) -> None:
    before = all_files(workspace)
    remarks = (Remark("I would lend mine", "tomek", LONG_AGO), Remark("Me too", "ana"))
    bring(workspace, Found("One", by=("ada",), remarks=remarks), Found("Two"), Found("Three", by=("ana",)))
    here = collected(workspace)
    assert (len(here.ideas), len(here.contributions)) == (3, 2)
    did = last_done(workspace, ["mavi"], here)
    assert did.words == "ada has an idea: One, and 4 more"
    take_back(workspace, make_voice("mavi"), here, did)
    assert all_files(workspace) == before


def test_comments_come_with_an_idea_in_its_thread(workspace: str) -> None:
    remarks = (Remark("I would lend mine", "tomek", LONG_AGO), Remark("Mine too", "ana"))
    bring(workspace, Found("One", by=("ada",), at=LONG_AGO, remarks=remarks))
    one = idea(workspace, "One")
    thread = collected(workspace).thread(one.id)
    assert {(said.kind, said.by, said.noted_by, said.at) for said in thread} == {
        ("comment", ("tomek",), "mavi", LONG_AGO),
        ("comment", ("ana",), "mavi", LONG_AGO),
    }
    assert all(said.path.startswith(one.path.removesuffix("idea.md")) for said in thread)


def test_what_is_here_already_is_told_and_only_its_new_comments_come(workspace: str) -> None:
    first = Remark("I would lend mine", "tomek", LONG_AGO)
    found = Found("One", by=("ada",), at=LONG_AGO, remarks=(first,))
    undated = Found("Two")
    bring(workspace, found, undated)
    again = planned(workspace, found, undated)
    assert (again.items, [one.title for one in again.there]) == ((), ["One", "Two"])
    later = Remark("Another", "ana", LONG_AGO)
    more = bring(workspace, Found("One", by=("ada",), at=LONG_AGO, remarks=(first, later)))
    (comment,) = more.items
    assert isinstance(comment, Contribution)
    assert (comment.on, comment.body) == (idea(workspace, "One").id, "Another")


@pytest.mark.parametrize(
    "other",
    [
        Found("Two", by=("ada",), at=LONG_AGO),
        Found("One", by=("ana",), at=LONG_AGO),
        Found("One", by=("ada",), at=NOON),
    ],
)
def test_another_title_person_or_moment_is_another_idea(workspace: str, other: Found) -> None:
    bring(workspace, Found("One", by=("ada",), at=LONG_AGO))
    assert len(planned(workspace, other).items) == 1


def test_when_a_file_was_saved_counts_only_where_nothing_tells_and_makes_no_second_idea(workspace: str) -> None:
    bring(workspace, Found("One", saved_at=LONG_AGO))
    assert idea(workspace, "One").at == LONG_AGO
    assert planned(workspace, Found("One", saved_at=NOON)).items == ()


def test_a_project_is_named_by_id_slug_or_title(workspace: str) -> None:
    project = start_project(workspace, make_voice(), "Milk foam school", "Foam for all")
    names = [project.id[:9], "milk-foam-school", "MILK foam school"]
    bring(workspace, *(Found(f"Idea {number}", project=name) for number, name in enumerate(names)))
    assert {one.project for one in collected(workspace).ideas.values()} == {project.id}


def test_what_cannot_come_is_named_and_stops_nothing(workspace: str) -> None:
    other = next(iter(bring(workspace, Found("Here")).items))
    made = planned(
        workspace,
        Found(" \n ", line=2),
        Found("No such project", project="nowhere", line=3),
        Found("No project", project=other.id, line=4),
        Found("Nobody", by=("李明",), line=5),
        Found("Long", "x" * LARGEST_FILE, line=6),
        Found("x" * 70_000, line=7),
        Found("Good", remarks=(Remark("x", "李明"), Remark("y", "ana")), line=8),
    )
    assert [(one.line, str(one.what).partition(".")[0]) for one in made.cannot] == [
        (2, "it has no title"),
        (3, "there is no project called nowhere"),
        (4, f"there is no project called {other.id}"),
        (5, "李明 cannot be a person's short name"),
        (6, "it is larger than 1 MiB"),
        (7, "its front matter is larger than 64 KiB"),
        (8, "李明 cannot be a person's short name"),
    ]
    assert [one.title for one in made.items] == ["Good", "y"]


def test_notes_that_link_to_one_another_still_do(workspace: str) -> None:
    shelf = Found("A shelf", "[[Cups]]", names=("Deep/Shelf", "Shelf"), file="Deep/Shelf.md")
    cups = Found("Cup library", "[[shelf]] [[Deep/Shelf|that]] [[Twin]] [[Nowhere]]", names=("Cups",), file="Cups.md")
    twins = [Found(f"Twin {place}", names=("Twin", f"{place}/Twin"), file=f"{place}/Twin.md") for place in "ab"]
    bring(workspace, shelf)
    bring(workspace, cups, shelf, *twins)
    name = idea(workspace, "A shelf").id
    assert idea(workspace, "Cup library").body == f"[[{name}]] that [[{name}]] [[Twin]] [[Nowhere]]"
    assert idea(workspace, "A shelf").body == "[[Cups]]"


def test_a_disk_that_is_full_keeps_what_came_so_far(workspace: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made, voice = planned(workspace, Found("One"), Found("Two")), make_voice()
    link, calls = os.link, []

    def full(*arguments: str, **options: bool) -> None:
        calls.append(arguments)
        if "two-" in arguments[1]:
            raise OSError(28, "No space left on device")
        link(*arguments, **options)

    monkeypatch.setattr(os, "link", full)
    done = write(workspace, voice, made.items)
    assert [one.title for one in done.items] == ["One"]
    assert done.stopped
    assert [one.title for one in collected(workspace).ideas.values()] == ["One"]


HOSTILE = st.text(max_size=40) | st.sampled_from(
    ["---\nby: x", "<<<<<<< a\n=======\n>>>>>>> b", "[/]", "../x", "\x1b[2J"]
)


@given(
    st.builds(
        Found, HOSTILE, HOSTILE, st.lists(HOSTILE, max_size=2).map(tuple), themes=st.tuples(HOSTILE), because=HOSTILE
    )
)
def test_whatever_is_found_comes_as_it_can_be_read_or_is_named(found: Found) -> None:
    here = Collection("", [])
    made = plan(make_voice(), here, Read((found,), (Cannot(9, "x"),)), lambda name: person_named(here, name))
    assert len(made.items) + len(made.cannot) == 2
    for item in made.items:
        assert item.title == " ".join(item.title.split())
        assert ".." not in item.path.split("/")
