"""What came from others into this copy lately, so that it can be shown whenever somebody looks."""

import json
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from cocreate.workspace.local import local_folder
from cocreate.workspace.paths import LOCAL

MOST: Final = 200
"""So many things are kept."""

NEW, CHANGED, GONE = "new", "changed", "gone"

_FILE: Final = "came"


@dataclass(frozen=True, slots=True)
class Came:
    """Something that came.

    Attributes:
        path: the file.
        at: when it was written.
        by: whom it came from.
        how: `NEW`, `CHANGED` or `GONE`.
        met: whether it was changed here at the same time.
        title: what it was called, if it is gone.
    """

    path: str
    at: str
    by: tuple[str, ...]
    how: str
    met: bool = False
    title: str = ""


def note_came(root: str, came: Iterable[Came]) -> None:
    """Keep what came, before what came earlier; a disk that says no costs only this note."""
    lines = [json.dumps([one.path, one.at, list(one.by), one.how, one.met, one.title]) for one in came]
    if not lines:
        return
    with suppress(OSError):
        file = f"{local_folder(root)}/{_FILE}"
        lines += _lines(root)
        with open(f"{file}.tmp", "w", encoding="utf-8") as new:
            new.write("".join(f"{line}\n" for line in lines[:MOST]))
        os.replace(f"{file}.tmp", file)


def came_lately(root: str) -> Sequence[Came]:
    """What came, the latest first."""
    found = []
    for line in _lines(root):
        with suppress(ValueError, TypeError):
            path, at, by, how, met, title = json.loads(line)
            found.append(Came(str(path), str(at), tuple(map(str, by)), str(how), bool(met), str(title)))
    return found


def _lines(root: str) -> list[str]:
    try:
        with open(f"{root}/{LOCAL}/{_FILE}", encoding="utf-8", errors="replace") as file:
            return file.read().splitlines()
    except OSError:
        return []
