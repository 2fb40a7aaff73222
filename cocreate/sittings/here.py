"""Who is here: each sitting with screens tells where it is in a small file of its own, in `.cocreate/here/`.

So people see one another at one table and among separate programs on one copy. It is never in git, nothing of it is
kept, and it is gone with the sitting; what a crash left is taken away by whoever looks next. Places are told, and never
what somebody types. Whatever stands in a file there may be by any program, so only plain words are taken from it.
"""

import json
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from itertools import islice
from typing import Final, NamedTuple

from cocreate.model.ids import is_person_slug
from cocreate.sittings.terminal import process_key, process_stands
from cocreate.workspace.files import local_folder
from cocreate.workspace.paths import LOCAL

FOLDER = f"{LOCAL}/here"

MOST: Final = 500
"""So many are seen at most."""

FARTHEST: Final = 1_000_000
"""The last block of a text that somebody may stand on."""

SURE: Final = 2_000_000_000
"""Nanoseconds after which a folder's time tells of every change: within a moment, two may bear the same."""

STILL: Final = 20
"""So many looks at the folder's time alone, then one at who of them still runs: a crash changes no folder."""


class Place(NamedTuple):
    """Where somebody is: a mode, and what is selected in its list.

    Further, as far as the mode has them: its tab, which of its panes has the keys, what they stand on there, and which
    block of the text is the topmost in view.
    """

    mode: str
    item: str = ""
    tab: str = ""
    stage: str = ""
    at: str = ""
    far: int = 0


NOWHERE: Final = Place("")


class Present(NamedTuple):
    """Those who speak at a sitting, where they are, which sitting they follow, and where they asked others to come.

    `call` differs from one time they asked to the next, and is empty before the first.
    """

    people: tuple[str, ...]
    place: Place
    after: str = ""
    call: str = ""
    called_to: Place = NOWHERE


NOBODY: Final = Present((), NOWHERE)


class Presence:
    """What one sitting tells of where it is. Its methods write files, so screens call them in a thread.

    Args:
        root: the folder of the workspace.

    Attributes:
        name: what this sitting is known by as long as it lasts.
        told: what was told last.
    """

    def __init__(self, root: str) -> None:
        from threading import Lock  # deferred: who asks once who is here needs none

        self._root, self._lock, self._is_over = root, Lock(), False
        self.told = NOBODY
        self.name = f"{process_key(os.getpid())}~{os.urandom(4).hex()}"

    def tell(self, present: Present) -> None:
        """Be here, at this place; a disk that says no costs only this."""
        with self._lock, suppress(OSError):
            if self._is_over or present == self.told or not present.people:
                return
            self.told = present
            folder = local_folder(self._root, "here")
            _write(f"{folder}/.{self.name}", f"{folder}/{self.name}", json.dumps(present).encode())

    def leave(self) -> None:
        """Be here no more, whatever is told late."""
        with self._lock, suppress(OSError):
            self._is_over = True
            os.unlink(f"{self._root}/{FOLDER}/{self.name}")


def _write(beside: str, path: str, data: bytes) -> None:
    """Give `path` other bytes at once. What matters for a moment need not reach the disk, so nothing waits for that."""
    with suppress(FileNotFoundError):
        os.unlink(beside)
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
    try:
        os.write(handle, data)
    finally:
        os.close(handle)
    os.replace(beside, path)


class Here:
    """Who is here, by sitting, as last seen. A look asks for the time of one folder, and reads what changed it.

    Args:
        root: the folder of the workspace.
    """

    def __init__(self, root: str) -> None:
        from threading import Lock  # deferred: who asks once who is here needs none

        self._root, self._lock = root, Lock()
        self._seen, self._looks = -1, 0
        self.present: Mapping[str, Present] = {}

    def look(self) -> bool:
        """Look who is here now; whether anybody came, went on or left."""
        with self._lock:
            changed = _changed(self._root)
            self._looks = (self._looks + 1) % STILL
            if changed == self._seen and (self._looks or not self.present):
                return False
            self._seen = changed if time.time_ns() - changed > SURE else -1
            before, now = self.present, by_sitting(self._root) if changed else {}
            if now == before:
                return False
            self.present = now
            return True


def _changed(root: str) -> int:
    """When the folder of those who are here changed last; 0 where there is none."""
    try:
        return os.stat(f"{root}/{FOLDER}").st_mtime_ns
    except OSError:
        return 0


def here_now(root: str) -> list[Present]:
    """Who is here now, in the order of their names."""
    return list(by_sitting(root).values())


def by_sitting(root: str) -> dict[str, Present]:
    """Who is here now, in the order of their names, by what their sittings are known by."""
    found = {}
    with suppress(OSError):
        for name in islice(os.listdir(f"{root}/{FOLDER}"), MOST):
            if name.startswith("."):
                continue
            if not process_stands(name.partition("~")[0]):
                with suppress(OSError):
                    os.unlink(f"{root}/{FOLDER}/{name}")
            elif present := _read(f"{root}/{FOLDER}/{name}"):
                found[name] = present
    return dict(sorted(found.items(), key=lambda one: (one[1], one[0])))


def _read(path: str) -> Present | None:
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with open(handle, encoding="utf-8") as file:
            people, place, after, call, called_to = json.loads(file.read(4096))
        by = tuple(filter(is_person_slug, people))
        return Present(by, _place(place), str(after), _word(call), _place(called_to)) if by else None
    except (OSError, ValueError, TypeError, RecursionError):
        return None


def _place(told: object) -> Place:
    """A place as it was told, of plain words alone."""
    if not isinstance(told, list) or len(told) != len(Place._fields):
        return NOWHERE
    mode, item, tab, stage, at = map(_word, told[:-1])
    far = told[-1]
    return Place(mode, item, tab, stage, at, far if type(far) is int and 0 <= far <= FARTHEST else 0)


def _word(told: object) -> str:
    """A mode, a pane, or what a thing is known by; all of them are written as short names are."""
    return told if isinstance(told, str) and is_person_slug(told) else ""
