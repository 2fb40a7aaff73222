"""Check: each thing that can be wrong is named with its path, and only what takes no guess is mended."""

import os
import shutil
from pathlib import Path

import pytest

from cocreate.model.errors import NotFound
from cocreate.sync.checking import BROKEN, MENDABLE, NOTE, Problem, _in_circles, check
from cocreate.sync.syncing import sync
from tests.conftest import all_files, collected, put
from tests.sync.clones import Copy, git

SIGNED = {"by": ["mavi"], "at": "2026-11-21T14:03:11+01:00"}
IDEA = {"title": "Cup library", "state": "fresh", **SIGNED}


@pytest.fixture
def copy(workspace: str) -> Copy:
    """A workspace with two people and one idea, in its history."""
    git(workspace, "init", "--quiet", "--initial-branch=main")
    mavi = Copy(Path(workspace), "mavi")
    for person in ("mavi", "erkan"):
        put(workspace, f"people/{person}.md", {"name": person.capitalize(), "emails": [f"{person}@example.org"]})
    put(workspace, "ideas/2026-11/cups-0000000001/idea.md", {"id": "0000000001", **IDEA})
    sync(workspace)
    return mavi


def checked(copy: Copy, *, fix: bool = False) -> list[tuple[str, str, bool]]:
    return [(one.path, one.what, one.fixed) for one in _check(copy, fix=fix)]


def _check(copy: Copy, *, fix: bool = False) -> list[Problem]:
    return check(copy.root, collected(copy.root), fix=fix)


def test_the_sample_and_a_workspace_as_it_should_be_have_no_problem(copy: Copy, teambase: str) -> None:
    assert checked(copy) == []
    assert check(teambase, collected(teambase)) == []


def test_what_cannot_be_read_is_named_with_its_reason(copy: Copy) -> None:
    copy.write("ideas/2026-11/x-0000000002/idea.md", "---\ntitle: x\n---\n")
    copy.write("people/Nobody At All.md", "---\nname: x\n---\n")
    copy.write("commons/2026-11/c.md", "---\na: b\n---\n<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n")
    assert [path for path, _what, _fixed in checked(copy)] == [
        "commons/2026-11/c.md",
        "ideas/2026-11/x-0000000002/idea.md",
        "people/Nobody At All.md",
    ]
    assert "two texts at once" in checked(copy)[0][1]
    assert {problem.kind for problem in _check(copy)} == {BROKEN}


def test_references_that_lead_nowhere_or_round_are_named(copy: Copy) -> None:
    for letter, on in (("a", "000000000b"), ("b", "000000000a"), ("c", "00000000zz")):
        fields = {"id": f"000000000{letter}", "kind": "comment", "on": on, **SIGNED}
        put(copy.root, f"commons/2026-11/{letter}-000000000{letter}.md", fields)
    put(copy.root, "ideas/2026-11/y-000000000d/idea.md", {"id": "000000000d", **IDEA, "woven_from": ["000000000d"]})
    assert checked(copy) == [
        ("commons/2026-11/a-000000000a.md", "it is on itself, in a circle", False),
        ("commons/2026-11/b-000000000b.md", "it is on itself, in a circle", False),
        ("commons/2026-11/c-000000000c.md", "its key on leads nowhere: 00000000zz", False),
        ("ideas/2026-11/y-000000000d/idea.md", "it grew from itself, in a circle", False),
    ]


def test_what_refers_to_a_file_that_cannot_be_read_is_counted_there_and_not_told_again(copy: Copy) -> None:
    for letter in "ab":
        fields = {"id": f"000000000{letter}", "kind": "comment", "on": "0000000001", **SIGNED}
        put(copy.root, f"ideas/2026-11/cups-0000000001/{letter}-000000000{letter}.md", fields)
    copy.write("ideas/2026-11/cups-0000000001/idea.md", "\n")
    assert checked(copy) == [
        ("ideas/2026-11/cups-0000000001/idea.md", "it is empty; 2 other things refer to it", False),
    ]
    copy.write("ideas/2026-11/cups-0000000001/idea.md", "---\nid: 0000000001\ntitle: x\n---\n")
    os.makedirs(f"{copy.root}/projects", exist_ok=True)
    Path(copy.root, "ideas/2026-11/cups-0000000001").rename(Path(copy.root, "projects/cups-0000000001"))
    assert checked(copy) == [
        (
            "projects/cups-0000000001/idea.md",
            "idea.md counts only in a folder of its own in ideas/: move that folder back; 2 other things refer to it",
            False,
        ),
    ]
    with pytest.raises(NotFound) as refused:
        collected(copy.root).find("0000000001")
    assert refused.value.message.startswith("projects/cups-0000000001/idea.md cannot be read: idea.md counts only")


