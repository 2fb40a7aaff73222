"""What one copy deletes while another goes on from it stays."""

import os
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from cocreate.acts.projects import spin_off, start_project
from cocreate.acts.undo import last_done, take_back
from cocreate.acts.weave import weave
from cocreate.model.items import Idea, Item
from cocreate.model.references import references
from cocreate.sync.copies import copy_at
from cocreate.sync.git import Git
from cocreate.sync.merging import join
from tests.sync.clones import Copy, drained, shared
from tests.sync.test_syncing import sync_locally


@pytest.fixture
def two(tmp_path: Path) -> list[Copy]:
    return shared(tmp_path, "mavi", "erkan")


def deletes(copy: Copy, *items: Item) -> None:
    """Take the files out by hand."""
    for item in items:
        os.unlink(f"{copy.root}/{item.path}")


def moves(copy: Copy, idea: Idea) -> Idea:
    """Move the idea's folder by hand, and what is in it."""
    folder = os.path.dirname(f"{copy.root}/{idea.path}")
    os.rename(folder, folder.replace("cup-library", "moved"))
    found = copy.finds("Cup library")
    assert isinstance(found, Idea)
    return found


def has(copy: Copy, *items: Item) -> bool:
    """Whether the items are there, to the byte as they were."""
    return all(copy.collection.get(item.id) == item for item in items)


def pictures(copy: Copy) -> set[bytes]:
    """The content of every picture."""
    return {data for path, data in copy.files().items() if path.endswith(".png")}


def dangling(copy: Copy) -> list[tuple[str, str]]:
    """The paths of what refers to something that is not there, with the ids."""
    there = copy.collection
    return [(item.path, name) for item in there.items() for _key, name in references(item) if not there.get(name)]


def in_order(two: list[Copy], *, answer_first: bool) -> None:
    """Both share what they did, mavi's deletion or erkan's answer first."""
    mavi, erkan = two
    first, second = (erkan, mavi) if answer_first else (mavi, erkan)
    assert first.syncs().state == second.syncs().state == "in-step"
    drained(two)
    assert dangling(mavi) == []


# What was answered


ANSWERS: dict[str, Callable[[Copy, Idea], object]] = {
    "says": lambda copy, idea: copy.says(idea.id, "I would lend mine"),
    "weaves": lambda copy, idea: weave(copy.root, copy.voice(), [idea, copy.catches("Hooks")], "Both"),
    "spins off": lambda copy, idea: spin_off(copy.root, copy.voice(), [idea], "Cups", "Fewer cups are thrown away"),
}


@pytest.mark.parametrize("answer_first", [False, True])
@pytest.mark.parametrize("answers", ANSWERS.values(), ids=ANSWERS)
def test_an_idea_that_somebody_went_on_from_stays(
    two: list[Copy], answers: Callable[[Copy, Idea], object], *, answer_first: bool
) -> None:
    mavi, erkan = two
    idea = mavi.catches("Cup library")
    drained(two)
    deletes(mavi, idea)
    answers(erkan, idea)
    in_order(two, answer_first=answer_first)
    assert mavi.finds("Cup library").id == idea.id


def joined(copy: Copy, ours: str, published: str) -> str:
    """The tree that comes of the two commits."""
    base = copy.git("merge-base", ours, published).strip()
    commit = join(copy_at(copy.root), ours, published, [base], {}).commit
    return copy.git("rev-parse", f"{commit}^{{tree}}").strip()


def heads(two: list[Copy]) -> tuple[str, str]:
    """What each has done since they were in step, as commits that mavi has."""
    mavi, erkan = two
    for copy in two:
        sync_locally(copy)
    mavi.git("fetch", "--quiet", erkan.root, "main")
    return mavi.git("rev-parse", "HEAD").strip(), erkan.git("rev-parse", "HEAD").strip()


def test_it_comes_to_the_same_whoever_shared_first(two: list[Copy]) -> None:
    mavi, erkan = two
    idea = mavi.catches("Cup library")
    question = mavi.says(idea.id, "How many?", "question")
    drained(two)
    deletes(mavi, idea, question)
    answer = erkan.says(question.id, "Twelve", "answer")
    one, other = heads(two)
    assert joined(mavi, one, other) == joined(mavi, other, one)
    drained(two)
    assert has(mavi, idea, question, answer)


def test_what_is_taken_back_while_somebody_answers_stays(two: list[Copy]) -> None:
    mavi, erkan = two
    idea = mavi.catches("Cup library")
    drained(two)
    take_back(mavi.root, mavi.voice(), mavi.collection, last_done(mavi.root, ["mavi"], mavi.collection))
    assert not mavi.collection.ideas
    answer = erkan.says(idea.id, "I would lend mine")
    in_order(two, answer_first=False)
    assert has(mavi, idea, answer)


