"""The list that draws only what can be seen."""

from collections.abc import Sequence
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.content import Content
from textual.geometry import Region
from textual.pilot import Pilot

from cocreate.tui import safe, themes
from cocreate.tui.widgets.line_list import LineList

Row = tuple[str, str]


def rows(*names: str) -> list[Row]:
    return [(name, f"row {name}") for name in names]


def numbered(count: int) -> list[Row]:
    return rows(*map(str, range(count)))


class Desk(App[None]):
    """A list alone on a screen, with what it drew and what it said."""

    CSS = "#list { height: 10; width: 40; }"

    def __init__(self, row_height: int = 1, **options: Any) -> None:
        super().__init__()
        self.drawn: list[str] = []
        self.said: list[tuple[str, str]] = []
        self.row_height = row_height
        self.list: LineList[Row] = LineList(
            self.draw, key=lambda row: row[0], row_height=lambda _width: row_height, id="list", **options
        )

    def compose(self) -> ComposeResult:
        yield self.list

    def on_mount(self) -> None:
        themes.register(self)
        self.list.focus()

    def draw(self, row: Row, width: int) -> Sequence[Content]:
        self.drawn.append(row[0])
        assert width == 37
        return [safe.line(row[1]), *[safe.line("below")] * (self.row_height - 1)]

    def on_line_list_selected(self, event: LineList.Selected) -> None:
        self.said.append(("selected", event.key))

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        self.said.append(("opened", event.key))


def seen(app: Desk) -> list[str]:
    """The lines of the list as they stand on the screen."""
    size = app.list.size
    return [strip.text.rstrip() for strip in app.list.render_lines(Region(0, 0, size.width, size.height))]


def at(app: Desk) -> int:
    """The screen line on which the sign of the selected row stands."""
    return next(number for number, line in enumerate(seen(app)) if line.startswith("▌"))


async def shown(pilot: Pilot[None], what: Sequence[Row]) -> None:
    app = pilot.app
    assert isinstance(app, Desk)
    app.list.show(what)
    await pilot.pause()


async def test_only_rows_that_can_be_seen_are_drawn_of_a_hundred_thousand() -> None:
    async with (app := Desk()).run_test() as pilot:
        await shown(pilot, numbered(100_000))
        assert set(app.drawn) == set(map(str, range(10)))
        app.drawn.clear()
        await pilot.press("end")
        await pilot.pause()
        assert set(app.drawn) <= set(map(str, range(99_990, 100_000)))
        assert app.list.selected_key == "99999"
        assert seen(app)[-1] == "▌row 99999"


async def test_the_first_row_is_selected_and_said_so() -> None:
    async with (app := Desk()).run_test() as pilot:
        await shown(pilot, numbered(3))
        assert app.list.selected_key == "0"
        assert app.list.selected == ("0", "row 0")
        assert app.said == [("selected", "0")]
        assert seen(app)[:3] == ["▌row 0", " row 1", " row 2"]


async def test_keys_walk_page_and_jump() -> None:
    async with (app := Desk()).run_test() as pilot:
        await shown(pilot, numbered(100))
        visited = []
        for key in ("down", "down", "up", "pagedown", "pageup", "end", "up", "home", "up"):
            await pilot.press(key)
            visited.append(app.list.selected_key)
        assert visited == ["1", "2", "1", "10", "1", "99", "98", "0", "0"]


async def test_enter_opens_the_selected_row() -> None:
    async with (app := Desk()).run_test() as pilot:
        await shown(pilot, numbered(3))
        await pilot.press("down", "enter")
        await pilot.pause()
        assert app.said[-1] == ("opened", "1")


async def test_a_click_selects_and_a_click_on_the_selected_row_opens() -> None:
    async with (app := Desk()).run_test() as pilot:
        await shown(pilot, numbered(30))
        await pilot.click("#list", offset=(3, 4))
        assert app.list.selected_key == "4"
        assert ("opened", "4") not in app.said
        await pilot.click("#list", offset=(3, 4))
        await pilot.pause()
        assert app.said[-1] == ("opened", "4")


