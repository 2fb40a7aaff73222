"""Copies: how one begins, where it is shared, whose settings count, what a pull by hand that stopped leaves."""

from pathlib import Path

import pytest

from cocreate.acts.begin import begin_workspace
from cocreate.model.errors import Refused
from cocreate.model.hints import Hint
from cocreate.sync.cloning import clone
from cocreate.sync.git import make_repository
from cocreate.sync.placing import share_at
from cocreate.sync.syncing import sync
from tests.conftest import collected
from tests.sync.clones import Copy, drained, git, message, shared
from tests.sync.test_kept import deletes, has, pictures
from tests.sync.test_no_text import OURS, THEIRS
from tests.sync.test_syncing import sync_locally


@pytest.fixture
def two(tmp_path: Path) -> list[Copy]:
    return shared(tmp_path, "mavi", "erkan")


def log(copy: Copy, *more: str) -> list[str]:
    return copy.git("log", "--format=%an <%ae>|%s", *more).splitlines()


@pytest.fixture
def alone(workspace: str) -> Copy:
    make_repository(workspace)
    return Copy(Path(workspace), "mavi")


def test_a_copy_that_was_made_from_a_shared_place_is_not_moved_elsewhere(alone: Copy, tmp_path: Path) -> None:
    share_at(alone.root, str(tmp_path / "place"))
    alone.syncs()
    for name in ("origin", "elsewhere"):
        git(tmp_path, "clone", "--quiet", f"--origin={name}", str(tmp_path / "place"), str(tmp_path / name))
        before = git(tmp_path / name, "config", "--list")
        with pytest.raises(Refused, match=r"shared already, at .*/place") as refused:
            share_at(str(tmp_path / name), str(tmp_path / "other"))
        assert refused.value.hint == Hint("move-there", str(tmp_path / "other"))
        assert git(tmp_path / name, "config", "--list") == before
    assert not (tmp_path / "other").exists()


def test_a_folder_that_is_not_there_becomes_the_place_to_share_at(alone: Copy, tmp_path: Path) -> None:
    alone.catches("Cup library")
    share_at(alone.root, str(tmp_path / "new/place"))
    assert alone.syncs().sent > 0
    root = clone(str(tmp_path / "new/place"), str(tmp_path / "copy"))
    assert [idea.title for idea in collected(root).ideas.values()] == ["Cup library"]


def test_what_is_shared_already_is_not_shared_elsewhere_by_a_slip(two: list[Copy], tmp_path: Path) -> None:
    with pytest.raises(Refused, match="shared already"):
        share_at(two[0].root, str(tmp_path / "other"))
    with pytest.raises(Refused, match="no place to share at"):
        share_at(two[0].root, "ext::sh -c true")


def test_a_place_that_names_another_branch_is_joined_and_stays_in_step(alone: Copy, tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=master", "place")
    share_at(alone.root, str(tmp_path / "place"))
    alone.syncs()
    other = Copy(Path(clone(str(tmp_path / "place"), str(tmp_path / "copy"))), "erkan")
    other.catches("From the other side")
    assert other.syncs().state == "in-step"
    assert alone.syncs().received == 1


def test_what_brings_histories_together_is_by_whoever_wrote_last_where_git_knows_nobody(
    two: list[Copy], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    mavi, erkan = two
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    for key in ("user.name", "user.email"):
        erkan.git("config", "--unset", key)
    mavi.catches("One")
    mavi.syncs()
    erkan.catches("Two")
    assert erkan.syncs().state == "in-step"
    assert log(erkan, "-1")[0].startswith("Erkan <erkan@example.org>|Brought together")


def test_a_way_that_a_person_set_for_all_their_copies_is_taken(
    two: list[Copy], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    mavi = two[0]
    bare = mavi.git("config", "remote.origin.url").strip()
    way = tmp_path / "way"
    way.write_text(f'#!/bin/sh\ntouch {tmp_path}/went\nshift\nexec sh -c "$*"\n')
    way.chmod(0o755)
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("GIT_SSH", "GIT_SSH_COMMAND"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / ".gitconfig").write_text(f"[core]\n\tsshCommand = {way}\n[safe]\n\tdirectory = *\n")
    mavi.git("config", "remote.origin.url", f"ssh://elsewhere{bare}")
    mavi.git("config", "core.sshCommand", f"touch {tmp_path}/harm;")
    mavi.catches("One")
    assert mavi.syncs().state == "in-step"
    assert (tmp_path / "went").exists()
    assert not (tmp_path / "harm").exists()


def test_a_workspace_in_a_repository_that_ignores_it_gets_a_history_of_its_own(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    (tmp_path / ".gitignore").write_text("ours/\n")
    for name in ("ours", "theirs"):
        begin_workspace(str(tmp_path / name), "Teambase")
        make_repository(str(tmp_path / name))
    assert (tmp_path / "ours/.git").exists()
    assert not (tmp_path / "theirs/.git").exists()


def test_a_workspace_that_was_moved_away_is_told_so(tmp_path: Path) -> None:
    synced = sync(str(tmp_path / "gone"))
    assert synced.state == "blocked"
    assert message(synced).startswith(f"{tmp_path}/gone is not there any more.")


def test_a_pull_by_hand_that_stopped_keeps_what_was_answered_and_what_is_no_text(two: list[Copy]) -> None:
    mavi, erkan = two
    idea = mavi.catches("Cup library")
    mavi.write("commons/picture.png", "\0")
    drained(two)
    deletes(mavi, idea)
    answer = erkan.says(idea.id, "I would lend mine")
    for copy, data in ((mavi, THEIRS), (erkan, OURS)):
        Path(copy.root, "commons/picture.png").write_bytes(data)
    mavi.syncs()
    sync_locally(erkan)
    erkan.git("pull", "--quiet", "--no-rebase", fine=(1,))
    assert erkan.syncs().state == "in-step"
    drained(two)
    assert has(mavi, idea, answer)
    assert pictures(mavi) == {OURS, THEIRS}
