"""Sync between copies over real git: what each sees afterwards, whom the history credits, and that no word is lost."""

import os
import socket
from pathlib import Path

import pytest

from cocreate.acts.begin import begin_workspace
from cocreate.acts.contribute import contribute
from cocreate.sync.checking import check
from cocreate.sync.syncing import sync
from tests.conftest import collected
from tests.sync.clones import Copy, drained, git, message, shared


@pytest.fixture
def two(tmp_path: Path) -> list[Copy]:
    return shared(tmp_path, "mavi", "erkan")


def log(copy: Copy, *more: str) -> list[str]:
    return copy.git(
        "log", "--format=%an <%ae>|%s|%(trailers:key=Co-authored-by,valueonly,separator=%x2C)", *more
    ).splitlines()


# Everyday


def test_what_one_writes_the_other_has_after_two_syncs(two: list[Copy]) -> None:
    mavi, erkan = two
    idea = mavi.catches("Cup library")
    assert (mavi.syncs().sent, erkan.syncs().received) == (1, 1)
    assert erkan.finds("Cup library").id == idea.id
    drained(two)


def test_a_workspace_that_is_shared_with_nobody_keeps_its_history(workspace: str) -> None:
    git(workspace, "init", "--quiet", "--initial-branch=main")
    alone = Copy(Path(workspace), "mavi")
    alone.catches("Cup library")
    synced = alone.syncs()
    assert synced.state == "not-shared"
    assert "Everything is kept" in message(synced)
    assert "mavi has an idea: Cup library" in log(alone)[0]


def test_a_folder_without_git_is_told_so(workspace: str) -> None:
    synced = sync(workspace)
    assert synced.state == "blocked"
    assert "no history" in message(synced)


# Credit


def test_the_speaker_is_the_author_and_whoever_else_spoke_a_co_author(two: list[Copy]) -> None:
    mavi, erkan = two
    idea = mavi.catches("Cup library")
    mavi.syncs()
    erkan.syncs()
    erkan.changes(idea.id, by=("erkan", "mavi"), title="Library of cups")
    erkan.syncs()
    assert log(erkan)[0] == "Erkan <erkan@example.org>|Erkan, Mavi: changes on Library of cups|Mavi <mavi@example.org>"


def test_an_act_on_something_said_names_the_idea_it_was_said_on_and_those_whom_it_thanks(two: list[Copy]) -> None:
    mavi, _erkan = two
    mavi.write("people/erkan.md", "---\nname: Erkan Yıldırım\n---\n")
    idea = mavi.catches("Cup library")
    asked = mavi.says(idea.id, "How many cups?", "question")
    said = mavi.says("workspace", "Good morning.")
    mavi.syncs()
    for on, kind, line in [
        (asked.id, "answer", "Mavi answers on Cup library"),
        (asked.id, "thanks", "Mavi thanks Erkan Yıldırım on Cup library"),
        (said.id, "comment", "Mavi says on the commons"),
    ]:
        contribute(
            mavi.root, mavi.voice(), mavi.collection, on, kind, "Yes.", {"to": ["erkan"]} if kind == "thanks" else {}
        )
        mavi.syncs()
        assert line in log(mavi)[0]


def test_several_peoples_acts_are_several_commits(two: list[Copy]) -> None:
    mavi, _erkan = two
    mavi.catches("Cup library")
    mavi.person = "erkan"
    mavi.catches("Hooks")
    mavi.syncs()
    assert {line.partition("|")[0] for line in log(mavi, "-2")} == {
        "Mavi <mavi@example.org>",
        "Erkan <erkan@example.org>",
    }


def test_what_a_hand_changed_is_committed_as_the_person_git_knows(two: list[Copy]) -> None:
    mavi, erkan = two
    idea = mavi.catches("Cup library", "one")
    mavi.syncs()
    erkan.syncs()
    path = Path(erkan.root, idea.path)
    path.write_text(path.read_text().replace("one", "two"))
    erkan.syncs()
    assert log(erkan)[0].startswith("Erkan <erkan@example.org>|")


