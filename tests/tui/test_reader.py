"""The reader: a long text in one widget, with a cursor over its items."""

from collections.abc import Sequence

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.pilot import Pilot

from cocreate.tui import safe, themes
from cocreate.tui.blocks import Block, Link
from cocreate.tui.markdown import blocks_of
from cocreate.tui.widgets import reader
from cocreate.tui.widgets.reader import Reader


class Desk(App[None]):
    """A reader alone on a screen, and what it said."""

    CSS = "#reader { height: 10; width: 40; }"

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[str, str]] = []
        self.reader = Reader(id="reader")

    def compose(self) -> ComposeResult:
        yield self.reader

    def on_mount(self) -> None:
        themes.register(self)
        self.reader.focus()

    def on_reader_selected(self, event: Reader.Selected) -> None:
        self.said.append(("selected", event.ref))

    def on_reader_opened(self, event: Reader.Opened) -> None:
        self.said.append(("opened", event.ref))


def words(content: str, ref: str = "", gap: int = 0) -> Block:
    return Block(safe.text(content), ref=ref, gap=gap)


def item(ref: str, lines: int = 2) -> Block:
    return words("\n".join(f"{ref} line {number}" for number in range(lines)), ref, gap=1)


def thread(count: int, lines: int = 2) -> list[Block]:
    return [item(f"i{number}", lines) for number in range(count)]


def seen(app: Desk) -> list[str]:
    """The lines of the reader as they stand on the screen."""
    size = app.reader.size
    return [strip.text.rstrip() for strip in app.reader.render_lines(Region(0, 0, size.width, size.height))]


async def shown(pilot: Pilot[None], blocks: Sequence[Block], *, keep_place: bool = True) -> None:
    app = pilot.app
    assert isinstance(app, Desk)
    app.reader.show(blocks, keep_place=keep_place)
    await pilot.pause()


# What is on the screen


async def test_what_is_wanted_is_marked_in_a_text_that_stands_there_already() -> None:
    async with (app := Desk()).run_test() as pilot:
        await shown(pilot, [words("a cup and a pot")])
        for wanted in ("cup", "pot"):
            app.reader.mark([wanted])
            underlined = (part.text for part in app.reader.line_at(0) if part.style and part.style.underline)
            assert "".join(underlined) == wanted


async def test_blocks_stand_under_one_another_with_their_gaps_and_prefixes() -> None:
    async with (app := Desk()).run_test() as pilot:
        bar = safe.line("│ ")
        block = Block(safe.line("word " * 10), first=safe.line("• "), rest=safe.line("  "), gap=1)
        await shown(pilot, [words("title"), block, Block(safe.line("x"), first=bar, rest=bar)])
        assert seen(app)[:5] == [
            "  title",
            "",
            "  • word word word word word word word",
            "    word word word",
            "  │ x",
        ]


async def test_the_selected_item_has_a_bar_beside_each_of_its_lines() -> None:
    async with (app := Desk()).run_test() as pilot:
        await shown(pilot, [words("title"), item("a"), words("more", "a", gap=1), item("b")])
        assert seen(app)[:9] == [
            "  title", "", "▌ a line 0", "▌ a line 1", "▌", "▌ more", "", "  b line 0", "  b line 1",
        ]  # fmt: skip


async def test_a_block_that_draws_itself_is_drawn_for_the_width() -> None:
    async with (app := Desk()).run_test() as pilot:
        await shown(pilot, [Block(draw=lambda width: [safe.line("─" * width)], first=safe.line("> "))])
        assert seen(app)[0] == "  > " + "─" * 34


async def test_trees_are_cut_and_code_is_folded_at_the_edge() -> None:
    async with (app := Desk()).run_test() as pilot:
        tree = Block(safe.text("└ " + "word " * 20 + "\n  └ b"), flow="crop")
        code = Block(safe.text("x = " + "y" * 60), flow="fold")
        await shown(pilot, [tree, code])
        lines = seen(app)
        assert lines[0].endswith("…")
        assert len(lines[0]) == 38
        assert lines[1] == "    └ b"
        assert lines[2] == "  x = " + "y" * 32
        assert lines[3] == "  " + "y" * 28


