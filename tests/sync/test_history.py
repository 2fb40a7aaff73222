"""History in words: who, what, when; whoever brought it in; signatures; and nothing that a stranger can forge."""

import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cocreate.acts.edit import edit
from cocreate.acts.introduce import introduce
from cocreate.acts.undo import last_done, take_back
from cocreate.model.errors import CocreateError
from cocreate.pages.history import happened, who
from cocreate.sync.history import Revision, history, place_of
from cocreate.workspace.local import give_copy
from tests.conftest import collected, make_voice
from tests.sync.clones import Copy, drained, shared


@pytest.fixture
def two(tmp_path: Path) -> list[Copy]:
    return shared(tmp_path, "mavi", "erkan")


def told(copy: Copy, *paths: str) -> list[str]:
    """The history in lines, the newest first: the sentence, then what was changed."""
    changes = history(copy.root, copy.collection, paths)
    return [line for change in changes for line in (happened(copy.collection, change), *_more(copy, change))]


def _more(copy: Copy, change: Revision) -> list[str]:
    return [*change.what, *who(copy.collection, change)]


def test_a_thing_tells_who_changed_what_and_what_was_given_to_it(two: list[Copy]) -> None:
    mavi, erkan = two
    idea = mavi.catches("Cup library", "A shelf.")
    mavi.syncs()
    erkan.syncs()
    erkan.changes(idea.id, title="Library of cups", themes=["clay"], body="A long shelf.")
    erkan.syncs()
    erkan.changes(idea.id, by=("mavi", "erkan"), themes=["milk"], project="0123456789")
    erkan.says(idea.id, "With names", "addition")
    drained(two)
    lines = told(mavi, place_of(idea))[::-1]
    assert [line.replace("Mavi, Erkan:", "Erkan, Mavi:") for line in lines] == [
        "Mavi has an idea: Cup library",
        "Erkan says yes, and … on Library of cups: With names",  # what was given says itself when
        *[
            "text before: A shelf.",
            "text: A long shelf.",
            "themes: clay added",
            "title: Library of cups, before Cup library",
        ],
        "Erkan: changes on Library of cups",
        *["themes: milk instead of clay", "project: 0123456789"],
        "Erkan, Mavi: changes on Library of cups",
        *["state: growing, before fresh", "Erkan: changes on Library of cups"],
    ]


def test_what_was_brought_together_is_told_once(two: list[Copy]) -> None:
    mavi, erkan = two
    idea = mavi.catches("Cup library")
    drained(two)
    mavi.changes(idea.id, title="Library of cups")
    erkan.changes(idea.id, title="Cups to lend")
    drained(two)
    lines = told(erkan, place_of(idea))
    assert lines.count("Other wording by Erkan on Library of cups: title: Cups to lend") == 1
    assert "Mavi: changes on Library of cups" in lines
    assert "Erkan: changes on Cups to lend" in lines


def test_bringing_together_what_two_changed_is_no_change_of_whoever_did(two: list[Copy]) -> None:
    mavi, erkan = two
    idea = mavi.catches("Cup library")
    drained(two)
    erkan.says(idea.id, "With names", "addition")
    mavi.changes(idea.id, themes=["clay"])
    erkan.changes(idea.id, state="growing")
    drained([erkan, mavi])
    lines = told(mavi, place_of(idea))
    assert lines.count("Mavi: changes on Cup library") == 1
    assert lines.count("Erkan: changes on Cup library") == 1


def test_what_was_taken_back_is_in_the_history_as_done_by_whoever_did(two: list[Copy]) -> None:
    mavi, erkan = two
    mavi.catches("Cup library")
    drained(two)
    voice = make_voice("mavi")
    take_back(mavi.root, voice, mavi.collection, last_done(mavi.root, voice.by, mavi.collection))
    drained(two)
    assert not erkan.collection.ideas
    assert told(erkan)[0] == "Mavi: takes out Cup library"


