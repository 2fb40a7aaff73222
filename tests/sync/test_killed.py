"""A sync that is killed, at any point: the next one brings the copy in step, and nothing is lost or half.

`COCREATE_KILLS=1000 pytest tests/sync/test_killed.py` tries as many in the middle of a git, at moments of chance.
"""

import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from cocreate.sync import leftovers, syncing
from cocreate.sync.git import Git
from cocreate.sync.syncing import sync
from cocreate.workspace import files
from tests.sync.clones import Copy, drained, git, message, shared

KILLS = int(os.environ.get("COCREATE_KILLS", "24"))
CALLS = 30
"""So many processes at most the sync starts that is killed here (`test_counts`)."""

WRITING = ["update-index", "fast-import", "update-ref", "fetch", "read-tree", "merge", "push"]

LONG = "a line that is there to fill the file\n" * 2000
CAUGHT = ["Mavi's own", "Erkan's own", *(f"New {number}" for number in range(8))]
WRITTEN = ["mavi was here", "erkan was here", *(f"changed {number}" for number in range(8)), *CAUGHT]

PATIENCE = 60.0
"""Seconds in which a git that was killed, and all that it began, is over."""


@pytest.fixture(scope="module")
def meeting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two copies that both edited; Erkan shared, Mavi did not yet: the next sync of hers commits, merges and sends."""
    folder = tmp_path_factory.mktemp("meeting") / "work"
    folder.mkdir()
    mavi, erkan = shared(folder, "mavi", "erkan")
    idea = mavi.catches("Cup library", "one")
    others = [mavi.catches(f"Other {number}", "before") for number in range(8)]
    drained([mavi, erkan])
    mavi.catches("Mavi's own")
    mavi.changes(idea.id, body="mavi was here")
    erkan.catches("Erkan's own")
    erkan.changes(idea.id, body="erkan was here")
    for number, other in enumerate(others):
        erkan.changes(other.id, body=f"before\n\n{LONG}\nchanged {number}")
        erkan.catches(f"New {number}", LONG)
    assert erkan.syncs().state == "in-step"
    shutil.copytree(folder, folder.parent / "as-it-was")
    return folder


@pytest.fixture
def two(meeting: Path) -> Iterator[list[Copy]]:
    """Both, as they were before."""
    shutil.rmtree(meeting, ignore_errors=True)
    shutil.copytree(meeting.parent / "as-it-was", meeting)
    yield [Copy(meeting / person, person) for person in ("mavi", "erkan")]
    shutil.rmtree(meeting, ignore_errors=True)


def in_a_process_that_dies(do: Callable[[], object]) -> int:
    """Run `do` in a process of its own; the signal that ended it, 0 where it came to its end."""
    process = os.fork()
    if not process:
        try:
            do()
        finally:
            os._exit(0)
    return os.waitpid(process, 0)[1]


def killed_at(root: str, is_it: Callable[[int, Sequence[str]], bool], after: float | None) -> int:
    """Sync, and die before git is started for what `is_it`, or so many seconds after that, git and all."""
    start, asked = Git._start, list[Sequence[str]]()

    def dying(self: Git, arguments: Sequence[str]) -> "subprocess.Popen[bytes]":
        asked.append(arguments)
        if not is_it(len(asked), arguments):
            return start(self, arguments)
        if after is not None:
            pid = os.getpid()
            process = start(self, arguments)
            if not os.fork():  # somebody else has to do it: this one goes on to talk with git
                time.sleep(after)
                os.kill(pid, signal.SIGSTOP)  # what comes after must meet neither of them
                with suppress(ProcessLookupError):  # it came to its end already
                    os.killpg(process.pid, signal.SIGKILL)
                os.kill(pid, signal.SIGKILL)
                os._exit(0)
            return process
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError

    def run() -> None:
        Git._start = dying  # type: ignore[method-assign]
        sync(root)

    return in_a_process_that_dies(run)


def locks_grow_old(folder: str) -> None:
    """Let a minute pass for what the crash left."""
    for at, _folders, names in os.walk(folder):
        for name in names:
            if name.endswith(".lock") and f"{at}/{name}" != f"{folder}/.git/cocreate.lock":  # which no crash leaves
                os.utime(f"{at}/{name}", (0, 0))


def wait_for_what_git_began(folder: str) -> None:
    """Let end what a killed git had begun elsewhere, such as at the place: it may still take a lock."""
    until = time.monotonic() + PATIENCE
    while any(_is_git_in(folder, process) for process in os.listdir("/proc") if process.isdigit()):
        assert time.monotonic() < until, "a git that does not end"
        time.sleep(0.02)


def _is_git_in(folder: str, process: str) -> bool:
    with suppress(OSError):
        at = os.readlink(f"/proc/{process}/cwd")
        return at.startswith(folder) and Path(f"/proc/{process}/comm").read_text(errors="replace").startswith("git")
    return False


def nothing_is_lost(two: list[Copy]) -> None:
    """The next sync brings all in step, and all of it is there, whole, and credited to whoever wrote it."""
    mavi, erkan = two
    if Path("/proc").is_dir():
        wait_for_what_git_began(str(Path(mavi.root).resolve().parent))
    locks_grow_old(mavi.root)
    Path(mavi.root, "../shared.git/refs/heads/main.lock").unlink(missing_ok=True)  # whoever runs that place does so
    for copy in two:
        synced = copy.syncs()
        assert synced.state == "in-step", message(synced)
        assert copy.git("status", "--porcelain") == ""
    assert mavi.git("rev-parse", "HEAD") == erkan.git("rev-parse", "HEAD")
    assert mavi.files() == erkan.files()
    mavi.git("fsck", "--strict", "--no-dangling")
    said = "\n".join(data.decode() for data in erkan.files().values())
    assert [words for words in WRITTEN if words not in said] == []
    assert said.count(LONG) == 16
    assert len(mavi.collection.contributions) == 1, "one wording, of the words that met"
    authors = {name: erkan.git("log", "--no-merges", "--format=%an", "--", erkan.finds(name).path) for name in CAUGHT}
    assert {name: author.split() for name, author in authors.items()} == {
        name: ["Mavi" if name.startswith("Mavi") else "Erkan"] for name in CAUGHT
    }
    left = [name for name in os.listdir(f"{mavi.root}/.git") if name.startswith("cocreate-") or "landing" in name]
    assert left == []


@pytest.mark.parametrize("call", range(1, CALLS + 1))
def test_killed_before_any_call_of_git(two: list[Copy], call: int) -> None:
    killed = killed_at(two[0].root, lambda number, _asked: number == call, None)
    assert killed == signal.SIGKILL or call > CALLS - 5
    nothing_is_lost(two)


def test_no_call_of_git_is_left_out(two: list[Copy]) -> None:
    assert killed_at(two[0].root, lambda number, _asked: number > CALLS, None) == 0


@pytest.mark.parametrize("seed", range(KILLS))
def test_killed_in_the_middle_of_git(two: list[Copy], seed: int) -> None:
    dice = random.Random(seed)
    what, skipped = WRITING[seed % len(WRITING)], dice.randint(0, 1)
    seen = []

    def is_it(_number: int, asked: Sequence[str]) -> bool:
        seen.extend([asked] * (what in asked))
        return what in asked and len(seen) > skipped

    killed_at(two[0].root, is_it, dice.choice([0.0005, 0.001, 0.002, 0.003, 0.004, 0.006, 0.01, 0.02]))
    nothing_is_lost(two)


# A landing that stopped


def half_landed(mavi: Copy, monkeypatch: pytest.MonkeyPatch, land: Callable[[str, str], None]) -> str:
    """Let a sync of Mavi's come to the landing, and do `land` in its place, with what was here and what comes."""

    def dying(_here: object, ours: str, commit: str) -> bool:
        Path(mavi.root, ".git/cocreate.landing").write_text(f"{ours} {commit}\n")
        land(ours, commit)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(syncing.landing, "land", dying)
        with pytest.raises(KeyboardInterrupt):
            mavi.syncs()
    return mavi.git("rev-parse", "HEAD").strip()


