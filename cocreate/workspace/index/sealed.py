"""Files that only this copy of the workspace believes: lines of JSON under a first line that seals them.

A file is sealed by its own time of change and by the number of the folder it is in, which stand in its first line too.
Whoever edits, copies, cuts or pushes it breaks the seal, because neither git nor an editor chooses that time, and no
archive that number.
"""

from __future__ import annotations

import json
import os
import stat
import time

from cocreate.workspace import files

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, BinaryIO

VERSION = 10

DOUBTS = (
    OSError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    RecursionError,
    OverflowError,
)
"""What reading a file raises that is not there, not sealed by this copy, or not as this program writes it."""


class SealedFolder:
    """The sealed files in `folder`, relative to the workspace at `root`, each called by its name.

    Those that hold nothing but lines of JSON are called without the ending `.jsonl`.
    """

    def __init__(self, root: str, folder: str) -> None:
        self._root = root
        self._folder = folder

    def write(self, name: str, head: dict[str, Any], lines: Iterable[bytes]) -> None:
        """Write a file in one step, and seal it: to even seconds, which every disk keeps.

        Raises:
            NotWritten, OSError: the disk said no; the file is the one it was, or is not believed.
        """
        sealed = int(time.time()) & ~1
        first = {"version": VERSION, "sealed": sealed, "folder": self._number(), **head}
        path = f"{self._folder}/{_file(name)}"
        whole = b"\n".join([json.dumps(first, separators=(",", ":")).encode(), *lines, b""])
        files.replace(self._root, path, whole)
        os.utime(f"{self._root}/{path}", (sealed, sealed))

    def open(self, name: str) -> tuple[Any, BinaryIO]:
        """The first line of a file, and the file, read up to there and to be closed; raises `DOUBTS`."""
        lines = open(f"{self._root}/{self._folder}/{_file(name)}", "rb", opener=_open_plain)  # noqa: SIM115 - handed out
        try:
            return self._checked(lines), lines
        except BaseException:
            lines.close()
            raise

    def _checked(self, lines: BinaryIO) -> Any:
        """The first line; ValueError where the seal is broken, or the version another."""
        changed = os.fstat(lines.fileno()).st_mtime_ns
        if changed % 1_000_000_000:
            raise ValueError(changed)
        head = json.loads(lines.readline())
        if (head["version"], head["sealed"] * 1_000_000_000) != (VERSION, changed) or not head["token"]:
            raise ValueError(head["version"])
        if head["folder"] != self._number():
            raise ValueError(head["folder"])
        return head

    def _number(self) -> int:
        return os.stat(f"{self._root}/{self._folder}").st_ino


def _file(name: str) -> str:
    return name if "." in name else f"{name}.jsonl"


def _open_plain(path: str, flags: int) -> int:
    handle = os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(path)
    return handle
