"""Acts: what each makes, as a line and as JSON, and how each says no."""

from pathlib import Path

import pytest

from tests.cli.conftest import Say

IDEA, PROJECT, QUESTION, PROPOSAL = "1fjyrj6h8f", "mba0rszf7e", "5ddqx2wet6", "kdgbg9kp5n"


@pytest.mark.parametrize(
    ("words", "kind", "more"),
    [
        (["build", IDEA, "A", "hook"], "addition", {}),
        (["say", IDEA, "A hook"], "comment", {}),
        (["ask", IDEA, "A hook"], "question", {}),
        (["answer", QUESTION, "A hook"], "answer", {}),
        (
            ["answer", QUESTION, "A hook", "--set", "helpful=Ada,ana"],
            "answer",
            {"helpful": ["ada-trenkel", "ana"]},
        ),
        (["propose", PROJECT, "A hook"], "proposal", {"state": "open"}),
        (["agree", PROPOSAL, "A hook"], "stance", {"stance": "agree"}),
        (["agree", PROPOSAL], "stance", {"stance": "agree"}),
        (["object", PROPOSAL, "A hook"], "stance", {"stance": "object"}),
        (
            ["promise", IDEA, "A hook", "--until", "2036-12-01"],
            "promise",
            {"until": "2036-12-01", "state": "open"},
        ),
        (
            ["hiccup", "workspace", "A hook", "--set", "felt_by=erkan"],
            "hiccup",
            {"felt_by": ["erkan"], "state": "noticed"},
        ),
        (["thank", IDEA, "A hook"], "thanks", {"to": ["hildegard-voss", "erkan"]}),
        (["thank", "tomek", "A hook"], "thanks", {"to": ["tomek"], "on": "workspace"}),
        (["thank", "Ana", "A hook"], "thanks", {"to": ["ana"], "on": "workspace"}),
        (["thank", "tomek"], "thanks", {"to": ["tomek"]}),
        (
            ["contribute", "--kind", "encounter", IDEA, "A hook", "--set", "form=visit"],
            "encounter",
            {"form": "visit"},
        ),
        (["contribute", "workspace", "A hook", "--kind", "knowhow"], "knowhow", {"on": "workspace"}),
    ],
)
def test_giving_prints_what_was_made(
    say: Say, teambase: str, words: list[str], kind: str, more: dict[str, object]
) -> None:
    ran = say(*words, "--json")
    assert (ran.code, ran.err) == (0, "")
    made = ran.json
    assert made["type"] == "contribution"
    assert made["kind"] == kind
    assert made["by"] == ["mavi"]
    assert {key: made[key] for key in more} == more
    assert (
        Path(teambase, made["path"])
        .read_text()
        .partition("---\n")[2]
        .endswith("---\n" + ("A hook\n" if "A hook" in " ".join(words) else ""))
    )
    line = say(*words)
    assert line.code == 0
    assert len(line.out.splitlines()) == 1
    assert (kind == "promise") == line.out.endswith("  by 2036-12-01\n")


def test_what_is_made_is_called_by_the_shortest_name_that_is_its_own(say: Say) -> None:
    line = say("ask", IDEA, "Who", "sews?").out
    kind, short, text = line.rstrip("\n").split("  ")
    assert (kind, text) == ("question", "Who sews?")
    assert say("show", short, "--json").json["body"] == "Who sews?"


def test_the_first_addition_lets_an_idea_grow(say: Say) -> None:
    assert say("list", "ideas", "--state", "fresh", "--json").json[-1]["state"] == "fresh"
    assert say("build", "8nsd", "And bread").code == 0
    assert say("show", "8nsd", "--json").json["state"] == "growing"


