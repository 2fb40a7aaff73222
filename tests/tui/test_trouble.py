"""Trouble: an empty workspace, a folder that is gone, a disk that says no, terminals with few colours."""

import errno

import pytest

from cocreate.tui import themes, upkeep
from cocreate.tui.app import CocreateApp
from cocreate.workspace import files
from tests.tui.driver import LARGE, SMALL, moved, person_at

both_sizes = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])


@both_sizes
async def test_an_empty_workspace_says_what_to_do_first_and_does_it_on_a_key(
    workspace: str, size: tuple[int, int]
) -> None:
    async with person_at(workspace, size) as mavi:
        if size == SMALL:
            await mavi.presses("tab")
        mavi.sees("No project yet.")
        await mavi.presses("1" if size == SMALL else "tab")
        mavi.sees("This workspace is empty, and ready.", "i catches an idea", "n starts a project")
        await mavi.presses("n")
        mavi.sees("A new project")
        await mavi.presses("escape", "i")
        mavi.sees("What could be?")
        await mavi.types("The first one")
        await mavi.presses("enter", "2")
        mavi.sees("✦ The first one")


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        ("2", "No idea yet. i catches one"),
        ("3", "No project yet. n starts one"),
        ("4", "Nobody has a card yet."),
    ],
)
async def test_each_empty_list_says_what_fills_it(workspace: str, mode: str, words: str) -> None:
    async with person_at(workspace) as mavi:
        await mavi.presses(mode)
        mavi.sees(words)
        await mavi.presses("enter", "down", "tab", "enter", "tab", "enter")
        assert mavi.app.is_running


async def test_every_command_on_an_empty_workspace_is_harmless(workspace: str) -> None:
    async with person_at(workspace) as mavi:
        for mode in ("1", "2", "4"):
            for key in ("b", "c", "o", "w", "j", "e", "x", "t", "h", "f", "l", "r", "u", "enter", "f2"):
                await mavi.presses(mode, key)
                while len(mavi.app.screen_stack) > 1 or mavi.panes.is_writing:
                    await mavi.presses("escape")
        assert mavi.app.is_running


async def test_a_workspace_moved_away_is_one_sentence_and_what_was_typed_stays(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.presses("i")
        await mavi.types("Where did it go")
        moved(teambase, f"{teambase}-moved")
        await mavi.presses("enter")
        assert mavi.entry == "Where did it go"
        assert mavi.app.is_running
        sentence = mavi.complaint or mavi.told
        assert sentence
        assert "Traceback" not in sentence
        moved(f"{teambase}-moved", teambase)
        await mavi.presses("enter")
        await mavi.waits_until(lambda: any(i.title == "Where did it go" for i in mavi.collection.ideas.values()))


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EIO, errno.EMFILE], ids=errno.errorcode.get)
async def test_a_disk_that_says_no_is_one_sentence_and_what_was_typed_stays(
    teambase: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise files.not_written(OSError(number, "no"))

    async with person_at(teambase) as mavi:
        await mavi.presses("i")
        await mavi.types("A full disk")
        with monkeypatch.context() as patched:
            patched.setattr(files, "create", refuse)
            patched.setattr(files, "replace", refuse)
            await mavi.presses("enter")
            assert mavi.complaint
            assert mavi.entry == "A full disk"
        await mavi.presses("enter")
        assert mavi.finds("A full disk")


@pytest.mark.parametrize("theme", [theme.name for theme in themes.THEMES])
async def test_every_theme_draws_everything(teambase: str, theme: str) -> None:
    async with person_at(teambase) as mavi:
        await mavi.app.put_on(theme)
        await mavi.settles()
        mavi.sees("Since you were here", "? help")
        await mavi.presses("3")
        mavi.sees("● Milk foam school", "? help")
        await mavi.presses("2", "enter", "s")
        mavi.sees("Who is speaking now?")


async def test_without_colours_the_selected_row_and_the_open_tab_still_stand_out(
    teambase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with person_at(teambase) as mavi:
        await mavi.presses("tab")
        mavi.sees("▌● Milk foam school")
        await mavi.reads("Milk foam school")
        await mavi.presses("right")
        assert mavi.stands_out("Conversation") != mavi.stands_out("Lineage")


async def test_a_long_first_look_says_how_far_it_is_and_then_no_more(
    teambase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "SLOW", 0.0)
    monkeypatch.setattr(upkeep, "TOLD_EVERY", 0.0)
    told: list[str] = []
    monkeypatch.setattr(CocreateApp, "watch_progress", lambda _app, words: told.append(words), raising=False)
    async with person_at(teambase) as mavi:
        mavi.sees_not("reading 1")
        assert any(words.startswith("reading ") for words in told)
        assert mavi.app.progress == ""


async def test_where_somebody_is_may_be_told_while_their_screens_close(teambase: str) -> None:
    async with person_at(teambase) as mavi:
        panes = mavi.app.panes
        with mavi.app.batch_update():
            await panes.remove_children()  # as they are when an app closes
            mavi.app.tell_where()
