"""What a watcher reports, as paths of the workspace, so that only these are looked at."""

import os
from collections.abc import Iterable
from typing import Final

from cocreate.workspace.paths import FOLDERS, MARK

MOST: Final = 2000
"""Paths in one report. More are looked at as quickly by looking at everything; and where so much happens at once, the
system may have dropped a part of it without a word (inotify(7), IN_Q_OVERFLOW)."""


def paths_in(root: str, reported: Iterable[str]) -> list[str] | None:
    """What of the workspace at `root` is to be looked at after a report: to be given to `Index.refresh`.

    What happened to a path does not matter, because watchers mistake renaming for other things; a look tells. What
    the workspace never shows is left out: `.cocreate`, `.git`, temporary files, everything hidden or outside of its
    folders.

    Args:
        root: the folder of the workspace, absolute.
        reported: absolute paths of files and folders, each perhaps more than once.

    Returns:
        Paths relative to `root`, in order, none where nothing of it matters; None where everything is to be looked
        at: too many were reported, the workspace itself was, or one that cannot be placed.
    """
    found: set[str] = set()
    ways = [f"{root.rstrip('/')}/"]
    for path in reported:
        if not path.startswith(ways[0]) and len(ways) == 1:
            ways.append(f"{os.path.realpath(root)}/")  # some systems report where a link to the workspace leads
        way = next(filter(path.startswith, ways), "")
        inside = path.removeprefix(way).rstrip("/")
        if not way or not inside or "\ufffd" in inside:  # a name that is no UTF-8 may be told with this in it
            return None
        if inside == MARK or _is_shown(inside.split("/")):
            found.add(inside)
        if len(found) > MOST:
            return None
    return sorted(found)


def _is_shown(parts: list[str]) -> bool:
    """Whether the workspace shows what is at the path of these parts."""
    return parts[0] in FOLDERS and not any(part.startswith(".") or not part for part in parts)
