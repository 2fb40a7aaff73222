"""A look at the files: which of them are new or other than the index knows them, and which are gone.

A look goes by stat signatures and opens no file. It goes through every folder that can hold what is asked for, or
only to some paths: what a watcher reported, what an act wrote. Both ways see the same of the same files, and what a
look at some paths learns never keeps a later look at everything from seeing the rest.
"""

from __future__ import annotations

import os
import stat

from cocreate.model.items import TYPES
from cocreate.workspace.index import scan
from cocreate.workspace.index.saved import FOLDER, UNREAD
from cocreate.workspace.index.scan import DEEPEST, UNSURE, Found, Signature
from cocreate.workspace.paths import FOLDERS, type_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cocreate.locale import Sentence
    from cocreate.workspace.index.storage import AtomicStorage

    Ground = dict[str, os.stat_result | None]
    """What stat says of what was passed in a look, None where nothing is."""

ALL = tuple(TYPES)

HOMES: dict[str, tuple[str, ...]] = {
    "person": ("people",),
    "project": ("projects",),
    "idea": ("ideas",),
    "contribution": ("projects", "ideas", "commons"),
}
"""The folders in which items of a type can be."""


class Look:
    """What a look decided.

    Attributes:
        stale: the files to read, by path, with their signatures now.
        gone: the paths known to the index at which no file is any more; one may come twice.
        closed: the folders that could not be looked into, with the reason.
    """

    __slots__ = ("closed", "gone", "stale")

    def __init__(self) -> None:
        self.stale: dict[str, Signature] = {}
        self.gone: list[str] = []
        self.closed: dict[str, Sentence] = {}


# At everything


def look_at_all(root: str, storage: AtomicStorage, types: Iterable[str] = ALL) -> Look:
    """Compare the signature of every file that can hold one of `types` with the known one.

    Where contributions are not asked for, the folder of an idea or a project is not looked at beyond the
    one file known in it: the rest of it is its thread.
    """
    types = tuple(types)
    tables = (*types, UNREAD)
    tops = [top for top in FOLDERS if any(top in HOMES[type_] for type_ in types)]
    leaves: set[str] = set()
    if "contribution" in types:
        storage.vouch_for_folders(tables)
        found = scan.walk(root, tops, storage.signatures(FOLDER))
    else:
        rows = (path for type_ in types if type_ != "person" for path in storage.signatures(type_))
        leaves = {path.rpartition("/")[0] for path in rows}
        found = scan.walk(root, tops, {}, leaves)
    look = Look()
    for table in types:
        _compare(root, storage.signatures(table), found, look)
    _compare_unread(root, _unread_in_look(storage, types, tops, leaves), found, look)
    _take_new(storage, tables, found, look)
    if set(types) == set(ALL):
        _note_folders(storage, storage.signatures(FOLDER), found)
    else:
        _doubt_folders(storage, look.gone)
    return look


def _unread_in_look(
    storage: AtomicStorage, types: tuple[str, ...], tops: list[str], leaves: set[str]
) -> dict[str, Signature]:
    """The unreadable files, and the folders that could not be looked into, that a look at `types` can tell of."""
    unread = storage.signatures(UNREAD)
    return {
        path: unread[path]
        for path in unread
        if (type_at(path) in types if type_at(path) else _top(path) in tops and leaves.isdisjoint(_way(path)))
    }


def _way(path: str) -> Iterator[str]:
    """A path, and the folders on the way to it, but for the first."""
    while "/" in path:
        yield path
        path = path.rpartition("/")[0]


def _top(path: str) -> str:
    return path.split("/", maxsplit=1)[0]


def _compare(root: str, known: dict[str, Signature], found: Found, look: Look) -> None:
    """Take over what became of the `known` files, as far as they are where `found` was found."""
    stale, gone = scan.compare(root, known, found)
    look.stale |= stale
    look.gone += gone


def _compare_unread(root: str, unread: dict[str, Signature], found: Found, look: Look) -> None:
    """As `_compare`, for what is `unread`: a folder among it counts only as long as it cannot be looked into."""
    _compare(root, {path: unread[path] for path in unread if type_at(path)}, found, look)
    look.gone += [path for path in unread if not type_at(path) and path not in found.closed]


def _take_new(storage: AtomicStorage, tables: Iterable[str], found: Found, look: Look) -> None:
    """Take over what was found that is in none of `tables`, as far as it belongs into one of them."""
    known = {table: storage.signatures(table) for table in tables}
    for path, signature in found.listed.items():
        if type_at(path) in known and not any(path in table for table in known.values()):
            look.stale[path] = signature
    look.closed |= found.closed


