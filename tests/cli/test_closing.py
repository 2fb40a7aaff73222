"""Closing from the shell: what is said, what is asked for, what is handed back."""

from cocreate.acts.contribute import contribute
from tests.cli.conftest import Say
from tests.conftest import collected, make_voice

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


def test_a_new_wording_asks_again_by_name_and_a_decision_says_who_was_not_heard_on_it(say: Say) -> None:
    made = say("propose", IDEA, "A hook for each", "--json").json["id"]
    say("--by", "erkan", "object", made, "Too many holes.")
    refused = say("decide", made).err
    assert f'cocreate edit {made[:4]} --body "…"' in refused
    edited = say("edit", made, "--body", "A hook for every two")
    assert "To the earlier wording: Erkan Yıldırım objects. They are asked again." in edited.err
    asked = [row for row in say("listening", "--json").json if row["id"] == made]
    assert [row["waits"] for row in asked] == ["proposal"]
    assert "erkan" in asked[0]["for"]
    assert "A hook for every two" in say("listening", "--by", "erkan").out.partition("For others")[0]
    decided = say("decide", made, "Six", "hooks.")
    assert decided.code == 0
    assert "To an earlier wording, and not to this one: Erkan Yıldırım objects." in decided.err
    assert "Not heard on it: " in decided.err


def test_spaces_and_marks_leave_an_objection_standing(say: Say) -> None:
    made = say("propose", IDEA, "A hook for each", "--json").json["id"]
    say("--by", "erkan", "object", made, "Too many holes.")
    assert "asked again" not in say("edit", made, "--body", "A hook for each!").err
    assert "An objection stands: Erkan Yıldırım." in say("decide", made).err


def test_what_was_decided_in_conversation_takes_one_step(say: Say) -> None:
    made = say("decide", IDEA, "One", "hook", "each", "--by", "mavi", "--by", "erkan", "--json").json
    assert (made["kind"], made["state"], made["by"], made["on"]) == ("proposal", "decided", ["mavi", "erkan"], IDEA)
    assert say("decide", "workspace", "We close at six", "--json").json["on"] == "workspace"


def test_what_was_replaced_says_by_what_wherever_it_stands(say: Say) -> None:
    first = say("decide", IDEA, "One", "hook", "each", "--json").json["id"]
    second = say("decide", IDEA, "Two", "hooks", "each", "--replaces", first, "--json").json["id"]
    assert "replaced by ◇ Two hooks each" in say("show", IDEA).out
    assert f"Replaced by  {second[:4]}  ◇ Two hooks each" in say("show", first).out
    assert "instead of: One hook each" in say("show", second).out
    decisions = say("decisions").out
    assert decisions.count("replaced by ◇ Two hooks each") == 1
    assert "instead of: One hook each" in decisions


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


def test_a_hiccup_that_happened_again_is_told_as_that_and_resolved_with_the_first(say: Say) -> None:
    first = say("hiccup", IDEA, "The tap was shut", "--json").json["id"]
    again = say("again", first, "--by", "erkan")
    assert again.err == (
        "Erkan Yıldırım: it happened again, on Ein Haken für jede Schürze,"
        " under the hiccup that Mavi Lindqvist noticed.\n"
    )
    resolved = say("resolve", first, "It stays open.")
    assert "That it happened again, as told by Erkan Yıldırım, is resolved with it." in resolved.err
    assert "The tap was shut" not in say("listening").out
    assert "That one was resolved: It stays open." in say("again", first).err
    assert "The tap was shut" in say("listening").out
    assert "happened again, resolved with the first" in say("show", IDEA).out


def test_a_day_that_has_passed_is_no_day_to_promise_for(say: Say) -> None:
    made = say("promise", IDEA, "Three boards", "--json").json["id"]
    for words in (
        ["promise", IDEA, "Nails and a rail", "--until", "2025-11-01"],
        ["promise", IDEA, "Nails and a rail", "--until", "yesterday"],
        ["propose", IDEA, "Nails and a rail", "--set", "until=yesterday"],
        ["renew", made, "--until", "yesterday", "--because", "Nails and a rail"],
        ["renew", PROPOSAL, "--until", "yesterday", "--because", "Nails and a rail"],
        ["decide", PROPOSAL, "Nails and a rail", "--review", "yesterday"],
    ):
        ran = say(*words)
        assert ran.code == 1, words
        assert ran.err.splitlines()[0].endswith(" has passed."), words
        assert "Nails and a rail" in ran.err, words
    assert say("edit", made, "--set", "until=yesterday").code == 1
    say("keep", made)
    assert say("edit", made, "--set", "until=yesterday").code == 0


