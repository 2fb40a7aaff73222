"""Markdown as tokens, for faces that set it: GFM without HTML, within limits, and never slow."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from cocreate.model.paragraphs import is_wrapped

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

LONGEST: Final = 200_000
"""Characters of a body that are read as Markdown; longer ones are shown as they are written."""

TARGET: Final = re.compile(r"(?:https?://|mailto:|cocreate:[a-z0-9-]{1,40}\Z|[a-z0-9]{10}\Z)")
"""What a link may lead to: the web, an address for mail, and what is in the workspace."""

BARE: Final = re.compile(r"https?://[^\s<>\"]+")
"""An address that stands in a text as it is."""

BOXES: Final = {"[ ] ": "☐ ", "[x] ": "☑ ", "[X] ": "☑ "}
"""What stands for the marks by which an item of a list is to be done, or is."""

_DEEPEST: Final = 20
_STEPS: Final = (4_000, 1.0, 60_000)
"""What parsing may cost, in rules tried: so many, more a character, at most. Prose takes 0.2 a character."""


class _TooMuch(Exception):
    """Parsing took more steps than an honest text of its length does."""


@cache
def _parser() -> MarkdownIt:
    """GFM without HTML, quotes beautified or bare addresses guessed (linkify-it takes minutes for 100 kB of `://`)."""
    from markdown_it import MarkdownIt  # deferred: Home is painted without it

    parser = MarkdownIt("gfm-like", {"html": False, "typographer": False, "linkify": False, "maxNesting": _DEEPEST})
    parser.block.ruler.before("table", "steps", _count, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    parser.inline.ruler.before("text", "steps", _count)
    return parser


def _count(state: StateBlock | StateInline, *_rest: Any) -> bool:
    """A rule that never applies: it counts how often rules are tried."""
    state.env["steps"] -= 1
    if state.env["steps"] < 0:
        raise _TooMuch
    return False


def tokens_of(body: str) -> list[Token] | None:
    """The tokens of a text, or `None` for one that is to be shown as it is written.

    That is one that is very long, too deep (the parser drops what is inside) or too slow.
    """
    if len(body) > LONGEST:
        return None
    least, by_length, most = _STEPS
    try:
        tokens = _parser().parse(body, {"steps": min(least + by_length * len(body), most)})
    except (_TooMuch, RecursionError):
        return None
    for token in tokens:
        if token.type == "inline" and not is_wrapped(token.content.split("\n")):
            _let_lines_stay(token)
    return None if any(token.level >= _DEEPEST - 1 for token in tokens) else tokens


def _let_lines_stay(paragraph: Token) -> None:
    """Show each line of a paragraph as a line, as whoever wrote it did."""
    for child in paragraph.children or []:
        if child.type == "softbreak":
            child.type = "hardbreak"


def in_pieces(text: str) -> list[tuple[str, bool]]:
    """`text` in pieces, each with whether it is an address; what ends a sentence belongs to none."""
    pieces: list[tuple[str, bool]] = []
    at = 0
    for found in BARE.finditer(text):
        address = found[0].rstrip(".,;:!?'*_~")
        if address.endswith(")") and "(" not in address:
            address = address.rstrip(").,;:!?")
        pieces += [(text[at : found.start()], False), (address, True)]
        at = found.start() + len(address)
    return [*pieces, (text[at:], False)]