def test_people_without_an_address_are_credited_all_the_same(two: list[Copy]) -> None:
    mavi, _erkan = two
    mavi.person = "noor"
    mavi.catches("A third one")
    mavi.syncs()
    assert log(mavi)[0].startswith("noor <noor@cocreate.invalid>|")


# At the same time


def test_two_who_change_different_keys_both_have_their_way(two: list[Copy]) -> None:
    mavi, erkan = two
    idea = mavi.catches("Cup library", "one\n\ntwo\n\nthree")
    drained(two)
    mavi.changes(idea.id, title="Library of cups", themes=["cups"])
    erkan.changes(idea.id, state="growing", themes=["clay"], body="one\n\ntwo\n\nthree and more")
    drained(two)
    now = mavi.collection.ideas[idea.id]
    assert (now.title, now.state, now.themes) == ("Library of cups", "growing", ("cups", "clay"))
    assert now.body.endswith("three and more")
    assert not mavi.collection.contributions


def test_of_the_same_words_the_published_stand_and_the_others_are_kept(two: list[Copy]) -> None:
    mavi, erkan = two
    idea = mavi.catches("Cup library", "one\ntwo")
    drained(two)
    mavi.changes(idea.id, title="Mavi's", body="one\nmavi")
    erkan.changes(idea.id, by=("erkan", "noor"), title="Erkan's", body="one\nerkan")
    mavi.syncs()
    synced = erkan.syncs()
    assert len(synced.wordings) == synced.merged == 1
    drained(two)
    now = mavi.collection.ideas[idea.id]
    assert (now.title, now.body) == ("Mavi's", "one\nmavi")
    (kept,) = mavi.collection.thread(idea.id)
    assert (kept.kind, kept.text("title"), kept.body) == ("wording", "Erkan's", "one\nerkan")
    assert set(kept.by) == {"erkan", "noor"}
    assert kept.text("of") in erkan.git("rev-list", "HEAD")


def test_what_one_changed_and_the_other_deleted_stays(two: list[Copy]) -> None:
    mavi, erkan = two
    idea = mavi.catches("Cup library")
    drained(two)
    os.unlink(f"{erkan.root}/{idea.path}")
    mavi.changes(idea.id, title="Still here")
    drained(two)
    assert erkan.finds("Still here").id == idea.id


def test_two_who_write_the_same_new_card_lose_nothing(two: list[Copy]) -> None:
    mavi, erkan = two
    mavi.write("people/ana.md", "---\nname: Ana\nbrings: [paint]\n---\n")
    erkan.write("people/ana.md", "---\nname: Ana Beltrán\nbrings: [brushes]\n---\n")
    drained(two)
    assert set(mavi.collection.people["ana"].listed("brings")) == {"paint", "brushes"}
    said = "".join(data.decode() for data in mavi.files().values())
    assert "name: Ana\n" in said
    assert "Ana Beltrán" in said


def test_a_file_that_cannot_be_read_gives_way_whole(two: list[Copy]) -> None:
    mavi, erkan = two
    idea = mavi.catches("Cup library")
    drained(two)
    mavi.changes(idea.id, title="Readable")
    erkan.write(idea.path, "---\nbroken: [\n---\nwords of mine\n")
    mavi.syncs()
    erkan.syncs()
    drained(two)
    assert mavi.finds("Readable").id == idea.id
    assert any("words of mine" in given.body for given in mavi.collection.contributions.values())


def test_a_file_and_a_folder_of_one_name(two: list[Copy]) -> None:
    mavi, erkan = two
    mavi.write("commons/note", "a note as a file\n")
    erkan.write("commons/note/inside.txt", "a note in a folder\n")
    mavi.syncs()
    erkan.syncs()
    drained(two)
    said = "".join(data.decode() for data in mavi.files().values())
    assert "a note as a file" in said
    assert "a note in a folder" in said


