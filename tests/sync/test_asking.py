"""Whether it is meant that a large part goes is asked, in the shell and on the screens, and can be answered there."""

import os
from functools import partial
from pathlib import Path

import pytest

from cocreate.acts.capture import catch_idea
from cocreate.acts.voice import Voice
from cocreate.workspace.local import BY_HAND, say_sync
from tests.cli.conftest import at_terminal, process
from tests.sync.clones import Copy, drained, shared
from tests.tui.driver import LARGE, person_at

MEANT = "Is that meant? [y/N]"


@pytest.fixture
def two(tmp_path: Path) -> list[Copy]:
    copies = shared(tmp_path, "mavi", "erkan")
    for number in range(6):
        catch_idea(copies[0].root, Voice(["mavi"], new_id=partial("made0000{:02d}".format, number)), f"Idea {number}")
    drained(copies)
    os.rename(tmp_path / "mavi/ideas", tmp_path / "away")
    for copy in copies:
        say_sync(copy.root, BY_HAND)
    return copies


def test_in_the_shell_no_is_no_and_yes_goes_to_the_others_who_are_asked_too(two: list[Copy]) -> None:
    mavi, erkan = two
    ran = at_terminal(["sync"], cwd=mavi.root, answers=[(MEANT, "\n"), ("Put it back? [Y/n]", "n\n")])
    assert ran.code == 1
    assert "6 things are gone here" in ran.out
    assert process("sync", cwd=erkan.root).code == 0
    assert len(erkan.collection.ideas) == 6
    assert at_terminal(["sync"], cwd=mavi.root, answers=[(MEANT, "y\n")]).code == 0
    assert at_terminal(["sync"], cwd=erkan.root, answers=[(MEANT, "n\n")]).code == 1
    assert len(erkan.collection.ideas) == 6
    assert at_terminal(["sync"], cwd=erkan.root, answers=[(MEANT, "y\n")]).code == 0
    assert not erkan.collection.ideas


def test_in_the_shell_it_is_put_back(two: list[Copy]) -> None:
    assert at_terminal(["sync"], cwd=two[0].root, answers=[(MEANT, "n\n"), ("Put it back? [Y/n]", "\n")]).code == 0
    assert len(two[0].collection.ideas) == 6
    assert two[1].syncs().received == 0


def test_where_nobody_can_be_asked_the_options_are_named(two: list[Copy]) -> None:
    ran = process("sync", cwd=two[0].root)
    assert ran.code == 1
    assert "cocreate sync --accept" in ran.err
    ran = process("sync", "--put-back", cwd=two[0].root)
    assert (ran.code, "5 things are back." in ran.err or "6 things are back." in ran.err) == (0, True)
    assert process("sync", "--put-back", "--json", cwd=two[0].root).json["state"] == "in-step"


async def test_on_the_screens_it_is_meant_or_put_back_with_a_key(two: list[Copy]) -> None:
    mavi, erkan = two
    async with person_at(mavi.root, LARGE) as there:
        await there.presses("g")
        await there.waits_to_see("6 things are gone here")
        there.sees("y that is meant", "b put it back")
        await there.presses("b")
        await there.waits_until(lambda: len(mavi.collection.ideas) == 6)
        await there.waits_to_see("Everything is in step")
        there.sees_not("y that is meant")
        await there.presses("y")
        there.hears("Nothing is asked")
        await there.presses("b")
        there.hears("Nothing is gone here")
        os.rename(f"{mavi.root}/ideas", f"{mavi.root}/../again")
        await there.presses("g")
        await there.waits_to_see("6 things are gone here")
        await there.presses("y")
        await there.waits_to_see("6 things went")
    async with person_at(erkan.root, LARGE, speaking="erkan") as there:
        await there.presses("g")
        await there.waits_to_see("takes out a large part")
        await there.presses("y")
        await there.waits_to_see("6 things came")
    assert not erkan.collection.ideas
