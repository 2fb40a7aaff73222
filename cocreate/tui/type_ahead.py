"""What is typed or pasted ahead: each key waits until the one before it has been met, and what that one opens is there.

Over a slow line, or from fast fingers, `i` and the words of an idea arrive together. Textual hands each key
at once to whatever has the focus, which would be the list for all of them: the words would be lost, or worse,
be commands.
"""

from asyncio import sleep
from collections import deque
from collections.abc import Awaitable, Callable
from time import monotonic

from textual.dom import DOMNode
from textual.events import Key, Paste
from textual.widget import Widget

LONGEST_WAIT = 1.0
"""Seconds that keys wait at most: a command that takes longer than this does not hold them up."""

A_MOMENT = 0.002
"""Seconds between two looks at whether the next key may go on."""

Deliver = Callable[[Key | Paste], Awaitable[None]]


class TypeAhead:
    """The keys that wait, with what was pasted among them.

    Args:
        deliver: hands a key to Textual.
        aim: what Textual would hand it to.
        is_opening: whether something is being opened that the next key may be meant for.
    """

    def __init__(self, deliver: Deliver, aim: Callable[[], Widget], is_opening: Callable[[], bool]) -> None:
        self._deliver, self._aim, self._is_opening = deliver, aim, is_opening
        self._waiting: deque[Key | Paste] = deque()
        self._at: DOMNode | None = None

    def __len__(self) -> int:
        """How many keys wait."""
        return len(self._waiting)

    async def take(self, key: Key | Paste) -> bool:
        """Hand `key` on; False if it must wait, and is the first to do so: then `hand_on` is to be run."""
        if self._waiting or self._under_way or self._is_opening():
            self._waiting.append(key)
            return len(self._waiting) > 1
        await self._send(key)
        return True

    async def hand_on(self) -> None:
        """Hand on the keys that wait, in order, each as soon as it may go."""
        while self._waiting:
            until = monotonic() + LONGEST_WAIT
            while (self._under_way or self._is_opening()) and monotonic() < until:  # noqa: ASYNC110 - many parts
                await sleep(A_MOMENT)
            await self._send(self._waiting[0])
            self._waiting.popleft()

    async def _send(self, key: Key | Paste) -> None:
        aim = self._aim()
        await self._deliver(key)
        self._follow(aim)

    def _follow(self, node: DOMNode | None) -> None:
        """Climb after the key, from what it was handed to up to the app, behind it in the queue of each."""
        climbs = node is not None and node.call_later(self._follow, node.parent)
        self._at = node if climbs else None

    @property
    def _under_way(self) -> bool:
        """Whether the last key may still be met; what it closed meets no key any more."""
        return self._at is not None and self._at.is_attached
