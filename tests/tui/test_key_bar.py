"""The line of keys: what waits for a key stands first in it, and one sentence at a time beside it."""

import pytest

from tests.conftest import collected
from tests.tui.driver import LARGE, SMALL, Someone, person_at
from tests.tui.test_closing import CUPS, gives, stands_on

LONG = "What is said here is as long as a letter, so that it finds no room in two lines, however wide they are; " * 3


async def leaves_a_draft(mavi: Someone) -> None:
    """Type something, and leave it for later."""
    await mavi.presses("i")
    await mavi.types("A thought")
    await mavi.presses("escape")


async def test_what_closes_the_selected_thing_stands_first_and_a_draft_pushes_nothing_off(teambase: str) -> None:
    given = {kind: gives(teambase, CUPS, kind, "Twelve.") for kind in ("promise", "proposal", "hiccup", "question")}
    words = {
        "promise": "x close",
        "proposal": "x close  enter stance",
        "hiccup": "x close",
        "question": "enter answer",
    }
    async with person_at(teambase, SMALL) as mavi:
        await leaves_a_draft(mavi)
        await stands_on(mavi, given["promise"])
        for kind, one in given.items():
            await mavi.walks_to(one.id)
            mavi.sees("b yes, and", "c contribute", "? help")
            assert mavi.footer.startswith(f" {words[kind]}")
        await mavi.presses("x")
        mavi.hears("Nobody has answered yet: enter answers it")
        await mavi.presses("c")
        mavi.sees("1 “ comment", "   ↳ answer")
        await mavi.presses("escape")


async def test_a_proposal_that_is_decided_asks_for_no_stance(teambase: str) -> None:
    proposal = gives(teambase, CUPS, "proposal", "Twelve.", state="decided", outcome="Twelve.")
    async with person_at(teambase, SMALL) as mavi:
        await stands_on(mavi, proposal)
        await mavi.presses("c")
        mavi.sees("1 “ comment")
        mavi.sees_not("objects")


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_one_sentence_is_said_at_a_time_and_goes_with_the_next_key(teambase: str, size: tuple[int, int]) -> None:
    async with person_at(teambase, size) as mavi:
        await mavi.presses("1")
        mavi.sees("You are in Home already.")
        await mavi.presses("left")
        assert mavi.told == "← and → turn the tabs of a project, and of what belongs to everybody."
        await mavi.presses("2")
        assert mavi.told == ""
        mavi.app.announce("Somebody knocks.")
        await mavi.presses("down")
        assert mavi.told == "Somebody knocks."
        mavi.app.say(LONG)
        await mavi.settles()
        assert mavi.lines[-3].startswith(" What is said here is as long as a letter")
        assert mavi.lines[-2].endswith("…")
        assert mavi.lines[-2].removesuffix("…").split()[-1] in LONG.split()
        mavi.sees("esc back", "? help")


async def test_what_is_said_stands_once_in_the_window_that_lies_on_top(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:

        def stands() -> int:
            return mavi.screen.count("Somebody knocks.")

        await mavi.presses("i")
        mavi.app.announce("Somebody knocks.")
        await mavi.settles()
        assert stands() == 1
        assert "Somebody" not in mavi.footer
        await mavi.presses("ctrl+o")
        assert stands() == 1
        mavi.app.announce("Somebody knocks.")
        await mavi.settles()
        assert stands() == 1
        await mavi.presses("escape")
        mavi.sees("An idea")
        assert stands() == 1
        await mavi.presses("escape")
        assert stands() == 1
        assert "Somebody" in mavi.footer


async def test_what_is_said_never_takes_the_place_of_the_keys_of_what_is_written(teambase: str) -> None:
    async with person_at(teambase, SMALL) as mavi:
        await mavi.presses("2")
        await mavi.reads("Cup library")
        await mavi.presses("b")
        mavi.app.say("Taken back: Mavi Lindqvist promises on Cup library.")
        await mavi.settles()
        mavi.sees("Taken back", "ctrl+s keep it", "esc leave for later", "ctrl+o who speaks")


async def test_tab_and_the_arrows_lead_to_the_day_of_a_promise_and_nowhere_out_of_the_form(teambase: str) -> None:
    async with person_at(teambase, SMALL) as mavi:
        await mavi.presses("2")
        await mavi.reads("Cup library")
        await mavi.presses("c", "5")
        mavi.sees("tab by when")
        await mavi.types("Three boards.")
        await mavi.presses("down")
        await mavi.types("tomorrow")
        mavi.sees("tab text")
        await mavi.presses("up")
        await mavi.types(" Or four.")
        assert (mavi.field("text"), mavi.field("until")) == ("Three boards. Or four.", "tomorrow")
        await mavi.presses("tab", "enter")
        assert any(one.body == "Three boards. Or four." for one in collected(teambase).contributions.values())
        await mavi.presses("b", "shift+tab")
        mavi.hears("There is no other field here.")
        mavi.sees_not("tab ")
        await mavi.types("sq")
        assert mavi.field("text") == "sq"
        await mavi.presses("ctrl+c")
        mavi.hears("ctrl+q leaves.")


async def test_home_is_where_every_way_begins(teambase: str) -> None:
    async with person_at(teambase, SMALL) as mavi:
        await mavi.presses("5", "1", "escape")
        assert mavi.mode == "home"
        mavi.hears("There is nothing to leave here")
        mavi.sees_not("esc back")


async def test_what_one_can_do_then_is_never_cut_off(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        mavi.app.say(LONG, "v weaves them.")
        await mavi.settles()
        assert mavi.lines[-2].endswith("… v weaves them.")
        assert mavi.lines[-3].split()[0] == LONG.split(maxsplit=1)[0]
