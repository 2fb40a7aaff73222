"""The one door through which strings become what Textual draws: cleaned, and never read as markup.

What takes words to a screen (`widgets/line.py`, `say`, what the lists and the reader draw) takes `Safe`, which only
this module makes; so the type checker refuses a string.
"""

from typing import Final, NewType

from textual.content import Content

from cocreate.model.text import clean, clean_line, emoji_apart

Safe = NewType("Safe", Content)
"""Words that passed this door."""

EMPTY: Final = Safe(Content(""))

_UNSTEADY: Final = {0xFE0E: None, 0xFE0F: None}
"""Presentation selectors: as over emoji that are joined, terminals and Rich disagree over how wide they make their
neighbours, and a line measured too short pushes everything right of it out of place."""

_TAB: Final = 4


def line(text: str, style: str = "") -> Safe:
    """`text` in one line, literal; `style` is ours, such as `"bold $accent"`, never from content."""
    return Safe(Content.styled(_steady(clean_line(text)), style))


def text(text: str, style: str = "") -> Safe:
    """`text` with its line breaks, tabs as spaces, literal; `style` as for `line`."""
    return Safe(Content.styled(_steady(clean(text).expandtabs(_TAB)), style))


def join(*parts: Content) -> Safe:
    """`parts` one after the other, each in its own styles."""
    return Safe(Content.assemble(*parts))


def unstyled(words: Content, style: str) -> Content:
    """`words` without one of their styles."""
    spans = [span for span in words.spans if span.style != style]
    return words if len(spans) == len(words.spans) else Content(words.plain, spans)


def cut(words: Content, width: int) -> Safe:
    """`words` in at most `width` cells, with a sign where something is missing."""
    return Safe(words if words.cell_length <= width else words.truncate(width, ellipsis=True))


def _steady(text: str) -> str:
    """`text` without the characters that make a line wider on the terminal than it was measured."""
    return text if text.isascii() else emoji_apart(text.translate(_UNSTEADY))
