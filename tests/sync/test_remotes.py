"""Places that do not answer, do not let anybody in, or say no: what is said, that nothing is lost, and that it ends."""

import os
import pty
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cocreate.cli.output.hints import hint_words
from cocreate.model.errors import CocreateError
from cocreate.sync.cloning import clone
from tests.sync.clones import Copy, message
from tests.sync.far import SECONDS, another_copy, copied, impatient, listening, prepared, then_all_is_well, tries, web
from tests.sync.hostile import unfit


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepared(tmp_path_factory.mktemp("remotes"))


@pytest.fixture
def folder(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return copied(made, tmp_path, monkeypatch)


@pytest.fixture
def mavi(folder: Path) -> Copy:
    return Copy(folder / "mavi", "mavi")


# Out of reach


@pytest.mark.parametrize("scheme", ["git", "http"])
def test_a_place_that_says_nothing_is_offline(mavi: Copy, scheme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    impatient(monkeypatch, 0.5)
    with listening(lambda _connection: None) as port:
        mavi.git("remote", "set-url", "origin", f"{scheme}://127.0.0.1:{port}/shared.git")
        tries(mavi, "offline", "does not answer")
    then_all_is_well(mavi)


def test_a_place_that_falls_silent_midway_is_offline(mavi: Copy, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    impatient(monkeypatch, 1.0)
    ahead = Copy(another_copy(folder), "erkan")
    ahead.write("commons/large.bin", os.urandom(200_000).hex())
    assert ahead.syncs().state == "in-step"
    with _stalling(folder) as port:
        mavi.git("remote", "set-url", "origin", f"git://127.0.0.1:{port}/shared.git")
        tries(mavi, "offline", "does not answer")
    mavi.git("remote", "set-url", "origin", "../shared.git")
    assert mavi.syncs().state == "in-step"
    assert mavi.files()["commons/large.bin"] == ahead.files()["commons/large.bin"]


@contextmanager
def _stalling(folder: Path) -> Iterator[int]:
    """The server of git's own behind a port that passes on 50 000 bytes and then nothing."""

    def answer(near: socket.socket) -> None:
        near.recv(int(near.recv(4), 16) - 4)  # what is asked for, which names a folder that only this server knows
        command = ["git", "upload-pack", "--timeout=5", str(folder / "shared.git")]
        server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
        assert server.stdin
        assert server.stdout
        passed = 0
        while passed < 50_000:
            ready, _w, _x = select.select([near, server.stdout], [], [], 5)
            if near in ready and (asked := near.recv(65536)):
                server.stdin.write(asked)
            if server.stdout in ready:
                chunk = os.read(server.stdout.fileno(), 8192)
                passed += len(chunk)
                near.sendall(chunk)
            if not ready:
                break
        server.kill()
        server.communicate()

    with listening(answer) as port:
        yield port


@pytest.mark.parametrize(
    "said", [b"", b"0000", b"HTTP/1.1 200 OK\r\n\r\n", b"ffff\0\x1b]0;x\x07", os.urandom(64)], ids=range(5)
)
def test_a_place_that_hangs_up_or_speaks_nonsense_does_no_harm(mavi: Copy, said: bytes) -> None:
    def answer(connection: socket.socket) -> None:
        connection.recv(100)
        connection.sendall(said)
        connection.close()

    with listening(answer) as port:
        mavi.git("remote", "set-url", "origin", f"git://127.0.0.1:{port}/shared.git")
        synced = mavi.syncs()
    assert synced.state in {"offline", "blocked"} or said == b"0000", "a place that has nothing yet"
    assert unfit(message(synced)) == ""
    mavi.git("remote", "set-url", "origin", "../shared.git")
    assert mavi.syncs().state == "in-step"


def test_a_place_that_gives_a_reason_is_quoted_and_not_believed(mavi: Copy) -> None:
    said = b"ERR Could not resolve host, not \x1b[2Jfound"

    def answer(connection: socket.socket) -> None:
        connection.recv(1000)
        connection.sendall(b"%04x" % (len(said) + 4) + said)

    with listening(answer) as port:
        mavi.git("remote", "set-url", "origin", f"git://127.0.0.1:{port}/shared.git")
        tries(mavi, "blocked", "says no: Could not resolve host, not", "Look closer, in a terminal: git -C")
    then_all_is_well(mavi)


@pytest.mark.parametrize("address", ["git://127.0.0.1:1/x", "http://127.0.0.1:1/x", "http://none.invalid/x"])
def test_a_place_that_nobody_reaches_is_offline(mavi: Copy, address: str) -> None:
    mavi.git("remote", "set-url", "origin", address)
    tries(mavi, "offline", "does not answer")
    then_all_is_well(mavi)


@pytest.mark.parametrize(
    "said",
    [
        "ssh: connect to host example.org port 22: Connection refused",
        "ssh: Could not resolve hostname example.org: Name or service not known",
        "kex_exchange_identification: Connection closed by remote host",
    ],
)
def test_over_ssh_too(mavi: Copy, said: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _ssh_says(folder, said, monkeypatch)
    mavi.git("remote", "set-url", "origin", "ssh://example.org/shared.git")
    tries(mavi, "offline", "does not answer")


@pytest.mark.parametrize("said", ["mavi@example.org: access denied (publickey).", "Host key verification failed."])
def test_whoever_is_not_known_over_ssh_signs_in_once(
    mavi: Copy, said: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _ssh_says(folder, said, monkeypatch)
    mavi.git("remote", "set-url", "origin", "ssh://example.org/shared.git")
    tries(mavi, "blocked", "does not know you", f"git -C {mavi.root} fetch")


def _ssh_says(folder: Path, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    program = folder / "ssh"
    program.write_text(f"#!/bin/sh\necho '{said}' >&2\nexit 255\n")
    program.chmod(0o755)
    monkeypatch.setenv("GIT_SSH_COMMAND", str(program))
    monkeypatch.setenv("GIT_SSH_VARIANT", "ssh")


# Over the web


@pytest.mark.parametrize(
    ("status", "state", "said"),
    [
        (401, "blocked", "Sign in once"),
        (403, "blocked", "Sign in once"),
        (404, "blocked", "nothing where this copy is shared"),
        (410, "blocked", "git -C"),
        (418, "blocked", "git -C"),
        (429, "offline", "does not answer"),
        (500, "offline", "does not answer"),
        (503, "offline", "does not answer"),
        (200, "blocked", "nothing where this copy is shared"),
    ],
)
def test_what_a_server_answers_is_said_in_words(mavi: Copy, status: int, state: str, said: str) -> None:
    headers = {"WWW-Authenticate": 'Basic realm="\x1b[2J"'} if status == 401 else {}
    with web(status, headers, b"<html>\x1b]0;x\x07 not found, Could not resolve host</html>") as address:
        mavi.git("remote", "set-url", "origin", address)
        tries(mavi, state, said)
        with pytest.raises(CocreateError) as failed:
            clone(address, str(Path(mavi.root).parent / "joined"))
    assert unfit(f"{failed.value.message} {hint_words(failed.value.hint)}") == ""
    assert failed.value.hint
    assert not (Path(mavi.root).parent / "joined").exists()
    then_all_is_well(mavi)


def test_a_server_that_leads_to_a_folder_or_a_program_is_not_followed(mavi: Copy, folder: Path) -> None:
    for target in (f"file://{folder}/shared.git", f"ext::touch {folder}/ran", "ftp://127.0.0.1/x"):
        with web(302, {"Location": f"{target}/info/refs?service=git-upload-pack"}) as address:
            mavi.git("remote", "set-url", "origin", address)
            synced = mavi.syncs()
        assert synced.state in {"blocked", "offline"}
        assert unfit(message(synced)) == ""
    assert not (folder / "ran").exists()


PROGRAM = """
import sys
from cocreate.sync.git import Git
from cocreate.sync.syncing import sync
synced = sync(sys.argv[1])
print(synced.state)
"""


def test_nobody_is_asked_anything_on_the_terminal(mavi: Copy) -> None:
    with web(401, {"WWW-Authenticate": 'Basic realm="cups"'}) as address:
        mavi.git("remote", "set-url", "origin", address)
        child, terminal = pty.fork()
        if child == 0:  # a process of its own, with a terminal of its own
            os.environ.pop("COCREATE_AS", None)
            os.execv(sys.executable, [sys.executable, "-c", PROGRAM, mavi.root])  # noqa: S606 - no shell is wanted
        said = b""
        until = time.monotonic() + SECONDS
        try:
            while time.monotonic() < until:
                if select.select([terminal], [], [], 0.1)[0]:
                    try:
                        chunk = os.read(terminal, 4096)
                    except OSError:
                        break
                    if not chunk:
                        break
                    said += chunk
        finally:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            os.close(terminal)
    assert said.decode().split() == ["blocked"]
