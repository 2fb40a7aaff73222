"""People, themes and things completed while one types, and links followed from where they stand."""

import pytest

from cocreate.model.completing import Begun, Completer, begun
from cocreate.model.items import Value
from cocreate.tui.widgets.completing import Completions
from tests.conftest import collected, put
from tests.tui.driver import LARGE, SMALL, Someone, person_at

both_sizes = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
CUPS = "8tp8qnsvq5"
NEW = "9d2m4x7t0e"


def offered(someone: Someone) -> bool:
    return any(found.is_open for found in someone.app.screen.query(Completions))


def begun_with(text: str) -> tuple[str, str] | None:
    found = begun(text, len(text))
    return (found.sign, found.typed) if found else None


@pytest.mark.parametrize(
    ("text", "sign", "typed"),
    [
        ("Ask @", "@", ""),
        ("@hi", "@", "hi"),
        ("(@hi", "@", "hi"),
        ("a #cla", "#", "cla"),
        ("as [[cup li", "[[", "cup li"),
        ("[[a]] [[b", "[[", "b"),
    ],
)
def test_what_is_begun_is_seen_where_it_is_begun(text: str, sign: str, typed: str) -> None:
    assert begun_with(text) == (sign, typed)


@pytest.mark.parametrize(
    "text", ["mavi@exa", "a.b@x", "https://x/@mavi", "@mavi ", "# ", "##a", "C#", "[[a]]", "[a", "@a @", "[[a\n"][:-2]
)
def test_an_address_and_what_is_ended_begins_nothing(text: str) -> None:
    assert begun_with(text) is None


def test_any_part_of_a_name_finds_as_a_search_folds_at_most_six_the_nearest_first(teambase: str) -> None:
    completer = Completer(collected(teambase))

    def found(sign: str, typed: str) -> list[str]:
        return [one.written for one in completer.choices(Begun(0, sign, typed))]

    assert found("@", "yildirim") == ["@erkan"]
    assert found("@", "HILDE") == ["@hildegard-voss"]
    assert found("@", "mavi") == []
    assert found("[[", "library cup") == ["[[Cup library]]"]
    assert found("[[", "8tp8") == ["[[Cup library]]"]
    assert found("[[", "OEFFNUNGS") == found("[[", "öffnungs") != []
    assert found("#", "mil")[0] == "#milk"
    assert found("#", "milk") == []
    assert len(found("[[", "")) == len(found("@", "")) == 6
    assert found("[[", "nothing like it") == []


@both_sizes
async def test_a_title_stands_in_the_text_and_its_id_is_kept(teambase: str, size: tuple[int, int]) -> None:
    async with person_at(teambase, size) as mavi:
        await mavi.presses("i")
        await mavi.types("As in the [[libr")
        mavi.sees("Cup library  idea", "enter take it", "esc offer nothing")
        await mavi.presses("enter")
        assert mavi.entry == "As in the [[Cup library]]"
        assert not offered(mavi)
        mavi.sees("enter keep it")
        await mavi.presses("enter")
        mavi.sees("Kept: As in the Cup library.")
        assert mavi.finds(f"As in the [[{CUPS}]]")


