"""Searching: as one types, with a wrong letter forgiven, and lists filtered where they stand."""

import pytest

from tests.tui.driver import LARGE, SMALL, Someone, person_at


async def test_search_shows_what_holds_the_words_as_one_types(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.presses("slash")
        assert mavi.mode == "search"
        mavi.sees("search all text", "Type a word or two. One wrong letter", "is forgiven.")
        await mavi.types("thumb")
        mavi.sees_not("Type a word or two.")
        await mavi.types("daumen")
        await mavi.presses(*["backspace"] * 11)
        await mavi.types("daumen")
        mavi.sees("Ja. Die Graue mit", "stance · Cup library")


async def test_a_wrong_letter_is_forgiven(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("5")
        await mavi.types("libary")
        mavi.sees("Cup library")


async def test_what_nothing_holds_says_so(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("5")
        await mavi.types("xylophonequartet")
        mavi.sees("Nothing")
        mavi.sees_not("Type a word or two.")


async def test_enter_leads_into_what_was_found_and_on_to_where_it_is_read(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("5")
        await mavi.types("daumenabdruck")
        await mavi.presses("enter", "enter")
        assert mavi.pane == "reading"
        assert mavi.stands_on == "hp7gxgh01a"
        await mavi.presses("enter")
        assert mavi.mode == "ideas"
        assert mavi.stands_on == "hp7gxgh01a"
        mavi.sees("Die Graue mit dem Daumenabdruck")


async def test_escape_leads_out_of_the_search_back_to_where_one_was(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("2")
        await mavi.goes_to("Cup library")
        await mavi.presses("5")
        await mavi.types("foam")
        await mavi.presses("escape")
        assert mavi.entry == ""
        await mavi.presses("escape")
        assert mavi.mode == "ideas"
        assert mavi.stands_on == "8tp8qnsvq5"


async def test_the_footer_of_the_search_says_how_to_get_out_of_the_words(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("5")
        assert "esc back" in mavi.footer


async def test_slash_filters_the_list_one_is_in_and_escape_shows_everything(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("2", "slash")
        await mavi.types("glaze")
        mavi.sees_not("Cup library", "Warm the cups")
        await mavi.presses(*["backspace"] * 5)
        await mavi.types("ada lending")
        mavi.sees("Cup library")
        mavi.sees_not("Warm the cups")
        await mavi.presses("enter", "enter")
        mavi.sees("You borrow a cup")
        await mavi.presses("escape", "escape")
        mavi.sees("Cup library", "Cups that have lived")


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
async def test_a_filter_that_stays_is_seen_when_one_comes_back(teambase: str, size: tuple[int, int]) -> None:
    async with person_at(teambase, size) as mavi:
        await mavi.presses("2", "slash")
        await mavi.types("milk")
        mavi.sees_not("esc shows all")
        await mavi.presses("enter", "3", "2")
        mavi.in_list.shows("/ milk  esc shows all").shows_not("Cup library")
        await mavi.presses("escape")
        mavi.in_list.shows_not("esc shows all", "/ milk")


async def test_a_filter_that_holds_nothing_says_so(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("2", "slash")
        await mavi.types("xylophone")
        mavi.sees_not("No idea yet")
        mavi.sees("Nothing")


async def test_what_stands_in_a_row_is_found_by_the_filter(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.presses("3", "slash")
        await mavi.types("roof is done")
        mavi.in_list.shows("Summer kitchen").shows_not("Milk foam school")
        await mavi.presses("escape", "2", "slash")
        await mavi.types("barista pass")
        mavi.in_list.shows("Braille on the edge of the pass").shows_not("Cup library")


async def test_a_filter_that_holds_nothing_says_what_looks_further(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.presses("3", "slash")
        await mavi.types("pumps")
        mavi.in_list.shows("that. esc, then 5 looks", "through all text.")


async def test_people_are_found_without_their_accents(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("4", "slash")
        await mavi.types("yildirim")
        mavi.sees("Erkan Yıldırım")
        mavi.sees_not("Hildegard Voss")


async def test_in_an_empty_search_the_keys_of_the_modes_lead_on(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("5", "3")
        assert mavi.mode == "projects"
        await mavi.presses("5")
        await mavi.types("foam 3")
        assert mavi.mode == "search"
        assert mavi.entry == "foam 3"


async def test_the_first_thing_found_is_selected_whatever_was_selected_before(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.presses("5")
        await mavi.types("co")
        await mavi.types("ffee")
        first = mavi.panes.list.rows[0][0]
        assert mavi.in_list.selected_ref == first.id
        await mavi.types(" tin")
        assert mavi.in_list.selected_ref == mavi.panes.list.rows[0][0].id


async def test_what_is_on_a_card_is_found_among_people_with_the_reason(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.presses("4", "slash")
        await mavi.types("coffee cart")
        mavi.sees("Tomasz Wilk", "… bike with a coffee cart")
        mavi.sees_not("Erkan Yıldırım\n", "Erkan or Mister Yıldırım")
        await mavi.presses(*["backspace"] * 11)
        await mavi.types("seals")
        mavi.sees("… steam, pumps and seals")


async def test_what_is_on_a_card_is_found_by_the_search_with_the_reason(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.presses("5")
        await mavi.types("coffee cart")
        mavi.sees("Tomasz Wilk", "person · … bike with a")


async def test_what_was_looked_for_is_marked_in_the_list_and_in_the_reading(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.presses("5")
        await mavi.types("COFFEE")
        assert marks(mavi) == {"coffee"}
        in_list = [line for line in mavi.in_list.lines if "coffee" in line.casefold()]
        assert len(in_list) > 5
        mavi.in_list.shows("▲ … that was once coffee-sack")
        await mavi.presses(*["backspace"] * 6)
        await mavi.types("glasur")
        assert marks(mavi) == {"glasur"}
        await mavi.presses(*["backspace"] * 6)
        assert marks(mavi) == set()


async def test_a_theme_is_found_as_it_is_written_in_texts(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.presses("2", "slash")
        await mavi.types("coffee")
        rows = [row[0].id for row in mavi.panes.list.rows]
        await mavi.presses("escape", "slash")
        await mavi.types("#coffee")
        assert [row[0].id for row in mavi.panes.list.rows] == rows != []
        await mavi.presses("escape", "5")
        await mavi.types("#coffee")
        assert marks(mavi) == {"coffee"}


def marks(someone: Someone) -> set[str]:
    """The words that are marked anywhere on the screen."""
    strips = someone.app.screen._compositor.render_strips()
    parts = [part for strip in strips for part in strip if part.style and part.style.underline]
    return {part.text.strip().casefold() for part in parts}


async def test_from_the_hits_escape_leads_to_words_that_the_next_ones_replace(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("slash")
        await mavi.types("/coffee")
        await mavi.presses("enter", "escape", "slash")
        await mavi.types("holz")
        assert mavi.entry == "/holz"
        mavi.sees_not("Nothing holds these words.")
        await mavi.presses("enter", "escape", "2")
        assert mavi.mode == "ideas"


async def test_who_could_help_is_found_by_its_name_and_asked_with_a_word(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.presses("ctrl+p")
        await mavi.types("could help")
        await mavi.presses("enter")
        mavi.sees("Who could help?")
        await mavi.types("#wood")
        await mavi.presses("ctrl+s")
        mavi.sees("Hildegard Voss", "Whiteboard to go")
        await mavi.presses("enter")
        assert mavi.mode == "people"


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_down_stays_in_the_words_where_nothing_was_found(teambase: str, size: tuple[int, int]) -> None:
    async with person_at(teambase, size) as mavi:
        await mavi.presses("5")
        await mavi.types("xylophonequartet")
        await mavi.presses("down", "up")
        await mavi.types("s")
        assert (mavi.mode, mavi.entry) == ("search", "xylophonequartets")


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_up_from_the_first_row_leads_back_into_the_words(teambase: str, size: tuple[int, int]) -> None:
    async with person_at(teambase, size) as mavi:
        await mavi.presses("5")
        await mavi.types("foam")
        await mavi.presses("down", "down", "up", "up")
        await mavi.types("s")
        assert mavi.entry == "foams"
    async with person_at(teambase, size) as mavi:
        await mavi.presses("2", "slash")
        await mavi.types("cup")
        await mavi.presses("down", "down", "up", "up")
        await mavi.types("s")
        assert mavi.entry == "cups"
        await mavi.presses("escape", "home", "up")
        mavi.hears("There is nothing further that way.")


@pytest.mark.parametrize("key", ["5", "slash"])
async def test_the_keys_of_the_search_lead_into_the_words_which_the_next_ones_replace(teambase: str, key: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("5")
        await mavi.types("foam")
        await mavi.presses("enter", "1", key)
        await mavi.types("glaze")
        assert (mavi.mode, mavi.entry) == ("search", "glaze")
        await mavi.presses("enter", "enter", "5" if key == "5" else "slash")
        await mavi.types("wood")
        assert mavi.entry == "wood"


async def test_enter_stays_in_the_words_where_nothing_was_found_and_says_so(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("5")
        await mavi.types("xylophonequartet")
        await mavi.presses("enter")
        mavi.hears("Nothing holds these words.")
        await mavi.types("s")
        assert mavi.entry == "xylophonequartets"
        await mavi.presses("escape", "2", "slash")
        await mavi.types("xylophone\n")
        mavi.hears("Nothing in this list says that.")
        await mavi.types("s")
        assert mavi.entry == "xylophones"
