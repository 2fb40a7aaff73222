"""Reading a place on the disk: a file, or the files of a folder; the one step that is not pure.

What a person names is read, and nothing else: links within a folder are not followed, and no path that stands in a file
is looked at.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Final

from cocreate.imports.found import Cannot, File, Source
from cocreate.locale import N_, Sentence, _
from cocreate.model.errors import Refused, Unreadable
from cocreate.workspace.files import LARGEST_FILE
from cocreate.workspace.paths import FOLDERS, INBOX
from cocreate.workspace.root import is_workspace, workspace_above

LARGEST_SOURCE: Final = 64 << 20
"""Bytes of a table, a list of issues, or all the notes of a folder."""

MOST_FILES: Final = 20_000
DEEPEST: Final = 32

_OURS: Final = Sentence(N_("it is a workspace, or what git keeps"))
_LINK: Final = Sentence(N_("it is a link, and links are not followed"))
_READ: Final = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC


def read_file(path: str, most: int = LARGEST_SOURCE) -> File:
    """The file at `path`, which a person named; it may be a link.

    Raises:
        Refused: it is no plain file, or larger than `most` bytes.
        OSError: the system said no.
    """
    try:
        return _read(os.path.basename(path), os.open(path, _READ), most)
    except Unreadable as error:
        raise Refused(_("{path} cannot be read: {reason}.").format(path=path, reason=error.message)) from error


def read_folder(path: str, endings: Sequence[str], only: Sequence[str] = ()) -> Source:
    """The files of a folder, and of those in it, whose names end so; hidden ones are left out.

    Args:
        path: the folder, which a person named; it may be a link.
        endings: of the names, in lower case.
        only: the folders right in it that are looked into; all, where there are none.

    Raises:
        Refused: it is a workspace, what a workspace keeps, or what git keeps.
        OSError: the system said no.
    """
    top = os.path.realpath(path)
    _refuse_ours(top, path)
    os.close(os.open(top, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC))  # says why, where it cannot be looked into
    files: list[File] = []
    cannot: list[Cannot] = []
    left = LARGEST_SOURCE
    for folder, name, handle in _walked(top, only, cannot):
        file = f"{folder}/{name}".lstrip("/")
        if not name.lower().endswith(tuple(endings)):
            cannot.append(
                Cannot(1, Sentence(N_("only files that end in {endings} come"), endings=", ".join(endings)), file)
            )
            continue
        if len(files) == MOST_FILES or left <= 0:
            cannot.append(Cannot(1, Sentence(N_("there is more in the folder than can be read at once")), file))
            break
        try:
            files.append(_read(file, os.open(name, _READ | os.O_NOFOLLOW, dir_fd=handle), LARGEST_FILE))
            left -= len(files[-1].data)
        except Unreadable as error:
            cannot.append(Cannot(1, error.reason, file))
        except OSError as error:
            cannot.append(Cannot(1, _why(error), file))
    return Source(tuple(files), tuple(cannot), is_folder=True)


def _refuse_ours(top: str, path: str) -> None:
    """Raise Refused where a folder is a workspace, or in what one keeps, or what git keeps: none of it is notes."""
    root = workspace_above(top)
    inside = os.path.relpath(top, root).split(os.sep)[0] if root else ""
    if root and (top == root or inside in {*FOLDERS, INBOX}):
        raise Refused(
            _("{path} belongs to a workspace; what it holds are not notes.").format(path=path),
            _("Name a folder of notes."),
        )
    if _is_gits(top):
        raise Refused(
            _("{path} is what git keeps; there are no notes in it.").format(path=path), _("Name a folder of notes.")
        )


def _is_left_out(folder: str) -> bool:
    return is_workspace(folder) or _is_gits(folder)


def _is_gits(folder: str) -> bool:
    """Whether a folder is a history of git's without files beside it, such as a shared place."""
    return all(os.path.exists(f"{folder}/{name}") for name in ("HEAD", "objects", "refs"))


def _walked(top: str, only: Sequence[str], cannot: list[Cannot]) -> Iterator[tuple[str, str, int]]:
    """Each file below `top`: the folder it is in, relative to it, its name, and that folder, opened."""

    def refused(error: OSError) -> None:
        cannot.append(Cannot(1, _why(error), os.path.relpath(error.filename or top, top)))

    for folder, folders, names, handle in os.fwalk(top, onerror=refused, follow_symlinks=False):
        inside = "" if folder == top else os.path.relpath(folder, top)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if only and not inside:
            folders[:] = [name for name in folders if name in only]
        for name in [name for name in folders if _is_left_out(os.path.join(folder, name))]:
            folders.remove(name)
            told = Sentence(
                N_("{folder} is a workspace, or what git keeps, and is left out."),
                folder=f"{inside}/{name}".lstrip("/"),
            )
            cannot.append(Cannot(1, _OURS, f"{inside}/{name}".lstrip("/"), told))
        links = [name for name in folders if stat.S_ISLNK(os.lstat(name, dir_fd=handle).st_mode)]
        cannot += [Cannot(1, _LINK, f"{inside}/{name}".lstrip("/")) for name in links]
        if inside.count("/") >= DEEPEST:
            folders.clear()
        for name in sorted(names):
            if not name.startswith(".") and (inside or not only):
                yield inside, name, handle


def _read(name: str, handle: int, most: int) -> File:
    """What is behind `handle`, which is closed; Unreadable, with the reason, where that is no plain file."""
    with os.fdopen(handle, "rb") as file:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable(N_("it is not a plain file"))
        data = file.read(most + 1)
    if len(data) > most:
        raise Unreadable(N_("it is larger than {count} MiB"), count=most >> 20)
    return File(name, data, datetime.fromtimestamp(int(status.st_mtime), UTC))


def _why(error: OSError) -> Sentence:
    if error.errno == errno.ELOOP:
        return _LINK
    return Sentence(N_("it cannot be read: {reason}"), reason=error.strerror)
