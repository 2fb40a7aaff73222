"""Keeping: what was done taken back, the history, the check, other wordings, on the command line."""

import re
from pathlib import Path

import pytest

from cocreate.acts.edit import edit
from cocreate.workspace.merge.edits import open_document
from tests.cli.conftest import Say, process
from tests.conftest import all_files, collected, make_voice
from tests.sync.clones import drained, git, shared


@pytest.fixture
def kept(teambase: str, say: Say) -> str:
    """The sample in a history of its own."""
    git(teambase, "init", "--quiet", "--initial-branch=main")
    git(teambase, "config", "user.name", "Mavi")
    git(teambase, "config", "user.email", "mavi@example.org")
    assert say("sync").code == 0
    return teambase


def test_undo_takes_the_last_act_back_and_says_what_it_was(teambase: str, say: Say) -> None:
    before = all_files(teambase)
    say("idea", "A bell at the door")
    assert say("undo", "--dry-run").out == "It would take back: Mavi Lindqvist has an idea: A bell at the door\n"
    ran = say("undo")
    assert (ran.code, ran.out) == (0, "Taken back: Mavi Lindqvist has an idea: A bell at the door\n")
    assert "Its words are kept for a while in .cocreate/contents/" in ran.err
    assert all_files(teambase) == before
    ran = say("undo")
    assert (ran.code, ran.out) == (1, "")
    assert "nothing to take back" in ran.err


def test_undo_as_json_names_the_item_and_that_it_is_gone(say: Say) -> None:
    made = say("idea", "A bell at the door", "--json").json
    told = say("undo", "--json").json
    assert (told["item"]["id"], told["gone"]) == (made["id"], True)
    assert told["taken_back"] == "Mavi Lindqvist has an idea: A bell at the door"


def test_what_cannot_be_taken_back_is_passed_over(say: Say) -> None:
    first = say("idea", "A bell at the door", "--json").json["id"]
    second = say("idea", "A lamp", "--json").json["id"]
    say("--by", "erkan", "say", second, "Yes")
    refused = say("undo")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err == (
        "Erkan Yıldırım went on from it, so it stays.\nWhat you did before it can be taken back: cocreate undo --list\n"
    )
    assert say("undo", "--list").out == (
        " 1  Mavi Lindqvist has an idea: A lamp\n"
        "    Erkan Yıldırım went on from it, so it stays.\n"
        " 2  Mavi Lindqvist has an idea: A bell at the door\n"
    )
    told = say("undo", "--list", "--json").json
    assert [(one["act"], one["item"]["id"], one["stays"]) for one in told] == [
        (1, second, "Erkan Yıldırım went on from it, so it stays."),
        (2, first, ""),
    ]
    assert say("undo", "2", "--dry-run").out == "It would take back: Mavi Lindqvist has an idea: A bell at the door\n"
    assert say("undo", "2").out == "Taken back: Mavi Lindqvist has an idea: A bell at the door\n"
    assert say("show", first).code == 1
    assert say("undo", "2").err == "There is no 2 among what can be taken back.\n"
    assert say("undo").err == "Erkan Yıldırım went on from it, so it stays.\nWhat stands can be edited.\n"


@pytest.mark.usefixtures("kept")
def test_history_tells_of_one_thing_and_of_everything(say: Say) -> None:
    made = say("idea", "A bell at the door", "--json").json
    assert "only here so far" in say("history", made["id"]).out
    say("sync")
    assert "only here so far" not in say("history", made["id"]).out
    say("--by", "erkan", "edit", made["id"], "--set", "title=A bell")
    say("sync")
    short = made["id"][:4]
    lines = say("history", made["id"]).out.splitlines()
    assert [line.strip().partition("    ")[0] for line in lines] == [
        f"{short}  ✦ Erkan Yıldırım: changes on A bell",
        "title: A bell, before A bell at the door",
        "brought in by Mavi Lindqvist",
        "",
        f"{short}  ✦ Mavi Lindqvist has an idea: A bell at the door",
    ]
    told = say("history", made["id"], "--json").json
    assert [(one["how"], one["by"]) for one in told] == [("changed", ["erkan"]), ("made", ["mavi"])]
    assert len(say("history", "--limit", "3", "--json").json) == 3


