"""Doubles: of several files that hold one id, the thing itself, and the copies that something made of it.

Who keeps a folder in step between computers copies what it cannot bring together, and adds words to the name: ` 2`,
` (conflicted copy 2026-11-26)`, `.sync-conflict-…`. No list of these is ever complete; but a name of this format ends
in the id that it was made with, and holds nothing but letters, digits and hyphens, so whatever was added shows.
"""

from __future__ import annotations

from cocreate.model.ids import ID_LENGTH, is_id

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cocreate.model.items import Item

_HOMES = {"projects": 1, "ideas": 2}
"""Which part of a path is the folder of a thread, by the folder it begins with."""

Standing = tuple[int, list[str]]


def standing(item: Item) -> Standing:
    """What sorts the thing itself before its copies: to how many names something was added, then its path."""
    parts = item.path.removesuffix(".md").split("/")
    place = _HOMES.get(parts[0], len(parts))
    home = "".join(parts[place : place + 1])  # none in the commons
    if item.type != "contribution":
        return _added(home, item.id), parts
    return _added(parts[-1], item.id) + (_added(home, home[-ID_LENGTH:]) if home else 0), parts


def _added(name: str, id_: str) -> int:
    """1 where something was added to a name that was made with `id_`, else 0."""
    as_made = is_id(id_) and name.endswith(id_) and name.isascii() and name.replace("-", "").isalnum()
    return 0 if as_made else 1