def test_a_pipe_brings_the_text_of_a_contribution(say: Say) -> None:
    made = say("say", IDEA, "--json", stdin="One\n\n- two\n").json
    assert say("show", made["id"], "--json").json["body"] == "One\n\n- two"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["object", PROPOSAL], "An objection needs its reason."),
        (["say", IDEA], "There is nothing in it yet."),
        (["say", "mavi", "Hello"], "Contributions go to projects, ideas and other contributions."),
        (["say", "nowhere", "Hello"], "Nothing here is called nowhere."),
        (["thank", "nobody-here", "Hello"], "Nothing here is called nobody-here."),
        (["promise", IDEA, "Hello", "--until", "soon"], "soon is no day."),
        (["say", IDEA, "Hello", "--set", "state=open"], "comment has no key state that can be set."),
        (["say", IDEA, "Hello", "--set", "state"], "state does not set anything."),
        (["weave", IDEA, "--title", "X"], "Weaving takes two ideas or more."),
        (["weave", IDEA, PROJECT, "--title", "X"], "Weaving takes ideas; Milk foam school is: project."),
        (["spin-off", "mavi", "--title", "X", "--purpose", "Y"], "A spin-off grows from ideas or projects."),
        (["spin-off", IDEA, "--title", "X", "--purpose", " "], "A project needs its purpose."),
        (["project", " ", "--purpose", "Y"], "A project needs a title."),
        (["rest", IDEA, "--because", ""], "Resting needs its reason."),
        (["rest", QUESTION, "--because", "x"], "Ideas and projects rest and resume."),
        (["finish", IDEA], "Only a project is finished."),
        (["join-in", QUESTION], "One joins an idea or a project."),
        (["person", "Ada T", "--name", "Ada"], "Ada T cannot be a person's short name."),
        (["person", "zoe"], "A card needs a name."),
        (["edit", IDEA, "--set", "state=done"], "state cannot be done."),
        (["edit", IDEA, "--set", "title="], "title cannot be empty."),
        (["edit", IDEA, "--set", "id=x"], "idea has no key id that can be set."),
    ],
)
def test_a_refusal_is_a_sentence_and_changes_nothing(say: Say, teambase: str, words: list[str], sentence: str) -> None:
    before = sorted(Path(teambase).rglob("*.md"))
    ran = say(*words)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.splitlines()[0] == sentence
    assert len(ran.err.splitlines()) >= 2 or sentence == "title cannot be empty."
    assert ("Hello" in ran.err) is ("Hello" in words)
    assert sorted(Path(teambase).rglob("*.md")) == before


def test_a_project_is_started_with_its_purpose(say: Say) -> None:
    made = say("project", "Cup", "shelf", "--purpose", "Cups have a home.", "-t", "clay", "--json").json
    assert (made["title"], made["purpose"], made["state"]) == ("Cup shelf", "Cups have a home.", "active")
    assert (made["people"], made["themes"]) == (["mavi"], ["clay"])
    assert "  Cups have a home.\n" in say("project", "Cup shelf", "--purpose", "Cups have a home.").out


