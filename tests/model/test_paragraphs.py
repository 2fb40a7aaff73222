"""Lines of a paragraph: broken by whoever wrote them, or by a width."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocreate.model.items import Contribution
from cocreate.model.paragraphs import is_wrapped

PROSE = (
    "Wir haben vier Milchsorten stehen lassen und eine fünfte, um die niemand gebeten hatte. Keine davon riss bei "
    "fünfundfünfzig Grad, alle rissen bei siebzig. What the oats do in between is anybody's guess, and Tomek has one: "
    "it is the enzymes, he says, that were never told when to stop, and so they go on until there is nothing to foam."
)


@pytest.mark.parametrize("columns", range(60, 121))
def test_prose_that_was_wrapped_at_any_usual_width_is(columns: int) -> None:
    assert is_wrapped(textwrap.wrap(PROSE, columns))


@pytest.mark.parametrize(
    "lines",
    [
        ["eggs", "milk", "bread"],
        [f"2026-11-26 12:00:{n:02} GET /cups/{'x' * (n * 7 % 30)} 200" for n in range(60)],
        ["https://example.org/" + "a" * 80, "https://example.org/" + "b" * 78],
        ["The first sentence, which is a rather long one, and says all that there is to say of it.", "Then one more."],
        ["Roses are red,", "violets are blue,", "and so on."],
        ["- not a list", "really"],
        ["卵", "牛乳", "パン"],
        ["one"],
        [],
    ],
)
def test_what_somebody_wrote_line_by_line_is_not(lines: list[str]) -> None:
    assert not is_wrapped(lines)


def test_a_break_of_markdown_itself_says_nothing_of_the_others() -> None:
    first, second, *_rest = textwrap.wrap(PROSE, 72)
    assert is_wrapped([first, "short  ", "and on."])
    assert not is_wrapped([first, "short", "and on."])
    assert is_wrapped([first, f"{second}  ", "and on."])
    assert is_wrapped([first, f"{second}\\", "and on."])


@given(st.lists(st.text(max_size=100), max_size=6))
def test_any_lines_are_one_or_the_other(lines: list[str]) -> None:
    assert is_wrapped(lines) in {True, False}


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("One line.\nAnother.", "One line."),
        ("- milk\n- oats", "milk"),
        ("\n".join(textwrap.wrap(PROSE, 70)), PROSE.partition(" Keine")[0]),
        ("\n".join(textwrap.wrap("word " * 200, 70)), ("word " * 48).strip() + " …"),
        (
            "The first line is as wide as it can be in here, and it ends with its sentence.\nAnother sentence follows.",
            "The first line is as wide as it can be in here, and it ends with its sentence.",
        ),
    ],
)
def test_what_stands_for_a_wrapped_text_goes_on_to_the_end_of_the_sentence(body: str, title: str) -> None:
    said = Contribution("x.md", {"id": "8s2h6m0k3p", "kind": "comment"}, body)
    assert said.title == title
