"""Markdown as blocks for the reader: from tokens, never HTML, every string cleaned after parsing."""

from textual.content import Content

from cocreate.tui.blocks import Block
from cocreate.tui.safe import EMPTY


def blocks_of(body: str, ref: str = "", indent: Content = EMPTY) -> list[Block]:
    """`body` set as blocks that belong to `ref`, each line after `indent`.

    Pure and safe to call in a thread: do so for bodies over some 20 kB. What is too long or nested beyond reason
    comes as plain text. Never raises.
    """
    raise NotImplementedError
