"""Edits that meet: several people, processes and editors change one file, and nothing is lost."""

import multiprocessing
import os
from pathlib import Path

import pytest

from cocreate.model.errors import NotWritten, Unreadable
from cocreate.workspace import files
from cocreate.workspace.format.documents import edited
from cocreate.workspace.merge import edits
from cocreate.workspace.merge.edits import open_document, save_document, writing_lock
from tests.conftest import put

FORK = multiprocessing.get_context("fork")
PATH = "ideas/2026-11/a-jug-9d2m4x7t0e/idea.md"
BODY = "one\ntwo\nthree\nfour\nfive"


@pytest.fixture
def idea(workspace: str) -> str:
    fields = {"id": "9d2m4x7t0e", "title": "A jug", "state": "fresh", "by": ["mavi"]}
    put(workspace, PATH, {**fields, "at": "2026-11-01T10:00:00+01:00"}, BODY)
    return workspace


def test_a_save_changes_the_file_and_tells_how_the_item_stands(idea: str) -> None:
    base = open_document(idea, PATH)
    saved = save_document(idea, PATH, base, edited(base, {"title": "A pot"}))
    assert saved.item.title == "A pot"
    assert open_document(idea, PATH).fields["title"] == "A pot"
    assert (saved.aside, saved.body_aside) == ({}, "")


def test_a_save_that_changes_nothing_does_not_touch_the_file(idea: str) -> None:
    base, before = open_document(idea, PATH), os.stat(f"{idea}/{PATH}")
    save_document(idea, PATH, base, base)
    after = os.stat(f"{idea}/{PATH}")
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_different_keys_that_two_people_changed_come_together(idea: str) -> None:
    base = open_document(idea, PATH)
    save_document(idea, PATH, base, edited(base, {"title": "A pot"}))
    second = save_document(idea, PATH, base, edited(base, {"themes": ["clay"]}))
    assert second.item.title == "A pot"
    assert second.item.themes == ("clay",)
    assert not second.aside


def test_of_one_key_that_two_people_changed_the_first_stands_and_the_second_is_kept(idea: str) -> None:
    base = open_document(idea, PATH)
    save_document(idea, PATH, base, edited(base, {"title": "A pot"}))
    second = save_document(idea, PATH, base, edited(base, {"title": "A bowl", "state": "growing"}))
    assert second.item.title == "A pot"
    assert second.item.state == "growing"
    assert second.aside == {"title": "A bowl"}


def test_different_lines_that_two_people_changed_come_together(idea: str) -> None:
    base = open_document(idea, PATH)
    save_document(idea, PATH, base, edited(base, {}, BODY.replace("one", "ONE")))
    second = save_document(idea, PATH, base, edited(base, {}, BODY.replace("five", "FIVE")))
    assert second.item.body == "ONE\ntwo\nthree\nfour\nFIVE"
    assert second.body_aside == ""


def test_of_the_same_lines_the_first_stand_and_the_second_text_is_kept_whole(idea: str) -> None:
    base = open_document(idea, PATH)
    save_document(idea, PATH, base, edited(base, {}, BODY.replace("two", "2")))
    ours = BODY.replace("two", "TWO").replace("five", "FIVE")
    second = save_document(idea, PATH, base, edited(base, {}, ours))
    assert second.item.body == BODY.replace("two", "2").replace("five", "FIVE")
    assert second.body_aside == ours


