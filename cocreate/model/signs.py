"""One sign a meaning, each one column wide; none is ever shown without its word or its place."""

from cocreate.model.items import Contribution, Idea, Item, Project

SIGNS = {
    "fresh": "✦",
    "growing": "◐",
    "taken-up": "◈",
    "active": "●",
    "resting": "○",
    "finished": "✓",
    "spin-off": "◆",
    "comment": "“",
    "addition": "+",
    "question": "?",
    "answer": "↳",
    "proposal": "◇",
    "stance": "=",
    "agree": "✓",
    "object": "!",
    "abstain": "–",
    "promise": "→",
    "hiccup": "↻",
    "thanks": "♥",
    "encounter": "☼",
    "making": "▲",
    "knowhow": "§",
    "agreement": "≡",
    "lookback": "↶",
    "wording": "≈",
    "person": "@",
    "speaking": "✎",
    "unreadable": "×",
    "commons": "⌂",
}
"""By what is meant: the state of an idea or a project, a stance, a kind of contribution, and what else is drawn."""

UNKNOWN_SIGN = "·"
"""For what this version does not know."""


def meaning_of(item: Item) -> str:
    """The word whose sign stands for `item`: its state, that it is a spin-off, its stance, or its kind."""
    if isinstance(item, Project):
        return "spin-off" if item.grew_from and item.state == "active" else item.state
    if isinstance(item, Idea):
        return item.state
    if isinstance(item, Contribution):
        return item.text("stance") if item.kind == "stance" else item.kind
    return item.type


def sign_of(item: Item) -> str:
    """The sign of an item."""
    return SIGNS.get(meaning_of(item), UNKNOWN_SIGN)
