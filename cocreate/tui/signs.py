"""One sign and one colour for each meaning, with its word: nothing is said by colour alone."""

from collections.abc import Callable
from dataclasses import dataclass

from textual.content import Content


@dataclass(frozen=True, slots=True)
class Sign:
    """A character one cell wide, the style it is drawn in, and its word in the reader's language."""

    sign: str
    style: str
    words: Callable[[], str]

    @property
    def content(self) -> Content:
        """The sign in its colour."""
        raise NotImplementedError


KINDS: dict[str, Sign] = {}
"""By kind of contribution."""
IDEA_STATES: dict[str, Sign] = {}
PROJECT_STATES: dict[str, Sign] = {}
OTHERS: dict[str, Sign] = {}
"""`speaking`, `spin-off`, `objection`, `idea`, `project`, `person`, `unreadable` and their like."""


def sign_for(meaning: str) -> Sign:
    """The sign of a kind, a state or another meaning, and a neutral dot for what is not known."""
    raise NotImplementedError