def test_whoever_brought_it_in_is_named_beside_whom_it_is_credited_to(two: list[Copy]) -> None:
    mavi, erkan = two
    idea = mavi.catches("Cup library")
    text = mavi.files()[idea.path].decode()
    erkan.write("ideas/2026-11/x-0000000zzz/idea.md", text.replace(idea.id, "0000000zzz"))
    erkan.syncs()
    assert told(erkan, "ideas/2026-11/x-0000000zzz") == ["Mavi has an idea: Cup library", "brought in by Erkan"]


def test_in_whose_copy_it_was_written_is_told_where_somebody_else_spoke(two: list[Copy]) -> None:
    mavi, erkan = two
    idea = mavi.catches("I was wrong", by=("erkan",))
    drained(two)
    mavi.changes(idea.id, by=("erkan",), title="I was right")
    drained(two)
    assert told(erkan, place_of(idea)) == [
        *["Erkan: changes on I was right", "title: I was right, before I was wrong", "brought in by Mavi"],
        *["Erkan has an idea: I was wrong", "brought in by Mavi"],
    ]
    assert history(erkan.root, erkan.collection, [])[0].brought_in_by == ("mavi",)


def test_it_is_whose_copy_it_is_where_git_knows_nobody(two: list[Copy]) -> None:
    mavi = two[0]
    mavi.git("config", "--unset", "user.email")
    give_copy(mavi.root, "mavi")
    idea = mavi.catches("I was wrong", by=("erkan",))
    drained(two)
    assert told(mavi, place_of(idea)) == ["Erkan has an idea: I was wrong", "brought in by Mavi"]


def test_whoever_typed_and_is_named_for_it_is_not_told_twice_nor_a_host_without_a_card(two: list[Copy]) -> None:
    mavi, erkan = two
    idea = mavi.catches("I was wrong", by=("erkan",))
    mavi.write(idea.path, mavi.read(idea.path).replace("\nby: ", "\nnoted_by: mavi\nby: "))
    mavi.git("add", ".")
    mavi.git("commit", "--quiet", "--message=x", "--author=Erkan <erkan@example.org>")
    erkan.catches("On the host")
    erkan.git("add", ".")
    erkan.git("-c", "user.name=Host", "commit", "--quiet", "--message=x", "--author=Erkan <erkan@example.org>")
    erkan.git("-c", "user.email=noreply@host.example", "commit", "--quiet", "--amend", "--no-edit")
    for copy in two:
        assert {change.brought_in_by for change in history(copy.root, copy.collection, ["ideas"])} == {()}


def test_names_are_those_of_the_history_whatever_a_mailmap_says(two: list[Copy]) -> None:
    mavi, _erkan = two
    idea = mavi.catches("Cup library")
    mavi.write(".mailmap", "Erkan <erkan@example.org> <mavi@example.org>\n")
    mavi.git("config", "log.mailmap", "true")
    mavi.changes(idea.id, title="Library of cups")
    mavi.syncs()
    mavi.git("add", ".mailmap")
    mavi.git("commit", "--quiet", "--message=map")
    assert told(mavi, place_of(idea)) == ["Mavi has an idea: Library of cups"]


def test_a_path_a_name_or_a_message_that_looks_like_something_else_stays_what_it_is(two: list[Copy]) -> None:
    mavi, _erkan = two
    mavi.write("-rf.txt", "x")
    mavi.write("ideas/2026-11/x\x02y/z.md", "x")
    mavi.git("add", "--all", "--", ".")
    mavi.git("-c", "user.name=Eve <erkan@example.org", "commit", "--quiet", "--message=x\n\nCo-authored-by: broken")
    changes = history(mavi.root, mavi.collection, [])
    assert {change.path for change in changes} >= {"-rf.txt"}


