"""Home: what happened since one was here, and what waits."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from cocreate.acts.contribute import contribute
from cocreate.model.catching_up import Seen, seen_now
from cocreate.model.ids import COMMONS
from cocreate.model.items import Value
from cocreate.sittings.last_here import last_here, note_here
from cocreate.tui.widgets.reader import Reader
from tests.conftest import collected, make_voice
from tests.tui.driver import LARGE, NOW, SMALL, Someone, person_at

THANKS, QUESTION = "p6k6pmrrgb", "d01ed9xky9"
TWO_DAYS = NOW - timedelta(days=2)


@pytest.fixture
def away(teambase: str) -> str:
    """The sample, in which Mavi was last two days ago, and Erkan an hour ago."""
    sample = collected(teambase)
    note_here(teambase, ["mavi"], Seen(TWO_DAYS, seen_now(sample, NOW).states))
    note_here(teambase, ["erkan"], seen_now(sample, NOW - timedelta(hours=1)))
    return teambase


def seen_at(root: str, person: str) -> datetime | None:
    known = last_here(root, person)
    return known.at if known else None


def order(someone: Someone, *words: str) -> None:
    places = [someone.in_reading.lines.index(line) for one in words for line in someone.in_reading.lines if one in line]
    assert len(places) >= len(words)
    assert places == sorted(places)


def give(root: str, by: str, on: str, kind: str, text: str, **keys: Value) -> None:
    contribute(root, make_voice(by, at=NOW), collected(root), on, kind, text, keys)


def clocked(someone: Someone, clock: Callable[[], datetime]) -> None:
    someone.app.table.clock = clock


async def test_what_is_new_stands_in_the_middle_by_part_and_below_it_what_happened_lately(teambase: str) -> None:
    states = dict(seen_now(collected(teambase), NOW).states or {})
    del states[THANKS], states[QUESTION]
    note_here(teambase, ["mavi"], Seen(TWO_DAYS, states))
    async with person_at(teambase, LARGE) as mavi:
        order(mavi, "Since you were here, 2 days", "For you", "thanks Mavi", "Your threads", "Lately", "Yesterday")
        said = "\n".join(mavi.in_reading.lines)
        assert said.count("Prof. Dr. Ada Trenkel thanks Mavi Lindqvist") == 1
        assert "Tomasz Wilk says yes, and" in said.partition("Lately")[2]


async def test_enter_goes_to_the_thing(teambase: str) -> None:
    note_here(teambase, ["mavi"], Seen(TWO_DAYS, {}))
    async with person_at(teambase, LARGE) as mavi:
        await mavi.presses("tab")
        assert mavi.in_reading.selected_ref
        ref = mavi.in_reading.selected_ref
        await mavi.presses("enter")
        assert mavi.mode != "home"
        assert mavi.in_reading.selected_ref == ref


async def test_it_stays_while_one_looks_and_is_seen_when_one_goes_on(away: str) -> None:
    async with person_at(away, LARGE) as mavi:
        assert seen_at(away, "mavi") == TWO_DAYS
        await mavi.presses("2")
        assert seen_at(away, "mavi") == NOW
        await mavi.presses("1")
        mavi.in_reading.shows("Since you were here, 2 days")
        clocked(mavi, lambda: NOW + timedelta(hours=3))
        await mavi.presses("2")
        clocked(mavi, lambda: NOW + timedelta(hours=5))
        await mavi.presses("1")
        mavi.in_reading.shows("Since you were here, 5 hours", "Nothing new.")


async def test_it_is_seen_when_the_program_is_left(away: str) -> None:
    async with person_at(away, LARGE) as mavi:
        mavi.sees("Since you were here, 2 days")
    assert seen_at(away, "mavi") == NOW


async def test_what_was_not_in_sight_is_not_seen(away: str) -> None:
    async with person_at(away, SMALL, "erkan") as someone:
        await someone.presses("tab", "s")
        await someone.types("mavi")
        await someone.presses("enter")
        assert "✎ mavi" in someone.header
        someone.in_list.shows("Milk foam school")
        await someone.presses("2")
    assert seen_at(away, "mavi") == TWO_DAYS
    async with person_at(away, SMALL) as mavi:
        mavi.sees("Since you were here, 2 days", "Waits for you")
    assert seen_at(away, "mavi") == NOW


async def test_each_who_shares_the_keyboard_has_their_own_and_together_they_see_both(away: str) -> None:
    give(away, "tomek", QUESTION, "answer", "I can, from seven on.")
    async with person_at(away, LARGE, "erkan") as erkan:
        erkan.in_reading.shows(
            "Since you were here, 1 hour", "Tomasz Wilk answers on “Wer könnte den", "in Barista pass"
        )
    async with person_at(away, LARGE, "mavi,erkan") as both:
        both.in_reading.shows("Since you were here, 2 days", ", for", "Mavi Lindqvist")


async def test_what_comes_while_one_looks_is_new_at_once(away: str) -> None:
    async with person_at(away, LARGE, "erkan") as erkan:
        erkan.in_reading.shows("Nothing new.")
        give(away, "ana", COMMONS, "thanks", "For the coffee.", to=["erkan"])
        await erkan.waits_to_see("Ana Beltrán thanks Erkan")
        erkan.in_reading.shows("For you")


async def test_beside_it_stands_what_waits_mine_first_and_then_what_is_fresh(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        beside = "\n".join(mavi.in_around.lines)
        places = [beside.index(one) for one in ("Waits for you", "by Tue 1", "Barista pass", "Waits for others")]
        assert places == sorted(places)
        await mavi.presses("tab", "tab", "end")
        mavi.in_around.shows("Fresh ideas")
        await mavi.presses("enter")
        assert mavi.mode != "home"


async def test_where_nobody_speaks_it_says_what_happened_lately(teambase: str) -> None:
    async with person_at(teambase, LARGE, "") as nobody:
        await nobody.presses("escape")
        nobody.in_reading.shows("Yesterday", "Tomasz Wilk says yes, and")
        nobody.in_reading.shows_not("Since you were here")
    assert seen_at(teambase, "mavi") is None


async def test_a_line_that_says_where_all_of_it_is_leads_there(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        mavi.app.panes.query_one("#around", Reader).select("command:page-listening")
        await mavi.presses("tab", "tab", "enter")
        mavi.sees("What waits", "esc leave")
        await mavi.presses("escape", "3", "enter", "right", "right", "end", "enter")
        mavi.sees("What holds", "esc leave")
        await mavi.presses("escape", "ctrl+p")
        await mavi.types("similar")
        mavi.sees("Elsewhere", "More like it")


async def test_what_waits_is_told_as_far_as_the_row_has_room(teambase: str) -> None:
    words = "I look at the gutter above the courtyard, with a ladder, before the plane tree drops its last leaves."
    give(teambase, "mavi", COMMONS, "promise", words)
    async with person_at(teambase) as mavi:
        await mavi.presses("tab", "tab")
        promise = next(one.id for one in mavi.collection.thread(COMMONS) if one.body == words)
        await mavi.walks_to(promise)
        waits = " ".join(line.strip(" ▌▁▂▃▄▅▆▇█") for line in mavi.in_around.lines)
        assert words in waits
        await mavi.resizes(*LARGE)
        await mavi.walks_to(promise)
        waits = " ".join(line.strip(" │▌▁▂▃▄▅▆▇█") for line in mavi.in_around.lines)
        assert "I look at the gutter above the courtyard, with a ladder, before…" in waits


async def test_at_80_columns_home_begins_with_what_happened_and_what_waits(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        mavi.in_reading.shows("Since you were here")
        mavi.in_around.shows("Waits for you", "Thirty clay stamps")
        assert mavi.in_list.lines == []
        assert "tab projects" in mavi.footer
        await mavi.presses("tab")
        mavi.in_list.shows("Milk foam school", "▁▁▅▅▇", "there is someone who may switch it on.")
        assert "tab waits" in mavi.footer
        await mavi.presses("tab")
        mavi.in_around.shows("Waits for you")
        mavi.in_reading.shows("Since you were here")
        await mavi.presses("tab", "escape")
        mavi.in_reading.shows("Since you were here")
        mavi.hears("There is nothing to leave here")
        await mavi.presses("2", "1")
        mavi.in_reading.shows("Since you were here")
        await mavi.presses("tab", "escape")
        mavi.in_reading.shows("Since you were here")


async def test_home_keeps_its_list_beside_where_there_is_room(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        assert mavi.pane == "list"
        await mavi.resizes(80, 24)
        mavi.in_list.shows("Milk foam school")
        await mavi.presses("1")
        mavi.in_reading.shows("Since you were here")
        mavi.in_around.shows("Waits for you")
