"""Closing what is open: decisions, promises, hiccups, what helped, what is still true."""

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.acts.contribute import contribute
from cocreate.acts.decide import decide, note_decision, withdraw
from cocreate.acts.edit import edit
from cocreate.acts.hiccup import happened_again, resolve, take_in_hand
from cocreate.acts.know import helped, make_known, still_true
from cocreate.acts.promise import keep, release, renew
from cocreate.acts.voice import Voice
from cocreate.model import phrases
from cocreate.model.consent import earlier_stances, objections, reads_the_same, replaced_by, stances, to_hear
from cocreate.model.errors import Refused
from cocreate.model.items import Contribution, Idea
from cocreate.model.phrases import how_it_stands
from cocreate.model.threads import arranged
from cocreate.model.waiting import everything_waiting, waits_as
from cocreate.pages.confirming import given as given_words
from cocreate.pages.conversation import said
from tests.acts.test_undo import catch
from tests.conftest import NOON, collected, make_voice


def gives(workspace: str, on: str, kind: str, text: str, by: str = "mavi", **keys: str) -> Contribution:
    return contribute(workspace, make_voice(by), collected(workspace), on, kind, text, dict(keys))


@pytest.fixture
def idea(workspace: str) -> Idea:
    return catch(workspace)


@pytest.fixture
def proposal(workspace: str, idea: Idea) -> Contribution:
    return gives(workspace, idea.id, "proposal", "Twelve cups.")


def test_a_stance_to_an_earlier_wording_is_told_as_that(workspace: str, proposal: Contribution) -> None:
    agrees = gives(workspace, proposal.id, "stance", "", "ana", stance="agree")
    later = Voice(["erkan"], clock=lambda: NOON + timedelta(hours=1))
    edit(workspace, later, proposal, {}, "Ten cups.")
    now = collected(workspace)
    assert stances(now, now.contributions[proposal.id]) == {}
    assert how_it_stands(now, now.contributions[agrees.id]) == "agrees, to an earlier wording"


def test_new_words_of_what_is_decided_are_told_with_it_and_beside_who_spoke_to_the_old_ones(
    workspace: str, proposal: Contribution
) -> None:
    agrees = gives(workspace, proposal.id, "stance", "", "ana", stance="agree")
    decide(workspace, make_voice(), collected(workspace), proposal)
    decided = collected(workspace).contributions[proposal.id]
    edit(workspace, Voice(["erkan"], clock=lambda: NOON + timedelta(days=1)), decided, {}, "Ten cups.")
    now = collected(workspace)
    assert how_it_stands(now, now.contributions[agrees.id]) == "agrees, to an earlier wording"
    told = repr(said(now, now.contributions[proposal.id], NOON))
    assert f"its words were changed after that, {(NOON + timedelta(days=1)).date()}" in told
    assert "decided, to" not in told


def test_nobody_thanks_themselves(workspace: str, idea: Idea) -> None:
    said = contribute(workspace, make_voice("mavi", "erkan"), collected(workspace), idea.id, "comment", "Hm.")
    thanks = contribute(workspace, make_voice("mavi"), collected(workspace), said.id, "thanks", "", {})
    assert thanks.listed("to") == ("erkan",)


def test_a_decision_says_what_came_of_it_since_when_and_who_said_so(workspace: str, proposal: Contribution) -> None:
    decided = decide(
        workspace, make_voice("erkan"), collected(workspace), proposal, "Twelve it is.", review="2027-01-31"
    ).item
    assert (decided.state, decided.text("outcome"), decided.text("review")) == (
        "decided",
        "Twelve it is.",
        "2027-01-31",
    )
    assert (decided.listed("state_by"), decided.text("state_since")) == (("erkan",), NOON.isoformat())
    with pytest.raises(Refused, match="decided already"):
        decide(workspace, make_voice(), collected(workspace), decided)


