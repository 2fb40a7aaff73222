"""What a workspace takes in, whoever it comes from: names that are safe on every disk, and how large a file may be."""

import os
import re
import stat
from typing import Final

from cocreate.locale import _
from cocreate.model.ids import DEVICES
from cocreate.model.text import clean_name
from cocreate.workspace.files import LARGEST_FILE
from cocreate.workspace.paths import type_at

LARGEST_OTHER: Final = 32 << 20
"""Bytes of a file that is no document, such as a picture."""

LONGEST_PATH: Final = 700
"""Bytes of a path in the workspace; some systems take 1024, with all that is above it."""

ATTRIBUTES: Final = ".gitattributes"
"""The name of files that tell git how to treat others."""

_TAKEN: Final = frozenset(["", ".", "..", ".git", ".gitmodules", ".cocreate", "head"])
"""Names that mean something else, to git or here: a folder with a file HEAD in it may count as a repository."""

_SHORTENED: Final = re.compile(r"(gi|co)[a-z0-9]*~[0-9]+", re.ASCII)
"""What Windows may call .git, .gitattributes or .cocreate as well."""

_RAISED: Final = str.maketrans("¹²³", "123")
_DEVICES: Final = DEVICES | {"com0", "lpt0", "conin$", "conout$", "clock$"}


def not_shared(root: str, path: str) -> str:
    """Why the file at `path` of this workspace is not shared, as nobody else's gate would let it in; or empty."""
    if not is_safe(path):
        return _("its name is not safe on every disk, so it is not shared")
    try:
        status = os.lstat(f"{root}/{path}")
    except OSError:
        return ""
    if stat.S_ISLNK(status.st_mode):
        return _("it is a link, and links are not followed")
    if status.st_size > most_bytes(path):
        return _("it is too large to be shared: a text has at most 1 MiB, anything else 32 MiB")
    return ""


def fits(path: str, size: int) -> bool:
    """Whether others let in a file of `size` bytes at `path` in the workspace."""
    return is_safe(path) and size <= most_bytes(path)


def is_safe(path: str) -> bool:
    """Whether every disk can hold a path in the workspace, and take it for nothing else."""
    return len(path.encode("utf-8", "surrogateescape")) <= LONGEST_PATH and not any(map(is_unsafe, path.split("/")))


def is_unsafe(name: str) -> bool:
    """Whether a disk, a shell or a terminal could take the name for something else."""
    folded = name.casefold()
    return (
        folded in _TAKEN
        or name[0] in "-~"
        or name[-1] in ". "
        or bool(set(name) & set('\\:*?"<>|'))
        or len(name.encode("utf-8", "surrogateescape")) > 255
        or clean_name(name) != name
        or folded.partition(".")[0].rstrip().translate(_RAISED) in _DEVICES
        or bool(_SHORTENED.match(folded))
    )


def most_bytes(path: str) -> int:
    """How large the file at `path` may be."""
    return LARGEST_FILE if type_at(path) or is_attributes(path) else LARGEST_OTHER


def is_attributes(path: str) -> bool:
    """Whether a disk could take the file for one that tells git how to treat others."""
    return path.rpartition("/")[2].casefold() == ATTRIBUTES
