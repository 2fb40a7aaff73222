"""Taking back and looking back, on the screens."""

from pathlib import Path

import pytest

from cocreate.acts.capture import catch_idea
from cocreate.acts.contribute import contribute
from tests.conftest import collected, make_voice
from tests.sync.clones import Copy, shared
from tests.tui.driver import SMALL, person_at


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """Mavi's copy, with an idea that Erkan changed."""
    mavi, erkan = shared(tmp_path, "mavi", "erkan")
    idea = mavi.catches("Cup library")
    mavi.syncs()
    erkan.syncs()
    erkan.changes(idea.id, title="Library of cups")
    erkan.syncs()
    mavi.syncs()
    return mavi


async def test_u_says_what_it_would_take_back_and_enter_does(teambase: str) -> None:
    async with person_at(teambase, SMALL) as mavi:
        await mavi.presses("i")
        await mavi.types("A bell at the door")
        await mavi.presses("enter", "u")
        mavi.sees("Take back what Mavi Lindqvist did last", "A bell at the door")
        await mavi.presses("escape")
        assert any(idea.title == "A bell at the door" for idea in collected(teambase).ideas.values())
        await mavi.presses("u", "enter")
        mavi.hears("Taken back")
        await mavi.waits_until(
            lambda: all(idea.title != "A bell at the door" for idea in collected(teambase).ideas.values())
        )
        await mavi.presses("u")
        mavi.hears("nothing to take back")


async def test_what_cannot_be_taken_back_says_why_and_what_was_done_before_it_can(workspace: str) -> None:
    catch_idea(workspace, make_voice(), "A bell at the door")
    _path, fields, _body = catch_idea(workspace, make_voice(), "A lamp")
    contribute(workspace, make_voice("erkan"), collected(workspace), str(fields["id"]), "comment", "Yes")
    async with person_at(workspace, SMALL) as mavi:
        await mavi.presses("u")
        mavi.sees("A lamp", "erkan went on from it, so it stays.", "A bell at the door")
        await mavi.presses("enter")
        mavi.hears("went on from it, so it stays")
        await mavi.presses("u", "down", "enter")
        mavi.hears("Taken back")
        await mavi.waits_until(lambda: [idea.title for idea in collected(workspace).ideas.values()] == ["A lamp"])


async def test_history_tells_who_changed_what_and_leads_there(copy: Copy) -> None:
    async with person_at(copy.root, SMALL) as mavi:
        await mavi.presses("2", "H")
        await mavi.waits_to_see("History of Library of cups")
        mavi.sees("Erkan: changes on Library of cups", "before Cup library", "Mavi has an idea: Cup library")
        await mavi.presses("enter")
        mavi.sees("Nobody has built on it yet")


async def test_where_nothing_is_in_the_history_a_sentence_says_so(workspace: str) -> None:
    async with person_at(workspace, SMALL) as mavi:
        await mavi.presses("i")
        await mavi.types("A bell")
        await mavi.presses("enter", "2", "H")
        mavi.hears("Nothing is in the history yet")


async def test_what_one_changed_oneself_since_is_told_so_and_links_are_told_by_titles(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("2")
        await mavi.reads("Warm the cups on the kiln lid")
        await mavi.presses("c", "4")
        await mavi.types("As in [[8tp8qnsvq5]].")
        await mavi.presses("ctrl+s", "x", "1")
        await mavi.types("Yes.")
        await mavi.presses("ctrl+s", "u")
        mavi.sees_not("8tp8qnsvq5")
        await mavi.presses("down", "enter")
        mavi.hears(
            "You changed it since, so it stays: Mavi Lindqvist proposes", "Take back first what you did after it."
        )
        await mavi.presses("u", "enter")
        mavi.hears("Taken back")
        assert "8tp8qnsvq5" not in mavi.told