def test_an_objection_stands_until_it_is_taken_in_or_somebody_says_why_it_does(
    workspace: str, proposal: Contribution
) -> None:
    gives(workspace, proposal.id, "stance", "Too heavy.", "ana", stance="object")
    with pytest.raises(Refused, match="An objection stands: ana"):
        decide(workspace, make_voice(), collected(workspace), proposal)
    decided = decide(workspace, make_voice(), collected(workspace), proposal, despite="we try it for a week").item
    assert decided.text("despite") == "we try it for a week"


def test_of_one_person_the_last_stance_counts(workspace: str, proposal: Contribution) -> None:
    gives(workspace, proposal.id, "stance", "Too heavy.", "ana", stance="object")
    gives(workspace, proposal.id, "stance", "", "ana", stance="agree")
    there = collected(workspace)
    assert objections(there, proposal) == []
    assert stances(there, proposal)["ana"].text("stance") == "agree"
    assert decide(workspace, make_voice(), there, proposal).item.state == "decided"


def test_a_new_version_asks_everybody_again_and_keeps_who_spoke(workspace: str, proposal: Contribution) -> None:
    gives(workspace, proposal.id, "stance", "Too heavy.", "ana", stance="object")
    gives(workspace, proposal.id, "stance", "", "erkan", stance="agree")
    later = make_voice("mavi", at=NOON + timedelta(hours=1))
    revised = edit(workspace, later, proposal, {}, "Twelve light cups.").item
    assert isinstance(revised, Contribution)
    there = collected(workspace)
    assert objections(there, revised) == []
    assert set(to_hear(there, revised)) == {"ana", "erkan"}
    assert all(waits_as(there, one) == "" for one in there.replies(revised.id))


def test_what_comes_later_within_one_second_counts_as_later(workspace: str, proposal: Contribution) -> None:
    """All of it happens at the same moment, as a script, or two hands, may have it."""
    gives(workspace, proposal.id, "stance", "Too heavy.", "ana", stance="object")
    gives(workspace, proposal.id, "stance", "", "ana", stance="agree")
    gives(workspace, proposal.id, "stance", "Still too heavy.", "ana", stance="object")
    there = collected(workspace)
    assert [one.text("stance") for one in there.replies(proposal.id)] == ["object", "agree", "object"]
    assert stances(there, proposal)["ana"].body == "Still too heavy."
    revised = edit(workspace, make_voice(), proposal, {}, "Ten cups.", among=there).item
    assert isinstance(revised, Contribution)
    now = collected(workspace)
    assert (stances(now, revised), [*earlier_stances(now, revised)]) == ({}, ["ana"])
    gives(workspace, proposal.id, "stance", "", "ana", stance="agree")
    heard = collected(workspace)
    assert [one.text("stance") for one in stances(heard, revised).values()] == ["agree"]
    assert earlier_stances(heard, revised) == {}


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(["agree", "object", "edit"]), max_size=8))
def test_whatever_the_order_of_acts_in_one_second_the_last_counts(acts: list[str]) -> None:
    with TemporaryDirectory() as root:
        proposal = gives(root, "workspace", "proposal", "0 cups.")
        expected = ""
        for number, act in enumerate(acts, 1):
            there = collected(root)
            if act == "edit":
                edit(root, make_voice(), there.contributions[proposal.id], {}, f"{number} cups.", among=there)
                expected = ""
            else:
                gives(root, proposal.id, "stance", "Because.", "ana", stance=act)
                expected = act
        now = collected(root)
        taken = stances(now, now.contributions[proposal.id])
        assert [one.text("stance") for one in taken.values()] == ([expected] if expected else [])


@pytest.mark.parametrize("same", ["Twelve cups…!", "Twelve  cups", "“Twelve” cups.\n"])
def test_spaces_and_punctuation_are_no_new_version(workspace: str, proposal: Contribution, same: str) -> None:
    gives(workspace, proposal.id, "stance", "Too heavy.", "ana", stance="object")
    edit(workspace, make_voice(at=NOON + timedelta(hours=1)), proposal, {}, same)
    now = collected(workspace)
    assert len(objections(now, now.contributions[proposal.id])) == 1