@pytest.mark.parametrize("answer_first", [False, True])
@pytest.mark.parametrize("how", ["says", "changes"])
def test_an_idea_stays_taken_up_where_others_went_on_from_the_spin_off_that_was_taken_back(
    two: list[Copy], how: str, *, answer_first: bool
) -> None:
    mavi, erkan = two
    idea = mavi.catches("Cup library")
    addition = mavi.says(idea.id, "With names on them", "addition")
    drained(two)
    project = spin_off(mavi.root, mavi.voice(), [mavi.collection.ideas[idea.id]], "Cups", "Fewer cups are thrown away")
    drained(two)
    for _act in range(2):
        take_back(mavi.root, mavi.voice(), mavi.collection, last_done(mavi.root, ["mavi"], mavi.collection))
    assert mavi.collection.ideas[idea.id].state == "fresh"
    if how == "says":
        erkan.says(project.id, "I am in")
        erkan.says(addition.id, "Mine too")
    else:
        erkan.changes(project.id, title="All cups")
        erkan.changes(addition.id, body="With names in them")
    in_order(two, answer_first=answer_first)
    for copy in two:
        assert project.id in copy.collection.projects
        assert addition.id in copy.collection.contributions
        assert copy.collection.ideas[idea.id].state == "taken-up"


@pytest.mark.parametrize("answer_first", [False, True])
def test_an_idea_is_growing_where_only_the_addition_stands_again_and_rests_where_somebody_said_so(
    two: list[Copy], *, answer_first: bool
) -> None:
    mavi, erkan = two
    idea, other = mavi.catches("Cup library"), mavi.catches("Hooks")
    additions = [mavi.says(one.id, "With names on them", "addition") for one in (idea, other)]
    drained(two)
    for _act in additions:
        take_back(mavi.root, mavi.voice(), mavi.collection, last_done(mavi.root, ["mavi"], mavi.collection))
    mavi.changes(other.id, state="resting", because="no clay")
    for addition in additions:
        erkan.says(addition.id, "Mine too")
    in_order(two, answer_first=answer_first)
    for copy in two:
        assert [copy.collection.ideas[one.id].state for one in (idea, other)] == ["growing", "resting"]


@pytest.mark.parametrize("answer_first", [False, True])
def test_a_project_that_an_idea_comes_into_stays_with_what_it_grew_from(two: list[Copy], *, answer_first: bool) -> None:
    mavi, erkan = two
    idea, other = mavi.catches("Cup library"), mavi.catches("Hooks")
    project = spin_off(mavi.root, mavi.voice(), [idea], "Cups", "Fewer cups are thrown away")
    empty = start_project(mavi.root, mavi.voice(), "Plates", "Fewer plates are thrown away", people=["mavi"])
    drained(two)
    deletes(mavi, project, mavi.collection.ideas[idea.id], empty)
    erkan.changes(other.id, project=project.id)
    in_order(two, answer_first=answer_first)
    assert mavi.collection.ideas[other.id].project == project.id
    assert has(mavi, project)
    assert mavi.finds("Cup library").id == idea.id
    assert empty.id not in mavi.collection.projects, "nobody went on from it"


def test_what_stays_as_it_was_changed_keeps_what_it_refers_to(two: list[Copy]) -> None:
    mavi, erkan = two
    idea = mavi.catches("Cup library")
    said = mavi.says(idea.id, "Twelve")
    drained(two)
    deletes(mavi, idea, said)
    erkan.changes(said.id, body="Thirteen")
    in_order(two, answer_first=False)
    assert has(mavi, idea)
    assert [one.body for one in mavi.collection.thread(idea.id)] == ["Thirteen"]


def test_the_idea_in_whose_thread_something_new_is_stays(two: list[Copy]) -> None:
    mavi, erkan = two
    idea = mavi.catches("Cup library")
    question = mavi.says(idea.id, "How many?", "question")
    drained(two)
    deletes(mavi, idea)
    erkan.says(question.id, "Twelve", "answer")
    in_order(two, answer_first=False)
    assert has(mavi, idea)


def test_what_refers_to_it_for_long_does_not_keep_what_is_deleted(two: list[Copy]) -> None:
    mavi, erkan = two
    idea, other = mavi.catches("Cup library"), mavi.catches("Hooks")
    project = start_project(mavi.root, mavi.voice(), "Cups", "Fewer cups are thrown away", people=["mavi"])
    mavi.changes(other.id, project=project.id)
    drained(two)
    deletes(mavi, idea, project)
    mavi.changes(other.id, project="")
    erkan.changes(other.id, title="More hooks")
    erkan.catches("Spoons")
    in_order(two, answer_first=False)
    assert [one.title for one in mavi.collection.items() if isinstance(one, Idea)] == ["More hooks", "Spoons"]
    assert not mavi.collection.projects


