"""Lists: a bullet is an idea, what is set in under it its text, and what is ticked off rests."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocreate.imports.bullets import is_list, read_list

LIST = """\
# Things

- Warm the cups #kiln
  with a lid

    code
  - nested
* [x] Buy milk
+ [ ] A shelf
goes on
1. One
2) Two
-
---

Some words
"""


def test_a_bullet_is_an_idea_and_what_is_set_in_its_text() -> None:
    read = read_list(LIST)
    assert [(one.line, one.title, one.text) for one in read.found] == [
        (3, "Warm the cups #kiln", "with a lid\n\n  code\n- nested"),
        (8, "Buy milk", ""),
        (9, "A shelf", "goes on"),
        (11, "One", ""),
        (12, "Two", ""),
    ]


def test_what_is_ticked_off_rests_with_a_reason() -> None:
    states = {one.title: (one.state, bool(one.because)) for one in read_list(LIST).found}
    assert states["Buy milk"] == ("resting", True)
    assert states["A shelf"] == ("fresh", False)


def test_what_is_no_bullet_is_named_by_its_line() -> None:
    assert [(one.line, str(one.what)) for one in read_list(LIST).cannot] == [
        (1, "it stands outside of the list"),
        (13, "it has no title"),
        (16, "it stands outside of the list"),
    ]


def test_a_box_needs_no_bullet_and_a_list_in_a_text_stays_one() -> None:
    read = read_list("- one\n- two\n  - nested\n[ ] four\n[x] five\n[link](x) goes on\n")
    assert [(one.line, one.title, one.text, one.state) for one in read.found] == [
        (1, "one", "", "fresh"),
        (2, "two", "- nested", "fresh"),
        (4, "four", "", "fresh"),
        (5, "five", "[link](x) goes on", "resting"),
    ]


def test_a_list_that_is_set_in_as_a_whole_is_one_all_the_same() -> None:
    assert [one.title for one in read_list(textwrap.indent("- a\n- b\n  c\n", "   ")).found] == ["a", "b"]


def test_keys_above_a_list_are_no_part_of_it() -> None:
    read = read_list("---\ntitle: x\n---\n- a\n")
    assert [(one.title, one.line) for one in read.found] == [("a", 4)]
    assert [(one.line, str(one.what)) for one in read.cannot] == [(1, "the keys above the list have no place")]


@pytest.mark.parametrize(
    ("text", "answer"), [("- a\n- b\n", True), ("# Note\n\nSome\n\ntext\n- a\n", False), ("", False)]
)
def test_a_list_is_told_from_a_note(text: str, answer: bool) -> None:  # noqa: FBT001 - a row of a table
    assert is_list(text) is answer


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"])).filter(str.strip)))
def test_every_bullet_comes(titles: list[str]) -> None:
    titles = [f"x{' '.join(title.split())}" for title in titles]
    read = read_list("".join(f"- {title}\n" for title in titles))
    assert [one.title for one in read.found] == titles
    assert [one.line for one in read.found] == list(range(1, len(titles) + 1))


@given(st.text(alphabet="-*1. y[]\n\t#", max_size=200))
def test_every_word_of_a_list_comes_or_stands_under_a_line_that_is_named(text: str) -> None:
    read = read_list(text)
    lines = textwrap.dedent(text.expandtabs(4)).split("\n")
    begins = sorted(one.line for one in (*read.found, *read.cannot))
    ends = dict(zip(begins, [*begins[1:], len(lines) + 1], strict=False))
    left_out = sum("".join(lines[one.line - 1 : ends[one.line] - 1]).count("y") for one in read.cannot)
    assert sum(f"{one.title}{one.text}".count("y") for one in read.found) + left_out == text.count("y")
