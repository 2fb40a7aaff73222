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
    """`text` from a few words before the first that holds one of the `wanted`; empty where none does."""
    words = text.split()
    at = next((place for place, word in enumerate(words) if any(one in fold(word) for one in wanted)), -1)
    start = max(0, at - BEFORE)
    return ("… " if start else "") + " ".join(words[start:]) if at >= 0 else ""