def test_what_was_moved_is_not_there_twice(two: list[Copy]) -> None:
    mavi, erkan = two
    idea = mavi.catches("Cup library")
    drained(two)
    moved = moves(mavi, idea)
    answer = erkan.says(idea.id, "I would lend mine")
    in_order(two, answer_first=False)
    assert has(mavi, moved, answer)
    assert idea.path not in mavi.files()


def test_a_file_in_the_place_of_a_deleted_ones_folder_stays(two: list[Copy]) -> None:
    mavi, erkan = two
    idea = mavi.catches("Cup library")
    drained(two)
    deletes(mavi, idea)
    folder = Path(mavi.root, idea.path).parent
    folder.rmdir()
    folder.write_text("only a line now\n")
    weave(erkan.root, erkan.voice(), [idea, erkan.catches("Hooks")], "Both")
    for copy in (mavi, erkan):
        assert copy.syncs().state == "in-step"
    drained(two)
    assert Path(erkan.root, idea.path).parent.read_text() == "only a line now\n"


def test_what_cannot_be_read_is_passed_over(two: list[Copy]) -> None:
    mavi, erkan = two
    idea = mavi.catches("Cup library")
    mavi.write("ideas/2026-11/torn-0000000zzz/idea.md", "---\ntorn: [\n---\n")
    for copy in (mavi, erkan):
        copy.syncs()
    deletes(mavi, idea)
    os.unlink(f"{mavi.root}/ideas/2026-11/torn-0000000zzz/idea.md")
    answer = erkan.says(idea.id, "I would lend mine")
    erkan.write("commons/2026-11/torn.md", f"---\non: {idea.id}\n")
    for copy in (mavi, erkan, mavi):
        assert copy.syncs().state == "in-step"
    assert has(mavi, idea, answer)
    assert not os.path.exists(f"{mavi.root}/ideas/2026-11/torn-0000000zzz/idea.md")


def test_a_card_is_not_kept_by_who_is_named(two: list[Copy]) -> None:
    mavi, erkan = two
    os.unlink(f"{mavi.root}/people/erkan.md")
    mavi.catches("Hooks")
    idea = erkan.catches("Cup library")
    in_order(two, answer_first=False)
    assert idea.by == ("erkan",)
    assert "erkan" not in mavi.collection.people


def test_it_holds_in_a_workspace_that_is_a_folder_of_a_repository(tmp_path: Path) -> None:
    two = shared(tmp_path, "mavi", "erkan")
    for copy in two:  # all of it one folder deeper
        top = copy.root
        if copy is two[0]:
            (Path(top) / "team").mkdir()
            for name in ("workspace.md", "people"):
                copy.git("mv", name, f"team/{name}")
            copy.git("commit", "--quiet", "-m", "deeper")
            copy.git("push", "--quiet")
        else:
            copy.git("pull", "--quiet")
        copy.root = f"{top}/team"
    mavi, erkan = two
    idea = mavi.catches("Cup library")
    mavi.write("commons/picture.png", "\0")
    drained(two)
    deletes(mavi, idea)
    answer = erkan.says(idea.id, "I would lend mine")
    for copy in two:
        Path(copy.root, "commons/picture.png").write_bytes(copy.person.encode() + b"\0")
    in_order(two, answer_first=True)
    assert has(mavi, idea, answer)
    assert pictures(mavi) == {b"erkan\0", b"mavi\0"}


@pytest.mark.parametrize(("deleting", "adding"), [(False, True), (True, False), (True, True)])
def test_it_costs_one_question_and_only_where_it_may_be_needed(
    two: list[Copy], monkeypatch: pytest.MonkeyPatch, *, deleting: bool, adding: bool
) -> None:
    mavi, erkan = two
    idea = mavi.catches("Cup library")
    drained(two)
    if deleting:
        deletes(mavi, idea)
    else:
        mavi.catches("Hooks")
    mavi.syncs()
    if adding:
        erkan.says(idea.id, "I would lend mine")
    else:
        erkan.write("commons/note.txt", "no document\n")
    asked: list[str] = []
    start = Git._start

    def counting(self: Git, arguments: Sequence[str]) -> "subprocess.Popen[bytes]":
        if "GIT_INDEX_FILE" in self._environ:
            asked.append(arguments[0])
        return start(self, arguments)

    monkeypatch.setattr(Git, "_start", counting)
    assert erkan.syncs().state == "in-step"
    more = ["cat-file"] if deleting and adding else []
    assert asked == ["read-tree", "ls-files", "diff-index", *more, "fast-import"]
