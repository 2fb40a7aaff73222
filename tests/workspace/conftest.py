"""A small workspace, a clock a minute ahead, and a list of what is read."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from cocreate.workspace import files
from tests.workspace import small

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """A minute later than it is, so that what the test has just written is no longer young."""
    real = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: real() + 60_000_000_000)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace of one of each."""
    return small.begin(tmp_path)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the workspace's files that are read from now on."""
    seen: list[str] = []
    real = files.read

    def read(root: str, path: str) -> bytes:
        seen.append(path)
        return real(root, path)

    monkeypatch.setattr(files, "read", read)
    return seen
