"""What happened since somebody was last here."""

from datetime import datetime, timedelta

import pytest

from cocreate.model.catching_up import (
    LATE,
    REST,
    YOU,
    YOURS,
    News,
    Seen,
    caught_up,
    last_trace,
    seen_now,
    together,
    told,
)
from cocreate.model.collection import Collection
from cocreate.model.items import Contribution, Idea, Item, Person, Project
from cocreate.model.moments import LONG_AGO
from cocreate.model.turning import AGAIN
from tests.conftest import NOON, collected

BEFORE = NOON - timedelta(days=3)
"""When they were last here."""

MAVI, ERKAN = Person("people/mavi.md", {"name": "Mavi Lindqvist"}), Person("people/erkan.md", {"name": "Erkan Y."})


def given(name: str, kind: str, on: str, by: str, at: datetime = NOON, body: str = "Words.", **keys: object) -> Item:
    fields = {"id": name, "kind": kind, "on": on, "by": [by], "at": at.isoformat(), **keys}
    return Contribution(f"ideas/2026-11/x-{on}/{name}.md", fields, body)  # type: ignore[arg-type]


def idea(name: str, by: str, at: datetime = BEFORE, **keys: object) -> Item:
    fields = {"id": name, "title": f"Idea {name}", "state": "fresh", "by": [by], "at": at.isoformat(), **keys}
    return Idea(f"ideas/2026-11/x-{name}/idea.md", fields)  # type: ignore[arg-type]


def project(name: str, by: str, at: datetime = BEFORE, **keys: object) -> Item:
    fields = {"id": name, "title": f"Project {name}", "state": "active", "by": [by], "at": at.isoformat(), **keys}
    return Project(f"projects/x-{name}/project.md", fields)  # type: ignore[arg-type]


def of(*items: Item) -> Collection:
    return Collection("Teambase", [MAVI, ERKAN, *items])


def parts(found: list[News]) -> dict[str, str]:
    return {news.item.id: news.part for news in found}


MINE = idea("a000000000", "mavi", BEFORE - timedelta(days=1))
THEIRS = idea("b000000000", "erkan", BEFORE - timedelta(days=1))
SAID = given("c000000000", "proposal", "b000000000", "mavi", BEFORE - timedelta(days=1), state="open")


@pytest.mark.parametrize(
    ("news", "part"),
    [
        (given("n000000000", "comment", "c000000000", "erkan"), YOU),
        (given("n000000000", "stance", "c000000000", "erkan", stance="object"), YOU),
        (given("n000000000", "thanks", "b000000000", "erkan", to=["mavi"]), YOU),
        (given("n000000000", "question", "a000000000", "erkan"), YOU),
        (given("n000000000", "comment", "workspace", "erkan", body="I saw @mavi there."), YOU),
        (given("n000000000", "comment", "workspace", "erkan", body="As Mavi's cups show."), YOU),
        (given("n000000000", "wording", "b000000000", "mavi"), YOU),
        (project("n000000000", "erkan", NOON, grew_from=["a000000000"]), YOU),
        (idea("n000000000", "erkan", NOON, woven_from=["a000000000", "b000000000"]), YOU),
        (given("n000000000", "comment", "a000000000", "erkan"), YOURS),
        (given("n000000000", "comment", "b000000000", "erkan"), YOURS),
        (idea("n000000000", "erkan", NOON, project="d000000000"), YOURS),
        (idea("n000000000", "erkan", NOON), REST),
        (given("n000000000", "comment", "workspace", "erkan", body="The mavis sing; write to x@mavi.example"), REST),
    ],
)
def test_each_thing_stands_in_the_part_that_is_nearest(news: Item, part: str) -> None:
    inside = project("d000000000", "erkan", BEFORE - timedelta(days=1), people=["mavi"])
    found = caught_up(of(MINE, THEIRS, SAID, inside, news), "mavi", Seen(BEFORE))
    assert parts(found) == {"n000000000": part}


def test_ones_own_acts_are_no_news_nor_what_one_typed_for_somebody() -> None:
    own = given("n000000000", "comment", "b000000000", "mavi")
    typed = given("m000000000", "comment", "b000000000", "erkan", noted_by="mavi")
    assert caught_up(of(MINE, THEIRS, own, typed), "mavi", Seen(BEFORE)) == []
    assert parts(caught_up(of(MINE, THEIRS, own, typed), "erkan", Seen(BEFORE))) == {"n000000000": YOURS}


