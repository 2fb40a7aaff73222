"""What a sync, or a git, that was stopped in the middle has left behind: folders of its own, and locks."""

import os
import shutil
import time
from collections.abc import Iterable
from contextlib import suppress
from typing import Final

from cocreate.locale import N_, Sentence
from cocreate.sync.copies import Copy
from cocreate.sync.merging import PRIVATE
from cocreate.sync.refusals import Blocked

STALE: Final = 60.0
"""Seconds after which a lock of git's counts as left by a crash, if no git is at work in the repository."""

PATIENCE: Final = 2.0
"""Seconds to wait for a lock that is younger: whatever holds it is mostly done within a few milliseconds."""

A_DAY: Final = 24 * 3600.0
"""Seconds after which nobody writes on a file any more that they began: it takes a moment, unless a computer sleeps."""

_LOCKS: Final = ("index.lock", "HEAD.lock", "ORIG_HEAD.lock", "config.lock", "packed-refs.lock", "shallow.lock")
_REFS: Final = ("refs/cocreate", "refs/worktree", "refs/remotes")


def clear_what_a_crash_left(copy: Copy) -> None:
    """Take away what is left of a sync, or of a git, that was stopped in the middle. Call it under the sync lock.

    A lock counts as left when it is older than `STALE`, while no git is at work.

    Raises:
        Blocked: a lock is there that may still be held.
    """
    for name in os.listdir(copy.folder):
        if name.startswith(PRIVATE):
            shutil.rmtree(f"{copy.folder}/{name}", ignore_errors=True)
    until = time.monotonic() + PATIENCE
    while any(not _cleared(lock, copy) for lock in _locks(copy)):
        if time.monotonic() > until:
            raise Blocked(
                Sentence(
                    N_("Something else is at work in the history of this copy, or was stopped in the middle of it.")
                ),
                Sentence(N_("Nothing is lost. Try again in a minute.")),
            )
        time.sleep(0.02)


def clear_what_was_begun(root: str, begun: Iterable[str]) -> None:
    """Take away those of the files `begun` in the workspace that were left half written long ago."""
    for path in begun:
        with suppress(OSError):
            if time.time() - os.lstat(f"{root}/{path}").st_mtime > A_DAY:
                os.unlink(f"{root}/{path}")


def _locks(copy: Copy) -> list[str]:
    """The locks that are there, of those that would keep a sync from its work."""
    folders = dict.fromkeys([copy.folder, copy.common])
    names = [*_LOCKS, f"{copy.branch}.lock"]
    found = [lock for folder in folders for name in names if os.path.lexists(lock := f"{folder}/{name}")]
    for refs in (f"{folder}/{refs}" for folder in folders for refs in _REFS):
        for at, _folders, inside in os.walk(refs):
            found += [f"{at}/{name}" for name in inside if name.endswith(".lock")]
    return found


def _cleared(lock: str, copy: Copy) -> bool:
    """Whether `lock` is there no more, be it because it was left long ago and nobody holds it."""
    try:
        if time.time() - os.lstat(lock).st_mtime < STALE or _is_at_work(copy):
            return False
        os.unlink(lock)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True


def _is_at_work(copy: Copy) -> bool:
    """Whether a process called git is at work in the repository."""
    tops = (copy.top.at, copy.folder, copy.common)
    try:
        processes = [name for name in os.listdir("/proc") if name.isdigit()]
    except OSError:
        return False
    for process in processes:
        with suppress(OSError):
            with open(f"/proc/{process}/comm", encoding="utf-8", errors="replace") as comm:
                if not comm.read().startswith("git"):
                    continue
            at = os.readlink(f"/proc/{process}/cwd")
            if at in tops or at.startswith(tuple(f"{top}/" for top in tops)):
                return True
    return False
