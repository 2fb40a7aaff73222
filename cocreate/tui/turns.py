"""Turns: of what is worked out in threads for the screens at one table, one thing at a time.

All threads of a process share one processor. Several at once would be done no sooner, each of them late, and whoever
types would wait for them all.
"""

from asyncio import Lock, ensure_future, shield, to_thread
from collections.abc import Callable
from typing import ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from cocreate.sittings.table import Table

P = ParamSpec("P")
T = TypeVar("T")

_turns: WeakKeyDictionary[Table, Lock] = WeakKeyDictionary()


async def in_turn(table: Table, work_out: Callable[P, T], *args: P.args, **more: P.kwargs) -> T:
    """What `work_out` gives, off the event loop, once those who asked before at this table have theirs.

    A thread cannot be stopped: who does not wait for it any more leaves it its turn until it is done.
    """
    turn = _turns.setdefault(table, Lock())
    await turn.acquire()
    worked_out = ensure_future(to_thread(work_out, *args, **more))
    worked_out.add_done_callback(lambda _done: turn.release())
    return await shield(worked_out)
