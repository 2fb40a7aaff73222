"""Markdown as blocks."""

import sys
import textwrap
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from cocreate.pages.marked import LONGEST
from cocreate.tui import safe
from cocreate.tui.blocks import Block, Flow, Link, height_of, lines_of, wrapped
from cocreate.tui.markdown import blocks_of


def shown(body: str, width: int = 60) -> list[str]:
    """The lines of a body as a reader sees them."""
    return drawn(blocks_of(body), width)


def drawn(blocks: list[Block], width: int = 60) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        lines.extend([""] * block.gap)
        lines.extend(line.plain.rstrip() for line in lines_of(block, width))
    return lines


def styles_of(body: str, words: str) -> set[str]:
    """The styles that lie on `words`."""
    found = set()
    for block in blocks_of(body):
        start = block.content.plain.find(words)
        if start >= 0:
            found |= {str(span.style) for span in block.content.spans if span.start <= start < span.end}
    return found


def links_of(body: str) -> list[Link]:
    return [link for block in blocks_of(body) for link in block.links]


# What it looks like


def test_paragraphs_stand_apart_and_lines_that_were_typed_stay() -> None:
    assert shown("one\ntwo\n\nthree") == ["one", "two", "", "three"]
    pasted = [f"line {number} of what was pasted" for number in range(200)]
    assert shown("\n".join(pasted)) == pasted
    assert shown("- one\n  two\n\n> three\n> four") == ["• one", "  two", "", "▎ three", "▎ four"]


def test_lines_that_a_width_broke_flow_together() -> None:
    text = "Oat milk tears when it gets too hot, and so do I, so we let four of them stand until they were cold."
    wrapped = textwrap.wrap(text, 72)
    assert shown("\n".join(wrapped), 200) == [text]
    assert shown("> " + "\n> ".join(wrapped), 200) == [f"▎ {text}"]
    assert shown("\n".join([*wrapped[:-1], f"{wrapped[-1]}  ", "A line."]), 200) == [text, "A line."]


def test_a_hard_break_is_kept() -> None:
    assert shown("one  \ntwo\\\nthree") == ["one", "two", "three"]


def test_a_long_paragraph_breaks_between_words() -> None:
    assert shown("aaa bbb ccc ddd", 8) == ["aaa bbb", "ccc ddd"]


def test_headings_differ_by_more_than_colour() -> None:
    assert shown("# One\ntext\n\n## Two", 10) == ["One", "━" * 10, "", "text", "", "Two"]
    assert "bold" in " ".join(styles_of("## Two", "Two"))


def test_emphasis_lies_on_its_words_alone() -> None:
    body = "a **bold** *slanted* ~~gone~~ `code` z"
    assert shown(body) == ["a bold slanted gone code z"]
    assert styles_of(body, "bold") == {"bold"}
    assert styles_of(body, "slanted") == {"italic"}
    assert styles_of(body, "gone") == {"strike"}
    assert any("$code" in style for style in styles_of(body, "code"))
    assert styles_of(body, "z") == set()


def test_emphasis_within_emphasis_adds_up() -> None:
    assert styles_of("**a *b* c**", "b") == {"bold italic"}
    assert styles_of("**a *b* c**", "c") == {"bold"}


def test_lists_hang_under_their_marks() -> None:
    assert shown("- one\n  - inner words\n- two\n\n3. three\n4. four", 14) == [
        "• one",
        "  • inner",
        "    words",
        "• two",
        "",
        "3. three",
        "4. four",
    ]


def test_an_empty_list_item_still_shows_its_mark() -> None:
    assert shown("- a\n-\n- b") == ["• a", "•", "• b"]


def test_tasks_have_boxes() -> None:
    assert shown("- [ ] open\n- [x] done\n- [maybe] not a task") == [
        "☐ open",
        "☑ done",
        "• [maybe] not a task",
    ]


def test_quotes_have_a_bar_that_does_not_break() -> None:
    assert shown("> a\n>\n> b\n>> c\n\nd") == ["▎ a", "▎", "▎ b", "▎", "▎ ▎ c", "", "d"]


