"""Catching an idea: one key from anywhere, one line, and nothing typed is lost."""

import pytest

from tests.conftest import collected
from tests.tui.driver import LARGE, SMALL, person_at

both_sizes = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])


@both_sizes
async def test_i_a_line_and_enter_catch_an_idea(teambase: str, size: tuple[int, int]) -> None:
    async with person_at(teambase, size) as mavi:
        await mavi.presses("i")
        mavi.sees("An idea", "What could be?", "enter keep it", "esc leave for later")
        await mavi.types("Handles for left hands")
        await mavi.presses("enter")
        mavi.hears("Kept: Handles for left hands")
        idea = mavi.finds("Handles for left hands")
        assert idea.by == ("mavi",)
        assert idea.state == "fresh"
        assert idea.at.isoformat() == "2026-11-22T03:00:00+01:00"
        assert mavi.mode == "home"
    assert idea.path in {item.path for item in collected(teambase).items()}


async def test_an_idea_caught_among_the_ideas_is_selected_there(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("2", "i")
        await mavi.types("Handles for left hands")
        await mavi.presses("enter")
        assert mavi.stands_on == mavi.finds("Handles for left hands").id
        mavi.sees("✦ Handles for left hands")


@pytest.mark.parametrize("mode", ["1", "2", "3", "4"])
async def test_i_works_in_every_mode(teambase: str, mode: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses(mode, "i")
        mavi.sees("An idea")


async def test_ctrl_e_gives_room_for_more(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("i")
        await mavi.types("Handles for left hands")
        await mavi.presses("ctrl+e")
        mavi.sees("More about it, if you like", "ctrl+s keep it")
        assert mavi.entry == ""
        await mavi.types("Ask Ana.\nAnd Tomek.")
        await mavi.presses("ctrl+s")
        assert mavi.finds("Handles for left hands").body == "Ask Ana.\nAnd Tomek."


async def test_a_theme_completes_and_becomes_a_theme(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("i")
        await mavi.types("Handles for left hands #cof")
        mavi.sees("#coffee")
        await mavi.presses("tab", "enter")
        assert mavi.finds("Handles for left hands #coffee").themes == ("coffee",)


async def test_a_person_completes(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("i")
        await mavi.types("Ask @hil")
        mavi.sees("hildegard-voss")
        await mavi.presses("tab")
        assert mavi.entry == "Ask @hildegard-voss"


async def test_ideas_that_resemble_the_new_one_are_named(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("i")
        await mavi.types("A library of cups somewhere before breakfast")
        await mavi.presses("enter")
        mavi.hears("It resembles", "Cups that have lived somewhere before")


async def test_the_project_one_stands_in_is_set_and_said(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.reads("Milk foam school")
        await mavi.presses("i")
        mavi.sees("in Milk foam school: Anyone who comes in can make perfect foam.")
        await mavi.types("Foam by moonlight")
        await mavi.presses("enter")
        assert mavi.finds("Foam by moonlight").text("project") == "mba0rszf7e"
        mavi.sees("✦ Foam by moonlight")


async def test_an_empty_line_is_no_idea_and_the_dialog_stays(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("i", "enter")
        mavi.sees("An idea needs a few words.")
        await mavi.types("Here they are")
        await mavi.presses("enter")
        assert mavi.finds("Here they are")


async def test_what_was_typed_is_kept_on_escape_and_is_there_again(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("i")
        await mavi.types("Half a thou")
        await mavi.presses("escape")
        mavi.sees("r go on")
        await mavi.presses("r")
        assert mavi.entry == "Half a thou"
        await mavi.types("ght")
        await mavi.presses("enter")
        assert mavi.finds("Half a thought")
        assert "r go on" not in mavi.footer


async def test_a_draft_begun_on_home_takes_the_project_it_is_finished_in(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("i")
        await mavi.types("Foam by moonlight")
        await mavi.presses("escape")
        await mavi.reads("Milk foam school")
        await mavi.presses("i")
        mavi.sees("in Milk foam school")
        await mavi.presses("enter")
        assert mavi.finds("Foam by moonlight").text("project") == "mba0rszf7e"


async def test_an_idea_sent_at_once_leaves_no_draft_behind(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        for number in range(5):
            await mavi.presses("i")
            await mavi.types(f"Number {number}")
            await mavi.presses("enter")
        await mavi.waits_until(lambda: not mavi.is_keeping_a_draft)
        assert mavi.app.sitting.drafts.places() == []


async def test_what_was_typed_is_kept_when_one_leaves_at_once(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("i")
        await mavi.types("Not yet on the disk")
        mavi.app.exit()
    async with person_at(teambase) as mavi:
        mavi.hears("What was typed here and not sent is kept.")
        await mavi.presses("r")
        assert mavi.entry == "Not yet on the disk"


async def test_nobody_speaking_is_told_how_to_and_what_was_typed_stays(teambase: str) -> None:
    async with person_at(teambase, speaking="") as somebody:
        somebody.sees("Who is speaking now?")
        await somebody.presses("escape")
        assert "nobody yet" in somebody.header
        await somebody.presses("i")
        await somebody.types("Whose is this")
        await somebody.presses("enter")
        somebody.sees("Nobody is speaking yet. ctrl+o says who is.")
        assert somebody.entry == "Whose is this"
        assert somebody.collection.ideas
        await somebody.presses("ctrl+o")
        await somebody.types("tomasz")
        await somebody.presses("enter")
        somebody.sees("✎ Tomasz Wilk")
        await somebody.presses("enter")
        assert somebody.finds("Whose is this").by == ("tomek",)
        assert "nobody yet" in somebody.header


async def test_what_nobody_said_is_not_put_into_somebodys_mouth(teambase: str) -> None:
    async with person_at(teambase, speaking="") as somebody:
        await somebody.presses("escape", "i")
        await somebody.types("Whose is this")
        await somebody.presses("escape", "i")
        assert somebody.entry == "Whose is this"
        await somebody.presses("escape", "s")
        await somebody.types("tomasz")
        await somebody.presses("enter", "i")
        assert somebody.entry == ""
        await somebody.presses("escape", "r")
        assert somebody.entry == "Whose is this"
        somebody.sees("✎ nobody yet")
        await somebody.presses("enter")
        somebody.sees("Nobody is speaking yet. ctrl+o says who is.")
        await somebody.presses("ctrl+o")
        await somebody.types("tomasz")
        await somebody.presses("enter", "enter")
        assert somebody.finds("Whose is this").by == ("tomek",)
        assert "go on" not in somebody.footer


async def test_m_says_what_was_just_caught_there_instead(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("i")
        await mavi.types("A library of cups to borrow")
        await mavi.presses("enter")
        mavi.hears("It resembles: Cup library", "v weaves it, or says it there instead.")
        await mavi.presses("v")
        mavi.sees("What resembles A library of cups", "say it there instead")
        await mavi.types("instead")
        await mavi.presses("enter")
        mavi.hears("It stands on Cup library now.")
        assert "A library of cups to borrow" not in {idea.title for idea in mavi.collection.ideas.values()}
        library = mavi.finds("Cup library").id
        said = [one for one in mavi.collection.contributions.values() if one.on == library and one.by == ("mavi",)]
        assert "A library of cups to borrow" in [one.body for one in said]


async def test_m_weaves_what_resembles(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("2", "i")
        await mavi.types("A library of cups to borrow")
        await mavi.presses("enter", "v")
        await mavi.types("weave")
        await mavi.presses("enter")
        await mavi.types("Cups on loan")
        await mavi.presses("ctrl+s")
        woven = mavi.finds("Cups on loan")
        assert mavi.finds("Cup library").id in woven.listed("woven_from")
