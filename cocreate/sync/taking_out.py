"""How much is taken out at once: a large part of a workspace does not go without a word, whichever way. Pure."""

from collections.abc import Iterable
from typing import Final

from cocreate.workspace.paths import id_in_name, type_at

FEWEST: Final = 5
"""So few items are never a large part."""


def taken_out(gone: Iterable[str], new: Iterable[str]) -> list[str]:
    """The items at the paths `gone` that are not at one of the `new` paths instead: what was moved is still there."""
    moved = {own_name(path) for path in new if type_at(path)} - {""}
    return [path for path in gone if type_at(path) and own_name(path) not in moved]


def is_large_part(count: int, of: int) -> bool:
    """Whether `count` items are a large part of so many documents: more than a fifth of everything."""
    return count >= FEWEST and count * 5 > of


def own_name(path: str) -> str:
    """The id that the path of an item was made with; empty where it has none, as the card of a person."""
    folder, _slash, name = path.rpartition("/")
    return id_in_name(folder.rpartition("/")[2] if name in {"idea.md", "project.md"} else name)
