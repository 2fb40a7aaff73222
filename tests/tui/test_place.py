"""Where the keys apply: to the thing that is opened; to what was just given, until one leaves it."""

import pytest

from cocreate.model.items import Contribution
from tests.tui.driver import LARGE, SMALL, Someone, person_at

both_sizes = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])

CUPS = "Warm the cups on the kiln lid"


def said(someone: Someone, words: str) -> Contribution:
    """What was said in these words."""
    return next(one for one in someone.collection.contributions.values() if one.body == words)


@both_sizes
async def test_an_idea_that_is_opened_again_is_what_one_gives_to(teambase: str, size: tuple[int, int]) -> None:
    async with person_at(teambase, size) as mavi:
        idea = mavi.finds(CUPS)
        await mavi.presses("2")
        await mavi.reads(CUPS)
        await mavi.presses("c", "3")
        await mavi.types("Which lid?")
        await mavi.presses("ctrl+s")
        mavi.in_reading.selected("Which lid?").shows("Which lid?")
        await mavi.presses("1", "2", "enter")
        assert mavi.stands_on == idea.id
        await mavi.presses("c", "4")
        await mavi.types("The small one.")
        await mavi.presses("ctrl+s")
        given = said(mavi, "The small one.")
        assert (given.kind, given.on) == ("proposal", idea.id)


@both_sizes
async def test_what_was_given_is_left_with_its_pane(teambase: str, size: tuple[int, int]) -> None:
    async with person_at(teambase, size) as mavi:
        idea = mavi.finds(CUPS)
        await mavi.presses("2")
        await mavi.reads(CUPS)
        await mavi.presses("b")
        await mavi.types("And the saucers.")
        await mavi.presses("ctrl+s")
        assert mavi.stands_on != idea.id
        await mavi.presses("escape", "enter")
        assert mavi.stands_on == idea.id
        mavi.in_reading.shows(CUPS)


@both_sizes
async def test_coming_back_to_a_project_stands_on_the_project(teambase: str, size: tuple[int, int]) -> None:
    async with person_at(teambase, size) as mavi:
        school = mavi.finds("Milk foam school")
        await mavi.presses("3")
        await mavi.reads(school.title)
        await mavi.presses("c", "3")
        await mavi.types("Which lid?")
        await mavi.presses("ctrl+s")
        mavi.in_reading.selected("Which lid?")
        await mavi.presses("2", "3", "enter")
        assert mavi.stands_on == school.id


