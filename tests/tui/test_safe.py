"""The one door for strings on the screens."""

import pytest
from rich.cells import cell_len
from textual.content import Content

from cocreate.tui import safe

HOSTILE = {
    "an action in markup": "[@click=app.bell]x[/]",
    "a broken tag": "x [/] [",
    "a style tag": "[bold red on $accent]x[/]",
    "an escape": "a\x1b[2J\x1b]52;c;aGFsbG8=\x07b",
    "a C1 control": "a\x9b31mb",
    "a reading direction": "abc\u202egpj.exe\u2066",
    "tag characters": "x\U000e0041\U000e0042",
    "invisible format characters": "a\u200bb\ufeffc\u00add",
    "a bell and a backspace": "a\x07\x08b",
    "marks upon marks": "a" + "\u0301" * 50,
    "a lone surrogate": "a\ud800b",
}


@pytest.mark.parametrize("payload", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_string_comes_out_inert_and_without_controls(payload: str) -> None:
    for shown in (safe.line(payload).plain, safe.text(payload).plain):
        assert not any(ord(character) < 32 or 0x7F <= ord(character) < 0xA0 for character in shown)
        assert not set(shown) & set("\u202e\u2066\u200b\ufeff\u00ad\U000e0041\ud800")
        assert shown.count("\u0301") <= 4


def test_markup_is_shown_as_it_is_written() -> None:
    payload = "[@click=app.bell]x[/] [bold]y[/bold] $accent x [/]"
    assert safe.line(payload).plain == payload
    assert safe.text(payload).plain == payload
    assert not safe.line(payload).spans


def test_a_line_has_no_breaks_and_a_text_keeps_them() -> None:
    assert safe.line("a\nb\tc\r\nd").plain == "a b c d"
    assert safe.text("a\nb\r\nc").plain == "a\nb\nc"


def test_tabs_of_a_text_become_spaces() -> None:
    assert safe.text("\tx").plain == "    x"


def test_joiners_and_selectors_that_terminals_measure_differently_are_left_out() -> None:
    shown = safe.text("a\u200db ❤\ufe0f 👨\u200d👩").plain
    assert shown == "ab ❤ 👨👩"
    assert cell_len(shown) == sum(cell_len(character) for character in shown)


def test_what_takes_no_room_is_not_shown_and_joiners_that_a_script_needs_are() -> None:
    for door in (safe.line, safe.text):
        assert door("Milch\u00adschaum\u200b\ufeff").plain == "Milchschaum"
        persian = door("می\u200cخواهم")
        assert persian.plain == "می\u200cخواهم"
        assert persian.cell_length == 7


def test_a_style_covers_the_whole_of_its_text() -> None:
    styled = safe.line("abc", "bold $accent")
    assert [(span.start, span.end, span.style) for span in styled.spans] == [(0, 3, "bold $accent")]


def test_parts_keep_their_own_styles_when_joined() -> None:
    joined = safe.join(safe.line("a", "bold"), safe.line("b"), safe.line("c", "italic"))
    assert joined.plain == "abc"
    assert [(span.start, span.end, span.style) for span in joined.spans] == [(0, 1, "bold"), (2, 3, "italic")]


def test_what_comes_out_is_what_textual_draws_without_parsing() -> None:
    assert isinstance(safe.line("x"), Content)
    assert isinstance(safe.text("x"), Content)
    assert safe.EMPTY.plain == safe.line("").plain == ""