@pytest.mark.parametrize(
    ("before", "now"), [("1.5 m", "15 m"), ("At 5:30.", "At 530."), ("a-b", "ab"), ("Yes", "Yes?")]
)
def test_a_sign_that_changes_what_is_proposed_is_a_new_version(before: str, now: str) -> None:
    assert not reads_the_same(before, now)


def test_silence_is_no_yes(workspace: str, idea: Idea) -> None:
    proposal = gives(workspace, idea.id, "proposal", "Twelve cups.", "erkan")
    assert to_hear(collected(workspace), proposal) == idea.by


def test_what_was_decided_in_conversation_is_one_step(workspace: str, idea: Idea, proposal: Contribution) -> None:
    there = collected(workspace)
    made = note_decision(workspace, make_voice("mavi", "ana"), there, idea.id, "No deposit.", replaces=proposal.id)
    assert (made.kind, made.state, made.by, made.body) == ("proposal", "decided", ("mavi", "ana"), "No deposit.")
    assert replaced_by(collected(workspace), proposal.id) == made
    with pytest.raises(Refused, match="replaced"):
        note_decision(workspace, make_voice(), there, idea.id, "No deposit.", replaces=idea.id)


def test_a_proposal_is_withdrawn_or_gets_more_time(workspace: str, proposal: Contribution) -> None:
    assert renew(workspace, make_voice("ana"), proposal, "2026-12-05").item.text("until") == "2026-12-05"
    gone = withdraw(workspace, make_voice(), proposal, "nobody needs it").item
    assert (gone.state, gone.text("because")) == ("withdrawn", "nobody needs it")
    with pytest.raises(Refused, match="withdrawn already"):
        renew(workspace, make_voice(), gone, "2026-12-05")


def test_a_promise_is_renewed_then_kept_or_released(workspace: str, idea: Idea) -> None:
    promise = gives(workspace, idea.id, "promise", "Three boards.", until="2026-11-20")
    renewed = renew(workspace, make_voice(), promise, "2026-12-05", "the wood is late").item
    assert (renewed.state, renewed.text("until"), renewed.text("because")) == (
        *("renegotiated", "2026-12-05"),
        "the wood is late",
    )
    assert isinstance(renewed, Contribution)
    assert waits_as(collected(workspace), renewed) == "promise"
    kept = keep(workspace, make_voice(), renewed).item
    assert isinstance(kept, Contribution)
    assert waits_as(collected(workspace), kept) == ""
    with pytest.raises(Refused, match="kept already"):
        release(workspace, make_voice(), kept)
    with pytest.raises(Refused, match="Until when"):
        renew(workspace, make_voice(), gives(workspace, idea.id, "promise", "Two more."), "")


def test_a_hiccup_is_taken_in_hand_happens_again_and_is_resolved(workspace: str, idea: Idea) -> None:
    hiccup = gives(workspace, idea.id, "hiccup", "The tap was shut.", step="filling the jug")
    assert take_in_hand(workspace, make_voice(), hiccup).item.state == "in-work"
    again = happened_again(workspace, make_voice("erkan"), collected(workspace), hiccup)
    assert (again.on, again.text("step"), again.listed("felt_by")) == (hiccup.id, "filling the jug", ("erkan",))
    resolved = resolve(workspace, make_voice(), hiccup, "it stays open now").item
    assert (resolved.state, resolved.text("outcome")) == ("resolved", "it stays open now")


