"""The screens beside a bare Textual app, each in a terminal of its own.

    python benchmarks/screens.py [N ...]

For workspaces of N ideas with 3 contributions each: from the start of the process to the first project painted
and the memory held once everything is read, as ratios to a Textual app that paints one line; and the milliseconds
from a key to what it paints, in the list of ideas. Pairs are run in turn and medians told, so that a machine's mood
cancels out.
"""

import os
import pty
import select
import signal
import statistics
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from make_workspace import Maker

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
OURS = "from cocreate.tui.app import CocreateApp; import sys; CocreateApp(sys.argv[1]).run()"


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
        os.environ.update(TERM="xterm-256color", COLUMNS="120", LINES="40", XDG_CONFIG_HOME="/nonexistent")
        os.execv(sys.executable, [sys.executable, "-c", *arguments])
    try:
        yield Terminal(process, handle)
    finally:
        os.kill(process, signal.SIGTERM)
        Terminal(process, handle).drain(0.3)
        os.close(handle)
        os.waitpid(process, 0)


def seconds_to_paint(*arguments: str) -> float:
    """From starting Python with `arguments` to the first project on its terminal."""
    started = time.perf_counter()
    with running(*arguments) as terminal:
        terminal.wait_for(b"Project ")
        return time.perf_counter() - started


def tell_start(root: str, count: int) -> None:
    """The time to the first project."""
    pairs = [(seconds_to_paint(OURS, root), seconds_to_paint(BARE)) for _pair in range(PAIRS)]
    ratio = statistics.median(ours / bare for ours, bare in pairs)
    ours, bare = (statistics.median(times) * 1000 for times in zip(*pairs, strict=True))
    print(f"first project painted, {count} ideas: {ratio:.2f} x bare Textual ({ours:.0f} / {bare:.0f} ms)")


def tell_rest(root: str, count: int) -> None:
    """Memory once everything is read, and keys in the list of ideas."""
    with running(BARE) as terminal:
        terminal.wait_for(b"Project ")
        bare = terminal.memory()
    with running(OURS, root) as terminal:
        terminal.wait_for(b"Project ")
        terminal.drain(3)
        os.write(terminal.handle, b"2")
        terminal.drain(2)
        print(f"memory, {count} ideas: {terminal.memory() / bare:.2f} x bare Textual")
        times = sorted(terminal.seconds_to_answer(DOWN) * 1000 for _key in range(KEYS))
        print(f"key to painted, {count} ideas: median {times[KEYS // 2]:.1f} ms, worst {times[-1]:.0f} ms")


def main(counts: list[int]) -> None:
    """Print the lines for each number of ideas."""
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            Maker(folder, count, 3).make()
            with running(OURS, folder) as terminal:  # reads everything once, and keeps its index when it leaves
                terminal.wait_for(b"Project ")
                terminal.drain(5)
            tell_start(folder, count)
            tell_rest(folder, count)


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [100, 10_000])
