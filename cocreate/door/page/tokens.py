"""Tokens of forms: each says for whom a form was made and when, and what is sent with it is done once."""

import secrets
from asyncio import Future, get_running_loop, shield
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from hashlib import sha256
from hmac import compare_digest, new
from time import time
from typing import Final

HOLDS: Final = 12 * 3600
"""Seconds for which a form can be sent; after that it is shown once more, with what stands in it."""

MOST: Final = 4096
"""Forms that were sent and are remembered, so that none is sent twice."""


class Tokens:
    """The tokens of one door, from its opening to its end.

    Args:
        clock: tells the seconds.
    """

    def __init__(self, clock: Callable[[], float] = time) -> None:
        self._key, self._clock = secrets.token_bytes(32), clock
        self._sent: OrderedDict[str, Future[str]] = OrderedDict()

    def make(self, whose: str) -> str:
        """A token for one form of the browser that is known by `whose`; empty for one that nobody knows."""
        begun = f"{secrets.token_hex(16)}.{int(self._clock())}"
        return f"{begun}.{self._sum(begun, whose)}"

    def fits(self, token: str, whose: str) -> bool:
        """Whether a token was made here, for this browser, and not too long ago."""
        begun, _dot, sum_ = token.rpartition(".")
        if not compare_digest(sum_.encode(), self._sum(begun, whose).encode()):
            return False
        return 0 <= self._clock() - int(begun.rpartition(".")[2]) < HOLDS

    async def once(self, token: str, do: Callable[[], Awaitable[str]]) -> str:
        """What `do` returns: where what was sent with this token leads. The second time, that alone.

        Where it fails, nothing was done, and it can be sent again.
        """
        if sent := self._sent.get(token):
            return await shield(sent)
        self._sent[token] = sent = get_running_loop().create_future()
        while len(self._sent) > MOST:
            self._sent.popitem(last=False)
        try:
            place = await do()
        except BaseException as error:
            self._sent.pop(token, None)
            sent.set_exception(error)
            sent.exception()  # nobody may wait for it
            raise
        sent.set_result(place)
        return place

    def _sum(self, begun: str, whose: str) -> str:
        return new(self._key, f"{begun} {whose}".encode(), sha256).hexdigest()
