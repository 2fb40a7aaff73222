"""Running the program: within this process for breadth, as a process of its own, and at a terminal."""

import fcntl
import io
import json
import os
import pty
import re
import select
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from cocreate.cli.program import main

UNWANTED = (
    *("COCREATE_AS", "COCREATE_SITTING", "COCREATE_WORKSPACE", "TMUX", "TMUX_PANE", "STY", "WINDOW"),
    *("NO_COLOR", "VISUAL", "EDITOR", "COLUMNS"),
)
PATIENCE = 30.0


@dataclass(frozen=True)
class Ran:
    """What came of a command."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Say = Callable[..., Ran]


@pytest.fixture(autouse=True)
def _nobody_else(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep this computer's own settings out: who speaks, where the workspace is, what git knows."""
    for name in UNWANTED:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def say(teambase: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Say:
    """Run a command in the sample workspace, where Mavi speaks, within this process and at one sitting."""
    monkeypatch.chdir(teambase)
    monkeypatch.setenv("COCREATE_AS", "mavi")
    monkeypatch.setenv("COCREATE_SITTING", "here")

    def run(*words: str, stdin: str = "") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"))
        capsys.readouterr()
        code = main(words)
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return run


def command(*words: str) -> list[str]:
    """The program as an argument list."""
    return [sys.executable, "-m", "cocreate", *words]


def process(*words: str, cwd: str, stdin: str | bytes = "", **environ: str) -> Ran:
    """Run a command as a process, with nothing but pipes around it, and no terminal."""
    done = subprocess.run(
        command(*words),
        cwd=cwd,
        env=os.environ | environ,
        input=stdin.encode() if isinstance(stdin, str) else stdin,
        capture_output=True,
        start_new_session=True,
        timeout=PATIENCE,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def at_terminal(words: Sequence[str], *, cwd: str, answers: Sequence[tuple[str, str]] = (), **environ: str) -> Ran:
    """Run a command at a terminal; whenever the first of the `answers` is asked for, it is typed."""
    master, slave = pty.openpty()
    started = subprocess.Popen(
        command(*words),
        cwd=cwd,
        env=os.environ | {"TERM": "xterm"} | environ,
        stdin=slave,
        stdout=slave,
        stderr=slave,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - Ctrl+C must reach it
    )
    os.close(slave)
    seen = _talk(master, list(answers))
    code = started.wait(PATIENCE)
    os.close(master)
    return Ran(code, seen.replace("\r\n", "\n"), "")


def _talk(master: int, answers: list[tuple[str, str]]) -> str:
    """What the terminal showed until the program left it."""
    seen, since, until = b"", 0, time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if select.select([master], [], [], 0.1)[0]:
            try:
                data = os.read(master, 4096)
            except OSError:
                break
            if not data:
                break
            seen += data
        if answers and (place := seen.find(answers[0][0].encode(), since)) >= 0:
            since = place + len(answers[0][0].encode())
            os.write(master, answers.pop(0)[1].encode("utf-8", "surrogateescape"))
    return seen.decode("utf-8", "replace")


def without_colour(text: str) -> str:
    """`text` without the bold and the faint that we draw ourselves."""
    return re.sub("\x1b\\[(1|2|22)m", "", text)
