"""How much a browser may ask: as fast as people read and write, with room for several pages at once."""

from collections import OrderedDict
from collections.abc import Callable
from time import monotonic
from typing import Final

EACH: Final = (5.0, 60.0)
"""Requests a second that a browser may go on with, and how many may come at once."""

STRANGERS: Final = (50.0, 500.0)
"""The same for all together whom nobody knows yet: they get one small page."""

MOST: Final = 1000
"""Browsers whose pace is remembered."""


class Allowances:
    """What each browser has left.

    Args:
        clock: tells the seconds.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, whose: str) -> int:
        """Take one; how many seconds to wait where there is none. Empty is whoever nobody knows."""
        pace, most = EACH if whose else STRANGERS
        now = self._clock()
        left, at = self._left.get(whose, (most, now))
        left = min(most, left + (now - at) * pace)
        self._left[whose] = (max(left - 1, 0), now)
        self._left.move_to_end(whose)
        if len(self._left) > MOST:
            self._left.popitem(last=False)
        return 0 if left >= 1 else 1 + int((1 - left) / pace)
