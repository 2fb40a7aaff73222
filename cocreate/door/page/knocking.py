"""Knocking by browser: whoever has no code says their name, and those at the table let them in, or not.

No connection stands meanwhile: they look again whenever they like, and who does not for long does not knock any more.
"""

from asyncio import AbstractEventLoop, Task, get_running_loop, to_thread
from contextlib import suppress
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Final, NamedTuple

from cocreate.door.limits import KNOCKING
from cocreate.door.page.making import TooMany
from cocreate.door.page.passes import key_for
from cocreate.model.errors import CocreateError
from cocreate.sittings.doorbell import Knock
from cocreate.sittings.keys import Key

if TYPE_CHECKING:
    from cocreate.door.page.answering import Answering

MOST: Final = 4
"""So many may knock by browser at once, so that there is always room for those who knock by ssh."""

KEPT: Final = 100
"""Answers that are kept until somebody looks."""


class _Waits(NamedTuple):
    knock: Knock
    key: Key
    since: float


class Knocking:
    """Those who knock at one page.

    Args:
        answering: whose page it is.
    """

    def __init__(self, answering: "Answering") -> None:
        self._all = answering
        self._waiting: dict[str, _Waits] = {}
        self._refused: dict[str, None] = {}
        self._going_on: set[Task[None]] = set()

    def knock(self, secret: str, name: str) -> None:
        """Somebody whose browser keeps this secret knocks, and says that they are called so.

        Raises:
            TooMany: too many do already.
        """
        house, key = self._all.house, key_for(secret)
        if len(self._waiting) >= MOST:
            raise TooMany
        person, is_known = house.person_called(name)
        answered = partial(_later, get_running_loop(), partial(self._answered, key.public))
        knock = Knock(name, key.ends, person if is_known else "", answered)
        if not house.table.doorbell.ring(knock):
            raise TooMany
        self._waiting[key.public] = _Waits(knock, key, monotonic())

    def waits(self, secret: str) -> Key | None:
        """The key of a browser that knocks; None where it does not, or does not any more."""
        found = self._waiting.get(key_for(secret).public) if secret else None
        return found.key if found else None

    def was_refused(self, secret: str) -> bool:
        """Whether a browser was not let in; told once."""
        return bool(secret) and self._refused.pop(key_for(secret).public, "") is None

    def let_go(self, *, all_of_them: bool = False) -> None:
        """Those who wait for long do not knock any more."""
        for public, one in list(self._waiting.items()):
            if all_of_them or monotonic() - one.since > KNOCKING:
                del self._waiting[public]
                self._all.house.table.doorbell.gone(one.knock)

    def _answered(self, public: str, yes: bool) -> None:  # noqa: FBT001 - called by the loop
        task = get_running_loop().create_task(self._take_in(public, let_in=yes))
        self._going_on.add(task)
        task.add_done_callback(self._going_on.discard)

    async def _take_in(self, public: str, *, let_in: bool) -> None:
        one = self._waiting.get(public)
        if one is None:
            return
        with suppress(CocreateError):  # the disk said no: they may knock again
            person = await to_thread(self._all.house.take_in, one.knock, one.key) if let_in else ""
            if not person:
                self._refused[public] = None
                while len(self._refused) > KEPT:
                    del self._refused[next(iter(self._refused))]
        self._waiting.pop(public, None)


def _later(loop: AbstractEventLoop, do: partial[None], yes: bool) -> bool:  # noqa: FBT001 - in any thread
    with suppress(RuntimeError):  # the door was closed in this very moment
        loop.call_soon_threadsafe(do, yes)
        return True
    return False
