"""An entry of the front matter: a key, its value, and where in the text they stand."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from cocreate.model.items import Value


class Entry:
    """One key of the front matter: its value, and where in the head the key and the value stand.

    Args:
        key: the key.
        value: the word or the list of words that it is set to.
        key_start: where the key begins, in characters.
        value_start: where the value begins.
        value_end: where it ends.
        block_indent: for a list written with hyphens, the column of its hyphens.
    """

    __slots__ = ("block_indent", "key", "key_start", "value", "value_end", "value_start")

    def __init__(
        self, key: str, value: Value, key_start: int, value_start: int, value_end: int, block_indent: int | None
    ) -> None:
        self.key: Final = key
        self.value: Final = value
        self.key_start: Final = key_start
        self.value_start: Final = value_start
        self.value_end: Final = value_end
        self.block_indent: Final = block_indent
