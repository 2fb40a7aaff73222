"""Noticing that something else changed the files: another person's terminal, the shell, an editor."""

from asyncio import sleep
from collections.abc import AsyncIterator

from cocreate.workspace.paths import LOCAL

QUIET = 50
"""Milliseconds without a further change after which a change is told."""

LONGEST = 400
"""Milliseconds after which it is told though changes go on."""

PAUSE = 2.0
"""Seconds between looks where this computer cannot watch so many folders."""


def _matters(_change: object, path: str) -> bool:
    return f"/{LOCAL}/" not in path and "/.git/" not in path and not path.endswith(".tmp")


async def changes_in(root: str) -> AsyncIterator[None]:
    """Yields whenever files below `root` may have changed."""
    from watchfiles import awatch  # deferred: the first screen is painted before anything is watched

    try:
        async for _changes in awatch(root, watch_filter=_matters, debounce=LONGEST, step=QUIET):
            yield
    except (OSError, RuntimeError):
        while True:
            await sleep(PAUSE)
            yield