async def test_the_pane_beside_is_no_leaving(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.presses("2")
        await mavi.reads(CUPS)
        await mavi.presses("b")
        await mavi.types("And the saucers.")
        await mavi.presses("ctrl+s", "tab", "shift+tab")
        mavi.in_reading.selected("And the saucers.")


async def test_escape_from_elsewhere_leads_back_to_the_thing_itself(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        idea = mavi.finds(CUPS)
        await mavi.presses("2")
        await mavi.reads(CUPS)
        await mavi.presses("b")
        await mavi.types("And the saucers.")
        await mavi.presses("ctrl+s", "4", "escape")
        assert mavi.mode == "ideas"
        assert mavi.stands_on == idea.id


@pytest.mark.parametrize(("number", "kind"), [("1", "comment"), ("3", "question"), ("4", "proposal"), ("5", "promise")])
async def test_a_number_means_the_same_kind_whatever_it_goes_to(teambase: str, number: str, kind: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("2")
        await mavi.reads(CUPS)
        for begin in ("3", "4"):
            await mavi.presses("c", begin)
            await mavi.types(f"What about it, {begin}?")
            await mavi.presses("ctrl+s")
            above = said(mavi, f"What about it, {begin}?")
            assert mavi.stands_on == above.id
            await mavi.presses("c", number)
            await mavi.types(f"This, {begin}.")
            await mavi.presses("ctrl+s")
            given = said(mavi, f"This, {begin}.")
            assert (given.kind, given.on) == (kind, above.id)
            await mavi.presses("escape", "enter")


async def test_what_fits_only_here_comes_after_the_kinds_and_without_a_number(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("2")
        await mavi.reads(CUPS)
        await mavi.presses("c", "4")
        await mavi.types("The small lid.")
        await mavi.presses("ctrl+s", "c")
        mavi.sees("1 “ comment", "9 ▲ making", "  ✓ agrees", "  – abstains", "1-9 take at once")
        assert mavi.line_with("≡ agreement") < mavi.line_with("✓ agrees")
        await mavi.types("agr")
        await mavi.presses("enter")
        mavi.sees("≡ agreement")


async def test_enter_on_an_open_proposal_asks_for_the_stance_alone(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("2")
        await mavi.reads(CUPS)
        await mavi.presses("c", "4")
        await mavi.types("The small lid.")
        await mavi.presses("ctrl+s")
        assert "enter stance" in mavi.footer
        await mavi.presses("enter")
        mavi.sees("Where do you stand on “The small lid.”?", "1 ✓ agrees", "2 ! objects", "3 – abstains")
        mavi.sees_not("comment")


@both_sizes
async def test_after_an_act_the_line_says_how_to_take_it_back_and_what_to_do_next(
    teambase: str, size: tuple[int, int]
) -> None:
    async with person_at(teambase, size) as mavi:
        await mavi.presses("2")
        await mavi.reads(CUPS)
        await mavi.presses("c", "3")
        await mavi.types("Which lid?")
        await mavi.presses("ctrl+s")
        mavi.hears("Mavi Lindqvist asks on Warm the cups on the kiln lid.", "u takes it back.")
        assert "enter answer" in mavi.footer
        await mavi.presses("enter")
        await mavi.types("The small one.")
        await mavi.presses("ctrl+s")
        mavi.hears("u takes it back.")
        for words in ("h this helped", "b yes, and", "c contribute", "esc back", "? help"):
            assert words in mavi.footer
        assert "x this helped" not in mavi.footer
        await mavi.presses("u", "enter")
        assert all(one.body != "The small one." for one in mavi.collection.contributions.values())


async def test_words_of_somebody_else_are_not_said_to_be_taken_back_by_u(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("2")
        await mavi.reads(CUPS)
        await mavi.presses("b")
        await mavi.types("And tea.")
        await mavi.presses("ctrl+o")
        await mavi.types("erkan")
        await mavi.presses("enter", "ctrl+s")
        mavi.hears("Erkan")
        assert "u takes it back" not in mavi.told


@both_sizes
async def test_what_is_said_of_an_unanswered_question_is_true_where_it_is_said(
    teambase: str, size: tuple[int, int]
) -> None:
    async with person_at(teambase, size) as mavi:
        mavi.panes.focus_stage("reading")
        asked = next(
            one for one in mavi.collection.contributions.values() if one.title.startswith("Und wenn jemand wegzieht")
        )
        await mavi.walks_to(asked.id)
        await mavi.presses("x")
        mavi.hears("Nobody has answered yet: enter opens it")
        await mavi.presses("enter")
        assert mavi.stands_on == asked.id
        await mavi.presses("x")
        mavi.hears("Nobody has answered yet: enter answers it")
        await mavi.presses("enter")
        mavi.sees("↳ answer")


async def test_what_belongs_to_everybody_has_tabs_and_what_waits_beside_it(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.presses("3")
        await mavi.goes_to("Barista pass")
        await mavi.presses("enter", "right", "right")
        assert mavi.panes.tab == "decisions"
        await mavi.presses("escape", "end")
        mavi.in_reading.shows("Conversation  Decisions  Good to know").shows_not("Ideas", "Lineage", "Credits")
        assert mavi.panes.tab == "decisions"
        mavi.in_reading.shows("agreement")
        mavi.in_around.shows("In it", "Mavi Lindqvist", "Waits", "a hiccup: in work")
        mavi.in_around.shows_not("Nothing stands around it yet.")
        await mavi.presses("enter", "right")
        mavi.in_reading.shows("good to know")
        await mavi.presses("right")
        mavi.in_reading.shows("Der lange Tisch steht.")
        await mavi.presses("c", "1")
        await mavi.types("To all of you.")
        await mavi.presses("ctrl+s")
        mavi.in_reading.selected("To all of you.")


async def test_tabs_that_the_commons_do_not_have_come_back_with_a_project(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.presses("3", "enter", "left", "left", "left")
        assert mavi.panes.tab == "credits"
        await mavi.presses("escape", "end")
        assert mavi.panes.tab == "conversation"
        await mavi.presses("home")
        assert mavi.panes.tab == "credits"


@both_sizes
async def test_what_is_given_from_home_is_written_and_stands_where_it_is_read(
    teambase: str, size: tuple[int, int]
) -> None:
    async with person_at(teambase, size) as mavi:
        if size == SMALL:
            await mavi.presses("tab")
        await mavi.goes_to("Barista pass")
        seen = mavi.panes.reading.scroll_offset
        await mavi.presses("c", "3")
        mavi.sees("? question", "on Barista pass")
        assert mavi.mode == "projects"
        await mavi.types("Which colour?")
        await mavi.presses("ctrl+s")
        mavi.in_reading.selected("Which colour?").shows("Which colour?")
        await mavi.presses("escape", "escape")
        assert mavi.mode == "home"
        mavi.in_list.selected("Barista pass")
        assert mavi.panes.reading.scroll_offset == seen


async def test_from_the_news_one_writes_in_the_thread_and_comes_back_to_them(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("down")
        news = mavi.stands_on
        await mavi.presses("b")
        assert mavi.mode != "home"
        await mavi.types("And one more.")
        await mavi.presses("ctrl+s")
        assert said(mavi, "And one more.").on == news
        await mavi.presses("escape", "escape")
        assert mavi.mode == "home"
        mavi.in_reading.shows("Since you were here")
        assert mavi.stands_on == news


async def test_the_bars_beside_a_project_are_explained_in_the_help(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("?")
        await mavi.types("lively")
        mavi.sees("▁▃▅▇▅", "how lively a project was", "in each of the last 5 weeks")


async def test_another_wording_that_waits_says_in_plain_words_what_it_is_and_which_keys_it_has(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        mavi.panes.focus_stage("around")
        wording = next(one for one in mavi.collection.contributions.values() if one.kind == "wording")
        await mavi.walks_to(wording.id)
        shown = " ".join(line.strip(" ▌▁▂▃▄▅▆▇█") for line in mavi.in_around.lines)
        assert "another wording, written for the same place at the same time: to be taken over or let go" in shown
        assert "a take wording  d let go" in mavi.footer
