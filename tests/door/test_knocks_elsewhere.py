"""Whoever has screens of their own, in another program on the copy that the door is to, hears knocks and answers."""

import json
import os
import stat
from asyncio import create_task, sleep
from pathlib import Path

import pytest

from cocreate.door import house as houses
from cocreate.sittings.doorbell import Doorbell, Knock
from cocreate.sittings.doors import door_folder, door_path
from cocreate.sittings.knocks import Hearing, Telling
from cocreate.tui import upkeep
from tests.door.test_coming_in import knocks
from tests.door.visitors import OpenHouse, eventually, open_house
from tests.tui.driver import Someone, person_at


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for half seconds here."""
    monkeypatch.setattr(upkeep, "LOOKED_EVERY", 0.1)
    monkeypatch.setattr(houses, "HEARD_EVERY", 0.1)


async def answers(door: OpenHouse, ana: Someone, *keys: str) -> None:
    watching = create_task(door.house.watch_answers())
    await ana.waits_to_see("Noor knocks. Their key ends in")
    await ana.presses("k")
    ana.sees("Let them in, now and whenever they come with this key")
    await ana.presses(*keys)
    await sleep(0.3)
    watching.cancel()


async def test_at_screens_of_another_program_a_knock_is_told_and_k_lets_them_in(teambase: str) -> None:
    async with open_house(teambase) as door, person_at(teambase, speaking="ana") as ana:
        async with door.visit(door.new_key()) as noor:
            await knocks(noor, "Noor")
            await answers(door, ana, "enter")
            ana.sees("Noor was let in.")
            await noor.sees("A card of your own")
        assert [one.person for one in door.house.keys.all()] == ["noor"]
        assert os.listdir(f"{door.house.folder}/knocks") == []


async def test_there_who_knocks_may_also_not_be_let_in(teambase: str) -> None:
    async with open_house(teambase) as door, person_at(teambase, speaking="ana") as ana:
        async with door.visit(door.new_key()) as noor:
            await knocks(noor, "Noor")
            await answers(door, ana, "down", "enter")
            await noor.sees("You were not let in this time.")
        assert door.house.keys.all() == []


async def test_whoever_goes_knocks_nowhere_any_more(teambase: str) -> None:
    async with open_house(teambase) as door, person_at(teambase, speaking="ana") as ana:
        async with door.visit(door.new_key()) as noor:
            await knocks(noor, "Noor")
            await ana.waits_to_see("Noor knocks.")
            noor.presses("ctrl+c")
            assert await noor.ends() == 1
        await eventually(lambda: not ana.app.table.doorbell.knocking)
        await ana.presses("k")
        ana.sees("nobody does")


async def test_screens_that_are_opened_later_are_told_of_who_knocks_already(teambase: str) -> None:
    async with open_house(teambase) as door, door.visit(door.new_key()) as noor:
        await knocks(noor, "Noor")
        async with person_at(teambase, speaking="ana") as ana:
            await ana.waits_to_see("Noor knocks.")


class Both:
    """A door's bell, and one at a table of another program on the same copy."""

    def __init__(self, root: str) -> None:
        self.answers: list[bool] = []
        self.door, self.elsewhere = Doorbell(), Doorbell()
        self.telling = Telling(self.door, door_folder(root))
        self.hearing = Hearing(self.elsewhere, root)
        self.folder = Path(door_path(root)) / "knocks"
        self.knock = Knock("Noor", "abc123", "", self._answered)

    def _answered(self, yes: bool) -> bool:  # noqa: FBT001
        self.answers.append(yes)
        return True

    def rings(self) -> Knock:
        assert self.door.ring(self.knock)
        self.hearing.look()
        (heard,) = self.elsewhere.knocking
        return heard


@pytest.fixture
def both(teambase: str) -> Both:
    return Both(teambase)


def test_of_two_answers_one_is_heard_whoever_gives_it(both: Both) -> None:
    heard = both.rings()
    assert both.elsewhere.answer(heard, let_in=True)
    assert not both.door.answer(both.knock, let_in=False)
    both.telling.hear()
    both.telling.hear()
    assert both.answers == [True]


def test_after_the_door_said_it_nobody_elsewhere_does(both: Both) -> None:
    heard = both.rings()
    assert both.door.answer(both.knock, let_in=False)
    assert not both.elsewhere.answer(heard, let_in=True)
    both.telling.hear()
    assert both.answers == [False]
    assert list(both.folder.iterdir()) == []


def test_a_door_that_closes_takes_its_knocks_along(both: Both) -> None:
    heard = both.rings()
    both.telling.close()
    both.hearing.look()
    assert both.elsewhere.knocking == ()
    assert not both.elsewhere.answer(heard, let_in=True)


def test_what_a_door_left_that_is_no_more_rings_nowhere_and_is_taken_away(both: Both) -> None:
    both.rings()
    (file,) = both.folder.iterdir()
    gone = file.rename(both.folder / f"999999999-1-{file.name.split('-', 2)[2]}")
    both.hearing.look()
    assert both.elsewhere.knocking == ()
    assert not gone.exists()


def test_the_files_are_for_the_eyes_of_one_account(both: Both) -> None:
    both.rings()
    (file,) = both.folder.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(both.folder.stat().st_mode) == 0o700


@pytest.mark.parametrize("what", ["open folder", "open file", "link", "pipe", "no json", "long"])
def test_what_another_account_could_have_written_is_not_taken(both: Both, tmp_path: Path, what: str) -> None:
    assert both.door.ring(both.knock)
    (file,) = both.folder.iterdir()
    if what == "open folder":
        both.folder.chmod(0o777)
    elif what == "open file":
        file.chmod(0o666)
    elif what == "link":
        file.rename(tmp_path / "elsewhere")
        file.symlink_to(tmp_path / "elsewhere")
    elif what == "pipe":
        file.unlink()
        os.mkfifo(file, 0o600)
    else:
        file.write_text("[" if what == "no json" else json.dumps(["N" * 9000, "abc", ""]))
    both.hearing.look()
    assert both.elsewhere.knocking == ()


def test_an_answer_that_another_account_could_have_written_is_not_heard(both: Both) -> None:
    assert both.door.ring(both.knock)
    (file,) = both.folder.iterdir()
    answer = both.folder / f"{file.name}~yes"
    answer.write_text("")
    answer.chmod(0o666)
    both.telling.hear()
    assert both.answers == []


def test_a_name_is_told_as_plain_words(both: Both) -> None:
    both.knock.name = "No\x1b[31mor\nis nice"
    assert not {"\x1b", "\n"} & set(both.rings().name)
