"""Setting plain text: widths, cutting, wrapping, paragraphs."""

import textwrap

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cocreate.cli.output import layout
from cocreate.cli.output.layout import cut, pad, set_body, width, wrap
from cocreate.model.text import clean_line


@pytest.mark.parametrize(
    ("text", "columns"),
    [("abc", 3), ("Tür", 3), ("e\u0301", 1), ("日本", 4), ("☕", 2), ("◐", 1), ("한", 2), ("", 0)],
)
def test_text_is_as_wide_as_a_terminal_draws_it(text: str, columns: int) -> None:
    assert width(text) == columns


@given(st.text(max_size=40), st.integers(1, 30))
def test_what_is_cut_fits_and_what_fits_is_not_cut(text: str, columns: int) -> None:
    assert width(cut(text, columns)) <= columns
    assert width(pad(text, columns)) == columns


def test_what_is_cut_says_so() -> None:
    assert cut("A pass you can drink from", 10) == "A pass yo…"
    assert cut("日本語の題", 6) == "日本…"


def test_a_longer_line_is_cut_after_a_whole_word_unless_that_word_is_a_long_one() -> None:
    assert cut("Whoever leaves last goes once around with the wooden lever", 30) == "Whoever leaves last goes once…"
    assert cut("Whoever leaves last goes once around", 31) == "Whoever leaves last goes once…"
    assert cut("Eine Donaudampfschifffahrtsgesellschaft", 30) == "Eine Donaudampfschifffahrtsge…"


@given(st.text(alphabet="ab 日é", max_size=80), st.integers(4, 30))
def test_wrapping_loses_nothing_but_spaces(text: str, columns: int) -> None:
    lines = wrap(text, columns)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width(line) <= columns for line in lines)


def test_a_body_that_fits_stays_as_it_was_written() -> None:
    body = "One\ntwo\n\n- three\n- four\n\n```\ncode   here\n```\n    more code"
    assert set_body(body, 40) == body.split("\n")


def test_a_paragraph_that_is_too_wide_is_filled_anew() -> None:
    assert set_body("one two three four\nfive\n\n- six seven eight nine", 12) == [
        "one two",
        "three four",
        "five",
        "",
        "- six seven",
        "  eight nine",
    ]
    assert set_body("> one two three four", 12) == ["> one two", "> three four"]


def test_lines_that_were_typed_stay_lines_where_one_is_too_wide() -> None:
    assert set_body("eggs\nmilk from the farm\nbread", 10) == ["eggs", "milk from", "the farm", "bread"]
    assert set_body("- eggs\n  of any size\n> one two three\n> four", 10) == [
        *("- eggs", "  of any", "  size", "> one two", "> three", "> four"),
    ]


def test_lines_that_a_width_broke_are_filled_anew() -> None:
    text = "Oat milk tears when it gets too hot, and so do I, so we let four of them stand until they were cold."
    assert set_body("\n".join(textwrap.wrap(text, 72)), 60) == textwrap.wrap(text, 60)


def test_code_and_tables_keep_their_lines() -> None:
    body = "```\n" + "x " * 30 + "\n```\n| a | b |\n# A heading that is quite long"
    assert set_body(body, 10) == [line.rstrip() for line in body.split("\n")]


@given(st.text(st.characters(codec=None, categories=None)))
@example("a\u200bb\u00ad\ufeff\u202e")
@example("می\u200cخواهم")
def test_a_text_is_as_wide_as_what_is_shown_of_it(text: str) -> None:
    assert width(clean_line(text)) == width(text.replace("\r\n", " "))


@pytest.mark.parametrize("word", ["漢" * 5000, "a\u200db" * 3000, "x" * 9000, "a" + "\u0301" * 5000, "漢x" * 3000])
def test_a_word_longer_than_a_line_is_gone_through_once(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each character is measured a few times, not once for every line that is left."""
    measured: list[int] = []
    real = layout.width
    monkeypatch.setattr(layout, "width", lambda text: (measured.append(len(text)), real(text))[1])
    lines = layout.wrap(word, 77, "  ")
    assert "".join(line.removeprefix("  ") for line in lines) == word
    assert all(real(line) <= 77 for line in lines)
    assert sum(measured) < 4 * len(word)
