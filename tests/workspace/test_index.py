"""The index: what a look notices, what it believes, and what it leaves unread."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from cocreate.model.errors import CocreateError, Refused
from cocreate.workspace import files, scan
from cocreate.workspace.index import Index
from cocreate.workspace.storage import AtomicStorage
from cocreate.workspace.writing import document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cocreate.model.collection import Collection

AT = "2026-11-21T14:03:11+01:00"
CUPS = "ideas/2026-11/cup-library-9d2m4x7t0e/idea.md"
YES = "ideas/2026-11/cup-library-9d2m4x7t0e/20261121T131500Z-addition-4h8s1v6w3z.md"
MILK = "projects/milk-foam-school-k7f3q2ab1c/project.md"
AGREED = "commons/2026-11/20261121T140000Z-agreement-x81ma2b4c9.md"


def idea(name: str, title: str, body: str = "") -> bytes:
    return document({"id": name, "title": title, "state": "fresh", "by": ["mavi"], "at": AT}, body)


def said(name: str, on: str, body: str, kind: str = "comment") -> bytes:
    return document({"id": name, "kind": kind, "on": on, "by": ["erkan"], "at": AT}, body)


def put(root: Path, path: str, data: bytes, age: float = 60) -> None:
    """Write a file as somebody else would, `age` seconds ago."""
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(data)
    then = time.time() - age
    os.utime(root / path, (then, then))


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """A minute later than it is, so that what the test has just written is no longer young."""
    real = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: real() + 60_000_000_000)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    put(tmp_path, "workspace.md", document({"format": "1", "name": "Teambase"}))
    put(tmp_path, "people/mavi.md", document({"name": "Mavi"}))
    purpose = {"title": "Milk foam school", "purpose": "Foam for all", "state": "active"}
    put(tmp_path, MILK, document({"id": "k7f3q2ab1c", **purpose, "by": ["mavi"], "at": AT}))
    put(tmp_path, CUPS, idea("9d2m4x7t0e", "Cup library", "Cups that come back."))
    put(tmp_path, YES, said("4h8s1v6w3z", "9d2m4x7t0e", "With a shelf.", "addition"))
    put(tmp_path, AGREED, said("x81ma2b4c9", "workspace", "We say du.", "agreement"))
    return tmp_path


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


def look(root: Path) -> Collection:
    index = Index(str(root))
    index.refresh()
    index.save()
    return index.collection()


def titles(collection: Collection) -> set[str]:
    return {item.title for item in collection.items()}


ALL_TITLES = {"Mavi", "Milk foam school", "Cup library", "With a shelf.", "We say du."}


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
        "import sys; from cocreate.workspace.index import Index\n"
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


@pytest.mark.usefixtures("later")
def test_reported_paths_are_the_only_ones_looked_at(root: Path, reads: list[str]) -> None:
    index = Index(str(root))
    index.refresh()
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


def test_reported_paths_of_a_folder_that_is_gone_take_what_was_in_it(root: Path) -> None:
    index = Index(str(root))
    index.refresh()
    (root / "ideas").rename(root / "elsewhere")
    assert index.refresh(paths=["ideas/2026-11"]).gone == sorted([CUPS, YES])


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


def test_a_missing_mark_and_a_later_format_are_said(root: Path) -> None:
    put(root, "workspace.md", document({"format": "2", "name": "Teambase"}))
    with pytest.raises(Refused, match="format 2"):
        look(root)
    (root / "workspace.md").unlink()
    with pytest.raises(CocreateError, match="not a workspace any more"):
        look(root)


# What cannot be read


BROKEN = {
    "not utf-8": b"---\nid: \xff\n---\n",
    "nul": b"---\nid: 9d2m4x7t00\n---\n\0",
    "conflict": b"---\nid: a\n---\n\n<<<<<<< a\n=======\n>>>>>>> b\n",
    "no front matter": b"hello",
    "unterminated": b"---\nid: a\n",
    "tag": b"---\nid: !!python/object:os.system x\n---\n",
    "anchor": b"---\nid: &a x\ntitle: *a\n---\n",
    "twice": b"---\nid: 9d2m4x7t00\nid: 9d2m4x7t00\n---\n",
    "hostile id": idea("../../etc1", "x"),
    "long": b"---\n" + b"x: " + b"y" * 70_000 + b"\n---\n",
    "too large": idea("9d2m4x7t00", "x", "y" * (1 << 20)),
    "deep": b"---\nx: " + b"[" * 30_000 + b"\n---\n",
    "empty": b"",
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_a_file_that_cannot_be_read_is_named_with_the_reason_and_hides_nothing(root: Path, data: bytes) -> None:
    bad = "ideas/2026-11/bad/idea.md"
    put(root, bad, data)
    for _time in range(2):
        found = look(root)
        assert [one.path for one in found.unread] == [bad]
        assert found.unread[0].reason
        assert titles(found) == ALL_TITLES
    put(root, bad, idea("9d2m4x7t00", "Mended"))
    assert titles(look(root)) == ALL_TITLES | {"Mended"}


@pytest.mark.parametrize("kind", ["link", "dangling link", "pipe", "folder"])
@pytest.mark.usefixtures("later")
def test_what_is_called_md_but_is_no_plain_file_is_named_and_not_opened(root: Path, kind: str) -> None:
    bad = root / "ideas/2026-11/cup-library-9d2m4x7t0e/x.md"
    outside = root.parent / f"{root.name}-secret.md"
    outside.write_bytes(said("4h8s1v6w00", "9d2m4x7t0e", "Secret"))
    if kind == "pipe":
        os.mkfifo(bad)
    elif kind == "folder":
        bad.mkdir()
    else:
        bad.symlink_to(outside if kind == "link" else root / "nowhere")
    for _time in range(2):
        found = look(root)
        assert [one.path for one in found.unread] == [str(bad.relative_to(root))]
        assert titles(found) == ALL_TITLES


@pytest.mark.usefixtures("later")
def test_a_folder_that_becomes_a_link_is_not_followed(root: Path) -> None:
    look(root)
    (root / "ideas/2026-11").rename(root.parent / f"{root.name}-outside")
    (root / "ideas/2026-11").symlink_to(root.parent / f"{root.name}-outside")
    assert titles(look(root)) == ALL_TITLES - {"Cup library", "With a shelf."}
    (root / "people").rename(root / "others")
    (root / "people").symlink_to(root / "others")
    found = look(root)
    assert not found.people
    assert [one.path for one in found.unread] == ["people"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_listed_is_named(root: Path) -> None:
    (root / "ideas/2026-11").chmod(0)
    try:
        assert [one.path for one in look(root).unread] == ["ideas/2026-11"]
    finally:
        (root / "ideas/2026-11").chmod(0o755)
    assert titles(look(root)) == ALL_TITLES


def test_a_disk_that_fails_once_is_asked_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def failing(path: str, *rest: int, **more: int) -> int:
        if str(path).endswith(CUPS):
            raise OSError(5, "Input/output error")
        return real(path, *rest, **more)

    with monkeypatch.context() as during:
        during.setattr(os, "open", failing)
        assert [one.path for one in look(root).unread] == [CUPS]
    assert titles(look(root)) == ALL_TITLES


# What is believed


def tables(root: Path) -> list[Path]:
    return sorted((root / ".cocreate/index").glob("*.jsonl"))


def sealed(root: Path, path: Path, head: object, *lines: object) -> None:
    """A file of the index with a seal that fits, as only a program on this computer makes it."""
    now = int(time.time()) & ~1
    seal = {"version": 3, "sealed": now, "folder": (root / ".cocreate/index").stat().st_ino}
    first = {**seal, **head} if isinstance(head, dict) else head
    path.write_text("\n".join(json.dumps(line) for line in (first, *lines)) + "\n")
    os.utime(path, (now, now))


DAMAGES = {
    "empty": lambda _data: b"",
    "cut short": lambda data: data[: len(data) // 2],
    "cut at a line": lambda data: data.split(b"\n")[0] + b"\n",
    "no json": lambda _data: b"\xff\0" * 100,
    "another version": lambda data: data.replace(b'"version":3', b'"version":2'),
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
        "import sys; from cocreate.workspace.index import Index\n"
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
