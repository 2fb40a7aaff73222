"""What was written here and is not in the history yet: found, credited, and committed.

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
from cocreate.sync.commits import Change, is_kept, last_speaker, message_of, signature_of
from cocreate.sync.gate import not_shared
from cocreate.sync.git import Git
from cocreate.sync.recording import Kept, NewCommit, keep_at_once, move_to, record
from cocreate.workspace import files, journal
from cocreate.workspace.paths import type_at

SETTLED: Final = 60.0
"""Seconds after which a note whose file did not come counts as one of a process that died."""

_MANY: Final = 100
"""From so many files on, what they hold goes to the disk in one pack; each by itself would be waited for."""

_MOST_AT_ONCE: Final = 32 << 20
"""Bytes of such a pack; files beyond that go by themselves."""

_NOTHING: Final = "000000"


@dataclass(frozen=True, slots=True)
class Pending:
    """The commit that this copy is at, empty where there is none; what changed in the workspace since; what is left."""

    head: str
    changes: tuple[Change, ...]
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Seen:
    """A change, what its file held when it was looked at, as a mark, and who made it that, the latest first."""

    change: Change
    mark: str | None
    by: tuple[str, ...]


def pending(git: Git, prefix: str) -> Pending:
    """What changed since it was last committed; `prefix` is the workspace's path in its repository.

    Files that editors and other programs leave beside those they write are nobody's contribution. A folder with a
    history of its own is none of this one, and what git could not bring together itself is left to whoever asked it to.
    """
    head, found = "", dict[str, Change]()
    ignored: list[str] = []
    asked = ("status", "--porcelain=v2", "--branch", "--no-ahead-behind", "-z", "--untracked-files=all")
    for entry in git.records(*asked, "--ignored=traditional", "--no-renames", "--ignore-submodules=all", "--", "."):
        if entry.startswith("# branch.oid "):
            head = entry[len("# branch.oid ") :].replace("(initial)", "")
        if entry[:2] not in {"1 ", "? ", "! "}:
            continue
        path, before, here = _told(entry)
        if not path.startswith(prefix) or path.endswith("/") or not is_kept(path):
            continue
        inside = path[len(prefix) :]
        if entry[0] == "!":
            ignored += [inside] if type_at(inside) else []
            continue
        before = before or (found[inside].committed if inside in found else "")
        found[inside] = Change(inside, not before, not here, before)
    found |= {path: Change(path, is_new=True, is_gone=False) for path in _hidden_by_others(git, ignored)}
    left = tuple(path for path, change in found.items() if not change.is_gone and not_shared(git.at, path))
    return Pending(head, tuple(one for path, one in found.items() if path not in left), left)


def _hidden_by_others(git: Git, ignored: Sequence[str]) -> list[str]:
    """Those documents that a file of the workspace tells git to ignore; what the person told it themselves stays so."""
    if not ignored:
        return []
    names = "\0".join(f"./{path}" for path in ignored).encode("utf-8", "surrogateescape")
    out = Git(git.at, literal=False).run("check-ignore", "--verbose", "-z", "--stdin", data=names, fine=(0, 1))
    told = out.decode("utf-8", "surrogateescape").split("\0")
    return [
        path.removeprefix("./")
        for source, path in zip(told[::4], told[3::4], strict=False)
        if source.rpartition("/")[2] == ".gitignore" and not source.startswith(("/", "../"))
    ]


def _told(entry: str) -> tuple[str, str, bool]:
    """The path that an entry of git's is about, the blob that the history has of it, and whether there is a file."""
    if entry[0] in "?!":
        return entry[2:], "", True
    _one, _state, _sub, was, _staged, mode, blob, _index, path = entry.split(" ", 8)
    return path, "" if was == _NOTHING else blob, mode != _NOTHING


def commit_pending(git: Git, root: str, prefix: str) -> list[str]:
    """Commit everything that changed in the workspace, and return what was left out, as nobody else would let it in.

    There is one for each group of people who wrote. A file that somebody saves at this very moment waits for the next
    time, so that nobody is credited for what another wrote.

    Raises:
        CocreateError: git said no.
    """
    found = pending(git, prefix)
    marks = [_mark(root, change) for change in found.changes]
    notes = journal.entries(root)  # after the files: what a file holds was noted before it was written
    seen = _credited(git, found.changes, marks, notes)
    groups: dict[tuple[str, ...], list[Change]] = {}
    if seen:
        staged = _staged(git, prefix, found)
        for one in seen:
            if one.change.path in staged and _mark(root, one.change) == one.mark:
                groups.setdefault(one.by, []).append(one.change)
        if groups:
            own = str(last_speaker(git))
            commits = [_commit(root, prefix, by, own, group, staged) for by, group in groups.items()]
            last = record(git, [found.head] if found.head else [], commits)
            move_to(git, last, found.head, "commit: {}".format(commits[-1].message.partition("\n")[0]))
    _forget(root, notes, {change.path for group in groups.values() for change in group}, seen)
    return list(found.left)


