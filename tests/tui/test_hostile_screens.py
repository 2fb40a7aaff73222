"""Hostile content: every field of every kind of item holds what could act, hide or break; nothing does."""

import re
import signal
import unicodedata
from itertools import count
from pathlib import Path

import pytest

from cocreate.model.items import Value
from cocreate.model.schema import KINDS, Key, Shape, keys_of
from tests.conftest import all_files, put
from tests.tui.driver import LARGE, SMALL, person_at
from tests.tui.terminal import SEQUENCE, Terminal, screens

MARKUP = "[@click=app.exit]press[/] [/] [bold [$accent]"
ACTS = "\x1b]52;c;TUFSS0VS\x07 \x1b[31;77m \x9b31m \x1bPq#0\x1b\\ \x1bc \x07 \x08 \x7f"
HIDES = "a\u202eb\u2066c\u200bd\ufeffe\U000e0041f\u00adg\u2028h"
STACKS = "z" + "\u0301" * 50
WIDE = "家家 👩\u200d👩\u200d👧 ﷽"
HTML = "<script>x</script> &#x1b;[31m &#x202e; ![p](file:///etc/passwd) [q](javascript%3Aalert(1))"
EVERYTHING = f"{MARKUP} {ACTS} {HIDES} {STACKS} {WIDE} {HTML}"

TEXTS = {Shape.TEXT: EVERYTHING, Shape.DATE: "2026-11-21", Shape.MOMENT: "2026-11-21T14:03:11+01:00"}
PERSON = "mavi"

IDEA, PROJECT = "000000000a", "000000000b"


def value_of(key: Key) -> Value:
    """The worst that may stand under a key."""
    if key.choices:
        return key.choices[0]
    if key.shape is Shape.WORDS:
        return [EVERYTHING, f"{MARKUP} again", "#[@click=app.exit]y"]
    if key.shape is Shape.PEOPLE:
        return [PERSON, "nobody-yet"]
    if key.shape is Shape.PERSON:
        return "nobody-yet"
    if key.shape in {Shape.ID, Shape.IDS}:
        return [] if key.shape is Shape.IDS else PROJECT
    return TEXTS[key.shape]


def fields_of(type_: str, of_kind: str = "", **fixed: Value) -> dict[str, Value]:
    """Every key that such an item may have, as bad as may be."""
    fields: dict[str, Value] = {key.name: value_of(key) for key in keys_of(type_, of_kind)}
    fields["[@click=app.exit]unknown"] = EVERYTHING
    return {**{name: value for name, value in fields.items() if value}, **fixed}


