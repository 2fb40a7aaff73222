"""Keeping what was written in the history, credited to whoever wrote it.

One commit for each group of people whose acts are pending, the author being whoever speaks first, the others named as
co-authors, so that git's own tools tell the same credit. What a hand changed outside of this program is committed as
the person that git in this copy knows.

The index is told of the changed files, and of no others; the commits are made from what it then says of them
(`recording`). So what somebody staged or changed elsewhere in the repository stays as it is, and a workspace of some
ten thousand files costs little more than a look at each.
"""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from cocreate.model.errors import Unreadable
from cocreate.sync import records
from cocreate.sync.commit_messages import message_of
from cocreate.sync.git import Git
from cocreate.sync.pending import Pending, PendingChange, find_pending
from cocreate.sync.recording import NewCommit, move_to, record, store_at_once
from cocreate.sync.records import StoredFile
from cocreate.sync.signatures import last_speaker, signature_of
from cocreate.sync.withheld import withhold
from cocreate.workspace import files, journal

SETTLED: Final = 60.0
"""Seconds after which a note whose file did not come counts as one of a process that died."""

_MANY: Final = 100
"""From so many files on, what they hold goes to the disk in one pack; each by itself would be waited for."""

_MOST_AT_ONCE: Final = 32 << 20
"""Bytes of such a pack; files beyond that go by themselves."""


@dataclass(frozen=True, slots=True)
class _Credited:
    """A change, what its file held when it was looked at, as a mark, and who made it that, the latest first."""

    change: PendingChange
    mark: str | None
    by: tuple[str, ...]


def commit_pending(git: Git, root: str, prefix: str, *, may_delete: bool = False) -> Pending:
    """Commit what changed in the workspace, and return that, with what stays here and what waits (`withheld`).

    There is one for each group of people who wrote. A file that somebody saves at this very moment waits for the next
    time, so that nobody is credited for what another wrote.

    Raises:
        CocreateError: git said no.
    """
    found = withhold(git, prefix, find_pending(git, prefix), may_delete=may_delete)
    marks = [_mark(root, change) for change in found.changes]
    notes = journal.notes(root)  # after the files: what a file holds was noted before it was written
    credited = _credited(git, found.changes, marks, notes)
    groups: dict[tuple[str, ...], list[PendingChange]] = {}
    if credited:
        staged = _staged(git, prefix, found)
        for one in credited:
            if one.change.path in staged and _mark(root, one.change) == one.mark:
                groups.setdefault(one.by, []).append(one.change)
        if groups:
            own = str(last_speaker(git))
            commits = [_commit(root, prefix, by, own, group, staged) for by, group in groups.items()]
            last = record(git, [found.head] if found.head else [], commits)
            move_to(git, last, found.head, "commit: {}".format(commits[-1].message.partition("\n")[0]))
    _forget(root, notes, {change.path for group in groups.values() for change in group}, credited)
    return found


def _mark(root: str, change: PendingChange) -> str | None:
    """The mark of what the file holds; None where it cannot be read."""
    try:
        return journal.mark_of(files.read(root, change.path))
    except FileNotFoundError:
        return journal.mark_of(None)
    except Unreadable:
        return None


def _credited(
    git: Git, changes: Sequence[PendingChange], marks: Sequence[str | None], notes: Iterable[journal.Note]
) -> list[_Credited]:
    """Each change with whoever made it; nobody, where a hand had the last word."""
    own: dict[str, list[journal.Note]] = {}
    for note in notes:
        own.setdefault(note.path, []).append(note)
    wanted = {one.committed for one in changes if one.committed and len(own.get(one.path, ())) > 1}
    known = dict(zip(wanted, git.blobs(list(wanted)), strict=True))
    return [
        _Credited(one, mark, _who_wrote(own.get(one.path, ()), mark, journal.mark_of(known.get(one.committed))))
        for one, mark in zip(changes, marks, strict=True)
    ]


def _who_wrote(notes: Sequence[journal.Note], mark: str | None, committed: str) -> tuple[str, ...]:
    """Those who brought a file from the mark `committed` to `mark`, by the notes about it, the latest first."""
    last = next((number for number in range(len(notes), 0, -1) if notes[number - 1].mark == mark), 0)
    first = next((number for number in range(last - 1, 0, -1) if notes[number - 1].mark == committed), 0)
    return tuple(dict.fromkeys(person for note in reversed(notes[first:last]) for person in note.by))


def _staged(git: Git, prefix: str, found: Pending) -> dict[str, StoredFile | None]:
    """Tell the index of the changes; what it then has of each that is not as the history has it."""
    names = records.as_input(change.path for change in found.changes)
    if len(found.changes) > _MANY:
        store_at_once(git, _contents(git.at, found.changes))
    git.run("update-index", "--add", "--remove", "--replace", "-z", "--stdin", data=names)
    before = found.head or git.line("mktree")
    changed = records.changes(git.run("diff-index", "--cached", *records.RAW, before, "--", "."))
    return {one.path[len(prefix) :]: one.after for one in changed if one.how != records.UNMERGED}


def _contents(root: str, changes: Iterable[PendingChange]) -> Iterator[bytes]:
    """What the changed files hold, as far as that is not too much."""
    left = _MOST_AT_ONCE
    for change in changes:
        with suppress(FileNotFoundError, Unreadable):
            data = files.read(root, change.path)
            left -= len(data)
            if left < 0:
                return
            yield data


def _commit(
    root: str,
    prefix: str,
    people: Sequence[str],
    own: str,
    group: Sequence[PendingChange],
    staged: Mapping[str, StoredFile | None],
) -> NewCommit:
    """The commit of what `people` did, or a hand, where that is nobody.

    Args:
        root: the folder of the workspace.
        prefix: its path in the repository, empty or ending in `/`.
        people: the slugs of whoever made the changes; the first is the author.
        own: whose copy this is: a name, and an address in angle brackets.
        group: the changes.
        staged: what the index has of each changed file, by its path in the workspace.
    """
    cards = [signature_of(root, person) for person in people]
    trailers = [f"Co-authored-by: {card}" for card in cards[1:]]
    said = message_of(root, group, [one.name for one in cards] or [own.rpartition(" <")[0]])
    message = f"{said}\n\n" + "\n".join(trailers) if trailers else said
    changed = {f"{prefix}{change.path}": staged[change.path] for change in group}
    return NewCommit(str(cards[0]) if cards else own, own, message, changed)


def _forget(root: str, notes: Sequence[journal.Note], committed: set[str], credited: Iterable[_Credited]) -> None:
    """Let go of the notes that are told by the history now; one whose file is yet to come keeps those after it."""
    marks = {one.change.path: one.mark for one in credited if one.change.path in committed}
    latest = {note.path: number for number, note in enumerate(notes)}
    last = {note.path: number for number, note in enumerate(notes) if note.mark == marks.get(note.path)}
    open_ = [number for path, number in latest.items() if last.get(path) != number]
    is_young = time.time() - journal.noted_last(root) < SETTLED
    if count := min(open_) if open_ and is_young else len(notes):
        journal.forget(root, count)
