"""The gate: what comes from elsewhere is looked at before any of it reaches the disk, and what goes before it goes.

Only what differs from what is known already is walked through, and no further than a bound, because a few hundred bytes
of history can unfold into more files than any disk holds. What each file may be is said in `limits`.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from cocreate.locale import N_, Sentence
from cocreate.model.errors import CocreateError
from cocreate.model.hints import Hint
from cocreate.sync import records
from cocreate.sync.attributes import ATTRIBUTES, is_attributes
from cocreate.sync.git import Git
from cocreate.sync.limits import NO_MARK, Fault, fault_above, fault_of, is_looked_into
from cocreate.sync.outcome import shown
from cocreate.sync.records import LINK, MODULE, FileChange, StoredFile
from cocreate.sync.refusals import damaged
from cocreate.sync.taking_out import is_large_part, taken_out
from cocreate.workspace.files import LARGEST_FILE
from cocreate.workspace.paths import MARK

MOST_LISTED: Final = 64 << 20
"""Bytes of a list of changed files."""

LARGEST_ARRIVAL: Final = 2 << 30
"""Bytes of all files that come at once: what is sent once can stand under any number of names."""

MOST_FILES: Final = 500_000
"""Files that come at once."""


class Stopped(CocreateError):
    """What is shared there holds something that is not let in; nothing here was changed."""


@dataclass(frozen=True, slots=True)
class Unfit:
    """A file that is not let in: at its path in the repository, how it was before, and what is wrong with it."""

    path: str
    before: StoredFile | None
    fault: Fault


def check_incoming(
    git: Git, prefix: str, base: str, published: str, *, may_delete: bool = False, is_new: bool = False
) -> None:
    """Look at what comes, before any of it reaches the disk.

    Outside of the workspace anything may change that a disk can hold and that does not reach into it.

    Args:
        git: in the top folder of the repository.
        prefix: the workspace's path in it, empty or ending in `/`.
        base: the commit, or tree, from which on is looked at.
        published: the commit that came.
        may_delete: whether even a large part of the workspace may be taken out.
        is_new: whether nothing of it is here yet, and what is beside the workspace takes room as well.

    Raises:
        Stopped: with what is wrong, in one sentence.
        CocreateError: git said no.
    """
    # diff-tree holds everything before it tells anything, so the whole is listed first, and only so far
    if git.some("ls-tree", "-r", "-z", "--name-only", "--full-tree", published, most=MOST_LISTED) is None:
        raise too_many()
    changes = changes_between(git, base, published)
    if changes is None:
        raise too_many()
    sizes = sizes_of(git, changes)
    for unfit in find_unfit(git, prefix, changes, sizes):
        raise _stopped(unfit.fault.there, unfit.path.removeprefix(prefix))
    if together(sizes, "" if is_new else prefix) > LARGEST_ARRIVAL:
        raise _stopped(N_("What is shared there is larger than can be taken over at once."))
    if not may_delete and takes_out_much(git, prefix, base, changes):
        raise Stopped(
            Sentence(N_("What is shared there takes out a large part of the workspace.")),
            Hint("accept-deletion"),
        )


def changes_between(git: Git, base: str, tip: str) -> list[FileChange] | None:
    """The files that differ in two commits, or trees; None where they are too many."""
    listed = git.some("diff-tree", "-r", *records.RAW, base, tip, most=MOST_LISTED)
    changes = None if listed is None else records.changes(listed)
    return None if changes is None or len(changes) > MOST_FILES else changes


def sizes_of(git: Git, changes: Iterable[FileChange]) -> dict[str, int]:
    """The bytes of what each changed file holds now, by its path; of a history of its own nothing is here."""
    files = {one.path: one.after.blob for one in changes if one.after and one.after.mode != MODULE}
    data = "".join(f"{blob}\n" for blob in files.values()).encode()
    sizes = records.sizes(git.run("cat-file", "--batch-check=%(objectsize)", data=data)) if files else []
    if None in sizes:
        raise damaged()
    return {path: size or 0 for path, size in zip(files, sizes, strict=True)}


def together(sizes: Mapping[str, int], prefix: str) -> int:
    """The bytes of all files in the workspace, or in the repository where `prefix` is empty."""
    return sum(size for path, size in sizes.items() if path.startswith(prefix))


def find_unfit(git: Git, prefix: str, changes: Sequence[FileChange], sizes: Mapping[str, int]) -> Iterator[Unfit]:
    """What is not let in of what changed, by the rules that hold both ways.

    Args:
        git: in the top folder of the repository.
        prefix: the workspace's path in it, empty or ending in `/`.
        changes: all that changed.
        sizes: the bytes of what each changed file holds; where they are not known, they count as fine.
    """
    come = {one.path: one.after for one in changes if one.after}
    before = {one.path: one.before for one in changes}
    told = [path for path, file in come.items() if file.mode not in {LINK, MODULE} and _is_looked_into(path, prefix)]
    asked = [path for path in told if sizes.get(path, 0) <= LARGEST_FILE]
    contents = dict(zip(asked, git.blobs([come[path].blob for path in asked]), strict=True))
    for path, file in come.items():
        if path.startswith(prefix):
            fault = fault_of(path[len(prefix) :], file.mode, sizes.get(path, 0), contents.get(path))
        elif _folded(prefix).startswith(f"{_folded(path)}/") or path in told:
            fault = fault_above(path, file.mode, sizes.get(path, 0), contents.get(path))
        else:
            fault = None
        if fault:
            yield Unfit(path, before[path], fault)
    mark = f"{prefix}{MARK}"
    if before.get(mark) and mark not in come:
        yield Unfit(mark, before[mark], NO_MARK)


def takes_out_much(git: Git, prefix: str, base: str, changes: Sequence[FileChange]) -> int:
    """How many items of the workspace the changes take out of what `base` has, where these are a large part; else 0."""
    inside = [(one.path[len(prefix) :], one.after) for one in changes if one.path.startswith(prefix)]
    count = len(taken_out([path for path, after in inside if not after], [path for path, after in inside if after]))
    return count if is_large_part(count, count and documents_in(git, prefix, base)) else 0


def documents_in(git: Git, prefix: str, tree: str) -> int:
    """How many documents there are in the workspace, as a commit, or a tree, has it."""
    listed = git.some("ls-tree", "-r", "-z", "--name-only", "--full-tree", tree, prefix or ".", most=MOST_LISTED)
    return sum(1 for path in records.paths(listed or b"") if path.endswith(".md"))


def too_many() -> Stopped:
    """There is no end to what is shared, or none that can be waited for."""
    return _stopped(N_("What is shared there holds more files than can be looked at."))


def _stopped(english: str, path: str = "") -> Stopped:
    """What to raise where nothing is taken over; `english` may have a place for the path."""
    return Stopped(
        Sentence(english, path=shown(path)), Sentence(N_("Nothing here was changed. Ask whoever shared it."))
    )


def _is_looked_into(path: str, prefix: str) -> bool:
    if path.startswith(prefix):
        return is_looked_into(path[len(prefix) :])
    return is_attributes(path) and prefix.startswith(path[: -len(ATTRIBUTES)])


def _folded(path: str) -> str:
    """A path as disks have it that take names for the same which only look the same."""
    return unicodedata.normalize("NFC", path).casefold()
