"""What sync may find under way: locks that a crash left, a pull by hand that stopped, other work begun with git."""

import os
import shutil
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Final

from cocreate.locale import _
from cocreate.sync import gate
from cocreate.sync.commits import as_author, own_signature
from cocreate.sync.git import Git
from cocreate.sync.here import Here
from cocreate.sync.merging import PRIVATE, join
from cocreate.sync.refusals import Blocked
from cocreate.workspace.documents import has_marks_of_conflict

STALE: Final = 60.0
"""Seconds after which a lock of git's counts as left by a crash, if no git is at work in the repository."""

PATIENCE: Final = 2.0
"""Seconds to wait for a lock that is younger: whatever holds it is mostly done within a few milliseconds."""

_LOCKS: Final = ("index.lock", "HEAD.lock", "config.lock", "packed-refs.lock", "shallow.lock")
_REFS: Final = ("refs/cocreate", "refs/worktree", "refs/remotes")
_FINISHES: Final = "cocreate.finishes"
"""Names the commit of a pull that is being finished: a crash between its files and its commit is known again by it."""

_UNDER_WAY: Final = (
    ("rebase-merge", "rebase"),
    ("rebase-apply", "rebase"),
    ("CHERRY_PICK_HEAD", "cherry-pick"),
    ("REVERT_HEAD", "revert"),
    ("BISECT_LOG", "bisect"),
    ("MERGE_HEAD", "merge"),
)


def under_way(here: Here) -> str:
    """A sentence about what somebody has begun with git and not finished; empty where there is nothing."""
    for name, what in _UNDER_WAY:
        if os.path.lexists(f"{here.folder}/{name}"):
            return _("Something that was begun by hand is not finished: git {what}").format(what=what)
    return ""


def clear_what_a_crash_left(here: Here) -> None:
    """Take away what is left of a sync, or of a git, that was stopped in the middle. Call it under the sync lock.

    A lock counts as left when it is older than `STALE`, while no git is at work.

    Raises:
        Blocked: a lock is there that may still be held.
    """
    for name in os.listdir(here.folder):
        if name.startswith(PRIVATE):
            shutil.rmtree(f"{here.folder}/{name}", ignore_errors=True)
    until = time.monotonic() + PATIENCE
    while any(not _cleared(lock, here) for lock in _locks(here)):
        if time.monotonic() > until:
            raise Blocked(
                _("Something else is at work in the history of this copy, or was stopped in the middle of it."),
                _("Nothing is lost. Try again in a minute."),
            )
        time.sleep(0.02)


def _locks(here: Here) -> list[str]:
    """The locks that are there, of those that would keep a sync from its work."""
    folders = dict.fromkeys([here.folder, here.common])
    names = [*_LOCKS, f"{here.branch}.lock"]
    found = [lock for folder in folders for name in names if os.path.lexists(lock := f"{folder}/{name}")]
    for refs in (f"{folder}/{refs}" for folder in folders for refs in _REFS):
        for at, _folders, inside in os.walk(refs):
            found += [f"{at}/{name}" for name in inside if name.endswith(".lock")]
    return found


def _cleared(lock: str, here: Here) -> bool:
    """Whether `lock` is there no more, be it because it was left long ago and nobody holds it."""
    try:
        if time.time() - os.lstat(lock).st_mtime < STALE or _is_at_work(here):
            return False
        os.unlink(lock)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True


def _is_at_work(where: Here) -> bool:
    """Whether a process called git is at work in the repository."""
    tops = (where.top.at, where.folder, where.common)
    try:
        processes = [name for name in os.listdir("/proc") if name.isdigit()]
    except OSError:
        return False
    for process in processes:
        with suppress(OSError):
            with open(f"/proc/{process}/comm", encoding="utf-8", errors="replace") as comm:
                if not comm.read().startswith("git"):
                    continue
            here = os.readlink(f"/proc/{process}/cwd")
            if here in tops or here.startswith(tuple(f"{top}/" for top in tops)):
                return True
    return False


