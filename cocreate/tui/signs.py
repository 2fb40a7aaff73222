"""The colours of the signs: one a meaning, always together with the sign, so that nothing is said by colour alone."""

from typing import Final

from cocreate.tui.themes import MUTED

STYLES: Final = {
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


def style_of(meaning: str) -> str:
    """The style in which the sign of a meaning is drawn."""
    return STYLES.get(meaning, MUTED)
