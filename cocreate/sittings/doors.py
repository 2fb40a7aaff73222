"""Where the keys and codes of a door are kept: in the state folder of whoever opens it, never in the workspace.

Whoever may push a card must not be able to speak as somebody, and what lies in a workspace, `.cocreate/` included, may
be carried by a file syncer. So none of it stands there (XDG base directory specification: `$XDG_STATE_HOME`).
"""

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from cocreate.model.errors import NotWritten
from cocreate.workspace import files

LARGEST = 4 << 20
"""Bytes of such a file that are read."""


def host_folders(root: str, environ: Mapping[str, str] = os.environ) -> list[str]:
    """The folders of this computer that are named to nobody who comes in through a door to the workspace at `root`.

    Of the workspace itself that is its own place; what lies in it is told by where it lies there.
    """
    home = environ.get("HOME", "")
    state = environ.get("XDG_STATE_HOME", "")
    around = [root, home, state, environ.get("XDG_CONFIG_HOME", ""), environ.get("TMPDIR", "")]
    ours = [
        os.path.dirname(os.path.dirname(os.path.dirname(__file__))),
        *([sys.prefix] * (sys.prefix != sys.base_prefix)),
    ]
    return list(dict.fromkeys(path for one in (*around, *ours) if one for path in (one, os.path.realpath(one))))


def door_path(root: str) -> str:
    """Where the folder of the door to the workspace at `root` is, or would be."""
    from hashlib import sha256  # deferred: only a door needs it, and who listens for one

    state = os.environ.get("XDG_STATE_HOME") or os.path.expanduser("~/.local/state")
    name = sha256(os.fsencode(os.path.realpath(root))).hexdigest()[:16]
    return f"{state}/cocreate/doors/{name}"


def door_folder(root: str) -> str:
    """The folder of the door to the workspace at `root`, for the eyes of whoever opens it only; made if need be.

    Raises:
        NotWritten: the disk said no.
    """
    folder = door_path(root)
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        os.chmod(folder, 0o700)
    except OSError as error:
        raise files.not_written(error) from error
    return folder


class Kept:
    """A list of values in a file of a door's folder, which several programs may change, one after the other.

    Args:
        folder: of the door.
        name: of the file.
    """

    def __init__(self, folder: str, name: str) -> None:
        self._folder, self._name = folder, name

    def read(self) -> list[dict[str, Any]]:
        """What is in it now; nothing where there is no file, or it is none of ours."""
        try:
            with open(f"{self._folder}/{self._name}", encoding="utf-8") as file:
                told = json.loads(file.read(LARGEST))
        except (OSError, ValueError, RecursionError):
            return []
        return [one for one in told if isinstance(one, dict)] if isinstance(told, list) else []

    @contextmanager
    def changed(self) -> Iterator[list[dict[str, Any]]]:
        """The values, to be changed; they are written when that is done, unless it failed.

        Raises:
            NotWritten: the disk said no; all is as before.
        """
        from filelock import FileLock, Timeout  # deferred: only who changes it needs it

        try:
            with FileLock(f"{self._folder}/.lock", timeout=10):
                values = self.read()
                before = json.dumps(values)
                yield values
                if json.dumps(values) != before:
                    self._write(values)
        except (OSError, Timeout) as error:
            raise files.not_written(error if isinstance(error, OSError) else OSError(str(error))) from error

    def _write(self, values: list[dict[str, Any]]) -> None:
        data = json.dumps(values, ensure_ascii=False, indent=1).encode()
        write_private(self._folder, self._name, data)


def write_private(folder: str, name: str, data: bytes) -> None:
    """Put `data` into the file `name`, which nobody else on this computer may read.

    Raises:
        NotWritten: the disk said no; the old file stands.
    """
    path = f"{folder}/{name}"
    try:
        if not os.path.lexists(path):
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600))
        os.chmod(path, 0o600)  # the new file takes it over
    except OSError as error:
        raise files.not_written(error) from error
    if not files.replace(folder, name, data):
        raise NotWritten("", "")