async def test_the_wheel_scrolls_and_leaves_the_selection() -> None:
    async with (app := Desk()).run_test() as pilot:
        await shown(pilot, numbered(100))
        app.list.scroll_to(y=20, animate=False)
        await pilot.pause()
        assert app.list.selected_key == "0"
        assert seen(app)[0] == " row 20"


async def test_the_cursor_skips_what_cannot_be_selected() -> None:
    what = rows("H1", "a", "H2", "H3", "b", "H4")
    async with (app := Desk(selectable=lambda row: not row[0].startswith("H"))).run_test() as pilot:
        await shown(pilot, what)
        visited = [app.list.selected_key]
        for key in ("down", "down", "up", "home", "end", "pageup"):
            await pilot.press(key)
            visited.append(app.list.selected_key)
        assert visited == ["a", "b", "b", "a", "a", "b", "a"]
        await pilot.click("#list", offset=(3, 2))
        assert app.list.selected_key == "a"
        assert not app.list.select("H2")


async def test_at_the_edge_a_heading_beyond_the_last_row_scrolls_into_view() -> None:
    what = [("H", "heading"), *numbered(30)]
    async with (app := Desk(selectable=lambda row: row[0] != "H")).run_test() as pilot:
        await shown(pilot, what)
        await pilot.press("end", *["up"] * 30)
        assert app.list.selected_key == "0"
        await pilot.press("up")
        assert seen(app)[:2] == [" heading", "▌row 0"]


async def test_nothing_can_be_selected_where_all_are_headings() -> None:
    async with (app := Desk(selectable=lambda _row: False)).run_test() as pilot:
        await shown(pilot, numbered(3))
        await pilot.press("down", "enter", "end")
        assert app.list.selected_key == ""
        assert app.list.selected is None
        assert app.said == []


async def test_a_selected_row_that_moved_stays_on_its_line_of_the_screen() -> None:
    async with (app := Desk()).run_test() as pilot:
        await shown(pilot, numbered(100))
        await pilot.press("pagedown", "pagedown", "up", "up")
        line, key = at(app), app.list.selected_key
        await shown(pilot, [*rows("new", "newer", "newest"), *numbered(100)])
        assert (at(app), app.list.selected_key) == (line, key)
        await shown(pilot, numbered(100)[8:])
        assert (at(app), app.list.selected_key) == (line, key)


async def test_where_the_selected_row_is_gone_the_nearest_is_selected() -> None:
    async with (app := Desk()).run_test() as pilot:
        await shown(pilot, rows("a", "b", "c", "d", "e"))
        app.list.select("c")
        await shown(pilot, rows("a", "b", "d", "e"))
        assert app.list.selected_key == "d"
        await shown(pilot, rows("a", "b"))
        assert app.list.selected_key == "b"
        await shown(pilot, rows("x", "y"))
        assert app.list.selected_key == "y"


async def test_what_is_read_does_not_jump_when_the_selected_row_is_out_of_view() -> None:
    async with (app := Desk()).run_test() as pilot:
        await shown(pilot, numbered(100))
        app.list.scroll_to(y=50, animate=False)
        await shown(pilot, [*rows("new"), *numbered(100)])
        assert seen(app)[0] == " row 50"
        assert app.list.selected_key == "0"


async def test_the_selection_is_said_once_and_not_when_it_stays() -> None:
    async with (app := Desk()).run_test() as pilot:
        await shown(pilot, numbered(5))
        await shown(pilot, numbered(6))
        await pilot.press("down")
        app.list.select("1")
        await pilot.pause()
        assert app.said == [("selected", "0"), ("selected", "1")]


async def test_select_goes_to_a_row_and_says_whether_it_is_here() -> None:
    async with (app := Desk()).run_test() as pilot:
        await shown(pilot, numbered(100))
        assert app.list.select("42")
        assert not app.list.select("nobody")
        assert app.list.selected_key == "42"
        assert "▌row 42" in seen(app)


