"""Growing: joining, resting, finishing, spinning off, weaving, starting a project."""

import pytest

from cocreate.model.items import Idea, Project
from tests.tui.driver import LARGE, SMALL, person_at

both_sizes = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])

WARM = "Warm the cups on the kiln lid"


async def test_j_counts_one_in_and_a_second_time_offers_to_step_back(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.presses("2")
        await mavi.goes_to(WARM)
        mavi.sees("nobody yet")
        await mavi.presses("j")
        mavi.hears("counted in on Warm the cups on the kiln lid")
        assert mavi.finds(WARM).listed("joined") == ("mavi",)
        await mavi.presses("j")
        mavi.sees("you are counted in already")
        await mavi.types("step")
        await mavi.presses("enter")
        mavi.hears("stepped back from Warm the cups on the kiln lid")
        mavi.sees("nobody yet")


async def test_j_on_a_project_makes_one_part_of_it(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.presses("3")
        await mavi.goes_to("Whiteboard to go")
        await mavi.presses("j")
        project = mavi.finds("Whiteboard to go")
        assert isinstance(project, Project)
        assert "mavi" in project.people


async def test_two_people_of_whom_one_is_in_both_are_in_afterwards(teambase: str) -> None:
    async with person_at(teambase, speaking="mavi,tomek") as both:
        await both.presses("2")
        await both.goes_to("Cup library")
        await both.presses("j")
        assert both.finds("Cup library").listed("joined") == (
            "mavi",
            "ana",
            "hildegard-voss",
            "erkan",
            "tomek",
        )


async def test_an_idea_rests_with_a_reason_and_is_resumed(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("2")
        await mavi.reads(WARM)
        await mavi.presses("x")
        mavi.sees("Rest: Warm the cups")
        await mavi.presses("enter")
        mavi.sees("Resting needs its reason.")
        await mavi.types("until the lid is mended")
        await mavi.presses("enter")
        mavi.sees("○ Warm the cups", "resting", "Because  until the lid is mended")
        mavi.hears("Resting now: Warm the cups on the kiln lid. u takes it back.")
        assert mavi.footer.startswith(" x resume")
        await mavi.presses("x")
        mavi.hears("Taken up again: Warm the cups on the kiln lid. u takes it back.")
        mavi.sees("✦ Warm the cups", "fresh")
        mavi.sees_not("until the lid is mended")


async def test_a_project_is_finished_and_taken_up_again(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("3")
        await mavi.goes_to("Milk foam school")
        await mavi.presses("x")
        await mavi.types("finish")
        await mavi.presses("enter")
        mavi.hears("Finished: Milk foam school. u takes it back.")
        assert mavi.finds("Milk foam school").state == "finished"
        await mavi.goes_to("Milk foam school")
        mavi.sees("✓ Milk foam school", "finished")
        await mavi.presses("x", "enter")
        assert mavi.finds("Milk foam school").state == "active"


@both_sizes
async def test_a_project_spins_off_from_two_ideas(teambase: str, size: tuple[int, int]) -> None:
    async with person_at(teambase, size) as mavi:
        await mavi.presses("2")
        await mavi.goes_to("Cup library")
        await mavi.presses("o")
        mavi.sees("What does it grow from?", "✓ ◐ Cup library")
        await mavi.types("kiln")
        await mavi.marks()
        mavi.sees("✓ ✦ Warm the cups")
        await mavi.presses("enter")
        mavi.sees("A spin-off", "grows from Cup library, Warm the cups on the kiln lid")
        await mavi.types("Warm library")
        await mavi.presses("enter")
        await mavi.types("Nobody drinks from a cold cup.")
        await mavi.presses("ctrl+s")
        mavi.sees("◆ Warm library", "Nobody drinks from a cold cup.")
        assert mavi.mode == "projects"
        project = mavi.finds("Warm library")
        assert isinstance(project, Project)
        assert project.grew_from == (mavi.finds("Cup library").id, mavi.finds(WARM).id)
        assert {mavi.finds(title).state for title in ("Cup library", WARM)} == {"taken-up"}
        assert {"mavi", "ada-trenkel", "tomek"} <= set(project.people)


@both_sizes
async def test_two_ideas_are_woven_into_a_new_one_and_stay(teambase: str, size: tuple[int, int]) -> None:
    async with person_at(teambase, size) as mavi:
        await mavi.presses("2")
        await mavi.goes_to("Cup library")
        await mavi.presses("w")
        await mavi.types("kiln")
        await mavi.marks()
        await mavi.presses("enter")
        mavi.sees("Woven together", "woven from Cup library, Warm the cups on the kiln lid")
        await mavi.types("A warm library")
        await mavi.presses("ctrl+s")
        mavi.sees("A warm library", "Nobody has built on it yet.")
        idea = mavi.finds("A warm library")
        assert isinstance(idea, Idea)
        assert idea.woven_from == (mavi.finds("Cup library").id, mavi.finds(WARM).id)
        assert {"lending", "clay"} <= set(idea.themes)


async def test_only_what_is_marked_is_woven(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("2")
        await mavi.goes_to("Cup library")
        await mavi.presses("w", "space")
        await mavi.types("kiln")
        await mavi.marks()
        await mavi.types("fixed")
        await mavi.marks()
        mavi.sees("2 marked")
        await mavi.presses("enter")
        mavi.sees("Woven together", f"woven from {WARM}, Fixed prices")
        mavi.sees_not("woven from Cup library")


async def test_weaving_one_idea_alone_is_told_to_take_two(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("2")
        await mavi.goes_to("Cup library")
        await mavi.presses("w", "enter")
        mavi.hears("Weaving takes two ideas or more.")


@both_sizes
async def test_n_starts_a_project_with_its_purpose(teambase: str, size: tuple[int, int]) -> None:
    async with person_at(teambase, size) as mavi:
        await mavi.presses("n")
        mavi.sees("A new project", "what for")
        await mavi.types("Bread oven")
        await mavi.presses("enter")
        await mavi.types("Warm bread on Saturdays.")
        await mavi.presses("ctrl+s")
        mavi.sees("● Bread oven", "Warm bread on Saturdays.")
        assert mavi.mode == "projects"
        assert mavi.finds("Bread oven").by == ("mavi",)


async def test_a_project_without_its_purpose_is_refused_and_the_title_stays(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("n")
        await mavi.types("Bread oven")
        await mavi.presses("ctrl+s")
        mavi.sees("A project needs its purpose.", "Bread oven")


async def test_a_new_project_is_read_when_others_were_filtered_away_before(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("3", "slash")
        await mavi.types("kitchen")
        await mavi.presses("enter", "n")
        await mavi.types("Bread oven")
        await mavi.presses("enter")
        await mavi.types("Warm bread on Saturdays.")
        await mavi.presses("ctrl+s")
        assert mavi.stands_on == mavi.finds("Bread oven").id


async def test_a_project_one_goes_to_opens_on_its_first_tab(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.reads("Milk foam school")
        await mavi.presses("right", "right", "right")
        await mavi.presses("o", "enter")
        await mavi.types("Foam for everybody")
        await mavi.presses("enter")
        await mavi.types("So that nobody pays for it.")
        await mavi.presses("ctrl+s")
        mavi.in_list.selected("Foam for everybody")
        mavi.in_reading.shows("No idea yet.")


async def test_an_idea_is_offered_and_x_says_yes(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("i")
        await mavi.types("Bell at the door")
        await mavi.presses("enter", "2")
        await mavi.goes_to("Bell at the door")
        await mavi.presses("O")
        await mavi.types("tomasz")
        await mavi.presses("enter")
        mavi.hears("It waits for Tomasz Wilk.")
    async with person_at(teambase, speaking="tomek") as tomek:
        await tomek.presses("2")
        await tomek.goes_to("Bell at the door")
        await tomek.presses("x")
        await tomek.types("mine too")
        await tomek.presses("enter")
        assert tomek.finds("Bell at the door").by == ("mavi", "tomek")
        tomek.hears("It is yours too: Bell at the door.")


async def test_y_tells_how_we_got_here_and_leads_to_a_step(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.presses("3")
        await mavi.goes_to("Barista pass")
        await mavi.presses("y")
        mavi.sees("How we got here: Barista pass", "start Milk foam school")
        await mavi.presses("enter")
        mavi.sees("Anyone who comes in can make perfect foam.")


async def test_only_those_offer_an_idea_whose_it_is_and_the_key_says_so_at_once(teambase: str) -> None:
    async with person_at(teambase, speaking="erkan") as erkan:
        await erkan.presses("2")
        idea = next(one for one in erkan.collection.ideas.values() if "erkan" not in one.by)
        await erkan.goes_to(idea.title)
        await erkan.presses("O")
        erkan.hears("It is for those to offer whose idea it is")
        erkan.sees_not("Whose idea is it too")
