"""What a watcher reports, and what an act wrote, is all that is looked at; and it is looked at rightly."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cocreate.model.errors import CocreateError, NotWritten
from cocreate.workspace import files
from cocreate.workspace.format.writing import document
from cocreate.workspace.index.index import Index
from cocreate.workspace.index.reports import MOST, paths_in
from tests.workspace import small
from tests.workspace.small import AGREED, ALL_TITLES, CUPS, MILK, YES, closing, idea, look, put, said, titles, told

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.usefixtures("later")
FOLDER = CUPS.removesuffix("/idea.md")


def known(root: Path) -> Index:
    """An index that has looked at everything."""
    index = Index(str(root))
    index.refresh()
    return index


# What is looked at


def test_reported_paths_are_the_only_ones_looked_at(root: Path, reads: list[str]) -> None:
    index = known(root)
    put(root, CUPS, idea("9d2m4x7t0e", "Mug library"))
    (root / AGREED).unlink()
    put(root, MILK, b"---\nbroken")
    new = "ideas/2026-12/plates-9d2m4x7t00"
    put(root, f"{new}/idea.md", idea("9d2m4x7t00", "Plates"))
    reads.clear()
    changes = index.refresh(paths=[CUPS, AGREED, "ideas/2026-12", "ideas/never-there", "../etc", ".git/x.md"])
    assert (changes.changed, changes.gone) == ([CUPS, f"{new}/idea.md"], [AGREED])
    assert sorted(reads) == [CUPS, f"{new}/idea.md"]
    assert index.refresh().changed == [MILK]


ASKED: Counter[str] = Counter()
"""How often the system was asked to open, to list, and what there is, as long as `counting`."""


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if ASKED["on"] and event in {"open", "os.scandir", "os.listdir"} and isinstance(arguments[0], str):
        ASKED[event] += 1


sys.addaudithook(_hook)


@contextmanager
def counting(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """Count what the system is asked for: what is opened and listed by the interpreter's own audit, the rest here."""
    real = os.lstat

    def lstat(path: str) -> os.stat_result:
        ASKED["lstat"] += 1
        return real(path)

    ASKED.clear()
    with monkeypatch.context() as during:
        during.setattr(os, "lstat", lstat)
        ASKED["on"] = 1
        yield ASKED
        ASKED["on"] = 0


def crowd(root: Path, count: int) -> Path:
    """A workspace with so many ideas more, half of them with an answer."""
    for number in range(count):
        home = f"ideas/2026-{number % 12 + 1:02}/one-{number:010}"
        put(root, f"{home}/idea.md", idea(f"{number:010}", f"Idea {number}"))
        if number % 2:
            put(root, f"{home}/said-{number + 5000:010}.md", said(f"{number + 5000:010}", f"{number:010}", "Yes."))
    return root


def costs(root: Path, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, int]]:
    """What looking at a changed file, a new folder and a folder that is gone asks of the system, in turn."""
    index = known(root)
    index.refresh(paths=["ideas/never-there"])  # from now on it is known what is below what
    found = []
    put(root, CUPS, idea("9d2m4x7t0e", "Mug library"))
    put(root, "ideas/2026-11/new-9d2m4x7t00/idea.md", idea("9d2m4x7t00", "New"))
    (root / "ideas/2026-11/new-9d2m4x7t00").rename(root / "ideas/2026-11/newer-9d2m4x7t00")
    for paths in ([CUPS], ["ideas/2026-11/new-9d2m4x7t00", "ideas/2026-11/newer-9d2m4x7t00"], [YES, AGREED, MILK]):
        with counting(monkeypatch) as asked:
            index.refresh(paths=paths)
        found.append(dict(asked))
    return found


