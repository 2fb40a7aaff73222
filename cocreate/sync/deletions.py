"""What one side deleted, and stays because the other went on from it. Pure: what files hold in, paths out."""

from collections.abc import Iterable, Mapping

from cocreate.model.references import references
from cocreate.sync.deciding import item_in
from cocreate.workspace.paths import id_in_name, thread_home


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
