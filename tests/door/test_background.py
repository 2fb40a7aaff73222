"""A door goes on wherever it was opened: behind a shell, after its terminal is closed, where few files may be open."""

import os
import pty
import re
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
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


@contextmanager
def opened(before: list[str], teambase: str, told: Path) -> Iterator[tuple[subprocess.Popen[bytes], list[int]]]:
    """A door that a command opens, with the ports of itself and of its page."""
    where = ["--workspace", teambase, "door", "--listen", "127.0.0.1:0", "--page", "127.0.0.1:0"]
    with told.open("wb") as file:
        door = subprocess.Popen(
            [*before, sys.executable, "-m", "cocreate", *where], stdin=subprocess.DEVNULL, stdout=file, stderr=file
        )
    try:
        until = monotonic() + PATIENCE
        while "It shows this key" not in told.read_text():
            assert monotonic() < until
            sleep(0.1)
        sleep(0.5)
        ports = re.findall(r"(?:open at |http://)127\.0\.0\.1:(\d+)", told.read_text())
        yield door, [int(port) for port in ports]
    finally:
        door.kill()
        door.wait()


def test_what_nohup_says_holds(teambase: str, tmp_path: Path) -> None:
    with opened(["nohup"], teambase, tmp_path / "told") as (door, _ports):
        door.send_signal(signal.SIGHUP)
        sleep(1)
        assert door.poll() is None
        door.terminate()
        assert door.wait(PATIENCE) == 0


def test_where_few_files_may_be_open_those_who_only_stand_there_keep_nobody_out(teambase: str, tmp_path: Path) -> None:
    few = ["bash", "-c", 'ulimit -S -n 100; exec "$@"', "bash"]
    with opened(few, teambase, tmp_path / "told") as (_door, (port, page)), ExitStack() as standing:
        for _each in range(120):
            standing.enter_context(socket.create_connection(("127.0.0.1", page)))
        sleep(0.5)
        with socket.create_connection(("127.0.0.1", port), timeout=5) as comes:
            assert comes.recv(100).startswith(b"SSH-2.0-")
