"""What was copied with its folder and kept its ids: how each file gets an id of its own, and goes on what was copied.

The new ids follow from the path and the old id, so that two copies of the workspace that mend the same make the same.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from cocreate.locale import _
from cocreate.model.collection import Collection
from cocreate.model.errors import Unreadable
from cocreate.model.ids import id_from
from cocreate.model.items import Value
from cocreate.workspace import files
from cocreate.workspace.format.documents import edited, parse
from cocreate.workspace.merge.edits import open_document, save_document
from cocreate.workspace.paths import id_in_name, thread_home, type_at

HOMES: Final = ("idea.md", "project.md")
"""What a project or an idea is kept in, which has the id in the name of its folder."""


def id_at(root: str, path: str) -> str:
    """The id that the file at `path` says it has; empty where it says none."""
    try:
        return str(parse(files.read(root, path)).fields.get("id", ""))
    except (Unreadable, FileNotFoundError):
        return ""


def own_name(path: str) -> str:
    """The id that the path of an item was made with."""
    folder, _slash, name = path.rpartition("/")
    return id_in_name(folder.rpartition("/")[2] if name in HOMES else name)


@dataclass(frozen=True, slots=True)
class Mend:
    """What mends something: to `do` it, and, in words, what it comes to."""

    do: Callable[[], None]
    how: str


def mend_of(root: str, collection: Collection, path: str) -> Mend | None:
    """What gives the unread file at `path` an id of its own; None where it is no copy of what is here.

    Args:
        root: the folder of the workspace.
        collection: everything that could be read.
        path: a file that could not.
    """
    name = id_at(root, path)
    first = collection.get(name) if name else None
    if first is None or own_name(first.path) != name:
        return None
    if own_name(path) != name:
        return _renamed(root, path, {"id": _new_id(path, name)})
    home, first_home = thread_home(path), thread_home(first.path)
    here, there = _id_of_home(root, collection, home), id_at(root, first_home)
    if type_at(path) != "contribution" or not here or here == there:
        return None
    on = first.text("on")
    above = collection.get(on)
    copied = _moved(above.path, first_home, home) if above else ""
    if on == there:
        on = here
    elif copied != home and os.path.isfile(f"{root}/{copied}"):
        on = _new_id(copied, on)
    return _renamed(root, path, {"id": _new_id(path, name), "on": on})


def _id_of_home(root: str, collection: Collection, home: str) -> str:
    """The id that a copied project or idea has by now, or will get; empty where it is no copy."""
    name = id_at(root, home) if home else ""
    first = collection.get(name) if name else None
    if first is None or first.path == home:
        return name if first else ""
    return "" if own_name(home) == name else _new_id(home, name)


def _moved(path: str, home: str, other: str) -> str:
    """Where in the folder of `other` the file is that is at `path` in the folder of `home`."""
    folder = home.rpartition("/")[0]
    return other.rpartition("/")[0] + path.removeprefix(folder) if path.startswith(f"{folder}/") else other


def _new_id(path: str, name: str) -> str:
    """The id of what was copied to `path`: the one in its path, else one that follows from that and the old one."""
    own = own_name(path)
    return (
        own if own and own != name else id_from(sha256(f"{path}\0{name}".encode("utf-8", "surrogateescape")).digest())
    )


def _renamed(root: str, path: str, values: Mapping[str, Value]) -> Mend:
    def mend() -> None:
        base = open_document(root, path)
        save_document(root, path, base, edited(base, values))

    how = _("its id is {id} now").format(id=values["id"])
    if on := values.get("on"):
        how = _("its id is {id} now, and it is on {on}").format(id=values["id"], on=on)
    return Mend(mend, how)
