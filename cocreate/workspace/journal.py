"""Who wrote what in this copy: sync credits it to them, and undo takes the last of it back.

A line is added before a file is written. It names the file by what will be in it: a line whose file never came, or was
changed by a hand since, matches nothing and does no harm. What was written, and what it replaced, is kept beside the
lines for a while: undo needs it, and sync where a hand went on from it.
Nothing heavy is imported: catching an idea passes here.
"""

import os
import time
from binascii import crc32
from contextlib import ExitStack, suppress
from fcntl import LOCK_EX, LOCK_SH, flock

from cocreate.workspace.files import local_folder
from cocreate.workspace.paths import LOCAL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

NOTHING = "-"
"""Stands for no content: before a file was made, after it was taken out."""

LOST = "?"
"""Stands for content that could not be kept, so that what it replaced is not taken for new."""

MOST_LINES = 500
"""So many lines are kept after sync has credited them, for undo."""

YOUNG = 60.0
"""Seconds for which a content stays that no note speaks of: the note comes after it."""

_NOW, _BEFORE, _CONTENTS = "written", "acts", "contents"


class Note:
    """That somebody wrote something to a file: a line of the journal.

    Args:
        path: of the file, relative to the workspace.
        mark: the mark of what was written (`mark_of`); `NOTHING` where the file was taken out.
        by: the people who wrote it, by slug.
        act: the name of the act that it was a part of; `NOTHING` where it was part of none.
        before: the name under which `content` has what the file held; `NOTHING` where it was new, or nobody needs it.
        after: the name under which `content` has what was written; `NOTHING` as before.
    """

    __slots__ = ("act", "after", "before", "by", "mark", "path")

    def __init__(
        self,
        path: str,
        mark: str,
        by: "tuple[str, ...]",
        act: str = NOTHING,
        before: str = NOTHING,
        after: str = NOTHING,
    ) -> None:
        self.path = path
        self.mark = mark
        self.by = by
        self.act = act
        self.before = before
        self.after = after

    def __str__(self) -> str:
        return f"{self.mark} {self.act} {self.before} {self.after} {','.join(self.by)} {self.path}"


def mark_of(data: "bytes | None") -> str:
    """A short mark by which content is known again."""
    return NOTHING if data is None else f"{crc32(data):08x}{len(data):x}"


def note(root: str, path: str, data: "bytes | None", by: "Iterable[str]", act: str = "") -> None:
    """Note that `by` are about to write `data` to the new file at `path`; a disk that says no costs only this note.

    Args:
        root: the folder of the workspace.
        path: of the file, relative to `root`.
        data: what it will hold.
        by: the people it is credited to, by slug; where there are none, nothing is noted.
        act: what the writes of one act have in common; without it nothing can take this one back.
    """
    mark = mark_of(data)
    name = f"{mark}-{crc32(os.fsencode(path)):08x}"  # a new file is written once: nothing else is called that
    after = _keep(root, data, name) if act and data is not None else NOTHING
    _add(root, Note(path, mark, tuple(by), act or NOTHING, NOTHING, after))


def note_done(root: str, path: str, data: "bytes | None", by: "Iterable[str]", act: str) -> None:
    """Note that an act of several writes is done, and left `data` in the file at `path`; this is no write of its own.

    Args:
        root: the folder of the workspace.
        path: of the file, relative to `root`.
        data: what it holds; None where it was taken out.
        by: the people whose act it was, by slug.
        act: what it is called from now on.
    """
    _add(root, Note(path, mark_of(data), tuple(by), act))


def note_change(
    root: str, path: str, before: "bytes | None", data: "bytes | None", by: "Iterable[str]", act: str = ""
) -> None:
    """As `note`, for a file that is there already; what it held and what it will hold is kept for undo.

    Args:
        root: the folder of the workspace.
        path: of the file, relative to `root`.
        before: what it held.
        data: what it will hold; None where it is taken out.
        by: the people it is credited to, by slug; where there are none, nothing is noted.
        act: what the writes of one act have in common; without it nothing is kept, and nothing can take this one back.
    """
    names = [NOTHING if content is None or not act else _keep(root, content) for content in (before, data)]
    _add(root, Note(path, mark_of(data), tuple(by), act or NOTHING, *names))


def _add(root: str, entry: Note) -> None:
    if not entry.by:
        return  # nobody in particular: sync credits it as it does what a hand wrote
    with suppress(OSError):
        name = f"{local_folder(root)}/{_NOW}"
        handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
        try:
            flock(handle, LOCK_EX)
            line, before = f"{entry}\n".encode("utf-8", "surrogateescape"), os.fstat(handle).st_size
            if os.write(handle, line) < len(line):  # a full disk took a part, which would spoil the next note as well
                os.ftruncate(handle, before)
        finally:
            os.close(handle)


