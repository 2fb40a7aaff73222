"""Textual's way to a terminal that is at the other end of a connection: no file, no signal, no thread of its own."""

from __future__ import annotations

from asyncio import Event, TimerHandle, get_running_loop, sleep
from time import monotonic
from typing import TYPE_CHECKING

from textual import events
from textual.constants import ESCAPE_DELAY
from textual.driver import Driver
from textual.geometry import Size

from cocreate.door.limits import RESIZED_EVERY, UNREAD
from cocreate.door.typing import Typing

if TYPE_CHECKING:
    from textual.message import Message

    from cocreate.door.terminal import Channel, Terminal
    from cocreate.tui.keyed import KeyedApp

BEGIN = (
    "\x1b[?1049h\x1b[?1000h\x1b[?1003h\x1b[?1015h\x1b[?1006h\x1b[?25l\x1b[?1004h\x1b[>1u\x1b[?2026$p\x1b[?2004h\x1b[?7l"
)
"""The other screen, the mouse, no cursor, the focus, keys told apart, whole pictures, pastes, no wrapping."""

END = "\x1b[?2004l\x1b[?7h\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l\x1b[0m"
"""All of it back."""

MOST_WAITING = 16
"""Messages that may wait for an app before more keys are understood."""

LONGEST_TURN = 1.0
"""Seconds that others are given after somebody's keys took as long, or longer."""


class ChannelDriver(Driver):
    """Powers one app at one terminal.

    Args:
        app: the app.
        terminal: where it is shown.
        channel: where its keys come from.
        early: what was typed already.
    """

    def __init__(self, app: KeyedApp, terminal: Terminal, channel: Channel, early: bytes = b"") -> None:
        super().__init__(app, size=terminal.size)
        self._keyed, self._terminal, self._channel = app, terminal, channel
        self._typing = Typing()
        self._written: list[str] = []
        self._unread = 0
        self._arrived = Event()
        self._ticks: TimerHandle | None = None
        self._resizing: TimerHandle | None = None
        self._is_on = False
        self._early = early

    # What is shown

    def write(self, data: str) -> None:
        """Write something; it goes out with the next flush."""
        self._written.append(data)

    def flush(self) -> None:
        """Send what was written, in one piece."""
        if self._written:
            text = "".join(self._written)
            self._written.clear()
            self._terminal.write(text)

    def start_application_mode(self) -> None:
        """Take the terminal over."""
        self._is_on = True
        self.write(BEGIN)
        self.flush()
        self._terminal.repaint = self._paint_anew
        self._tell_size()
        self.took(self._early)

    def disable_input(self) -> None:
        """Take nothing in any more."""
        self._is_on = False
        for timer in (self._ticks, self._resizing):
            if timer:
                timer.cancel()

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was."""
        self.disable_input()
        self._terminal.repaint = lambda: None
        self.write(END)
        self.flush()

    def _paint_anew(self) -> None:
        """Called by a timer; it is the app that paints."""
        self._app.call_later(self._paint_all)

    def _paint_all(self) -> None:
        if not self._is_on:
            return
        self.write(BEGIN)
        screen = self._app.screen
        self._app._display(screen, screen._compositor.render_update(full=True))  # noqa: SLF001 - as a new screen is

    # What comes in

    def took(self, data: bytes) -> None:
        """Something came from the terminal."""
        if not self._is_on:
            return
        self._unread += len(data)
        if self._unread > UNREAD:
            self._channel.pause_reading()
        self._typing.take(data)
        self._arrived.set()

    async def read(self) -> None:
        """Hand on what comes in, a few keys at a time, until nobody wants it any more."""
        while True:
            await self._arrived.wait()
            self._arrived.clear()
            while self._is_on and self._typing.has_more:
                found = self._typing.some()
                self._hand_on(found)
                await self._have_patience(len(found))
            was_full, self._unread = self._unread > UNREAD, 0
            if was_full:
                self._channel.resume_reading()  # what waited comes at once, and may be too much again
            self._ticks = self._ticks or get_running_loop().call_later(ESCAPE_DELAY, self._tick)

    async def _have_patience(self, count: int) -> None:
        """Let the app do what it got; then others have as much time as that took, for all share one thread."""
        began = monotonic()
        while self._is_on and self._is_behind:  # noqa: ASYNC110 - nothing tells when it no longer is
            await sleep(0.01)
        await sleep(max(self._typing.wait(count), min(monotonic() - began, LONGEST_TURN)))

    @property
    def _is_behind(self) -> bool:
        """Whether keys wait for the app, or in it for those before them."""
        return len(self._keyed.ahead) + self._keyed._message_queue.qsize() > MOST_WAITING  # noqa: SLF001 - as above

    def _tick(self) -> None:
        self._ticks = None
        if not self._is_on:
            return
        more = self._typing.tick()
        self._hand_on(more)
        if not more and self._typing.is_unsure:
            self._ticks = get_running_loop().call_later(ESCAPE_DELAY, self._tick)

    def _hand_on(self, messages: list[Message]) -> None:
        for message in messages:
            if self._is_on:
                self.process_message(message)

    def send_message(self, message: Message) -> None:
        """To the app, in order; this is its own thread."""
        self._app.post_message(message)

    # Its size

    def resized(self) -> None:
        """The terminal has another size; of several in a moment, the last counts."""
        if self._is_on and self._resizing is None:
            self._resizing = get_running_loop().call_later(RESIZED_EVERY, self._tell_size)

    def _tell_size(self) -> None:
        self._resizing = None
        self._size = self._terminal.size
        size = Size(*self._size)
        self._app.post_message(events.Resize(size, size))

    # Nothing of the host

    def open_url(self, url: str, new_tab: bool = True) -> None:  # noqa: FBT001, FBT002 - Textual's
        """A browser here would be the host's."""

    def deliver_binary(self, *_what: object, **_how: object) -> None:
        """A file here would be the host's."""