def test_fenced_code_is_kept_as_it_is_and_folds_at_the_edge() -> None:
    assert shown("```py\nif x:\n\treturn  'y'\n```", 40) == ["  if x:", "      return  'y'"]
    assert shown("```\nabcdefghijklmnop\n```", 14) == ["  abcdefghijkl", "  mnop"]


def test_a_rule_is_as_wide_as_the_view() -> None:
    assert shown("a\n\n---\n\nb", 12) == ["a", "", "─" * 12, "", "b"]


def test_each_line_begins_with_the_indent() -> None:
    blocks = blocks_of("a b\n\n- c", indent=safe.line("│ "))
    assert drawn(blocks, 20) == ["│ a b", "│", "│ • c"]


def test_every_block_belongs_to_the_item() -> None:
    body = "# a\n\n- b\n\n> c\n\n|x|\n|-|\n|y|\n\n```\nd\n```\n\n---"
    assert {block.ref for block in blocks_of(body, "k7f3q2ab1c")} == {"k7f3q2ab1c"}


def test_nothing_is_no_blocks() -> None:
    assert blocks_of("") == blocks_of("\n \n") == []


# Tables


def test_a_table_is_aligned_as_it_asks() -> None:
    assert shown("|a|b|c|\n|:-|:-:|-:|\n|one|two|three|\n|1|2|3|") == [
        "a   │  b  │     c",
        "────┼─────┼──────",
        "one │ two │ three",
        "1   │  2  │     3",
    ]


def test_long_cells_of_a_table_wrap_so_that_it_fits() -> None:
    lines = shown("|a|b|\n|-|-|\n|short|" + "some words " * 10 + "|", 40)
    assert all(len(line) <= 40 for line in lines)
    assert lines[2].startswith("short │ some words")
    assert lines[3].startswith("      │ ")


def test_a_table_with_too_many_columns_is_written_row_by_row() -> None:
    head, rule = "|" + "|".join(f"h{n}" for n in range(12)) + "|", "|" + "-|" * 12
    lines = shown(f"{head}\n{rule}\n|" + "|".join(f"some words {n}" for n in range(12)) + "|", 40)
    assert "h3: some words 3" in lines
    assert all(len(line) <= 40 for line in lines)


def test_wide_characters_keep_the_columns_of_a_table_straight() -> None:
    lines = shown("|a|b|\n|-|-|\n|漢字|x|\n|ab|y|")
    assert lines[2] == "漢字 │ x"
    assert lines[3] == "ab   │ y"


# Links


def test_links_that_may_be_opened_are_underlined_and_collected_with_their_true_target() -> None:
    body = "[my bank](https://evil.example/x) and [idea](k7f3q2ab1c) and [her](cocreate:mavi) <a@b.cc>"
    assert shown(body) == ["my bank and idea and her a@b.cc"]
    assert links_of(body) == [
        Link("my bank", "https://evil.example/x"),
        Link("idea", "k7f3q2ab1c"),
        Link("her", "cocreate:mavi"),
        Link("a@b.cc", "mailto:a@b.cc"),
    ]
    assert [link.item for link in links_of(body)] == ["", "k7f3q2ab1c", "mavi", ""]
    assert any("underline" in style for style in styles_of(body, "my bank"))


@pytest.mark.parametrize(
    "target",
    [
        "ftp://a.b/c",
        "../../etc/passwd",
        "/etc/passwd",
        "#here",
        "cocreate:../x",
        "K7F3Q2AB1C",
        "tel:123",
        "a.md",
    ],
)
def test_other_targets_are_words_and_no_links(target: str) -> None:
    assert shown(f"[label]({target})") == [f"label ({target})"]
    assert links_of(f"[label]({target})") == []


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "vbscript:x", "file:///etc"]
)
def test_targets_that_run_something_stay_as_written(target: str) -> None:
    assert shown(f"[label]({target})") == [f"[label]({target})"]
    assert links_of(f"[label]({target})") == []


def test_an_encoded_javascript_is_no_link() -> None:
    assert links_of("[x](javascript%3Aalert(1)) [y](&#106;avascript:alert(1)) [z](java\tscript:x)") == []