def notes(root: str) -> list[Note]:
    """The notes that sync has not credited yet, in the order in which they were made."""
    return _notes(f"{root}/{LOCAL}/{_NOW}")


def all_notes(root: str) -> list[Note]:
    """Those, after the last that it has; a line that a crash left in both is told once."""
    with ExitStack() as held, suppress(OSError):
        file = held.enter_context(open(f"{root}/{LOCAL}/{_NOW}", "rb"))
        flock(file, LOCK_SH)  # between both files, `forget` moves lines from one to the other
        before, now = _notes(f"{root}/{LOCAL}/{_BEFORE}"), notes(root)
        known = {str(entry) for entry in before}
        return before + [entry for entry in now if entry.act == NOTHING or str(entry) not in known]
    return _notes(f"{root}/{LOCAL}/{_BEFORE}")


def _notes(file: str) -> list[Note]:
    try:
        with open(file, encoding="utf-8", errors="surrogateescape", newline="\n") as lines:
            parts = [line.rstrip("\n").split(" ", 5) for line in lines]
    except OSError:
        return []
    return [
        Note(part[5], part[0], tuple(part[4].split(",")), part[1], part[2], part[3]) for part in parts if len(part) == 6
    ]


def noted_last(root: str) -> float:
    """When the last note was made, in seconds since 1970; 0 where there is none."""
    try:
        return os.stat(f"{root}/{LOCAL}/{_NOW}").st_mtime
    except OSError:
        return 0.0


def forget(root: str, count: int) -> None:
    """Set aside the first `count` notes, now that what they tell is in the history."""
    with suppress(OSError), open(f"{root}/{LOCAL}/{_NOW}", "r+b", buffering=0) as file:
        flock(file, LOCK_EX)
        lines = file.readall().splitlines(keepends=True)
        _set_aside(root, lines[:count])
        left = b"".join(lines[count:])  # written before the rest goes: a crash leaves too much, never too little
        file.seek(0)
        file.write(left)
        file.truncate()


def _set_aside(root: str, lines: list[bytes]) -> None:
    """Keep `lines` with the last ones before them, and only the contents that those speak of."""
    name = f"{root}/{LOCAL}/{_BEFORE}"
    with suppress(FileNotFoundError), open(name, "rb") as file:
        lines = file.read().splitlines(keepends=True) + lines
    newest = _act_of(lines[-1]) if lines else b""  # the last act stays whole, however many files were brought in by it
    few = {NOTHING.encode(), newest}
    gone = {_act_of(line) for line in lines[:-MOST_LINES]} - few  # half of an act is not to be taken back
    left = [line for line in lines[:-MOST_LINES] if _act_of(line) == newest != NOTHING.encode()]
    left += [line for line in lines[-MOST_LINES:] if _act_of(line) not in gone]
    with open(f"{name}.tmp", "wb") as file:
        file.write(b"".join(left))
    os.replace(f"{name}.tmp", name)
    if len(lines) > MOST_LINES:
        wanted = {one for entry in [*_notes(name), *notes(root)] for one in (entry.before, entry.after)}
        folder, old = local_folder(root, _CONTENTS), time.time() - YOUNG
        for content in os.listdir(folder):
            if content not in wanted and os.stat(f"{folder}/{content}").st_mtime < old:
                os.unlink(f"{folder}/{content}")


def _act_of(line: bytes) -> bytes:
    return b"".join(line.split(b" ", 2)[1:2])


def path_of_content(name: str) -> str:
    """Where the content called `name` is kept in the workspace."""
    return f"{LOCAL}/{_CONTENTS}/{name}"


def content(root: str, name: str) -> "bytes | None":
    """What is kept under `name`; None where that is nothing, or no longer kept."""
    if name == NOTHING:
        return None
    try:
        with open(f"{root}/{path_of_content(name)}", "rb") as file:
            data = file.read()
    except OSError:
        return None
    is_whole = name.startswith(f"{mark_of(data)}-") or name == _name_of(data)
    return data if is_whole else None  # a disk that lost power may have kept a part


def _keep(root: str, data: bytes, name: str = "") -> str:
    """Keep `data`, under `name` or one made of it, and return the name."""
    name = name or _name_of(data)
    try:
        folder = local_folder(root, _CONTENTS)
        if os.path.exists(f"{folder}/{name}"):
            os.utime(f"{folder}/{name}")  # it is wanted anew
        else:
            beside = f"{folder}/{name}.{os.urandom(4).hex()}.tmp"  # several may keep the same at once
            with open(beside, "wb") as file:
                file.write(data)
            os.replace(beside, f"{folder}/{name}")
    except OSError:
        return LOST
    return name


def _name_of(data: bytes) -> str:
    from hashlib import sha256  # deferred: a new file needs none of it

    return sha256(data).hexdigest()[:24]
