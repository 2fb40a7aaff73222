"""Reading: what a person sees first, and where the keys lead from there."""

import pytest

from tests.conftest import put
from tests.tui.driver import LARGE, SMALL, file_in, person_at

both_sizes = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])

CUP_LIBRARY = "8tp8qnsvq5"
CUP_QUESTION = "e5ezxt5k2g"


@both_sizes
async def test_home_shows_projects_with_what_they_are_for(teambase: str, size: tuple[int, int]) -> None:
    async with person_at(teambase, size) as mavi:
        await mavi.goes_to("Milk foam school")
        mavi.sees("Teambase", "1 Home", "5 Search", "● Milk foam school", "Anyone who comes in can")
        mavi.sees("◆ Barista pass", "○ Summer kitchen")
        assert mavi.pane == "list"
        assert "i idea" in mavi.footer
        assert "? help" in mavi.footer


async def test_home_at_120_columns_shows_what_happened_what_waits_and_what_is_fresh(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        mavi.sees("Yesterday", "yes, and … on Ein Haken", "Friday, 20 November", "Waits for you")
        await mavi.presses("tab", "tab", "end")
        mavi.in_around.shows("Fresh ideas")
        assert "Mavi Lindqvist" in mavi.header


async def test_at_80_columns_tab_walks_through_what_120_columns_show_at_once(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        mavi.sees("Yesterday", "Waits for you")
        await mavi.presses("tab")
        mavi.sees("● Milk foam school")
        mavi.sees_not("Yesterday")
        await mavi.presses("tab")
        mavi.sees("Yesterday", "Waits for you")
        seen = ""
        for _page in range(4):
            await mavi.presses("pagedown")
            seen += mavi.screen
        assert "Waits for others" in seen
        assert "Fresh ideas" in seen
        await mavi.presses("tab", "tab", "shift+tab")
        mavi.sees("Fresh ideas", "Yesterday")


@both_sizes
async def test_a_project_opens_with_its_purpose_above_its_tabs(teambase: str, size: tuple[int, int]) -> None:
    async with person_at(teambase, size) as mavi:
        await mavi.reads("Barista pass")
        mavi.sees("◆ Barista pass", "A card for everyone who has learned", "Ideas", "Conversation")
        assert mavi.pane == "reading"
        assert mavi.line_with("Barista pass") < mavi.line_with("Conversation")


async def test_each_tab_of_a_project_says_its_own(teambase: str) -> None:
    seen = {
        "Conversation": "Gestern haben vier Leute am Tresen",
        "Decisions": "six to eight",
        "Lineage": "└─ ◆ Barista pass",
        "Credits": "count me in",
        "Good to know": "good to know",
        "About": "Perfect means: it shines",
    }
    async with person_at(teambase) as mavi:
        await mavi.reads("Milk foam school")
        mavi.sees("Film the jug from above", "Growing", "Taken up")
        for words in seen.values():
            await mavi.presses("right")
            mavi.sees(words, "Anyone who comes in can make perfect foam.")
        await mavi.presses("right")
        mavi.sees("Film the jug from above")
        await mavi.presses("left")
        mavi.sees("Perfect means: it shines")


async def test_the_tab_that_is_open_is_always_in_sight_however_narrow_it_is(teambase: str) -> None:
    async with person_at(teambase, (48, 20)) as mavi:
        await mavi.reads("Milk foam school")
        for tab in ("Conversation", "Decisions", "Lineage", "Credits", "Good to know", "About", "Ideas"):
            await mavi.presses("right")
            mavi.sees(tab)


async def test_the_lineage_goes_up_to_the_roots_and_down_to_each_branch(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.reads("Whiteboard to go")
        await mavi.presses("right", "right", "right")
        branches = (
            "─ ◆ Barista pass",
            "─ ◈ Draw the foam where it",
            "─ ◆ Whiteboard to go",
            "─ ◐ Bretter aus",
        )
        rows = [mavi.line_with(branch) for branch in branches]
        assert rows == sorted(rows)


async def test_an_idea_is_read_with_its_thread_in_order_and_answers_under_their_questions(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("2")
        await mavi.reads("Cup library")
        mavi.sees("Cup library", "growing", "Prof. Dr. Ada Trenkel", "You borrow a cup the way you")
        await mavi.walks_to("eebeyttm0q")
        assert mavi.line_with("wenn eine Tasse zerbricht") < mavi.line_with("Then bring the pieces")
        mavi.sees("↳ Mavi Lindqvist", "answer, helped Hildegard Voss")


async def test_beside_an_idea_stand_who_joined_what_it_grew_into_and_what_waits(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.presses("2")
        await mavi.goes_to("Cup library")
        mavi.sees("Count me in", "Grew into", "A pass you can drink", "Themes", "#lending", "Waits")


async def test_a_question_without_its_answer_says_that_it_waits(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("2")
        await mavi.reads("Cup library")
        await mavi.walks_to(CUP_QUESTION)
        mavi.sees("How do we know where a cup is", "a question without an answer")


async def test_a_stance_stands_under_its_proposal_with_its_sign(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("2")
        await mavi.reads("Fixed prices, or what it is worth to you")
        await mavi.walks_to("7hk2f1ej97")
        mavi.sees("! Hildegard Voss", "objects, noted by Ana Beltrán", "Ich brauche eine Zahl.")


async def test_on_home_an_objection_has_the_same_sign_as_in_its_thread(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        mavi.sees("! Hildegard Voss objects on “From January")


async def test_people_show_how_each_likes_to_be_addressed(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("4")
        mavi.sees("Hildegard Voss", "Frau Voss und Sie", "Erkan, du")
        await mavi.reads("Tomasz Wilk")
        mavi.sees("Tomek, with an open e", "steam, pumps and seals", "Lately", "yes, and … on Ein Haken")


async def test_around_a_person_stand_the_projects_and_ideas_they_take_part_in(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.presses("4")
        await mavi.goes_to("Hildegard Voss")
        mavi.sees("○ Summer kitchen", "Counts in on")


async def test_enter_on_an_idea_in_a_project_goes_to_the_idea_and_escape_comes_back(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.reads("Milk foam school")
        await mavi.walks_to("f8aac9a1b9")
        await mavi.presses("enter")
        mavi.sees("Oat milk, and why it tears", "I let four milks stand")
        assert mavi.mode == "ideas"
        await mavi.presses("escape")
        assert mavi.mode == "projects"
        mavi.sees("Milk foam school")


@both_sizes
async def test_escape_from_what_was_opened_at_home_leads_home(teambase: str, size: tuple[int, int]) -> None:
    async with person_at(teambase, size) as mavi:
        await mavi.presses("down")
        news = mavi.stands_on
        await mavi.presses("enter")
        assert mavi.mode != "home"
        await mavi.presses("escape")
        assert mavi.mode == "home"
        assert mavi.stands_on == news


async def test_enter_on_a_line_of_the_lineage_goes_there(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.reads("Milk foam school")
        await mavi.presses("right", "right", "right")
        await mavi.walks_to("dwte9t7rpx")
        await mavi.presses("enter")
        assert mavi.panes.list.selected_key == "dwte9t7rpx"
        mavi.sees("◆ Barista pass", "A card for everyone who has learned")


async def test_enter_on_a_name_in_the_credits_goes_to_the_person(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.reads("Milk foam school")
        await mavi.presses("right", "right", "right", "right")
        await mavi.walks_to("tomek")
        await mavi.presses("enter")
        assert mavi.mode == "people"
        mavi.sees("Tomek, with an open e")


async def test_enter_on_what_stands_around_goes_there(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.presses("2")
        await mavi.goes_to("Cup library")
        await mavi.presses("tab", "tab")
        await mavi.walks_to("jggzhy4z5r")
        await mavi.presses("enter")
        mavi.sees("Take the card, the lending and the")
        await mavi.presses("tab")
        await mavi.walks_to("dwte9t7rpx")
        await mavi.presses("enter")
        assert mavi.mode == "projects"


async def test_enter_on_what_waits_stands_on_it_in_the_thread(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.presses("2")
        await mavi.goes_to("Cup library")
        await mavi.presses("tab", "tab")
        await mavi.walks_to(CUP_QUESTION)
        await mavi.presses("enter")
        assert mavi.pane == "reading"
        assert mavi.stands_on == CUP_QUESTION


@pytest.mark.parametrize("title", ["Milk foam school", "Barista pass"])
async def test_enter_on_something_that_happened_goes_to_it_whatever_project_is_selected(
    teambase: str, title: str
) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.goes_to(title)
        await mavi.presses("tab")
        await mavi.walks_to("d01ed9xky9")
        await mavi.presses("enter")
        assert mavi.mode == "projects"
        assert mavi.stands_on == "d01ed9xky9"
        mavi.sees("Wer könnte den ersten Abend")
        assert not mavi.panes.is_writing


async def test_the_commons_stand_after_the_projects_and_take_what_is_said_there(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.presses("3", "end")
        mavi.sees("⌂ Teambase", "What we agreed on, and what")
        await mavi.reads("Teambase")
        await mavi.walks_to("ba6w1q8b5z")
        mavi.sees_not("Lineage")
        await mavi.presses("b")
        await mavi.types("And to the baker too.")
        await mavi.presses("ctrl+s")
        mavi.sees("And to the baker too.")
        assert file_in(teambase, "commons/*/*-addition-*.md").read_text().count("on: ba6w1q8b5z") == 1


async def test_what_happened_in_the_commons_leads_there(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.presses("tab")
        await mavi.walks_to("ba6w1q8b5z")
        await mavi.presses("enter")
        assert mavi.mode == "projects"
        assert mavi.stands_on == "ba6w1q8b5z"


async def test_escape_leads_back_step_by_step_through_everywhere_one_was(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("2")
        await mavi.reads("Cup library")
        await mavi.presses("4")
        await mavi.presses("escape")
        assert mavi.mode == "ideas"
        await mavi.presses("escape", "escape")
        assert mavi.mode == "home"
        await mavi.presses("escape", "escape")
        assert mavi.mode == "home"
        assert mavi.app.is_running


async def test_each_mode_is_a_key_away_and_remembers_where_one_stood(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("2")
        await mavi.goes_to("Cup library")
        for key, mode in (("3", "projects"), ("4", "people"), ("1", "home"), ("2", "ideas")):
            await mavi.presses(key)
            assert mavi.mode == mode
        assert mavi.stands_on == CUP_LIBRARY


async def test_pages_lead_through_a_long_text_to_its_end_and_back(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("2")
        await mavi.reads("Cup library")
        await mavi.presses("end")
        mavi.sees("I will put a hook under each place tonight.")
        await mavi.presses("home")
        mavi.sees("You borrow a cup the way you borrow a book.")
        await mavi.presses("pagedown")
        mavi.sees_not("You borrow a cup the way you borrow a book.")


@pytest.mark.parametrize("size", [(20, 5), (200, 50), (1, 1)])
async def test_any_size_of_terminal_draws(teambase: str, size: tuple[int, int]) -> None:
    async with person_at(teambase, size) as mavi:
        await mavi.presses("2", "enter", "3", "enter", "i", "escape", "s", "escape")
        assert len(mavi.lines) == size[1]
        assert mavi.app.is_running


async def test_a_terminal_that_changes_its_size_keeps_what_is_read(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.presses("2")
        await mavi.reads("Cup library")
        await mavi.walks_to(CUP_QUESTION)
        for size in (SMALL, LARGE, (100, 30)):
            await mavi.resizes(*size)
            assert mavi.stands_on == CUP_QUESTION
            mavi.sees("Cup library" if size[0] >= 90 else "2 Ideas")


async def test_what_is_said_in_the_commons_answers_nobody_unless_somebody_is_selected(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.presses("3", "end", "enter", "c", "enter")
        mavi.sees("comment in the commons")
        await mavi.types("The lamp in the hall is broken.")
        await mavi.presses("ctrl+s")
        assert "on: workspace" in file_in(teambase, "commons/*/*20261122*-comment-*.md").read_text()


@pytest.mark.parametrize("mode", ["1", "3"])
async def test_a_window_that_becomes_narrow_and_wide_again_is_laid_out_as_if_it_had_always_been_so(
    teambase: str, mode: str
) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.presses(mode)
        mavi.forgets()
        await mavi.settles()
        wide = mavi.screen
        await mavi.resizes(*SMALL)
        narrow = mavi.screen
        await mavi.resizes(*LARGE)
        assert mavi.screen == wide
        await mavi.resizes(200, 60)
        await mavi.resizes(*SMALL)
        assert mavi.screen == narrow
    async with person_at(teambase, SMALL) as mavi:
        await mavi.presses(mode, *(["tab"] if mode == "1" else []))  # at Home to the list, where one stood
        mavi.forgets()
        await mavi.settles()
        assert mavi.screen == narrow


async def test_a_page_that_takes_long_to_set_comes_by_itself_with_the_cursor_where_it_was_to_stand(
    teambase: str,
) -> None:
    folder = file_in(teambase, "ideas/*/cup-library-*")
    for number in range(300):
        fields = {"id": f"{number:010}", "kind": "comment", "on": CUP_LIBRARY, "by": ["ana"]}
        at = f"2026-11-21T14:{number // 60:02}:{number % 60:02}+01:00"
        put(
            teambase, f"{folder.relative_to(teambase)}/c-{number:010}.md", {**fields, "at": at}, f"Cup number {number}."
        )
    async with person_at(teambase, LARGE) as mavi:
        await mavi.presses("2")
        await mavi.reads("Cup library")
        mavi.in_reading.shows("You borrow a cup")
        await mavi.walks_to(CUP_QUESTION)
        mavi.app.go_to(f"{150:010}")
        await mavi.settles()
        assert mavi.stands_on == f"{150:010}"
        mavi.in_reading.shows("Cup number 150.")
        await mavi.presses("escape")
        await mavi.goes_to("A frame for one hand")
        mavi.in_reading.shows("A frame for one hand").shows_not("Cup number")


async def test_the_name_of_the_workspace_stands_at_the_top_at_every_size(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        assert mavi.header.startswith(" Teambase   1 Home")
        for standing, told in (("in-step", "⇅ in step"), ("waits", "⇅ to send"), ("not-shared", "⇅ alone")):
            mavi.app.sync_loop.standing = standing
            await mavi.app.look()
            await mavi.settles()
            assert mavi.header.startswith(" Teambase   1 Home")
            assert mavi.header.endswith(f"✎ mavi   {told}")
        await mavi.resizes(76, 24)
        assert mavi.header.startswith(" Team…   1 Home")
        await mavi.resizes(120, 24)
        assert mavi.header.startswith(" cocreate Teambase  ")
        assert mavi.header.endswith("✎ Mavi Lindqvist   ⇅ not shared")


async def test_all_tabs_of_a_project_are_in_sight(teambase: str) -> None:
    for size in (SMALL, LARGE):
        async with person_at(teambase, size) as mavi:
            await mavi.presses("3", "enter")
            mavi.in_reading.shows("Ideas", "Conversation", "Decisions", "Credits", "Good to know", "About")
            await mavi.clicks("About")
            mavi.in_reading.shows("Started by")


async def test_with_room_for_one_pane_what_stands_around_says_of_what_and_kin_are_titles(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("3")
        await mavi.reads("Milk foam school")
        await mavi.presses("tab")
        mavi.in_around.shows("● Milk foam school", "Barista pass")
        mavi.in_around.shows_not("A card that opens")