# At some paths


def look_at(root: str, storage: AtomicStorage, paths: Iterable[str]) -> Look:
    """Compare the signatures of the files at and below `paths` with the known ones; nothing else is touched.

    What is asked of the system and of the index grows with `paths` and with what is below them only.
    """
    look = Look()
    ground: Ground = {}
    for place in _apart({_place(root, path, storage.signatures(UNREAD), ground) for path in _fit(paths)}):
        status = ground.get(place)
        if type_at(place):
            _look_at_file(storage, place, status, look)
        else:
            _look_at_folder(root, storage, place, status, look)
    return look


def _fit(paths: Iterable[str]) -> Iterator[str]:
    """Those of `paths` at which something of the workspace can be: no part is hidden, empty, or leads upwards."""
    for path in paths:
        parts = path.rstrip("/").split("/")
        if parts[0] in FOLDERS and not any(part.startswith(".") or not part for part in parts):
            yield "/".join(parts)


def _place(root: str, path: str, unread: dict[str, Signature], ground: Ground) -> str:
    """Where on the way to `path` a look has to begin; what stat says of what was passed goes into `ground`.

    That is `path` itself, unless the way ends before: at a file, at something that is no folder, where nothing is, or
    at a folder that could not be looked into, because of which everything in it is unknown.
    """
    at = ""
    for name in path.split("/"):
        folder, at = at, f"{at}/{name}" if at else name
        if at not in ground:
            try:
                ground[at] = os.lstat(f"{root}/{at}")
            except (FileNotFoundError, NotADirectoryError):
                ground[at] = None
            except OSError:
                return folder or at  # whoever looks into the folder will hear why
        status = ground[at]
        if status is None or not stat.S_ISDIR(status.st_mode) or type_at(at) or at in unread:
            break
    return at


def _apart(places: set[str]) -> Iterator[str]:
    """Those of `places` that are not in another one of them."""
    last = ""
    for place in sorted(places, key=lambda place: place.split("/")):
        if not last or not place.startswith(f"{last}/"):
            last = place
            yield place


def _look_at_file(storage: AtomicStorage, path: str, status: os.stat_result | None, look: Look) -> None:
    tables = (type_at(path), UNREAD)
    known = next(filter(None, (storage.signatures(table).get(path) for table in tables)), None)
    now = scan.signature_of(status) if status and path.count("/") <= DEEPEST + 1 else None
    if now is None and known is not None:
        look.gone.append(path)
    elif now is not None and now != known:
        look.stale[path] = now


def _look_at_folder(root: str, storage: AtomicStorage, place: str, status: os.stat_result | None, look: Look) -> None:
    """Look at what is below `place`, which may be gone, or be no folder any more.

    Args:
        root: the folder of the workspace.
        storage: what is known.
        place: relative to `root`.
        status: what stat says of it; None where nothing is, or where it did not say.
        look: takes what is found.
    """
    top = _top(place)
    types = [type_ for type_ in ALL if top in HOMES[type_]]
    storage.vouch_for_folders((*types, UNREAD))
    known = _below(storage, FOLDER, place)
    is_other = status is not None and not stat.S_ISDIR(status.st_mode) and place != top
    found = scan.walk(root, [] if is_other or place.count("/") > DEEPEST else [place], known)
    for table in types:
        _compare(root, _below(storage, table, place), found, look)
    _compare_unread(root, _below(storage, UNREAD, place), found, look)
    _take_new(storage, (*types, UNREAD), found, look)
    _note_folders(storage, known, found)


def _below(storage: AtomicStorage, table: str, place: str) -> dict[str, Signature]:
    """What is known of `place` and of what is below it."""
    signatures = storage.signatures(table)
    return {path: signatures[path] for path in storage.below(table, place)}


# What is known of folders


def _note_folders(storage: AtomicStorage, known: Iterable[str], found: Found) -> None:
    """Take over what was seen of folders, now that every file in them is looked at; `known` were there before."""
    rows = storage.read()[FOLDER]
    for folder in set(known) - found.folders.keys():
        rows.pop(folder, None)
        storage.note(FOLDER, folder, None)
    for folder, signature in found.folders.items():
        if folder not in found.trusted:
            rows[folder] = {}
            storage.note(FOLDER, folder, signature)


def _doubt_folders(storage: AtomicStorage, gone: Iterable[str]) -> None:
    """List the folders of what is gone anew when everything is looked at.

    A folder that is moved away and back may look as before, and what was in it is known no more.
    """
    for path in gone:
        folder = path.rpartition("/")[0]
        if folder in storage.signatures(FOLDER):
            storage.note(FOLDER, folder, UNSURE)
