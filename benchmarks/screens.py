"""The screens beside a bare Textual app, each in a terminal of its own: lines of the table of `budgets.py`.

From the start of the process to the first project painted, and the memory held once everything is read, are ratios
to a Textual app that paints one line; a key is timed until the first that it paints, in the list of ideas. Pairs are
run in turn and medians told, so that a machine's mood cancels out.
"""

import os
import pty
import select
import signal
import statistics
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PAIRS = 9
KEYS = 60
DOWN = b"\x1b[B"
BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("Project 0")
Bare().run()
"""
OURS = """
import sys
from cocreate.tui.process import run_alone
from cocreate.sittings.sitting import Sitting
from cocreate.sittings.table import Table
table = Table(sys.argv[1])
table.first_look()
sitting = Sitting(table, "", ("somebody",))
sitting.identify()
run_alone(table, sitting)
"""


class Terminal:
    """A program in a terminal of its own."""

    def __init__(self, process: int, handle: int) -> None:
        self.process = process
        self.handle = handle

    def wait_for(self, words: bytes) -> None:
        """Read until `words` were painted."""
        seen = b""
        while words not in seen:
            if not select.select([self.handle], [], [], 120)[0]:
                raise TimeoutError(seen[-500:])
            seen += os.read(self.handle, 65536)

    def drain(self, quiet: float) -> None:
        """Read until nothing was painted for so many seconds."""
        with suppress(OSError):  # the terminal closes with its program
            while select.select([self.handle], [], [], quiet)[0]:
                os.read(self.handle, 65536)

    def seconds_to_answer(self, key: bytes) -> float:
        """From pressing `key` to the first that it paints."""
        started = time.perf_counter()
        os.write(self.handle, key)
        select.select([self.handle], [], [], 10)
        taken = time.perf_counter() - started
        self.drain(0.05)
        return taken

    def memory(self) -> int:
        """The kilobytes it holds."""
        with open(f"/proc/{self.process}/status", encoding="ascii") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))


@contextmanager
def running(*arguments: str) -> "Iterator[Terminal]":
    """Python with `arguments`, in a terminal, until it is no longer needed."""
    process, handle = pty.fork()
    if process == 0:
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ.update(TERM="xterm-256color", COLUMNS="120", LINES="40", XDG_CONFIG_HOME="/nonexistent")
        os.execv(sys.executable, [sys.executable, "-c", *arguments])
    try:
        yield Terminal(process, handle)
    finally:
        os.kill(process, signal.SIGTERM)
        Terminal(process, handle).drain(2)  # it keeps its index; then the terminal closes with it
        os.kill(process, signal.SIGKILL)
        os.close(handle)
        os.waitpid(process, 0)


def seconds_to_paint(*arguments: str) -> float:
    """From starting Python with `arguments` to the first project on its terminal."""
    started = time.perf_counter()
    with running(*arguments) as terminal:
        terminal.wait_for(b"Project ")
        return time.perf_counter() - started


def screens(root: str, count: int, start: float) -> "Iterator[tuple[str, float, float, str]]":
    """What is measured in the workspace of `count` ideas at `root`, where `start` is the budget of a start."""
    with running(OURS, root) as terminal:  # reads everything once, and keeps its index when it leaves
        terminal.wait_for(b"Project ")
        terminal.drain(5)
    pairs = [(seconds_to_paint(OURS, root), seconds_to_paint(BARE)) for _pair in range(PAIRS)]
    ratio = statistics.median(ours / bare for ours, bare in pairs)
    yield f"first project painted, {count} ideas", ratio, start, "x"
    with running(BARE) as terminal:
        terminal.wait_for(b"Project ")
        bare = terminal.memory()
    with running(OURS, root) as terminal:
        terminal.wait_for(b"Project ")
        terminal.drain(3)
        os.write(terminal.handle, b"2")
        terminal.drain(2)
        yield f"memory of the screens, {count} ideas", terminal.memory() / bare, 3, "x"
        times = sorted(terminal.seconds_to_answer(DOWN) * 1000 for _key in range(KEYS))
        yield f"key to painted, {count} ideas, median", times[KEYS // 2], 12, "ms"
        yield f"key to painted, {count} ideas, worst of {KEYS}", times[-1], 50, "ms"
