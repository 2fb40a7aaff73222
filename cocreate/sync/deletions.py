"""What one side deleted, and stays because the other went on from it. Pure: what files hold in, paths out."""

from collections.abc import Iterable, Mapping
from typing import Final

from cocreate.model.items import Contribution, Project
from cocreate.model.references import references
from cocreate.sync.deciding import item_in
from cocreate.workspace.format.documents import edited, parse
from cocreate.workspace.paths import id_in_name, thread_home

_GROWN: Final = ("fresh", "growing", "taken-up")
"""The states through which an idea goes by itself, in their order."""


def still_needed(
    gone: Mapping[str, bytes], before: Mapping[str, bytes], after: Mapping[str, bytes], there: Iterable[str]
) -> list[str]:
    """The paths of what is to stand again, as something new refers to it, or to what refers to it in its turn.

    New is what was made on either side, what stands because it was changed, and what a change is first to name. What
    was moved is not deleted, and nothing is put where something else stands now.

    Args:
        gone: the items that were deleted: what each held, by its path in the workspace.
        before: what the items held that were changed.
        after: what the items will hold that were changed or made, wordings among them.
        there: the paths of all files that were changed or made, and will stand.
    """
    there = set(there)
    folders = {folder for path in there for folder in folders_above(path)}
    deleted: dict[str, tuple[str, set[str]]] = {}
    for path, data in sorted(gone.items()):
        name, named = _names(path, data)
        if name and path not in folders and there.isdisjoint(folders_above(path)):
            deleted.setdefault(name, (path, named))
    wanted: set[str] = set()
    for path, data in after.items():
        name, named = _names(path, data)
        deleted.pop(name, None)
        wanted |= named - _names(path, before.get(path, b""))[1]
    found: list[str] = []
    while names := sorted(deleted.keys() & wanted):
        for name in names:
            path, named = deleted.pop(name)
            found.append(path)
            wanted |= named
    return found


def held_again(again: Mapping[str, bytes], before: Mapping[str, bytes], after: Mapping[str, bytes]) -> dict[str, bytes]:
    """What the ideas are to hold that went back to an earlier state with a deletion that came to nothing, by path.

    Whoever takes a spin-off back makes its ideas fresh again, and an addition its idea. Where others went on from the
    spin-off, so that it stands again, its ideas are taken up as they were.

    Args:
        again: what the items hold that one side deleted, and that stand all the same.
        before: what the items held that were changed.
        after: what they will hold otherwise.
    """
    lasts: dict[str, int] = {}
    for item in (item_in(path, data) for path, data in again.items()):
        if isinstance(item, Project):
            lasts |= dict.fromkeys(item.grew_from, _GROWN.index("taken-up"))
        elif isinstance(item, Contribution) and item.kind == "addition":
            lasts.setdefault(item.on, _GROWN.index("growing"))
    found = {}
    for path in sorted(before.keys() & after.keys()):
        was, is_ = item_in(path, before[path]), item_in(path, after[path])
        if was and is_ and is_.id in lasts and {was.state, is_.state} <= set(_GROWN):
            state = _GROWN[min(_GROWN.index(was.state), lasts[is_.id])]
            if _GROWN.index(state) > _GROWN.index(is_.state):
                found[path] = edited(parse(after[path]), {"state": state}).encode()
    return found


def folders_above(path: str) -> list[str]:
    """The folders on the way to `path`, the outermost first."""
    parts = path.split("/")
    return ["/".join(parts[:end]) for end in range(1, len(parts))]


def _names(path: str, data: bytes) -> tuple[str, set[str]]:
    """The id of the item at `path`, and those of what it refers to and of that whose thread it is in."""
    item = item_in(path, data)
    if item is None:
        return "", set()
    home = id_in_name(thread_home(path).rpartition("/")[0])
    return item.id, {home, *(named for _key, named in references(item))}
