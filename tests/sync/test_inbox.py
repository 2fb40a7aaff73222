"""The inbox: what anybody drops there becomes an idea of theirs at the next sync, once, however many copies look."""

import os
from pathlib import Path

import pytest

from cocreate.acts.begin import begin_workspace
from cocreate.acts.introduce import introduce
from cocreate.acts.undo import last_done, take_back
from cocreate.cli.output.hints import hint_words
from cocreate.model.hints import Hint
from cocreate.model.items import Idea
from cocreate.sittings.speaking import Speaking, choose
from cocreate.sync import dropped
from cocreate.sync.inbox import what_stays
from cocreate.sync.outcome import describe
from cocreate.sync.syncing import sync
from cocreate.workspace.local import give_copy
from tests.conftest import all_files, collected, make_voice
from tests.sync.clones import Copy, drained, git, shared


@pytest.fixture
def two(tmp_path: Path) -> list[Copy]:
    return shared(tmp_path, "mavi", "erkan")


def phone(tmp_path: Path, name: str, email: str, **texts: str) -> None:
    """Somebody without the program adds files to the inbox, as a git host's web page does."""
    place = tmp_path / "phone"
    if not place.exists():
        git(tmp_path, "clone", "--quiet", str(tmp_path / "shared.git"), str(place))
    git(place, "config", "user.name", name)
    git(place, "config", "user.email", email)
    git(place, "pull", "--quiet")
    (place / "inbox").mkdir(exist_ok=True)
    for file, text in texts.items():
        (place / "inbox" / file.replace("_", ".")).write_text(text)
    git(place, "add", "--all")
    git(place, "commit", "--quiet", "--message=drop", "--date=2026-11-20T08:00:00+0100")
    git(place, "push", "--quiet")


def found(copy: Copy, title: str) -> Idea:
    item = copy.finds(title)
    assert isinstance(item, Idea)
    return item


def test_a_text_from_elsewhere_is_an_idea_of_its_author_after_one_sync(two: list[Copy], tmp_path: Path) -> None:
    mavi, _erkan = two
    phone(tmp_path, "Somebody", "ERKAN@example.org", note_txt="\nA shelf that turns #wood\n\nFor cups.\n")
    assert mavi.syncs().state == "in-step"
    idea = found(mavi, "A shelf that turns #wood")
    assert (idea.by, idea.body, idea.themes) == (("erkan",), "For cups.", ("wood",))
    assert idea.text("at") == "2026-11-20T08:00:00+01:00"
    assert os.listdir(f"{mavi.root}/inbox") == []
    subject, *files = mavi.git("log", "-1", "--format=%an <%ae> %s", "--name-status").split("\n")
    assert subject == "Erkan <erkan@example.org> Erkan has an idea: A shelf that turns #wood, and one more"
    assert sorted(line[:1] for line in files if line) == ["A", "D"], "it is taken out in the commit that makes the idea"
    drained(two)


def test_two_copies_that_look_at_once_make_one_idea(two: list[Copy], tmp_path: Path) -> None:
    mavi, erkan = two
    phone(tmp_path, "Ada Trenkel", "ada@example.net", note_md="# A shelf\nthat turns\n")
    bare = git(tmp_path / "shared.git", "rev-parse", "main").strip()
    for copy in two:
        copy.git("pull", "--quiet")
        git(copy.root, "remote", "set-url", "origin", str(tmp_path / "away.git"))
        copy.syncs()
        git(copy.root, "remote", "set-url", "origin", str(tmp_path / "shared.git"))
    assert found(mavi, "A shelf").fields == found(erkan, "A shelf").fields
    assert git(tmp_path / "shared.git", "rev-parse", "main").strip() == bare
    drained(two)
    assert [idea.by for idea in mavi.collection.ideas.values()] == [("ada-trenkel",)]


def test_what_lies_here_only_is_an_idea_of_whoever_this_copy_belongs_to(two: list[Copy]) -> None:
    mavi, erkan = two
    give_copy(mavi.root, "erkan")
    mavi.write("inbox/note.txt", "A shelf\n")
    mavi.syncs()
    assert found(mavi, "A shelf").by == ("erkan",)
    erkan.write("inbox/note", "A hook\n")
    erkan.syncs()
    assert found(erkan, "A hook").by == ("erkan",), "nobody was given this copy, so it is whom git knows"
    assert "inbox" not in erkan.git("log", "--name-only", "--format=")
    drained(two)


def test_several_who_wrote_it_are_credited_but_nobody_for_a_name_used_before(two: list[Copy], tmp_path: Path) -> None:
    mavi, _erkan = two
    phone(tmp_path, "Ada", "ada@example.net", note_txt="One\n")
    mavi.syncs()
    phone(tmp_path, "Mavi", "mavi@example.org", note_txt="Two\n")
    phone(tmp_path, "Erkan", "erkan@example.org", note_txt="Two\n\nand more\n")
    mavi.syncs()
    assert (found(mavi, "One").by, found(mavi, "Two").by) == (("ada",), ("mavi", "erkan"))