def _mark(root: str, change: Change) -> str | None:
    """The mark of what the file holds; None where it cannot be read."""
    try:
        return journal.mark_of(files.read(root, change.path))
    except FileNotFoundError:
        return journal.mark_of(None)
    except Unreadable:
        return None


def _credited(
    git: Git, changes: Sequence[Change], marks: Sequence[str | None], notes: Iterable[journal.Entry]
) -> list[_Seen]:
    """Each change with whoever made it; nobody, where a hand had the last word."""
    own: dict[str, list[journal.Entry]] = {}
    for note in notes:
        own.setdefault(note.path, []).append(note)
    wanted = {one.committed for one in changes if one.committed and len(own.get(one.path, ())) > 1}
    known = dict(zip(wanted, git.blobs(list(wanted)), strict=True))
    return [
        _Seen(one, mark, _who_wrote(own.get(one.path, ()), mark, journal.mark_of(known.get(one.committed))))
        for one, mark in zip(changes, marks, strict=True)
    ]


def _who_wrote(notes: Sequence[journal.Entry], mark: str | None, committed: str) -> tuple[str, ...]:
    """Those who brought a file from the mark `committed` to `mark`, by the notes about it, the latest first."""
    last = next((number for number in range(len(notes), 0, -1) if notes[number - 1].mark == mark), 0)
    first = next((number for number in range(last - 1, 0, -1) if notes[number - 1].mark == committed), 0)
    return tuple(dict.fromkeys(person for note in reversed(notes[first:last]) for person in note.by))


def _staged(git: Git, prefix: str, found: Pending) -> dict[str, Kept | None]:
    """Tell the index of the changes; what it then has of each that is not as the history has it."""
    names = "\0".join(change.path for change in found.changes).encode("utf-8", "surrogateescape")
    if len(found.changes) > _MANY:
        keep_at_once(git, _contents(git.at, found.changes))
    git.run("update-index", "--add", "--remove", "--replace", "-z", "--stdin", data=names)
    before = found.head or git.line("mktree")
    told = git.records("diff-index", "--cached", "--raw", "-z", "--no-renames", "--abbrev=40", before, "--", ".")
    staged: dict[str, Kept | None] = {}
    for head, path in zip(told[::2], told[1::2], strict=True):
        _was, mode, _before, blob, what = head.split(" ")
        if what[:1] != "U":
            staged[path[len(prefix) :]] = None if mode == _NOTHING else Kept(mode, blob)
    return staged


def _contents(root: str, changes: Iterable[Change]) -> Iterator[bytes]:
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
    group: Sequence[Change],
    staged: Mapping[str, Kept | None],
) -> NewCommit:
    """What `people` did, or a hand, where that is nobody."""
    cards = [signature_of(root, person) for person in people]
    trailers = [f"Co-authored-by: {card}" for card in cards[1:]]
    said = message_of(root, group, [one.name for one in cards] or [own.rpartition(" <")[0]])
    message = f"{said}\n\n" + "\n".join(trailers) if trailers else said
    kept = {f"{prefix}{change.path}": staged[change.path] for change in group}
    return NewCommit(str(cards[0]) if cards else own, own, message, kept)


def _forget(root: str, notes: Sequence[journal.Entry], committed: set[str], seen: Iterable[_Seen]) -> None:
    """Let go of the notes that are told by the history now; one whose file is yet to come keeps those after it."""
    marks = {one.change.path: one.mark for one in seen if one.change.path in committed}
    latest = {note.path: number for number, note in enumerate(notes)}
    last = {note.path: number for number, note in enumerate(notes) if note.mark == marks.get(note.path)}
    open_ = [number for path, number in latest.items() if last.get(path) != number]
    is_young = time.time() - journal.noted_last(root) < SETTLED
    if count := min(open_) if open_ and is_young else len(notes):
        journal.forget(root, count)
