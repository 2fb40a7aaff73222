"""Closing from the shell: what is said, what is asked for, what is handed back."""

from tests.cli.conftest import Say
from tests.conftest import collected

IDEA, PROPOSAL = "1fjyrj6h8f", "kdgbg9kp5n"


def test_a_proposal_is_decided_with_its_outcome_and_a_day_as_people_say_it(say: Say) -> None:
    made = say("propose", IDEA, "A hook for each", "--json").json
    ran = say("decide", made["id"], "Twelve", "hooks.", "--review", "in 3 months")
    assert (ran.code, ran.out.splitlines()[1].strip()) == (0, "decided")
    told = say("show", made["id"], "--json").json
    assert (told["state"], told["outcome"], told["state_by"]) == ("decided", "Twelve hooks.", ["mavi"])
    assert told["review"] > "2026"


def test_a_standing_objection_is_named_and_nothing_typed_is_lost(say: Say) -> None:
    made = say("propose", IDEA, "A hook for each", "--json").json
    say("--by", "erkan", "object", made["id"], "Too many holes.")
    ran = say("decide", made["id"], "Twelve", "hooks.")
    assert ran.code == 1
    assert "An objection stands: Erkan Yıldırım." in ran.err
    assert "--despite" in ran.err
    assert "Twelve hooks." in ran.err
    assert say("decide", made["id"], "Twelve", "hooks.", "--despite", "we can fill them").code == 0


def test_what_was_decided_in_conversation_takes_one_step(say: Say) -> None:
    made = say("decide", IDEA, "One", "hook", "each", "--by", "mavi", "--by", "erkan", "--json").json
    assert (made["kind"], made["state"], made["by"], made["on"]) == ("proposal", "decided", ["mavi", "erkan"], IDEA)
    assert say("decide", "workspace", "We close at six", "--json").json["on"] == "workspace"


def test_promises_hiccups_and_answers_are_closed(teambase: str, say: Say) -> None:
    promise = say("promise", IDEA, "Three boards", "--until", "friday", "--json").json
    renewed = say("renew", promise["id"], "--until", "2030-01-05", "--because", "the wood is late", "--json").json
    assert (renewed["state"], renewed["until"]) == ("renegotiated", "2030-01-05")
    assert say("keep", promise["id"]).out.splitlines()[-1] == "  kept"
    assert "kept already" in say("release", promise["id"]).err
    hiccup = say("hiccup", IDEA, "The tap was shut", "--json").json
    assert say("again", hiccup["id"], "--json").json["on"] == hiccup["id"]
    assert say("resolve", hiccup["id"], "it", "stays", "open", "--json").json["outcome"] == "it stays open"
    question = say("ask", IDEA, "How warm?", "--json").json
    answer = say("answer", question["id"], "Warm", "--json").json
    assert say("helped", answer["id"], "--json").json["helpful"] == ["mavi"]
    assert collected(teambase).is_answered(collected(teambase).contributions[question["id"]])


def test_what_is_closed_is_named_where_it_is_something_else(say: Say) -> None:
    ran = say("keep", PROPOSAL)
    assert (ran.code, ran.err.splitlines()[0]) == (1, "This takes: promise; it is: proposal.")
    assert "no day" in say("renew", PROPOSAL, "--until", "soon").err
