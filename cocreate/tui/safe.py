"""The one door through which strings become what Textual and Rich draw: cleaned, and never read as markup."""

from typing import Final

from rich.text import Text
from textual.content import Content

from cocreate.model.text import clean, clean_line

EMPTY: Final = Content("")

_UNSTEADY: Final = {0x200C: None, 0x200D: None, 0xFE0E: None, 0xFE0F: None}
"""Joiners and presentation selectors: terminals and Rich disagree over how wide they make their neighbours,
and a line measured too short pushes everything right of it out of place."""

_TAB: Final = 4


def line(text: str, style: str = "") -> Content:
    """`text` in one line, literal; `style` is ours, such as `"bold $accent"`, never from content."""
    return Content.styled(_steady(clean_line(text)), style)


def text(text: str, style: str = "") -> Content:
    """`text` with its line breaks, tabs as spaces, literal; `style` as for `line`."""
    return Content.styled(_steady(clean(text).expandtabs(_TAB)), style)


def cell(text: str) -> Text:
    """`text` in one line for DataTable and Tree, which take Rich's `Text` and read a string as markup."""
    return Text(_steady(clean_line(text)), no_wrap=True, end="")


def join(*parts: Content) -> Content:
    """`parts` one after the other, each in its own styles."""
    return Content.assemble(*parts)


def _steady(text: str) -> str:
    """`text` without the characters that make a line wider on the terminal than it was measured."""
    return text if text.isascii() else text.translate(_UNSTEADY)
