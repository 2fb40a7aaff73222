"""A sync beside git's own fetch, merge and push: a line of the table of `budgets.py`.

One repository in which a copy and another that shares with it meet again and again. Between two meetings each writes as
many new files, and both edit the same other ones. Before `cocreate sync` they change the very same line of these, so
that each is merged and each leaves a wording; before git's own commands they change lines that lie apart, so that git
brings them together alone. On both sides a measured run begins with the new files and the edits in the working tree and
not committed: `git add` and `git commit` are part of git's own time, as committing is part of a sync's. Pairs are run
in turn, and the median of their ratios is told. A sync with nothing to do is set beside git's own fetch, look at
every file, and push.
"""

from __future__ import annotations

import glob
import os
import statistics
import subprocess
import sys
import time
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from make_workspace import BEGAN, PEOPLE

from cocreate.acts.begin import ATTRIBUTES
from cocreate.model.ids import id_from
from cocreate.workspace import journal
from cocreate.workspace.format.writing import document
from cocreate.workspace.paths import idea_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MEETINGS = 5
NEW = 1000
EDITED = 300


class Meeting:
    """Two copies of the workspace that was made at `root`, and a bare repository between them.

    Args:
        folder: an empty folder, for what is shared and for the other copy.
        root: the workspace; it is made a repository.
        new: how many new files each side writes before a meeting.
        edited: how many files both sides edit before it.
    """

    def __init__(self, folder: str, root: str, new: int = NEW, edited: int = EDITED) -> None:
        self._here, self._there, self._shared = root, f"{folder}/there", f"{folder}/shared.git"
        self._new, self._edited = new, edited
        self._round = 0
        with open(f"{root}/.gitattributes", "wb") as file:
            file.write(ATTRIBUTES)
        run(folder, "git", "init", "--quiet", "--bare", "--initial-branch=main", self._shared)
        run(root, "git", "init", "--quiet", "--initial-branch=main")
        self._commit(root)
        run(root, "git", "remote", "add", "origin", self._shared)
        run(root, "git", "push", "--quiet", "--set-upstream", "origin", "main")
        run(folder, "git", "clone", "--quiet", self._shared, self._there)
        for at in (self._here, self._there):
            _introduce(at)
        self._ideas = sorted(glob.glob("ideas/*/*/idea.md", root_dir=root))

    def written(self, *, apart: bool) -> None:
        """Write on both sides, and share what the other wrote; `apart` in lines that git can bring together."""
        self._round += 1
        for at, says in ((self._here, "here"), (self._there, "there")):
            for number in range(self._new):
                name = id_from(sha256(f"{says} {self._round} {number}".encode()).digest())
                self._write(at, *_new_idea(f"{says} {self._round}", number, name))
            start = (self._round * self._edited) % max(1, len(self._ideas) - self._edited)
            for path in self._ideas[start : start + self._edited]:
                self._write(at, path, self._changed(f"{at}/{path}", says, apart=apart))
        self._commit(self._there)
        run(self._there, "git", "push", "--quiet")

    def _changed(self, path: str, says: str, *, apart: bool) -> bytes:
        """The idea at `path` with another line: its last, or, `apart` from that, one of its first."""
        with open(path, encoding="utf-8") as file:
            lines = file.read().rstrip("\n").split("\n")
        changed = next(number for number, line in enumerate(lines) if line.startswith("state:"))
        if not apart or says == "there":
            changed = -1
        lines[changed] = f"{lines[changed]}, {says} {self._round}" if changed == -1 else "state: growing"
        return ("\n".join(lines) + "\n").encode()

    def _write(self, at: str, path: str, data: bytes) -> None:
        """Write a file as acts do: noted first, so that a sync knows whom to credit."""
        os.makedirs(os.path.dirname(f"{at}/{path}"), exist_ok=True)
        if at == self._here:
            journal.note(at, path, data, [PEOPLE[0]])
        with open(f"{at}/{path}", "wb") as file:
            file.write(data)

    def synced(self, command: list[str]) -> float:
        """Seconds that the sync `command` takes here."""
        return _seconds(lambda: run(self._here, *command))

    def merged_by_git(self) -> float:
        """Seconds that git's own commit, fetch, merge and push take here."""

        def merge() -> None:
            self._commit(self._here)
            run(self._here, "git", "fetch", "--quiet", "origin", "main")
            run(self._here, "git", "merge", "--quiet", "--no-edit", "FETCH_HEAD")
            run(self._here, "git", "push", "--quiet", "origin", "main")

        return _seconds(merge)

    def looked_at_by_git(self) -> float:
        """Seconds that git's own fetch, look at every file, and push take here where there is nothing to do."""

        def look() -> None:
            run(self._here, "git", "fetch", "--quiet", "origin", "main")
            run(self._here, "git", "status", "--porcelain")
            run(self._here, "git", "push", "--quiet", "origin", "main")

        return _seconds(look)

    def parted(self) -> None:
        """Bring the other copy up to date, and see that all is in step and clean."""
        run(self._there, "git", "pull", "--quiet", "--ff-only")
        heads = {run(at, "git", "rev-parse", "HEAD") for at in (self._here, self._there)}
        if len(heads) > 1 or run(self._here, "git", "status", "--porcelain"):
            sys.exit("The copies are not in step.")
        journal.forget(self._here, len(journal.notes(self._here)))

    def _commit(self, at: str) -> None:
        run(at, "git", "add", "--all")
        run(at, *_NAMED, "commit", "--quiet", "--message=written")


