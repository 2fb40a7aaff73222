"""Changes from outside: another process writes, and it is there; nothing moves under the reader's eyes."""

import os
import shutil
import subprocess
import sys
from asyncio import to_thread

import pytest

from cocreate.acts.capture import catch_idea
from cocreate.acts.contribute import contribute
from tests.conftest import collected, make_voice
from tests.tui.driver import LARGE, Someone, file_in, person_at

SOON = 5.0
"""Seconds; it takes a tenth of one, but on a busy machine the watcher waits its turn."""

ANA = make_voice("ana")


def reading_top(someone: Someone) -> int:
    """How far the reading is scrolled."""
    return int(someone.panes.reading.scroll_offset.y)


def catches_in_another_process(root: str, title: str) -> None:
    """Ana catches an idea from the shell."""
    command = [sys.executable, "-m", "cocreate", "--workspace", root, "--by", "ana", "idea", title]
    subprocess.run(command, check=True, capture_output=True, timeout=60)


def words_of(someone: Someone) -> list[str]:
    """What is read, without the scroll bar and the line of keys."""
    return [line[:78].rstrip() for line in someone.lines[:-1]]


async def test_an_idea_from_another_process_is_shown(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("2")
        await to_thread(catches_in_another_process, teambase, "From afar")
        await mavi.waits_until(lambda: any(i.title == "From afar" for i in mavi.collection.ideas.values()), SOON)
        await mavi.presses("home")
        mavi.sees("✦ From afar")


async def test_whoever_is_called_otherwise_is_so_in_the_top_line(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        assert "Mavi Lindqvist" in mavi.header
        card = file_in(teambase, "people/mavi.md")
        card.write_text(card.read_text("utf-8").replace("Mavi Lindqvist", "Mavi Sandberg"), "utf-8")
        await mavi.waits_until(lambda: mavi.collection.name_of("mavi") == "Mavi Sandberg", SOON)
        assert "Mavi Sandberg" in mavi.header


async def test_the_selected_row_stays_where_it_is_when_rows_come_above_it(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("2")
        await mavi.goes_to("Cup library")
        line, count = mavi.line_with("▌◐ Cup library"), len(mavi.panes.list.rows)
        for number in range(3):
            catch_idea(teambase, ANA, f"From afar {number}")
        await mavi.waits_until(lambda: len(mavi.panes.list.rows) == count + 3, SOON)
        assert mavi.stands_on == "8tp8qnsvq5"
        assert mavi.line_with("▌◐ Cup library") == line


async def test_what_is_read_does_not_scroll_when_something_is_added_to_its_thread(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("2")
        await mavi.reads("Cup library")
        await mavi.walks_to("e5ezxt5k2g")
        before, top = words_of(mavi), reading_top(mavi)
        contribute(teambase, ANA, collected(teambase), "8tp8qnsvq5", "comment", "A word from afar.")
        count = len(mavi.collection.contributions)
        await mavi.waits_until(lambda: len(mavi.collection.contributions) > count, SOON)
        assert (reading_top(mavi), mavi.stands_on) == (top, "e5ezxt5k2g")
        assert words_of(mavi) == before
        await mavi.presses("end")
        mavi.sees("A word from afar.")


async def test_what_is_being_typed_stays_when_something_changes(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.presses("2")
        await mavi.reads("Cup library")
        await mavi.presses("b")
        await mavi.types("In the middle of")
        catch_idea(teambase, ANA, "From afar")
        await mavi.waits_until(lambda: any(idea.title == "From afar" for idea in mavi.collection.ideas.values()), SOON)
        await mavi.types(" a sentence")
        assert mavi.entry == "In the middle of a sentence"


async def test_beneath_a_window_nothing_moves_until_it_closes(teambase: str) -> None:
    async with person_at(teambase, LARGE) as mavi:
        await mavi.presses("2", "i")
        before = len(mavi.panes.list.rows)
        await to_thread(catches_in_another_process, teambase, "From afar")
        await mavi.waits_until(lambda: any(i.title == "From afar" for i in mavi.collection.ideas.values()), SOON)
        assert len(mavi.panes.list.rows) == before
        await mavi.presses("escape", "home")
        mavi.sees("✦ From afar")


async def test_a_file_edited_by_hand_is_shown(teambase: str) -> None:
    path = file_in(teambase, "ideas/*/warm-the-cups*/idea.md")
    async with person_at(teambase) as mavi:
        await mavi.presses("2")
        path.write_text(path.read_text(encoding="utf-8").replace("title: Warm", "title: Hot"), encoding="utf-8")
        await mavi.waits_to_see("Hot the cups on the kiln lid", SOON)


async def test_an_idea_deleted_while_it_is_read_gives_way_to_its_neighbour(teambase: str) -> None:
    folder = file_in(teambase, "ideas/*/warm-the-cups*")
    async with person_at(teambase, LARGE) as mavi:
        await mavi.presses("2")
        await mavi.reads("Warm the cups on the kiln lid")
        shutil.rmtree(folder)
        await mavi.waits_until(lambda: "Warm the cups" not in mavi.screen, SOON)
        assert mavi.stands_on
        assert mavi.app.is_running


async def test_a_file_that_becomes_unreadable_and_well_again_is_told_and_then_shown(teambase: str) -> None:
    path = file_in(teambase, "projects/barista-pass-*/project.md")
    whole = path.read_bytes()
    async with person_at(teambase, LARGE) as mavi:
        path.write_bytes(whole.replace(b"---\n", b"---\n<<<<<<< ours\n", 1))
        await mavi.waits_until(lambda: mavi.collection.unread, SOON)
        mavi.sees_not("◆ Barista pass")
        await mavi.presses("tab", "tab", "end")
        mavi.sees("Could not be read", "barista-pass")
        path.write_bytes(whole)
        await mavi.waits_to_see("◆ Barista pass", SOON)


async def test_a_mode_that_was_left_shows_what_changed_when_one_comes_back(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("2", "1")
        catch_idea(teambase, ANA, "From afar")
        await mavi.waits_until(lambda: any(idea.title == "From afar" for idea in mavi.collection.ideas.values()), SOON)
        await mavi.presses("2", "home")
        mavi.sees("From afar")


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
async def test_a_folder_that_may_not_be_read_is_told_by_name(teambase: str) -> None:
    people = file_in(teambase, "people")
    async with person_at(teambase, LARGE) as mavi:
        people.chmod(0)
        try:
            await mavi.waits_until(lambda: mavi.collection.unread, SOON)
        finally:
            people.chmod(0o755)
