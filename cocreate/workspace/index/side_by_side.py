"""Which of many files are no longer as they were seen: looked at by several processes side by side.

A look at a file is a question to the system and a comparison, some microseconds of one processor. Of tens of thousands
each process takes a part. What it answers are numbers alone; whoever asked looks at these few for themselves.
"""

from __future__ import annotations

import os
import sys
from array import array
from contextlib import suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    Columns = Sequence[Sequence[int]]

FEW = 4_000
"""Files up to which one process looks at them all; another one takes as long to start as a look at some hundred."""

MOST_PROCESSES = 4


def changed(root: str, paths: Sequence[str], signatures: Columns) -> list[int]:
    """The numbers of those of `paths` at which nothing is, or something that has another signature, in order.

    Args:
        root: the folder that they are relative to.
        paths: what to look at; links are not followed.
        signatures: what `scan.signature_of` said of each, as four columns.
    """
    parts = _parts(len(paths))
    others = [_Other(root, paths, signatures, part) for part in parts[1:]]
    found = _changed(root, paths, signatures, parts[0])
    for other in others:
        found += other.answer()
    return found


def _parts(count: int) -> list[range]:
    """What each process looks at, the first one here: a process that runs several threads does not split."""
    splits = hasattr(os, "fork") and count > FEW and not _runs_threads()
    size = -(-count // min(_cores(), MOST_PROCESSES)) if splits else count
    return [range(start, min(start + size, count)) for start in range(0, count, size or 1)] or [range(0)]


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _runs_threads() -> bool:
    threading = sys.modules.get("threading")
    return threading is not None and threading.active_count() > 1


def _changed(root: str, paths: Sequence[str], signatures: Columns, part: range) -> list[int]:
    some = slice(part.start, part.stop)
    known = zip(part, paths[some], *(column[some] for column in signatures), strict=True)
    top, lstat = f"{root}/", os.lstat
    found = []
    for number, path, changed_at, status_changed_at, size, inode in known:
        try:
            now = lstat(top + path)
        except OSError:
            found.append(number)
            continue
        if (
            now.st_mtime_ns != changed_at
            or now.st_ctime_ns != status_changed_at
            or now.st_size != size
            or now.st_ino != inode
        ):
            found.append(number)
    return found


class _Other:
    """A process that looks at a part; where it does not start, or does not end as it should, that is done here."""

    def __init__(self, root: str, paths: Sequence[str], signatures: Columns, part: range) -> None:
        self._asked = root, paths, signatures, part
        self._process = 0
        self._source = -1
        with suppress(OSError):
            self._source, sink = os.pipe()
            try:
                self._process = os.fork()
                if not self._process:
                    self._work(sink)
            finally:
                os.close(sink)

    def _work(self, sink: int) -> None:
        """Look, tell, and end at once: nothing that the first process holds open is written or let go of here."""
        status = 1
        try:
            os.close(self._source)  # else a process whose asker was killed would wait for itself to listen
            told = array("Q", _changed(*self._asked)).tobytes()
            while told:
                told = told[os.write(sink, told) :]
            status = 0
        finally:
            os._exit(status)

    def answer(self) -> list[int]:
        """What it found."""
        if self._source < 0:
            return _changed(*self._asked)
        with open(self._source, "rb") as source:
            told = source.read()
        if not self._process or os.waitpid(self._process, 0)[1]:
            return _changed(*self._asked)
        return array("Q", told).tolist()