async def test_what_leads_nowhere_is_said_when_it_is_kept(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("i")
        await mavi.types("Ask @til of [[the cupz]]")
        await mavi.presses("enter")
        mavi.sees("@til, [[the cupz]] lead nowhere.")
        await mavi.presses("2")
        await mavi.goes_to("Cup library")
        await mavi.presses("c", "1")
        await mavi.types("As [[Opening hour]]")
        await mavi.presses("ctrl+s")
        mavi.sees("[[Opening hour]] leads nowhere.")


async def test_up_and_down_choose_and_tab_takes(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("i")
        await mavi.types("@")
        await mavi.presses("down", "down", "up", "tab")
        second = mavi.entry
        await mavi.types(" @")
        await mavi.presses("up", "enter")
        assert second.startswith("@")
        assert mavi.entry.startswith(f"{second} @")
        assert mavi.entry.split(" @")[1] != second[1:]


async def test_escape_leaves_the_list_and_not_the_form_and_it_stays_away(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("i")
        await mavi.types("Ask @hil")
        await mavi.presses("escape")
        mavi.sees("An idea")
        await mavi.types("d")
        assert not offered(mavi)
        await mavi.presses("enter")
        assert mavi.finds("Ask @hild")


async def test_nothing_is_in_the_way_of_plain_typing(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("i")
        await mavi.types("Write to noor@example.org")
        assert not offered(mavi)
        await mavi.types(", # 5, @nobodyhere")
        assert not offered(mavi)
        await mavi.presses("enter")
        assert mavi.finds("Write to noor@example.org, # 5, @nobodyhere")


async def test_what_was_typed_fast_is_sent_and_not_what_was_offered_before(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("i")
        await mavi.types("Ask @hi")
        await mavi.types(" there\n")
        assert mavi.finds("Ask @hi there")


async def test_a_longer_text_completes_and_enter_breaks_lines_where_nothing_is_offered(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("2")
        await mavi.goes_to("Cup library")
        await mavi.presses("b")
        await mavi.types("Ask @tom\n\nand @era\n #mil")
        await mavi.presses("down", "up", "enter", "ctrl+s")
        given = mavi.collection.thread(CUPS)[-1]
        assert given.body.splitlines()[0] == "Ask @tomek"
        assert given.body.endswith("#milk")


async def test_a_click_takes_a_row(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("i")
        await mavi.types("Ask @hil")
        await mavi.clicks("hildegard-voss")
        assert mavi.entry == "Ask @hildegard-voss"


async def test_a_hostile_title_is_offered_harmless(teambase: str) -> None:
    fields: dict[str, Value] = {
        "id": NEW,
        "title": "Zebra\u202e[b]\x1b[2J",
        "state": "fresh",
        "by": ["mavi"],
        "at": "2026-11-21",
    }
    put(teambase, f"ideas/2026-11/i-{NEW}/idea.md", fields)
    async with person_at(teambase) as mavi:
        await mavi.presses("i")
        await mavi.types("[[zebra")
        mavi.sees("Zebra\ufffd[b]\ufffd[2J")
        await mavi.presses("enter")
        assert mavi.entry == f"[[{NEW}]]"


def with_links(teambase: str, body: str) -> None:
    fields: dict[str, Value] = {"id": NEW, "title": "Zebra", "state": "fresh", "by": ["mavi"], "at": "2026-11-21"}
    put(teambase, f"ideas/2026-11/i-{NEW}/idea.md", fields, body)


@both_sizes
async def test_the_only_link_is_followed_at_once_and_escape_leads_back(teambase: str, size: tuple[int, int]) -> None:
    with_links(teambase, f"As in the [[{CUPS}]].")
    async with person_at(teambase, size) as mavi:
        await mavi.presses("2")
        await mavi.reads("Zebra")
        mavi.sees("As in the Cup library.", "f links")
        await mavi.presses("f")
        assert mavi.stands_on == CUPS
        await mavi.presses("escape", "escape")
        assert mavi.stands_on == NEW


async def test_of_several_links_one_is_chosen_by_its_title_a_person_and_a_theme_too(teambase: str) -> None:
    with_links(teambase, f"[[{CUPS}]], @tomek, #milk and https://example.org/")
    async with person_at(teambase, LARGE) as mavi:
        await mavi.presses("2")
        await mavi.reads("Zebra")
        await mavi.presses("f")
        mavi.sees("Cup library  idea", "Tomasz Wilk  person", "#milk  theme", "https://example.org/")
        await mavi.types("tomasz")
        await mavi.presses("enter")
        assert mavi.mode == "people"
        assert mavi.stands_on == "tomek"
        await mavi.presses("2")
        await mavi.reads("Zebra")
        await mavi.presses("f")
        await mavi.types("milk")
        await mavi.presses("enter")
        assert mavi.mode == "search"
        assert mavi.entry == "milk"
        mavi.sees("Oat milk")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("[x](cocreate:zzzzzzzzzz)", "Nothing here is called zzzzzzzzzz."),
        (f"[[{NEW}]]", "You are reading it."),
        ("[[zzzzzzzzzz]]", "f follows a link: none is in what you read."),
    ],
)
async def test_a_link_that_leads_nowhere_says_so(teambase: str, body: str, said: str) -> None:
    with_links(teambase, body)
    async with person_at(teambase) as mavi:
        await mavi.presses("2")
        await mavi.reads("Zebra")
        await mavi.presses("f")
        mavi.hears(said)


@both_sizes
async def test_what_mentions_a_thing_stands_around_it_and_leads_there(teambase: str, size: tuple[int, int]) -> None:
    with_links(teambase, f"As in the [[{CUPS}]].")
    async with person_at(teambase, size) as mavi:
        await mavi.presses("2")
        await mavi.goes_to("Cup library")
        await mavi.presses("enter", "tab")
        await mavi.walks_to(NEW)
        mavi.sees("Mentioned in", "Zebra")
        await mavi.presses("enter")
        assert mavi.stands_on == NEW


async def test_a_word_after_a_link_is_parted_from_it_and_a_stop_is_not(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("i")
        await mavi.types("As in the [[libr")
        await mavi.presses("enter")
        await mavi.types("with [[libr")
        await mavi.presses("enter")
        await mavi.types(".")
        assert mavi.entry == "As in the [[Cup library]] with [[Cup library]]."


async def test_what_is_offered_leaves_the_keys_of_the_form_in_sight(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("2", "enter", "b")
        await mavi.types("See [[libr")
        mavi.sees("enter take it", "esc offer nothing", "Cup library  idea", "See [[libr")
        await mavi.presses("escape", "escape", "c")
        await mavi.types("hiccup\n")
        mavi.sees("where in the work", "whose hands meet there", "who has to live with it")
        await mavi.types("See [[libr")
        mavi.sees("Cup library  idea")