def test_a_folder_that_was_copied_is_mended_with_all_in_it(copy: Copy) -> None:
    for letter, on in (("a", "0000000001"), ("b", "000000000a"), ("c", "00000000zz")):
        fields = {"id": f"000000000{letter}", "kind": "comment", "on": on, **SIGNED}
        put(copy.root, f"ideas/2026-11/cups-0000000001/x-comment-000000000{letter}.md", fields)
    put(copy.root, "ideas/2026-11/else-00000000zz/idea.md", {"id": "00000000zz", **IDEA})
    shutil.copytree(f"{copy.root}/ideas/2026-11/cups-0000000001", f"{copy.root}/ideas/2026-11/cups copy")
    found = _check(copy)
    assert [problem.kind for problem in found] == [MENDABLE] * 4
    assert all(fixed for _path, _what, fixed in checked(copy, fix=True))
    assert checked(copy) == []
    here = collected(copy.root)
    made = {item.path.rpartition("/")[2]: item for item in here.items() if "cups copy/" in item.path}
    idea = made["idea.md"]
    first = made["x-comment-000000000a.md"]
    assert (first.text("on"), made["x-comment-000000000b.md"].text("on")) == (idea.id, first.id)
    assert made["x-comment-000000000c.md"].text("on") == "00000000zz"
    assert len(here.contributions) == 6


def test_names_that_some_disks_take_for_one_and_names_that_are_not_safe_are_named(copy: Copy) -> None:
    copy.write("notes/K\u00e4se.txt", "x")
    copy.write("notes/ka\u0308se.txt", "x")
    copy.write("notes/a:b.txt", "x")
    copy.write("notes/-rf", "x")
    os.symlink("/etc/passwd", f"{copy.root}/notes/link")
    copy.write("projects/somewhere.md", "x")
    copy.write("notes/torn.txt", "<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n")
    found = {path: what for path, what, _fixed in checked(copy)}
    assert found == {
        "notes/-rf": "its name is not safe on every disk, so it is not shared",
        "notes/K\u00e4se.txt": "its name is the same as that of notes/ka\u0308se.txt on some disks",
        "notes/ka\u0308se.txt": "its name is the same as that of notes/K\u00e4se.txt on some disks",
        "notes/a:b.txt": "its name is not safe on every disk, so it is not shared",
        "notes/link": "it is a link, and links are not followed",
        "notes/torn.txt": "it holds two texts at once, between the marks <<<<<<< and >>>>>>>",
        "projects/somewhere.md": "nothing is read at this place",
    }


def test_a_copy_that_kept_its_id_gets_one_of_its_own(copy: Copy) -> None:
    data = all_files(copy.root)["ideas/2026-11/cups-0000000001/idea.md"].decode()
    copy.write("ideas/2026-11/cups-copy/idea.md", data)
    before = all_files(copy.root)
    assert [(path, fixed) for path, _what, fixed in checked(copy)] == [("ideas/2026-11/cups-copy/idea.md", False)]
    assert all_files(copy.root) == before, "it reads only, unless it is to mend"
    [problem] = _check(copy, fix=True)
    assert (problem.path, problem.fixed, problem.kind) == ("ideas/2026-11/cups-copy/idea.md", True, MENDABLE)
    own = next(name for name in collected(copy.root).ideas if name != "0000000001")
    assert problem.mend is not None
    assert problem.mend.how == f"its id is {own} now"
    assert checked(copy) == []
    assert len(collected(copy.root).ideas) == 2


