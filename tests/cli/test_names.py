"""Names on the command line: a slip is never written, whoever is meant anew says so, and no word is lost over it."""

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Say, process
from tests.conftest import all_files
from tests.sync.clones import git

IDEA, PROPOSAL = "8tp8", "kdgb"
SLIP = "Nobody here is called hlide. Did you mean Hildegard Voss?\n"
WRITES = [
    (["idea", "A", "bell"], "A bell"),
    (["idea", "A", "bell", "--json"], "A bell"),
    (["build", IDEA, "A", "hook"], "A hook"),
    (["contribute", IDEA, "It", "is", "warm", "--kind", "knowhow"], "It is warm"),
    (["object", PROPOSAL, "Two", "of", "us", "cannot"], "Two of us cannot"),
    (["thank", "mavi", "For", "the", "cups"], "For the cups"),
    (["project", "A", "shelf", "--purpose", "Cups stand"], "A shelf\nCups stand"),
    (["spin-off", IDEA, "--title", "A shelf", "--purpose", "Cups stand"], "A shelf\nCups stand"),
    (["weave", IDEA, "1fjy", "--title", "A shelf"], "A shelf"),
    (["rest", IDEA, "--because", "until spring"], "until spring"),
    (["edit", IDEA, "--body", "Other words"], "Other words"),
    (["edit", IDEA, "--set", "title=Cups"], ""),
    (["join-in", IDEA], ""),
    (["resume", "summer-kitchen"], ""),
    (["finish", "milk-foam-school"], ""),
    (["undo"], ""),
    (["me", "--noted-by", "hlide"], ""),
    (["me", "hlide"], ""),
]


@pytest.mark.parametrize("option", ["--by", "--noted-by"])
@pytest.mark.parametrize(("words", "given"), WRITES, ids=lambda one: " ".join(one) if isinstance(one, list) else "")
def test_a_slip_is_written_nowhere_and_the_words_are_handed_back(
    say: Say, teambase: str, words: list[str], given: str, option: str
) -> None:
    before = all_files(teambase)
    ran = say(*words, option, "hlide")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(SLIP)
    assert "--new" in ran.err
    assert ran.err.endswith(f"What you wrote:\n{given}\n") or not given
    assert all_files(teambase) == before


def test_a_slip_in_a_pipe_hands_the_pipe_back(teambase: str) -> None:
    ran = process("idea", "--by", "hlide", cwd=teambase, stdin="A bell\n\nat the door\n")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(SLIP)
    assert ran.err.endswith("What you wrote:\nA bell\n\nat the door\n")


@pytest.mark.parametrize(
    "words",
    [["list", "--by", "hlide"], ["list", "people", "--by", "hlide"], ["search", "cup", "--by", "hlide"], []],
)
def test_a_slip_finds_nobody(say: Say, words: list[str]) -> None:
    ran = say(*(words or ["--by", "hlide"]))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(SLIP)


def test_somebody_new_is_taken_where_that_is_said(say: Say, teambase: str) -> None:
    ran = say("idea", "A", "bell", "--by", "Zoë Löwe", "--noted-by", "jo", "--new", "--json")
    assert (ran.json["by"], ran.json["noted_by"]) == (["zoe-loewe"], "jo")
    assert 'zoe-loewe has no card yet: cocreate person zoe-loewe --name "…"\n' in ran.err
    assert 'jo has no card yet: cocreate person jo --name "…"\n' in ran.err
    for again in (["--by", "zoe-loewe"], ["--by", "mavi", "--noted-by", "jo"]):
        assert say("idea", "A", "shelf", *again).code == 0, "whoever gave or typed something is known"
    assert process("idea", "A hook", "--new", "--by", "somebody", cwd=teambase).code == 0
    assert say("me", "quux", "--new", "--json").json["by"] == ["quux"]
    listed = say("list", "ideas", "--by", "zoe-loewe", "--json").json
    assert {one["title"] for one in listed} == {"A bell", "A shelf"}


@pytest.mark.parametrize("extra", [[], ["--json"]], ids=["the short way", "the patient way"])
def test_the_variable_was_set_on_purpose_so_it_is_taken_and_told(teambase: str, extra: list[str]) -> None:
    ran = process("idea", "A bell", *extra, cwd=teambase, COCREATE_AS="mavi,zoe")
    assert ran.code == 0
    assert ran.err == 'zoe, whom $COCREATE_AS names, has no card yet: cocreate person zoe --name "…"\n'
    path = next(path for path in Path(teambase).glob("ideas/*/a-bell-*/idea.md"))
    assert "by: [mavi, zoe]\n" in path.read_text()
    assert process("idea", "A bell", cwd=teambase, COCREATE_AS="mavi").err == ""


def test_what_is_chosen_while_the_variable_says_otherwise_is_told(say: Say) -> None:
    ran = say("me", "erkan")
    assert ran.out.endswith("as chosen in this terminal.\n")
    assert ran.err == "As long as $COCREATE_AS is set, what it says counts first: mavi\n"
    assert say("me", "mavi").err == ""


def test_whoever_joins_with_a_card_keeps_the_card(
    say: Say, teambase: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(teambase, "init", "--quiet", "--initial-branch=main")
    git(teambase, "config", "user.email", "somebody@example.org")
    git(teambase, "config", "user.name", "Somebody")
    git(str(tmp_path), "init", "--quiet", "--bare", "place.git")
    assert say("sync", "--with", str(tmp_path / "place.git")).code == 0
    Path(os.environ["HOME"], ".gitconfig").write_text("[user]\n\temail = ada@example.com\n\tname = A\n")
    before = Path(teambase, "people/ada-trenkel.md").read_text()
    emails = "emails: [ada.trenkel@example.org, trenkel@foams.example.org"
    assert f"{emails}]\n" in before
    copy = tmp_path / "copy"
    monkeypatch.delenv("COCREATE_AS")
    ran = process("join", str(tmp_path / "place.git"), str(copy), "--by", "ada-trenkel", cwd=str(tmp_path))
    assert ran.code == 0, ran.err
    after = (copy / "people/ada-trenkel.md").read_text()
    assert after == before.replace(f"{emails}]", f"{emails}, ada@example.com]")
    assert process("me", "--json", cwd=str(copy)).json == {"by": ["ada-trenkel"], "noted_by": "", "from": "copy"}


@pytest.mark.parametrize(
    "words",
    [
        ["hiccup", "1fjyrj6h8f", "Shut", "--set", "felt_by=nobodyhere"],
        ["contribute", "1fjyrj6h8f", "Met", "--kind", "encounter", "--set", "people=Mavi, nobodyhere"],
        ["edit", "1fjyrj6h8f", "--set", "joined=tomek,nobodyhere"],
        ["thank", "1fjyrj6h8f", "--set", "to=nobodyhere"],
    ],
    ids=lambda words: words[-1],
)
def test_people_under_a_key_are_known_or_new_on_purpose(say: Say, words: list[str]) -> None:
    ran = say(*words)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("Nobody here is called nobodyhere.")
    assert "--new" in ran.err
    ran = say(*words, "--new")
    assert ran.code == 0
    assert "nobodyhere has no card yet" in ran.err


def test_whom_somebody_met_before_is_known_and_need_have_no_card(say: Say) -> None:
    ran = say("contribute", "dwte", "Again", "--kind", "encounter", "--set", "people=selin")
    assert ran.code == 0
    assert say("check").out.splitlines()[0] == "Everything is as it should be."