async def test_an_empty_reader_takes_every_key() -> None:
    async with (app := Desk()).run_test() as pilot:
        await shown(pilot, [])
        await pilot.press("down", "up", "pagedown", "pageup", "home", "end", "enter")
        await pilot.click("#reader", offset=(3, 3))
        assert app.reader.selected_ref == ""
        assert app.reader.links == []
        assert app.said == []


# The cursor


async def test_the_first_item_is_selected_and_keys_walk_over_items() -> None:
    async with (app := Desk()).run_test() as pilot:
        await shown(pilot, [words("title"), *thread(20)])
        visited = [app.reader.selected_ref]
        for key in ("down", "down", "up", "end", "up", "home"):
            await pilot.press(key)
            visited.append(app.reader.selected_ref)
        assert visited == ["i0", "i1", "i2", "i1", "i19", "i18", "i0"]
        assert app.said == [("selected", ref) for ref in visited]


async def test_the_selected_item_is_scrolled_into_view_just_enough() -> None:
    async with (app := Desk()).run_test() as pilot:
        await shown(pilot, thread(20))
        await pilot.press("down", "down", "down")
        assert seen(app)[-3:] == ["", "▌ i3 line 0", "▌ i3 line 1"]
        await pilot.press("up", "up", "up")
        assert seen(app)[1:3] == ["▌ i0 line 0", "▌ i0 line 1"]


async def test_going_back_to_the_first_item_shows_what_stands_above_it() -> None:
    async with (app := Desk()).run_test() as pilot:
        await shown(pilot, [words("title"), *thread(20)])
        await pilot.press(*["down"] * 10, *["up"] * 10)
        assert seen(app)[0] == "  title"


async def test_an_item_longer_than_the_view_is_scrolled_through_before_the_next() -> None:
    async with (app := Desk()).run_test() as pilot:
        await shown(pilot, [item("long", 30), item("next")])
        presses = 0
        while app.reader.selected_ref == "long":
            await pilot.press("down")
            presses += 1
        assert presses == 22, "21 lines are below the view, then the next item"
        assert seen(app)[-2:] == ["▌ next line 0", "▌ next line 1"]
        await pilot.press("up")
        assert app.reader.selected_ref == "long"
        assert "▌ long line 29" in seen(app)
        for _ in range(21):
            await pilot.press("up")
        assert "▌ long line 0" in seen(app)


async def test_text_between_items_is_not_leapt_over() -> None:
    async with (app := Desk()).run_test() as pilot:
        between = [words(f"between {number}") for number in range(30)]
        await shown(pilot, [item("a"), *between, item("b")])
        await pilot.press("down")
        assert app.reader.selected_ref == "a"
        assert app.reader.scroll_offset.y == 1


async def test_without_items_the_keys_scroll_by_line_and_page() -> None:
    async with (app := Desk()).run_test() as pilot:
        await shown(pilot, [words(f"line {number}") for number in range(100)])
        tops = []
        for key in ("down", "down", "up", "pagedown", "end", "pageup", "home"):
            await pilot.press(key)
            tops.append(app.reader.scroll_offset.y)
        assert tops == [1, 2, 1, 10, 90, 81, 0]


async def test_paging_selects_what_then_begins_in_view() -> None:
    async with (app := Desk()).run_test() as pilot:
        await shown(pilot, thread(20))
        await pilot.press("pagedown")
        assert app.reader.selected_ref == "i3"
        await pilot.press(*["pagedown"] * 10)
        assert app.reader.selected_ref == "i19"
        await pilot.press(*["pageup"] * 10)
        assert app.reader.selected_ref == "i0"


async def test_after_wheeling_away_walking_begins_where_the_view_is() -> None:
    async with (app := Desk()).run_test() as pilot:
        await shown(pilot, thread(50))
        app.reader.scroll_to(y=90, animate=False)
        await pilot.press("down")
        assert app.reader.selected_ref == "i30"
        assert app.reader.scroll_offset.y == 90


async def test_enter_opens_and_so_does_a_click_on_the_selected_item() -> None:
    async with (app := Desk()).run_test() as pilot:
        await shown(pilot, thread(5))
        await pilot.press("enter")
        await pilot.click("#reader", offset=(5, 5))
        await pilot.pause()
        assert app.said == [("selected", "i0"), ("opened", "i0"), ("selected", "i1")]
        await pilot.click("#reader", offset=(5, 4))
        await pilot.pause()
        assert app.said[-1] == ("opened", "i1")