def test_files_that_were_half_written_are_put_back(two: list[Copy], monkeypatch: pytest.MonkeyPatch) -> None:
    mavi = two[0]

    def land(ours: str, commit: str) -> None:
        paths = mavi.git("diff", "--name-only", "--no-renames", ours, commit).split()
        for number, path in enumerate(paths):
            data = mavi.git("show", f"{commit}:{path}")
            if number % 4 == 0:
                Path(mavi.root, path).unlink(missing_ok=True)
            elif number % 4 < 3:
                mavi.write(path, data[: (len(data) // 2, len(data))[number % 2]])

    half_landed(mavi, monkeypatch, land)
    nothing_is_lost(two)


def test_what_was_saved_since_is_kept(two: list[Copy], monkeypatch: pytest.MonkeyPatch) -> None:
    mavi = two[0]
    path = mavi.finds("Other 3").path

    def land(_ours: str, commit: str) -> None:
        mavi.write(path, mavi.git("show", f"{commit}:{path}").replace("before", "saved since"))

    half_landed(mavi, monkeypatch, land)
    assert mavi.syncs().state == "in-step"
    said = "\n".join(data.decode() for data in mavi.files().values())
    assert [words for words in [*WRITTEN, "saved since"] if words not in said] == []


def test_a_landing_of_which_only_the_branch_is_missing_is_ended(
    two: list[Copy], monkeypatch: pytest.MonkeyPatch
) -> None:
    mavi = two[0]
    landed = []

    def land(ours: str, commit: str) -> None:
        mavi.git("status")  # so that git knows of each file again that it is as it was
        mavi.git("read-tree", "-m", "-u", ours, commit)
        landed.append(commit)

    half_landed(mavi, monkeypatch, land)
    nothing_is_lost(two)
    assert mavi.git("merge-base", "--is-ancestor", landed[0], "HEAD") == ""


def test_what_a_killed_command_left_half_written_goes_with_a_sync_of_another_day(
    two: list[Copy], monkeypatch: pytest.MonkeyPatch
) -> None:
    mavi = two[0]
    idea = next(iter(mavi.collection.ideas.values()))
    folder = Path(mavi.root, idea.path).parent

    def die() -> None:
        monkeypatch.setattr(os, "fsync", lambda _handle: os.kill(os.getpid(), signal.SIGKILL))
        files.replace(mavi.root, idea.path, b"half")

    assert in_a_process_that_dies(die) == signal.SIGKILL
    (begun,) = folder.glob(".*")
    of_another = folder / ".idea.md.tmp"
    of_another.touch()
    mavi.syncs()
    assert begun.exists()
    for file in (begun, of_another):
        os.utime(file, (0, 0))
    assert mavi.syncs().state == "in-step"
    assert (begun.exists(), of_another.exists(), (folder / "idea.md").exists()) == (False, True, True)


# Locks


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leftovers, "PATIENCE", 0.1)


LOCKS = [
    "index.lock",
    "HEAD.lock",
    "ORIG_HEAD.lock",
    "refs/heads/main.lock",
    "refs/cocreate/origin/main.lock",
    "packed-refs.lock",
]


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_that_a_crash_left_is_cleared_after_a_minute(two: list[Copy], lock: str) -> None:
    file = Path(two[0].root, ".git", lock)
    file.touch()
    synced = two[0].syncs()
    assert (synced.state, file.exists()) == ("blocked", True)
    assert "at work in the history of this copy, or was stopped" in message(synced)
    nothing_is_lost(two)
    assert not file.exists()


@pytest.mark.usefixtures("impatient")
def test_a_lock_is_left_alone_while_git_is_at_work(two: list[Copy]) -> None:
    mavi = two[0]
    file = Path(mavi.root, ".git/index.lock")
    file.touch()
    os.utime(file, (0, 0))
    with subprocess.Popen(["git", "cat-file", "--batch"], cwd=mavi.root, stdin=subprocess.PIPE) as working:
        assert mavi.syncs().state == "blocked"
        assert file.exists()
        working.kill()
    nothing_is_lost(two)


def test_a_git_that_is_done_in_a_moment_is_waited_for(two: list[Copy]) -> None:
    file = Path(two[0].root, ".git/index.lock")
    file.touch()
    with subprocess.Popen(["sh", "-c", f"sleep 0.3; rm '{file}'"]):
        assert two[0].syncs().state == "in-step"


def test_a_killed_sync_holds_nothing(two: list[Copy], monkeypatch: pytest.MonkeyPatch) -> None:
    def die_with_the_lock() -> None:
        with syncing._locked(two[0].root):
            os.kill(os.getpid(), signal.SIGKILL)

    assert in_a_process_that_dies(die_with_the_lock) == signal.SIGKILL
    monkeypatch.setattr(syncing, "PATIENCE", 0.5)
    assert two[0].syncs().state == "in-step"


# Copies without the older part of the history


def test_a_copy_without_the_older_history_gets_it(two: list[Copy], meeting: Path) -> None:
    git(meeting, "clone", "--quiet", "--depth", "1", f"file://{meeting}/shared.git", str(meeting / "ana"))
    ana = Copy(meeting / "ana", "ana")
    assert ana.git("rev-list", "--count", "HEAD").strip() == "1"
    ana.write("commons/ana.txt", "Ana's own\n")
    two[0].syncs()
    assert ana.syncs().state == "in-step"
    assert ana.git("rev-parse", "--is-shallow-repository").strip() == "false"
    drained([*two, ana])
    assert two[0].files()["commons/ana.txt"] == b"Ana's own\n"