def test_a_bare_address_is_a_link_without_what_ends_the_sentence() -> None:
    body = "See https://a.example/x?y=1, (https://b.example/z). Not a.example or README.md."
    assert [link.target for link in links_of(body)] == ["https://a.example/x?y=1", "https://b.example/z"]
    assert shown(body, 100) == [body]


def test_an_image_is_its_description_and_its_target() -> None:
    assert shown("![a cup](https://a.example/c.png)") == ["▧ a cup (https://a.example/c.png)"]
    assert links_of("![a cup](https://a.example/c.png)") == [Link("a cup", "https://a.example/c.png")]
    assert links_of("![x](file.png)") == []


def test_a_linked_image_keeps_both_targets() -> None:
    body = "[![cup](https://a.example/i.png)](https://b.example/)"
    assert {link.target for link in links_of(body)} == {"https://a.example/i.png", "https://b.example/"}


# Hostile


def test_html_is_literal() -> None:
    body = "<b>x</b> <script>alert(1)</script>\n\n<div onclick=x>\ny\n</div>\n\n<!-- hidden -->"
    text = " ".join(shown(body, 100))
    assert "<b>x</b> <script>alert(1)</script>" in text
    assert "<!-- hidden -->" in text
    assert links_of(body) == []


def test_markup_is_literal() -> None:
    assert shown("\\[@click=app.bell]x[/] y [/] [b]z[/b]") == ["[@click=app.bell]x[/] y [/] [b]z[/b]"]


def test_entities_bring_no_control_characters_in() -> None:
    body = "&#x202e;a &rlm;b &#27;c &#x9b;d &ZeroWidthSpace;e &#xE0041;f `&#x202e;` ![&#x202e;](&#x202e;)"
    joined = "".join(shown(body, 200))
    assert not set(joined) & set("\u202e\u200f\x1b\x9b\u200b\U000e0041")
    assert "\ufffd" in joined


def test_control_characters_in_the_target_of_a_link_are_gone() -> None:
    for link in links_of("[a\u202eb](https://x.example/\u202ey) <https://a.example/\u200b>"):
        assert not set(link.label + link.target) & set("\u202e\u200b")


@pytest.mark.parametrize(
    "body", ["> " * 40 + "deep", "- " * 40 + "deep", "> - " * 15 + "deep", ">" * 100 + "x\nlazy\n"]
)
def test_what_is_nested_beyond_reason_is_shown_as_written_and_nothing_is_lost(body: str) -> None:
    lines = shown(body, 200)
    assert "as written" in lines[0]
    assert body.rsplit(maxsplit=1)[-1] in lines[-1]
    assert len(lines) > 1


def test_a_deep_but_honest_list_is_set() -> None:
    body = "\n".join("  " * depth + f"- level {depth}" for depth in range(8))
    assert shown(body)[-1] == "  " * 7 + "• level 7"