async def test_select_goes_to_an_item_and_says_whether_it_is_here() -> None:
    async with (app := Desk()).run_test() as pilot:
        await shown(pilot, thread(50))
        assert app.reader.select("i40")
        assert not app.reader.select("nobody")
        assert app.reader.selected_ref == "i40"
        assert "▌ i40 line 1" in seen(app)


# Links


async def test_links_are_those_of_the_selected_item_or_of_all() -> None:
    async with (app := Desk()).run_test() as pilot:
        one, two = "[a](https://a.example)", "[b](https://b.example) and [c](k7f3q2ab1c)"
        await shown(pilot, [*blocks_of(one, "x"), *blocks_of(two, "y")])
        assert app.reader.links == [Link("a", "https://a.example")]
        await pilot.press("down")
        assert [link.label for link in app.reader.links] == ["b", "c"]
        await shown(pilot, [*blocks_of(one), *blocks_of(two)])
        assert [link.label for link in app.reader.links] == ["a", "b", "c"]


# Size


@pytest.mark.parametrize(
    ("name", "blocks"),
    [
        (
            "3 000 blocks",
            [words("Some words, größer – und mehr " * 6, f"r{number}", 1) for number in range(3_000)],
        ),
        ("20 000 blocks", [words("Some words " * 12, f"r{number // 3}", 1) for number in range(20_000)]),
        ("one line of a megabyte", [words("x" * 1_000_000, "a")]),
        ("a megabyte of words", [words("word " * 200_000, "a")]),
        ("a megabyte of wide characters", [words("漢字" * 170_000, "a")]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_a_huge_text_shows_before_all_of_it_is_laid_out(
    name: str, blocks: list[Block], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "_SLICE", 0.0)
    async with (app := Desk()).run_test(size=(120, 40)) as pilot:
        app.reader.styles.width = app.reader.styles.height = "100%"
        await pilot.pause()
        app.reader.show(blocks)
        assert len([line for line in seen(app) if line]) > 10, name
        assert app.reader._sheet.laid < len(blocks) or len(blocks) == 1, name
        await pilot.press("end")
        assert app.reader.scroll_offset.y == app.reader.max_scroll_y


async def test_only_blocks_in_view_are_broken_into_drawn_lines() -> None:
    async with (app := Desk()).run_test() as pilot:
        await shown(pilot, thread(3_000))
        await pilot.press("end")
        await pilot.pause()
        assert len(app.reader._sheet._lines) < 30


async def test_a_reader_without_room_does_nothing_wrong() -> None:
    async with (app := Desk()).run_test() as pilot:
        app.reader.styles.width = app.reader.styles.height = 0
        await shown(pilot, thread(5))
        await pilot.press("down", "end", "pageup", "enter")
        for width in (1, 2, 3):
            app.reader.styles.width, app.reader.styles.height = width, 3
            await pilot.pause()
            await pilot.press("down", "pagedown", "home")
        app.reader.styles.display = "none"
        await shown(pilot, thread(7))


async def test_a_text_may_be_given_before_the_reader_is_on_the_screen() -> None:
    app = Desk()
    app.reader.show(thread(3))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert seen(app)[1] == "▌ i0 line 0"


# Hostile


@pytest.mark.parametrize(
    "payload",
    [
        "[@click=app.bell]x[/] y",
        "x [/]",
        "a\x1b]52;c;aGk=\x07b",
        "\u202eevil",
        "a" + "\u0301" * 50 + "b",
        "&#27;[2J &#x202e;",
    ],
)
async def test_hostile_texts_are_words_and_run_nothing(payload: str) -> None:
    async with (app := Desk()).run_test() as pilot:
        await shown(pilot, [words(payload, "a"), *blocks_of(payload, "b")])
        text = "".join(seen(app))
        assert not set(text) & set("\x1b\x07\u202e")
        for strip in app.reader.render_lines(Region(0, 0, 40, 10)):
            assert strip.cell_length == 40
            assert not any(segment.style and (segment.style.meta or segment.style.link) for segment in strip)


async def test_wide_characters_never_widen_a_line() -> None:
    async with (app := Desk()).run_test() as pilot:
        await shown(pilot, [words("漢字" * 50), words("x" + "漢" * 50), words("👨\u200d👩\u200d👧❤\ufe0f🇩🇪" * 20)])
        assert {strip.cell_length for strip in app.reader.render_lines(Region(0, 0, 40, 10))} == {40}
