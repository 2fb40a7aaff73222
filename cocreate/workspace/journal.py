"""Who wrote what in this copy since it was last in step, so that sync credits it to them.

A line is added before a file is written. It names the file by what will be in it: a line whose file never came, or was
changed by a hand since, matches nothing and does no harm. Nothing heavy is imported: catching an idea passes here.
"""

import os
from binascii import crc32
from fcntl import LOCK_EX, flock

from cocreate.workspace.local import local_folder
from cocreate.workspace.paths import LOCAL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_NOW = "written"


class Entry:
    """That `by` wrote the content of mark `mark` to the file at `path`; `mark` is what `mark_of` makes of it."""

    __slots__ = ("by", "mark", "path")

    def __init__(self, path: str, mark: str, by: "tuple[str, ...]") -> None:
        self.path = path
        self.mark = mark
        self.by = by


def mark_of(data: bytes) -> str:
    """A short mark by which content is known again."""
    return f"{crc32(data):08x}{len(data):x}"


def note(root: str, path: str, data: bytes, by: "Iterable[str]") -> None:
    """Note that `by` are about to write `data` to the file at `path`; a disk that says no costs only this note."""
    try:
        name = f"{local_folder(root)}/{_NOW}"
        handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
        try:
            flock(handle, LOCK_EX)
            os.write(handle, f"{mark_of(data)} {','.join(by)} {path}\n".encode())
        finally:
            os.close(handle)
    except OSError:
        return


def entries(root: str) -> list[Entry]:
    """All notes, in the order in which they were made."""
    try:
        with open(f"{root}/{LOCAL}/{_NOW}", encoding="utf-8", errors="replace") as lines:
            parts = [line.rstrip("\n").split(" ", 2) for line in lines]
    except OSError:
        return []
    return [Entry(part[2], part[0], tuple(part[1].split(","))) for part in parts if len(part) == 3]


def forget(root: str, count: int) -> None:
    """Drop the first `count` notes, now that what they tell is kept elsewhere."""
    try:
        with open(f"{root}/{LOCAL}/{_NOW}", "r+b", buffering=0) as file:
            flock(file, LOCK_EX)
            left = b"".join(file.readall().splitlines(keepends=True)[count:])
            file.seek(0)
            file.truncate()
            file.write(left)
    except OSError:
        return
