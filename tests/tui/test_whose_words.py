"""Whose words they are: a window keeps its speakers, and what is unsent belongs to whoever typed it."""

import json

import pytest

from cocreate.model.items import Contribution
from cocreate.sittings.drafts import Draft
from cocreate.sittings.sitting import Sitting
from cocreate.sittings.speaking import Speaking
from cocreate.sittings.table import Table
from cocreate.tui import safe
from cocreate.tui.drafting import Values, Writing, begin
from cocreate.tui.widgets.fields import Field, FormSpec
from cocreate.tui.widgets.form import Form
from tests.tui.driver import LARGE, Someone, person_at

CUPS = "8tp8qnsvq5"


def said_last(someone: Someone) -> Contribution:
    """What was said last on the cup library."""
    return someone.collection.thread(CUPS)[-1]


async def speaks_from_now_on(someone: Someone, name: str) -> None:
    """Somebody else takes the keyboard."""
    await someone.presses("s")
    await someone.types(name)
    await someone.presses("enter")


async def test_every_window_that_writes_says_whose_words_they_are_and_the_key_that_changes_it(teambase: str) -> None:
    async with person_at(teambase, speaking="mavi,erkan") as both:
        await both.presses("2")
        await both.goes_to("Cup library")
        for key in ("i", "e", "b"):
            await both.presses(key)
            both.sees("✎ Mavi Lindqvist + Erkan Yıldırım", "ctrl+o who speaks")
            await both.presses("escape")
        await both.presses("p", "3")
        both.sees("A card for somebody new")
        both.sees_not("✎ Mavi Lindqvist", "ctrl+o")


async def test_a_window_keeps_whoever_spoke_when_it_opened(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.presses("2")
        await mavi.reads("Cup library")
        await mavi.presses("b")
        await mavi.types("Whose?")
        await mavi.clicks("✎ Mavi Lindqvist")
        await mavi.types("ana")
        await mavi.presses("enter")
        assert "✎ Ana Beltrán" in mavi.header
        mavi.in_reading.shows("✎ Mavi Lindqvist")
        await mavi.presses("ctrl+s")
        assert said_last(mavi).by == ("mavi",)


async def test_ctrl_o_lets_somebody_else_speak_in_this_window_and_nowhere_else(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.presses("2")
        await mavi.reads("Cup library")
        await mavi.presses("b")
        await mavi.types("Hers")
        await mavi.presses("ctrl+o")
        mavi.sees("Who is speaking now?", "✓ ✎ Mavi Lindqvist")
        await mavi.types("hildegard")
        await mavi.presses("enter")
        mavi.in_reading.shows("✎ Hildegard Voss")
        assert "✎ Mavi Lindqvist" in mavi.header
        assert mavi.entry == "Hers"
        await mavi.presses("ctrl+s")
        assert said_last(mavi).by == ("hildegard-voss",)


async def test_somebody_types_for_another_in_one_window(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.presses("i")
        await mavi.types("Ein Regal")
        await mavi.presses("ctrl+o")
        await mavi.types("hildegard")
        await mavi.presses("ctrl+t", "enter")
        mavi.sees("✎ Hildegard Voss (typed by Mavi Lindqvist)")
        await mavi.presses("enter")
        idea = mavi.finds("Ein Regal")
        assert (idea.by, idea.noted_by) == (("hildegard-voss",), "mavi")


async def test_what_mavi_left_unsent_does_not_come_back_where_erkan_speaks(teambase: str) -> None:
    async with person_at(teambase) as keyboard:
        await keyboard.presses("i")
        await keyboard.types("From Mavi")
        await keyboard.presses("escape")
        await speaks_from_now_on(keyboard, "erkan")
        assert "go on" not in keyboard.footer
        await keyboard.presses("i")
        assert keyboard.entry == ""
        await keyboard.types("From Erkan")
        await keyboard.presses("enter")
        assert keyboard.finds("From Erkan").by == ("erkan",)
        await speaks_from_now_on(keyboard, "mavi")
        await keyboard.presses("r")
        assert keyboard.entry == "From Mavi"


async def test_what_two_left_unsent_comes_back_where_one_of_them_speaks_and_is_sent_as_both(teambase: str) -> None:
    async with person_at(teambase, speaking="mavi,erkan") as keyboard:
        await keyboard.presses("i")
        await keyboard.types("Together")
        await keyboard.presses("escape")
        await speaks_from_now_on(keyboard, "erkan")
        await keyboard.presses("r")
        keyboard.sees("✎ Mavi Lindqvist + Erkan Yıldırım", "Together")
        await keyboard.presses("enter")
        assert keyboard.finds("Together").by == ("mavi", "erkan")
        assert "go on" not in keyboard.footer


async def test_words_that_change_hands_in_a_window_are_unsent_as_theirs(teambase: str) -> None:
    async with person_at(teambase) as keyboard:
        await keyboard.presses("i")
        await keyboard.types("Hers after all")
        await keyboard.presses("ctrl+o")
        await keyboard.types("hildegard")
        await keyboard.presses("enter", "escape")
        assert "go on" not in keyboard.footer
        await speaks_from_now_on(keyboard, "hildegard")
        await keyboard.presses("r")
        assert keyboard.entry == "Hers after all"


async def test_what_somebody_had_unsent_is_not_lost_when_they_take_over_a_window(teambase: str) -> None:
    async with person_at(teambase, speaking="ana") as keyboard:
        await keyboard.presses("i")
        await keyboard.types("What Ana began")
        await keyboard.presses("escape")
        await speaks_from_now_on(keyboard, "mavi")
        await keyboard.presses("i")
        await keyboard.types("What stands here")
        await keyboard.presses("ctrl+o")
        await keyboard.types("ana")
        await keyboard.presses("enter", "enter")
        assert keyboard.finds("What stands here").by == ("ana",)
        await speaks_from_now_on(keyboard, "ana")
        await keyboard.presses("r")
        assert keyboard.entry == "What Ana began"


async def test_where_nobody_speaks_the_screens_ask_before_anything_else(teambase: str) -> None:
    async with person_at(teambase, speaking="") as somebody:
        somebody.sees("Who is speaking now?")
        await somebody.types("ana\n")
        assert "✎ ana" in somebody.header


async def test_a_window_that_is_closed_before_it_stands_lets_go_of_nothing(teambase: str) -> None:
    sitting = Sitting(Table(teambase), "a terminal", ["mavi"])
    sitting.identify()
    left = Draft("idea", json.dumps({"title": "A bell at the door"}), ("mavi",))
    sitting.drafts.keep(left)

    async def send(_values: Values, _speaking: Speaking | None) -> None:
        pytest.fail("nobody sent it")

    spec = FormSpec(safe.line("An idea"), "idea", [Field("title", "")])
    form = Form(spec, send, Writing(sitting, begin(sitting, "idea")), lambda _speaking: safe.EMPTY)
    await form.on_unmount()
    assert sitting.drafts.find("idea") == left
