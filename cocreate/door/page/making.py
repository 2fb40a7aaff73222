"""Makes pages and does acts off the event loop, a few at once, so that nobody's screens wait for somebody's browser."""

from asyncio import get_running_loop
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import Final, TypeVar

T = TypeVar("T")

AT_ONCE: Final = 2
"""Pages that are made at once."""

WAITING: Final = 64
"""Pages that wait for it; whoever asks then is asked to come again."""


class TooMany(Exception):
    """Too much waits already."""


class Making:
    """Where the pages of one door are made."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(AT_ONCE, "page")
        self._waiting = 0

    async def __call__(self, do: Callable[[], T]) -> T:
        """What `do` returns, read in the language of whoever asks.

        Raises:
            TooMany: too much waits already.
        """
        if self._waiting >= WAITING:
            raise TooMany
        self._waiting += 1
        try:
            return await get_running_loop().run_in_executor(self._pool, copy_context().run, do)
        finally:
            self._waiting -= 1

    def close(self) -> None:
        """Make no more."""
        self._pool.shutdown(wait=False, cancel_futures=True)