async def test_an_empty_list_shows_its_placeholder_wrapped() -> None:
    words = safe.line("Nothing here yet. Press i to catch the first idea, whatever it is.")
    async with (app := Desk(placeholder=words)).run_test() as pilot:
        await shown(pilot, [])
        assert seen(app)[:2] == [" Nothing here yet. Press i to catch", " the first idea, whatever it is."]
        assert app.list.selected_key == ""
        await pilot.press("down", "up", "enter", "home", "end", "pageup", "pagedown")
        await pilot.click("#list", offset=(2, 2))
        await shown(pilot, numbered(1))
        assert seen(app)[0] == "▌row 0"
        await shown(pilot, [])
        assert app.said == [("selected", "0"), ("selected", "")]
        app.list.placeholder = safe.line("Gone")
        await pilot.pause()
        assert seen(app)[0] == " Gone"


async def test_rows_of_several_lines_are_drawn_once_and_scroll_whole() -> None:
    async with (app := Desk(row_height=3)).run_test() as pilot:
        await shown(pilot, numbered(50))
        assert sorted(app.drawn) == ["0", "1", "2", "3"]
        await pilot.press("down", "down", "down")
        assert seen(app)[-3:] == ["▌row 3", "▌below", "▌below"]
        await pilot.click("#list", offset=(3, 0))
        assert app.list.selected_key == "0"


async def test_a_row_with_too_few_or_too_many_lines_still_has_its_height() -> None:
    app = Desk(row_height=2)
    app.list._draw = lambda row, _width: [safe.line(row[1])] * (0 if row[0] == "0" else 5)
    async with app.run_test() as pilot:
        await shown(pilot, numbered(3))
        assert seen(app)[:6] == ["▌", "▌", " row 1", " row 1…", " row 2", " row 2…"]


async def test_wide_characters_are_cut_at_the_edge_and_the_line_keeps_its_width() -> None:
    async with (app := Desk()).run_test() as pilot:
        await shown(pilot, [("a", "漢字" * 40), ("b", "x" + "漢字" * 40), ("c", "👍🏽🇩🇪" * 30), ("d", "é́́" * 90)])
        strips = app.list.render_lines(Region(0, 0, 40, 10))
        assert {strip.cell_length for strip in strips} == {40}
        assert strips[0].text.rstrip().endswith("…")


@pytest.mark.parametrize(
    "payload",
    ["[@click=app.bell]x[/]", "x [/]", "\x1b]52;c;aGk=\x07", "\u202eevil", "a\nb", "a" + "\u0301" * 50],
)
async def test_hostile_rows_are_drawn_as_words(payload: str) -> None:
    async with (app := Desk()).run_test() as pilot:
        await shown(pilot, [("a", payload), ("b", "next")])
        text = seen(app)
        assert text[1] == " next"
        assert not set("".join(text)) & set("\x1b\x07\u202e\n")
        for strip in app.list.render_lines(Region(0, 0, 40, 2)):
            assert not any(segment.style and segment.style.meta for segment in strip)


async def test_a_line_break_in_what_is_drawn_does_not_break_the_screen() -> None:
    app = Desk()
    app.list._draw = lambda _row, _width: [safe.text("a\nb")]
    async with app.run_test() as pilot:
        await shown(pilot, numbered(2))
        assert seen(app)[:2] == ["▌a", " a"]


async def test_a_list_without_room_does_nothing_wrong() -> None:
    async with (app := Desk()).run_test(size=(80, 24)) as pilot:
        app.list.styles.width = 0
        app.list.styles.height = 0
        await shown(pilot, numbered(10))
        await pilot.press("down", "end", "pageup", "enter")
        app.list.styles.display = "none"
        await shown(pilot, numbered(5))


async def test_a_list_may_be_filled_before_it_is_on_the_screen() -> None:
    app = Desk()
    app.list.show(numbered(5))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert seen(app)[0] == "▌row 0"


