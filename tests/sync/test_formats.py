"""A workspace in a format of a later day, or whose mark is broken: it is read, and what cannot be written is said."""

import os
from pathlib import Path

import pytest

from cocreate.model.errors import Refused
from tests.cli.conftest import process
from tests.sync.clones import Copy, drained, git, message, shared
from tests.sync.hostile import unfit

NEWER = "---\nformat: '2'\ncalled: Teambase\n---\n"


@pytest.fixture
def two(tmp_path: Path) -> list[Copy]:
    return shared(tmp_path, "mavi", "erkan")


def test_what_is_in_a_later_format_is_read_and_not_written(two: list[Copy]) -> None:
    mavi = two[0]
    idea = mavi.catches("Cup library", "A shelf.")
    said = mavi.says(idea.id, "Yes")
    mavi.write("workspace.md", NEWER)
    for command in (["list", "ideas"], ["show", idea.id], ["search", "cup"], ["history", idea.id]):
        ran = process(*command, cwd=mavi.root, COCREATE_AS="mavi")
        assert ran.code == 0, ran.err
        assert "workspace.md: it is in format 2, which this program can read and not write" in ran.err
    assert "Cup library" in process("list", "ideas", cwd=mavi.root).out
    before = mavi.files()
    for command in (
        ["idea", "Another"],
        ["say", idea.id, "No"],
        ["edit", idea.id, "--set", "title=Mugs"],
        ["person", "noor", "--name", "Noor"],
        ["undo"],
    ):
        ran = process(*command, cwd=mavi.root, COCREATE_AS="mavi")
        assert ran.code == 1, command
        assert "in format 2, which this program can read and not write. A newer cocreate can." in ran.err.replace(
            "\n", " "
        )
    assert mavi.files() == before
    with pytest.raises(Refused):
        mavi.changes(said.id, body="No")


def test_what_all_have_in_a_later_format_is_not_brought_together_by_the_rules_of_this_one(two: list[Copy]) -> None:
    mavi, erkan = two
    erkan.catches("Cup library")
    for copy in two:
        copy.write("workspace.md", NEWER)
    mavi.git("commit", "--quiet", "--all", "-m", "by a newer program")
    mavi.git("push", "--quiet")
    synced = erkan.syncs()
    assert synced.state == "blocked"
    assert "later day. A newer cocreate can take it over" in message(synced)
    mavi.git("fetch", "--quiet", "origin", "main:refs/cocreate/origin/main")
    head = mavi.git("rev-parse", "HEAD")
    synced = mavi.syncs()
    assert synced.state == "blocked"
    assert "in format 2, which this program can read and not write" in message(synced)
    assert unfit(message(synced)) == ""
    assert mavi.git("rev-parse", "HEAD") == head


def test_a_broken_mark_keeps_nobody_from_reading_and_writing(two: list[Copy]) -> None:
    mavi, erkan = two
    idea = mavi.catches("Cup library")
    mavi.write("workspace.md", "garbage\n")
    assert process("say", idea.id, "Yes", cwd=mavi.root, COCREATE_AS="mavi").code == 0
    assert "Cup library" in process("list", "ideas", cwd=mavi.root).out
    synced = mavi.syncs()
    assert (synced.sent, synced.left) == (2, ("workspace.md",))
    assert erkan.syncs().received == 2
    mavi.git("checkout", "--quiet", "--", "workspace.md")
    drained(two)


def test_a_workspace_whose_mark_is_broken_there_is_not_joined_without_a_word(two: list[Copy], tmp_path: Path) -> None:
    for words, said in ((NEWER, "later day"), ("garbage\n", "without it there is no workspace")):
        two[0].write("workspace.md", words)
        two[0].git("commit", "--quiet", "--all", "-m", "by hand")
        two[0].git("push", "--quiet")
        ran = process("join", f"{tmp_path}/shared.git", "copy", cwd=str(tmp_path))
        assert ran.code == 1
        assert said in ran.err
        assert not os.path.lexists(tmp_path / "copy")
    assert git(tmp_path / "shared.git", "rev-list", "--count", "main")
