"""Of many questions only those are read that may be told: all that wait for a speaker, of others the oldest."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from cocreate.cli import opening
from cocreate.model.waiting import ANSWERED, QUESTION, everything_waiting
from tests.conftest import NOON
from tests.workspace.index.hand import Hand
from tests.workspace.index.test_related import among, looked, saved, waits_told

if TYPE_CHECKING:
    from pathlib import Path

    from cocreate.workspace.format.documents import Value

pytestmark = pytest.mark.usefixtures("later")

MOST = 3
QUESTIONS = {QUESTION, ANSWERED}


def ask(hand: Hand, count: int) -> None:
    """Have questions asked in many threads, some to somebody or with their mark, some with an answer that helped."""
    for _question in range(count):
        home = hand.chance.choice([home for home in hand.homes.values() if home.startswith("ideas/")])
        about = next(name for name, other in hand.homes.items() if other == home)
        name = hand.name(alike=False)
        to: dict[str, Value] = {"to": ["erkan"]} if hand.chance.random() < 0.1 else {}
        words = "@erkan, who could?" if hand.chance.random() < 0.1 else "Who could?"
        path = hand.files.setdefault(name, f"{home}/20261121T131500Z-question-{name}.md")
        hand.put(path, {"id": name, "kind": "question", "on": about, **to, **hand.signed()}, words)
        if hand.chance.random() < 0.8:
            answer(hand, name, helps=hand.chance.random() < 0.8)


def answer(hand: Hand, question: str, *, helps: bool) -> None:
    """Have a question answered."""
    home = hand.files[question].rpartition("/")[0]
    name = hand.name(alike=False)
    path = hand.files.setdefault(name, f"{home}/20261121T131500Z-answer-{name}.md")
    helpful: dict[str, Value] = {"helpful": ["ana"]} if helps else {}
    hand.put(path, {"id": name, "kind": "answer", "on": question, **helpful, **hand.signed()}, "I could.")


@pytest.mark.parametrize("seed", range(12))
def test_of_many_questions_those_that_wait_for_me_and_the_oldest_others_are_told(tmp_path: Path, seed: int) -> None:
    hand = Hand(tmp_path, seed)
    for _idea in range(90):
        hand.idea()
    ask(hand, 40)
    saved(tmp_path)
    waits = everything_waiting(looked(tmp_path), NOON.date())
    oldest = [wait.item.id for wait in waits if wait.waits in QUESTIONS][:MOST]
    answer(hand, hand.chance.choice(oldest), helps=True)  # what changed since counts as well
    ask(hand, 3)
    everything = looked(tmp_path)
    for speakers in ((), ("mavi",), ("ana", "erkan")):
        found = opening.open_waiting(str(tmp_path), MOST, partial(among, speakers))
        assert found
        (mine, rest), (my_some, some) = (waits_told(each, speakers) for each in (everything, found))
        assert my_some == mine
        assert some[:MOST] == rest[:MOST]
        questions, told = ([wait for wait in waits if wait[1] in QUESTIONS] for waits in (rest, some))
        assert told[:MOST] == questions[:MOST]
        assert set(some) <= set(rest)


def test_not_all_questions_are_read_for_those_who_ask_nothing(tmp_path: Path) -> None:
    hand = Hand(tmp_path, 7)
    for _idea in range(60):
        hand.idea()
    ask(hand, 60)
    saved(tmp_path)
    found = opening.open_waiting(str(tmp_path), MOST, partial(among, ()))
    assert found
    told = {wait.item.id for wait in everything_waiting(looked(tmp_path), NOON.date())} & found.contributions.keys()
    assert MOST <= len(told) < 40