def test_what_happened_again_stands_under_the_first_and_is_resolved_with_it(workspace: str, idea: Idea) -> None:
    """All of it within one second."""
    first = gives(workspace, idea.id, "hiccup", "The tap was shut.")
    second = happened_again(workspace, make_voice("erkan"), collected(workspace), first)
    third = happened_again(workspace, make_voice("ana"), collected(workspace), second, "Shut, and wet.")
    gives(workspace, first.id, "comment", "I hear it.")
    assert third.on == first.id
    there = collected(workspace)
    assert [(one.id, depth) for one, depth in arranged(there, there.thread(idea.id))][:3] == [
        *[(first.id, 0), (second.id, 1), (third.id, 1)],
    ]
    assert phrases.happened(there, second) == "erkan: it happened again, on Cup library"
    assert [wait.item.id for wait in everything_waiting(there, NOON.date()) if wait.waits == "hiccup"] == [
        *(first.id, second.id, third.id)
    ]
    resolve(workspace, make_voice(), there.contributions[first.id], "it stays open now")
    now = collected(workspace)
    assert [wait.item.id for wait in everything_waiting(now, NOON.date()) if wait.waits == "hiccup"] == []
    assert how_it_stands(now, now.contributions[second.id]) == "hiccup, happened again, resolved with the first"
    assert now.contributions[second.id].state == "noticed"
    later = happened_again(workspace, make_voice("erkan"), now, first)
    there = collected(workspace)
    assert [wait.item.id for wait in everything_waiting(there, NOON.date()) if wait.waits == "hiccup"] == [later.id]
    assert given_words(there, later).endswith(
        "under the hiccup that mavi noticed. That one was resolved: it stays open now."
    )


def test_hiccups_that_stand_on_each_other_are_all_told(workspace: str, idea: Idea) -> None:
    one = gives(workspace, idea.id, "hiccup", "The tap was shut.")
    other = gives(workspace, one.id, "hiccup", "And again.")
    path = Path(workspace, one.path)
    path.write_text(path.read_text().replace(idea.id, other.id))
    there = collected(workspace)
    both = [there.contributions[one.id], there.contributions[other.id]]
    assert [depth for _one, depth in arranged(there, both)] == [0, 0]
    assert [waits_as(there, given) for given in both] == ["hiccup", "hiccup"]


def test_an_answer_helps_and_becomes_good_to_know(workspace: str, idea: Idea) -> None:
    question = gives(workspace, idea.id, "question", "How warm?")
    answer = gives(workspace, question.id, "answer", "From 4 degrees.", "ana")
    marked = helped(workspace, make_voice("mavi"), answer).item
    with pytest.raises(Refused, match="said already"):
        helped(workspace, make_voice("mavi"), marked)
    assert collected(workspace).contributions[answer.id].listed("helpful") == ("mavi",)
    known = make_known(workspace, make_voice(), collected(workspace), answer)
    assert (known.kind, known.on, known.body) == ("knowhow", answer.id, "From 4 degrees.")
    with pytest.raises(Refused, match="it is: question"):
        helped(workspace, make_voice(), question)


def test_what_was_not_looked_at_for_half_a_year_asks_and_a_yes_is_enough(workspace: str, idea: Idea) -> None:
    known = gives(workspace, idea.id, "knowhow", "From 4 degrees.", checked="2026-05-01")
    waits = everything_waiting(collected(workspace), NOON.date())
    assert [(wait.item.id, wait.waits, wait.until) for wait in waits if wait.waits == "review"] == [
        (known.id, "review", "2026-11-01")
    ]
    assert still_true(workspace, make_voice(), known).item.text("checked") == NOON.date().isoformat()
    assert all(wait.waits != "review" for wait in everything_waiting(collected(workspace), NOON.date()))


def test_what_was_agreed_is_looked_at_again_half_a_year_later(workspace: str, idea: Idea) -> None:
    agreed = gives(workspace, idea.id, "agreement", "By first names.", review="2026-11-01")
    assert still_true(workspace, make_voice(), agreed).item.text("review") == "2027-05-21"
    with pytest.raises(Refused):
        still_true(workspace, make_voice(), idea)
