"""Looking through the folders of a workspace: which files are there, and by what their change is noticed."""

from __future__ import annotations

import errno
import os
import stat
import time

from cocreate.locale import N_, Sentence
from cocreate.workspace.paths import type_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

Signature = tuple[int, int, int, int]
"""mtime_ns, ctime_ns, size, inode."""

UNSURE: Signature = (0, 0, 0, 0)
"""The signature of nothing: whatever is kept under it is read again at the next look."""

DEEPEST = 6
"""Folders within folders; what lies deeper was not put there by this format."""

SAFE_AGE = 2_000_000_000
"""Nanoseconds: what changed less than this ago may change again without its signature telling."""

FOLDERS_TELL = os.name == "posix"
"""Whether a folder's signature changes with the names in it, as POSIX demands."""


class Found:
    """What a walk through folders came upon.

    Attributes:
        trusted: the folders that are unchanged, so the files known in them are the files there are.
        listed: the files in all other folders, by path, with their signatures.
        folders: every folder passed through, with its signature, `UNSURE` where it is too young to be relied
            on.
        closed: the folders that could not be listed, with the reason.
    """

    __slots__ = ("closed", "folders", "listed", "trusted")

    def __init__(self) -> None:
        self.trusted: set[str] = set()
        self.listed: dict[str, Signature] = {}
        self.folders: dict[str, Signature] = {}
        self.closed: dict[str, Sentence] = {}


def signature_of(status: os.stat_result) -> Signature:
    """The signature in what stat says."""
    return (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)


def signature_at(path: str) -> Signature | None:
    """The signature of what is at `path` itself, links not followed; None where nothing is."""
    try:
        return signature_of(os.lstat(path))
    except OSError:
        return None


def thread_folder(path: str) -> str:
    """The folder of the thread that the contribution at `path` is in, unless a hand put it elsewhere."""
    parts = path.split("/")
    return {"projects": "/".join(parts[:2]), "commons": "commons"}.get(parts[0], "/".join(parts[:-1]))


def settled(signature: Signature, seen: int) -> Signature:
    """`signature`, if whatever changes after `seen` (nanoseconds) must change it too; otherwise `UNSURE`.

    Moments to come count by their distance as well: a clock set back does not make a file read for ever.
    """
    changed, status_changed = signature[:2]
    near = abs(seen - changed) < SAFE_AGE or abs(seen - status_changed) < SAFE_AGE
    return UNSURE if near else signature


def walk(root: str, tops: Iterable[str], known: Mapping[str, Signature], leaves: Container[str] = ()) -> Found:
    """Look through `tops`, folders relative to `root`, and all below; links are never followed.

    A folder that has the signature under which it is `known` is not listed, its known subfolders are gone
    through in turn: 10 000 folders are looked at in a fifth of the time that listing them takes. Folders
    that are `leaves` are not looked at themselves, and count as trusted.
    """
    found = Found()
    below = _below(known) if FOLDERS_TELL else {}
    open_ = [(top, top.count("/")) for top in tops]
    while open_:
        folder, depth = open_.pop()
        status = _status(root, folder, found)
        if status is None:
            continue
        signature = signature_of(status)
        if below and known.get(folder) == signature:
            found.folders[folder] = signature
            found.trusted.add(folder)
            if folder in below:
                open_ += [(each, depth + 1) for each in below[folder]]
            continue
        found.folders[folder] = settled(signature, time.time_ns())
        open_ += [(each, depth + 1) for each in _list(root, folder, found, leaves) if depth < DEEPEST]
    return found


def compare(root: str, known: Mapping[str, Signature], found: Found) -> tuple[dict[str, Signature], list[str]]:
    """Of the `known` files those that changed, with their signatures now, and those that are gone.

    In a trusted folder each is looked at by itself; elsewhere the walk that `found` came of has listed them.
    """
    stale: dict[str, Signature] = {}
    gone: list[str] = []
    lstat, trusted, listed, closed = os.lstat, found.trusted, found.listed, found.closed
    for path, before in known.items():
        now: Signature | None
        if path.rpartition("/")[0] in trusted and path not in closed:
            try:
                status = lstat(f"{root}/{path}")
                now = (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)
            except OSError:
                now = None
        else:
            now = listed.get(path)
        if now is None:
            gone.append(path)
        elif now != before:
            stale[path] = now
    return stale, gone


def _status(root: str, folder: str, found: Found) -> os.stat_result | None:
    """What stat says of a folder; None where there is none, noted as closed where something else is there."""
    try:
        status = os.lstat(f"{root}/{folder}")
    except FileNotFoundError:
        return None
    except OSError as error:
        found.closed[folder] = _why_closed(error)
        return None
    if stat.S_ISDIR(status.st_mode):
        return status
    found.closed[folder] = Sentence(N_("it is no folder"))
    return None


def _below(known: Mapping[str, Signature]) -> dict[str, list[str]]:
    """The known folders by the folder they are in."""
    below: dict[str, list[str]] = {}
    for folder in known:
        below.setdefault(folder.rpartition("/")[0], []).append(folder)
    return below


def _list(root: str, folder: str, found: Found, leaves: Container[str]) -> list[str]:
    """Note the files in `folder` and which folders in it are `leaves`, and return the other folders in it."""
    folders = []
    try:
        with os.scandir(f"{root}/{folder}") as entries:
            for entry in entries:
                name = entry.name
                path = f"{folder}/{name}"
                if path in leaves:
                    if entry.is_dir(follow_symlinks=False):
                        found.trusted.add(path)
                elif name.endswith(".md") and name[0] != "." and type_at(path):
                    _note(entry, path, found)
                elif name[0] != "." and entry.is_dir(follow_symlinks=False):
                    folders.append(path)
    except FileNotFoundError:
        return []
    except OSError as error:
        found.closed[folder] = _why_closed(error)
        found.folders[folder] = UNSURE
    return folders


def _note(entry: os.DirEntry[str], path: str, found: Found) -> None:
    try:
        found.listed[path] = signature_of(entry.stat(follow_symlinks=False))
    except FileNotFoundError:
        return


def _why_closed(error: OSError) -> Sentence:
    if error.errno == errno.EACCES:
        return Sentence(N_("this computer does not allow looking into it"))
    return Sentence(N_("it cannot be looked into: {reason}"), reason=error.strerror or str(error))