def test_a_sync_names_the_wordings_and_what_to_type_on_both_sides(tmp_path: Path) -> None:
    mavi, erkan = shared(tmp_path, "mavi", "erkan")
    idea = mavi.catches("Cup library")
    drained([mavi, erkan])
    mavi.changes(idea.id, title="Cup lending")
    erkan.changes(idea.id, title="Cups to lend")
    mavi.syncs()
    told = process("sync", cwd=erkan.root)
    (wording,) = erkan.collection.contributions.values()
    short = erkan.collection.short(wording.id)
    assert told.out.splitlines() == [
        "2 things came, 1 thing went, another wording waits to be read.",
        f"  {short}  Other wording by Erkan on Cup lending",
    ]
    todo = f"Take it over: cocreate edit {short} --take. Or let it go: cocreate edit {short} --let-go"
    assert told.err.splitlines() == [f"Read it: cocreate show {short}", todo]
    there = process("sync", cwd=mavi.root)
    assert there.out.splitlines() == [
        "1 thing came, another wording waits to be read.",
        f"  {short}  Other wording by Erkan on Cup lending",
    ]
    assert there.err == told.err
    shown = process("show", short, cwd=mavi.root).out
    assert todo in " ".join(shown.split())


def test_history_without_one_says_how_it_begins(say: Say) -> None:
    ran = say("history")
    assert (ran.code, ran.out) == (1, "")
    assert "cocreate sync" in ran.err


def test_check_names_what_is_wrong_and_mends_what_it_can(teambase: str, say: Say) -> None:
    assert (say("check").code, say("check").out) == (0, "Everything is as it should be.\n")
    path = next(path for path in all_files(teambase) if path.endswith("/idea.md"))
    copy = Path(teambase, "ideas/2026-11/a-copy/idea.md")
    copy.parent.mkdir(parents=True, exist_ok=True)
    copy.write_bytes(all_files(teambase)[path])
    Path(teambase, "people/broken.md").write_text("no front matter")
    ran = say("check")
    assert ran.code == 1
    assert (ran.out + ran.err).count("people/broken.md") == 1
    assert "cocreate check --fix" in ran.err
    told = say("check", "--fix", "--json")
    assert told.code == 1
    assert {one["path"]: (one["kind"], one["fixed"]) for one in told.json["problems"]} == {
        "ideas/2026-11/a-copy/idea.md": ("mendable", True),
        "people/broken.md": ("broken", False),
    }
    Path(teambase, "people/broken.md").unlink()
    assert say("check", "--json").json == {"problems": []}


def test_check_tells_last_what_is_only_worth_knowing(teambase: str, say: Say) -> None:
    git(teambase, "init", "--quiet")
    git(teambase, "config", "user.email", "nobody@example.org")
    git(teambase, "add", ".")
    git(teambase, "commit", "--quiet", "--message=x")
    say("idea", "A bell", "--by", "ana", "--noted-by", "mavi")
    git(teambase, "add", ".")
    git(teambase, "commit", "--quiet", "--message=x", "--author=Tomek <tomek@cocreate.invalid>")
    ran = say("check")
    assert (ran.code, ran.out.splitlines()[:3]) == (0, ["Everything is as it should be.", "", "Worth knowing:"])
    assert "but was brought in by" in ran.out
    assert {one["kind"] for one in say("check", "--json").json["problems"]} == {"note"}


def test_check_tells_what_stays_in_the_inbox_and_what_to_do_about_it(teambase: str, say: Say) -> None:
    git(teambase, "init", "--quiet")
    Path(teambase, "inbox").mkdir(exist_ok=True)
    Path(teambase, "inbox", "photo.jpg").write_bytes(b"\xff\xd8")
    Path(teambase, "inbox", "z.md").write_text("---\nby: erkan\n---\nCups\n")
    ran = say("check")
    assert ran.code == 0
    told = " ".join(ran.out.split())
    assert "inbox/photo.jpg only a text becomes an idea: a file that ends in .txt, .md or .eml, or in nothing." in told
    assert "Say whose words they are: cocreate take-in inbox/z.md --by NAME" in told
    assert {one["path"]: one["kind"] for one in say("check", "--json").json["problems"]} == {
        "inbox/photo.jpg": "note",
        "inbox/z.md": "note",
    }


def test_another_wording_is_read_and_taken_or_let_go(teambase: str, say: Say) -> None:
    idea = next(iter(collected(teambase).ideas.values()))
    base = open_document(teambase, idea.path)
    edit(teambase, make_voice(), idea, {"title": "One"})
    for title in ("Two", "Three"):
        assert edit(teambase, make_voice("erkan"), idea, {"title": title}, None, base).wording
    names = {one.text("title"): one.id for one in collected(teambase).contributions.values() if one.fields.get("title")}
    assert "title: Two" in say("show", names["Two"]).out
    assert "title: Two" in say("listening").out
    assert "title: Two" in say("show", idea.id).out
    assert {one["title"] for one in say("listening", "--json").json if one.get("kind") == "wording"} >= {"Two", "Three"}
    ran = say("edit", names["Two"], "--let-go")
    assert (ran.code, ran.out) == (0, f"other wording  {names['Two']}  title: Two\n")
    assert ran.err == "Mavi Lindqvist let go the other wording by Erkan Yıldırım on One. What stands: title: One\n"
    assert collected(teambase).ideas[idea.id].title == "One"
    assert "Three" in say("edit", names["Three"], "--take").out
    assert collected(teambase).ideas[idea.id].title == "Three"
    assert say("undo", "--list").out.splitlines()[:2] == [
        " 1  what was taken over on Three from the other wording by Erkan Yıldırım: title",
        " 2  what was let go: the other wording by Erkan Yıldırım on Three",
    ]
    ran = say("edit", idea.id, "--take")
    assert (ran.code, ran.out) == (1, "")
    assert "Only another wording" in ran.err


