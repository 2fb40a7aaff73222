"""Who wrote what in this copy: a full disk, and several who write at once, cost no other note."""

import os
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Barrier

import pytest

from cocreate.workspace import journal


def test_a_note_that_a_full_disk_took_a_part_of_spoils_none_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, whole = str(tmp_path), os.write
    journal.note(root, "a.md", b"1", ["mavi"], "act1")
    with monkeypatch.context() as full:
        full.setattr(os, "write", lambda handle, data: whole(handle, data[:20]))
        journal.note(root, "b.md", b"2", ["ana"], "act2")
    journal.note(root, "c.md", b"3", ["ana"], "act3")
    assert [(one.path, one.by) for one in journal.notes(root)] == [("a.md", ("mavi",)), ("c.md", ("ana",))]


def test_what_several_keep_at_once_each_has(tmp_path: Path) -> None:
    root = str(tmp_path)
    with ThreadPoolExecutor(4) as pool:
        for _each in range(50):
            data, together = os.urandom(200_000), Barrier(4)

            def keep(data: bytes, together: Barrier) -> str:
                together.wait()
                return journal._keep(root, data)

            names = set(pool.map(partial(keep, data), [together] * 4))
            assert [journal.content(root, name) for name in names] == [data]


def test_what_is_kept_for_a_note_that_is_yet_to_come_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = str(tmp_path)
    monkeypatch.setattr(journal, "MOST_LINES", 2)
    for number in range(5):
        journal.note(root, f"{number}.md", b"%d" % number, ["mavi"], f"act{number}")
    kept, old = journal._keep(root, b"yet to come"), journal._keep(root, b"of nobody")
    os.utime(f"{root}/{journal.path_of_content(old)}", (0, 0))
    journal.forget(root, 5)
    assert (journal.content(root, kept), journal.content(root, old)) == (b"yet to come", None)
