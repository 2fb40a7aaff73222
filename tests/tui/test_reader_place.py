"""The reader keeps the place: what is read stays where it is, whatever comes, grows, goes or is resized."""

from tests.tui.test_reader import Desk, item, seen, shown, thread, words


async def test_new_items_above_and_below_do_not_move_what_is_read() -> None:
    async with (app := Desk()).run_test() as pilot:
        await shown(pilot, thread(30))
        await pilot.press(*["down"] * 12)
        before = seen(app)
        await shown(pilot, [*[item(f"new{number}", 3) for number in range(5)], *thread(30), item("last")])
        assert seen(app) == before
        assert app.reader.selected_ref == "i12"
        await shown(pilot, thread(30)[5:])
        assert seen(app) == before


async def test_the_place_within_a_long_item_is_kept() -> None:
    async with (app := Desk()).run_test() as pilot:
        await shown(pilot, [item("a"), item("long", 60)])
        await pilot.press("down", *["down"] * 20)
        before = seen(app)
        await shown(pilot, [item("new", 7), item("a"), item("long", 60)])
        assert seen(app) == before


async def test_the_selected_item_stays_whole_when_it_grows() -> None:
    async with (app := Desk()).run_test() as pilot:
        await shown(pilot, thread(40))
        app.reader.select("i20")
        await pilot.pause()
        await shown(pilot, [*thread(20), item("i20", 4), *thread(40)[21:]])
        assert [f"▌ i20 line {number}" for number in range(4)] == seen(app)[-4:]
        app.reader.scroll_to(y=0, animate=False)
        await shown(pilot, [*thread(20), item("i20", 5), *thread(40)[21:]])
        assert "i0 line 0" in " ".join(seen(app))


async def test_at_the_end_of_the_text_a_smaller_view_still_shows_the_end() -> None:
    async with (app := Desk()).run_test() as pilot:
        await shown(pilot, thread(40))
        app.reader.select("i39")
        app.reader.select("i38")
        await pilot.pause()
        app.reader.styles.height = 9
        await pilot.pause()
        assert seen(app)[-1].strip() == "i39 line 1"
        assert app.reader.selected_ref == "i38"


async def test_where_the_item_is_gone_the_nearest_is_selected() -> None:
    async with (app := Desk()).run_test() as pilot:
        await shown(pilot, thread(5))
        app.reader.select("i2")
        await shown(pilot, [block for block in thread(5) if block.ref != "i2"])
        assert app.reader.selected_ref == "i3"
        await shown(pilot, thread(2))
        assert app.reader.selected_ref == "i1"
        await shown(pilot, [words("nothing")])
        assert app.reader.selected_ref == ""
        assert app.said[-1] == ("selected", "")


async def test_another_text_begins_at_its_top() -> None:
    async with (app := Desk()).run_test() as pilot:
        await shown(pilot, thread(30))
        await pilot.press("end")
        await shown(pilot, thread(40), keep_place=False)
        assert app.reader.scroll_offset.y == 0
        assert app.reader.selected_ref == "i0"


async def test_the_line_at_the_top_stays_when_the_width_changes() -> None:
    async with (app := Desk()).run_test(size=(80, 24)) as pilot:
        await shown(pilot, [words(f"{number} " + "word " * 30, f"i{number}", 1) for number in range(40)])
        app.reader.select("i20")
        app.reader.scroll_to(y=app.reader._span(20)[0], animate=False)
        await pilot.pause()
        assert seen(app)[0].startswith("▌ 20 word")
        for width in (20, 70, 33):
            app.reader.styles.width = width
            await pilot.pause()
            await pilot.pause()
            assert seen(app)[0].startswith("▌ 20 word")
            assert app.reader.selected_ref == "i20"
