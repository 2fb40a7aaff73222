"""Being in step: sync that happens by itself beside everything else, once a table, whoever sits at it."""

import os
from asyncio import Future, Task, TimerHandle, get_running_loop, to_thread
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from contextvars import copy_context
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING, Any, Final

from cocreate.launch.background import sync_in_background
from cocreate.locale import language
from cocreate.model.errors import CocreateError, why
from cocreate.tui.apart import apart
from cocreate.workspace.local import say_sync, syncs_by_itself

if TYPE_CHECKING:
    from datetime import datetime

    from cocreate.sync.outcome import Synced

AFTER_ACTS: Final = 3.0
"""Seconds after the last act; whoever writes several things sends them together."""

EVERY: Final = 15.0
"""Seconds between two looks at what others wrote."""

UNKNOWN, WAITS, SYNCING = "", "waits", "syncing"
"""How it stands while no sync has told it: nothing is known, something waits to be sent, a sync is under way."""


class SyncLoop:
    """Keeps the copy at `root` in step, where that happens by itself.

    Args:
        root: the folder of the workspace.
        look: looks at the files again.
        tell: told that it stands otherwise.
        clock: tells the moment.
    """

    def __init__(
        self, root: str, look: Callable[[], Awaitable[None]], tell: Callable[[], None], clock: "Callable[[], datetime]"
    ) -> None:
        self._root, self._look, self._tell, self._clock = root, look, tell, clock
        self.known: datetime | None = None
        """When it was last seen what the others wrote: as of then it is in step, and of later nothing is known."""
        self.standing = UNKNOWN
        """`UNKNOWN`, `WAITS`, `SYNCING`, or the state of the last sync."""
        self.synced: Synced | None = None
        """What came of the last sync."""
        self.news: Synced | None = None
        """What came of the last sync that nobody asked for and that wants to be read."""
        self.is_by_itself = False
        self.has_history = False
        """Whether there is a repository that this copy could be shared from."""
        self._at_work = self._acted = self._asked = False
        self._warned = ""
        self._soon: TimerHandle | None = None
        self._tasks: set[Task[None]] = set()

    async def learn(self) -> None:
        """See how this copy is kept in step; another program may have said so."""
        self.is_by_itself, self.has_history = await to_thread(_how, self._root)

    def begin(self) -> None:
        """Sync now, and from now on every `EVERY` seconds, as long as this copy is not brought in step by hand."""
        self._go_on(0)

    def acted(self) -> None:
        """Something was written: it goes out a moment after the last of it, or when somebody says so."""
        self._acted = True
        if self.standing not in {UNKNOWN, "not-shared"} and not self._at_work:
            self._stands(WAITS)
        if self.is_by_itself:
            self._go_on(AFTER_ACTS)

    async def leave(self) -> None:
        """Everybody left: what was written and not sent yet goes out without them."""
        if self._soon:
            self._soon.cancel()
        for task in self._tasks:
            task.cancel()
        await self.learn()
        if (self._acted or self._at_work) and self.is_by_itself:
            await to_thread(sync_in_background, self._root)

    async def say_how(self, how: str) -> None:
        """From now on this copy is brought in step `BY_HAND`, or `BY_ITSELF`, which begins at once."""
        await to_thread(say_sync, self._root, how)
        await self.learn()
        self._go_on(0)

    def now(self, *, accept: bool = False, may_delete: bool = False) -> None:
        """Sync because somebody asked for it, unless it is under way; with what they said is meant (`sync`)."""
        self._asked = True
        if not self._at_work:
            self._begin(self._sync(accept=accept, may_delete=may_delete), language())

    async def put_back(self) -> None:
        """Put back what is gone here and others have still, then sync.

        Raises:
            CocreateError: it could not be put back.
        """
        from cocreate.sync.syncing import put_back  # deferred: the screens are painted without it

        await to_thread(put_back, self._root)
        self.now()

    # By itself

    def _go_on(self, after: float) -> None:
        """Sync by itself after so many seconds, and from then on every `EVERY`."""
        if self._soon:
            self._soon.cancel()
        self._soon = get_running_loop().call_later(after, self._begin_by_itself)

    def _begin_by_itself(self) -> None:
        self._go_on(EVERY)
        if not self._at_work:
            self._begin(self._by_itself())

    def _begin(self, work: Coroutine[Any, Any, None], read_in: str = "") -> None:
        """A task of its own; one that nobody held on to could be let go of by the loop."""
        self._at_work = True
        task = apart(work, read_in)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _by_itself(self) -> None:
        """Sync, unless it is done by hand; what wants to be read is told once, not every time."""
        await self.learn()
        if not (self.is_by_itself or self._asked):
            self._at_work = False
            return
        await self._sync()
        synced = self.synced
        reason = str(synced.why) if synced and synced.state == "blocked" else ""
        if synced and (synced.wordings or (reason and reason != self._warned)):
            self._warned = reason or self._warned
            self.news = synced
            self._tell()

    async def _sync(self, *, accept: bool = False, may_delete: bool = False) -> None:
        """Sync once, off the event loop, and show what came."""
        from cocreate.sync.outcome import BLOCKED, IN_STEP, Synced  # deferred: the screens are painted without them
        from cocreate.sync.syncing import sync

        self._stands(SYNCING)
        self._acted = self._asked = False
        begun = self._clock()
        try:
            synced = await _beside(partial(sync, accept=accept, may_delete=may_delete), self._root)
        except Exception as error:  # noqa: BLE001 - nobody waits for it, and none who sits here may be thrown out
            reason, hint = why(error)
            synced = Synced(BLOCKED, why=reason, hint=hint)
        with suppress(CocreateError):  # whoever looks next is told
            await self._look()
        self._at_work = False
        self.synced = synced
        self.known = begun if synced.state == IN_STEP else self.known
        self._stands(synced.state)
        if self._acted:  # while this was under way
            self.acted()

    def _stands(self, how: str) -> None:
        self.standing = how
        self._tell()


def _how(root: str) -> tuple[bool, bool]:
    """Whether the copy at `root` is kept in step by itself, and whether there is a repository around it."""
    folder, above = os.path.abspath(root), ""
    while folder != above and not os.path.lexists(f"{folder}/.git"):
        folder, above = os.path.dirname(folder), folder
    return syncs_by_itself(root), folder != above


async def _beside(do: "Callable[[str], Synced]", root: str) -> "Synced":
    """What `do` makes of `root`, in a thread that the program does not wait for when somebody leaves.

    A sync may be ended at any point; the one that begins after the screens are closed goes on from there.
    """
    loop = get_running_loop()
    done: Future[Synced] = loop.create_future()

    def tell(synced: "Synced | None", error: BaseException | None) -> None:
        if error and not done.done():
            done.set_exception(error)
        elif synced and not done.done():
            done.set_result(synced)

    def run() -> None:
        synced, failed = None, None
        try:
            synced = do(root)
        except BaseException as error:  # noqa: BLE001 - whoever waits for it is told
            failed = error
        with suppress(RuntimeError):  # the screens are closed already
            loop.call_soon_threadsafe(tell, synced, failed)

    Thread(target=copy_context().run, args=(run,), name="sync", daemon=True).start()
    return await done
