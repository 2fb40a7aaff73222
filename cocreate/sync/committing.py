"""Keeping what was written in the history, credited to whoever wrote it.

One commit for each group of people whose acts are pending, the author being whoever speaks first, the others named as
co-authors, so that git's own tools tell the same credit; of several, who is the author is chosen by what they wrote, so
that it is not always the same. What a hand changed outside of this program is committed as the person that git in this
copy knows, apart from what others did to the same file before (`steps`).

The index is told of the changed files, and of no others; the commits are made from what it then says of them
(`recording`). So what somebody staged or changed elsewhere in the repository stays as it is, and a workspace of some
ten thousand files costs little more than a look at each.
"""

import time
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final
from zlib import crc32

from cocreate.model.errors import Unreadable
from cocreate.sync import records
from cocreate.sync.commit_messages import message_of
from cocreate.sync.crediting import Credited, credited, mark_now, written_at
from cocreate.sync.git import Git
from cocreate.sync.pending import Pending, PendingChange, find_pending
from cocreate.sync.recording import NewCommit, move_to, record, store_at_once
from cocreate.sync.records import FileVersion, StoredFile
from cocreate.sync.signatures import signature_of, signature_of_copy
from cocreate.sync.withheld import withhold
from cocreate.workspace import files, journal

SETTLED: Final = 60.0
"""Seconds after which a note whose file did not come counts as one of a process that died."""

_MANY: Final = 100
"""From so many files on, what they hold goes to the disk in one pack; each by itself would be waited for."""

_MOST_AT_ONCE: Final = 32 << 20
"""Bytes of such a pack; files beyond that go by themselves."""


@dataclass(frozen=True, slots=True)
class _Part:
    """What one commit has of a change, what becomes of its file, and when, in seconds since 1970."""

    change: PendingChange
    file: StoredFile | FileVersion | None
    at: float


def commit_pending(
    git: Git, root: str, prefix: str, *, may_delete: bool = False, apart: Container[str] = ()
) -> Pending:
    """Commit what changed in the workspace, but for `apart`, and return that, with what stays here and what waits.

    There is one for each group of people who wrote. A file that somebody saves at this very moment waits for the next
    time, so that nobody is credited for what another wrote.

    Args:
        git: in the workspace.
        root: the folder of the workspace.
        prefix: its path in the repository, empty or ending in `/`.
        may_delete: whether somebody has said that a large part is to be taken out.
        apart: files that are not for the history.

    Raises:
        CocreateError: git said no.
    """
    changed = find_pending(git, prefix)
    changed = replace(changed, changes=tuple(one for one in changed.changes if one.path not in apart))
    found = withhold(git, prefix, changed, may_delete=may_delete)
    marks = [mark_now(root, change.path) for change in found.changes]
    notes = journal.notes(root)  # after the files: what a file holds was noted before it was written
    settled: list[Credited] = []
    if found.changes:
        pending = credited(git, root, found.changes, marks, notes)
        staged = _staged(git, prefix, found)
        settled = [one for one in pending if one.change.path in staged and mark_now(root, one.change.path) == one.mark]
    if settled:
        own = str(signature_of_copy(git))
        commits = [_commit(root, prefix, by, own, group) for by, group in _groups(root, settled, staged)]
        last = record(git, [found.head] if found.head else [], commits)
        move_to(git, last, found.head, "commit: {}".format(commits[-1].message.partition("\n")[0]))
    _forget(root, notes, settled)
    return found


def _groups(
    root: str, settled: Iterable[Credited], staged: Mapping[str, StoredFile | None]
) -> Iterator[tuple[tuple[str, ...], list[_Part]]]:
    """What each commit holds, and by whom; what was done first to a file comes first."""
    rounds: list[dict[tuple[str, ...], list[_Part]]] = []
    for one in settled:
        there = not one.change.is_new
        for number, step in enumerate(one.steps):
            if number == len(rounds):
                rounds.append({})
            file = _kept(root, step.left) if step.left else staged[one.change.path]
            change = replace(one.change, is_new=not there, is_gone=file is None)
            at = written_at(root, one.change.path, step)
            rounds[number].setdefault(step.by, []).append(_Part(change, file, at))
            there = file is not None
    return (group for groups in rounds for group in groups.items())


def _kept(root: str, name: str) -> FileVersion | None:
    data = journal.content(root, name)
    return None if data is None else FileVersion(records.PLAIN, data)


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


def _commit(root: str, prefix: str, people: Sequence[str], own: str, group: Sequence[_Part]) -> NewCommit:
    """The commit of what `people` did, or a hand, where that is nobody.

    Args:
        root: the folder of the workspace.
        prefix: its path in the repository, empty or ending in `/`.
        people: the slugs of whoever made the changes.
        own: whose copy this is: a name, and an address in angle brackets.
        group: the changes.
    """
    cards = [signature_of(root, person) for person in _author_first(people, group)]
    trailers = [f"Co-authored-by: {card}" for card in cards[1:]]
    said = message_of(root, [part.change for part in group], [one.name for one in cards] or [own.rpartition(" <")[0]])
    message = f"{said}\n\n" + "\n".join(trailers) if trailers else said
    changed = {f"{prefix}{part.change.path}": part.file for part in group}
    return NewCommit(str(cards[0]) if cards else own, own, message, changed, max(part.at for part in group))


def _author_first(people: Sequence[str], group: Sequence[_Part]) -> list[str]:
    """`people`, beginning with the author: chosen by what was written, so that it is each of them about as often."""
    told = sorted(f"{part.change.path} {part.file}" for part in group)
    first = crc32("\n".join(told).encode("utf-8", "surrogateescape")) % max(1, len(people))
    turn = sorted(people)
    return turn[first:] + turn[:first]


def _forget(root: str, notes: Sequence[journal.Note], settled: Iterable[Credited]) -> None:
    """Let go of the notes that are told by the history now; one whose file is yet to come keeps those after it."""
    told = {id(note) for one in settled for step in one.steps for note in step.notes}
    latest = {note.path: number for number, note in enumerate(notes)}
    last = {note.path: number for number, note in enumerate(notes) if id(note) in told}
    open_ = [number for path, number in latest.items() if last.get(path) != number]
    is_young = time.time() - journal.noted_last(root) < SETTLED
    if count := min(open_) if open_ and is_young else len(notes):
        journal.forget(root, count)
