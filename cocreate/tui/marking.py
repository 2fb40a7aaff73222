"""Marks in what was found the words that were looked for."""

import re
from collections.abc import Sequence
from typing import Final

from textual.content import Content

from cocreate.model.text import fold
from cocreate.tui.themes import MATCH

_WORD: Final = re.compile(r"[^\s…]+")

BEFORE: Final = 3
"""Words that stand before the first that was looked for, in a passage."""

MOST_WORDS, MOST_CHARACTERS = 100, 1_000
"""So much of a passage is told: no row is wider."""


def marked(content: Content, wanted: Sequence[str]) -> Content:
    """`content` with every place marked that holds one of the `wanted` words, which are folded.

    Where a word is written otherwise than it is compared, as with an umlaut set as two letters, all of it is marked.
    """
    for found in _WORD.finditer(content.plain) if wanted else ():
        word = fold(found[0])
        for one in wanted:
            if (at := word.find(one)) >= 0:
                start, end = (at, at + len(one)) if len(word) == len(found[0]) else (0, len(found[0]))
                content = content.stylize(MATCH, found.start() + start, found.start() + end)
    return content


def passage(text: str, wanted: Sequence[str]) -> str:
    """`text` from a few words before the first that holds one of the `wanted`; empty where none does.

    However long a text is, it is folded and looked through as a whole: word by word, keys would wait for it.
    """
    folded = fold(text)
    found = [at for one in wanted if one and (at := folded.find(one)) >= 0]
    if not found:
        return ""
    place = max(0, len(folded[: min(found) + 1].split()) - 1)
    words = text.split()
    start = max(0, place - BEFORE)
    return ("… " if start else "") + " ".join(words[start : start + MOST_WORDS])[:MOST_CHARACTERS]


def line_with(lines: Sequence[str], wanted: Sequence[str]) -> str:
    """The first of `lines` that holds one of the `wanted`; empty where none does."""
    folded = fold("\n".join(lines))
    found = [at for one in wanted if one and (at := folded.find(one)) >= 0]
    return lines[folded.count("\n", 0, min(found))] if found else ""