def test_a_mail_in_the_inbox_is_by_whoever_sent_it(two: list[Copy]) -> None:
    mavi, _erkan = two
    mavi.write(
        "inbox/x.eml", "From: E <erkan@example.org>\nSubject: Cups\nDate: Fri, 20 Nov 2026 14:03:11 +0100\n\nText\n"
    )
    mavi.syncs()
    idea = found(mavi, "Cups")
    assert (idea.by, idea.noted_by, idea.text("at")) == (("erkan",), "mavi", "2026-11-20T14:03:11+01:00")
    assert "inbox/x.eml" in mavi.git("log", "--name-only", "--format="), "what it held besides words is in the history"


OTTO = "From: Otto Fremd <otto@fremd.example>\nSubject: Cups\n\nText\n"


def test_a_mail_of_somebody_unknown_stays_until_their_address_is_on_a_card(two: list[Copy]) -> None:
    mavi, erkan = two
    give_copy(mavi.root, "mavi")
    mavi.write("inbox/x.eml", OTTO)
    mavi.write("inbox/y.eml", "From: Erkan\nSubject: A name may be anybody's\n\nText\n")
    mavi.write("inbox/z.eml", "Subject: Nobody\n\nText\n")
    synced = mavi.syncs()
    assert synced.stays == ("inbox/x.eml", "inbox/y.eml", "inbox/z.eml")
    assert not mavi.collection.ideas
    assert "inbox/x.eml and 2 more stay there" in describe(synced, hint_words)
    told = what_stays(mavi.root)["inbox/x.eml"]
    assert str(told.why) == "it was sent from otto@fremd.example, which is on nobody's card"
    assert told.hint == Hint("sender", "otto@fremd.example")
    erkan.syncs()
    introduce(erkan.root, "otto", {"name": "Otto Fremd", "emails": ["Otto@fremd.example"]})
    drained(two)
    idea = found(erkan, "Cups")
    assert (idea.by, idea.noted_by) == (("otto",), "mavi")
    assert found(mavi, "Cups") == idea


def test_a_mail_whose_clock_was_ahead_is_of_the_moment_it_was_put_there(two: list[Copy], tmp_path: Path) -> None:
    mavi, _erkan = two
    mail = "From: erkan@example.org\nSubject: Cups\nDate: Fri, 20 Nov 2037 14:03:11 +0100\n\nText\n"
    phone(tmp_path, "Ada", "ada@example.net", x_eml=mail)
    mavi.syncs()
    assert found(mavi, "Cups").text("at") == "2026-11-20T08:00:00+01:00"


def test_a_mail_of_several_is_all_of_theirs_or_stays(two: list[Copy], tmp_path: Path) -> None:
    mavi, _erkan = two
    both = "From: M <mavi@example.org>, {}\nSubject: Cups\n\nText\n"
    phone(
        tmp_path, "Ada", "ada@example.net", x_eml=both.format('"E, Y" <erkan@example.org>'), y_eml=both.format("o@x.y")
    )
    assert mavi.syncs().stays == ("inbox/y.eml",)
    assert [(idea.by, idea.noted_by) for idea in mavi.collection.ideas.values()] == [(("mavi", "erkan"), "ada")]


def test_whoever_sends_their_own_mail_to_the_history_needs_no_card(two: list[Copy], tmp_path: Path) -> None:
    mavi, _erkan = two
    phone(tmp_path, "Otto Fremd", "otto@fremd.example", x_eml=OTTO)
    phone(tmp_path, "Else", "else@fremd.example", y_eml=OTTO)
    assert mavi.syncs().stays == ("inbox/y.eml",)
    assert [(idea.by, idea.noted_by) for idea in mavi.collection.ideas.values()] == [(("otto-fremd",), "")]


@pytest.mark.parametrize("first", ["from: Erkan", "From: Erkan <erkan@example.org>"])
def test_a_text_is_no_mail_whatever_stands_in_its_first_line(two: list[Copy], first: str) -> None:
    mavi, _erkan = two
    give_copy(mavi.root, "mavi")
    mavi.write("inbox/note.txt", f"{first}\n\nhello\n")
    mavi.syncs()
    assert [(one.by, one.title, one.body) for one in mavi.collection.ideas.values()] == [(("mavi",), first, "hello")]


def test_what_lies_here_where_several_speak_is_nobodys_until_somebody_says_so(two: list[Copy]) -> None:
    mavi, _erkan = two
    give_copy(mavi.root, "mavi")
    choose(mavi.root, "here", Speaking(["mavi", "erkan"]))
    mavi.write("inbox/note.txt", "A shelf\n")
    mavi.write("inbox/x.eml", "From: erkan@example.org\nSubject: Who noted it?\n\nText\n")
    for _look in range(2):
        assert mavi.syncs().stays == ("inbox/note.txt", "inbox/x.eml")
        assert not mavi.collection.ideas
        assert mavi.git("log", "--format=%an", "--", "inbox") == "", "no name stands above it in the history either"
    assert what_stays(mavi.root)["inbox/note.txt"].hint == Hint("take-in", "inbox/note.txt")