def test_a_text_that_is_too_long_is_shown_as_written() -> None:
    body = "**x** " * (LONGEST // 6 + 1)
    assert "as written" in shown(body)[0]
    assert "**x**" in shown(body)[2]


SLOW = {
    "deep quotes with lazy lines": ">" * 100 + "x\n" + "lazy\n" * 20_000,
    "quotes at the limit": (">" * 19 + "x\n" + "lazy\n" * 20) * 800,
    "open brackets": "[" * 100_000,
    "open images": "![" * 50_000,
    "emphasis": "*a_" * 33_000,
    "schemes": "://" * 33_000,
    "addresses": "http://a.b/(" * 8_000,
    "backticks": " ".join("`" * n for n in range(400)),
    "a wide table": "|a" * 1000 + "|\n" + "|-" * 1000 + "|\n" + "|1\n" * 20_000,
    "references": "".join(f"[a{n}]: b\n" for n in range(8_000)),
    "list items": "1. a\n" * 20_000,
}


@pytest.mark.parametrize("body", SLOW.values(), ids=SLOW)
def test_a_text_made_to_be_slow_is_not(body: str) -> None:
    """Prose takes some 30 calls a character; what is quadratic would take thousands."""
    assert calls_to_set(body) < 200 * len(body)


def test_a_list_of_twice_the_length_takes_twice_the_work() -> None:
    some, twice = (calls_to_set("- a bullet of some words\n" * count) for count in (500, 1_000))
    assert twice < some * 2.2


def calls_to_set(body: str) -> int:
    """How many functions, of Python and of C, are called while `body` is set: its cost, on any machine."""
    blocks_of("the parser is made once")
    calls = 0

    def count(_frame: object, _event: str, _argument: Any) -> None:
        nonlocal calls
        calls += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        blocks_of(body)
    finally:
        sys.setprofile(before)
    return calls


def test_lines_never_exceed_the_view_at_any_width() -> None:
    body = (
        "# 漢字 heading\n\nWords 漢字漢字漢字 and 👨‍👩‍👧 emoji, verylongwordwithoutanyspace" + "x" * 80 + "\n\n"
        "> - quoted\n>   1. listed\n\n|a|漢字の列|\n|-|-|\n|x|" + "語" * 50 + "|\n\n```\n" + "c" * 99 + "漢\n```\n\n---"
    )
    for width in (1, 2, 3, 7, 10, 20, 33, 80):
        for block in blocks_of(body):
            for line in lines_of(block, width):
                assert line.cell_length <= max(width, 2), (width, line.plain)


# Whatever comes

PIECES = st.sampled_from(
    [
        *("a", "word ", " ", "\n", "\n\n", "漢", "👍", "é", "\u0301", "\x1b", "\u202e", "\t", "&#27;", "<b>"),
        *("- ", "1. ", "> ", "# ", "|", "|-|-|\n", "```\n", "[ ] ", "---\n"),
        *("*", "**", "_", "`", "~~", "[", "](", ")", "![", "\\", "https://a.b/"),
    ]
)
BODIES = st.lists(PIECES, max_size=60).map("".join)


@given(BODIES, st.integers(1, 60))
def test_whatever_is_written_is_set_within_the_width_and_as_high_as_said(body: str, width: int) -> None:
    for block in blocks_of(body, "x", indent=safe.line("│ ")):
        lines = lines_of(block, width)
        assert len(lines) == height_of(block, width)
        for line in lines:
            assert line.cell_length <= max(width, 2)
            assert not set(line.plain) & set("\x1b\u202e\n\t")


@given(BODIES, st.integers(2, 30), st.sampled_from(["wrap", "fold"]))
def test_breaking_lines_loses_nothing_but_spaces(body: str, width: int, flow: Flow) -> None:
    content = safe.text(body)
    lines = [line.plain for line in wrapped(content, width, flow)]
    assert "".join("".join(lines).split()) == "".join(content.plain.split())
    if flow == "fold":
        assert "".join(lines) == content.plain.replace("\n", "")


@given(BODIES, st.integers(2, 30))
def test_words_that_fit_are_not_broken(body: str, width: int) -> None:
    plain = "".join(character for character in body if character in "aword \n")
    lines = [line.plain for line in wrapped(safe.text(plain), width)]
    for word in plain.split():
        assert len(word) > width or any(word in line for line in lines)


def named(*parts: str) -> Content:
    """Words, every other of which is somebody's name."""
    return safe.join(*(safe.line(part, "$person-1 bold" if place % 2 else "") for place, part in enumerate(parts)))


def test_a_line_breaks_before_a_name_and_not_in_it() -> None:
    words = named("Film the jug from above  ", "Tomasz Wilk", ", ", "Ada Trenkel", " said")
    lines = wrapped(words, 31)
    assert [line.plain for line in lines] == ["Film the jug from above", "Tomasz Wilk, Ada Trenkel said"]
    assert len(lines) == height_of(Block(words), 31)
    assert "\u00a0" not in "".join(line.plain for line in lines)


def test_a_name_that_is_longer_than_a_line_breaks_between_its_words() -> None:
    lines = wrapped(named("by ", "Prof. Dr. Ada Trenkel"), 12)
    assert [line.plain for line in lines] == ["by Prof. Dr.", "Ada Trenkel"]
