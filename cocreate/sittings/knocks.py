"""Knocks told to the other programs on a copy, so that whoever sits at screens of their own hears them, and answers.

The door writes a file for each knock, in a folder that is for the eyes of its account alone. Whoever answers renames
it: of several who do at once the disk lets one, so one answer is heard. Nothing is taken from a file or folder that
another account could have written, and what a door left that is no more is taken away by whoever looks next.
"""

import json
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from itertools import islice
from threading import RLock
from typing import Final

from cocreate.model.ids import is_person_slug
from cocreate.model.text import clean_line
from cocreate.sittings.doorbell import Doorbell, Knock
from cocreate.sittings.doors import door_path
from cocreate.sittings.terminal import process_key, process_stands

FOLDER: Final = "knocks"

YES, NO = "yes", "no"

MOST: Final = 100
"""So many files are looked at."""

LONGEST_NAME, LONGEST_ENDS = 200, 12
"""Characters that are taken of a name, and of the end of a key."""


class Telling:
    """Tells other programs on this copy who knocks here, and hears what they answer. Its methods use files.

    Args:
        doorbell: of the table behind this door.
        folder: of this door.
    """

    def __init__(self, doorbell: Doorbell, folder: str) -> None:
        self._doorbell, self._folder = doorbell, f"{folder}/{FOLDER}"
        self._lock = RLock()
        self._told: dict[str, Knock] = {}
        self._deaf = doorbell.listen(self._rang)
        doorbell.claim = self._claim

    def _rang(self) -> None:
        """Somebody knocks, or does not any more."""
        with self._lock:
            knocking = [knock for knock in self._doorbell.knocking if not knock.elsewhere]
            for token in self._told.keys() - {knock.token for knock in knocking}:
                self._take_away(token)
            for knock in knocking:
                if not knock.token:
                    knock.token = f"{process_key(os.getpid())}~{os.urandom(16).hex()}"
                    with suppress(OSError):  # then only those at this table hear it
                        self._write(knock)
                        self._told[knock.token] = knock

    def _write(self, knock: Knock) -> None:
        os.makedirs(self._folder, mode=0o700, exist_ok=True)
        os.chmod(self._folder, 0o700)
        beside = f"{self._folder}/.{knock.token}"
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        with open(handle, "wb") as file:
            file.write(json.dumps([knock.name, knock.ends, knock.person]).encode())
        os.rename(beside, f"{self._folder}/{knock.token}")

    def _take_away(self, token: str) -> None:
        self._told.pop(token, None)
        for name in (token, f"{token}~{YES}", f"{token}~{NO}"):
            with suppress(OSError):
                os.unlink(f"{self._folder}/{name}")

    def _claim(self, knock: Knock) -> bool:
        """Whether nobody elsewhere answered before; from now on nobody there can."""
        if knock.token not in self._told:
            return True
        with suppress(OSError):
            os.unlink(f"{self._folder}/{knock.token}")
            return True
        return self._answer_to(knock.token) is None

    def _answer_to(self, token: str) -> bool | None:
        for word in (YES, NO):
            if _is_ours(f"{self._folder}/{token}~{word}"):
                return word == YES
        return None

    def hear(self) -> None:
        """Take the answers that were given elsewhere."""
        with self._lock:
            if not (self._told and _is_ours(self._folder)):
                return
            answers = [(knock, self._answer_to(token)) for token, knock in self._told.items()]
        for knock, let_in in answers:
            if let_in is not None:
                self._doorbell.settle(knock, let_in=let_in)

    def close(self) -> None:
        """Nobody knocks here any more."""
        self._deaf()
        self._doorbell.claim = lambda _knock: True
        with self._lock:
            for token in list(self._told):
                self._take_away(token)


class Hearing:
    """Hears at one table who knocks at the door of another program on this copy. Its methods use files.

    Args:
        doorbell: of the table.
        root: the folder of the workspace.
    """

    def __init__(self, doorbell: Doorbell, root: str) -> None:
        self._doorbell, self._root, self._folder = doorbell, root, ""

    def look(self) -> None:
        """Ring for whoever knocks elsewhere by now, and no more for who does not."""
        self._folder = self._folder or f"{door_path(self._root)}/{FOLDER}"
        found = set(self._standing())
        known = {knock.token: knock for knock in self._doorbell.knocking}
        for token, knock in known.items():
            if knock.elsewhere and token not in found:
                self._doorbell.gone(knock)
        for token in sorted(found - known.keys()):
            if found_there := self._read(token):
                self._doorbell.ring(found_there)

    def _standing(self) -> Iterator[str]:
        with suppress(OSError):
            if not _is_ours(self._folder):
                return
            for name in islice(os.listdir(self._folder), MOST):
                token = name.removeprefix(".")
                if not process_stands(token.partition("~")[0]):
                    with suppress(OSError):
                        os.unlink(f"{self._folder}/{name}")
                elif name.count("~") == 1 and token == name:
                    yield name

    def _read(self, token: str) -> Knock | None:
        try:
            handle = os.open(f"{self._folder}/{token}", os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
            with open(handle, "rb") as file:
                if not _may_be_trusted(os.fstat(handle)):
                    return None
                name, ends, person = map(str, json.loads(file.read(8192)))
        except (OSError, ValueError, TypeError, RecursionError):
            return None
        name, ends = clean_line(name)[:LONGEST_NAME], clean_line(ends)[:LONGEST_ENDS]
        person = person if is_person_slug(person) else ""
        return Knock(name, ends, person, partial(self._answer, token), token=token, elsewhere=True)

    def _answer(self, token: str, yes: bool) -> bool:  # noqa: FBT001 - called by the doorbell
        if not _is_ours(self._folder):
            return False
        with suppress(OSError):
            os.rename(f"{self._folder}/{token}", f"{self._folder}/{token}~{YES if yes else NO}")
            return True
        return False


def _is_ours(path: str) -> bool:
    try:
        return _may_be_trusted(os.lstat(path))
    except OSError:
        return False


def _may_be_trusted(found: os.stat_result) -> bool:
    """Whether only this account can have written it."""
    kind = stat.S_ISDIR(found.st_mode) or stat.S_ISREG(found.st_mode)
    return kind and found.st_uid == os.geteuid() and not found.st_mode & 0o077
