"""Who is here: each sitting with screens tells where it is in a small file of its own, in `.cocreate/here/`.

So people see one another at one table and among separate programs on one copy. It is never in git, nothing of it is
kept, and it is gone with the sitting; what a crash left is taken away by whoever looks next.
"""

import json
import os
from contextlib import suppress
from threading import Lock
from typing import NamedTuple

from cocreate.model.errors import NotWritten
from cocreate.model.ids import is_person_slug
from cocreate.sittings.terminal import process_key, process_stands
from cocreate.workspace import files
from cocreate.workspace.files import local_folder
from cocreate.workspace.paths import LOCAL

FOLDER = f"{LOCAL}/here"


class Present(NamedTuple):
    """Those who speak at a sitting, and where they are: the mode, and the id of what is selected, or nothing."""

    people: tuple[str, ...]
    mode: str
    item: str = ""


class Presence:
    """What one sitting tells of where it is. Its methods write files, so screens call them in a thread.

    Args:
        root: the folder of the workspace.

    Attributes:
        told: what was told last.
    """

    def __init__(self, root: str) -> None:
        self._root, self._lock, self._is_over = root, Lock(), False
        self.told = Present((), "")
        self._name = f"{process_key(os.getpid())}~{os.urandom(4).hex()}"

    def tell(self, present: Present) -> None:
        """Be here, at this place; a disk that says no costs only this."""
        with self._lock, suppress(NotWritten, OSError):
            if self._is_over or present == self.told or not present.people:
                return
            self.told = present
            local_folder(self._root, "here")
            files.replace(self._root, f"{FOLDER}/{self._name}", json.dumps(present).encode())

    def leave(self) -> None:
        """Be here no more, whatever is told late."""
        with self._lock, suppress(OSError):
            self._is_over = True
            os.unlink(f"{self._root}/{FOLDER}/{self._name}")


def here_now(root: str) -> list[Present]:
    """Who is here now, in the order of their names."""
    found = []
    with suppress(OSError):
        for name in os.listdir(f"{root}/{FOLDER}"):
            if name.startswith("."):
                continue
            if not process_stands(name.partition("~")[0]):
                with suppress(OSError):
                    os.unlink(f"{root}/{FOLDER}/{name}")
            elif present := _read(f"{root}/{FOLDER}/{name}"):
                found.append(present)
    return sorted(found)


def _read(path: str) -> Present | None:
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with open(handle, encoding="utf-8") as file:
            people, mode, item = json.loads(file.read(4096))
        by = tuple(filter(is_person_slug, people))
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    return Present(by, str(mode), str(item)) if by else None
