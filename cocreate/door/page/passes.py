"""By what a browser is known: a secret that it keeps as a cookie, and of which only the sum is kept here.

It stands among the keys of the door, as a key of a kind of its own, so it is shown, named and dropped like any other.
"""

import base64
import os
import secrets
from datetime import datetime
from hashlib import sha256
from hmac import compare_digest
from typing import Final

from cocreate.sittings.keys import FILE, Key, Keys

KIND: Final = "browser"
"""The kind of such a key; ssh takes none that is called so."""

LONGEST: Final = 100
"""Characters of a cookie that are looked at."""


def new_secret() -> str:
    """A secret of 256 bits, which nobody guesses."""
    return secrets.token_urlsafe(32)


def key_for(secret: str) -> Key:
    """The key that a secret is known by."""
    return Key(KIND, base64.b64encode(sha256(secret.encode("utf-8", "replace")).digest()).decode())


class Passes:
    """The browsers that are known at one door. Its methods read and write files.

    Args:
        folder: of the door.
    """

    def __init__(self, folder: str) -> None:
        self.keys = Keys(folder)
        self._path = f"{folder}/{FILE}"
        self._known: tuple[tuple[int, ...], list[Key]] = ((), [])
        """The keys of browsers, and the stamp of the file that they were read from: one value, for several threads."""

    def known(self, secret: str) -> Key | None:
        """Whose browser keeps this secret; None where nobody's does. Takes as long whatever it is."""
        if not secret or len(secret) > LONGEST:
            return None
        wanted, found = key_for(secret).public.encode(), None
        for one in self._browsers():
            if compare_digest(wanted, one.public.encode()):
                found = one
        return found

    def holds(self, key: Key) -> bool:
        """Whether a browser is still known, and its key was not dropped."""
        return any(one.public == key.public for one in self._browsers())

    def let_in(self, secret: str, person: str, called: str, now: datetime) -> Key:
        """From now on whoever shows this secret is `person`, who is called so.

        Raises:
            NotWritten: the disk said no.
        """
        return self.keys.let_in(key_for(secret), person, called, now)

    def _browsers(self) -> list[Key]:
        """The keys of browsers, read anew only where the file is another one."""
        try:
            told = os.stat(self._path)
        except OSError:
            return []
        stamp = (told.st_mtime_ns, told.st_size, told.st_ino)
        known = self._known
        if stamp != known[0]:
            self._known = known = (stamp, [key for key in self.keys.all() if key.kind == KIND])
        return known[1]
