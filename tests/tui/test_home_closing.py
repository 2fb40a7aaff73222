"""Closing what waits, on Home: what is selected stays in sight, and the news stay where they are read."""

from datetime import timedelta

import pytest

from cocreate.acts.contribute import contribute
from cocreate.model.catching_up import Seen, seen_now
from cocreate.sittings.last_here import note_here
from tests.conftest import collected, make_voice
from tests.tui.driver import NOW, SMALL, Someone, person_at
from tests.tui.test_closing import CUPS

MANY = 6


@pytest.fixture
def promised(teambase: str) -> str:
    """The sample with much that is new for Mavi, who promised much, in sentences that take two lines."""
    states = dict(seen_now(collected(teambase), NOW).states or {})
    note_here(teambase, ["mavi"], Seen(NOW - timedelta(days=2), dict(list(states.items())[:-14])))
    for number in range(MANY):
        text = f"Board {number} is sanded, oiled and screwed to the wall of the long room, as high as hands reach."
        voice = make_voice("mavi", at=NOW - timedelta(hours=MANY - number))
        contribute(teambase, voice, collected(teambase), CUPS, "promise", text, {"until": f"2026-11-{20 + number}"})
    return teambase


def is_in_sight(mavi: Someone) -> bool:
    """Whether all of what is selected among what waits can be seen."""
    reader = mavi.panes.query_one("#around")
    barred = [line for line in mavi.in_around.lines if line.startswith("▌")]
    start, end = reader._span(reader.cursor)  # type: ignore[attr-defined]
    return len(barred) == end - start


@pytest.mark.parametrize("steps", range(3, 9))
async def test_what_is_selected_stays_in_sight_whatever_is_said(promised: str, steps: int) -> None:
    async with person_at(promised, SMALL) as mavi:
        await mavi.presses("tab", "tab", *["down"] * steps)
        assert is_in_sight(mavi), mavi.screen
        for _once in range(3):
            await mavi.presses("x", "1")
            if mavi.app.screen is not mavi.panes:
                await mavi.presses("escape")
            assert is_in_sight(mavi), mavi.screen


async def test_the_news_stay_where_they_are_read_while_something_is_closed_beneath(promised: str) -> None:
    async with person_at(promised, SMALL) as mavi:
        await mavi.presses("tab", "tab", *["down"] * 4)
        before = mavi.in_reading.lines[:6]
        assert "Board" in mavi.collection.contributions[mavi.stands_on].title
        await mavi.presses("x", "1")
        mavi.hears("kept")
        assert mavi.in_reading.lines[:6] == before
