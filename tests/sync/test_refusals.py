"""Places that say no, or are shared with nobody: their words are shown harmless, and everything written is kept."""

import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

import pytest

from cocreate.model.errors import CocreateError
from cocreate.sync.cloning import clone
from cocreate.sync.syncing import sync
from tests.sync.clones import Copy, git, message
from tests.sync.far import (
    SECONDS,
    another_copy,
    copied,
    impatient,
    listening,
    prepared,
    set_hook,
    then_all_is_well,
    tries,
)
from tests.sync.hostile import unfit


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepared(tmp_path_factory.mktemp("remotes"))


@pytest.fixture
def folder(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return copied(made, tmp_path, monkeypatch)


@pytest.fixture
def mavi(folder: Path) -> Copy:
    return Copy(folder / "mavi", "mavi")


# Refusals


@pytest.mark.parametrize("hook", ["pre-receive", "update"])
def test_what_a_place_says_when_it_refuses_is_shown_harmless(mavi: Copy, folder: Path, hook: str) -> None:
    set_hook(folder, hook, "printf 'not \\033[2Jtoday, \\342\\200\\256not found\\n' >&2; exit 1")
    tries(mavi, "blocked", "does not take it: not \ufffd[2Jtoday", "kept here")
    (folder / "shared.git/hooks" / hook).unlink()
    then_all_is_well(mavi)


def test_a_place_that_says_very_much_is_cut_short(mavi: Copy, folder: Path) -> None:
    set_hook(folder, "pre-receive", "head -c 3000000 /dev/zero | tr '\\0' x >&2; exit 1")
    tries(mavi, "blocked", "does not take it", "…")


def test_a_place_that_refuses_without_a_word(mavi: Copy, folder: Path) -> None:
    set_hook(folder, "pre-receive", "exit 1")
    tries(mavi, "blocked", "The shared place does not take it: ")
    assert message(mavi.syncs()).partition("does not take it: ")[2], "what git says of it"


@pytest.mark.parametrize(
    "words", ["Could not resolve host", "Authentication failed", "repository not found", "fatal: early EOF"]
)
def test_a_place_that_refuses_does_not_say_what_is_wrong_here(mavi: Copy, folder: Path, words: str) -> None:
    set_hook(folder, "pre-receive", f"echo '{words}' >&2; exit 1")
    tries(mavi, "blocked", f"does not take it: {words}")


def test_a_protected_branch(mavi: Copy, folder: Path) -> None:
    said = "GH006: Protected branch update failed for refs/heads/main."
    set_hook(folder, "update", f"echo 'error: {said}' >&2; exit 1")
    idea = mavi.catches("Cup library")
    synced = mavi.syncs()
    assert synced.state == "blocked"
    assert message(synced).startswith(f"The shared place does not take it: error: {said}")
    assert unfit(message(synced)) == ""
    assert mavi.finds("Cup library").id == idea.id


def test_a_place_that_refuses_what_is_forced_takes_what_is_not(mavi: Copy, folder: Path) -> None:
    git(folder / "shared.git", "config", "receive.denyNonFastForwards", "true")
    git(folder / "shared.git", "config", "receive.denyDeletes", "true")
    mavi.catches("Cup library")
    assert mavi.syncs().sent == 1


def test_a_copy_that_somebody_works_in_is_no_place_to_share_at(mavi: Copy, folder: Path) -> None:
    erkan = Copy(another_copy(folder), "erkan")
    mavi.git("remote", "set-url", "origin", erkan.root)
    before = erkan.files()
    tries(mavi, "blocked", "somebody's own copy", "git init --bare")
    assert erkan.files() == before
    then_all_is_well(mavi)


def test_a_place_that_was_moved_away(mavi: Copy, folder: Path) -> None:
    (folder / "shared.git").rename(folder / "moved.git")
    tries(mavi, "offline", f"not there now: {folder}/shared.git", "Yours is kept here", "tried again")
    (folder / "moved.git").rename(folder / "shared.git")
    then_all_is_well(mavi)


def test_a_drive_that_is_not_there_leaves_an_empty_folder(mavi: Copy, folder: Path) -> None:
    (folder / "shared.git").rename(folder / "away.git")
    (folder / "shared.git").mkdir()
    tries(mavi, "offline", f"not there now: {folder}/shared.git")
    assert list((folder / "shared.git").iterdir()) == []
    (folder / "shared.git").rmdir()
    (folder / "away.git").rename(folder / "shared.git")
    then_all_is_well(mavi)


def test_a_folder_with_something_else_is_no_shared_one(mavi: Copy, folder: Path) -> None:
    (folder / "shared.git").rename(folder / "away.git")
    (folder / "shared.git").mkdir()
    (folder / "shared.git/photo.jpg").write_bytes(b"x")
    tries(mavi, "blocked", "nothing where this copy is shared", "git -C", "remote -v")


def test_a_place_that_can_only_be_read(mavi: Copy, folder: Path) -> None:
    """The server of git's own lets nobody write unless it is told to."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
    command = ["git", "daemon", "--export-all", "--reuseaddr", "--listen=127.0.0.1", f"--port={port}"]
    server = subprocess.Popen(
        [*command, f"--base-path={folder}", "--informative-errors"], stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.05)
        mavi.git("remote", "set-url", "origin", f"git://127.0.0.1:{port}/shared.git")
        assert mavi.syncs().state == "in-step"
        tries(mavi, "blocked", "The shared place says no: ")
        assert message(mavi.syncs()).partition("says no: ")[2], "what the server says"
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
    then_all_is_well(mavi)


@pytest.mark.skipif(os.geteuid() == 0, reason="whoever may do everything may write everywhere")
def test_a_folder_that_cannot_be_written(mavi: Copy, folder: Path) -> None:
    objects = folder / "shared.git/objects"
    objects.chmod(0o555)
    try:
        tries(mavi, "blocked", "cannot be written")
    finally:
        objects.chmod(0o755)
    then_all_is_well(mavi)


@pytest.mark.skipif(os.geteuid() != 0, reason="only whoever may do everything can give a folder away")
def test_a_folder_of_somebody_else(mavi: Copy, folder: Path) -> None:
    os.chown(folder / "shared.git", 12345, 12345)
    tries(mavi, "blocked", "belongs to somebody else", "safe.directory")
    os.chown(folder / "shared.git", 0, 0)
    then_all_is_well(mavi)


# Not shared at all


def test_a_copy_that_is_shared_nowhere_keeps_everything(mavi: Copy) -> None:
    mavi.git("remote", "remove", "origin")
    tries(mavi, "not-shared", "Everything is kept")


def test_a_copy_that_does_not_say_where_it_is_shared(mavi: Copy) -> None:
    mavi.git("branch", "--unset-upstream")
    tries(mavi, "blocked", "not said yet", "git push --set-upstream origin main")
    mavi.git("branch", "--set-upstream-to=origin/main")
    then_all_is_well(mavi)


def test_a_shared_place_that_is_empty_again_is_filled(mavi: Copy, folder: Path) -> None:
    shutil.rmtree(folder / "shared.git")
    git(folder, "init", "--quiet", "--bare", "--initial-branch=main", "shared.git")
    mavi.catches("Cup library")
    assert sync(mavi.root).state == "in-step"
    assert "Cup library" in git(folder / "shared.git", "log", "-1", "--format=%s", "main")


def test_a_copy_of_a_place_that_is_empty_is_not_made(folder: Path) -> None:
    git(folder, "init", "--quiet", "--bare", "empty.git")
    with pytest.raises(CocreateError, match="Nothing is shared"):
        clone(str(folder / "empty.git"), str(folder / "joined"))
    assert not (folder / "joined").exists()


def test_a_copy_from_a_silent_place_is_given_up(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    impatient(monkeypatch, 0.5)
    with listening(lambda _connection: None) as port, pytest.raises(CocreateError) as failed:
        clone(f"git://127.0.0.1:{port}/shared.git", str(folder / "joined"))
    assert "does not answer" in failed.value.message
    assert "try again" in failed.value.hint
    assert not (folder / "joined").exists()
