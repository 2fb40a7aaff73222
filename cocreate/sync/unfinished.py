"""What somebody has begun with git by hand: told, or, where it is a pull that stopped in a conflict, finished."""

import os
from collections.abc import Callable, Mapping
from typing import Final

from cocreate.locale import N_, Sentence, _
from cocreate.sync import gate, records
from cocreate.sync.copies import Copy
from cocreate.sync.git import Git
from cocreate.sync.merging import MESSAGE, join
from cocreate.sync.records import OURS, THEIRS, StoredFile
from cocreate.sync.signatures import as_author, own_signature
from cocreate.workspace.format.documents import has_marks_of_conflict

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


def under_way(copy: Copy) -> Sentence | None:
    """A sentence about what somebody has begun with git and not finished; None where there is nothing."""
    for name, what in _UNDER_WAY:
        if os.path.lexists(f"{copy.folder}/{name}"):
            return Sentence(N_("Something that was begun by hand is not finished: git {what}"), what=what)
    return None


def finish_pull(copy: Copy, people: Callable[[], Mapping[str, str]]) -> None:
    """Finish a pull by hand that stopped in a conflict, where all of the conflict is inside the workspace.

    By the rules of every merge, from what both sides had. A file that somebody has brought together by hand meanwhile
    stays as it is; where a hand has only begun, all of it is left to that hand.

    Args:
        copy: this copy.
        people: gives the slugs of people by their addresses.
    """
    if not os.path.lexists(f"{copy.folder}/MERGE_HEAD"):
        return
    top, prefix = copy.top, copy.prefix
    published = top.line("rev-parse", "--verify", "--quiet", "MERGE_HEAD", fine=(0, 1))
    apart = records.unmerged(top.run("ls-files", "--unmerged", "-z")) if published else {}
    begun = f"{copy.folder}/{_FINISHES}"
    if published and not apart and _said(begun) == published:  # a crash came between the files and the commit
        _finish(top, begun)
        return
    if not apart or not all(path.startswith(prefix) for path in apart):
        return
    ours = top.line("rev-parse", "HEAD")
    bases = top.line("merge-base", "--all", ours, published, fine=(0, 1)).split()
    gate.check_incoming(top, prefix, bases[0] if bases else top.line("mktree"), published)
    joined = join(copy, ours, published, bases, people())
    sides = _contents(top, apart)
    left = dict(zip(apart, top.blobs([f"AUTO_MERGE:{path}" for path in apart]), strict=True))
    by_hand = [path for path in apart if _is_settled(_on_disk(top, path), left[path], sides[path])]
    if any(_is_begun(_on_disk(top, path), left[path], sides[path]) for path in apart if path not in by_hand):
        return
    rest = [path for path in (*apart, *joined.wordings.values(), *joined.beside) if path not in by_hand]
    listed = top.run("ls-tree", "-r", "-z", "--name-only", joined.commit, "--", *rest) if rest else b""
    there = set(records.paths(listed))
    with open(begun, "w", encoding="ascii") as file:
        file.write(published)
    _put(top, ("restore", f"--source={joined.commit}", "--staged", "--worktree"), [one for one in rest if one in there])
    _put(top, ("rm", "--quiet", "--force", "--ignore-unmatch"), [one for one in rest if one not in there])
    _put(top, ("add",), by_hand)
    _finish(top, begun)


def _finish(top: Git, begun: str) -> None:
    message = _(MESSAGE)
    Git(top.at, as_author(own_signature(top))).run("commit", "--quiet", "--no-verify", f"--message={message}")
    os.unlink(begun)


def _said(path: str) -> str:
    try:
        with open(path, encoding="ascii", errors="replace") as file:
            return file.read()
    except FileNotFoundError:
        return ""


def _contents(top: Git, apart: Mapping[str, Mapping[int, StoredFile]]) -> dict[str, dict[int, bytes]]:
    """What each side has of the files that were left in conflict."""
    wanted = list({one.blob for stages in apart.values() for one in stages.values()})
    known = dict(zip(wanted, top.blobs(wanted), strict=True))
    return {path: {side: known[one.blob] or b"" for side, one in stages.items()} for path, stages in apart.items()}


def _is_settled(data: bytes | None, left: bytes | None, sides: Mapping[int, bytes]) -> bool:
    """Whether the file, which holds `data`, is to stay: one side took it out, or a hand has brought both together.

    What git had `left` in it tells which lines are its marks, however long it was told to make them; where that is not
    known, they are as long as by default.
    """
    if data is None:
        return False
    if {OURS, THEIRS} <= sides.keys() and data in (left, sides[OURS], sides[THEIRS]):
        return False
    if left is None:
        return not has_marks_of_conflict(data.decode("utf-8", "replace"))
    return _lines(data).isdisjoint(_lines(left) - _lines(*sides.values()))


def _is_begun(data: bytes | None, left: bytes | None, sides: Mapping[int, bytes]) -> bool:
    """Whether a hand has begun to bring the file together: it has lines that neither side nor git wrote."""
    if data is None:
        return False
    marks = (b"<<<<<<< ", b"=======", b">>>>>>> ", b"|||||||")
    new = _lines(data) if left else {line for line in _lines(data) if not line.startswith(marks)}
    return not new <= _lines(*sides.values(), left or b"")


def _lines(*texts: bytes) -> set[bytes]:
    """The lines in the texts, without white space at their ends; one that is empty tells nothing."""
    return {line.rstrip() for text in texts for line in text.split(b"\n")} - {b""}


def _on_disk(top: Git, path: str) -> bytes | None:
    """What is in the working tree at `path`; None where there is no plain file."""
    at = f"{top.at}/{path}"
    if not os.path.isfile(at) or os.path.islink(at):
        return None
    with open(at, "rb") as file:
        return file.read()


def _put(top: Git, asked: tuple[str, ...], paths: list[str]) -> None:
    if paths:
        top.run(*asked, "--pathspec-from-file=-", "--pathspec-file-nul", data=records.as_input(paths))
