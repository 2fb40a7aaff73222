"""Forms as they are set: labels, hints, where the cursor begins, what is offered, and what was wrong."""

import pytest

from cocreate.tui.widgets.fields import WIDEST_LABEL
from tests.conftest import put
from tests.tui.driver import LARGE, SMALL, person_at

PRICES_PROPOSAL = "9fmvk8xyq8"
both_sizes = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])


async def test_an_edit_goes_on_where_the_text_ends(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("2")
        await mavi.goes_to("Cup library")
        await mavi.presses("e", "tab")
        await mavi.types(" And more.")
        assert mavi.entry.endswith(" And more.")


@both_sizes
async def test_a_long_label_is_broken_and_leaves_room_to_write(teambase: str, size: tuple[int, int]) -> None:
    async with person_at(teambase, size) as mavi:
        await mavi.presses("2")
        await mavi.reads("Fixed prices, or what it is worth to you")
        await mavi.walks_to(PRICES_PROPOSAL)
        await mavi.presses("x", "1")
        mavi.sees("in spite of an ", "objection ", "what was decided, if you like")
        written = mavi.lines[mavi.line_with("what was decided")]
        assert written.index("what was decided") - written.index("outcome") == WIDEST_LABEL + 2


async def test_a_hint_that_has_no_room_is_cut_with_a_sign(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.presses("2")
        await mavi.goes_to("Cup library")
        await mavi.presses("c")
        await mavi.types("encounter\n")
        with_whom = mavi.lines[mavi.line_with("who was there")]
        assert "who was there, from here or els" in with_whom
        assert "…" in with_whom.partition("who was there")[2].partition("│")[0]
        await mavi.resizes(140, 40)
        assert "such as" in mavi.screen


@both_sizes
async def test_what_is_offered_hides_nothing_that_is_written(teambase: str, size: tuple[int, int]) -> None:
    async with person_at(teambase, size) as mavi:
        await mavi.presses("i")
        await mavi.types("A title that stays in sight")
        await mavi.presses("ctrl+e")
        await mavi.types("See [[")
        mavi.sees("An idea", "A title that stays in sight", "See [[", "in project", "enter take it")


async def test_what_was_wrong_is_said_until_something_else_is_typed(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("2")
        await mavi.reads("Warm the cups on the kiln lid")
        await mavi.presses("c")
        await mavi.types("promise\nI will measure.")
        await mavi.presses("shift+tab")
        await mavi.types("blabla")
        await mavi.presses("ctrl+s")
        assert mavi.complaint.startswith("blabla is no day.")
        await mavi.presses("backspace")
        assert not mavi.complaint


async def test_in_a_workspace_of_ones_own_the_card_is_not_to_be_written_again(workspace: str) -> None:
    async with person_at(workspace, LARGE, speaking="") as somebody:
        await somebody.presses("escape")
        somebody.sees("p writes a card of your")
    put(workspace, "people/noor.md", {"name": "Noor Haddad"})
    async with person_at(workspace, LARGE, speaking="") as somebody:
        await somebody.presses("escape")
        somebody.sees("p edits your card")
        await somebody.presses("4", "p")
        somebody.sees("A card for somebody new")


async def test_a_title_that_asks_ends_a_sentence_by_itself(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("i")
        await mavi.types("Why not on the roof?")
        await mavi.presses("enter")
        mavi.hears("Kept: Why not on the roof? ")
