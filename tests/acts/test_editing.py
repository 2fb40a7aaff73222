"""Editing things and cards: every byte that was not changed stays, and no wording is lost."""

import os
from pathlib import Path

import pytest

from cocreate.acts.edit import edit, edit_whole
from cocreate.acts.introduce import introduce
from cocreate.acts.join_in import join_in
from cocreate.model.errors import NotWritten
from cocreate.model.items import Contribution, Idea, Person
from cocreate.workspace import files
from cocreate.workspace.format.reading import read_item
from cocreate.workspace.merge.edits import open_document
from tests.acts.written import FORK, refused, reload, text_of
from tests.conftest import all_files, collected, make_voice

# Editing


def test_an_edit_keeps_every_byte_it_does_not_change(teambase: str) -> None:
    before = all_files(teambase)
    for item in collected(teambase).items():
        text = text_of(teambase, item)
        assert edit(teambase, make_voice(), item, dict(item.fields), item.body).wording is None
        edit(teambase, make_voice(), item, {"odd-key": "by hand"})
        assert text_of(teambase, item).replace("odd-key: by hand\n", "") == text
        edit(teambase, make_voice(), item, {"odd-key": ""})
    assert all_files(teambase) == before


def test_of_what_two_people_changed_the_second_wording_is_kept_in_the_thread(workspace: str, idea: Idea) -> None:
    base = open_document(workspace, idea.path)
    edit(workspace, make_voice("cem"), idea, {"title": "A pot", "id": idea.id}, "One line outside.", base)
    later = edit(workspace, make_voice("mavi", "ana", noted_by="ben"), idea, {"title": "A bowl"}, "No line.", base)
    assert (later.item.title, later.item.body) == ("A pot", "One line outside.")
    assert later.wording is not None
    kept = reload(workspace, later.wording)
    assert isinstance(kept, Contribution)
    assert (kept.kind, kept.on, kept.by, kept.noted_by) == ("wording", idea.id, ("mavi", "ana"), "ben")
    assert (kept.fields["title"], kept.body) == ("A bowl", "No line.")
    assert Path(kept.path).parent == Path(idea.path).parent
    assert collected(workspace).unread == []


def test_a_wording_keeps_keys_that_every_contribution_has_under_names_of_their_own(workspace: str, idea: Idea) -> None:
    base = open_document(workspace, idea.path)
    edit(workspace, make_voice("cem"), idea, {"noted_by": "cem", "a: #b": "theirs"}, None, base)
    kept = edit(workspace, make_voice("dora"), idea, {"noted_by": "dora", "a: #b": "ours"}, None, base).wording
    assert kept is not None
    again = reload(workspace, kept)
    assert (again.fields["kept_noted_by"], again.fields["a: #b"], again.by) == ("dora", "ours", ("dora",))


def test_a_wording_of_a_card_is_kept_in_the_commons(workspace: str) -> None:
    card = introduce(workspace, "mavi", {"name": "Mavi"}, "I foam.")
    base = open_document(workspace, card.path)
    edit(workspace, make_voice("mavi"), card, {"address": "Mavi"}, "I foam milk.", base)
    kept = edit(workspace, make_voice("mavi"), card, {"address": "Chef"}, "I steam.", base).wording
    assert kept is not None
    again = reload(workspace, kept)
    assert Path(kept.path).parent == Path("commons/2026-11")
    assert (again.text("on"), again.text("address"), again.body) == ("workspace", "Chef", "I steam.")
    assert sorted(os.listdir(f"{workspace}/people")) == ["mavi.md"]


def test_an_edit_that_nobody_could_read_is_refused(workspace: str, idea: Idea) -> None:
    for changes in ({"state": "sleeping"}, {"title": ""}, {"by": []}, {"project": "../x"}):
        refused(workspace, lambda changes=changes: edit(workspace, make_voice(), idea, changes))
    refused(workspace, lambda: edit(workspace, make_voice(), idea, {}, "x" * (1 << 20)), NotWritten)


