"""Where long pages are cut, so that none takes longer than a person waits: the limits, and what is said of the rest.

No ordinary workspace reaches them. What is cut says how much is left out and how to see it; nothing goes silently.
"""

from __future__ import annotations

import sys

from cocreate.locale import plural
from cocreate.model.hints import Hint
from cocreate.pages.parts import QUIET, Body, Empty, Fact, Page, Words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TypeVar

    from cocreate.pages.parts import Part, Parts

    Any_ = TypeVar("Any_")

ENDLESS = sys.maxsize
"""Where nothing is cut."""

MOST_SAID = 1_000
"""So many contributions of a thread are shown, the newest; what is older is counted."""

MOST_ROWS = 1_000
"""So many rows of one kind are shown, such as ideas in one state of a project."""

MOST_BESIDE = 200
"""So many lines stand beside one label, such as what grew from something."""

MOST_OF_LINEAGE = 1_000
"""So many projects and ideas of one lineage are drawn, those that are nearest."""

MOST_LINES, MOST_CHARACTERS = 4_000, 200_000
"""So many lines, and characters, of what people wrote are shown on one page."""


def newest(things: list[Any_], most: int) -> tuple[list[Any_], int]:
    """The last `most` of `things`, and how many there are before them."""
    left = max(0, len(things) - most)
    return things[left:], left


def shortened(page: Page, ref: str) -> Page:
    """The page of `ref`, with texts and facts no longer than a page may have, each saying what it leaves out."""
    return Page(*(_shortened(parts, ref) for parts in (page.head, page.around, page.rest)))


def _shortened(parts: Iterable[Part], ref: str) -> Parts:
    lines, characters = MOST_LINES, MOST_CHARACTERS
    found: Parts = []
    for part in parts:
        if isinstance(part, Body):
            shown = _head_of(part.text, lines, characters)
            lines -= shown.count("\n") + 1
            characters -= len(shown)
            if shown:
                found.append(part if len(shown) == len(part.text) else Body(shown, part.ref, part.depth))
            if left := len(part.text) - len(shown):
                found.append(_text_left(left, ref))
        else:
            found.append(_with_few_lines(part) if isinstance(part, Fact) else part)
    return found


def _head_of(text: str, lines: int, characters: int) -> str:
    """The beginning of a text, of at most so many lines and characters; it ends with a line or a word where it can."""
    if lines <= 0 or characters <= 0:
        return ""
    end = min(len(text), characters)
    place = -1
    for _number in range(lines):
        place = text.find("\n", place + 1, end)
        if place < 0:
            break
    else:
        return text[:place]
    if end == len(text):
        return text
    space = max(text.rfind(" ", 0, end), text.rfind("\n", 0, end))
    return text[: space if space > end // 2 else end]


def _text_left(count: int, ref: str) -> Empty:
    words = plural(
        "The text goes on: {count} more character.", "The text goes on: {count} more characters.", count
    ).format(count=count)
    return Empty(words, Hint("all", ref))


def _with_few_lines(fact: Fact) -> Fact:
    left = len(fact.lines) - MOST_BESIDE
    if left <= 1:  # that one takes no more room than saying so
        return fact
    words = plural("and {count} more", "and {count} more", left).format(count=left)
    lines = (*fact.lines[:MOST_BESIDE], ((Words(words, QUIET),), ""))
    return Fact(fact.label, *lines, ref=fact.ref, inline=fact.inline)


def said_before(count: int, ref: str) -> Empty:
    """That so much more was said before what is shown."""
    words = plural(
        "{count} contribution before these is not shown.", "{count} contributions before these are not shown.", count
    ).format(count=count)
    return Empty(words, Hint("all", ref))


def more_rows(count: int, ref: str) -> Empty:
    """That there are so many more rows, which are older than those that are shown."""
    words = plural("{count} older one is not shown.", "{count} older ones are not shown.", count).format(count=count)
    return Empty(words, Hint("all", ref))


def more_lineage(count: int, ref: str) -> Empty:
    """That so many more belong to the lineage of `ref`, or without it to that of everything."""
    if not ref:
        return Empty(more_rows(count, "").words, Hint("all-lineages"))
    words = plural(
        "{count} more belongs to it, further away.", "{count} more belong to it, further away.", count
    ).format(count=count)
    return Empty(words, Hint("all-lineage", ref))
