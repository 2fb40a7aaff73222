"""Speaking: one person or several, somebody new, and somebody who types for another."""

import pytest

from cocreate.sittings.speaking import Speaking, chosen_at
from tests.tui.driver import HERE, LARGE, SMALL, file_in, person_at

both_sizes = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])


@both_sizes
async def test_s_a_few_letters_and_enter_let_somebody_else_speak(teambase: str, size: tuple[int, int]) -> None:
    async with person_at(teambase, size) as mavi:
        await mavi.presses("s")
        mavi.sees("Who is speaking now?", "Mavi Lindqvist", "Frau Voss und Sie", "space 1 marked", "enter take")
        await mavi.types("erkan")
        await mavi.presses("enter")
        assert "erkan" in mavi.header.lower()
        assert "mavi" not in mavi.header.lower()
    assert chosen_at(teambase, HERE) == Speaking(["erkan"])


async def test_letters_and_enter_that_arrive_together_take_whom_the_letters_mean(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("s")
        await mavi.types("tomasz\n")
        assert "✎ tomek" in mavi.header


async def test_space_marks_several_and_all_of_them_speak(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("s")
        await mavi.types("erkan")
        await mavi.marks()
        mavi.sees("✓ ✎ Mavi Lindqvist", "✓ Erkan Yıldırım")
        await mavi.presses("enter")
        assert "✎ mavi + erkan" in mavi.header
        assert mavi.app.sitting.voice().by == ("mavi", "erkan")


async def test_one_of_two_stops_speaking(teambase: str) -> None:
    async with person_at(teambase, speaking="mavi,erkan") as both:
        await both.presses("s")
        await both.types("ana")
        await both.presses("enter")
        assert "✎ ana" in both.header


async def test_a_mark_is_taken_away_by_another_space(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("s")
        mavi.sees("✓ ✎ Mavi Lindqvist")
        await mavi.marks()
        mavi.sees_not("✓ ✎ Mavi Lindqvist")
        await mavi.marks()
        mavi.sees("✓ ✎ Mavi Lindqvist")


async def test_enter_alone_lets_those_go_on_who_speak(teambase: str) -> None:
    async with person_at(teambase, speaking="mavi,erkan") as both:
        await both.presses("s", "enter")
        assert "✎ mavi + erkan" in both.header


async def test_the_name_of_one_of_two_lets_that_one_speak_alone(teambase: str) -> None:
    async with person_at(teambase, speaking="mavi,erkan") as both:
        await both.presses("s")
        await both.types("mavi")
        await both.presses("enter")
        assert both.app.sitting.voice().by == ("mavi",)


async def test_escape_leaves_whoever_spoke(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("s")
        await mavi.types("erkan")
        await mavi.presses("escape")
        assert "✎ mavi" in mavi.header
        assert mavi.app.sitting.voice().by == ("mavi",)


@both_sizes
async def test_somebody_new_writes_a_card_and_speaks(teambase: str, size: tuple[int, int]) -> None:
    async with person_at(teambase, size) as mavi:
        await mavi.presses("s")
        await mavi.types("new")
        await mavi.presses("enter")
        mavi.sees("A card of your own", "address me as")
        await mavi.types("José Álvarez")
        await mavi.presses("enter")
        await mavi.types("Pepe")
        await mavi.presses("ctrl+s")
        assert mavi.app.sitting.voice().by == ("jose-alvarez",)
        assert mavi.collection.people["jose-alvarez"].address == "Pepe"
        assert "jos" in mavi.header.lower()


async def test_somebody_new_who_gives_no_name_is_asked_for_it(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("s")
        await mavi.types("new")
        await mavi.presses("enter", "ctrl+s")
        mavi.sees("A card needs a name.")
        await mavi.presses("escape")
        assert "✎ mavi" in mavi.header


async def test_two_people_of_the_same_name_have_cards_of_their_own(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("s")
        await mavi.types("new")
        await mavi.presses("enter")
        await mavi.types("Ana")
        await mavi.presses("ctrl+s")
        assert {"ana", "ana-2"} <= set(mavi.collection.people)
        assert mavi.app.sitting.voice().by == ("ana-2",)


async def test_ana_types_for_hildegard_and_both_are_named(teambase: str) -> None:
    async with person_at(teambase, LARGE, speaking="ana") as ana:
        await ana.presses("s", "ctrl+t")
        ana.sees("Ana Beltrán  types for them")
        await ana.types("hildegard")
        await ana.presses("enter")
        assert "Hildegard Voss (typed by Ana Beltrán)" in ana.header
        await ana.presses("i")
        await ana.types("Ein Regal aus dem Tor")
        await ana.presses("enter")
        idea = ana.finds("Ein Regal aus dem Tor")
        assert (idea.by, idea.noted_by) == (("hildegard-voss",), "ana")
    async with person_at(teambase, LARGE, speaking="") as again:
        assert "Hildegard Voss (typed by Ana Beltrán)" in again.header


async def test_at_80_columns_it_is_seen_that_somebody_types_for_another(teambase: str) -> None:
    async with person_at(teambase, speaking="hildegard-voss", noted_by="ana") as ana:
        assert "✎ ana for hildegard-voss" in ana.header


async def test_who_spoke_last_speaks_again(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("s")
        await mavi.types("tomasz")
        await mavi.presses("enter")
    async with person_at(teambase, speaking="") as again:
        assert "✎ tomek" in again.header


async def test_a_workspace_without_people_lets_the_first_one_begin(workspace: str) -> None:
    async with person_at(workspace, speaking="") as somebody:
        somebody.sees("Somebody new")
        await somebody.presses("enter")
        await somebody.types("Mavi Lindqvist")
        await somebody.presses("ctrl+s")
        assert "Mavi Lindqvist" in somebody.header or "mavi-lindqvist" in somebody.header
    assert file_in(workspace, "people/mavi-lindqvist.md")


async def test_many_people_speaking_still_leave_room_for_the_modes(teambase: str) -> None:
    everyone = "mavi,erkan,ana,tomek,ada-trenkel,hildegard-voss"
    async with person_at(teambase, speaking=everyone) as all_of_them:
        assert "1 Home" in all_of_them.header
        assert "✎ mavi + erkan" in all_of_them.header
        assert "hildegard-voss" in all_of_them.header


async def test_ctrl_t_on_somebody_lets_them_speak_and_whoever_spoke_before_types(teambase: str) -> None:
    async with person_at(teambase, LARGE, speaking="ana") as ana:
        await ana.presses("s")
        await ana.types("hilde")
        ana.sees("ctrl+t Ana Beltrán types")
        await ana.presses("ctrl+t")
        await ana.presses("enter")
        assert "Hildegard Voss (typed by Ana Beltrán)" in ana.header


async def test_ctrl_t_once_more_and_nobody_types(teambase: str) -> None:
    async with person_at(teambase, LARGE, speaking="ana") as ana:
        await ana.presses("s", "down", "ctrl+t")
        ana.sees("ctrl+t nobody types")
        await ana.presses("ctrl+t", "enter")
        assert "typed by" not in ana.header
        assert "Ana" not in ana.header


async def test_one_of_two_types_for_the_other(teambase: str) -> None:
    async with person_at(teambase, LARGE, speaking="mavi,erkan") as both:
        await both.presses("s", "ctrl+t", "enter")
        assert "Erkan Yıldırım (typed by Mavi Lindqvist)" in both.header


async def test_where_several_are_marked_all_of_them_speak_wherever_the_cursor_stands(teambase: str) -> None:
    async with person_at(teambase, speaking="mavi,erkan") as both:
        await both.presses("s", "down", "down", "enter")
        assert both.app.sitting.voice().by == ("mavi", "erkan")


async def test_two_who_are_marked_with_space_speak_wherever_the_cursor_stands(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("s", "down", "space", "down", "space", "down", "enter")
        assert len(mavi.app.sitting.voice().by) == 3


async def test_where_one_speaks_whoever_the_cursor_is_moved_to_does(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("s", "down", "enter")
        assert mavi.app.sitting.voice().by != ("mavi",)


async def test_the_name_of_somebody_new_is_taken_over_from_what_was_looked_for(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("s")
        await mavi.types("Zoé Meier")
        mavi.sees("+ Somebody new: Zoé Meier")
        await mavi.presses("enter")
        mavi.sees("A card of your own")
        assert mavi.field("name") == "Zoé Meier"
        assert mavi.line_with("name ") < mavi.line_with("address me as") < mavi.line_with("language")
        await mavi.types("Zo")
        assert mavi.field("address") == "Zo"
        await mavi.presses("ctrl+s")
        mavi.hears("The card is kept. Zoé Meier speaks now.")
        assert mavi.app.sitting.voice().by == ("zoe-meier",)
        await mavi.presses("p", "1")
        assert mavi.field("name") == "Zoé Meier"


@both_sizes
async def test_the_window_always_says_who_will_speak(teambase: str, size: tuple[int, int]) -> None:
    async with person_at(teambase, size) as mavi:
        await mavi.presses("s")
        mavi.sees("enter: Mavi Lindqvist will speak")
        await mavi.types("erk")
        mavi.sees("enter: Erkan Yıldırım will speak")
        await mavi.marks()
        mavi.sees("enter: Mavi Lindqvist + Erkan Yıldırım will speak")
        await mavi.types("ana")
        mavi.sees("will speak")
        said = next(line for line in mavi.lines if "will speak" in line)
        await mavi.presses("enter")
        speak = mavi.app.speaking
        assert speak is not None
        assert all(mavi.collection.name_of(person) in said for person in speak.by)
        await mavi.presses("s")
        await mavi.types("Noor")
        mavi.sees("enter: Noor will speak")


async def test_whoever_speaks_next_reads_home_from_its_beginning(teambase: str) -> None:
    async with person_at(teambase, SMALL) as mavi:
        await mavi.presses("pagedown", "pagedown")
        assert mavi.panes.reading.scroll_offset.y
        await mavi.presses("s")
        await mavi.types("erkan")
        await mavi.presses("enter")
        assert not mavi.panes.reading.scroll_offset.y
        mavi.in_reading.shows("Since you were here")
