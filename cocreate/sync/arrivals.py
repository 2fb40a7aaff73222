"""What came from others into this copy lately, kept so that it can be shown whenever somebody looks."""

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from cocreate.workspace.files import local_folder
from cocreate.workspace.paths import LOCAL

MOST: Final = 200
"""So many arrivals are kept."""

NEW: Final = "new"
CHANGED: Final = "changed"
GONE: Final = "gone"
MOVED: Final = "moved"

_FILE: Final = "came"


@dataclass(frozen=True, slots=True)
class Arrival:
    """Something that came.

    Attributes:
        path: the file, in the workspace.
        at: when it was written.
        by: whom it came from.
        how: `NEW`, `CHANGED`, `GONE` or `MOVED`.
        met: whether it was changed here at the same time.
        title: what it was called, if it is gone.
    """

    path: str
    at: str
    by: tuple[str, ...]
    how: str
    met: bool = False
    title: str = ""


def note_arrivals(root: str, arrivals: Iterable[Arrival]) -> None:
    """Keep what came, before what came earlier; a disk that says no costs only this note."""
    lines = [json.dumps([one.path, one.at, list(one.by), one.how, one.met, one.title]) for one in arrivals]
    if not lines:
        return
    with suppress(OSError):
        file = f"{local_folder(root)}/{_FILE}"
        lines += _lines(root)
        with open(f"{file}.tmp", "w", encoding="utf-8") as new:
            new.write("".join(f"{line}\n" for line in lines[:MOST]))
        os.replace(f"{file}.tmp", file)


def latest_arrivals(root: str) -> list[Arrival]:
    """What came into the copy at `root`, the latest first."""
    found = []
    for line in _lines(root):
        with suppress(ValueError, TypeError):
            path, at, by, how, met, title = json.loads(line)
            found.append(Arrival(str(path), str(at), tuple(map(str, by)), str(how), bool(met), str(title)))
    return found


def _lines(root: str) -> list[str]:
    try:
        with open(f"{root}/{LOCAL}/{_FILE}", encoding="utf-8", errors="replace") as file:
            return file.read().splitlines()
    except OSError:
        return []
