"""The colours of the signs: one a meaning, always together with the sign, so that nothing is said by colour alone."""

from dataclasses import dataclass
from typing import Final

from textual.content import Content

from cocreate.model import signs
from cocreate.tui import safe
from cocreate.tui.themes import MUTED


@dataclass(frozen=True, slots=True)
class Sign:
    """A character one cell wide, and the style it is drawn in."""

    sign: str
    style: str

    @property
    def content(self) -> Content:
        """The sign in its colour."""
        return safe.line(self.sign, self.style)


_STYLES: Final = {
    "addition": "$good",
    "question": "$warm bold",
    "answer": "$good",
    "proposal": "$accent",
    "stance": "$accent",
    "promise": "$accent",
    "hiccup": "$alarm",
    "thanks": "$alarm",
    "encounter": "$warm",
    "making": "$good",
    "knowhow": "$link",
    "agreement": "$good bold",
    "lookback": "$link",
    "wording": "$warm",
    "fresh": "$warm",
    "growing": "$good",
    "taken-up": "$accent",
    "active": "$good",
    "agree": "$good",
    "object": "$alarm bold",
    "spin-off": "$accent",
    "person": "$link",
    "speaking": "$accent bold",
    "unreadable": "$alarm bold",
    "commons": "$accent",
}
"""By meaning; what is not here steps back."""

UNKNOWN: Final = Sign(signs.UNKNOWN_SIGN, MUTED)

SIGNS: Final = {
    meaning: Sign(sign, _STYLES.get(meaning, MUTED))
    for group in (
        signs.OTHER_SIGNS,
        signs.IDEA_SIGNS,
        signs.PROJECT_SIGNS,
        signs.STANCE_SIGNS,
        signs.KIND_SIGNS,
    )
    for meaning, sign in group.items()
}


def sign_for(meaning: str) -> Sign:
    """The sign of a kind, stance, state or other meaning; a quiet dot for what this version does not know."""
    return SIGNS.get(meaning, UNKNOWN)
