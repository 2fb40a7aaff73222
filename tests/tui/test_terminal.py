"""In a real terminal: what was typed outlives the program, and the terminal is left as it was found."""

import signal
from pathlib import Path

import pytest

from tests.tui.terminal import drafts, screens

LEAVES_SCREEN, SHOWS_CURSOR, LEAVES_MOUSE = b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l"


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGHUP, signal.SIGTERM], ids=lambda one: one.name)
def test_what_was_typed_and_not_sent_survives(teambase: str, number: signal.Signals) -> None:
    with screens(teambase) as terminal:
        terminal.press("i")
        terminal.sees("What could be?")
        terminal.type("Half a thought about han")
        terminal.waits_until(lambda: any("about han" in path.read_text() for path in drafts(teambase)))
        terminal.type("dles")
        terminal.sees("about handles")
        if number == signal.SIGKILL:
            terminal.waits_until(lambda: any("handles" in path.read_text() for path in drafts(teambase)))
        terminal.signal(number)
    with screens(teambase) as terminal:
        terminal.sees("go on")
        terminal.press("r")
        terminal.sees("Half a thought about handles")
        terminal.press("enter")
        terminal.sees("Kept: Half a thought about handles")
        assert drafts(teambase) == []


def test_what_is_pasted_at_once_goes_where_the_key_before_it_leads(teambase: str) -> None:
    with screens(teambase) as terminal:
        terminal.type("i\x1b[200~A bell at the door\x1b[201~\r")
        terminal.sees("Kept: A bell at the door")


def test_a_closed_terminal_keeps_what_was_typed_and_ends_the_program(teambase: str) -> None:
    with screens(teambase) as terminal:
        terminal.press("i")
        terminal.sees("What could be?")
        terminal.type("Half a thought")
        assert terminal.close() == 128 + signal.SIGHUP
    assert any("Half a thought" in path.read_text() for path in drafts(teambase))


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM], ids=lambda one: one.name)
def test_a_signal_leaves_the_terminal_as_it_was(teambase: str, number: signal.Signals) -> None:
    with screens(teambase) as terminal:
        terminal.press("2")
        terminal.signal(number)
        assert terminal.modes == terminal.modes_before
        for restored in (LEAVES_SCREEN, SHOWS_CURSOR, LEAVES_MOUSE):
            assert restored in terminal.raw


def test_q_leaves_the_terminal_as_it_was(teambase: str) -> None:
    with screens(teambase) as terminal:
        terminal.press("q")
        assert terminal.ends() == 0
        assert terminal.modes == terminal.modes_before
        assert LEAVES_SCREEN in terminal.raw


def test_a_burst_of_keys_opens_the_dialog_and_loses_no_letter(teambase: str) -> None:
    with screens(teambase) as terminal:
        terminal.type("iWarm hands")
        terminal.sees("Warm hands")
        terminal.press("enter")
        terminal.sees("Kept: Warm hands")


def test_an_editor_edits_the_whole_file(teambase: str, tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nsed -i "s/^title: .*/title: Edited outside/" "$1"\n', encoding="utf-8")
    editor.chmod(0o755)
    with screens(teambase, EDITOR=str(editor)) as terminal:
        terminal.press("2")
        terminal.sees("Ein Haken")
        terminal.press("E")
        terminal.sees("Edited outside")
        terminal.press("i")
        terminal.sees("What could be?")
    assert "title: Edited outside" in "".join(
        path.read_text(encoding="utf-8") for path in Path(teambase).glob("ideas/2026-11/ein-haken*/idea.md")
    )


def test_an_editor_that_leaves_no_item_is_told_and_its_text_is_kept(teambase: str, tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\necho "no front matter, my words" > "$1"\n', encoding="utf-8")
    editor.chmod(0o755)
    with screens(teambase, EDITOR=str(editor), TMPDIR=str(tmp_path)) as terminal:
        terminal.press("2")
        terminal.sees("Ein Haken")
        terminal.press("E")
        terminal.sees("Your text is in")
    assert [path for path in tmp_path.glob("cocreate-*/*.md") if "my words" in path.read_text(encoding="utf-8")]


def test_an_editor_that_is_not_there_is_told_and_the_screens_go_on(teambase: str) -> None:
    with screens(teambase, EDITOR="no-such-editor") as terminal:
        terminal.press("2")
        terminal.sees("Ein Haken")
        terminal.press("E")
        terminal.sees("no-such-editor")
        terminal.press("i")
        terminal.sees("What could be?")


@pytest.mark.parametrize("environ", [{"NO_COLOR": "1"}, {"TERM": "vt100"}, {"COLORTERM": "truecolor"}])
def test_any_kind_of_terminal_draws(teambase: str, environ: dict[str, str]) -> None:
    with screens(teambase, **environ) as terminal:
        terminal.press("3")
        terminal.sees("Barista pass")
        if "NO_COLOR" in environ:
            assert b"\x1b[38;2;22" not in terminal.raw
        terminal.press("q")
        assert terminal.ends() == 0