@pytest.mark.parametrize(
    "words",
    [
        ["project", "X"],
        ["spin-off", IDEA, "--title", "X"],
        ["spin-off", IDEA],
        ["weave", IDEA, "8nsd"],
        ["rest", IDEA],
    ],
)
def test_without_anyone_to_ask_what_is_missing_is_wrong_usage(say: Say, words: list[str]) -> None:
    ran = say(*words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[1].startswith("Say it: --")


def test_a_spin_off_takes_its_ideas_and_their_people_along(say: Say) -> None:
    ran = say("spin-off", IDEA, "8nsd", "--title", "Aprons", "--purpose", "Nobody looks for one.", "--json")
    assert ran.json["grew_from"] == [IDEA, "8nsddbf0dk"]
    assert set(ran.json["people"]) >= {"mavi", "hildegard-voss", "erkan"}
    assert "It grew from: Ein Haken für jede Schürze" in ran.err
    assert say("show", IDEA, "--json").json["state"] == "taken-up"
    assert "Grew into" in say("show", IDEA).out


def test_ideas_are_woven_into_a_new_one(say: Say) -> None:
    ran = say("weave", IDEA, "8nsd", "--title", "Aprons at a quiet hour", "--json")
    assert ran.json["woven_from"] == [IDEA, "8nsddbf0dk"]
    assert ran.json["by"] == ["mavi"]


def test_things_rest_with_a_reason_wake_up_and_are_finished(say: Say) -> None:
    rested = say("rest", "barista", "--because", "until spring", "--json").json
    assert (rested["state"], rested["because"]) == ("resting", "until spring")
    assert "resting: until spring" in say("list", "projects").out
    awake = say("resume", "barista", "--json").json
    assert awake["state"] == "active"
    assert "because" not in awake
    assert say("finish", "barista", "--json").json["state"] == "finished"


def test_who_joins_is_named_once(say: Say) -> None:
    assert say("join-in", IDEA, "--json").json["joined"][-1] == "mavi"
    again = say("join-in", IDEA)
    assert (again.code, again.err) == (1, "Mavi Lindqvist: in already.\n")
    assert say("join-in", "barista", "--by", "hildegard-voss", "--json").json["people"][-1] == "hildegard-voss"


def test_keys_and_text_are_edited(say: Say) -> None:
    made = say(
        "edit",
        IDEA,
        "--set",
        "themes=wood, clay",
        "--set",
        "themes=hooks",
        "--body",
        "-",
        "--json",
        stdin="New\ntext\n",
    )
    assert made.json["themes"] == ["wood", "clay", "hooks"]
    shown = say("show", IDEA, "--json").json
    assert shown["body"] == "New\ntext"
    assert say("edit", IDEA, "--body", "Words", "--json").code == 0
    assert say("show", IDEA, "--json").json["body"] == "Words"
    assert say("edit", "ana", "--set", "address=Ana, just Ana", "--json").json["address"] == "Ana, just Ana"


def test_without_a_terminal_edit_says_what_it_needs(say: Say) -> None:
    ran = say("edit", IDEA)
    assert (ran.code, ran.out) == (2, "")
    assert "--set key=value" in ran.err


def test_several_people_speak_equally_and_somebody_types(say: Say) -> None:
    made = say("say", IDEA, "Together", "--by", "erkan", "--by", "Ada", "--noted-by", "Ana", "--json").json
    assert (made["by"], made["noted_by"]) == (["erkan", "ada-trenkel"], "ana")


def test_somebody_without_a_card_is_credited_and_mentioned(say: Say) -> None:
    ran = say("say", IDEA, "Hello", "--by", "Jo Löwe", "--new", "--json")
    assert ran.json["by"] == ["jo-loewe"]
    assert ran.err == 'jo-loewe has no card yet: cocreate person jo-loewe --name "…"\n'


def test_a_person_gets_a_card_and_changes_it(say: Say) -> None:
    made = say(
        "person",
        "zoe",
        "--name",
        "Zoë",
        "--brings",
        "bread, warm",
        "--brings",
        "patience",
        "--curious",
        "kilns",
        "--email",
        "zoe@example.org",
        "--address",
        "Zoë, du",
        "--json",
    ).json
    assert made == {
        "type": "person",
        "id": "zoe",
        "name": "Zoë",
        "address": "Zoë, du",
        "brings": ["bread, warm", "patience"],
        "curious": ["kilns"],
        "emails": ["zoe@example.org"],
        "path": "people/zoe.md",
    }
    assert say("person", "zoe", "--address", "Zoë").out == "person  zoe  Zoë\n"


def test_to_abstain_is_a_word_of_its_own_and_the_words_are_not_needed(say: Say) -> None:
    made = say("abstain", "kdgb", "--json").json
    assert (made["kind"], made["stance"]) == ("stance", "abstain")
    assert say("abstain", "kdgb", "I built them.").out.endswith("I built them.\n")
