"""A quiet line: what is said in passing, beside the keys, for a while: one sentence, the newest."""

from dataclasses import dataclass

from cocreate.tui import safe
from cocreate.tui.safe import Safe

STANDS, STANDS_LONGER = 5.0, 8.0
"""Seconds for which a sentence stands, and one that tells of something wrong."""


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """A sentence, and whether it tells of something that is not as it should be.

    What answers a key goes with the next one; what `stays` tells of something that nobody here did. Said again it is
    another, and stands for its own while. `then` is how it ends: what one can do, which is not cut off.
    """

    words: str
    wrong: bool = False
    stays: bool = False
    then: str = ""

    @property
    def content(self) -> Safe:
        """The sentence as it is painted."""
        return safe.line(self.words, "$warm" if self.wrong else "$foreground")


def paint(said: Said | None) -> Safe:
    """The sentence that stands, if one does."""
    return said.content if said else safe.EMPTY
