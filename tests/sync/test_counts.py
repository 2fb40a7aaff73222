"""How many processes a sync starts: on a quick computer they are most of what it costs, on a slow one nearly all."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from cocreate.sync.git import Git
from tests.sync.clones import Copy, shared


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What git was asked, in one word each, as it happens."""
    asked: list[str] = []
    start = Git._start

    def counting(self: Git, arguments: Sequence[str]) -> "subprocess.Popen[bytes]":
        asked.append(next(word for word in arguments if not (word.startswith("-") or "=" in word)))
        return start(self, arguments)

    monkeypatch.setattr(Git, "_start", counting)
    return asked


@pytest.fixture
def two(tmp_path: Path) -> list[Copy]:
    return shared(tmp_path, "mavi", "erkan")


LOOKING = ["rev-parse", "status"]
RECEIVING = ["config", "fetch", "for-each-ref"]
COMMITTING = ["update-index", "diff-index", "config", "fast-import", "update-ref"]
SENDING = ["diff-tree", "push", "update-ref"]


def test_a_sync_with_nothing_to_do_starts_five(two: list[Copy], started: list[str]) -> None:
    two[0].syncs()
    assert started == [*LOOKING, *RECEIVING]


def test_a_sync_that_sends_an_idea_starts_fourteen(two: list[Copy], started: list[str]) -> None:
    two[0].catches("Cup library")
    two[0].syncs()
    assert started == [*LOOKING, *COMMITTING, *RECEIVING, "merge-base", *SENDING]


def test_it_is_two_more_for_hundreds_of_ideas(two: list[Copy], started: list[str]) -> None:
    for number in range(101):
        two[0].catches(f"Idea {number}")
    two[0].syncs()
    looked_at = [SENDING[0], "ls-tree", *SENDING[1:]]
    assert started == [*LOOKING, "fast-import", *COMMITTING, *RECEIVING, "merge-base", *looked_at]


def test_several_people_who_wrote_cost_no_more_than_one(two: list[Copy], started: list[str]) -> None:
    for person in ("mavi", "erkan", "noor"):
        two[0].person = person
        two[0].catches(f"Of {person}")
    two[0].syncs()
    assert len(started) == len(LOOKING + COMMITTING + RECEIVING + SENDING) + 1


def test_a_sync_that_merges_starts_thirty_at_most(two: list[Copy], started: list[str]) -> None:
    mavi, erkan = two
    ideas = [mavi.catches(f"Cup library {number}", "one") for number in range(20)]
    mavi.syncs()
    erkan.syncs()
    for idea in ideas:
        mavi.changes(idea.id, body="mavi")
        erkan.changes(idea.id, body="erkan")
    mavi.syncs()
    started.clear()
    assert erkan.syncs().merged == 20
    assert len(started) <= 30, started


def test_a_sync_of_what_is_shared_with_nobody_starts_three(two: list[Copy], started: list[str]) -> None:
    two[0].git("remote", "remove", "origin")
    two[0].syncs()
    assert started == [*LOOKING, "config"]
