"""Several sittings at one table, in one process and one event loop: what is shared is, and nothing else."""

import sys
from asyncio import sleep
from pathlib import Path

import pytest

from cocreate import locale
from cocreate.tui import upkeep
from cocreate.tui.upkeep import Upkeep
from tests.conftest import collected
from tests.tui import pseudo
from tests.tui.driver import file_in
from tests.tui.pseudo import told
from tests.tui.seats import at_one_table


@pytest.fixture(autouse=True)
def two_languages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """English, and one that is made up."""
    pseudo.write_catalogue(tmp_path / "locale")
    monkeypatch.setattr(locale, "FOLDER", str(tmp_path / "locale"))
    monkeypatch.setattr(locale, "_catalogues", {})


async def test_each_reads_their_own_language_and_speaks_as_themselves(teambase: str) -> None:
    async with at_one_table(teambase, mavi="en", erkan=pseudo.LANGUAGE) as seats:
        mavi, erkan = seats["mavi"], seats["erkan"]
        assert "1 Home" in mavi.screen
        assert "Mavi Lindqvist" in mavi.screen
        assert f"1 {told('Home')}" in erkan.screen
        assert f"i {told('idea')}" in erkan.screen
        assert "Erkan Yıldırım" in erkan.screen.splitlines()[0]
        for seat in (mavi, erkan):
            await seat.presses("i")
        assert "An idea" in mavi.screen
        assert told("An idea") in erkan.screen
        await erkan.types("A bell at the door")
        await erkan.presses("enter", "question_mark")
        assert told("Catch an idea: one line is enough") in erkan.screen
        await mavi.presses("escape", "question_mark")
        assert "Catch an idea: one line is enough" in mavi.screen
        assert "«" not in mavi.screen
    assert next(i for i in collected(teambase).ideas.values() if i.title == "A bell at the door").by == ("erkan",)


async def test_nothing_that_the_program_says_is_in_another_language_than_that_of_the_sitting(teambase: str) -> None:
    places = {"1": (), "2": ("enter", "b"), "3": ("enter",), "4": ("enter",), "5": ()}
    windows = ("i", "s", "c", "question_mark", "n", "p", "e", "o", "w", "x", "u", "l", "z", "h")
    async with at_one_table(teambase, erkan=pseudo.LANGUAGE) as seats:
        erkan = seats["erkan"]
        painted = []
        for mode, keys in places.items():
            await erkan.presses(mode, *keys)
            painted.append(erkan.screen)
            await erkan.presses("escape", "escape")
        await erkan.presses("1", "3")
        for key in windows:
            await erkan.presses(key)
            painted.append(erkan.screen)
            await erkan.presses("escape")
        for screen in painted:
            assert pseudo.untold(screen) == [], screen


async def test_what_one_does_is_painted_at_the_others_without_a_watcher(
    teambase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "changes_in", nothing_changes)
    async with at_one_table(teambase, mavi="en", erkan=pseudo.LANGUAGE, ana="en") as seats:
        for seat in seats.values():
            await seat.presses("2")
        await seats["mavi"].presses("i")
        await seats["mavi"].types("A bell at the door")
        await seats["mavi"].presses("enter")
        for name in ("erkan", "ana"):
            await seats[name].presses("home")
            await seats[name].waits_to_see("A bell at the door")


async def nothing_changes(_root: str) -> None:
    """Watches nothing."""
    await sleep(3600)
    yield


async def test_one_crashes_and_one_leaves_and_the_others_go_on(teambase: str) -> None:
    async with at_one_table(teambase, mavi="en", erkan=pseudo.LANGUAGE, ana="en") as seats:
        mavi, erkan, ana = seats.values()
        table = mavi.app.table
        assert len(table.sittings) == 3
        mavi.app.call_later(crash)
        await mavi.leaves()
        assert isinstance(mavi.crash, ZeroDivisionError)
        erkan.app.exit()
        await erkan.leaves()
        assert erkan.crash is None
        assert table.sittings == (ana.sitting,)
        await ana.presses("i")
        await ana.types("Still here")
        await ana.presses("enter", "2")
        assert "Still here" in ana.screen
        path = file_in(teambase, "ideas/*/warm-the-cups*/idea.md")
        path.write_text(path.read_text(encoding="utf-8").replace("title: Warm", "title: Hot"), encoding="utf-8")
        await ana.waits_to_see("Hot the cups")


def crash() -> None:
    """Divide by nothing."""
    _ = 1 // 0


async def test_a_table_is_watched_and_kept_in_step_once_and_no_longer_than_somebody_sits_there(
    teambase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []

    async def counted(root: str) -> None:
        begun.append(root)
        await sleep(3600)
        yield

    monkeypatch.setattr(upkeep, "changes_in", counted)
    async with at_one_table(teambase, mavi="en", erkan="en") as seats:
        table = seats["mavi"].app.table
        assert begun == [teambase]
        assert seats["mavi"].app.sync_loop is seats["erkan"].app.sync_loop
        await seats["mavi"].leaves()
        assert Upkeep.of(table) is seats["erkan"].app.upkeep
    assert Upkeep.of(table) is not seats["erkan"].app.upkeep
    upkeep._going_on.clear()


async def test_what_a_process_prints_is_left_as_it_was(teambase: str) -> None:
    before = (sys.stdout, sys.stderr)
    async with at_one_table(teambase, mavi="en", erkan="en") as seats:
        await seats["mavi"].leaves()
    assert (sys.stdout, sys.stderr) == before
