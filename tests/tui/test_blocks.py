"""Texts as blocks: how they break into lines, whatever is styled in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from cocreate.tui import safe
from cocreate.tui.blocks import Block, flowed, portions, wrapped


@pytest.mark.parametrize("width", [7, 40])
def test_a_text_of_many_styles_breaks_into_the_lines_of_one_of_few(width: int) -> None:
    words = [
        safe.line(word, "bold") if number % 2 else safe.line(f" {word}  ") for number, word in enumerate("abc家" * 60)
    ]
    many = safe.join(*words)
    plain = [line.plain for line in wrapped(safe.line(many.plain), width)]
    cut = wrapped(many, width)
    assert [line.plain for line in cut] == plain
    bold = {line.plain[span.start : span.end] for line in cut for span in line.spans if span.style == "bold"}
    assert bold == set("b家")
    assert "".join(part.content.plain for part in portions(Block(many))) == many.plain


def test_what_is_told_beside_a_title_goes_under_it_whole_where_there_is_no_room() -> None:
    said = Content("Whiteboard to go  A whiteboard light enough")
    assert [line.plain for line in flowed(said, 60)] == ["Whiteboard to go  A whiteboard light enough"]
    assert [line.plain for line in flowed(said, 26)] == ["Whiteboard to go", "A whiteboard light enough"]
    assert [line.plain for line in flowed(said, 20)] == ["Whiteboard to go", "A whiteboard light", "enough"]


narrow = st.tuples(st.text("ab ", max_size=40), st.integers(1, 12))
wide = st.tuples(st.text("ab 家", max_size=40), st.integers(2, 12))


@given(narrow | wide)
def test_nothing_is_lost_or_too_wide_where_words_go_under_one_another(asked: tuple[str, int]) -> None:
    text, width = asked
    lines = flowed(Content(text), width)
    assert "".join("".join(line.plain for line in lines).split()) == "".join(text.split())
    assert all(line.cell_length <= width for line in lines)
