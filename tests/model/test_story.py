"""How we got here: in order, with what began, grew, was built on and turned."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from cocreate.model.collection import Collection
from cocreate.model.items import Contribution, Idea, Item
from cocreate.model.story import BEGAN, BUILT, GREW, TURNED, story
from tests.model.test_lineage import AT, idea, project


def said(name: str, on: str, kind: str, day: int, **keys: str | list[str]) -> Contribution:
    fields = {"id": name, "kind": kind, "on": on, "by": ["ana"], "at": AT.format(day=day), **keys}
    return Contribution(f"ideas/2026-11/{on}/x-{name}.md", fields, "And so on")


def past() -> list[Item]:
    return [
        idea("first", 1, "First"),
        said("more", "first", "addition", 2),
        said("talk", "first", "comment", 3),
        idea("woven", 4, "Woven", woven_from=["first"]),
        project("grown", 6, grew_from=["woven"]),
        said("held", "grown", "proposal", 7, state="decided", outcome="Go", state_since=AT.format(day=9)),
        idea("other", 5, "Elsewhere"),
    ]


def test_it_is_told_in_order_and_leaves_out_what_led_nowhere() -> None:
    steps = story(Collection("T", past()), "grown")
    assert [(step.item.id, step.what) for step in steps] == [
        ("first", BEGAN),
        ("more", BUILT),
        ("woven", GREW),
        ("grown", GREW),
        ("held", TURNED),
    ]
    assert [step.at.day for step in steps] == [1, 2, 4, 6, 9]


def test_an_idea_tells_what_became_of_it() -> None:
    assert [step.item.id for step in story(Collection("T", past()), "first")][-1] == "held"


def test_what_is_said_of_an_idea_whose_text_is_wrapped_ends_with_a_sentence() -> None:
    body = "Six to eight, door open, five litres of milk, and nobody signs up before it\nbegins. Then we foam."
    fields = idea("a", 1, "Foam").fields
    [began] = story(Collection("T", [Idea("ideas/2026-11/foam-a/idea.md", fields, body)]), "a")
    assert began.said == body.replace("\n", " ").partition(" Then")[0]


def test_a_resting_idea_says_why() -> None:
    [_began, rests] = story(Collection("T", [idea("a", 1, "A", state="resting", because="until spring")]), "a")
    assert rests.words == "A rests: until spring"


def test_a_question_and_the_answer_that_helped_are_told_and_what_was_only_asked_is_not() -> None:
    thread = [
        said("asked", "a", "question", 2),
        said("helps", "asked", "answer", 3, helpful=["mavi"]),
        said("not", "asked", "answer", 4),
        said("open", "a", "question", 5),
    ]
    steps = story(Collection("T", [idea("a", 1, "A"), *thread]), "a")
    assert [step.item.id for step in steps] == ["a", "asked", "helps"]
    assert steps[-1].words.endswith(", and it helped mavi")


def test_what_rests_since_nobody_knows_when_is_told_last_and_without_a_day() -> None:
    rests = idea("a", 1, "A", state="resting", because="until spring")
    first, more, last = story(Collection("T", [rests, said("more", "a", "addition", 2)]), "a")
    assert [first.what, more.what, last.what] == [BEGAN, BUILT, TURNED]
    assert [first.is_dated, more.is_dated, last.is_dated] == [True, True, False]
    known = idea("a", 1, "A", state="resting", because="until spring", state_since=AT.format(day=2))
    steps = story(Collection("T", [known, said("more", "a", "addition", 3)]), "a")
    assert [step.what for step in steps] == [BEGAN, TURNED, BUILT]


@given(st.randoms())
def test_in_whatever_order_the_files_come_the_story_is_the_same(chance: Random) -> None:
    mixed = past()
    chance.shuffle(mixed)
    told = [step.words for step in story(Collection("T", mixed), "grown")]
    assert told == [step.words for step in story(Collection("T", past()), "grown")]
    assert not any(isinstance(item, Idea) and item.title == "Elsewhere" and item.title in told for item in mixed)
