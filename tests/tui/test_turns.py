"""Of what is worked out for the screens at one table, one thing at a time."""

from asyncio import create_task, gather, sleep
from pathlib import Path
from threading import Event

from cocreate.sittings.table import Table
from cocreate.tui.turns import in_turn


async def test_what_nobody_waits_for_any_more_has_its_turn_until_it_is_done(tmp_path: Path) -> None:
    table, began, may_end = Table(str(tmp_path)), Event(), Event()
    done: list[str] = []

    def long() -> None:
        began.set()
        may_end.wait()
        done.append("long")

    left = create_task(in_turn(table, long))
    while not began.is_set():
        await sleep(0)
    left.cancel()
    following = create_task(in_turn(table, done.append, "following"))
    for _round in range(100):
        await sleep(0.001)
    may_end.set()
    await following
    assert done == ["long", "following"]


async def test_who_is_left_before_their_turn_takes_none(tmp_path: Path) -> None:
    table, began, may_end = Table(str(tmp_path)), Event(), Event()
    done: list[str] = []

    def long() -> None:
        began.set()
        may_end.wait()

    first = create_task(in_turn(table, long))
    while not began.is_set():
        await sleep(0)
    left = create_task(in_turn(table, done.append, "left"))
    last = create_task(in_turn(table, done.append, "last"))
    await sleep(0)
    left.cancel()
    may_end.set()
    await first
    await last
    assert done == ["last"]


async def test_what_fails_gives_its_turn_on(tmp_path: Path) -> None:
    table, done = Table(str(tmp_path)), list[str]()
    failing, following = in_turn(table, list[str]().pop), in_turn(table, done.append, "following")
    failed, _followed = await gather(failing, following, return_exceptions=True)
    assert isinstance(failed, IndexError)
    assert done == ["following"]