def test_what_came_late_is_news_though_it_is_older_than_the_last_visit() -> None:
    late = given("n000000000", "comment", "a000000000", "erkan", BEFORE - timedelta(days=2))
    seen = seen_now(of(MINE, THEIRS, SAID), BEFORE)
    assert parts(caught_up(of(MINE, THEIRS, SAID, late), "mavi", seen)) == {"n000000000": YOURS}
    assert caught_up(of(MINE, THEIRS, SAID, late), "mavi", Seen(BEFORE)) == []
    assert caught_up(of(MINE, THEIRS, SAID, late), "mavi", seen_now(of(MINE, THEIRS, SAID, late), BEFORE)) == []


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (SAID, {"state": "decided", "outcome": "Six to eight"}, "Decided on Idea b000000000: Six to eight"),
        (SAID, {"state": "withdrawn"}, "A proposal on Idea b000000000 is withdrawn: Words."),
        (given("p000000000", "promise", "b000000000", "erkan", BEFORE, state="open"), {"state": "kept"}, "Erkan Y."),
        (given("p000000000", "hiccup", "b000000000", "mavi", BEFORE), {"state": "resolved"}, "A hiccup"),
        (THEIRS, {"state": "resting", "because": "no clay"}, "Idea b000000000 rests: no clay"),
        (THEIRS, {"state": "taken-up"}, "Idea b000000000 is taken up"),
        (project("p000000000", "erkan"), {"state": "finished"}, "Project p000000000 is finished"),
        (project("p000000000", "erkan", state="resting"), {"state": "active"}, "Project p000000000 goes on"),
    ],
)
def test_turning_points_are_told_as_sentences(before: Item, after: dict[str, str], sentence: str) -> None:
    become = type(before)(before.path, {**before.fields, **after}, before.body)
    rest = [one for one in (MINE, THEIRS, SAID) if one.id != before.id]
    seen = seen_now(of(*rest, before), BEFORE)
    collection = of(*rest, become)
    (news,) = caught_up(collection, "mavi", seen)
    assert told(collection, news).startswith(sentence)
    assert news.at >= seen.at
    assert caught_up(collection, "mavi", seen, {become.path}) == []


def test_an_idea_that_something_grew_from_is_told_once() -> None:
    seen = seen_now(of(MINE, THEIRS), BEFORE)
    taken = Idea(MINE.path, {**MINE.fields, "state": "taken-up"})
    grown = project("n000000000", "erkan", NOON, grew_from=["a000000000"])
    collection = of(taken, THEIRS, grown)
    (news,) = caught_up(collection, "mavi", seen)
    assert told(collection, news) == "Project n000000000 grew from Idea a000000000"


def test_without_a_picture_of_what_was_a_decision_is_told_from_the_last_stance_on() -> None:
    decided = Contribution(SAID.path, {**SAID.fields, "state": "decided"}, "Words.")
    stance = given("n000000000", "stance", decided.id, "erkan", stance="agree")
    found = caught_up(of(MINE, THEIRS, decided, stance), "mavi", Seen(BEFORE))
    assert [(news.item.id, news.turn) for news in found] == [("n000000000", ""), (decided.id, "decided")]
    assert caught_up(of(MINE, THEIRS, decided, stance), "mavi", Seen(NOON)) == []


def test_several_see_each_thing_once_with_whom_it_concerns() -> None:
    thanks = given("n000000000", "thanks", "a000000000", "tomek", to=["mavi", "erkan"])
    own = given("m000000000", "question", "b000000000", "mavi")
    collection = of(MINE, THEIRS, thanks, own)
    found = together(caught_up(collection, person, Seen(BEFORE)) for person in ("mavi", "erkan"))
    assert [(news.item.id, news.part, news.whom) for news in found] == [
        ("n000000000", YOU, ("mavi", "erkan")),
        ("m000000000", YOU, ("erkan",)),
    ]


def test_for_nobody_in_particular_all_is_elsewhere() -> None:
    comment = given("n000000000", "thanks", "a000000000", "erkan", to=["mavi"])
    assert parts(caught_up(of(MINE, THEIRS, comment), "", Seen(BEFORE))) == {"n000000000": REST}


def test_the_sample_has_news_for_mavi_in_every_part_and_none_after_it_is_seen(teambase: str) -> None:
    sample = collected(teambase)
    found = caught_up(sample, "mavi", Seen(NOON - timedelta(days=7)))
    assert list(dict.fromkeys(news.part for news in found)) == [YOU, YOURS, REST]
    thanks = next(news for news in found if news.item.id == "p6k6pmrrgb")
    assert told(sample, thanks) == "Prof. Dr. Ada Trenkel thanks Mavi Lindqvist on Barista pass"
    assert not [news for news in found if "mavi" in news.item.by]
    assert caught_up(sample, "mavi", seen_now(sample, NOON)) == []
    trace = last_trace(sample, "mavi")
    assert trace
    assert trace < NOON
    assert last_trace(sample, "nobody") is None
    assert last_trace(sample, "") is None


def test_whoever_was_here_at_no_moment_that_is_known_is_told_of_everything() -> None:
    assert parts(caught_up(of(THEIRS), "mavi", Seen(LONG_AGO))) == {THEIRS.id: REST}


def test_what_rested_long_ago_and_goes_on_is_news_and_what_still_rests_is_none() -> None:
    long_ago = BEFORE - 2 * LATE
    on, still = idea("d000000000", "erkan", long_ago), idea("e000000000", "erkan", long_ago, state="resting")
    since = Seen(BEFORE, {"d000000000": "resting", "e000000000": "resting"})
    assert [(news.item.id, news.turn) for news in caught_up(of(on, still), "mavi", since)] == [("d000000000", AGAIN)]
