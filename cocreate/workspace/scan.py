"""Looking through the folders of a workspace: which files are there, and by what their change is noticed."""

import os
from collections.abc import Iterable, Iterator

from cocreate.workspace.paths import FOLDERS, type_at

Signature = tuple[int, int, int, int]
"""mtime_ns, ctime_ns, size, inode (DESIGN section 4, rule 4)."""

DEEPEST = 6
"""Folders within folders; what lies deeper was not put there by this format."""


def scan(root: str, folders: Iterable[str] = FOLDERS) -> dict[str, Signature]:
    """Every file that could hold an item, by its path, with its signature. Links are never followed."""
    found: dict[str, Signature] = {}
    for folder in folders:
        for entry, path in _walk(root, folder, 0):
            status = entry.stat(follow_symlinks=False)
            found[path] = (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)
    return found


def _walk(root: str, folder: str, depth: int) -> Iterator[tuple["os.DirEntry[str]", str]]:
    try:
        entries = list(os.scandir(f"{root}/{folder}"))
    except OSError:
        return
    for entry in entries:
        name = entry.name
        if name.startswith("."):
            continue
        path = f"{folder}/{name}"
        if type_at(path):
            yield entry, path
        elif depth < DEEPEST and entry.is_dir(follow_symlinks=False):
            yield from _walk(root, path, depth + 1)
