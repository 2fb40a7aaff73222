"""What a workspace takes in, whoever it comes from: what files may be called, how large they may be, what they may say.

The rules are here once. The gate asks them of what comes and of what goes, and `check` of what is here.
"""

import os
import re
import stat
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from cocreate.locale import N_, _
from cocreate.model.errors import CocreateError
from cocreate.model.ids import DEVICES
from cocreate.model.text import clean_name
from cocreate.sync.attributes import converts, is_attributes, reaches_documents
from cocreate.sync.records import LINK, MODULE, PLAIN
from cocreate.workspace import files
from cocreate.workspace.files import LARGEST_FILE
from cocreate.workspace.format.reading import FORMAT, mark_in
from cocreate.workspace.paths import MARK, type_at

LARGEST_OTHER: Final = 32 << 20
"""Bytes of a file that is no document, such as a picture."""

LONGEST_PATH: Final = 700
"""Bytes of a path in the workspace; some systems take 1024, with all that is above it."""

_TAKEN: Final = frozenset(["", ".", "..", ".git", ".gitmodules", ".cocreate", "head"])
"""Names that mean something else, to git or here: a folder with a file HEAD in it may count as a repository."""

_SHORTENED: Final = re.compile(r"(gi|co)[a-z0-9]*~[0-9]+", re.ASCII)
"""What Windows may call .git, .gitattributes or .cocreate as well."""

_RAISED: Final = str.maketrans("¹²³", "123")
_DEVICES: Final = DEVICES | {"com0", "lpt0", "conin$", "conout$", "clock$"}


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a file is not let in: as it is told of one that came, which has a place for its path, and of one here."""

    there: str
    here: str


LINKED: Final = Fault(
    N_("{path}, shared there, is a link, and links are not followed."), N_("it is a link, and links are not followed")
)
OWN_HISTORY: Final = Fault(
    N_("{path}, shared there, is a whole history of its own, which a workspace does not hold."),
    N_("it has a whole history of its own, which a workspace does not hold"),
)
UNSAFE: Final = Fault(
    N_("{path}, shared there, has a name that is not safe on every disk."),
    N_("its name is not safe on every disk, so it is not shared"),
)
TOO_LARGE: Final = Fault(
    N_("{path}, shared there, is too large."),
    N_("it is too large to be shared: a text has at most 1 MiB, anything else 32 MiB"),
)
CONVERTING: Final = Fault(
    N_("{path}, shared there, would have files converted."),
    N_("it would have git convert files, or bring them together its own way, so it is not shared; take that out of it"),
)
NO_MARK: Final = Fault(
    N_("What is shared there takes out the workspace itself."),
    N_("the workspace itself never goes, so this is not shared"),
)
BROKEN_MARK: Final = Fault(
    N_("{path}, shared there, cannot be read, and without it there is no workspace."),
    N_("it cannot be read, so it is not shared: without it there is no workspace"),
)
NEWER_MARK: Final = Fault(
    N_("What is shared there is in a format of a later day. A newer cocreate can take it over."),
    N_("it is in a format of a later day, which this program does not share"),
)
NOT_PLAIN: Final = N_("it is not a plain file, so it is not shared")
NOT_ALLOWED: Final = N_("this computer does not allow reading it, so it is not shared")


def fault_of(path: str, mode: str, size: int = 0, data: bytes | None = None) -> Fault | None:
    """What keeps a file out of the workspace, whichever way it goes; None where nothing does.

    Args:
        path: where it is in the workspace.
        mode: of the file, as git has it.
        size: its bytes.
        data: what it holds, if that `is_looked_into`; else nothing is said of it.
    """
    if mode in _KINDS:
        return _KINDS[mode]
    if path.startswith(f"{MARK}/"):
        return NO_MARK
    if not is_safe(path) or size > most_bytes(path):
        return TOO_LARGE if is_safe(path) else UNSAFE
    return _fault_in(path, data) if data is not None else None


def _fault_in(path: str, data: bytes) -> Fault | None:
    """What is wrong with what a file holds."""
    if is_attributes(path):
        return CONVERTING if converts(data) else None
    if path != MARK:
        return None
    try:
        return None if mark_in(data)["format"] == FORMAT else NEWER_MARK
    except CocreateError:
        return BROKEN_MARK


_KINDS: Final = {LINK: LINKED, MODULE: OWN_HISTORY}


def is_looked_into(path: str) -> bool:
    """Whether what the file at `path` holds decides whether it is let in."""
    return path == MARK or is_attributes(path)


def fault_above(path: str, mode: str, size: int, data: bytes | None) -> Fault | None:
    """What keeps a file out that is on the way to the workspace, or tells git of files in it, from a folder above.

    Arguments are those of `fault_of`, but that the path is in the repository.
    """
    if data is None:
        return fault_of(path, mode, size)
    return CONVERTING if reaches_documents(data) else None


def not_shared(root: str, path: str) -> str:
    """Why the file at `path` of this workspace is not shared, as nobody else's gate would let it in; or empty."""
    try:
        status = os.lstat(f"{root}/{path}")
    except OSError:
        return ""
    is_file = stat.S_ISREG(status.st_mode)
    mode, size = LINK if stat.S_ISLNK(status.st_mode) else PLAIN, status.st_size if is_file else 0
    fault = fault_of(path, mode, size)
    if is_file and not fault:
        if not os.access(f"{root}/{path}", os.R_OK):
            return _(NOT_ALLOWED)
        fault = fault_of(path, mode, size, _looked_into(root, path))
    if fault:
        return _(fault.here)
    return "" if is_file or stat.S_ISDIR(status.st_mode) else _(NOT_PLAIN)


def _looked_into(root: str, path: str) -> bytes | None:
    """What the file at `path` holds, where that is looked into."""
    try:
        return files.read(root, path) if is_looked_into(path) else None
    except (CocreateError, FileNotFoundError):
        return None


def fits(path: str, size: int) -> bool:
    """Whether others let in a file of `size` bytes at `path` in the workspace."""
    return fault_of(path, PLAIN, size) is None


def is_safe(path: str) -> bool:
    """Whether every disk can hold a path in the workspace, and take it for nothing else."""
    return len(path.encode("utf-8", "surrogateescape")) <= LONGEST_PATH and not any(map(is_unsafe, path.split("/")))


@lru_cache(4096)  # folders come again with each file in them
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
