"""What stays here though it was written here: what nobody else would let in, and what nobody may have meant.

By the same rules as the gate's (`limits`): what would be stopped elsewhere never leaves, and is named. And where a
large part of the workspace is gone, as when a disk is not there, nobody is told before somebody says that it is meant.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from cocreate.locale import _
from cocreate.model.errors import CocreateError
from cocreate.sync import filters
from cocreate.sync.attributes import is_attributes
from cocreate.sync.copies import copy_at
from cocreate.sync.deletions import folders_above
from cocreate.sync.gate import documents_in
from cocreate.sync.git import Git
from cocreate.sync.limits import NO_MARK, not_shared
from cocreate.sync.pending import Pending, find_pending
from cocreate.sync.taking_out import is_large_part, taken_out
from cocreate.workspace.paths import MARK, type_at


def withhold(git: Git, prefix: str, found: Pending, *, may_delete: bool = False) -> Pending:
    """What of the changes `found` is to be shared; what is left of them is named, and what waits for a yes is held.

    Args:
        git: in the workspace.
        prefix: the workspace's path in its repository, empty or ending in `/`.
        found: what changed.
        may_delete: whether somebody has said that a large part is to be taken out.
    """
    left, there = dict(found.left), [change.path for change in found.changes if not change.is_gone]
    if filters.are_off(git) or any(map(is_attributes, left)):
        left |= dict.fromkeys(filters.converted(git, there), filters.why())
    if any(change.path == MARK and change.is_gone for change in found.changes):
        left[MARK] = _(NO_MARK.here)
    held = () if may_delete else _held(git, prefix, found)
    folders = {folder for path in held for folder in folders_above(path)}
    left |= {path: _("a large part of the workspace was there, and is gone here") for path in there if path in folders}
    changes = tuple(one for one in found.changes if one.path not in left and one.path not in held)
    return replace(found, changes=changes, left=left, held=held)


def _held(git: Git, prefix: str, found: Pending) -> tuple[str, ...]:
    """What is gone here and waits until somebody says that it is meant: all of it, where it is a large part."""
    gone = [change.path for change in found.changes if change.is_gone and change.path != MARK]
    new = [change.path for change in found.changes if change.is_new and not change.is_gone]
    items = taken_out(gone, new)
    if not (is_large_part(len(items), len(items)) and _is_shared(git)):
        return ()
    is_large = is_large_part(len(items), documents_in(git, prefix, found.head))
    return tuple(path for path in gone if path in items or not type_at(path)) if is_large else ()


def _is_shared(git: Git) -> bool:
    """Whether anybody else has what is here."""
    return bool(git.line("for-each-ref", "--count=1", "refs/cocreate", "refs/remotes"))


def what_stays(root: str) -> Iterator[tuple[str, str]]:
    """The paths of the workspace at `root` that are not shared for a reason beyond the file itself, with the reason."""
    try:
        copy = copy_at(root)
        calm = filters.without(copy.git)
        found = find_pending(calm, copy.prefix)
        there = [change.path for change in found.changes if not change.is_gone]
        found = withhold(copy.git if filters.work(copy.git, there) else calm, copy.prefix, found)
    except CocreateError:  # without a history nothing is shared
        return
    yield from ((path, why) for path, why in found.left.items() if not not_shared(root, path))
    yield from _gone(found.held)


def _gone(held: Iterable[str]) -> Iterator[tuple[str, str]]:
    """What is gone, by its outermost folder: nobody reads a line for each of a thousand."""
    for folder in dict.fromkeys(path.partition("/")[0] for path in held):
        yield folder, _("a large part of it is gone here; the others have it still")
