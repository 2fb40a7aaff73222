"""Landing: what was brought together becomes what this copy has, file by file on the disk.

git writes the files, then its index, then moves the branch. What it is about is noted before, so that a computer that
stops in the middle leaves nothing half: the next sync ends it where all is written, and else puts back what was tcopy.
"""

import os
from contextlib import suppress
from typing import Final

from cocreate.model.errors import Unreadable
from cocreate.sync import records
from cocreate.sync.copies import Copy
from cocreate.sync.git import Git, GitFailed
from cocreate.sync.recording import move_to
from cocreate.workspace import files

LONG: Final = 1200.0
"""Seconds that git may take to write the files: the first time, these are all there are, on whatever disk."""

_NOTE: Final = "cocreate.landing"


def land(copy: Copy, ours: str, commit: str) -> str | None:
    """Bring this copy from `ours`, empty where it has nothing yet, to `commit`.

    Returns:
        None once it is there; else a file that it would have overwritten, or empty where none is named.
    """
    note = f"{copy.folder}/{_NOTE}"
    with open(note, "w", encoding="ascii") as file:
        file.write(f"{ours or '-'} {commit}\n")
        file.flush()
        os.fsync(file.fileno())
    own = f"branch.{copy.branch.removeprefix('refs/heads/')}.mergeOptions"
    plain = ("-c", f"{own}=", "-c", "pull.twohead=recursive", "merge", "--ff-only", "--quiet")
    kept = ("--no-verify", "--no-autostash", "--no-overwrite-ignore")
    done = copy.top.asked(*links_as_git_has_them(copy.top, copy.prefix), *plain, *kept, commit, seconds=LONG)
    said = done.stderr.decode("utf-8", "replace")
    refused = "would be overwritten" in said or "Not possible to fast-forward" in said or "index.lock" in said
    if done.returncode and not refused:
        raise GitFailed(done.returncode, done.stderr, done.stdout)  # the next sync looks how far it came
    os.unlink(note)
    named = (line.strip() for line in said.split("\n") if line.startswith("\t"))
    return next(named, "") if done.returncode else None


def links_as_git_has_them(git: Git, prefix: str) -> tuple[str, ...]:
    """What has git leave links beside the workspace as links; in it there are none, so that there none are made."""
    says_no = prefix and git.line("config", "--local", "--get", "core.symlinks", fine=(0, 1)) == "false"
    return ("-c", "core.symlinks=true") if prefix and not says_no else ()


def finish(copy: Copy) -> None:
    """End a landing that was stopped in the middle, if there is one."""
    note = f"{copy.folder}/{_NOTE}"
    try:
        with open(note, encoding="ascii", errors="replace") as file:
            ours, commit = file.read().split()
    except FileNotFoundError:
        return
    except ValueError:  # it was stopped before it began
        os.unlink(note)
        return
    ours = ours.strip("-")
    if copy.top.line("rev-parse", "--verify", "--quiet", "HEAD", fine=(0, 1)) == ours:
        _finish(copy.top, ours, commit)
    os.unlink(note)


def _finish(top: Git, ours: str, commit: str) -> None:
    changed = records.changes(top.run("diff-tree", "-r", *records.RAW, ours or top.line("mktree"), commit))
    missing = records.changes(top.run("diff-index", "--cached", *records.RAW, commit))
    if {one.path for one in changed}.isdisjoint(one.path for one in missing):
        move_to(top, commit, ours, "merge: ended what was stopped")
        return
    wanted = list(dict.fromkeys(side.blob for one in changed for side in (one.before, one.after) if side))
    known = dict(zip(wanted, top.blobs(wanted), strict=True))
    for one in changed:
        mine, theirs = (known[side.blob] if side else None for side in (one.before, one.after))
        _put_back(top.at, one.path, mine, theirs)


def _put_back(top: str, path: str, mine: bytes | None, theirs: bytes | None) -> None:
    """Make the file hold `mine` again, where it holds `theirs`, or as much of that as was written."""
    try:
        now = files.read(top, path)
    except FileNotFoundError:
        now = None
    except Unreadable:
        return  # whatever it is, no landing wrote it
    if now == mine or (now is not None and not (theirs or b"").startswith(now)):
        return
    if mine is None:
        os.unlink(f"{top}/{path}")
        folder = os.path.dirname(path)
        with suppress(OSError):  # others are in it
            while folder:
                os.rmdir(f"{top}/{folder}")
                folder = os.path.dirname(folder)
    elif now is None:
        files.create(top, path, mine)
    else:
        files.replace(top, path, mine, seen=now)