def test_one_is_told_where_one_is_asked_for_whatever_was_brought_together_last(two: list[Copy]) -> None:
    mavi, erkan = two
    for number in range(3):
        mavi.catches(f"Cup library {number}")
        erkan.catches(f"Shelf {number}")
        drained(two)
    assert "Merge" in mavi.git("log", "-1", "--format=%P").replace(" ", "Merge")
    assert len(history(mavi.root, mavi.collection, [], 1)) == 1
    assert len(history(mavi.root, mavi.collection, [], 6)) == 6


def test_what_is_not_synced_yet_is_told_as_it_happened(two: list[Copy]) -> None:
    mavi, erkan = two
    idea = mavi.catches("Cup library")
    mavi.changes(idea.id, by=("erkan",), title="Library of cups")
    mavi.write(idea.path, mavi.read(idea.path) + "By a hand.\n")
    before = history(mavi.root, mavi.collection, ["ideas"])
    assert [(change.by, change.is_new, change.only_here) for change in before] == [
        (("mavi",), False, True),
        (("erkan",), False, True),
        (("mavi",), True, True),
    ]
    assert told(mavi, "ideas") == [
        *["Mavi: changes on Library of cups", "text: By a hand.", "only here so far"],
        "Erkan: changes on Library of cups",
        *["title: Library of cups, before Cup library", "only here so far", "brought in by Mavi"],
        *["Mavi has an idea: Cup library", "only here so far"],
    ]
    drained(two)
    after = history(erkan.root, erkan.collection, ["ideas"])
    assert [(change.by, change.what) for change in after] == [(change.by, change.what) for change in before]
    assert not any(change.only_here for change in after)


def test_a_change_is_dated_to_when_it_was_written(two: list[Copy]) -> None:
    mavi, erkan = two
    idea = mavi.catches("Cup library")
    drained(two)
    mavi.changes(idea.id, title="Library of cups")
    long_ago = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)
    os.utime(f"{mavi.root}/{idea.path}", (long_ago.timestamp(),) * 2)
    drained(two)
    assert history(erkan.root, erkan.collection, [idea.path])[0].at == long_ago


def test_without_a_history_a_sentence_says_so(workspace: str) -> None:
    with pytest.raises(CocreateError):
        history(workspace, collected(workspace), [])


@pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="needs ssh-keygen")
def test_a_signature_counts_only_if_whoever_signed_is_the_author(two: list[Copy], tmp_path: Path) -> None:
    mavi, _erkan = two
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    (tmp_path / "signers").write_text(f"mavi@example.org {key.with_suffix('.pub').read_text()}")
    for name, value in (
        ("gpg.format", "ssh"),
        ("user.signingKey", str(key)),
        ("gpg.ssh.allowedSignersFile", str(tmp_path / "signers")),
    ):
        mavi.git("config", name, value)
    for number, author in enumerate(("Mavi <mavi@example.org>", "Erkan <erkan@example.org>")):
        mavi.write(f"note{number}.txt", "x")
        mavi.git("add", "--all")
        mavi.git("commit", "--quiet", "--gpg-sign", f"--author={author}", "--message=x")
    changes = history(mavi.root, mavi.collection, ["note0.txt", "note1.txt"])
    assert [(change.path, change.signed_by) for change in changes] == [("note1.txt", ""), ("note0.txt", "mavi")]
    assert list(who(mavi.collection, changes[1])) == ["signed by Mavi"]


def test_no_name_and_no_title_makes_somebody_one_of_those_who_changed_something(two: list[Copy]) -> None:
    mavi, _erkan = two
    introduce(mavi.root, "mallory", {"name": "Co-authored-by"})
    idea = mavi.catches("A bell <erkan@example.org>")
    mavi.syncs()
    edit(mavi.root, make_voice("mallory"), mavi.collection.ideas[idea.id], {}, "Other words")
    mavi.syncs()
    assert mavi.git("log", "-1", "--format=%s").startswith("Co-authored-by: ")
    newest, *_before = history(mavi.root, mavi.collection, [idea.path])
    assert newest.by == ("mallory",)
