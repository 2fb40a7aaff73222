"""A door goes on wherever it was opened: behind a shell in which somebody types, and after the terminal is closed."""

import os
import pty
import re
import select
import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

PATIENCE = 30.0


class Shell:
    """A shell with job control, in a terminal of its own."""

    def __init__(self) -> None:
        self.process, self._terminal = pty.fork()
        if not self.process:
            os.execvpe("bash", ["bash", "--norc", "-i"], {**os.environ, "PS1": "$ "})  # noqa: S606
        self.seen = ""

    def types(self, line: str) -> None:
        """Type a line."""
        os.write(self._terminal, f"{line}\n".encode())

    def sees(self, pattern: str) -> str:
        """Wait until something stands there; what it was."""
        until = monotonic() + PATIENCE
        while not (found := re.search(pattern, self.seen)):
            assert monotonic() < until, self.seen
            if select.select([self._terminal], [], [], 0.1)[0]:
                self.seen += os.read(self._terminal, 65536).decode("utf-8", "replace")
        return found[0]

    def ends(self) -> None:
        """Close the terminal, with all that goes on in it."""
        os.close(self._terminal)
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)


def test_in_the_background_it_leaves_what_is_typed_to_the_shell(teambase: str) -> None:
    shell = Shell()
    try:
        shell.types(f"{sys.executable} -m cocreate --workspace {teambase} door --listen 127.0.0.1:0 &")
        shell.sees("each with enter")
        sleep(1)
        for number in range(3):
            shell.types(f"echo $(({number} + 40))")
            shell.sees(f"{number + 40}\r")
        shell.types("jobs -l")
        assert shell.sees("Running|Stopped") == "Running"
        shell.types("fg")
        sleep(1)
        shell.types("q")
        shell.sees("The door is closed.")
    finally:
        shell.ends()


def test_what_nohup_says_holds(teambase: str, tmp_path: Path) -> None:
    told = tmp_path / "told"
    with told.open("wb") as file:
        door = subprocess.Popen(
            ["nohup", sys.executable, "-m", "cocreate", "--workspace", teambase, "door", "--listen", "127.0.0.1:0"],
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=file,
        )
    try:
        until = monotonic() + PATIENCE
        while "It shows this key" not in told.read_text():
            assert monotonic() < until
            sleep(0.1)
        sleep(0.5)
        door.send_signal(signal.SIGHUP)
        sleep(1)
        assert door.poll() is None
        door.terminate()
        assert door.wait(PATIENCE) == 0
    finally:
        door.kill()
        door.wait()