def test_what_lies_here_is_nobodys_where_it_is_not_known_whose_copy_this_is(two: list[Copy]) -> None:
    mavi, _erkan = two
    git(mavi.root, "config", "user.name", "Root")
    git(mavi.root, "config", "user.email", "root@localhost")
    mavi.write("inbox/note.txt", "A shelf\n")
    assert mavi.syncs().stays == ("inbox/note.txt",)
    assert not mavi.collection.ideas


def test_a_sync_names_what_came_in_even_where_it_then_fails(two: list[Copy], tmp_path: Path) -> None:
    mavi, _erkan = two
    give_copy(mavi.root, "mavi")
    mavi.write("inbox/a.txt", "A  shelf\n")
    mavi.write("inbox/b.txt", "A hook\n")
    (tmp_path / "shared.git").rename(tmp_path / "away.git")
    synced = mavi.syncs()
    assert synced.state == "offline"
    assert sorted(synced.taken_in.values()) == ["A hook", "A shelf"]
    assert describe(synced, hint_words).endswith("Ideas now, from the inbox: A shelf; A hook.")


def test_what_a_hand_added_here_to_a_text_from_elsewhere_is_the_hands_too(two: list[Copy], tmp_path: Path) -> None:
    mavi, _erkan = two
    phone(tmp_path, "Erkan", "erkan@example.org", note_txt="A shelf\n", other_txt="Untouched\n")
    mavi.git("pull", "--quiet")
    mavi.write("inbox/note.txt", "A shelf\n\nfor cups\n")
    mavi.syncs()
    assert (found(mavi, "A shelf").by, found(mavi, "A shelf").body) == (("erkan", "mavi"), "for cups")
    assert found(mavi, "Untouched").by == ("erkan",)
    drained(two)


def test_an_inbox_works_in_a_workspace_that_is_a_folder_of_its_repository(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch=main", ".")
    begin_workspace(str(tmp_path / "base"), "Teambase")
    copy = Copy(tmp_path / "base", "mavi")
    copy.write("inbox/note.txt", "A shelf\n")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message=by hand", "--author=Ada <ada@example.net>")
    copy.syncs()
    assert found(copy, "A shelf").by == ("ada",)
    assert copy.git("status", "--porcelain") == ""


def test_what_is_no_text_stays_as_it_is(two: list[Copy], tmp_path: Path) -> None:
    mavi, _erkan = two
    for name, text in {
        "README.md": "Drop texts here\n",
        "keys.md": "---\nid: x\n---\nText\n",
        "picture.png": "x",
        "empty.txt": "\n",
        "deep/note.txt": "Deep\n",
        ".hidden.txt": "x",
        "note.txt~": "x",
    }.items():
        mavi.write(f"inbox/{name}", text)
    Path(mavi.root, "inbox", "bytes.txt").write_bytes(b"\xff\x00")
    Path(mavi.root, "inbox", "link.txt").symlink_to(tmp_path / "shared.git" / "HEAD")
    before = all_files(mavi.root)
    synced = mavi.syncs()
    assert synced.state == "in-step"
    assert synced.stays == tuple(
        f"inbox/{name}" for name in ("bytes.txt", "deep", "empty.txt", "keys.md", "link.txt", "picture.png")
    )
    assert synced.stays == tuple(what_stays(mavi.root))
    assert all_files(mavi.root) == before
    assert not mavi.collection.ideas


def test_after_a_crash_in_between_it_is_one_idea(two: list[Copy], monkeypatch: pytest.MonkeyPatch) -> None:
    mavi, _erkan = two

    def crash(*_arguments: object) -> None:
        raise KeyboardInterrupt

    mavi.write("inbox/note.txt", "A shelf\n")
    monkeypatch.setattr(dropped, "remove_document", crash)
    with pytest.raises(KeyboardInterrupt):
        mavi.syncs()
    monkeypatch.undo()
    assert Path(mavi.root, "inbox", "note.txt").exists()
    mavi.syncs()
    assert [idea.title for idea in mavi.collection.ideas.values()] == ["A shelf"]
    assert os.listdir(f"{mavi.root}/inbox") == []


def test_whose_it_is_takes_it_back_and_it_does_not_return(two: list[Copy]) -> None:
    mavi, _erkan = two
    give_copy(mavi.root, "mavi")
    mavi.write("inbox/note.txt", "A shelf\n")
    mavi.syncs()
    here = mavi.collection
    take_back(mavi.root, make_voice("mavi"), here, last_done(mavi.root, ["mavi"], here))
    mavi.syncs()
    assert not mavi.collection.ideas


def test_a_workspace_that_is_shared_with_nobody_has_an_inbox_too(workspace: str) -> None:
    git(workspace, "init", "--quiet", "--initial-branch=main")
    introduce(workspace, "mavi", {"name": "Mavi"})
    give_copy(workspace, "mavi")
    Path(workspace, "inbox").mkdir()
    Path(workspace, "inbox", "note.md").write_text("A shelf\n")
    assert sync(workspace).state == "not-shared"
    assert [idea.by for idea in collected(workspace).ideas.values()] == [("mavi",)]