def test_histories_that_crossed_come_together(tmp_path: Path) -> None:
    mavi, erkan, ana = shared(tmp_path, "mavi", "erkan", "ana")
    idea = mavi.catches("Cup library", "one\ntwo\nthree")
    drained([mavi, erkan, ana])
    mavi.changes(idea.id, body="ONE\ntwo\nthree")
    erkan.changes(idea.id, body="one\ntwo\nTHREE")
    for one in (mavi, erkan):
        sync_locally(one)
    mavi_head, erkan_head = mavi.git("rev-parse", "HEAD").strip(), erkan.git("rev-parse", "HEAD").strip()
    for one, other, head in ((mavi, erkan, erkan_head), (erkan, mavi, mavi_head)):
        one.git("fetch", "--quiet", other.root, head)
        one.git("merge", "--quiet", "--no-edit", head)
    mavi.changes(idea.id, title="Mavi's title")
    erkan.changes(idea.id, state="growing")
    drained([mavi, erkan, ana])
    now = ana.collection.ideas[idea.id]
    assert (now.title, now.state, now.body) == ("Mavi's title", "growing", "ONE\ntwo\nTHREE")
    assert not ana.collection.contributions


def sync_locally(copy: Copy) -> None:
    """Commit what is pending without sharing it."""
    address = copy.git("remote", "get-url", "origin").strip()
    copy.git("remote", "set-url", "origin", "/nonexistent/place")
    assert copy.syncs().state == "offline"
    copy.git("remote", "set-url", "origin", address)


# What is not ours


def test_what_the_person_staged_and_changed_elsewhere_stays_to_the_byte(tmp_path: Path) -> None:
    outer = tmp_path / "outer"
    outer.mkdir()
    git(outer, "init", "--quiet", "--initial-branch=main")
    (outer / "code.txt").write_text("one\n")
    (outer / "other.txt").write_text("one\n")
    Path(outer, "team").mkdir()

    begin_workspace(str(outer / "team"), "Teambase")
    copy = Copy(outer / "team", "mavi")
    copy.git("add", "--all", "..")
    copy.git("commit", "--quiet", "-m", "begin")
    (outer / "code.txt").write_text("staged\n")
    copy.git("add", "../code.txt")
    (outer / "code.txt").write_text("staged and more\n")
    (outer / "other.txt").write_text("changed\n")
    before = copy.git("diff"), copy.git("diff", "--cached")
    copy.catches("Cup library")
    assert copy.syncs().state == "not-shared"
    assert (copy.git("diff"), copy.git("diff", "--cached")) == before
    assert "code.txt" not in copy.git("show", "--name-only", "--format=", "HEAD")


LEFT = [
    *("ideas/2026-11/.idea.md.swp", "people/mavi.md~", "ideas/.x.md.0123456789ab.tmp", "ideas/#idea.md#", "ideas/4913"),
    *(
        "Thumbs.db",
        "commons/THUMBS.DB",
        "commons/desktop.ini",
        "commons/.DS_Store",
        "commons/Icon\r",
        "commons/~$plan.docx",
    ),
    *(
        "commons/@eaDir/x.png/small.jpg",
        "$RECYCLE.BIN/x.txt",
        "commons/plan.pdf.crdownload",
        "commons/x.md___jb_tmp___",
    ),
]


def test_what_editors_and_systems_leave_beside_a_file_is_left_alone(two: list[Copy]) -> None:
    mavi, erkan = two
    for copy in two:
        for path in LEFT:
            copy.write(path, copy.person)
    mavi.write("commons/49130", "words")
    synced = mavi.syncs()
    assert (synced.sent, synced.left) == (1, ())
    assert (erkan.syncs().received, erkan.syncs().sent) == (1, 0)
    assert check(mavi.root, collected(mavi.root)) == []


# A pull by hand


def test_a_pull_by_hand_that_stopped_is_finished(two: list[Copy]) -> None:
    mavi, erkan = two
    idea = mavi.catches("Cup library", "one")
    drained(two)
    mavi.changes(idea.id, body="mavi")
    mavi.syncs()
    erkan.changes(idea.id, body="erkan")
    sync_locally(erkan)
    erkan.git("pull", "--quiet", "--no-rebase", fine=(1,))
    assert "<<<<<<<" in Path(erkan.root, idea.path).read_text()
    assert erkan.syncs().state == "in-step"
    drained(two)
    assert mavi.collection.ideas[idea.id].body == "mavi"
    assert [given.body for given in mavi.collection.thread(idea.id)] == ["erkan"]


