"""What is said after an act: what was done, and the key that takes it back, or goes on with it."""

from tests.conftest import all_files
from tests.tui.driver import SMALL, Someone, person_at
from tests.tui.test_closing import CUPS, gives, stands_on

LONG = "a small number stays on the jar, and whoever wants to give more does so without anybody seeing it at all"


async def _marks_the_kiln_too(mavi: Someone, key: str) -> None:
    await mavi.presses(key)
    await mavi.types("kiln")
    await mavi.marks()
    await mavi.presses("enter")


async def test_what_was_woven_names_its_parents(teambase: str) -> None:
    async with person_at(teambase, SMALL) as mavi:
        await mavi.presses("2")
        await mavi.goes_to("Cup library")
        await _marks_the_kiln_too(mavi, "w")
        await mavi.types("Warm library")
        await mavi.presses("ctrl+s")
        mavi.hears("Woven from Cup library and Warm the cups on the kiln lid. u takes it back.")
        mavi.sees("Warm library")
        await mavi.presses("tab")
        mavi.in_around.shows("Grew from", "Cup library", "Warm the cups on the kiln lid")


async def test_an_edit_says_that_it_changed_something_or_nothing(teambase: str) -> None:
    async with person_at(teambase, SMALL) as mavi:
        await mavi.presses("2")
        await mavi.goes_to("Cup library")
        await mavi.presses("e", "ctrl+s")
        assert mavi.told == "Nothing was changed."
        await mavi.presses("e")
        await mavi.fills("title", "Cup lending")
        await mavi.presses("ctrl+s")
        mavi.hears("Changed: Cup lending. u takes it back.")
        await mavi.presses("p", "1")
        await mavi.fills("address", "Mave")
        await mavi.presses("ctrl+s")
        mavi.hears("Changed: Mavi Lindqvist. u takes it back.")


async def test_a_project_that_was_started_is_named(teambase: str) -> None:
    async with person_at(teambase, SMALL) as mavi:
        await mavi.presses("n")
        await mavi.types("Night bakery")
        await mavi.presses("enter")
        await mavi.types("Bread at six.")
        await mavi.presses("ctrl+s")
        mavi.hears("A project is there: Night bakery. u takes it back.")


async def test_who_speaks_and_which_colours_are_on_is_said(teambase: str) -> None:
    async with person_at(teambase, SMALL) as mavi:
        await mavi.presses("s")
        await mavi.types("erkan")
        await mavi.presses("enter")
        mavi.hears("Erkan Yıldırım speaks now.")
        await mavi.presses("f2")
        mavi.hears("Colours: light.")


async def test_what_is_left_is_kept_and_that_is_said_where_anything_was_typed(teambase: str) -> None:
    async with person_at(teambase, SMALL) as mavi:
        await mavi.presses("i", "escape")
        assert mavi.told == ""
        await mavi.presses("i")
        await mavi.types("Bell")
        await mavi.presses("escape")
        mavi.hears("What was typed is kept. r goes on with it.")
        await mavi.presses("2", "enter", "c", "1")
        await mavi.types("Ring it.")
        await mavi.presses("escape")
        mavi.hears("What was typed is kept. r goes on with it.")


async def test_a_refusal_puts_the_cursor_where_the_fault_is(teambase: str) -> None:
    proposal = gives(teambase, CUPS, "proposal", "Twelve more cups.")
    async with person_at(teambase, SMALL) as mavi:
        await mavi.presses("n")
        await mavi.types("Night bakery")
        await mavi.presses("ctrl+s")
        mavi.sees("A project needs its purpose.")
        await mavi.types("Bread.")
        assert mavi.field("purpose") == "Bread."
        await mavi.presses("escape")
        await stands_on(mavi, proposal)
        await mavi.presses("x", "1", "tab")
        await mavi.types("Selin")
        await mavi.presses("shift+tab", "ctrl+s")
        mavi.sees("Selin is no day.")
        await mavi.types(" x")
        assert mavi.field("review") == "Selin x"
        await mavi.presses("escape", "c", "5")
        await mavi.types("Three boards.")
        await mavi.fills("until", "someday")
        await mavi.presses("shift+tab", "ctrl+s")
        await mavi.types(" x")
        assert mavi.field("until") == "someday x"


async def test_a_line_without_the_cursor_shows_its_beginning_and_that_it_goes_on(teambase: str) -> None:
    async with person_at(teambase, SMALL) as mavi:
        await mavi.presses("2", "o", "enter")
        await mavi.types(LONG)
        mavi.sees("at all")
        mavi.sees_not("a small number stays")
        await mavi.presses("tab")
        assert "a small number stays on the jar" in mavi.screen
        assert mavi.lines[mavi.line_with("a small number")].rstrip("│ ").endswith("…")
        await mavi.presses("shift+tab")
        mavi.sees("at all")


async def test_whoever_decides_is_not_told_of_as_unheard(teambase: str) -> None:
    proposal = gives(teambase, CUPS, "proposal", "Twelve more cups.")
    async with person_at(teambase, SMALL) as mavi:
        await stands_on(mavi, proposal)
        await mavi.presses("x", "1")
        mavi.sees("Not heard on it: Prof. Dr. Ada Trenkel")
        mavi.sees_not("Trenkel, Mavi Lindqvist")


async def test_what_was_left_of_a_spin_off_is_gone_on_with_as_it_was(teambase: str) -> None:
    async with person_at(teambase, SMALL) as mavi:
        await mavi.presses("2")
        await mavi.goes_to("Cup library")
        await _marks_the_kiln_too(mavi, "o")
        await mavi.types("Warm library")
        await mavi.presses("escape", "1", "r")
        mavi.sees("A spin-off", "grows from Cup library, Warm the cups on the kiln lid")
        assert mavi.field("title") == "Warm library"
        before = set(all_files(teambase))
        await mavi.fills("purpose", "Nobody drinks from a cold cup.")
        await mavi.presses("ctrl+s")
        mavi.hears("A project grew: Warm library. u takes it back.")
        (made,) = (path for path in set(all_files(teambase)) - before if path.startswith("projects/"))
        assert len(mavi.finds("Warm library").listed("grew_from")) == 2, made
