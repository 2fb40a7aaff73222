"""How the screens are set: width goes where words are cut, what belongs together stays together, nothing touches."""

import pytest
from textual.filter import ANSIToTruecolor
from textual.widget import Widget

from cocreate.acts.introduce import introduce
from cocreate.tui import themes
from cocreate.tui.widgets.form import Form
from cocreate.tui.widgets.reader import Reader
from tests.tui.driver import LARGE, NOW, SMALL, Someone, person_at

HUGE = (200, 60)


@pytest.mark.parametrize("size", [SMALL, LARGE, HUGE])
async def test_a_project_takes_the_lines_it_needs_and_no_purpose_is_cut(teambase: str, size: tuple[int, int]) -> None:
    async with person_at(teambase, size) as mavi:
        for mode in ("1", "3"):
            await mavi.presses(mode)
            await mavi.goes_to("Milk foam school")
            lines = [line.strip("│▌ ") for line in mavi.in_list.lines]
            shown = " ".join(" ".join(lines).split())
            for project in mavi.collection.projects.values():
                assert " ".join(project.text("purpose").split()) in shown
            at = next(place for place, line in enumerate(lines) if "Barista pass" in line)
            assert lines[at - 1] == ""
            assert lines[at - 2] != ""


async def test_most_titles_of_ideas_are_whole_where_three_panes_stand_beside_one_another(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.presses("2")
        mavi.in_list.shows("Braille on the edge of the pass", "Film the jug from above, slowly")
        await mavi.resizes(*HUGE)
        titles = [row[0].title for row in mavi.panes.list.rows][:20]
        mavi.in_list.shows(*titles)


async def test_a_text_is_never_wider_than_one_can_read(teambase: str) -> None:
    async with person_at(teambase, (300, 60)) as mavi:
        for mode in ("2", "3", "4"):
            await mavi.presses(mode)
            assert mavi.panes.query_one("#reading-pane").region.width == 92
        await mavi.presses("1")
        assert mavi.panes.query_one("#reading-pane").region.width > 92


async def test_a_heading_does_not_touch_the_tabs(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.presses("3")
        below = mavi.in_reading.lines[
            mavi.line_with("Good to know") - mavi.panes.query_one("#reading-pane").region.y + 1
        ]
        assert below.strip("│ ") == ""


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_no_time_touches_the_scrollbar(teambase: str, size: tuple[int, int]) -> None:
    async with person_at(teambase, size) as mavi:
        await mavi.presses("2")
        assert _beside_the_scrollbar(mavi, mavi.panes.list) <= {" "}
        await mavi.presses("1")
        assert _beside_the_scrollbar(mavi, mavi.panes.reading) <= {" "}


def _beside_the_scrollbar(mavi: Someone, pane: Widget) -> set[str]:
    rows = mavi.lines[pane.region.y + 1 : pane.region.bottom - 1]
    return {line[pane.region.right - 2] for line in rows if len(line) >= pane.region.right}


async def test_tab_says_what_is_in_the_pane_that_it_leads_to(teambase: str) -> None:
    async with person_at(teambase, SMALL) as mavi:
        assert "tab projects" in mavi.footer
        await mavi.presses("tab")
        assert "tab waits" in mavi.footer
        await mavi.presses("tab")
        assert "tab news" in mavi.footer
        await mavi.presses("2")
        assert "tab read" in mavi.footer


async def test_keys_at_the_foot_of_a_window_break_between_phrases(teambase: str) -> None:
    introduce(teambase, "mavi", {"name": "Mavi Magdalena Lindqvist von der Fabrik am Kanal"})
    async with person_at(teambase, SMALL) as mavi:
        await mavi.presses("s")
        mavi.sees("ctrl+t Mavi Magdalena Lindqvist von der Fabrik am Kanal types", "enter take", "esc leave")


async def test_the_terminals_own_colours_are_its_own_from_the_start(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.app.put_on(themes.TERMINAL)
    async with person_at(teambase) as mavi:
        assert mavi.app.theme == themes.TERMINAL
        told = [one.enabled for one in mavi.app._filters if isinstance(one, ANSIToTruecolor)]
        assert told == [False]


async def test_the_selected_row_is_of_one_ground_where_it_stands_out_by_being_reversed(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.app.put_on(themes.TERMINAL)
        await mavi.settles()
        strip = mavi.panes.list.render_line(0)
        styles = {str(part.style) for part in strip._segments[1:]}
        assert len(styles) == 1, styles


async def test_each_person_has_a_colour_of_their_own_everywhere(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        people = mavi.collection.people
        assert len({themes.person_style(one, people) for one in people}) == len(people)
        for key in ("4", "s"):
            await mavi.presses(key)
            worn = {}
            for person in people.values():
                for strip in mavi.app.screen._compositor.render_strips():
                    found = [part for part in strip if part.text.strip() == person.title and part.style]
                    if found:
                        worn[person.id] = str(found[-1].style.color)
            assert len(set(worn.values())) == len(worn) == len(people)


async def test_no_name_is_broken_in_what_stands_around(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        shown = "\n".join(mavi.in_around.lines)
        names = [person.title for person in mavi.collection.people.values()]
        named = [name for name in names if name.rpartition(" ")[2] in shown]
        assert len(named) > 1
        assert [name for name in named if name not in shown] == []


async def test_no_name_is_broken_in_a_sentence_either(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        names = [person.title for person in mavi.collection.people.values()]
        for idea in ("Cup library", "Kaffeesatz in der Glasur"):
            await mavi.presses("2")
            await mavi.reads(idea)
            for _page in range(6):
                assert _broken(names, mavi.in_reading.lines) == []
                await mavi.presses("pagedown")
        await mavi.presses("ctrl+p")
        await mavi.types("what waits")
        await mavi.presses("enter")
        window = mavi.app.screen.query_one(Reader).region
        assert _broken(names, [line[window.x : window.right - 2] for line in mavi.lines]) == []


async def test_whoever_speaks_is_named_whole_above_what_they_write(teambase: str) -> None:
    async with person_at(teambase, LARGE, speaking="mavi,ada-trenkel") as mavi:
        await mavi.presses("2")
        await mavi.reads("Cup library")
        await mavi.presses("b")
        mavi.sees("Prof. Dr. Ada Trenkel")
        assert _broken(["Mavi Lindqvist", "Prof. Dr. Ada Trenkel"], mavi.in_reading.lines) == []


def _broken(names: list[str], lines: list[str]) -> list[str]:
    """Those names of which a line ends with all but the last word."""
    ends = [line.strip("│▌ ").removesuffix(" d").removesuffix(" w").rstrip(" 0123456789") for line in lines]
    return [name for name in names for end in ends if end.endswith(name.rpartition(" ")[0])]


@pytest.mark.parametrize("mode", ["2", "3", "4", "5"])
async def test_no_pane_is_empty_without_a_sentence(workspace: str, mode: str) -> None:
    async with person_at(workspace, LARGE) as mavi:
        await mavi.presses(mode)
        mavi.in_reading.shows("What is selected in the list is read here.")
        mavi.in_around.shows("What belongs to it")


async def test_the_commons_stand_apart_from_what_they_are_for(teambase: str) -> None:
    async with person_at(teambase, SMALL) as mavi:
        await mavi.presses("3")
        await mavi.reads("Teambase")
        assert mavi.in_reading.lines[2].strip("│▌ ") == ""
        await mavi.presses("tab")
        mavi.in_around.shows("In it", "Waits")


async def test_what_people_bring_and_are_curious_about_stands_in_their_list(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.presses("4")
        mavi.in_list.shows(
            "@ Ana Beltrán", "Ana; only my grandmother says Ana", "brings: drawing", "curious about: repairing"
        )
        places = ("Ana Beltrán", "brings: drawing")
        columns = {line.index(words) for line in mavi.in_list.lines for words in places if words in line}
        assert len(columns) == 1


async def test_a_window_to_read_in_is_as_tall_as_its_page(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.presses("2")
        await mavi.goes_to("Ein Haken für jede Schürze")
        await mavi.presses("y")
        mavi.sees("How we got here")
        assert mavi.app.screen.query_one("ReadDialog > Vertical").region.height < 20
        await mavi.presses("escape")
        await mavi.goes_to("Cup library")
        await mavi.presses("y")
        assert mavi.app.screen.query_one("ReadDialog > Vertical").region.height == 36
        await mavi.presses("end")
        last = mavi.lines[mavi.app.screen.query_one(Reader).region.bottom - 1]
        assert last.strip("│▌ ▇▁")


async def test_no_title_is_cut_in_the_lineage(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.presses("3")
        await mavi.reads("Barista pass")
        await mavi.presses("right", "right", "right")
        mavi.in_reading.shows("Milk foam school  active", "└─ ◐ Brett, Tablett und Tisch in", "einem")
        mavi.in_reading.shows_not("…")


async def test_only_the_text_scrolls_where_a_form_has_more_than_there_is_room_for(teambase: str) -> None:
    async with person_at(teambase, SMALL) as mavi:
        await mavi.presses("2")
        await mavi.goes_to("Cup library")
        await mavi.presses("e")
        assert not mavi.app.screen.query_one(Form).show_vertical_scrollbar
        assert mavi.app.screen.query_one("Form TextArea").show_vertical_scrollbar
        before = _words(mavi.lines[1:-1])
        await mavi.resizes(*HUGE)
        assert not mavi.app.screen.query_one("Form TextArea").show_vertical_scrollbar
        await mavi.resizes(*SMALL)
        assert _words(mavi.lines[1:-1]) == before
        assert not mavi.app.screen.query_one(Form).show_vertical_scrollbar


def _words(lines: list[str]) -> list[str]:
    return [word for line in lines for word in line[4:76].strip(" │▁▂▃▄▅▆▇█").split()]


async def test_no_label_of_a_form_takes_two_lines(teambase: str) -> None:
    async with person_at(teambase, SMALL) as mavi:
        await mavi.presses("p", "enter")
        mavi.sees("how to address me  Mavi, in every language")


async def test_what_only_looks_something_up_does_not_say_that_it_keeps_it(teambase: str) -> None:
    async with person_at(teambase, SMALL) as mavi:
        await mavi.presses("ctrl+p")
        await mavi.types("who could help")
        await mavi.presses("enter")
        mavi.sees("enter look")
        mavi.sees_not("keep it")


async def test_a_key_in_the_palette_stands_whole_beside_a_sentence_that_is_cut(teambase: str) -> None:
    async with person_at(teambase, (60, 24)) as mavi:
        await mavi.presses("2", "ctrl+p")
        line = mavi.lines[mavi.line_with("Close it: decide")].strip("│ ▌▁▇")
        assert line.startswith("x  "), line


async def test_no_way_to_close_something_says_its_name_twice(teambase: str) -> None:
    async with person_at(teambase, SMALL) as mavi:
        mavi.app.go_to("9fmvk8xyq8")
        await mavi.settles()
        await mavi.presses("x")
        mavi.sees(
            "1 decide  say what came of a proposal", "2 more time  a proposal is open for stances until a later day"
        )


async def test_a_window_keeps_its_keys_in_sight_where_the_terminal_becomes_smaller(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        for key in ("ctrl+p", "question_mark", "c", "s", "g", "n", "H"):
            await mavi.presses("1", key)
            await mavi.resizes(60, 20)
            if len(mavi.app.screen_stack) > 1:
                mavi.sees("esc leave")
            await mavi.resizes(*LARGE)
            await mavi.presses("escape")


async def test_the_cursor_can_be_seen_in_the_terminals_own_colours(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.app.put_on(themes.TERMINAL)
        await mavi.presses("i")
        await mavi.types("A cup")
        style = mavi.app.screen.query_one("Form Input").get_component_rich_style("input--cursor")
        assert style.reverse
        assert style.color is None or style.color.is_default
        assert style.bgcolor is None or style.bgcolor.is_default


STANDS = [
    ("", None),
    ("waits", None),
    ("syncing", None),
    ("in-step", NOW),
    ("offline", None),
    ("not-shared", None),
    ("else", None),
]
"""How a copy may stand with the others, and as of when."""


@pytest.mark.parametrize("width", [60, 72, 80, 90, 100, 120, 160])
@pytest.mark.parametrize("speaking", ["mavi", "mavi,erkan"])
async def test_the_modes_stay_where_they_are_while_the_state_of_syncing_changes(
    teambase: str, width: int, speaking: str
) -> None:
    async with person_at(teambase, (width, 24), speaking=speaking) as mavi:
        where, told = set(), []
        for standing, known in STANDS:
            mavi.app.sync_loop.standing, mavi.app.sync_loop.known = standing, known
            for progress in ("reading 3 of 10", ""):
                mavi.app._take_in()
                mavi.app.progress = progress
                await mavi.settles()
                where.add(mavi.header.partition("✎")[0].replace("reading 3 of 10", "").rstrip())
            told.append(mavi.header)
        assert len(where) == 1, where
        if width >= 80 and speaking == "mavi":
            assert "Teambase" in told[0]
            assert all("⇅" in one for one in told[1:]), told


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
async def test_in_the_window_of_everything_keys_stand_under_one_another(teambase: str, size: tuple[int, int]) -> None:
    async with person_at(teambase, size) as mavi:
        await mavi.presses("ctrl+p")
        told = ("Catch an idea", "Edit it", "Filter this list")
        mavi.sees("i       Catch an idea", "e       Edit it")
        places = {line.index(words) for words in told for line in mavi.lines if words in line}
        assert len(places) == 1


@pytest.mark.parametrize("keys", ["e", "?", "ctrl+p", "w", "s"])
async def test_no_window_covers_the_line_that_says_who_speaks_or_the_line_of_keys(teambase: str, keys: str) -> None:
    async with person_at(teambase, SMALL) as mavi:
        await mavi.presses("2")
        await mavi.goes_to("Cup library")
        before = mavi.header, mavi.footer
        await mavi.presses(keys)
        assert "✎ mavi" in mavi.header
        assert (mavi.header, mavi.footer) == before
        mavi.sees("esc leave")
        if keys != "e":
            await mavi.presses("end", "end")
            await mavi.presses("home", "home")
            assert (mavi.header, mavi.footer) == before
            mavi.sees("esc leave")


async def test_a_long_text_in_a_form_is_seen_from_its_beginning_until_one_comes_to_it(teambase: str) -> None:
    async with person_at(teambase, SMALL) as mavi:
        await mavi.presses("2")
        await mavi.goes_to("Cup library")
        await mavi.presses("e")
        mavi.sees("You borrow a cup the way")
        await mavi.presses("enter")
        mavi.sees("potter in the city")
        mavi.sees_not("You borrow a cup the way")
