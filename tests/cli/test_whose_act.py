"""Whoever acts is who did it: on somebody else's card, and wherever something of somebody else's is closed."""

from tests.cli.conftest import Say

IDEA, TOMEK = "1fjyrj6h8f", "Tomasz Wilk"


def test_who_changes_somebody_elses_card_did_it_and_what_stood_is_told(say: Say) -> None:
    idea = say("idea", "A rack").out
    ran = say("person", "tomek", "--brings", "glue", "--address", "Tomek")
    assert (ran.code, ran.out) == (0, f"person  tomek  {TOMEK}\n")
    told = ran.err.splitlines()
    assert told[0] == f"Mavi Lindqvist changed the card of {TOMEK}."
    assert next(line for line in told if line.startswith("brings: ")).startswith("brings: glue instead of ")
    assert "how to address me: Tomek, before " in ran.err
    assert say("undo", "--list", "--by", "tomek").code == 1
    listed = say("undo", "--list").out.splitlines()
    assert "the card of" in listed[0]
    assert TOMEK in listed[0]
    assert "A rack" in idea
    assert say("undo").code == 0
    assert say("show", "tomek", "--json").json["brings"] != ["glue"]


def test_ones_own_card_says_what_stood_before_too_and_a_new_one_is_whoevers_wrote_it(say: Say) -> None:
    ran = say("person", "mavi", "--brings", "glue")
    assert "changed the card" not in ran.err
    assert "brings: glue instead of " in ran.err
    assert say("person", "mavi", "--brings", "glue").err == ""
    made = say("person", "zoe", "--name", "Zoë")
    assert made.code == 0
    assert "the card of Zoë" in say("undo", "--list").out.splitlines()[0]
    own = say("person", "jo", "--name", "Jo", "--by", "jo")
    assert own.code == 0, own.err
    assert "the card of Jo" in say("undo", "--list", "--by", "jo").out


def test_edit_says_what_stood_before_on_a_card(say: Say) -> None:
    ran = say("edit", "tomek", "--set", "brings=glue")
    assert f"Mavi Lindqvist changed the card of {TOMEK}." in ran.err
    assert "brings: glue instead of " in ran.err


def test_who_says_that_somebody_elses_thing_is_closed_stands_in_undo_and_in_the_news(say: Say) -> None:
    on = "on Ein Haken für jede Schürze"
    since = say("catch-up")
    assert since.code == 0
    promise = say("promise", IDEA, "Three boards", "--json").json["id"]
    hiccup = say("hiccup", IDEA, "The tap was shut", "--json").json["id"]
    say("catch-up")
    say("keep", promise, "--by", "tomek")
    say("resolve", hiccup, "It is open", "--by", "tomek")
    say("rest", "m61k", "--because", "no kiln", "--by", "ana")
    listed = [one["did"] for one in say("undo", "--list", "--by", "tomek", "--json").json]
    assert listed == [
        f"A hiccup {on} is resolved, says {TOMEK}: The tap was shut",
        f"Mavi Lindqvist kept a promise {on}, says {TOMEK}: Three boards",
    ]
    assert "Warm the cups on the kiln lid rests, says Ana Beltrán" in say("undo", "--list", "--by", "ana").out
    news = [one["happened"] for one in say("catch-up", "--json").json]
    assert f"Mavi Lindqvist kept a promise {on}, says {TOMEK}: Three boards" in news
    assert "Warm the cups on the kiln lid rests, says Ana Beltrán: no kiln" in news


def test_what_is_ones_own_needs_nobody_who_says_so(say: Say) -> None:
    promise = say("promise", IDEA, "Three boards", "--json").json["id"]
    say("keep", promise)
    assert ", says" not in say("undo", "--list").out
    assert "said by Mavi" not in say("story", "workspace").out


def test_what_was_given_and_closed_since_says_who_closed_it(say: Say) -> None:
    say("catch-up", "--by", "ana")
    promise = say("promise", IDEA, "Three boards", "--json").json["id"]
    say("keep", promise, "--by", "tomek")
    news = [one["happened"] for one in say("catch-up", "--json", "--by", "ana").json]
    assert any(one.endswith((f", says {TOMEK}: Three boards", f"kept, says {TOMEK}")) for one in news)
