"""Being here together: who is here and where, going where somebody else goes, asking others to come."""

import os
from pathlib import Path

import pytest

from cocreate.acts.capture import catch_idea
from cocreate.sittings import here
from cocreate.sittings.here import FOLDER, Place, Presence, Present
from cocreate.tui import together, upkeep
from cocreate.tui.widgets.top_bar import TopBar
from tests.conftest import make_voice
from tests.tui.driver import LARGE, SMALL, Someone, person_at
from tests.tui.seats import at_one_table

CUPS = "8tp8qnsvq5"


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for half seconds here."""
    monkeypatch.setattr(together, "TOLD_EVERY", 0.1)
    monkeypatch.setattr(upkeep, "LOOKED_EVERY", 0.1)


@pytest.fixture
def ana(teambase: str) -> Presence:
    """Ana, at a program of her own."""
    return Presence(teambase)


def at(people: str, *place: str | int, **more: object) -> Present:
    return Present((people,), Place(*place), **more)  # type: ignore[arg-type]


async def test_home_tells_who_is_here_and_where_and_forgets_them_when_they_leave(teambase: str, ana: Presence) -> None:
    async with person_at(teambase) as mavi:
        mavi.sees_not("Here:")
        ana.tell(at("ana", "ideas", CUPS))
        await mavi.waits_to_see("Here: Ana Beltrán, on Cup library")
        await mavi.presses("2")
        mavi.sees_not("Here:")
        await mavi.presses("1")
        mavi.sees("Here: Ana Beltrán, on Cup library")
        ana.tell(at("ana", "people"))
        await mavi.waits_to_see("Here: Ana Beltrán, on People")
        ana.leave()
        await mavi.waits_until(lambda: "Here:" not in mavi.screen)


async def test_the_top_line_tells_who_is_where_one_is(teambase: str, ana: Presence) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("2")
        await mavi.goes_to("Cup library")
        ana.tell(at("ana", "ideas", "1qh4m8pz2w"))
        await mavi.waits_until(lambda: mavi.app.others)
        assert "with" not in mavi.header
        ana.tell(at("ana", "search", CUPS))
        await mavi.waits_until(lambda: "with" in mavi.header)
        assert "with ana" in mavi.header.lower()
        Presence(teambase).tell(at("mavi", "ideas", CUPS))  # in another terminal of hers
        await mavi.waits_until(lambda: len(mavi.app.others) == 2)
        assert mavi.app.company.people == ("ana",)
        await mavi.presses("up")
        await mavi.waits_until(lambda: "with" not in mavi.header)


async def test_what_another_program_tells_is_shown_as_words_and_nothing_more(teambase: str, ana: Presence) -> None:
    async with person_at(teambase) as mavi:
        ana.tell(at("ana", "\x1b]0;x\x07", "[@click=app.exit]x[/]", "tab", "stage", "../..", -3))
        await mavi.waits_to_see("Here: Ana Beltrán")
        await mavi.presses("F")
        mavi.hears("You go where Ana Beltrán goes.")
        assert mavi.mode == "home"
        ana.tell(at("ana", "projects", "no-such-thing", "no-tab", "nowhere", "nothing", 10**9))
        await mavi.waits_until(lambda: mavi.mode == "projects")


async def test_nothing_is_read_and_nothing_painted_while_nobody_goes_on(
    teambase: str, ana: Presence, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    by = here.by_sitting
    monkeypatch.setattr(here, "by_sitting", lambda root: read.append(root) or by(root))
    async with person_at(teambase) as mavi:
        ana.tell(at("ana", "home"))
        await mavi.waits_to_see("Here: Ana Beltrán, on Home")
        looking, folder = mavi.app.upkeep.here, Path(teambase, FOLDER)
        await mavi.waits_until(lambda: os.utime(folder, (1, 1)) or looking._seen == 10**9)
        painted: list[object] = []
        render = TopBar.render
        monkeypatch.setattr(TopBar, "render", lambda bar: painted.append(bar) or render(bar))
        files = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
        read.clear()
        looking._looks = 0
        await mavi.waits_until_so(lambda: looking._looks >= 3)
        assert (read, painted) == ([], [])
        assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == files


async def test_who_follows_goes_along_until_a_key_of_theirs(teambase: str) -> None:
    async with at_one_table(teambase, mavi="en", erkan="en") as seats:
        mavi, erkan = seats["mavi"], seats["erkan"]
        await mavi.waits_to_see("Erkan Yıldırım, on Home")
        await mavi.presses("F")
        await mavi.waits_to_see("following Erkan Yıldırım")
        await erkan.asks(lambda someone: someone.waits_until(lambda: "Mavi" in someone.told))
        await erkan.asks(to_an_answer)
        place = erkan.app.panes.place
        assert (place.item, place.at) == (CUPS, erkan.app.panes.reading.selected_ref)
        assert place.at != CUPS
        await mavi.asks(lambda m: m.waits_until(lambda: m.panes.ready and m.panes.place[:5] == place[:5]))
        assert "1 Home" in mavi.screen
        await mavi.presses("down")
        await erkan.presses("1")
        await mavi.asks(lambda m: m.waits_until(lambda: m.app.others[0].place.mode == "home"))
        assert mavi.app.panes.MODE == "ideas"
        assert "following" not in mavi.screen


async def to_an_answer(someone: Someone) -> None:
    """Read the ideas, and go down into what was said on one."""
    await someone.presses("2")
    await someone.reads("Cup library")
    await someone.presses("end")


async def test_escape_and_the_key_itself_only_end_it(teambase: str, ana: Presence) -> None:
    async with person_at(teambase) as mavi:
        ana.tell(at("ana", "ideas", CUPS, "", "list"))
        await mavi.waits_until(lambda: mavi.app.others)
        for key in ("escape", "F"):
            await mavi.presses("F")
            await mavi.waits_until(lambda: mavi.mode == "ideas" and mavi.panes.selected == CUPS)
            mavi.forgets()
            await mavi.presses(key)
            mavi.hears("You go your own way again.")
            assert (mavi.mode, mavi.panes.selected) == ("ideas", CUPS)
        await mavi.presses("escape")
        assert mavi.mode == "home"


async def test_in_a_long_text_one_follows_to_what_is_read(teambase: str, ana: Presence) -> None:
    body = "\n\n".join(f"This is thought {number}." for number in range(300))
    _path, fields, _body = catch_idea(teambase, make_voice("ana"), "All my thoughts", body)
    name = str(fields["id"])
    async with person_at(teambase) as mavi:
        for far in (40, 200, 3):
            ana.tell(at("ana", "ideas", name, "", "reading", name, far))
            await mavi.waits_until(lambda: mavi.app.others)
            if far == 40:
                await mavi.presses("F")
            await mavi.waits_until(lambda far=far: mavi.mode == "ideas" and mavi.panes.reading.topmost == far)
        assert mavi.panes.place == ana.told.place


async def test_of_several_one_is_picked_and_who_is_followed_may_leave(teambase: str, ana: Presence) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("F")
        mavi.hears("nobody else is here")
        erkan = Presence(teambase)
        ana.tell(at("ana", "ideas", CUPS))
        erkan.tell(at("erkan", "people", "ada-trenkel"))
        await mavi.waits_until(lambda: len(mavi.app.others) == 2)
        await mavi.presses("F")
        mavi.sees("Whom do you want to follow?", "Ana Beltrán  Cup library", "Erkan Yıldırım  Prof. Dr. Ada Trenkel")
        await mavi.types("erk")
        await mavi.presses("enter")
        await mavi.waits_until(lambda: mavi.mode == "people")
        erkan.leave()
        await mavi.waits_until(lambda: "has left" in mavi.told)
        assert mavi.panes.selected == "ada-trenkel"


@pytest.mark.parametrize("called", ["zz", "!"])
async def test_of_two_who_follow_each_other_one_lets_go(teambase: str, ana: Presence, called: str) -> None:
    ana.name = f"{ana.name.partition('~')[0]}~{called}"  # after whatever Mavi is known by, or before it
    async with person_at(teambase, LARGE) as mavi:
        name = mavi.app._presence.name
        ana.tell(at("ana", "ideas", CUPS))
        await mavi.waits_until(lambda: mavi.app.others)
        ana.tell(at("ana", "ideas", CUPS, after=name))
        await mavi.waits_until(lambda: "Ana Beltrán goes where you go now." in mavi.told)
        await mavi.presses("F")
        mavi.hears("They go where you go already.")
        ana.tell(at("ana", "ideas", CUPS))
        await mavi.waits_until(lambda: not mavi.app.others[0].after)
        await mavi.presses("F")
        mavi.sees("following Ana Beltrán")
        ana.tell(at("ana", "people", after=name))
        if name < ana.name:
            await mavi.waits_until(lambda: "now they follow you" in mavi.told)
            mavi.sees_not("following")
            assert mavi.mode == "ideas"
        else:
            await mavi.waits_until(lambda: mavi.mode == "people")
            mavi.sees("following Ana Beltrán")


async def test_who_asks_the_others_to_come_is_heard_and_a_key_goes_there(teambase: str, ana: Presence) -> None:
    ana.tell(at("ana", "home", call="7", called_to=Place("home")))
    async with person_at(teambase) as mavi:
        await mavi.waits_until(lambda: mavi.app.others)
        assert "asks you" not in mavi.told
        await mavi.presses("G")
        mavi.hears("G goes where somebody asks you to come: nobody does.")
        there = Place("projects", "mba0rszf7e", "decisions", "reading")
        ana.tell(at("ana", "people", call="8", called_to=there))
        await mavi.waits_until(lambda: "Ana Beltrán asks you to come: Milk foam school." in mavi.told)
        assert "G go there" in mavi.footer
        await mavi.presses("G")
        await mavi.waits_until(lambda: mavi.mode == "projects" and mavi.pane == "reading")
        assert mavi.panes.place[:4] == there[:4]
        assert "G go there" not in mavi.footer
        await mavi.presses("escape", "escape")
        assert mavi.mode == "home"


async def test_that_somebody_follows_is_said_once_and_to_whoever_left_nobody_goes(teambase: str, ana: Presence) -> None:
    async with person_at(teambase) as mavi:
        ana.tell(at("ana", "home"))
        await mavi.waits_until(lambda: mavi.app.others)
        asks = {"after": mavi.app._presence.name, "call": "1", "called_to": Place("projects")}
        ana.tell(at("ana", "ideas", **asks))
        await mavi.waits_until(lambda: "goes where you go now" in mavi.told)
        assert "G go there" in mavi.footer
        mavi.forgets()
        ana.tell(at("ana", "people", **asks))
        await mavi.waits_until(lambda: mavi.app.others[0].place.mode == "people")
        assert mavi.told == ""
        ana.leave()
        await mavi.waits_until(lambda: not mavi.app.others)
        assert "G go there" not in mavi.footer


async def test_who_filters_a_list_is_led_to_what_the_filter_hides(teambase: str, ana: Presence) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("2", "slash")
        await mavi.types("glaze")
        await mavi.presses("enter")
        ana.tell(at("ana", "ideas", CUPS))
        await mavi.waits_until(lambda: mavi.app.others)
        await mavi.presses("F")
        await mavi.waits_until(lambda: mavi.panes.selected == CUPS)


async def test_to_ask_the_others_to_come_tells_them_where_one_is(teambase: str, ana: Presence) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("C")
        mavi.hears("nobody else is here")
        ana.tell(at("ana", "home"))
        await mavi.waits_until(lambda: mavi.app.others)
        await mavi.presses("2")
        await mavi.goes_to("Cup library")
        await mavi.presses("C")
        mavi.hears("The others are asked to come here.")
        await mavi.presses("1")
        told = mavi.app._presence
        await mavi.waits_until(lambda: told.told.place.mode == "home")
        assert (told.told.call, told.told.called_to.item) == ("1", CUPS)


async def test_at_80_columns_the_top_line_tells_who_is_where_one_is_and_whom_one_follows(
    teambase: str, ana: Presence
) -> None:
    async with person_at(teambase, size=SMALL) as mavi:
        await mavi.presses("2")
        await mavi.goes_to("Cup library")
        ana.tell(at("ana", "ideas", CUPS))
        await mavi.waits_until(lambda: "with ana" in mavi.header.lower())
        assert "mavi" in mavi.header.lower()
        assert " 2 Ideas " in mavi.header
        await mavi.presses("F")
        await mavi.waits_until(lambda: "following ana" in mavi.header.lower())
        ana.tell(at("ana", "people"))
        await mavi.waits_until(lambda: "following ana" in mavi.header.lower() and "People" in mavi.header)
        await mavi.presses("escape")
        await mavi.waits_until(lambda: "following" not in mavi.header)
        ana.leave()
        await mavi.waits_until(lambda: "1 Home" in mavi.header)