def finish_pull(here: Here, people: Callable[[], Mapping[str, str]]) -> None:
    """Finish a pull by hand that stopped in a conflict, where all of the conflict is inside the workspace.

    By the rules of every merge, from what both sides had. A file that somebody has brought together by hand meanwhile
    stays as it is; where a hand has only begun, all of it is left to that hand.

    Args:
        here: this copy.
        people: gives the slugs of people by their addresses.
    """
    if not os.path.lexists(f"{here.folder}/MERGE_HEAD"):
        return
    top, prefix = here.top, here.prefix
    published = top.line("rev-parse", "--verify", "--quiet", "MERGE_HEAD", fine=(0, 1))
    apart = _apart(top) if published else {}
    begun = f"{here.folder}/{_FINISHES}"
    if published and not apart and _said(begun) == published:  # a crash came between the files and the commit
        _finish(top, begun)
        return
    if not apart or not all(path.startswith(prefix) for path in apart):
        return
    ours = top.line("rev-parse", "HEAD")
    bases = top.line("merge-base", "--all", ours, published, fine=(0, 1)).split()
    gate.check_incoming(top, prefix, bases[0] if bases else top.line("mktree"), published)
    joined = join(here, ours, published, bases, people())
    by_hand = [path for path, stages in apart.items() if _stays(top, path, stages)]
    if any(_is_at_it(top, path, stages) for path, stages in apart.items() if path not in by_hand):
        return
    rest = [path for path in (*apart, *joined.kept.values(), *joined.beside) if path not in by_hand]
    there = set(top.records("ls-tree", "-r", "-z", "--name-only", joined.commit, "--", *rest)) if rest else set()
    with open(begun, "w", encoding="ascii") as file:
        file.write(published)
    _put(top, ("restore", f"--source={joined.commit}", "--staged", "--worktree"), [one for one in rest if one in there])
    _put(top, ("rm", "--quiet", "--force", "--ignore-unmatch"), [one for one in rest if one not in there])
    _put(top, ("add",), by_hand)
    _finish(top, begun)


def _finish(top: Git, begun: str) -> None:
    message = _("Brought together what was written at the same time")
    Git(top.at, as_author(own_signature(top))).run("commit", "--quiet", "--no-verify", f"--message={message}")
    os.unlink(begun)


def _said(path: str) -> str:
    try:
        with open(path, encoding="ascii", errors="replace") as file:
            return file.read()
    except FileNotFoundError:
        return ""


def _apart(top: Git) -> dict[str, set[int]]:
    """The files that a merge by hand left in conflict, with the sides that have them."""
    apart: dict[str, set[int]] = {}
    for record in top.records("ls-files", "--unmerged", "-z"):
        head, path = record.split("\t", 1)
        apart.setdefault(path, set()).add(int(head.rpartition(" ")[2]))
    return apart


def _stays(top: Git, path: str, stages: set[int]) -> bool:
    """Whether the file is to stay as it is: one side took it out, or a hand has brought both together."""
    data = _content(top, path)
    if data is None or has_marks_of_conflict(data.decode("utf-8", "replace")):
        return False
    if not {2, 3} <= stages:
        return True
    return data not in top.blobs([f":2:{path}", f":3:{path}"])


def _is_at_it(top: Git, path: str, stages: set[int]) -> bool:
    """Whether a hand has begun to bring the file together: it has lines that neither side nor git wrote."""
    data = _content(top, path)
    if data is None:
        return False
    known = b"\n".join(blob or b"" for blob in top.blobs([f":{stage}:{path}" for stage in sorted(stages)]))
    marks = (b"<<<<<<< ", b"=======", b">>>>>>> ", b"|||||||")
    new = {line.rstrip() for line in data.split(b"\n") if not line.startswith(marks)}
    return not new <= {line.rstrip() for line in known.split(b"\n")} | {b""}


def _content(top: Git, path: str) -> bytes | None:
    """What is in the working tree at `path`; None where there is no plain file."""
    at = f"{top.at}/{path}"
    if not os.path.isfile(at) or os.path.islink(at):
        return None
    with open(at, "rb") as file:
        return file.read()


def _put(top: Git, asked: tuple[str, ...], paths: list[str]) -> None:
    if paths:
        data = "\0".join(paths).encode("utf-8", "surrogateescape")
        top.run(*asked, "--pathspec-from-file=-", "--pathspec-file-nul", data=data)
