"""What sync may find under way: locks that a crash left, a pull by hand that stopped, other work begun with git."""

import os
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Final

from cocreate.locale import _
from cocreate.model.errors import Unreadable
from cocreate.sync import gate
from cocreate.sync.commits import as_author, own_signature
from cocreate.sync.git import Git
from cocreate.sync.merging import join
from cocreate.workspace import files
from cocreate.workspace.documents import parse

STALE: Final = 60.0
"""Seconds after which a lock of git's counts as left by a crash, if no git is at work in the repository."""

_LOCKS: Final = ("index.lock", "HEAD.lock", "config.lock", "packed-refs.lock", "shallow.lock")
_UNDER_WAY: Final = (
    ("rebase-merge", "rebase"),
    ("rebase-apply", "rebase"),
    ("CHERRY_PICK_HEAD", "pick"),
    ("REVERT_HEAD", "revert"),
    ("BISECT_LOG", "bisect"),
    ("MERGE_HEAD", "merge"),
)


def under_way(git: Git) -> str:
    """A sentence about what somebody has begun with git and not finished; empty where there is nothing."""
    folder = git.line("rev-parse", "--absolute-git-dir")
    for name, what in _UNDER_WAY:
        if os.path.lexists(f"{folder}/{name}"):
            return _("A {what} that was begun by hand is not finished.").format(what=what)
    return ""


def clear_stale_locks(git: Git) -> None:
    """Take away locks that a crash left: older than `STALE`, while no git is at work. Call it under the sync lock."""
    folder = git.line("rev-parse", "--absolute-git-dir")
    branch = git.line("symbolic-ref", "--quiet", "HEAD", fine=(0, 1))
    locks = [f"{folder}/{name}" for name in _LOCKS] + ([f"{folder}/{branch}.lock"] if branch else [])
    for lock in locks:
        with suppress(OSError):
            if time.time() - os.lstat(lock).st_mtime > STALE and not _is_at_work(folder):
                os.unlink(lock)


def _is_at_work(folder: str) -> bool:
    """Whether a process called git is at work in the repository whose git folder is `folder`."""
    top = os.path.dirname(folder)
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
            if here == top or here.startswith((f"{top}/", folder)):
                return True
    return False


def finish_pull(top: Git, prefix: str, people: Callable[[], Mapping[str, str]]) -> None:
    """Finish a pull by hand that stopped in a conflict, where all of the conflict is inside the workspace.

    By the rules of every merge, from what both sides had; a file that somebody has brought together by hand meanwhile,
    and that can be read, stays as it is.

    Args:
        top: in the top folder of the repository.
        prefix: the workspace's path in it.
        people: gives the slugs of people by their addresses.
    """
    published = top.line("rev-parse", "--verify", "--quiet", "MERGE_HEAD", fine=(0, 1))
    apart = _apart(top) if published else {}
    if not apart or not all(path.startswith(prefix) for path in apart):
        return
    base = top.line("merge-base", "HEAD", published, fine=(0, 1))
    gate.check_incoming(top, prefix, base or top.line("mktree"), published)
    joined = join(top, prefix, top.line("rev-parse", "HEAD"), published, people())
    by_hand = [path for path, stages in apart.items() if {2, 3} <= stages and _is_readable(top.at, path)]
    rest = [path for path in (*apart, *joined.kept.values()) if path not in by_hand]
    there = set(top.records("ls-tree", "-r", "-z", "--name-only", joined.tree, "--", *rest)) if rest else set()
    _put(top, ("restore", f"--source={joined.tree}", "--staged", "--worktree"), [one for one in rest if one in there])
    _put(top, ("rm", "--quiet", "--force", "--ignore-unmatch"), [one for one in rest if one not in there])
    _put(top, ("add",), by_hand)
    message = _("Brought together what was written at the same time")
    Git(top.at, as_author(own_signature(top))).run("commit", "--quiet", "--no-verify", f"--message={message}")


def _apart(top: Git) -> dict[str, set[int]]:
    """The files that a merge by hand left in conflict, with the sides that have them."""
    apart: dict[str, set[int]] = {}
    for record in top.records("ls-files", "--unmerged", "-z"):
        head, path = record.split("\t", 1)
        apart.setdefault(path, set()).add(int(head.rpartition(" ")[2]))
    return apart


def _is_readable(top: str, path: str) -> bool:
    try:
        parse(files.read(top, path))
    except (Unreadable, FileNotFoundError):
        return False
    return True


def _put(top: Git, asked: tuple[str, ...], paths: list[str]) -> None:
    if paths:
        data = "\0".join(paths).encode("utf-8", "surrogateescape")
        top.run(*asked, "--pathspec-from-file=-", "--pathspec-file-nul", data=data)
