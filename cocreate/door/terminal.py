"""Somebody's terminal at the other end of a connection: its size and colours, what comes from it and what goes there.

A terminal that does not read is in nobody's way: what it would be shown is left out as long as it does not, and once
it reads again all is painted anew. One that does not read at all is let go.
"""

from asyncio import TimerHandle, get_running_loop
from collections.abc import Callable, Mapping
from time import monotonic
from typing import Any, Final, Protocol

from cocreate.door.limits import BEHIND, HIGHEST, LOWEST, NARROWEST, STUCK, USUAL, WIDEST

LOOK_EVERY: Final = 0.25
"""Seconds between two looks whether a terminal reads again."""

TRUE_COLOUR: Final = ("-direct", "kitty", "alacritty", "wezterm", "ghostty", "foot", "iterm", "konsole", "contour")


class Channel(Protocol):
    """What is used of asyncssh's channel."""

    def write(self, data: bytes) -> None:
        """Send something."""

    def get_write_buffer_size(self) -> int:
        """Bytes that wait to be sent."""

    def pause_reading(self) -> None:
        """Take no more in."""

    def resume_reading(self) -> None:
        """Take more in again."""


class Terminal:
    """One terminal.

    Args:
        channel: to it.
        kind: what it says it is, such as `xterm-256color`; empty where it is none.
        size: columns and lines, as it says.
        said: what it said of its language and colours: values of `LANG`, `COLORTERM` and the like.
        unread: how many bytes wait in the connection that nobody read.
        let_go: ends the connection at once.
    """

    def __init__(
        self,
        channel: Channel,
        kind: str,
        size: tuple[int, int],
        said: Mapping[str, str],
        unread: Callable[[], int],
        let_go: Callable[[], None],
    ) -> None:
        self.kind, self.said = kind, said
        self.size = within(size)
        self.repaint: Callable[[], None] = _nothing
        """Called once the terminal reads again after it did not."""
        self._channel, self._unread, self._let_go = channel, unread, let_go
        self._missed = False
        self._behind_since = 0.0
        self._looking: TimerHandle | None = None
        self._is_open = True

    @property
    def colours(self) -> str:
        """How many colours it has, as Rich calls it."""
        if self.said.get("NO_COLOR"):
            return ""
        if self.said.get("COLORTERM", "") in {"truecolor", "24bit"} or any(one in self.kind for one in TRUE_COLOUR):
            return "truecolor"
        return "256" if "256" in self.kind else "standard"

    def resized(self, size: tuple[int, int]) -> None:
        """It has another size."""
        self.size = within(size)

    def write(self, text: str) -> None:
        """Show something, unless it does not read."""
        if not self._is_open:
            return
        if self._is_behind():
            self._missed = True
            self._look_again()
            return
        self._channel.write(text.encode("utf-8", "replace"))

    def close(self) -> None:
        """Nothing goes there any more."""
        self._is_open = False
        if self._looking:
            self._looking.cancel()

    def _is_behind(self) -> bool:
        return self._missed or self._channel.get_write_buffer_size() + self._unread() > BEHIND

    def _look_again(self) -> None:
        if self._looking is None:
            self._behind_since = monotonic()
            self._looking = get_running_loop().call_later(LOOK_EVERY, self._look)

    def _look(self) -> None:
        self._looking = None
        if not self._is_open:
            return
        if not self._channel.get_write_buffer_size() and self._unread() <= BEHIND // 4:
            self._missed = False
            self.repaint()
        elif monotonic() - self._behind_since > STUCK:
            self._let_go()
        else:
            self._looking = get_running_loop().call_later(LOOK_EVERY, self._look)


def within(size: tuple[int, int]) -> tuple[int, int]:
    """A size that can be painted, whatever a terminal says: the usual one where it says nothing."""
    width, height = size
    if not (width and height):
        return USUAL
    return max(NARROWEST, min(width, WIDEST)), max(LOWEST, min(height, HIGHEST))


def _nothing() -> None:
    """There is nothing to paint yet."""


class FewWords(dict[Any, Any]):
    """What a terminal may say of itself: its language and its colours, shortly; whatever else it says is not kept.

    It stands in the place of the variables that the other end may set, which would be as many as it likes.
    """

    TAKEN: Final = frozenset([b"LANGUAGE", b"LC_ALL", b"LC_MESSAGES", b"LANG", b"COLORTERM", b"NO_COLOR"])
    LONGEST: Final = 40

    def __setitem__(self, name: object, value: object) -> None:
        if name in self.TAKEN and isinstance(value, bytes) and len(value) <= self.LONGEST:
            super().__setitem__(name, value)

    def words(self) -> dict[str, str]:
        """The same as text."""
        return {name.decode(): value.decode("ascii", "ignore") for name, value in self.items()}