@pytest.mark.parametrize("under_way", ["MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD"])
def test_what_was_begun_by_hand_is_said_and_not_touched(two: list[Copy], under_way: str) -> None:
    mavi, _erkan = two
    mavi.write(f".git/{under_way}", mavi.git("rev-parse", "HEAD"))
    mavi.catches("Cup library")
    synced = mavi.syncs()
    assert synced.state == "blocked"
    assert "not finished" in message(synced)
    assert mavi.finds("Cup library")


def test_a_detached_head_is_said(two: list[Copy]) -> None:
    mavi, _erkan = two
    mavi.git("checkout", "--quiet", "--detach")
    assert mavi.syncs().state == "blocked"


# Far away


def test_a_place_that_says_nothing_is_offline(two: list[Copy], monkeypatch: pytest.MonkeyPatch) -> None:
    mavi, _erkan = two
    monkeypatch.setattr("cocreate.sync.git.SILENCE", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        mavi.git("remote", "set-url", "origin", f"git://127.0.0.1:{silent.getsockname()[1]}/x")
        idea = mavi.catches("Cup library")
        synced = mavi.syncs()
    assert synced.state == "offline"
    assert mavi.finds("Cup library").id == idea.id
    assert mavi.git("status", "--porcelain") == ""


def test_a_port_where_nobody_listens_is_offline(two: list[Copy]) -> None:
    mavi, _erkan = two
    mavi.git("remote", "set-url", "origin", "http://127.0.0.1:1/x")
    assert mavi.syncs().state == "offline"


def test_a_place_that_refuses_says_why(two: list[Copy], tmp_path: Path) -> None:
    mavi, _erkan = two
    hook = tmp_path / "shared.git" / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\necho not today >&2\nexit 1\n")
    hook.chmod(0o755)
    mavi.catches("Cup library")
    synced = mavi.syncs()
    assert synced.state == "blocked"
    assert "does not take it" in message(synced)


def test_a_history_that_was_replaced_stops_until_it_is_accepted(two: list[Copy]) -> None:
    mavi, erkan = two
    idea = mavi.catches("Cup library")
    drained(two)
    erkan.git("reset", "--quiet", "--hard", "HEAD~1")
    erkan.git("push", "--quiet", "--force")
    mavi.catches("Another")
    synced = mavi.syncs()
    assert synced.state == "blocked"
    assert "replaced" in message(synced)
    assert sync(mavi.root, accept=True).state == "in-step"
    assert mavi.finds("Cup library").id == idea.id


# The gate


@pytest.mark.parametrize("kind", ["link", "module", "name", "large", "converting", "deleting"])
def test_what_is_not_let_in_stops_with_one_sentence_and_changes_nothing(two: list[Copy], kind: str) -> None:
    mavi, erkan = two
    for number in range(8):
        mavi.catches(f"Idea {number}")
    drained(two)
    root = Path(erkan.root)
    if kind == "link":
        (root / "commons").mkdir(exist_ok=True)
        (root / "commons/x.md").symlink_to("/etc/passwd")
    elif kind == "module":
        head = erkan.git("rev-parse", "HEAD").strip()
        erkan.git("update-index", "--add", "--cacheinfo", f"160000,{head},commons/module")
    elif kind == "name":
        erkan.write("commons/aux.md", "x")
    elif kind == "large":
        erkan.write("commons/2026-11/20261121T140000Z-comment-0123456789.md", "x" * (1 << 21))
    elif kind == "converting":
        erkan.write("ideas/.gitattributes", "*.md filter=evil\n")
    else:
        for path in root.glob("ideas/*/*/idea.md"):
            path.unlink()
    if kind != "module":
        erkan.git("add", "--all")
    erkan.git("commit", "--quiet", "-m", "something else")
    erkan.git("push", "--quiet")
    before = mavi.files()
    synced = mavi.syncs()
    assert synced.state == "blocked", kind
    assert mavi.files() == before
    assert mavi.git("status", "--porcelain") == ""
    mavi.catches("Writing goes on")
