"""Drafts: what somebody typed and has not sent, kept so that a crash or a closed terminal costs no word.

A draft belongs to one place (such as the composer of one idea) and to the process that writes it. Once that process is
gone, the next one to open the same place finds it.
"""

import os
from contextlib import suppress

from cocreate.model.errors import NotWritten, Unreadable
from cocreate.workspace import files
from cocreate.workspace.local import local_folder
from cocreate.workspace.paths import LOCAL

FOLDER = "drafts"


class Drafts:
    """The drafts of one process in the workspace at `root`."""

    def __init__(self, root: str, process: int | None = None) -> None:
        self._root = root
        self._process = process or os.getpid()

    def keep(self, place: str, text: str) -> bool:
        """Keep `text` as the draft of `place`; an empty one is dropped. False if the disk said no."""
        if not text.strip():
            self.drop(place)
            return True
        try:
            local_folder(self._root, FOLDER)
            files.replace(self._root, self._path(place, self._process), text.encode("utf-8", "replace"))
        except (NotWritten, OSError):
            return False
        return True

    def find(self, place: str) -> str:
        """The draft of `place` that this process or one that is gone has left; empty if there is none."""
        waiting = [name for name in self._names(place) if self._is_free(name)]
        texts = [(self._changed(name), self._read(name)) for name in waiting]
        return max(texts, default=(0.0, ""))[1]

    def drop(self, place: str) -> None:
        """Forget the drafts of `place` that `find` would find: it was sent, or let go."""
        for name in self._names(place):
            if self._is_free(name):
                with suppress(OSError):
                    os.unlink(f"{self._root}/{LOCAL}/{FOLDER}/{name}")

    def places(self) -> list[str]:
        """The places that have a draft nobody else is writing."""
        return sorted({name.rpartition("~")[0] for name in self._names("") if self._is_free(name)})

    def _path(self, place: str, process: int) -> str:
        return f"{LOCAL}/{FOLDER}/{place}~{process}"

    def _names(self, place: str) -> list[str]:
        try:
            names = os.listdir(f"{self._root}/{LOCAL}/{FOLDER}")
        except OSError:
            return []
        shown = [name for name in names if not name.startswith(".")]
        return [name for name in shown if not place or name.rpartition("~")[0] == place]

    def _is_free(self, name: str) -> bool:
        """Whether the draft is ours, or its process is gone."""
        process = name.rpartition("~")[2]
        if not process.isdecimal():
            return True
        return int(process) == self._process or not _is_running(int(process))

    def _changed(self, name: str) -> float:
        try:
            return os.stat(f"{self._root}/{LOCAL}/{FOLDER}/{name}", follow_symlinks=False).st_mtime
        except OSError:
            return 0.0

    def _read(self, name: str) -> str:
        try:
            return files.read(self._root, f"{LOCAL}/{FOLDER}/{name}").decode("utf-8", "replace")
        except (OSError, Unreadable):
            return ""


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