_NAMED = ("git", "-c", "user.name=Somebody", "-c", "user.email=somebody@example.org", "-c", "gc.auto=0")


def _introduce(at: str) -> None:
    """Tell git in the copy whose it is, and keep it from tidying up in the middle of a measurement."""
    for key, value in (("user.name", "Somebody"), ("user.email", "somebody@example.org"), ("gc.auto", "0")):
        run(at, "git", "config", key, value)


def _new_idea(says: str, number: int, name: str) -> tuple[str, bytes]:
    """The path and the content of an idea of its own."""
    title = f"Written {says} {number}"
    at = datetime.fromtimestamp(BEGAN.timestamp() + number, UTC)
    fields = {"id": name, "title": title, "state": "fresh", "by": [PEOPLE[0]], "at": at.isoformat()}
    return idea_path(title, name, at), document(fields, f"What stands in {name}.")


def run(at: str, *arguments: str) -> str:
    """What a program prints; it must do what it is asked."""
    unset = {"PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "COCREATE_WORKSPACE", "COCREATE_AS"}
    environ = {key: value for key, value in os.environ.items() if key not in unset}
    done = subprocess.run(arguments, cwd=at, env=environ, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(arguments)}: {done.stderr}{done.stdout}")
    return done.stdout


def _seconds(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


def in_step(folder: str, root: str, command: list[str]) -> Iterator[tuple[str, float, float, str]]:
    """What is measured when the workspace at `root` meets another copy, where `command` brings it in step."""
    meeting = Meeting(folder, root)
    pairs: list[tuple[float, float]] = []
    for number in range(MEETINGS + 1):
        meeting.written(apart=False)
        ours = meeting.synced(command)
        meeting.parted()
        meeting.written(apart=True)
        git = meeting.merged_by_git()
        meeting.parted()
        if number:  # the first of each is there to warm up
            pairs.append((ours, git))
    name = f"sync, {NEW} new files and {EDITED} edited ones on both sides"
    yield name, statistics.median(ours / git for ours, git in pairs), 2, "x"
    nothing = [(meeting.synced(command), meeting.looked_at_by_git()) for _time in range(MEETINGS)]
    yield "sync with nothing to do", statistics.median(ours / git for ours, git in nothing), 2, "x"


if __name__ == "__main__":
    import tempfile

    from make_workspace import Maker

    with tempfile.TemporaryDirectory() as made:
        os.makedirs(f"{made}/full")
        Maker(f"{made}/full", int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, 3).make()
        os.makedirs(f"{made}/meeting")
        for line in in_step(f"{made}/meeting", f"{made}/full", [sys.executable, "-m", "cocreate", "sync"]):
            print(*line)
