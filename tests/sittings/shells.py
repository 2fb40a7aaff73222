"""Shells as people have them: each in a terminal of its own, in a pane of tmux, or in none at all."""

import fcntl
import os
import pty
import select
import shutil
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

PATIENCE = 60.0
"""Seconds after which something that should have come has not; a machine that is busy is slow."""

UNWANTED = ("COCREATE_AS", "COCREATE_SITTING", "COCREATE_WORKSPACE", "TMUX", "TMUX_PANE", "STY", "WINDOW")
DONE = "\x1e"
"""Stands around the exit code of a line; no program prints it."""


def environ_at(folder: Path) -> dict[str, str]:
    """What a shell finds around it: a `cocreate` on its path, and nothing that says who speaks."""
    program = folder / "bin" / "cocreate"
    program.parent.mkdir(parents=True, exist_ok=True)
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m cocreate "$@"\n')
    program.chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if name not in UNWANTED}
    home = {"HOME": str(folder), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    root = str(Path(__file__).resolve().parents[2])
    return {**kept, **home, "PATH": f"{program.parent}:{kept['PATH']}", "PYTHONPATH": root, "TERM": "dumb", "PS1": ""}


class Shell:
    """A shell in the workspace at `root`, in a terminal of its own or, without one, between pipes."""

    def __init__(self, root: str, folder: Path, *, terminal: bool = True, **environ: str) -> None:
        self._open = {}
        ours, theirs = pty.openpty() if terminal else (0, subprocess.PIPE)
        if terminal:
            modes = termios.tcgetattr(theirs)
            modes[3] &= ~termios.ECHO
            termios.tcsetattr(theirs, termios.TCSANOW, modes)
        self._process = subprocess.Popen(
            ["/bin/sh"],
            cwd=root,
            env={**environ_at(folder), **environ},
            stdin=theirs,
            stdout=theirs,
            stderr=theirs if terminal else subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=(lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0)) if terminal else None,  # noqa: PLW1509 - as a login does
        )
        if terminal:
            os.close(theirs)
            self._write, self._read = ours, ours
        else:
            assert self._process.stdin
            assert self._process.stdout
            self._write, self._read = self._process.stdin.fileno(), self._process.stdout.fileno()

    def says(self, line: str) -> tuple[int, str]:
        """The exit code of a line, and all that it showed."""
        os.write(self._write, f"{line}\nprintf '{DONE}%s{DONE}\\n' $?\n".encode())
        seen, until = "", time.monotonic() + PATIENCE
        while seen.count(DONE) < 2:
            assert time.monotonic() < until, f"{line!r} does not end: {seen!r}"
            if select.select([self._read], [], [], 0.1)[0]:
                data = os.read(self._read, 65536)
                assert data, f"the shell is gone: {seen!r}"
                seen += data.decode("utf-8", "replace")
        said, code, _rest = seen.split(DONE, 2)
        return int(code), said.replace("\r\n", "\n").lstrip("\n")

    def tells(self, line: str) -> str:
        """What a line shows that must succeed."""
        code, said = self.says(line)
        assert code == 0, said
        return said

    def close(self) -> None:
        """Close the terminal's window."""
        with suppress(OSError):
            os.close(self._write)
        self._process.kill()
        self._process.wait(PATIENCE)
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if stream:
                    stream.close()


@contextmanager
def shell(root: str, folder: Path, *, terminal: bool = True, **environ: str) -> Iterator[Shell]:
    """A shell, as long as it is used."""
    opened = Shell(root, folder, terminal=terminal, **environ)
    try:
        yield opened
    finally:
        opened.close()


class Tmux:
    """A server of tmux of its own, in whose panes lines are said one after the other."""

    def __init__(self, root: str, folder: Path) -> None:
        if not shutil.which("tmux"):
            pytest.skip("tmux is not on this computer, so its panes cannot be tried")
        self._root, self._folder, self._count = root, folder, 0
        self._environ = environ_at(folder) | {"TMUX_TMPDIR": str(folder)}
        self.runs("-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24", "/bin/sh")

    def runs(self, *words: str) -> str:
        """What a command of tmux prints."""
        done = subprocess.run(
            ["tmux", *words],
            cwd=self._root,
            env=self._environ,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=True,
        )
        return done.stdout.strip()

    def new_pane(self) -> str:
        """A further pane; its id."""
        return self.runs("split-window", "-P", "-F", "#{pane_id}", "/bin/sh")

    def says(self, pane: str, line: str) -> tuple[int, str]:
        """The exit code of a line typed into a pane, and what it showed."""
        file = self.new_file()
        self.runs("send-keys", "-t", pane, f"{line} > {file} 2>&1; echo {DONE}$? >> {file}", "Enter")
        return said_in(file)

    def new_file(self) -> Path:
        """A file for what a line shows."""
        self._count += 1
        return self._folder / f"said-{self._count}"

    @contextmanager
    def watched(self) -> Iterator[Callable[[bytes], int]]:
        """Somebody who looks at it, without whom no popup opens; gives what presses keys there."""
        ours, theirs = pty.openpty()
        environ = {**self._environ, "TERM": "xterm"}
        attached = subprocess.Popen(
            ["tmux", "attach"], env=environ, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
        )
        os.close(theirs)
        until = time.monotonic() + PATIENCE
        while self.runs("display-message", "-p", "#{session_attached}") != "1":
            assert time.monotonic() < until, "nobody attached"
            if select.select([ours], [], [], 0.05)[0]:
                os.read(ours, 65536)
        try:
            yield lambda keys: os.write(ours, keys)
        finally:
            attached.kill()
            attached.wait(PATIENCE)
            os.close(ours)

    def close(self) -> None:
        """End the server, and all in it."""
        self.runs("kill-server")


def said_in(file: Path) -> tuple[int, str]:
    """The exit code and the output of a line that ends by writing both to `file`."""
    until = time.monotonic() + PATIENCE
    while not file.exists() or not (text := file.read_text()).rstrip("\n").rpartition(DONE)[1] or text[-1] != "\n":
        assert time.monotonic() < until, f"it does not end: {file.read_text() if file.exists() else 'nothing'}"
        time.sleep(0.02)
    said, _done, code = text.rpartition(DONE)
    return int(code), said


@contextmanager
def tmux(root: str, folder: Path) -> Iterator[Tmux]:
    """A server of tmux, as long as it is used."""
    server = Tmux(root, folder)
    try:
        yield server
    finally:
        server.close()
