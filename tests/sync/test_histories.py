"""Random histories of several copies: acts, hand edits, plain git, crashes, syncs; then every copy holds every word.

`COCREATE_HISTORIES=10000 pytest tests/sync/test_histories.py` tries as many, `COCREATE_FROM=48` from that seed on, and
`COCREATE_HISTORY_SEED=123` just that one.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sync.clones import MARKS
from tests.sync.histories import History
from tests.sync.prepared import git, prepare

HISTORIES = int(os.environ.get("COCREATE_HISTORIES", "48"))
AT_ONCE = 10
"""Histories in one test."""

FROM = int(os.environ.get("COCREATE_FROM", "0"))
SEEDS = range(FROM, FROM + HISTORIES)
if "COCREATE_HISTORY_SEED" in os.environ:
    SEEDS = range(seed := int(os.environ["COCREATE_HISTORY_SEED"]), seed + 1)

IN_MEMORY = "/dev/shm"  # noqa: S108 - a folder of its own is made in it


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder in memory, where there is such a place, with the copies that every history begins with."""
    if os.access(IN_MEMORY, os.W_OK | os.X_OK):
        folder = Path(tempfile.mkdtemp(prefix="cocreate-histories-", dir=IN_MEMORY)).resolve()
    else:
        folder = tmp_path_factory.mktemp("histories").resolve()
    for name, inside in (("top", ""), ("team", "team")):
        (folder / name).mkdir()
        prepare(folder / name, inside)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def live_through(prepared: Path, seed: int) -> None:
    """Let one history happen; fail with its seed and what happened in it."""
    folder = prepared / f"history-{seed}"
    folder.mkdir()
    history = History(prepared, folder, seed)
    try:
        history.run()
        look_at(history)
    except Exception as error:
        told = "\n".join(history.told)
        raise AssertionError(f"COCREATE_HISTORY_SEED={seed}\n{told}\n{error}") from error
    finally:
        shutil.rmtree(folder)


def look_at(history: History) -> None:
    """See that all copies hold the same, every word of it, and nothing that git or a crash left."""
    first = history.copies[0]
    for copy in history.copies:
        assert copy.git("status", "--porcelain") == "", copy.person
        assert copy.files() == first.files(), copy.person
        assert not copy.is_merging
    for path, data in first.files().items():
        assert not any(line.startswith(MARKS) for line in data.decode().splitlines()), path
    assert not first.collection.unread
    assert not history.lost(), "words that nobody can read any more"
    git(history.bare, "fsck", "--strict", "--no-dangling", "--no-progress")


@pytest.mark.parametrize("start", SEEDS[::AT_ONCE])
def test_after_any_history_all_copies_hold_every_word(prepared: Path, start: int) -> None:
    for seed in SEEDS[SEEDS.index(start) :][:AT_ONCE]:
        live_through(prepared, seed)
