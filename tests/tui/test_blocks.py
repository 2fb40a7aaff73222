"""Texts as blocks: how they break into lines, whatever is styled in them."""

import pytest

from cocreate.tui import safe
from cocreate.tui.blocks import Block, portions, wrapped


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
