"""A text laid out: what is known of its blocks goes with them."""

from cocreate.tui import safe
from cocreate.tui.blocks import Block, lines_taken
from cocreate.tui.sheet import ENDLESS, Sheet


def laid_out(*blocks: Block, width: int = 20) -> Sheet:
    sheet = Sheet(blocks)
    sheet.fit(width)
    sheet.grow(ENDLESS, 0, 1, 0.0)
    for line in range(sheet.height):
        sheet.line(line)
    return sheet


def test_what_is_known_of_a_block_is_taken_over_with_it_and_forgotten_without_it() -> None:
    stays, goes, comes = (Block(safe.line(words * 20)) for words in ("stay ", "go ", "come "))
    old, new = laid_out(goes, stays), Sheet([comes, stays])
    new.take_over(old)
    heights, lines = new.known
    assert heights == {id(stays): 5}
    assert list(lines.keys()) == [id(stays)]


def test_a_long_text_takes_as_many_lines_as_it_is_laid_out_in() -> None:
    blocks = [Block(safe.line("word " * 4_000), gap=1), Block(safe.line("short"))]
    assert lines_taken(blocks, 17, ENDLESS) == laid_out(*blocks, width=17).height
    assert 30 < lines_taken(blocks, 17, 30) < 1_000
