"""Who made the changes that are not in the history yet: from the files, what is committed of them, and the journal."""

import os
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from cocreate.model.errors import Unreadable
from cocreate.sync.git import Git
from cocreate.sync.pending import PendingChange
from cocreate.sync.records import blob_id
from cocreate.sync.steps import Step, steps
from cocreate.workspace import files, journal


@dataclass(frozen=True, slots=True)
class Credited:
    """A change, what its file held when it was looked at, as a mark, and how it came to that."""

    change: PendingChange
    mark: str | None
    steps: Sequence[Step]


def mark_now(root: str, path: str) -> str | None:
    """The mark of what the file holds; None where it cannot be read."""
    try:
        return journal.mark_of(files.read(root, path))
    except FileNotFoundError:
        return journal.mark_of(None)
    except Unreadable:
        return None


def credited(
    git: Git, root: str, changes: Sequence[PendingChange], marks: Sequence[str | None], notes: Iterable[journal.Note]
) -> list[Credited]:
    """Each change with the steps in which it was made.

    Args:
        git: anywhere in the repository.
        root: the folder of the workspace.
        changes: what is not in the history yet.
        marks: of what each of their files holds (`mark_now`).
        notes: of the journal, read after the files: what a file holds was noted before it was written.
    """
    own: dict[str, list[journal.Note]] = {}
    for note in notes:
        own.setdefault(note.path, []).append(note)
    content = partial(journal.content, root)
    known = {"": {journal.NOTHING}}
    for one in changes:
        if one.committed and (mark := _kept_mark(own.get(one.path, ()), one.committed, content)):
            known[one.committed] = {mark}
    wanted = list(dict.fromkeys(one.committed for one in changes if one.committed not in known and one.path in own))
    known |= dict(zip(wanted, map(_marks_of, git.blobs(wanted)), strict=True))
    return [
        Credited(one, mark, steps(own[one.path], mark, known[one.committed], content) if one.path in own else [Step()])
        for one, mark in zip(changes, marks, strict=True)
    ]


def written_at(root: str, path: str, step: Step) -> float:
    """When what a step left in the file was written, in seconds since 1970; now, where no clock here has it."""
    now = time.time()
    try:
        at = os.lstat(f"{root}/{journal.path_of_content(step.left) if step.left else path}").st_mtime
    except OSError:
        return now
    return at if 0 < at < now else now


def _kept_mark(notes: Iterable[journal.Note], committed: str, content: Callable[[str], bytes | None]) -> str:
    """The mark of the committed content, if one of the notes keeps it, so that git need not be asked; else empty."""
    for note in notes:
        for data in (content(note.before), content(note.after)):
            if data is not None and blob_id(data, committed) == committed:
                return journal.mark_of(data)
    return ""


def _marks_of(committed: bytes | None) -> set[str]:
    """The marks of a committed content on this disk, where git may have been told to end lines in another way."""
    if committed is None:
        return set()
    return {journal.mark_of(committed), journal.mark_of(committed.replace(b"\n", b"\r\n"))}
