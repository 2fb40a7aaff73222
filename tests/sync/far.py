"""Places far away that are on this machine: silent, refusing, or speaking nonsense, and a copy that is shared there."""

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from cocreate.sync.git import Git
from tests.sync.clones import Copy, git, message, shared
from tests.sync.hostile import SECONDS, unfit


def prepared(folder: Path) -> Path:
    """A folder with a shared place, and mavi's copy of it."""
    (mavi,) = shared(folder, "mavi")
    mavi.git("remote", "set-url", "origin", "../shared.git")
    return folder


def copied(made: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """That folder again; no program of the person's helps with signing in."""
    shutil.copytree(made, folder, dirs_exist_ok=True)
    monkeypatch.setenv("HOME", str(folder / "home"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    return folder


def tries(mavi: Copy, state: str, *said: str) -> None:
    """A sync with something new to send: how it ends, what is said, and that everything is kept."""
    idea = mavi.catches("Cup library", "words")
    before = mavi.files()
    begun = time.monotonic()
    synced = mavi.syncs()
    assert time.monotonic() - begun < SECONDS
    assert synced.state == state, message(synced)
    assert unfit(message(synced)) == ""
    for words in said:
        assert words in message(synced)
    assert mavi.files() == before
    assert mavi.finds("Cup library").id == idea.id
    assert mavi.git("status", "--porcelain") == ""
    assert mavi.git("log", "-1", "--format=%s") == "Mavi has an idea: Cup library\n"


def then_all_is_well(mavi: Copy) -> None:
    """Once the place is as it should be, what waited goes there."""
    mavi.git("remote", "set-url", "origin", "../shared.git")
    synced = mavi.syncs()
    assert (synced.state, synced.sent) == ("in-step", 1)


@contextmanager
def listening(answer: Callable[[socket.socket], None]) -> Iterator[int]:
    """A port of this machine where `answer` speaks to everyone who comes."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        kept: list[socket.socket] = []

        def serve() -> None:
            while True:
                try:
                    kept.append(server.accept()[0])
                    answer(kept[-1])
                except OSError:
                    return

        threading.Thread(target=serve, daemon=True).start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)
        for connection in kept:
            connection.close()


@contextmanager
def web(status: int, headers: dict[str, str] | None = None, body: bytes = b"") -> Iterator[str]:
    """An address whose server answers everything the same."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            for key, value in (headers or {}).items():
                self.send_header(key, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_said: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/shared.git"
        server.shutdown()


def set_hook(folder: Path, name: str, script: str) -> None:
    hook = folder / "shared.git/hooks" / name
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\n{script}\n")
    hook.chmod(0o755)


def impatient(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """So long may a place be silent in this test."""
    monkeypatch.setattr("cocreate.sync.git.SILENCE", seconds)
    monkeypatch.setattr(Git.far, "__kwdefaults__", {**Git.far.__kwdefaults__, "silence": seconds})


def another_copy(folder: Path) -> Path:
    git(folder, "clone", "--quiet", str(folder / "shared.git"), str(folder / "erkan"))
    return folder / "erkan"
