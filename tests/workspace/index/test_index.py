"""The index: what a look notices, what it hands out, and what it leaves unread."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from cocreate.model.errors import CocreateError
from cocreate.workspace.format.writing import document
from cocreate.workspace.index import scan
from cocreate.workspace.index.index import Index
from tests.workspace.small import ALL_TITLES, CUPS, YES, idea, look, put, said, titles

if TYPE_CHECKING:
    from pathlib import Path


# What a look notices


@pytest.mark.usefixtures("later")
def test_from_nothing_everything_is_read_once(root: Path, reads: list[str]) -> None:
    assert titles(look(root)) == ALL_TITLES
    assert len(reads) == len(set(reads)) == 6


@pytest.mark.usefixtures("later")
def test_a_warm_look_reads_no_file_and_imports_no_tinydb(root: Path, reads: list[str]) -> None:
    look(root)
    reads.clear()
    assert titles(look(root)) == ALL_TITLES
    assert reads == []
    code = (
        "import sys; from cocreate.workspace.index.index import Index\n"
        f"i = Index({str(root)!r}); assert not i.refresh(); assert len(i.collection().ideas) == 1\n"
        "print([name for name in ('tinydb', 'yaml', 'dataclasses') if name in sys.modules])"
    )
    out = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}\n{code}"],
        capture_output=True,
        check=True,
    )
    assert out.stdout.strip() == b"[]"


@pytest.mark.usefixtures("later")
def test_an_edit_is_the_only_thing_read_and_told(root: Path, reads: list[str]) -> None:
    index = Index(str(root))
    index.refresh()
    reads.clear()
    put(root, CUPS, idea("9d2m4x7t0e", "Cup library", "Cups that come back, washed."))
    changes = index.refresh()
    assert (changes.changed, changes.gone, reads) == ([CUPS], [], [CUPS])
    assert index.collection().ideas["9d2m4x7t0e"].body == "Cups that come back, washed."


@pytest.mark.usefixtures("later")
def test_an_edit_of_the_same_size_and_time_of_change_is_noticed(root: Path) -> None:
    index = Index(str(root))
    index.refresh()
    before = (root / CUPS).stat()
    (root / CUPS).write_bytes((root / CUPS).read_bytes().replace(b"back", b"home"))
    os.utime(root / CUPS, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (root / CUPS).stat().st_size == before.st_size
    assert index.refresh().changed == [CUPS]


def test_a_file_changed_within_two_seconds_of_the_look_is_read_again(root: Path, reads: list[str]) -> None:
    put(root, CUPS, idea("9d2m4x7t0e", "Cup library"), age=0)
    look(root)
    reads.clear()
    assert not Index(str(root)).refresh()
    assert CUPS in reads


def test_an_edit_that_leaves_the_whole_signature_alike_is_noticed_while_it_is_young(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fixed = (time.time_ns(), time.time_ns(), 1, 1)
    monkeypatch.setattr(scan, "signature_of", lambda _status: fixed)
    index = Index(str(root))
    index.refresh()
    (root / CUPS).write_bytes(idea("9d2m4x7t0e", "Mug library"))
    assert index.refresh(paths=[CUPS]).changed == [CUPS]


@pytest.mark.usefixtures("later")
def test_a_clock_ten_years_ahead_does_not_have_a_file_read_for_ever(root: Path, reads: list[str]) -> None:
    put(root, CUPS, idea("9d2m4x7t0e", "Cup library"), age=-315_000_000)
    look(root)
    reads.clear()
    look(root)
    assert reads == []


@pytest.mark.usefixtures("later")
def test_what_is_deleted_goes_and_is_told(root: Path) -> None:
    index = Index(str(root))
    index.refresh()
    (root / YES).unlink()
    assert index.refresh().gone == [YES]
    assert titles(index.collection()) == ALL_TITLES - {"With a shelf."}
    index.save()
    assert titles(look(root)) == ALL_TITLES - {"With a shelf."}


@pytest.mark.usefixtures("later")
def test_a_folder_renamed_by_hand_takes_its_items_along(root: Path) -> None:
    look(root)
    (root / "ideas/2026-11").rename(root / "ideas/last-autumn")
    found = look(root)
    assert titles(found) == ALL_TITLES
    assert found.ideas["9d2m4x7t0e"].path == CUPS.replace("2026-11", "last-autumn")


@pytest.mark.usefixtures("later")
def test_new_files_are_found_in_old_and_in_new_folders(root: Path) -> None:
    look(root)
    put(root, YES.replace("4h8s1v6w3z", "4h8s1v6w30"), said("4h8s1v6w30", "9d2m4x7t0e", "Two shelves."))
    put(root, CUPS.replace("9d2m4x7t0e", "9d2m4x7t00"), idea("9d2m4x7t00", "Plate library"))
    put(root, "ideas/by-hand/deep/er/idea.md", idea("9d2m4x7t11", "Odd place"))
    assert titles(look(root)) == ALL_TITLES | {"Two shelves.", "Plate library", "Odd place"}


@pytest.mark.usefixtures("later")
def test_a_look_at_ideas_sees_new_other_and_gone_ideas_and_reads_no_thread(root: Path, reads: list[str]) -> None:
    other = CUPS.replace("9d2m4x7t0e", "9d2m4x7t00")
    put(root, other, idea("9d2m4x7t00", "Plate library"))
    look(root)
    put(root, CUPS, idea("9d2m4x7t0e", "Mug library"))
    (root / other).unlink()
    put(root, CUPS.replace("9d2m4x7t0e", "9d2m4x7t22"), idea("9d2m4x7t22", "Bowl library"))
    put(root, YES, said("4h8s1v6w3z", "9d2m4x7t0e", "With two shelves.", "addition"))
    reads.clear()
    index = Index(str(root))
    index.refresh(types=("idea",))
    index.save()
    assert titles(index.collection(("idea",))) == {"Mug library", "Bowl library"}
    assert YES not in reads
    assert titles(look(root)) == {
        "Mavi",
        "Milk foam school",
        "Mug library",
        "Bowl library",
        "With two shelves.",
        "We say du.",
    }


@pytest.mark.usefixtures("later")
def test_a_look_at_ideas_alone_from_nothing_leaves_the_rest_to_be_found_later(root: Path) -> None:
    index = Index(str(root))
    index.refresh(types=("idea",))
    index.save()
    assert titles(look(root)) == ALL_TITLES


@pytest.mark.usefixtures("later")
def test_a_short_name_is_short_for_one_thing_even_where_contributions_are_not_looked_at(root: Path) -> None:
    put(root, YES, said("9d2m4x7t0f", "9d2m4x7t0e", "With a shelf.", "addition"))
    look(root)
    index = Index(str(root))
    index.refresh(types=("idea",))
    assert index.collection(("idea",)).short("9d2m4x7t0e") == "9d2m4x7t0e"


# What is handed out


@pytest.mark.usefixtures("later")
def test_unchanged_rows_stay_the_same_items_and_an_unchanged_workspace_the_same_collection(
    root: Path,
) -> None:
    index = Index(str(root))
    index.refresh()
    before = index.collection()
    index.refresh()
    assert index.collection() is before
    put(root, CUPS, idea("9d2m4x7t0e", "Mug library"))
    index.refresh()
    after = index.collection()
    assert after.contributions["4h8s1v6w3z"] is before.contributions["4h8s1v6w3z"]
    assert after.ideas["9d2m4x7t0e"] is not before.ideas["9d2m4x7t0e"]


def test_a_young_file_read_again_with_nothing_new_stays_the_same_item(root: Path) -> None:
    index = Index(str(root))
    index.refresh()
    before = index.collection()
    assert not index.refresh()
    assert index.collection() is before


def test_without_a_look_the_index_holds_what_was_saved(root: Path) -> None:
    look(root)
    (root / CUPS).unlink()
    assert titles(Index(str(root)).collection()) == ALL_TITLES


def test_of_two_files_with_one_id_the_second_is_named(root: Path) -> None:
    put(root, "ideas/2026-12/copy-9d2m4x7t0e/idea.md", idea("9d2m4x7t0e", "A copy"))
    found = look(root)
    assert found.ideas["9d2m4x7t0e"].title == "Cup library"
    assert [(one.path, CUPS in one.reason) for one in found.unread] == [("ideas/2026-12/copy-9d2m4x7t0e/idea.md", True)]


def test_a_new_name_of_the_workspace_is_taken_over(root: Path) -> None:
    index = Index(str(root))
    index.refresh()
    assert index.collection().name == "Teambase"
    put(root, "workspace.md", document({"format": "1", "name": "Other"}), age=0)
    assert index.collection().name == "Other"


def test_a_broken_mark_is_named_and_everything_else_loads(root: Path) -> None:
    put(root, "workspace.md", b"nothing")
    found = look(root)
    assert [one.path for one in found.unread] == ["workspace.md"]
    assert titles(found) == ALL_TITLES


def test_a_later_format_is_named_and_read_and_a_missing_mark_is_said(root: Path) -> None:
    put(root, "workspace.md", document({"format": "2", "name": "Teambase"}))
    found = look(root)
    assert [(one.path, "in format 2" in one.reason) for one in found.unread] == [("workspace.md", True)]
    assert (found.name, titles(found)) == ("Teambase", ALL_TITLES)
    (root / "workspace.md").unlink()
    with pytest.raises(CocreateError, match="not a workspace any more"):
        look(root)


# What a screen needs


@pytest.mark.usefixtures("later")
def test_a_screen_gets_its_turn_while_the_index_loads(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that holds the interpreter for long: no large text parsed in one go, no pass of the collector."""
    for number in range(3000):
        put(root, f"commons/2026-12/{number}.md", said(f"{number:010}", "workspace", "Hm. " * 50))
    look(root)
    parsed: list[int] = []
    collected: list[int] = []
    loads = json.loads
    monkeypatch.setattr(json, "loads", lambda text, **how: (parsed.append(len(text)), loads(text, **how))[1])
    gc.callbacks.append(watch := lambda _phase, info: collected.append(info["generation"]))
    try:
        loaded = look(root)
    finally:
        gc.callbacks.remove(watch)
    assert len(list(loaded.items())) == 3000 + len(ALL_TITLES)
    assert len(parsed) > 10
    assert max(parsed) < 200_000
    assert len(collected) < 10, "one a thousand rows and more, if it were at work"