def test_what_an_editor_saves_while_our_file_goes_to_the_disk_is_merged(
    idea: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = open_document(idea, PATH)
    target, write_beside = Path(idea, PATH), files._write_beside
    rivals = ["by hand", "by hand again"]

    def write_late(path: str, data: bytes) -> str:
        temporary = write_beside(path, data)
        if path.endswith(PATH) and rivals:
            text = target.read_text(encoding="utf-8")
            target.write_text(f"{text}{rivals.pop(0)}\n", encoding="utf-8")
        return temporary

    monkeypatch.setattr(files, "_write_beside", write_late)
    saved = save_document(idea, PATH, base, edited(base, {"title": "A pot"}))
    assert saved.item.title == "A pot"
    assert open_document(idea, PATH).words == f"{BODY}\nby hand\nby hand again"
    assert sorted(os.listdir(target.parent)) == ["idea.md"]


def test_a_file_that_went_away_while_we_save_stays_away(idea: str, monkeypatch: pytest.MonkeyPatch) -> None:
    base, write_beside = open_document(idea, PATH), files._write_beside

    def write_late(path: str, data: bytes) -> str:
        temporary = write_beside(path, data)
        if path.endswith(PATH):
            os.unlink(path)
        return temporary

    monkeypatch.setattr(files, "_write_beside", write_late)
    with pytest.raises(FileNotFoundError):
        save_document(idea, PATH, base, edited(base, {"title": "A pot"}))
    assert os.listdir(Path(idea, PATH).parent) == []


def test_a_file_that_cannot_be_read_any_more_is_not_written_over(idea: str) -> None:
    base = open_document(idea, PATH)
    Path(idea, PATH).write_bytes(b"by hand, in a hurry")
    with pytest.raises(Unreadable):
        save_document(idea, PATH, base, edited(base, {"title": "A pot"}))
    assert Path(idea, PATH).read_bytes() == b"by hand, in a hurry"


@pytest.mark.parametrize("changes", [{"state": "sleeping"}, {"title": ""}, {"by": ["../x"]}, {"at": "soon"}])
def test_what_nobody_could_read_is_not_written(idea: str, changes: dict[str, str]) -> None:
    base, before = open_document(idea, PATH), Path(idea, PATH).read_bytes()
    with pytest.raises(Unreadable):
        save_document(idea, PATH, base, edited(base, changes))
    assert Path(idea, PATH).read_bytes() == before


def test_marks_of_a_conflict_that_only_the_merge_would_bring_together_are_not_written(idea: str) -> None:
    base = open_document(idea, PATH)
    save_document(idea, PATH, base, edited(base, {}, f"<<<<<<< a\n{BODY}"))
    before = Path(idea, PATH).read_bytes()
    ours = f"{BODY}\n=======\n>>>>>>> b"
    assert save_document(idea, PATH, base, edited(base, {}, ours)).body_aside == ours
    assert Path(idea, PATH).read_bytes() == before


def test_a_text_that_is_too_long_is_not_written(idea: str) -> None:
    base, before = open_document(idea, PATH), Path(idea, PATH).read_bytes()
    with pytest.raises(NotWritten, match="at most 1 MiB"):
        save_document(idea, PATH, base, edited(base, {}, "x" * files.LARGEST_FILE))
    assert Path(idea, PATH).read_bytes() == before


def test_whoever_waits_too_long_for_another_process_is_told_so(idea: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edits, "PATIENCE", 0.05)
    base = open_document(idea, PATH)
    with writing_lock(idea), pytest.raises(NotWritten, match="nothing was changed"):
        save_document(idea, PATH, base, edited(base, {"title": "A pot"}))
    assert open_document(idea, PATH).fields["title"] == "A jug"


def save_many(root: str, worker: int) -> None:
    """Add a word at every save and see each time that the last ones are there; the older ones go."""
    mine: list[str] = []
    for number in range(60):
        base = open_document(root, PATH)
        there = base.fields.get("themes", [])
        assert [word for word in there if word in mine] == mine
        gone, mine = mine[:-4], [*mine[-4:], f"w{worker}n{number}"]
        themes = [word for word in there if word not in gone] + mine[-1:]
        save_document(root, PATH, base, edited(base, {"themes": themes}))


def test_of_sixteen_processes_that_save_one_file_sixty_times_each_nothing_is_lost(idea: str) -> None:
    workers = [FORK.Process(target=save_many, args=(idea, worker)) for worker in range(16)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0] * 16
    themes = open_document(idea, PATH).fields["themes"]
    last = [f"w{worker}n{number}" for worker in range(16) for number in range(55, 60)]
    assert sorted(themes) == sorted(last)
    assert os.listdir(Path(idea, PATH).parent) == ["idea.md"]


def test_a_lock_that_is_a_link_writes_nothing_elsewhere(idea: str, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_text("precious", encoding="utf-8")
    base = open_document(idea, PATH)
    os.makedirs(f"{idea}/.cocreate", exist_ok=True)
    Path(idea, ".cocreate/lock").symlink_to(outside)
    with pytest.raises(NotWritten):
        save_document(idea, PATH, base, edited(base, {"title": "A pot"}))
    assert outside.read_text(encoding="utf-8") == "precious"
    assert open_document(idea, PATH).fields["title"] == "A jug"