def test_undo_says_in_whole_sentences_what_it_takes_back(say: Say) -> None:
    question = say("ask", "9fmv", "How much?", "--by", "ana", "--json").json["id"]
    answer = say("answer", question, "A lot", "--by", "erkan", "--json").json["id"]
    price = "Fixed prices, or what it is worth to you"
    for words, told in (
        (["helped", answer], f"that the answer of Erkan Yıldırım on {price} helped Mavi Lindqvist"),
        (["join-in", "m61k"], "that Mavi Lindqvist joined Warm the cups on the kiln lid"),
        (
            ["still-true", "n4b5"],
            "that the agreement of Erkan Yıldırım, Tomasz Wilk, Ana Beltrán on the commons still holds",
        ),
        (["decide", "workspace", "Door open"], "Decided on the commons: Door open"),
        (["edit", "vqss", "--set", "state=in-work"], "what was changed"),
        (["spin-off", "m61k", "--title", "Lid", "--purpose", "Warm"], "Lid grew from Warm the cups on the kiln lid"),
        (
            ["edit", "mavi", "--set", "address=M"],
            "what was changed on the card of Mavi Lindqvist: how to address me, now “M”",
        ),
        (
            ["edit", answer, "--body", "Much"],
            f"what was changed on the answer of Erkan Yıldırım on {price}: text, now “Much”",
        ),
    ):
        assert say(*words).code == 0, words
        expected = (
            told
            if words[-1] != "state=in-work"
            else "that the hiccup that Ana Beltrán noticed on Barista pass is in work now"
        )
        assert say("undo", "--dry-run").out.startswith(f"It would take back: {expected}"), words
    listed = re.split(r"\n ?\d+  ", "\n" + say("undo", "--list").out)[1:]
    assert len(listed) == 8
    assert not [one for one in listed if one.rstrip().endswith((":", " to"))]


def test_undo_lists_ones_own_and_says_how_to_see_what_others_did(say: Say) -> None:
    say("say", "m61k", "Mine")
    say("say", "m61k", "Hers", "--by", "ana")
    ran = say("undo", "--list")
    assert "Mine" in ran.out
    assert "Hers" not in ran.out
    assert ran.err == "What Ana Beltrán did in this copy is theirs to take back: cocreate undo --list --by ana\n"
    assert "Hers" in say("undo", "--list", "--by", "ana").out
    assert "cocreate undo --list --by ana, " in say("undo", "--by", "tomek").err
    assert "--by NAME" in say("undo", "--help").out


def test_a_dry_run_of_undo_says_what_the_act_would(say: Say) -> None:
    idea = say("idea", "A rack", "--json").json["id"]
    assert say("undo", "--dry-run").code == 0
    say("edit", idea, "--set", "title=A shelf", "--by", "ana")
    tried, done = say("undo", "--dry-run"), say("undo")
    assert (tried.code, tried.out, tried.err) == (done.code, done.out, done.err)
    assert tried.code == 1
    assert "Somebody changed it since, so it stays" in tried.err
    [listed] = say("undo", "--list", "--json").json
    assert listed["stays"] == "Somebody changed it since, so it stays."
    assert say("undo", "--list").out.splitlines()[1].strip() == "Somebody changed it since, so it stays."


def test_undo_lists_as_much_as_it_is_asked_for_and_says_that_there_is_more(say: Say) -> None:
    for number in range(22):
        say("idea", f"Rack {number}")
    ran = say("undo", "--list")
    assert len(ran.out.splitlines()) == 20
    assert "There is more: cocreate undo --list --limit 40" in ran.err
    ran = say("undo", "--list", "--limit", "40")
    assert len(ran.out.splitlines()) == 22
    assert "There is more" not in ran.err
    assert len(say("undo", "--list", "--limit", "2", "--json").json) == 2


def test_undo_lists_whole_sentences(say: Say) -> None:
    say("still-true", "190t")
    told = " ".join(say("undo", "--list").out.split())
    assert told == "1 that what Prof. Dr. Ada Trenkel found good to know on Milk foam school still holds"
