"""How long until the first project is painted, beside a bare Textual app; each in a terminal of its own.

    python benchmarks/screens.py [N ...]

prints, for workspaces of N ideas, the time from starting the process to the painted project as a ratio to the
time a Textual app needs to paint one line: the median of pairs run in turn, so that a machine's mood cancels out.
"""

import os
import pty
import select
import signal
import statistics
import sys
import tempfile
import time

from make_workspace import Maker

PAIRS = 9
BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("Project 0")
Bare().run()
"""
OURS = "from cocreate.tui.app import CocreateApp; import sys; CocreateApp(sys.argv[1]).run()"


def seconds_to_paint(*arguments: str) -> float:
    """From starting Python with `arguments` to the first `Project` on its terminal."""
    started = time.perf_counter()
    process, terminal = pty.fork()
    if process == 0:
        os.execv(sys.executable, [sys.executable, "-c", *arguments])
    seen = b""
    try:
        while b"Project " not in seen:
            if not select.select([terminal], [], [], 30)[0]:
                raise TimeoutError(seen[-500:])
            seen += os.read(terminal, 65536)
        return time.perf_counter() - started
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(terminal)


def ratio(root: str) -> tuple[float, float]:
    """The median ratio, and the median of ours in milliseconds."""
    pairs = [(seconds_to_paint(OURS, root), seconds_to_paint(BARE)) for _round in range(PAIRS + 1)][1:]
    ours = statistics.median(own for own, _bare in pairs) * 1000
    return statistics.median(own / bare for own, bare in pairs), ours


def main(counts: list[int]) -> None:
    """Print a line for each number of ideas."""
    os.environ.update(TERM="xterm-256color", COLUMNS="120", LINES="40")
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            Maker(folder, count, 3).make()
            seconds_to_paint(OURS, folder)
            found, milliseconds = ratio(folder)
            print(
                f"first project painted, {count} ideas: {found:.2f} x a bare Textual app ({milliseconds:.0f} ms)"
            )


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [100, 10_000])