def test_what_a_look_at_some_paths_asks_of_the_system_does_not_grow_with_the_workspace(
    root: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = costs(root, monkeypatch)
    many = costs(crowd(small.begin(tmp_path_factory.mktemp("many")), 300), monkeypatch)
    assert few == many
    changed, moved, same = many
    assert (changed["open"], changed.get("os.scandir", 0)) == (1, 0)
    assert changed["lstat"] <= 8  # four to the file, three again before it is opened, one for the mark
    assert (moved["open"], moved["os.scandir"]) == (1, 1)
    assert same.get("open", 0) == same.get("os.scandir", 0) == 0


def test_reported_paths_of_a_folder_that_is_gone_take_what_was_in_it(root: Path) -> None:
    index = known(root)
    (root / "ideas").rename(root / "elsewhere")
    assert index.refresh(paths=["ideas/2026-11"]).gone == sorted([CUPS, YES])


def test_a_folder_that_was_renamed_takes_its_items_along_and_back(root: Path) -> None:
    index = known(root)
    there, now = root / FOLDER, root / "ideas/2026-11/mugs-9d2m4x7t0e"
    before = there.stat()
    for source, target in ((there, now), (now, there)):
        source.rename(target)
        os.utime(target, ns=(before.st_atime_ns, before.st_mtime_ns))
        paths = [str(path.relative_to(root)) for path in (source, target)]
        found = index.refresh(paths=paths)
        assert [path.startswith(paths[0]) for path in found.gone] == [True, True]
        assert [path.startswith(paths[1]) for path in found.changed] == [True, True]
        assert titles(index.collection()) == ALL_TITLES
        assert not index.refresh()
    assert titles(look(root)) == ALL_TITLES


def test_a_file_reported_below_a_folder_that_is_gone_takes_all_of_the_folder(root: Path) -> None:
    index = known(root)
    (root / FOLDER).rename(root / "elsewhere")
    assert index.refresh(paths=[YES]).gone == sorted([CUPS, YES])


def test_what_is_no_file_and_what_is_no_folder_is_seen_as_by_a_look_at_everything(root: Path) -> None:
    index = known(root)
    (root / "ideas/2026-11").rename(root / "outside")
    (root / "ideas/2026-11").symlink_to(root / "outside")
    (root / "people").rename(root / "others")
    (root / "people").symlink_to(root / "others")
    deep = "ideas/" + "deeper/" * 6 + "idea.md"
    put(root, deep, idea("9d2m4x7t00", "As deep as may be"))
    deeper = f"ideas/deeper/{deep.removeprefix('ideas/')}"
    put(root, deeper, idea("9d2m4x7t11", "Deeper"))
    (root / "commons/2026-11/x.md").mkdir()
    put(root, "commons/2026-11/x.md/y.md", said("4h8s1v6w30", "workspace", "In a folder that looks like a file."))
    index.refresh(paths=[YES, "people/mavi.md", "commons/2026-11/x.md/y.md", "ideas/deeper"])
    assert not index.refresh(paths=[deeper])
    assert not index.refresh(paths=[deeper.removesuffix("/idea.md")])
    assert told(index) == told(known(root))
    assert titles(index.collection()) == {"Milk foam school", "We say du.", "As deep as may be"}
    assert {one.path for one in index.collection().unread} == {"people", "commons/2026-11/x.md"}


@pytest.mark.parametrize("paths", [["ideas/2026-11"], [CUPS], [FOLDER, YES]])
def test_a_folder_that_may_not_be_listed_is_named_until_it_may(
    root: Path, monkeypatch: pytest.MonkeyPatch, paths: list[str]
) -> None:
    index = known(root)
    with monkeypatch.context() as during:
        closing("ideas/2026-11", during)
        os.utime(root / "ideas/2026-11")
        index.refresh(paths=["ideas/2026-11"])
        assert [one.path for one in index.collection().unread] == ["ideas/2026-11"]
        assert titles(index.collection()) == ALL_TITLES - {"Cup library", "With a shelf."}
        put(root, CUPS, idea("9d2m4x7t0e", "Mug library"))
        assert not index.refresh(paths=[CUPS, YES])
        assert told(index) == told(known(root))
    index.refresh(paths=paths)
    assert titles(index.collection()) == ALL_TITLES - {"Cup library"} | {"Mug library"}
    assert index.collection().unread == []
    assert not index.refresh()


def test_the_mark_is_looked_at_whatever_is_reported(root: Path) -> None:
    index = known(root)
    put(root, "workspace.md", document({"format": "1", "name": "Other"}), age=0)
    assert not index.refresh(paths=["workspace.md"])
    assert index.collection().name == "Other"
    put(root, "workspace.md", b"nothing")
    index.refresh(paths=[])
    broken = index.collection()
    assert [one.path for one in broken.unread] == ["workspace.md"]
    assert index.collection() is broken
    (root / "workspace.md").unlink()
    index.refresh(paths=["workspace.md"])
    with pytest.raises(CocreateError, match="not a workspace any more"):
        index.collection()


# What a watcher tells


def test_a_report_is_told_in_paths_of_the_workspace_without_what_it_never_shows(root: Path) -> None:
    reported = [CUPS, "ideas/2026-11", "workspace.md", CUPS, "people/", "README.md", ".gitattributes", "notes"]
    hidden = [".git/index", ".cocreate/drafts/x~1", "ideas/2026-11/.idea.md.1a2b.tmp", "ideas/.away/idea.md"]
    assert paths_in(str(root), [f"{root}/{path}" for path in [*reported, *hidden]]) == [
        "ideas/2026-11",
        CUPS,
        "people",
        "workspace.md",
    ]
    assert paths_in(f"{root}/", [f"{root}/{path}" for path in hidden]) == []
    assert paths_in(str(root), []) == []


def test_where_a_report_leaves_doubt_everything_is_looked_at(root: Path) -> None:
    one = f"{root}/{CUPS}"
    for doubt in (str(root), f"{root}/", f"{root}x/ideas/y/idea.md", "/elsewhere", "", f"{root}/ideas/\ufffd"):
        assert paths_in(str(root), [one, doubt]) is None
    many = [f"{root}/ideas/2026-11/{number}" for number in range(MOST + 1)]
    assert paths_in(str(root), many) is None
    assert paths_in(str(root), many[:MOST]) is not None


def test_a_workspace_that_is_opened_through_a_link_is_told_of_all_the_same(root: Path, tmp_path: Path) -> None:
    with tempfile.TemporaryDirectory() as elsewhere:
        link = f"{elsewhere}/link"
        os.symlink(root, link)
        assert paths_in(link, [f"{link}/{CUPS}", f"{tmp_path}/{YES}"]) == sorted([CUPS, YES])


async def test_what_a_real_watcher_reports_of_real_changes_is_enough(root: Path) -> None:
    from watchfiles import awatch

    index = known(root)
    stop = asyncio.Event()
    reports = awatch(str(root), watch_filter=None, debounce=400, step=50, stop_event=stop, rust_timeout=2000)

    async def seen() -> object:
        async for changes in reports:
            paths = paths_in(str(root), [path for _change, path in changes])
            assert paths is not None
            index.refresh(paths=paths)
            if told(index) == told(known(root)):
                return told(index)
        return None

    watching = asyncio.ensure_future(anext(reports))
    while not watching.done():  # it is watched once a change is told
        put(root, "people/mavi.md", document({"name": "Mavi"}), age=0)
        await asyncio.wait([watching], timeout=0.1)
    index.refresh()
    files.create(str(root), "ideas/2026-12/new-9d2m4x7t00/idea.md", idea("9d2m4x7t00", "New"))
    files.replace(str(root), MILK, b"---\nbroken")
    (root / FOLDER).rename(root / "ideas/moved")
    files.remove(str(root), AGREED)
    async with asyncio.timeout(20):
        await seen()
    stop.set()
    assert titles(index.collection()) == {"Mavi", "New", "Cup library", "With a shelf."}


# What an act wrote


def test_what_is_written_or_taken_out_is_told_once_and_what_is_local_is_not(root: Path) -> None:
    files.create(str(root), "ideas/before/idea.md", b"x")
    with files.written() as paths:
        files.create(str(root), "ideas/x/idea.md", b"x")
        files.replace(str(root), "ideas/x/idea.md", b"y")
        files.replace(str(root), ".cocreate/drafts/x", b"y")
        with files.written() as inner:
            files.remove(str(root), YES)
    files.replace(str(root), CUPS, b"x")
    assert (paths, inner) == (["ideas/x/idea.md", YES], [YES])


def test_a_path_is_told_though_the_writing_failed(root: Path) -> None:
    (root / "ideas/x").symlink_to(root)
    with files.written() as paths, pytest.raises(NotWritten):
        files.create(str(root), "ideas/x/idea.md", b"x")
    assert paths == ["ideas/x/idea.md"]


async def test_each_is_told_what_was_written_for_them_in_whatever_thread(root: Path) -> None:
    async def give(number: int) -> list[str]:
        with files.written() as paths:
            for each in range(10):
                await asyncio.to_thread(files.create, str(root), f"commons/{number}-{each}.md", b"x")
        return paths

    told = await asyncio.gather(*map(give, range(4)))
    assert told == [[f"commons/{number}-{each}.md" for each in range(10)] for number in range(4)]
