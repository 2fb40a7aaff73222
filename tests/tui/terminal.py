"""The program in a real terminal: a pseudo terminal of its own, the bytes it writes, the signals it gets."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Self

PATIENCE = 60.0
"""Seconds after which something that should have come has not; a machine that is busy is slow."""

QUIET = 0.08
"""Seconds without output after which a step has been painted."""

SEQUENCE = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[PX^_\]][^\x07\x1b]*(?:\x07|\x1b\\)|[ -/]*[0-~])")
"""An escape sequence by ECMA-48: CSI, a string with its end, or a short one."""

KEYS = {
    "enter": b"\r",
    "escape": b"\x1b",
    "tab": b"\t",
    "down": b"\x1b[B",
    "ctrl+p": b"\x10",
    "ctrl+s": b"\x13",
}
KEYS |= {"right": b"\x1b[C", "end": b"\x1b[F", "ctrl+e": b"\x05"}


class Terminal:
    """cocreate's screens on a workspace, as a person's terminal sees them."""

    def __init__(self, root: str, size: tuple[int, int] = (80, 24), **environ: str) -> None:
        self._master, self._slave = pty.openpty()
        width, height = size
        fcntl.ioctl(self._slave, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        self.modes_before = termios.tcgetattr(self._slave)
        self.raw = b""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "cocreate"],
            stdin=self._slave,
            stdout=self._slave,
            stderr=self._slave,
            env={**os.environ, "COCREATE_WORKSPACE": root, "COCREATE_AS": "mavi", **environ},
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - it has no threads yet
            start_new_session=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(PATIENCE)
        for handle in (self._master, self._slave):
            with suppress(OSError):  # `close` may have been before
                os.close(handle)

    # Doing

    def close(self) -> int:
        """Close the terminal under the program, as a lost connection does, and return its exit code."""
        os.close(self._slave)
        os.close(self._master)
        return self._process.wait(PATIENCE)

    def press(self, *keys: str) -> None:
        """Press keys, one after the other, each when what the one before did has been painted."""
        for key in keys:
            os.write(self._master, KEYS.get(key, key.encode()))
            self.read_on()

    def type(self, text: str) -> None:
        """Type text at once."""
        os.write(self._master, text.encode())
        self.read_on()

    def signal(self, number: signal.Signals) -> int:
        """Send the program a signal, and return its exit code."""
        self._process.send_signal(number)
        return self.ends()

    def ends(self) -> int:
        """Wait for the program to end, reading what it still says."""
        deadline = monotonic() + PATIENCE
        while self._process.poll() is None:
            self.read_on()
            assert monotonic() < deadline, f"it does not end:\n{self.text}"
        self.read_on()
        return self._process.returncode

    # Seeing

    def read_on(self) -> None:
        """Read until nothing has come for a moment."""
        while select.select([self._master], [], [], QUIET)[0]:
            self.raw += os.read(self._master, 65536)

    def sees(self, words: str) -> None:
        """Wait until `words` have been painted since the last look."""
        self.waits_until(lambda: words in self.text)

    def waits_until(self, is_so: Callable[[], object]) -> None:
        """Wait for something, reading on."""
        deadline = monotonic() + PATIENCE
        while not is_so():
            ended = self._process.poll() is not None
            self.read_on()
            if (ended and not is_so()) or monotonic() > deadline:
                raise AssertionError(f"it did not come; painted was:\n{self.text}")

    @property
    def text(self) -> str:
        """All that was painted so far, without the sequences that say how and where."""
        return SEQUENCE.sub(b"", self.raw).decode("utf-8", "replace")

    def forget(self) -> None:
        """From now on, only what is painted anew counts."""
        self.raw = b""

    @property
    def modes(self) -> list[object]:
        """The modes of the terminal's line, as they are now."""
        return termios.tcgetattr(self._slave)


@contextmanager
def screens(root: str, size: tuple[int, int] = (80, 24), **environ: str) -> Iterator[Terminal]:
    """The screens on the workspace at `root`, painted."""
    with Terminal(root, size, **environ) as terminal:
        terminal.sees("? help")
        yield terminal


def drafts(root: str) -> list[Path]:
    """The files of what is being typed."""
    return [path for path in Path(root, ".cocreate", "drafts").glob("[!.]*") if path.stat().st_size]