def test_an_edit_of_what_has_gone_or_is_broken_is_refused(workspace: str, idea: Idea) -> None:
    Path(workspace, idea.path).write_bytes(b"broken by hand")
    refused(workspace, lambda: edit(workspace, make_voice(), idea, {"title": "x"}))
    Path(workspace, idea.path).unlink()
    refused(workspace, lambda: edit(workspace, make_voice(), idea, {"title": "x"}))


def test_a_whole_file_is_taken_over_as_an_editor_left_it(workspace: str, idea: Idea) -> None:
    base = open_document(workspace, idea.path)
    join_in(workspace, make_voice("dora"), idea)
    left = base.encode().replace(b"A jug", b"A pot").replace(b"inside", b"outside")
    done = edit_whole(workspace, make_voice(), idea, base, left)
    assert (done.item.title, done.item.body, done.wording) == ("A pot", "One line outside.", None)
    assert done.item.listed("joined") == ("dora",), "what happened meanwhile stays"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"9d2m4x7t0e", b"0000000001"),
        (b"---", b"+++"),
        (b"fresh", b"asleep"),
        (b"A jug", b"&x jug"),
        (b"A", b"\xff"),
    ],
)
def test_a_whole_file_that_is_not_this_item_any_more_is_refused(
    workspace: str, idea: Idea, old: bytes, new: bytes
) -> None:
    base = open_document(workspace, idea.path)
    refused(workspace, lambda: edit_whole(workspace, make_voice(), idea, base, base.encode().replace(old, new)))


# Cards


def test_a_card_is_written_changed_and_kept_as_it_was_where_nothing_changed(workspace: str) -> None:
    card = introduce(workspace, "ada-trenkel", {"curious": ["kilns"], "name": "Ada Trenkel"}, "\nHello\ud800 \n")
    assert text_of(workspace, card) == "---\nname: Ada Trenkel\ncurious: [kilns]\n---\n\nHello\ufffd\n"
    assert reload(workspace, card) == card
    changed = introduce(workspace, "ada-trenkel", {"address": "Ada"})
    assert text_of(workspace, changed) == "---\nname: Ada Trenkel\naddress: Ada\ncurious: [kilns]\n---\n\nHello\ufffd\n"


def test_a_card_needs_a_name_and_a_short_name_that_is_one(workspace: str) -> None:
    refused(workspace, lambda: introduce(workspace, "ada", {"address": "Ada"}))
    for slug in ("../ada", "", "Ada", "con", "-rf"):
        refused(workspace, lambda slug=slug: introduce(workspace, slug, {"name": "Ada"}))


def test_a_card_that_cannot_be_read_is_refused_and_stays(workspace: str) -> None:
    Path(workspace, "people/ada.md").write_bytes(b"by hand")
    assert "line ---" in refused(workspace, lambda: introduce(workspace, "ada", {"name": "Ada"})).message


def introduce_as(root: str, number: int) -> None:
    introduce(root, "ada", {"name": "Ada", f"odd-{number}": "x", "brings": [f"b{number}"]})


def test_several_processes_write_one_card_and_none_fails(workspace: str) -> None:
    workers = [FORK.Process(target=introduce_as, args=(workspace, number)) for number in range(16)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0] * 16
    card = read_item(workspace, "people/ada.md")
    assert isinstance(card, Person)
    assert card.title == "Ada"


def test_a_card_that_somebody_writes_in_the_very_moment_is_changed_instead(
    workspace: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_beside = files._write_beside

    def write_late(path: str, data: bytes) -> str:
        if not os.path.exists(f"{workspace}/people/ada.md"):
            Path(workspace, "people/ada.md").write_text("---\nname: A.\nodd: x\n---\n", encoding="utf-8")
        return write_beside(path, data)

    monkeypatch.setattr(files, "_write_beside", write_late)
    card = introduce(workspace, "ada", {"name": "Ada", "address": "Ada"})
    assert card.fields == {"name": "Ada", "address": "Ada", "odd": "x"}
