"""Noticing that something else changed the files: another person's terminal, the shell, an editor."""

from asyncio import sleep
from collections.abc import AsyncIterator

from cocreate.workspace.index.reports import paths_in
from cocreate.workspace.paths import LOCAL

QUIET = 50
"""Milliseconds without a further change after which a change is told."""

LONGEST = 400
"""Milliseconds after which it is told though changes go on."""

PAUSE = 2.0
"""Seconds between looks where this computer cannot watch so many folders."""


def _matters(_change: object, path: str) -> bool:
    return f"/{LOCAL}/" not in path and "/.git/" not in path and not path.endswith(".tmp")


async def changes_in(root: str) -> AsyncIterator[list[str] | None]:
    """Yields, whenever files below `root` may have changed, the paths to look at; None for everything."""
    from watchfiles import awatch  # deferred: the first screen is painted before anything is watched

    try:
        async for changes in awatch(root, watch_filter=_matters, debounce=LONGEST, step=QUIET):
            paths = paths_in(root, (path for _change, path in changes))
            if paths is None or paths:
                yield paths
    except (OSError, RuntimeError):
        while True:
            await sleep(PAUSE)
            yield None
