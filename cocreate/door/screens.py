"""The screens of somebody who came through the door: the same as everybody's, but for what would reach the host.

The only module of the door that knows the screens.
"""

import os
from asyncio import create_task
from collections.abc import Callable
from io import StringIO
from typing import TYPE_CHECKING, cast

from rich.console import Console
from textual import on, work

from cocreate.door.driver import ChannelDriver
from cocreate.door.limits import UNREAD
from cocreate.door.terminal import Channel, Terminal
from cocreate.door.typing import TooLong
from cocreate.locale import _, read_in
from cocreate.sittings.sitting import Sitting
from cocreate.sittings.table import Table
from cocreate.tui.app import CocreateApp, stylesheet
from cocreate.tui.commands.editing import write_card
from cocreate.tui.process import calm_collector
from cocreate.tui.upkeep import Upkeep

if TYPE_CHECKING:
    from textual.driver import Driver

__all__ = ["Screens", "Upkeep", "calm_collector"]


class DoorApp(CocreateApp):
    """One person's screens at the other end of a connection.

    Args:
        table: at which they sit.
        sitting: theirs.
        name: what they were called by whoever let them in.
    """

    CSS_PATH = stylesheet

    def __init__(self, table: Table, sitting: Sitting, name: str) -> None:
        super().__init__(table, sitting)
        self._called = name
        self.error_console = Console(file=StringIO())
        self.farewell = ""

    def opened(self) -> None:
        """Whoever comes for the first time writes their card, how they like to be addressed first."""
        if self.sitting.whose not in self.collection.people:
            self._write_first_card()

    @work(group="command")
    async def _write_first_card(self) -> None:
        self.say(_("Welcome. This is your card, which everybody here sees; you can change it at any time."))
        await write_card(self.context(), self.sitting.whose, self._called or self.sitting.whose)

    @on(TooLong)
    def _left_out(self) -> None:
        self.say(_("That was too long to paste: what a file does not hold was left out."), wrong=True)

    def end(self, farewell: str) -> None:
        """Close these screens, with a sentence; what was typed is kept."""
        self.farewell = farewell
        self.exit()

    # What would be the host's

    def action_suspend_process(self) -> None:
        """There is no process of theirs here."""

    def action_screenshot(self, *_where: object, **_how: object) -> None:
        """A picture would be a file of the host."""

    def deliver_screenshot(self, *_where: object, **_how: object) -> None:
        """The same."""

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """A browser here would be the host's."""


class Screens:
    """The screens of one connection, from the first picture to the last.

    Args:
        table: at which they sit.
        sitting: theirs.
        name: what they were called by whoever let them in.
        terminal: where they are shown.
        channel: where their keys come from.
    """

    def __init__(self, table: Table, sitting: Sitting, name: str, terminal: Terminal, channel: Channel) -> None:
        self.app = DoorApp(table, sitting, name)
        self._terminal, self._channel = terminal, channel
        self._driver: ChannelDriver | None = None
        self._early = b""
        self._is_left = False
        self.app.driver_class = cast("type[Driver]", self._drive)
        self.app.console = _console(terminal)

    def _drive(self, app: CocreateApp, **_how: object) -> ChannelDriver:
        self._driver = ChannelDriver(app, self._terminal, self._channel, self._early)
        return self._driver

    async def run(self, begun: Callable[[], None]) -> BaseException | None:
        """Show them until somebody leaves; what went wrong, if anything did. Call it in a context of its own."""
        read_in(self.app.sitting.language)
        reading = create_task(self._read())
        begun()
        try:
            await self.app.run_async()
        finally:
            reading.cancel()
        return None if self._is_left else self.app._exception  # noqa: SLF001 - Textual tells it to its own tests only

    def leave(self, farewell: str = "") -> None:
        """Close these screens, perhaps with a sentence; what was typed is kept.

        What goes wrong from now on is the end of something that did not stand yet, and nobody is told.
        """
        self._is_left = True
        if self._driver:
            self._driver.disable_input()
        self.app.end(farewell)

    async def _read(self) -> None:
        while self._driver is None:
            await self.app._mounted_event.wait()  # noqa: SLF001 - the driver is built before
        await self._driver.read()

    def took(self, data: bytes) -> None:
        """Something came from the terminal."""
        if self._driver:
            self._driver.took(data)
        else:
            self._early = (self._early + data)[:UNREAD]

    def resized(self) -> None:
        """The terminal has another size."""
        if self._driver:
            self._driver.resized()


def _console(terminal: Terminal) -> Console:
    """What knows how a line is written for this terminal, whatever the host's own terminal is."""
    colours = terminal.colours
    return Console(
        color_system=cast("None", colours or None),
        file=StringIO(),
        markup=True,
        highlight=False,
        emoji=False,
        legacy_windows=False,
        _environ={"TERM": terminal.kind},
        force_terminal=True,
        safe_box=False,
        soft_wrap=False,
        no_color=not colours,
        width=80,
        height=25,
    )


def scrub_environment() -> None:
    """Let nothing that the host's terminal says of itself count for others: called before the first screens."""
    for name in ("NO_COLOR", "COLORTERM", "TEXTUAL", "TEXTUAL_DRIVER", "TEXTUAL_PRESS", "COLUMNS", "LINES"):
        os.environ.pop(name, None)
