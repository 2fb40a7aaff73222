"""Several people at one table, each at screens of their own, in one event loop.

    async with at_one_table(teambase, mavi="en", erkan="qq") as seats:
        await seats["mavi"].presses("2")
        await seats["erkan"].waits_to_see("…")

Each set of screens runs in a task of its own, as it would in a process that serves many; what one is asked to do is
done in that task, because an app and a language belong to the context of a task.
"""

from asyncio import Future, Queue, Task, create_task, gather, get_running_loop
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from cocreate.locale import read_in
from cocreate.sittings.sitting import Sitting
from cocreate.sittings.table import Table
from cocreate.tui.app import CocreateApp
from tests.tui.driver import LARGE, NOW, Someone

Job = tuple[Callable[[Someone], Awaitable[Any]], "Future[Any]"]


class Seat:
    """One person's screens at a table."""

    def __init__(self, table: Table, speaking: str, language: str) -> None:
        self.sitting = Sitting(table, speaking, (speaking,), language=language)
        self.sitting.identify()
        self.app = CocreateApp(table, self.sitting)
        self.crash: BaseException | None = None
        self._jobs: Queue[Job | None] = Queue()
        self.task: Task[None] = create_task(self._sit())

    async def _sit(self) -> None:
        try:
            async with self.app.run_test(size=LARGE) as pilot:
                read_in(self.sitting.language)
                someone = Someone(self.app, pilot)
                while job := await self._jobs.get():
                    await _done(job, someone)
        except BaseException as error:  # noqa: BLE001 - a crash of one is looked at by the test
            self.crash = error

    async def asks(self, do: Callable[[Someone], Awaitable[Any]]) -> Any:
        """Let this person do something at their screens; what came of it."""
        done: Future[Any] = get_running_loop().create_future()
        self._jobs.put_nowait((do, done))
        return await done

    async def leaves(self) -> None:
        """Close these screens, if they still stand."""
        self._jobs.put_nowait(None)
        await self.task

    async def presses(self, *keys: str) -> None:
        """Press keys."""
        await self.asks(lambda someone: someone.presses(*keys))

    async def types(self, text: str) -> None:
        """Type characters."""
        await self.asks(lambda someone: someone.types(text))

    async def waits_to_see(self, words: str) -> None:
        """Wait until `words` are painted."""
        await self.asks(lambda someone: someone.waits_to_see(words))

    @property
    def screen(self) -> str:
        """All that is painted here."""
        return Someone(self.app, None).screen  # type: ignore[arg-type]  # only looked at


async def _done(job: Job, someone: Someone) -> None:
    do, done = job
    try:
        done.set_result(await do(someone))
    except BaseException as error:  # noqa: BLE001 - whoever asked is told
        done.set_exception(error)


@asynccontextmanager
async def at_one_table(root: str, **languages: str) -> AsyncIterator[dict[str, Seat]]:
    """Seats by who speaks there, each reading their own language."""
    table = Table(root, lambda: NOW)
    table.first_look()
    seats = {name: Seat(table, name, language) for name, language in languages.items()}
    for seat in seats.values():
        await seat.asks(Someone.settles)
    try:
        yield seats
    finally:
        await gather(*(seat.leaves() for seat in seats.values()))
