"""What the reader shows: paragraph-like blocks, and how each breaks into lines of a width."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from textual.content import Content

from cocreate.tui.safe import EMPTY

Flow = Literal["wrap", "fold", "crop"]
"""How long lines end: broken between words, broken at the edge (code), or cut at the edge (trees)."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a text: what it says, and where it truly leads (https, http, mailto, or an item)."""

    label: str
    target: str

    @property
    def item(self) -> str:
        """The id of the item it leads to, or `""` when it leads out of the workspace."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph-like unit of a text.

    `first` stands before its first line and `rest` before the following ones (hanging indents, quote bars, tree
    lines). `ref` names the item it belongs to; blocks in a row with the same `ref` are selected together, and
    `""` is not selected at all. `gap` is how many blank lines stand above. With `draw`, the block's lines are what
    `draw(width)` gives (tables, rules, a name left and a time right) and `content` is not used.
    """

    content: Content = EMPTY
    first: Content = EMPTY
    rest: Content = EMPTY
    ref: str = ""
    gap: int = 0
    links: tuple[Link, ...] = ()
    flow: Flow = "wrap"
    draw: Callable[[int], Sequence[Content]] | None = None


def lines_of(block: Block, width: int) -> list[Content]:
    """The lines of `block` for a width in cells, prefixes included, the gap above not."""
    raise NotImplementedError


def height_of(block: Block, width: int) -> int:
    """How many lines `lines_of` gives, without making them; the gap above not included."""
    raise NotImplementedError


def wrapped(content: Content, width: int, flow: Flow = "wrap") -> list[Content]:
    """`content` as lines of at most `width` cells."""
    raise NotImplementedError
