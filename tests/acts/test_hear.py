"""What was heard: what becomes of it, who confirms it, who puts it right, and who still waits."""

import pytest

from cocreate.acts.contribute import contribute
from cocreate.acts.hear import confirm, make_of, put_right
from cocreate.model.errors import Refused
from cocreate.model.hearing import came_of, passages, still_to_confirm
from cocreate.model.hearing import put_right as stands_instead
from cocreate.model.items import Contribution
from cocreate.model.waiting import HEARD, everything_waiting
from cocreate.pages.conversation import contribution_page, conversation
from cocreate.pages.parts import Body, Fact, Row, plain
from tests.conftest import NOON, collected, make_voice

PROJECT = "gmwawa9ss0"


def heard(root: str, *people: str) -> Contribution:
    keys = {"form": "call", "heard_from": list(people)}
    return contribute(root, make_voice("ana"), collected(root), PROJECT, "encounter", "She wants red ones.", keys)


def waits_for(root: str, given: Contribution) -> tuple[str, ...]:
    found = [wait for wait in everything_waiting(collected(root), NOON.date()) if wait.item.id == given.id]
    assert all(wait.waits == HEARD for wait in found)
    return found[0].whom if found else ()


def test_a_passage_becomes_an_idea_a_question_or_a_promise_and_each_names_the_other(teambase: str) -> None:
    call = heard(teambase, "tomek")
    voice = make_voice("mavi")
    idea = make_of(teambase, voice, collected(teambase), call, "idea", "Red ones #clay")
    asks = make_of(teambase, make_voice("mavi"), collected(teambase), call, "question", "How red?")
    promise = make_of(teambase, make_voice("erkan"), collected(teambase), call, "promise", "Two.", until="2026-12-01")
    assert [one.text("heard_in") for one in (idea, asks, promise)] == [call.id] * 3
    assert (idea.by, idea.text("project"), idea.themes) == (("mavi",), PROJECT, ("clay",))
    assert (asks.text("on"), promise.text("until"), promise.state) == (call.id, "2026-12-01", "open")
    now = collected(teambase)
    assert {one.id for one in came_of(now, call)} == {idea.id, asks.id, promise.id}
    facts = [part for part in contribution_page(now, call, NOON).around if isinstance(part, Fact)]
    assert {ref for fact in facts if fact.label == "Came of it" for _line, ref in fact.lines} == {
        idea.id,
        asks.id,
        promise.id,
    }


def test_nothing_else_becomes_of_it_and_only_of_an_encounter(teambase: str) -> None:
    call = heard(teambase)
    with pytest.raises(Refused, match="does not become"):
        make_of(teambase, make_voice(), collected(teambase), call, "stance", "Yes")
    with pytest.raises(Refused, match="This takes: encounter"):
        make_of(teambase, make_voice(), collected(teambase), collected(teambase).ideas["8tp8qnsvq5"], "idea", "Red")


def test_what_was_heard_waits_for_each_until_they_said_that_it_is_right(teambase: str) -> None:
    call = heard(teambase, "tomek", "ada-trenkel")
    assert waits_for(teambase, call) == ("tomek", "ada-trenkel")
    for act in (
        lambda: confirm(teambase, make_voice("erkan"), call),
        lambda: put_right(teambase, make_voice("erkan"), collected(teambase), call, "Blue."),
    ):
        with pytest.raises(Refused, match=r"Tomasz Wilk, Prof\. Dr\. Ada Trenkel; they say"):
            act()
    confirm(teambase, make_voice("tomek"), collected(teambase).contributions[call.id])
    assert waits_for(teambase, call) == ("ada-trenkel",)
    put_right(teambase, make_voice("ada-trenkel"), collected(teambase), call, "Green.")
    assert waits_for(teambase, call) == ()


def test_whoever_was_heard_puts_it_right_in_their_own_words_and_the_first_hearing_stays(teambase: str) -> None:
    call = heard(teambase, "tomek")
    right = put_right(teambase, make_voice("tomek"), collected(teambase), call, "I want green ones.")
    assert (right.by, right.body, right.text("puts_right")) == (("tomek",), "I want green ones.", call.id)
    now = collected(teambase)
    first = now.contributions[call.id]
    assert (first.body, first.by) == (call.body, ("ana",))
    assert stands_instead(now, first) == [right]
    bodies = {part.text for part in conversation(now, now.thread(PROJECT), NOON, PROJECT) if isinstance(part, Body)}
    assert right.body in bodies
    assert first.body not in bodies
    page = contribution_page(now, first, NOON).parts()
    assert first.body in {part.text for part in page if isinstance(part, Body)}


def test_of_what_several_said_the_first_hearing_is_shown_as_long_as_one_stands_by_it(teambase: str) -> None:
    call = heard(teambase, "tomek", "erkan")
    put_right(teambase, make_voice("tomek"), collected(teambase), call, "Green.")
    assert stands_instead(collected(teambase), call) == []
    assert still_to_confirm(collected(teambase), call) == ("erkan",)


def test_passages_are_the_sentences_of_a_text() -> None:
    text = "We heard: “Red.” And that\nit is heavy. A\n\nSecond paragraph, Dr. M. said so"
    assert passages(text)[0] == "We heard: “Red.”"
    assert "And that it is heavy." in passages(text)
    assert passages("") == []


def test_thanks_tell_what_they_are_for(teambase: str) -> None:
    given = contribute(teambase, make_voice(), collected(teambase), "erkan", "thanks", "", {"occasion": "the lamp"})
    told = [
        plain(part.left) for part in conversation(collected(teambase), [given], NOON, given.on) if isinstance(part, Row)
    ]
    assert "the lamp" in told[0]
