"""Offering: whose idea it is too, by their own yes and in no other way; also where copies meet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocreate.acts.capture import catch_idea
from cocreate.acts.edit import edit
from cocreate.acts.offer import accept, decline, offer
from cocreate.model.errors import Refused
from cocreate.model.items import Idea, as_list
from cocreate.model.waiting import OFFER, everything_waiting
from cocreate.workspace.format.documents import Document, parse
from cocreate.workspace.format.writing import document
from cocreate.workspace.merge.three_way import merge
from tests.conftest import NOON, collected, make_voice

PEOPLE = st.lists(st.sampled_from(["ana", "tomek", "noor"]), unique=True, max_size=3)


def caught(root: str) -> Idea:
    return Idea(*catch_idea(root, make_voice("mavi"), "Cup library"))


def now(root: str, idea: Idea) -> Idea:
    return collected(root).ideas[idea.id]


def test_it_is_theirs_once_they_say_yes_and_waits_for_them_until_then(workspace: str) -> None:
    idea = caught(workspace)
    offer(workspace, make_voice("mavi"), idea, ["ana", "tomek", "mavi"])
    assert (now(workspace, idea).by, now(workspace, idea).offered) == (("mavi",), ("ana", "tomek"))
    waits = [one for one in everything_waiting(collected(workspace), NOON.date()) if one.waits == OFFER]
    assert [one.whom for one in waits] == [("ana", "tomek")]
    accept(workspace, make_voice("ana"), now(workspace, idea))
    assert (now(workspace, idea).by, now(workspace, idea).offered) == (("mavi", "ana"), ("tomek",))
    decline(workspace, make_voice("tomek"), now(workspace, idea))
    assert (now(workspace, idea).by, "offered" in now(workspace, idea).fields) == (("mavi", "ana"), False)


def test_only_they_themselves_say_yes(workspace: str) -> None:
    idea = caught(workspace)
    offer(workspace, make_voice("mavi"), idea, ["ana"])
    for act in (accept, decline):
        with pytest.raises(Refused):
            act(workspace, make_voice("tomek"), now(workspace, idea))
    with pytest.raises(Refused, match="own yes"):
        edit(workspace, make_voice("mavi"), idea, {"by": ["mavi", "ana"]})
    assert now(workspace, idea).by == ("mavi",)


def test_somebody_else_does_not_offer_it(workspace: str) -> None:
    idea = caught(workspace)
    with pytest.raises(Refused):
        offer(workspace, make_voice("tomek"), idea, ["ana"])
    assert "offered" not in now(workspace, idea).fields


def said(by: list[str], offered: list[str]) -> Document:
    fields = {"id": "9d2m4x7t0e", "title": "Cups", "state": "fresh", "by": by, "at": "2026-11-21T14:03:11+01:00"}
    return parse(document(fields | ({"offered": offered} if offered else {})))


def test_a_yes_here_and_a_further_offer_there_meet() -> None:
    base, yes, more = said(["mavi"], ["ana"]), said(["mavi", "ana"], []), said(["mavi"], ["ana", "tomek"])
    for ours, theirs in ((yes, more), (more, yes)):
        merged = merge(base, ours, theirs)
        assert (merged.document.fields["by"], merged.document.fields["offered"]) == (["mavi", "ana"], ["tomek"])
        assert not merged.aside


@given(PEOPLE, PEOPLE, PEOPLE, PEOPLE)
def test_whoever_said_yes_is_named_and_never_asked_again(
    offered: list[str], more: list[str], one: list[str], other: list[str]
) -> None:
    base = said(["mavi"], offered)
    ours, theirs = (
        said(["mavi", *(p for p in yes if p in offered)], [p for p in dict.fromkeys([*offered, *new]) if p not in yes])
        for yes, new in ((one, more), (other, []))
    )
    fields = merge(base, ours, theirs).document.fields
    by, left = set(as_list(fields["by"])), set(as_list(fields.get("offered")))
    assert by == {"mavi", *(p for p in (*one, *other) if p in offered)}
    assert not by & left