def test_what_waits_past_its_day_says_so(say: Say, teambase: str) -> None:
    contribute(teambase, make_voice(), collected(teambase), IDEA, "promise", "Three boards", {"until": "2025-11-01"})
    assert "a promise, whose day, 2025-11-01, has passed, on" in " ".join(say("listening").out.split())


def test_what_is_so_already_is_said_and_a_new_reason_to_rest_names_the_one_before(say: Say) -> None:
    promise = say("promise", IDEA, "Three boards", "--json").json["id"]
    question = say("ask", IDEA, "How warm?", "--json").json["id"]
    answer = say("answer", question, "Warm enough", "--json").json["id"]
    for words in (["keep", promise], ["helped", answer], ["finish", "za7s"]):
        say(*words)
    for words in (["keep", promise], ["helped", answer], ["resume", IDEA], ["resume", "gmwa"]):
        ran = say(*words)
        assert (ran.code, "already." in ran.err) == (1, True), words
    assert say("rest", IDEA, "--because", "no hooks").err.count("before") == 0
    assert "It rested before: no hooks." in say("rest", IDEA, "--because", "no wall").err
    assert say("resume", IDEA).code == 0


def test_what_is_closed_is_named_where_it_is_something_else(say: Say) -> None:
    ran = say("keep", PROPOSAL)
    assert (ran.code, ran.err.splitlines()[0]) == (1, "This takes: promise; it is: proposal.")
    assert "no day" in say("renew", PROPOSAL, "--until", "soon").err


def test_a_refusal_names_what_would_fit_and_the_command_where_it_is_one_thing(say: Say) -> None:
    question = say("ask", IDEA, "How warm?", "--json").json["id"]
    assert "There is no answer with it." in say("helped", question).err
    answer = say("answer", question, "Warm enough", "--json").json["id"]
    ran = say("helped", question)
    assert (ran.code, ran.err.splitlines()[0]) == (1, "This takes: answer; it is: question.")
    assert ran.err.splitlines()[1] == f"What fits is: {answer[:4]} Warm enough. So: cocreate helped {answer[:4]}"
    second = say("answer", question, "Hot", "--json").json["id"]
    several = say("helped", question).err.splitlines()[1]
    assert several.startswith("What fits is one of: ")
    assert {f"{answer[:4]} Warm enough", f"{second[:4]} Hot"} == {*several.partition(": ")[2].split("; ")}


def test_the_whole_kind_of_refusals_names_what_fits(say: Say) -> None:
    proposal = say("propose", IDEA, "A hook for each", "--json").json["id"]
    for words in (["agree", IDEA], ["object", IDEA, "Too many"], ["abstain", IDEA], ["withdraw", IDEA]):
        assert f"So: cocreate {words[0]} {proposal[:4]}" in say(*words).err, words
    for words in (["rest", proposal, "--because", "x"], ["join-in", proposal], ["offer", proposal, "tomek"]):
        assert f"So: cocreate {words[0]} {IDEA[:4]}" in say(*words).err, words
    question = say("ask", IDEA, "How warm?", "--json").json["id"]
    ran = say("answer", IDEA, "Warm")
    assert (ran.code, ran.err.splitlines()[0]) == (1, "An answer is given to a question, and this is none.")
    assert f"So: cocreate answer {question[:4]}" in ran.err
    assert ran.err.splitlines()[-1] == "Warm"
    assert say("contribute", IDEA, "Warm", "--kind", "answer").code == 1
    assert "So: cocreate finish gmwa" in say("finish", "za7s").err
    assert "There is no promise with it." in say("keep", "summer-kitchen").err
    assert "So: cocreate still-true" in say("still-true", "whiteboard-to-go").err


