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

_FILE: Final = "came"


@dataclass(frozen=True, slots=True)
class Came:
    """That the file at `path`, written at the moment `at`, came from the people `by`; `met` if it was changed here."""

    path: str
    at: str
    by: tuple[str, ...]
    met: bool


def note_came(root: str, came: Iterable[Came]) -> None:
    """Keep what came, before what came earlier; a disk that says no costs only this note."""
    lines = [json.dumps([one.path, one.at, list(one.by), one.met]) for one in came]
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
            path, at, by, met = json.loads(line)
            found.append(Came(str(path), str(at), tuple(map(str, by)), bool(met)))
    return found


def _lines(root: str) -> list[str]:
    try:
        with open(f"{root}/{LOCAL}/{_FILE}", encoding="utf-8", errors="replace") as file:
            return file.read().splitlines()
    except OSError:
        return []
