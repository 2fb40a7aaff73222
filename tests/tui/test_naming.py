"""Naming people in forms: what is offered is taken, nobody passes unknown by a slip, and somebody new may be meant."""

import pytest

from cocreate.model.items import Contribution
from tests.tui.driver import Someone, person_at

WARM = "Warm the cups on the kiln lid"


def newest(someone: Someone) -> Contribution:
    return someone.collection.thread(someone.finds(WARM).id)[-1]


async def thanks(someone: Someone) -> None:
    """Begin thanks for what Tomasz Wilk gave, with the cursor where it says to whom."""
    await someone.presses("2")
    await someone.reads(WARM)
    await someone.presses("t")
    await someone.types("Warm hands.")
    await someone.presses("shift+tab", "shift+tab")


@pytest.mark.parametrize("ending", ["tab", "enter", "ctrl+s", "down"])
async def test_what_is_offered_of_a_name_is_taken_in_its_own_spelling(teambase: str, ending: str) -> None:
    async with person_at(teambase) as mavi:
        await thanks(mavi)
        await mavi.types("erk")
        mavi.sees("erkan Yıldırım")
        await mavi.presses(ending)
        if ending != "ctrl+s":
            assert mavi.field("to") == "Erkan Yıldırım"
            await mavi.presses("ctrl+s")
        assert newest(mavi).listed("to") == ("erkan",)


async def test_of_several_who_may_be_meant_nobody_is_taken_and_a_second_name_is_completed_too(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await thanks(mavi)
        await mavi.types("hildegard v, erkan y")
        await mavi.presses("tab")
        assert mavi.field("to") == "hildegard v, Erkan Yıldırım"


async def test_what_is_prefilled_is_replaced_by_what_is_typed_and_what_was_typed_is_not(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await thanks(mavi)
        assert mavi.field("to") == "Tomasz Wilk"
        await mavi.types("erk")
        await mavi.presses("tab", "shift+tab")
        await mavi.types(", ana")
        assert mavi.field("to") == "Erkan Yıldırım, ana"


async def test_a_name_that_nobody_has_is_asked_about_once_and_somebody_new_is_taken_then(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await thanks(mavi)
        await mavi.types("tomasch")
        await mavi.presses("ctrl+s")
        assert mavi.complaint == (
            "Nobody here is called tomasch. Did you mean Tomasz Wilk? Somebody new: ctrl+s once more."
        )
        assert (mavi.field("to"), mavi.field("text")) == ("tomasch", "Warm hands.")
        await mavi.presses("ctrl+s")
        assert newest(mavi).listed("to") == ("tomasch",)


async def test_an_edit_asks_about_a_name_too_and_not_about_those_who_stood_there(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("2")
        await mavi.goes_to(WARM)
        await mavi.presses("e", "ctrl+e")
        await mavi.fills("joined", "xyzzy")
        await mavi.presses("ctrl+s")
        assert mavi.complaint.startswith("Nobody here is called xyzzy.")
        await mavi.presses("ctrl+s")
        assert mavi.finds(WARM).joined == ("xyzzy",)
        await mavi.presses("e", "ctrl+e")
        await mavi.fills("joined", "xyzzy, ana")
        await mavi.presses("ctrl+s")
        assert mavi.finds(WARM).joined == ("xyzzy", "ana")
