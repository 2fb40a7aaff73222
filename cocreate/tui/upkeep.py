"""Upkeep of a table while somebody sits at it: looking when files change, being in step; whoever follows is told.

Once a table, whoever sat down first and whoever leaves first. What goes on here belongs to no sitting: its tasks
begin in a context of their own, and those who follow are only called, each to go on in its own task.
"""

from asyncio import Lock, Task, create_task, get_running_loop, shield, sleep, to_thread
from collections.abc import Callable, Sequence
from contextlib import suppress
from time import monotonic

from cocreate.model.errors import CocreateError
from cocreate.sittings.here import Here
from cocreate.sittings.knocks import Hearing
from cocreate.sittings.table import Table
from cocreate.tui.apart import apart
from cocreate.tui.sync_loop import SyncLoop
from cocreate.tui.watching import changes_in

SLOW = 0.5
"""Seconds of looking at the files after which it is told how far it is."""

TOLD_EVERY = 0.2
"""Seconds between two tellings of it: every painting of the screen takes its time from the reading."""

LOOKED_EVERY = 0.5
"""Seconds between two looks at who is here, of which each asks for the time of one folder."""

Tell = Callable[[], None]
"""Told that something is otherwise: what there is to see, how far the reading is, how it stands with the others."""

_going_on: dict[Table, "Upkeep"] = {}


class Upkeep:
    """Keeps `table` as the files are."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.sync_loop = SyncLoop(table.root, self.look, self._tell, table.clock)
        self.reading = (0, 0)
        """How many files are read, and of how many; of none where nothing is being read, or not for long."""
        self.failed = 0
        """How often a look failed that nobody had asked for."""
        self.here = Here(table.root)
        """Who is here, at this table and at others on this copy."""
        self._knocks = Hearing(table.doorbell, table.root)
        self._followers: list[Tell] = []
        self._looking = Lock()
        self._watching: Sequence[Task[None]] = ()

    @classmethod
    def of(cls, table: Table) -> "Upkeep":
        """The one of this table."""
        return _going_on.setdefault(table, cls(table))

    def follow(self, tell: Tell) -> None:
        """From now on `tell` is called when something is otherwise."""
        self._followers.append(tell)

    def begin(self) -> None:
        """Watch the files, and be in step, from now on; where that is so already, nothing happens."""
        if not self._watching:
            self._watching = (apart(self._watch()), apart(self._watch_who_is_here()))
            self.sync_loop.begin()

    async def leave(self, tell: Tell) -> None:
        """Tell no more; after the last one nothing goes on, and the index is kept for the next start."""
        if tell in self._followers:
            self._followers.remove(tell)
        if self._followers or _going_on.get(self.table) is not self:
            return
        del _going_on[self.table]
        for task in self._watching:
            task.cancel()
        await self.sync_loop.leave()
        await to_thread(self.table.close)

    async def look(self, paths: Sequence[str] | None = None) -> None:
        """Look at the files, or only at `paths`; everybody who follows is told, also where nobody waits for it."""
        async with self._looking:
            task = create_task(to_thread(self.table.look, self._progress(), paths))
            task.add_done_callback(self._looked)
            await shield(task)

    async def look_around(self) -> None:
        """Look who is here; everybody who follows is told, where somebody came, went on or left."""
        if await to_thread(self.here.look):
            self._tell()

    async def _watch_who_is_here(self) -> None:
        while True:
            await self.look_around()
            await to_thread(self._knocks.look)
            await sleep(LOOKED_EVERY)

    def _looked(self, task: "Task[object]") -> None:
        self.reading = (0, 0)
        if not task.cancelled() and not task.exception():
            self._tell()

    def _progress(self) -> Callable[[int, int], None]:
        loop, last = get_running_loop(), monotonic() + SLOW - TOLD_EVERY

        def progress(count: int, of: int) -> None:
            nonlocal last
            if monotonic() - last > TOLD_EVERY:
                last = monotonic()
                with suppress(RuntimeError):  # the program ends
                    loop.call_soon_threadsafe(self._read_so_far, count, of)

        return progress

    def _read_so_far(self, count: int, of: int) -> None:
        if self._looking.locked():  # it may be told only after the look is over
            self.reading = (count, of)
            self._tell()

    def _tell(self) -> None:
        for tell in list(self._followers):
            tell()

    async def _watch(self) -> None:
        async for paths in changes_in(self.table.root):
            try:
                await self.look(paths)
            except CocreateError:
                self.failed += 1  # each says it in its own language, after a look of its own
                self._tell()
