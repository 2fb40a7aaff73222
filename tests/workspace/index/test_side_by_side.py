"""A look that is shared out among processes sees what one process sees, whatever becomes of the others."""

from __future__ import annotations

import os
import signal
import threading
from time import monotonic, sleep
from typing import TYPE_CHECKING

import pytest

from cocreate.workspace.index import side_by_side
from cocreate.workspace.index.scan import UNSURE, signature_at

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Known = tuple[str, list[str], list[tuple[int, ...]]]

COUNT = 100


@pytest.fixture
def known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Known:
    """A folder with files, what they are called, and their signatures as columns; three processes look at them."""
    monkeypatch.setattr(side_by_side, "FEW", 10)
    monkeypatch.setattr(side_by_side, "_cores", lambda: 3)
    paths = [f"{number:03}.md" for number in range(COUNT)]
    for path in paths:
        (tmp_path / path).write_text("cups", encoding="utf-8")
    signatures = [signature_at(str(tmp_path / path)) or UNSURE for path in paths]
    return str(tmp_path), paths, [*zip(*signatures, strict=True)]


def spoil(root: str) -> list[int]:
    """Change a file in every part; their numbers."""
    gone, longer, other = 3, 50, 98
    os.unlink(f"{root}/{gone:03}.md")
    with open(f"{root}/{longer:03}.md", "a", encoding="utf-8") as file:
        file.write("more")
    with open(f"{root}/new.md", "w", encoding="utf-8") as file:
        file.write("pots")
    os.replace(f"{root}/new.md", f"{root}/{other:03}.md")
    return [gone, longer, other]


def test_several_processes_find_what_changed(known: Known, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[int] = []
    fork = os.fork

    def counted() -> int:
        process = fork()
        started.append(process)
        return process

    monkeypatch.setattr(os, "fork", counted)
    assert side_by_side.changed(*known) == []
    assert side_by_side.changed(known[0], [], [(), (), (), ()]) == []
    changed = spoil(known[0])
    assert side_by_side.changed(*known) == changed
    assert len(started) == 2 * 2


def test_few_files_are_looked_at_here(known: Known, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(side_by_side, "FEW", COUNT)
    monkeypatch.setattr(os, "fork", pytest.fail)
    changed = spoil(known[0])
    assert side_by_side.changed(*known) == changed


def test_a_process_with_threads_does_not_split(known: Known, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fork", pytest.fail)
    changed, end = spoil(known[0]), threading.Event()
    thread = threading.Thread(target=end.wait)
    thread.start()
    try:
        assert side_by_side.changed(*known) == changed
    finally:
        end.set()
        thread.join()


def no_process() -> int:
    raise BlockingIOError


def killed_process() -> int:
    return os.posix_spawn("/bin/sh", ["sh", "-c", "kill -9 $$"], {})


def failing_process() -> int:
    return os.posix_spawn("/bin/sh", ["sh", "-c", "exit 3"], {})


@pytest.mark.parametrize("start", [no_process, killed_process, failing_process])
def test_what_another_process_does_not_tell_is_looked_at_here(
    start: Callable[[], int], known: Known, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed, open_before = spoil(known[0]), len(os.listdir("/dev/fd"))
    monkeypatch.setattr(os, "fork", start)
    assert side_by_side.changed(*known) == changed
    assert len(os.listdir("/dev/fd")) == open_before


def test_another_process_that_is_stopped_says_nothing(known: Known, monkeypatch: pytest.MonkeyPatch) -> None:
    lstat, here = os.lstat, os.getpid()

    def stopped(path: str) -> os.stat_result:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGINT)
        return lstat(path)

    monkeypatch.setattr(os, "lstat", stopped)
    changed = spoil(known[0])
    assert side_by_side.changed(*known) == changed


def test_another_process_ends_when_nobody_listens_to_it(known: Known, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when whoever asked was killed: more than a pipe holds would else wait for ever to be read."""
    told = [0] * 100_000
    monkeypatch.setattr(side_by_side, "_changed", lambda *_asked: told)
    other = side_by_side._Other(*known, range(COUNT))
    os.close(other._source)
    deadline = monotonic() + 60
    while not (ended := os.waitpid(other._process, os.WNOHANG))[0]:
        if monotonic() > deadline:
            os.kill(other._process, signal.SIGKILL)
        sleep(0.001)
    assert os.waitstatus_to_exitcode(ended[1]) == 1
