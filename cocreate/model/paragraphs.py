"""Paragraphs: whether the lines of one were broken by whoever wrote them, or by the width of an editor.

Markdown leaves to whoever shows it what becomes of a line break in a paragraph (CommonMark 0.31, 6.8): a space, or the
end of a line. Both are meant. A file may be wrapped at some width, and is read at others; a list that somebody typed or
pasted is meant line by line. What a text holds is never touched for it: only what is shown differs.
"""

from collections.abc import Sequence
from functools import lru_cache

NARROWEST = 60
"""Columns: nobody sets an editor to break lines before that."""

LONGEST_WORD = 20
"""Letters of a word that count: an address, or a line of a script without spaces, would have fitted nowhere."""

LONGEST_SENTENCE = 240
"""Characters of a sentence that stands for a text."""

_FAR = 4 * LONGEST_SENTENCE
"""Characters that are looked at for where it ends."""

_END, _CLOSING = (".", "!", "?", ":", ";", "…", "。", "！", "？"), "\"'”’»)]*_`"
"""What ends a sentence, and what may stand after it."""

_HARD = ("  ", "\\")
"""What ends a line that Markdown itself takes for one."""


def is_wrapped(lines: Sequence[str]) -> bool:
    """Whether a width broke these lines of a paragraph: no next word would have fitted, and a sentence goes on."""
    bare = [line.strip() for line in lines]
    widest = max(NARROWEST, *map(len, bare)) if bare else 0
    breaks = [(bare[at], bare[at + 1]) for at in range(len(bare) - 1) if not lines[at].endswith(_HARD)]
    return all(_is_full(line, after, widest) for line, after in breaks) and any(_goes_on(*one) for one in breaks)


@lru_cache(maxsize=512)
def opening(text: str) -> str:
    """The first line of `text` that says something; of a wrapped text, on to the end of the sentence."""
    first, _end, rest = text.partition("\n")
    first = first.strip()
    if not (first.isprintable() and first):
        return next((line.strip() for line in text.splitlines() if line.strip()), "")
    return _first_sentence(first, rest) if rest[:1].strip() else first


def _first_sentence(line: str, rest: str) -> str:
    """The first `line` of a text, and, where a width broke it, what follows in `rest` up to the end of the sentence."""
    lines = [line, *rest[:_FAR].partition("\n\n")[0].rstrip().split("\n")]
    if line.rstrip(_CLOSING).endswith(_END) or not is_wrapped(lines):
        return line
    words = [word for each in lines[1:] for word in each.split()]
    for word in words:
        if len(line) + 1 + len(word) > LONGEST_SENTENCE:
            return f"{line} …"
        line = f"{line} {word}"
        if word.rstrip(_CLOSING).endswith(_END):
            break
    return line


def _is_full(line: str, after: str, widest: int) -> bool:
    """Whether the first word `after` a line of several words would not have fitted into it."""
    is_of_words = " " in line or not line.isascii()
    word = after.partition(" ")[0]
    return is_of_words and len(line) + 1 + min(len(word), LONGEST_WORD) > widest


def _goes_on(line: str, after: str) -> bool:
    """Whether a sentence goes on from one line to the next."""
    return after[:1].islower() or not line.rstrip(_CLOSING).endswith(_END)
