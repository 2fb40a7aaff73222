"""One sign and one colour for each meaning, with its word: nothing is said by colour alone."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from textual.content import Content

from cocreate.locale import _
from cocreate.tui import safe
from cocreate.tui.themes import MUTED


@dataclass(frozen=True, slots=True)
class Sign:
    """A character one cell wide, the style it is drawn in, and its word in the reader's language."""

    sign: str
    style: str
    words: Callable[[], str]

    @property
    def content(self) -> Content:
        """The sign in its colour."""
        return safe.line(self.sign, self.style)


KINDS: Final = {
    "comment": Sign("“", MUTED, lambda: _("comment")),
    "addition": Sign("+", "$good", lambda: _("yes, and")),
    "question": Sign("?", "$warm bold", lambda: _("question")),
    "answer": Sign("↳", "$good", lambda: _("answer")),
    "proposal": Sign("◇", "$accent", lambda: _("proposal")),
    "stance": Sign("=", "$accent", lambda: _("stance")),
    "promise": Sign("→", "$accent", lambda: _("promise")),
    "hiccup": Sign("↻", "$alarm", lambda: _("hiccup")),
    "thanks": Sign("♥", "$alarm", lambda: _("thanks")),
    "encounter": Sign("☼", "$warm", lambda: _("encounter")),
    "making": Sign("▲", "$good", lambda: _("making")),
    "knowhow": Sign("§", "$link", lambda: _("good to know")),
    "agreement": Sign("≡", "$good bold", lambda: _("agreement")),
    "lookback": Sign("↶", "$link", lambda: _("looking back")),
    "wording": Sign("≈", "$warm", lambda: _("other wording")),
}
"""By kind of contribution."""

IDEA_STATES: Final = {
    "fresh": Sign("✦", "$warm", lambda: _("fresh")),
    "growing": Sign("◐", "$good", lambda: _("growing")),
    "taken-up": Sign("◆", "$accent", lambda: _("taken up")),
    "resting": Sign("○", MUTED, lambda: _("resting")),
}

PROJECT_STATES: Final = {
    "active": Sign("●", "$good", lambda: _("active")),
    "resting": Sign("○", MUTED, lambda: _("resting")),
    "finished": Sign("✓", MUTED, lambda: _("finished")),
}

STANCES: Final = {
    "agree": Sign("✓", "$good", lambda: _("agrees")),
    "object": Sign("!", "$alarm bold", lambda: _("objects")),
    "abstain": Sign("–", MUTED, lambda: _("abstains")),
}

OTHERS: Final = {
    "speaking": Sign("✎", "$accent bold", lambda: _("speaking")),
    "objection": Sign("!", "$alarm bold", lambda: _("objection")),
    "spin-off": Sign("◆", "$accent", lambda: _("spin-off")),
    "weave": Sign("◈", "$accent", lambda: _("woven together")),
    "idea": Sign("✦", "$warm", lambda: _("idea")),
    "project": Sign("●", "$good", lambda: _("project")),
    "person": Sign("@", "$link", lambda: _("person")),
    "sync": Sign("⇅", MUTED, lambda: _("in step")),
    "unreadable": Sign("×", "$alarm bold", lambda: _("unreadable")),
}
"""What is neither a kind nor a state."""

UNKNOWN: Final = Sign("·", MUTED, lambda: _("something else"))


def sign_for(meaning: str) -> Sign:
    """The sign of a kind, stance, state or other meaning; a quiet dot for what this version does not know."""
    for signs in (KINDS, STANCES, PROJECT_STATES, IDEA_STATES, OTHERS):
        if meaning in signs:
            return signs[meaning]
    return UNKNOWN
