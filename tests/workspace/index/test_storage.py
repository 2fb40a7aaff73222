"""What of the index on the disk is believed, and how it is kept."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from cocreate.workspace.index.index import Index
from cocreate.workspace.index.storage import AtomicStorage
from tests.workspace.small import AGREED, ALL_TITLES, CUPS, YES, idea, look, put, said, titles

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def tables(root: Path) -> list[Path]:
    return sorted((root / ".cocreate/index").glob("*.jsonl"))


def sealed(root: Path, path: Path, head: object, *lines: object) -> None:
    """A file of the index with a seal that fits, as only a program on this computer makes it."""
    now = int(time.time()) & ~1
    seal = {"version": 4, "sealed": now, "folder": (root / ".cocreate/index").stat().st_ino}
    first = {**seal, **head} if isinstance(head, dict) else head
    path.write_text("\n".join(json.dumps(line) for line in (first, *lines)) + "\n")
    os.utime(path, (now, now))


DAMAGES = {
    "empty": lambda _data: b"",
    "cut short": lambda data: data[: len(data) // 2],
    "cut at a line": lambda data: data.split(b"\n")[0] + b"\n",
    "no json": lambda _data: b"\xff\0" * 100,
    "another version": lambda data: data.replace(b'"version":4', b'"version":2'),
    "another body": lambda data: data.replace(b"shelf", b"virus"),
    "deep": lambda _data: b"[" * 100_000,
}


@pytest.mark.parametrize("keep_time", [True, False])
@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
@pytest.mark.usefixtures("later")
def test_a_damaged_index_is_rebuilt_without_a_word(
    root: Path, damage: Callable[[bytes], bytes], *, keep_time: bool
) -> None:
    for name in [path.name for path in look(root) and tables(root)]:
        look(root)
        path = root / ".cocreate/index" / name
        before = path.stat()
        path.write_bytes(damage(path.read_bytes()))
        if keep_time:
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        if not (keep_time and damage is DAMAGES["another body"]):
            assert titles(look(root)) == ALL_TITLES


@pytest.mark.usefixtures("later")
def test_a_pushed_index_is_not_believed(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    look(root)
    clone = tmp_path_factory.mktemp("clone")
    subprocess.run(["cp", "-r", f"{root}/.", str(clone)], check=True)
    (clone / CUPS).write_bytes(idea("9d2m4x7t0e", "What is really there"))
    index = Index(str(clone))
    assert not index.collection().ideas
    index.refresh()
    assert titles(index.collection()) == ALL_TITLES - {"Cup library"} | {"What is really there"}


@pytest.mark.parametrize(
    "line",
    [
        [],
        {},
        None,
        [["../../../etc/passwd"], [1, 1, 1, 1], [{"id": "9d2m4x7t0e"}], ["x"]],
        [[CUPS], [1, 1, 1, 1], ["no keys"], ["x"]],
        [[CUPS], [1, 1, 1], [{"id": "9d2m4x7t0e"}], ["x"]],
        [[CUPS], ["a", {}, [], None], [{"id": ["9d2m4x7t0e"]}], ["x"]],
        [[CUPS, CUPS], [1] * 8, [{}, {}], ["x", "x"]],
        [[CUPS], [1, 1, 1, 1], [{"title": {"a": 1}}], [7]],
        [[["path"]], [1, 1, 1, 1], [{}], ["x"]],
        [[7], [1, 1, 1, 1], [{}], ["x"]],
    ],
)
@pytest.mark.usefixtures("later")
def test_hostile_rows_under_a_fitting_seal_neither_crash_nor_fool_a_look(root: Path, line: object) -> None:
    look(root)
    for path in tables(root):
        sealed(root, path, {"token": "t", "rows": 1, "ids": [7, None], "parts": {"idea": [[["x"]], 7]}}, line)
    found = look(root)
    assert titles(found) == ALL_TITLES
    assert not found.unread


@pytest.mark.usefixtures("later")
def test_tables_of_two_writings_do_not_vouch_for_each_other(root: Path) -> None:
    look(root)
    old = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in tables(root)}
    put(root, YES.replace("4h8s1v6w3z", "4h8s1v6w30"), said("4h8s1v6w30", "9d2m4x7t0e", "Two shelves."))
    index = Index(str(root))
    index.refresh()
    index._storage._save_tables()
    contributions = root / ".cocreate/index/contribution.jsonl"
    contributions.write_bytes(old[contributions][0])
    os.utime(contributions, ns=(0, old[contributions][1]))
    assert titles(look(root)) == ALL_TITLES | {"Two shelves."}


@pytest.mark.usefixtures("later")
def test_few_changes_are_kept_beside_the_tables_and_many_within_them(
    root: Path, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    look(root)
    whole = []
    real = AtomicStorage._save_tables
    monkeypatch.setattr(AtomicStorage, "_save_tables", lambda storage: (whole.append(1), real(storage)))
    put(root, CUPS, idea("9d2m4x7t0e", "Mug library"))
    (root / AGREED).unlink()
    look(root)
    reads.clear()
    assert titles(look(root)) == ALL_TITLES - {"Cup library", "We say du."} | {"Mug library"}
    assert (reads, whole) == ([], [])
    for number in range(600):
        put(
            root,
            f"commons/2026-12/{number}.md",
            said(f"00000{number:05}".replace("l", "0"), "workspace", "Hm."),
        )
    look(root)
    assert whole == [1]
    reads.clear()
    assert len(look(root).contributions) == 601
    assert reads == []


@pytest.mark.usefixtures("later")
def test_two_processes_saving_at_once_leave_an_index_that_is_right(root: Path) -> None:
    for number in range(40):
        put(root, f"ideas/2026-11/{number:010}/idea.md", idea(f"{number:010}", f"Idea {number}"))
    code = (
        "import sys; from cocreate.workspace.index.index import Index\n"
        "for _time in range(15):\n"
        " i = Index(sys.argv[1]); i.refresh(); i.save(); i._storage._save_tables()\n"
        " assert len(i.collection().ideas) >= 41, len(i.collection().ideas)\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(root)]) for _process in range(3)]
    for number in range(40, 60):
        put(root, f"ideas/2026-11/{number:010}/idea.md", idea(f"{number:010}", f"Idea {number}"))
        time.sleep(0.01)
    assert [process.wait() for process in running] == [0, 0, 0]
    assert len(look(root).ideas) == 61


def test_a_workspace_that_cannot_be_written_is_read_all_the_same(root: Path) -> None:
    (root / ".cocreate").write_text("in the way")
    assert titles(look(root)) == ALL_TITLES