def test_an_address_on_two_cards_is_named(copy: Copy) -> None:
    put(copy.root, "people/ana.md", {"name": "Ana", "emails": ["Mavi@example.org"]})
    assert checked(copy) == [("people/mavi.md", "mavi@example.org is on people/ana.md as well", False)]


def test_a_card_that_is_word_for_word_another_is_told_with_what_to_do_about_it(copy: Copy) -> None:
    card = Path(copy.root, "people/mavi.md").read_text()
    copy.write("people/mavi-copy.md", card)
    copy.write("people/mavi (conflicted copy).md", card)
    copy.write("people/mavis.md", card.replace("Mavi", "Mavis").replace("mavi@", "mavis@"))
    copy.write("people/somebody.md", card.replace("mavi@", "somebody@"))
    alike = "it says word for word what people/mavi.md does, and "
    assert [(one.path, one.what, one.kind) for one in _check(copy)] == [
        ("people/mavi (conflicted copy).md", f"{alike}is read as nobody's card; take it out", NOTE),
        ("people/mavi-copy.md", f"{alike}counts as somebody else; take it out if it is a copy", NOTE),
    ]


def test_credit_that_is_not_that_of_whoever_brought_it_in_is_named_and_nothing_is_put_into_anybodys_mouth(
    copy: Copy,
) -> None:
    path = "ideas/2026-11/y-000000000d/idea.md"
    put(copy.root, path, {"id": "000000000d", **IDEA, "by": ["erkan"]})
    sync(copy.root)
    what = "it is credited to Erkan, but was brought in by Mavi"
    assert checked(copy) == [(path, what, False)]
    assert _check(copy)[0].kind == NOTE
    before = all_files(copy.root)
    assert checked(copy, fix=True) == [(path, what, False)]
    assert all_files(copy.root) == before


def test_people_who_are_named_and_are_not_here_are_worth_knowing_once_each(copy: Copy) -> None:
    first, second = "ideas/2026-11/y-000000000d/idea.md", "ideas/2026-11/z-000000000e/idea.md"
    put(copy.root, first, {"id": "000000000d", **IDEA, "by": ["nobody-here"]})
    put(copy.root, second, {"id": "000000000e", **IDEA, "joined": ["zorro", "nobody-here"]})
    before = all_files(copy.root)
    found = _check(copy, fix=True)
    assert all_files(copy.root) == before
    no_card = "and has no card: a slip, or somebody who is yet to write one"
    assert [(one.path, one.what, one.kind) for one in found] == [
        (first, f"nobody-here is named in it and in 1 other file, {no_card}", NOTE),
        (second, f"zorro is named in it, {no_card}", NOTE),
    ]


def test_what_was_brought_in_by_somebody_else_than_is_noted_is_only_worth_knowing(copy: Copy) -> None:
    path = "ideas/2026-11/y-000000000d/idea.md"
    put(copy.root, path, {"id": "000000000d", **IDEA, "by": ["erkan"], "noted_by": "ana"})
    put(copy.root, "people/ana.md", {"name": "Ana"})
    sync(copy.root)
    [problem] = _check(copy, fix=True)
    assert (problem.kind, problem.fixed) == (NOTE, False)
    assert problem.what == "it is credited to Erkan, but was brought in by Mavi"


def test_circles_are_found_in_one_pass_however_many_ways_lead_up() -> None:
    """Nine hundred ideas woven from nine hundred are asked once each for what they grew from, and a long way once."""
    asked: list[str] = []

    class Ways(dict[str, list[str]]):
        def __getitem__(self, name: str) -> list[str]:
            asked.append(name)
            return super().__getitem__(name)

    parents = [f"p{number}" for number in range(900)]
    woven = Ways({**{name: [] for name in parents}, **{f"w{number}": parents for number in range(900)}})
    assert _in_circles(woven) == set()
    assert len(asked) == len(woven)
    long = {str(number): [str(number + 1)] for number in range(12_000)}
    assert _in_circles(long) == set()
    assert _in_circles(long | {"12000": ["11998"], "alone": ["alone"], "beside": ["alone", "0"]}) == {
        *("11998", "11999", "12000", "alone"),
    }