@pytest.fixture
def hostile(workspace: str) -> str:
    """A workspace of which every field of every kind of item is hostile."""
    body = f"# {EVERYTHING}\n\n{EVERYTHING}\n\n> {EVERYTHING}\n\n- {EVERYTHING}\n\n| {MARKUP} | {HIDES} |\n|--|--|\n| {ACTS} | {WIDE} |\n\n```\n{EVERYTHING}\n```\n"  # noqa: E501 - one of each
    at, numbers = "20261121T130311Z", count(1)
    for slug in (PERSON, "other"):
        put(workspace, f"people/{slug}.md", fields_of("person"), body)
    project = fields_of("project", id=PROJECT, grew_from=[IDEA])
    put(workspace, f"projects/p-{PROJECT}/project.md", project, body)
    idea = fields_of("idea", id=IDEA, project=PROJECT)
    put(workspace, f"ideas/2026-11/i-{IDEA}/idea.md", idea, body)
    for folder, on in (
        (f"ideas/2026-11/i-{IDEA}", IDEA),
        (f"projects/p-{PROJECT}/2026-11", PROJECT),
        ("commons/2026-11", "workspace"),
    ):
        for kind in KINDS:
            name = f"{next(numbers):010}"
            fields = fields_of("contribution", kind, id=name, kind=kind, on=on)
            put(workspace, f"{folder}/{at}-{kind}-{name}.md", fields, body)
    for folder, name in (
        ("ideas/2026-11/x-000000000z", "idea.md"),
        ("people", "-rf.md"),
        ("people", "bad.md"),
    ):
        path = Path(workspace, folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\nname: *{MARKUP}\n{ACTS}\n---\n", encoding="utf-8")
    return workspace


def unwanted(painted: str) -> set[str]:
    """Characters that must reach no terminal, after Textual's own sequences are taken out."""
    allowed = {
        "\r",
        "\n",
        "\u200c",
        "\u200d",
    }  # joiners are part of some people's words, and stay where they edit
    return {
        f"U+{ord(one):04X}"
        for one in painted
        if one not in allowed and unicodedata.category(one) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    }


OWN = re.compile(rb"\x1b(?:\[[0-9;?<>=!$ ]*[A-Za-z]|[=>78]|\]22;[a-z]*\x07|P=[12]s\x1b\\|\(B)")
"""The sequences that Textual writes."""


def assert_harmless(terminal: Terminal) -> None:
    strange = [found for found in SEQUENCE.findall(terminal.raw) if not OWN.fullmatch(found)]
    assert strange == []
    for payload in (b"]52;", b"31;77m", b"TUFSS0VS\x07", b"Pq#0"):
        assert b"\x1b" + payload.lstrip(b"\x1b") not in terminal.raw
    assert b"31;77" not in b"".join(SEQUENCE.findall(terminal.raw))
    assert unwanted(terminal.text) == set()


def test_no_control_byte_of_the_content_reaches_the_terminal(hostile: str) -> None:
    before = all_files(hostile)
    with screens(hostile) as terminal:
        for mode in ("1", "2", "3", "4"):
            terminal.press(mode, "enter", "end", "tab", "tab", "tab")
        terminal.press("3", "enter", *["right"] * 7)
        terminal.press("2", *(key for asks in "cbtoxs" for key in (asks, "escape")))
        terminal.press("e", *["tab"] * 8, "escape", "i")
        terminal.type("#[@")
        terminal.press("escape", "4", "e", "escape", "?", "escape", "f", "escape", "l", "escape", "j", "ctrl+p")
        terminal.type("click")
        terminal.press("down", "escape", "5")
        terminal.type("press")
        terminal.press("enter", "enter", "end")
        assert_harmless(terminal)
        assert terminal.signal(signal.SIGTERM) == 0
        assert_harmless(terminal)
    now = all_files(hostile)
    changed = {path for path in before.keys() | now.keys() if before.get(path) != now.get(path)}
    assert all("idea.md" in path or "project.md" in path for path in changed), changed


def test_what_is_pasted_is_cleaned_before_it_is_shown(workspace: str) -> None:
    with screens(workspace) as terminal:
        terminal.press("i")
        terminal.type(f"\x1b[200~Pasted {HIDES} \x07\x9b31m words\x1b[201~")
        terminal.sees("Pasted")
        terminal.press("ctrl+e", "tab")
        assert_harmless(terminal)


async def test_markup_in_every_field_stays_what_it_says(hostile: str) -> None:
    async with person_at(hostile) as mavi:
        assert len(mavi.collection.contributions) == 3 * len(KINDS)
        for mode in ("1", "2", "3", "4"):
            await mavi.presses(mode)
            mavi.sees("[@click=app.exit]press[/]")
            await mavi.clicks("[@click=app.exit]")
            await mavi.presses("tab", "tab", "tab")
        assert mavi.app.is_running
        await mavi.presses("2", "enter", "b")
        await mavi.types("x")
        await mavi.presses("ctrl+s")
        assert mavi.app.is_running


async def test_what_is_told_in_passing_is_literal_too(hostile: str) -> None:
    async with person_at(hostile, LARGE, speaking="other") as mavi:
        await mavi.presses("2", "down", "j")
        mavi.hears("[@click=app.exit]press[/]")
        assert "\x1b" not in mavi.told


async def test_no_title_is_wider_than_its_line(hostile: str) -> None:
    async with person_at(hostile, SMALL) as mavi:
        for mode in ("1", "2", "3", "4"):
            await mavi.presses(mode)
            strips = mavi.app.screen._compositor.render_strips()
            assert {strip.cell_length for strip in strips} == {80}


async def test_a_file_that_cannot_be_read_is_listed_with_its_reason_and_the_rest_stands(hostile: str) -> None:
    async with person_at(hostile, LARGE) as mavi:
        await mavi.presses("tab", "tab", "end")
        mavi.sees("Could not be read", "× people/bad.md")
        mavi.sees("1 Home")
