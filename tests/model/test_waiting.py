"""What waits for whom."""

from datetime import date

import pytest

from cocreate.model.collection import Collection
from cocreate.model.waiting import everything_waiting
from tests.conftest import collected, put

TODAY = date(2026, 11, 22)
IDEA, ASKED = "9d2m4x7t0e", "4h8s1v6w3z"


@pytest.fixture
def sample(teambase: str) -> Collection:
    """The sample."""
    return collected(teambase)


def test_what_waits_for_those_who_speak_comes_first_by_its_day_and_the_longest_wait_first(sample: Collection) -> None:
    found = everything_waiting(sample, TODAY, ["mavi"])
    mine = ["mavi" in wait.whom for wait in found]
    assert any(mine)
    assert mine == sorted(mine, reverse=True)
    days = [wait.until for wait in found if "mavi" in wait.whom]
    assert any(days)
    assert days == [*sorted(filter(None, days)), *(day for day in days if not day)]
    for part in (True, False):
        without_day = [wait for wait in found if ("mavi" in wait.whom) is part and not (part and wait.until)]
        moments = [wait.item.at for wait in without_day]
        assert moments == sorted(moments)


def test_a_question_waits_for_those_whose_thing_it_is_on_and_once_answered_for_whoever_asked(
    sample: Collection,
) -> None:
    waits = {wait.item.id: wait for wait in everything_waiting(sample, TODAY)}
    asked = waits["d01e" + next(i for i in sample.contributions if i.startswith("d01e"))[4:]]
    assert (asked.waits, asked.of, asked.whom) == ("question", ("erkan",), ("ana",))


def test_a_proposal_waits_for_those_who_have_not_been_heard(sample: Collection) -> None:
    for wait in everything_waiting(sample, TODAY):
        if wait.waits == "proposal":
            heard = {who for reply in sample.replies(wait.item.id) if reply.kind == "stance" for who in reply.by}
            assert heard.isdisjoint(wait.whom)
            assert set(wait.item.by).isdisjoint(wait.whom)


def test_what_was_to_be_looked_at_again_waits_from_its_day_on(sample: Collection) -> None:
    reviews = [wait for wait in everything_waiting(sample, TODAY) if wait.waits == "review"]
    assert reviews == [], "the one whose day has come was replaced by another"
    later = [wait for wait in everything_waiting(sample, date(2027, 3, 1)) if wait.waits == "review"]
    assert "2027-03-01" in {wait.until for wait in later}
    assert all(wait.until <= "2027-03-01" for wait in later)


def test_an_idea_waits_until_somebody_else_says_something_joins_or_lets_it_grow(sample: Collection) -> None:
    ideas = [wait.item for wait in everything_waiting(sample, TODAY) if wait.waits == "idea"]
    assert ideas
    for idea in ideas:
        others = {who for given in sample.thread(idea.id) for who in given.by} - set(idea.by)
        assert not others
        assert not sample.children(idea.id)


def test_where_nobody_else_is_nothing_waits_for_others(workspace: str) -> None:
    put(workspace, "people/mavi.md", {"name": "Mavi"})
    at = {"by": ["mavi"], "at": "2026-11-21T14:03:11+01:00"}
    put(workspace, f"ideas/2026-11/i-{IDEA}/idea.md", {"id": IDEA, "title": "A rail", "state": "fresh", **at})
    said = {"id": ASKED, "kind": "question", "on": IDEA, **at}
    put(workspace, f"ideas/2026-11/i-{IDEA}/20261121T130311Z-question-{ASKED}.md", said, "Of wood?")
    (alone,) = everything_waiting(collected(workspace), TODAY, ["mavi"])
    assert (alone.item.id, alone.whom) == (ASKED, ("mavi",))
    put(workspace, "people/erkan.md", {"name": "Erkan"})
    assert [wait.whom for wait in everything_waiting(collected(workspace), TODAY, ["mavi"])] == [(), ()]


def test_whether_an_idea_is_heard_puts_no_thread_in_order(sample: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    thread = Collection.thread
    monkeypatch.setattr(Collection, "thread", lambda self, root: (asked.append(root), thread(self, root))[1])
    everything_waiting(sample, TODAY)
    assert not asked


def test_a_question_waits_for_whoever_is_marked_in_it_as_well(workspace: str) -> None:
    for person in ("Ana", "Erkan", "Mavi"):
        put(workspace, f"people/{person.lower()}.md", {"name": person})
    at = {"by": ["mavi"], "at": "2026-11-21T14:03:11+01:00"}
    said = {"id": ASKED, "kind": "question", "on": "workspace", **at}
    put(workspace, f"commons/2026-11/20261121T130311Z-question-{ASKED}.md", said, "@erkan, have you seen `@ana`?")
    (asked,) = everything_waiting(collected(workspace), TODAY, ["mavi"])
    assert asked.whom == ("erkan",)