def last_said(say: Say, *words: str) -> str:
    """The last sentence that a command says beside what it prints."""
    ran = say(*words)
    assert ran.code == 0, ran.err
    return ran.err.splitlines()[-1]


def test_it_is_said_whose_it_was_and_who_says_so(say: Say) -> None:
    promise = say("promise", IDEA, "Three boards", "--by", "hildegard-voss", "--json").json["id"]
    on = "on Ein Haken für jede Schürze"
    told = last_said(say, "renew", promise, "--until", "2030-01-05")
    assert told == f"Hildegard Voss's promise {on} has a new day, 2030-01-05, says Mavi Lindqvist."
    assert last_said(say, "keep", promise) == f"Hildegard Voss's promise {on} is kept, says Mavi Lindqvist."
    assert say("show", promise, "--json").json["state_by"] == ["mavi"]
    own = say("promise", IDEA, "Nails", "--json").json["id"]
    assert last_said(say, "release", own) == f"Mavi Lindqvist's promise {on} is let go."
    assert last_said(say, "decide", PROPOSAL, "A week", "--by", "mavi", "--by", "tomek") == (
        "Ana Beltrán's proposal on Whiteboard to go is decided, say Mavi Lindqvist, Tomasz Wilk."
        " Not heard on it: Prof. Dr. Ada Trenkel."
    )
    assert last_said(say, "resolve", "vqss", "A strap").startswith("The hiccup that Ana Beltrán noticed on Barista")
    assert "Mavi Lindqvist says so" in last_said(say, "rest", "qv3r", "--because", "no film")
    assert last_said(say, "edit", "m61k", "--set", "themes=kiln") == (
        "Mavi Lindqvist changed Warm the cups on the kiln lid, the idea of Tomasz Wilk."
    )


def test_an_answer_that_helped_says_whose_it_is_and_which_question_it_answers(say: Say) -> None:
    question = say("ask", IDEA, "How warm?", "--by", "ana", "--json").json["id"]
    answer = say("answer", question, "Warm", "--by", "erkan", "--json").json["id"]
    assert last_said(say, "helped", answer) == (
        "It helped Mavi Lindqvist: the answer of Erkan Yıldırım. So the question of Ana Beltrán is answered."
    )
    assert last_said(say, "helped", answer, "--by", "erkan") == (
        "Erkan Yıldırım says of an answer of their own that it helped. So the question of Ana Beltrán is answered."
    )
    assert say("show", answer, "--json").json["helpful"] == ["mavi", "erkan"]


def test_what_was_decided_is_printed_with_its_outcome(say: Say) -> None:
    ran = say("decide", PROPOSAL, "A", "week", "it", "is.", "--review", "2030-01-05", "--by", "ana")
    assert ran.out.splitlines()[1:] == ["  decided", "  outcome: A week it is.", "  look again: 2030-01-05"]
    unheard = "Not heard on it: Prof. Dr. Ada Trenkel, Tomasz Wilk."
    assert ran.err == f"Ana Beltrán's proposal on Whiteboard to go is decided. {unheard}\n"
    assert say("decide", "workspace", "We close at six").err == "Decided on the commons: We close at six.\n"


def test_what_is_given_says_on_what_and_for_whom(say: Say) -> None:
    for words, told in (
        (
            ["thank", "3ad5", "For the cat"],
            "Mavi Lindqvist thanks Prof. Dr. Ada Trenkel on the commons, for the stance of",
        ),
        (["thank", "tomek", "For the cup"], "Mavi Lindqvist thanks Tomasz Wilk on the commons."),
        (["agree", PROPOSAL], "Mavi Lindqvist agrees on Whiteboard to go, to the proposal of Ana Beltrán."),
        (
            ["answer", "2p0b", "I have one"],
            "Mavi Lindqvist answers on Whiteboard to go, to the question of Hildegard Voss.",
        ),
        (["say", IDEA, "Good"], "Mavi Lindqvist says on Ein Haken für jede Schürze."),
    ):
        assert say(*words).err.startswith(told), words
        assert say(*words, "--json").err == "", words
