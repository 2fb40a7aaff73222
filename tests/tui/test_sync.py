"""In step: what two people see of one another, each on their own screens, without doing anything for it."""

from pathlib import Path
from threading import Event

import pytest

from cocreate.sync import syncing
from cocreate.sync.outcome import Synced
from cocreate.tui import sync_loop
from cocreate.workspace.local import BY_HAND, say_sync, syncs_by_itself
from tests.sync.clones import Copy, shared
from tests.tui.driver import LARGE, person_at


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Copy]:
    monkeypatch.setattr(sync_loop, "AFTER_ACTS", 0.05)
    monkeypatch.setattr(sync_loop, "EVERY", 0.3)
    return shared(tmp_path, "mavi", "erkan")


async def test_what_others_write_appears_by_itself_and_what_is_written_here_goes_out(two: list[Copy]) -> None:
    mavi, away = two
    async with person_at(away.root, LARGE, speaking="erkan") as erkan:
        await erkan.waits_to_see("⇅ in step")
        await erkan.presses("2")
        mavi.catches("A bell at the door")
        mavi.syncs()
        await erkan.waits_to_see("A bell at the door")
        await erkan.presses("i")
        await erkan.types("A lamp beside it")
        await erkan.presses("enter")
        await erkan.waits_until(lambda: "A lamp beside it" in away.git("log", "--format=%s", "origin/main"))
    mavi.syncs()
    assert mavi.finds("A lamp beside it").by == ("erkan",)


async def test_g_says_what_came(two: list[Copy]) -> None:
    say_sync(two[1].root, BY_HAND)
    async with person_at(two[1].root, LARGE, speaking="erkan") as erkan:
        two[0].catches("A bell at the door")
        two[0].syncs()
        await erkan.presses("2")
        erkan.sees_not("A bell at the door")
        await erkan.presses("g")
        await erkan.waits_to_see("1 thing came")
        await erkan.waits_to_see("Mavi has an idea: A bell at the door")
        await erkan.presses("enter")
        erkan.sees("Nobody has built on it yet")


def test_nobody_waits_long_for_what_others_wrote() -> None:
    assert sync_loop.EVERY <= 15.0


async def test_it_is_said_as_of_when_it_is_known(two: list[Copy], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sync_loop, "EVERY", 60.0)
    async with person_at(two[0].root, LARGE) as mavi:
        loop = mavi.app.sync_loop
        await mavi.waits_until(lambda: loop.known is not None)
        await mavi.waits_to_see(f"⇅ in step {loop.known:%H:%M}")
        two[1].catches("A bell at the door")
        two[1].syncs()
        two[0].git("remote", "set-url", "origin", "http://127.0.0.1:1/x")
        was = loop.known
        await mavi.presses("g")
        await mavi.waits_to_see("does not answer")
        mavi.sees(f"known as of {was:%H:%M:%S}.")
        await mavi.waits_to_see("⇅ offline")


async def test_a_place_out_of_reach_is_a_word_in_the_top_line(two: list[Copy]) -> None:
    two[0].git("remote", "set-url", "origin", "http://127.0.0.1:1/x")
    async with person_at(two[0].root, LARGE) as mavi:
        await mavi.waits_to_see("⇅ offline")


async def test_what_is_in_the_way_is_said_once(two: list[Copy]) -> None:
    two[0].git("checkout", "--quiet", "--detach")
    async with person_at(two[0].root, LARGE) as mavi:
        await mavi.waits_to_see("⇅ not in step")
        mavi.hears("one moment of its history")


async def test_what_was_written_last_goes_out_after_the_screens_are_closed(
    two: list[Copy], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sync_loop, "AFTER_ACTS", 60.0)
    monkeypatch.setattr(sync_loop, "EVERY", 60.0)
    sent: list[str] = []
    monkeypatch.setattr(sync_loop, "sync_in_background", sent.append)
    async with person_at(two[0].root, LARGE) as mavi:
        await mavi.presses("i")
        await mavi.types("The last one")
        await mavi.presses("enter")
    assert sent == [two[0].root]


async def test_a_folder_within_another_repository_is_not_synced_by_itself(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        assert mavi.app.step == ""
        await mavi.presses("g")
        mavi.sees_not("In step with others")


async def test_another_wording_waits_and_is_taken_or_let_go_with_a_key(two: list[Copy]) -> None:
    mavi, away = two
    idea = mavi.catches("A bell")
    mavi.syncs()
    away.syncs()
    mavi.changes(idea.id, title="A bell at the door")
    mavi.syncs()
    away.changes(idea.id, title="A bell for the kiln")
    async with person_at(away.root, LARGE, speaking="erkan") as erkan:
        await erkan.waits_until(lambda: "Two of you changed the same words" in erkan.told)
        await erkan.presses("g")
        await erkan.waits_to_see("Other wordings wait")
        erkan.sees("title: A bell for the kiln", "beside A bell at the door", "changed here too")
        await erkan.presses("a")
        await erkan.waits_until(lambda: away.finds("A bell for the kiln").id == idea.id)
        erkan.sees_not("Other wordings wait")
        await erkan.presses("escape", "u", "enter")
        await erkan.waits_until(lambda: len(away.collection.contributions) == 1)
        await erkan.presses("g")
        await erkan.waits_to_see("Other wordings wait")
        await erkan.presses("d")
        await erkan.waits_until(lambda: not away.collection.contributions)
    assert away.finds("A bell at the door").id == idea.id


async def test_what_was_changed_and_what_was_taken_out_is_told_as_that(two: list[Copy]) -> None:
    mavi, away = two
    say_sync(away.root, BY_HAND)
    kept, gone = mavi.catches("A bell"), mavi.catches("A lamp")
    mavi.syncs()
    away.syncs()
    mavi.changes(kept.id, title="A bell at the door")
    mavi.git("rm", "--quiet", gone.path)
    mavi.syncs()
    async with person_at(away.root, LARGE, speaking="erkan") as erkan:
        await erkan.presses("g")
        await erkan.waits_to_see("Mavi: changes on A bell at the door")
        erkan.sees("Mavi: takes out A lamp")


async def test_looking_how_it_stands_waits_for_nothing(two: list[Copy], monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the shared place does, the screens go on."""
    monkeypatch.setattr(sync_loop, "EVERY", 60.0)
    held = Event()

    def slow(_root: str, **_meant: bool) -> Synced:
        held.wait(20)
        return Synced(why="At last.")

    monkeypatch.setattr(syncing, "sync", slow)
    async with person_at(two[0].root, LARGE) as mavi:
        await mavi.waits_to_see("syncing")
        await mavi.presses("g")
        mavi.sees("In step with others", "Syncing.")
        await mavi.presses("escape", "i")
        await mavi.types("Meanwhile")
        await mavi.presses("enter")
        await mavi.waits_until(lambda: bool(two[0].collection.ideas))
        held.set()
        await mavi.presses("g")
        await mavi.waits_to_see("At last.")


async def test_by_hand_or_by_itself_is_said_once_for_this_copy(two: list[Copy]) -> None:
    mavi, away = two
    say_sync(away.root, BY_HAND)
    async with person_at(away.root, LARGE, speaking="erkan") as erkan:
        await erkan.presses("g")
        await erkan.waits_to_see("Everything is in step")
        erkan.sees("h by itself")
        await erkan.presses("h")
        await erkan.waits_to_see("h by hand only")
        mavi.catches("A bell at the door")
        mavi.syncs()
        await erkan.waits_to_see("A bell at the door")
        await erkan.presses("h")
        await erkan.waits_to_see("h by itself")
        assert not syncs_by_itself(away.root)
