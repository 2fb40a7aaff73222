"""One sitting as a program of its own: what belongs to the process and to no app, such as its signals."""

import gc
import os
import signal
import sys
from asyncio import get_running_loop
from contextlib import redirect_stderr, redirect_stdout, suppress
from threading import Timer
from typing import Final

from rich.console import Console

from cocreate.locale import _
from cocreate.sittings.sitting import Sitting
from cocreate.sittings.table import Table
from cocreate.tui.app import CocreateApp

GRACE: Final = 5.0
"""Seconds in which the program ends after its terminal is gone."""

THRESHOLDS: Final = (10_000, 3, 10)
"""What Python's collector of garbage waits for, instead of (700, 10, 10).

Each painting leaves some thousand small cycles, as Textual's lines remember how they were cut. Under Python's own
thresholds they grow old before they are dropped: every dozen keys all objects are gone through, and a key waits for a
tenth of a second. Dropped while they are young they take a fifth of that at most.
"""


class Program(CocreateApp):
    """The screens of the only sitting of this process."""

    hung_up = False

    def on_mount(self) -> None:
        """Leave when the system says so, in order."""
        for number, leave in ((signal.SIGTERM, self.exit), (signal.SIGHUP, self._hang_up)):
            with suppress(ValueError, NotImplementedError, RuntimeError):
                get_running_loop().add_signal_handler(number, leave)

    def _hang_up(self) -> None:
        """The terminal is gone; what was typed is kept, as at every leave, and nothing may keep the program."""
        self.hung_up = True
        last = Timer(GRACE, os._exit, [128 + signal.SIGHUP])
        last.daemon = True
        last.start()
        self.exit()

    def opened(self) -> None:
        """All that is there by now is left alone by the collector, and what is new looked through sooner."""
        calm_collector()


def calm_collector() -> None:
    """Let the collector of garbage leave alone what is there, and look through what is new, for the whole process."""
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)


def run_alone(table: Table, sitting: Sitting) -> int:
    """Open the screens in this terminal until somebody leaves; the exit code.

    What libraries print meanwhile would stand in the middle of the screens, so it goes nowhere.
    """
    table.first_look()
    sitting.identify()
    stderr = sys.stderr
    with open(os.devnull, "w", encoding="utf-8") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        program = Program(table, sitting)
        program.error_console = Console(file=stderr if sitting.reaches_host else nowhere, markup=False, highlight=False)
        program.run()
    if program._exception and not sitting.reaches_host:  # noqa: SLF001 - Textual tells it to its own tests only
        stderr.write(
            _("Something went wrong here. What you typed and did not send is kept; whoever opened the door can help.")
            + "\n"
        )
    if program.hung_up or not os.isatty(0):
        os._exit(128 + signal.SIGHUP)  # Textual's input thread would read the end of the lost terminal for ever
    return program.return_code or 0