async def test_the_selected_row_stays_in_view_when_the_terminal_shrinks() -> None:
    async with (app := Desk()).run_test(size=(40, 24)) as pilot:
        app.list.styles.height = "100%"
        await shown(pilot, numbered(100))
        await pilot.press(*["down"] * 20)
        await pilot.resize_terminal(40, 8)
        await pilot.pause()
        assert "▌row 20" in seen(app)


async def test_the_sign_is_there_without_colours_and_without_focus() -> None:
    async with (app := Desk()).run_test() as pilot:
        await shown(pilot, numbered(3))
        app.set_focus(None)
        await pilot.pause()
        assert seen(app)[0] == "▌row 0"


async def test_a_full_refresh_draws_rows_anew() -> None:
    async with (app := Desk()).run_test() as pilot:
        await shown(pilot, numbered(3))
        app.drawn.clear()
        app.list.refresh()
        await pilot.pause()
        assert sorted(app.drawn) == ["0", "1", "2"]


async def test_moving_down_by_one_draws_one_new_row() -> None:
    async with (app := Desk()).run_test() as pilot:
        await shown(pilot, numbered(100))
        await pilot.press(*["down"] * 9)
        await pilot.pause()
        app.drawn.clear()
        await pilot.press("down")
        await pilot.pause()
        assert app.drawn == ["10"]


class Paragraphs(Desk):
    """A list whose rows have a line for each word of theirs."""

    def draw(self, row: Row, width: int) -> Sequence[Content]:  # noqa: ARG002 - each word is short
        self.drawn.append(row[0])
        return [safe.line(word) for word in row[1].split()]


PARAGRAPHS = [("a", "one two three"), ("b", "four"), ("c", "five six")]


async def test_each_row_is_as_tall_as_what_it_says_with_a_blank_line_between_where_there_is_room() -> None:
    async with (app := Paragraphs(own_heights=True)).run_test() as pilot:
        await shown(pilot, PARAGRAPHS)
        assert seen(app)[:9] == ["▌one", "▌two", "▌three", "", " four", "", " five", " six", ""]
        await pilot.press("down")
        assert seen(app)[:6] == [" one", " two", " three", "", "▌four", ""]
        await pilot.click("#list", offset=(3, 7))
        assert app.list.selected_key == "c"
        app.list.styles.height = 7
        await pilot.pause()
        assert seen(app) == [" one", " two", " three", " four", "▌five", "▌six", ""]


async def test_one_walks_pages_and_stays_in_place_among_rows_of_their_own_height() -> None:
    tall = [(str(number), "word " * (1 + number % 3)) for number in range(30)]
    async with (app := Paragraphs(own_heights=True)).run_test() as pilot:
        await shown(pilot, tall)
        visited = []
        for key in ("pagedown", "pagedown", "pageup", "end", "pageup", "home"):
            await pilot.press(key)
            visited.append(app.list.selected_key)
            assert at(app) < 10
        assert visited == ["5", "8", "5", "29", "26", "0"]
        app.list.select("15")
        await pilot.pause()
        before = at(app)
        await shown(pilot, tall[4:])
        assert (app.list.selected_key, at(app)) == ("15", before)


async def test_rows_have_heights_of_their_own_only_where_they_are_few() -> None:
    async with (app := Paragraphs(row_height=2, own_heights=True)).run_test() as pilot:
        await shown(pilot, [(str(number), "one two three") for number in range(100_000)])
        assert set(app.drawn) == set(map(str, range(5)))
        assert seen(app)[:3] == ["▌one", "▌two…", " one"]


async def test_a_row_that_says_more_than_before_is_drawn_with_all_of_it() -> None:
    async with (app := Paragraphs(own_heights=True)).run_test() as pilot:
        await shown(pilot, [("a", "one"), ("b", "four")])
        await shown(pilot, [("a", "one two"), ("b", "four")])
        assert seen(app)[:4] == ["▌one", "▌two", "", " four"]
        await shown(pilot, [("a", "one"), ("b", "four")])
        assert seen(app)[:3] == ["▌one", "", " four"]
