"""One sign a meaning, each one column wide; none is ever shown without its word or its place."""

from cocreate.model.items import Contribution, Idea, Item, Person, Project

IDEA_SIGNS = {"fresh": "✦", "growing": "◐", "taken-up": "◈", "resting": "○"}
PROJECT_SIGNS = {"active": "●", "resting": "○", "finished": "✓"}
STANCE_SIGNS = {"agree": "✓", "object": "!", "abstain": "–"}
KIND_SIGNS = {
    "comment": "“",
    "addition": "+",
    "question": "?",
    "answer": "↳",
    "proposal": "◇",
    "stance": "=",
    "promise": "→",
    "hiccup": "↻",
    "thanks": "♥",
    "encounter": "☼",
    "making": "▲",
    "knowhow": "§",
    "agreement": "≡",
    "lookback": "↶",
    "wording": "≈",
}
OTHER_SIGNS = {"spin-off": "◆", "person": "@", "speaking": "✎", "unreadable": "×", "commons": "⌂"}
UNKNOWN_SIGN = "·"


def meaning_of(item: Item) -> str:
    """The word whose sign stands for `item`: its state, its stance, or its kind."""
    if isinstance(item, Person):
        return "person"
    if isinstance(item, Idea | Project):
        return item.state
    kind = item.kind if isinstance(item, Contribution) else item.type
    return item.text("stance") if kind == "stance" else kind


def sign_of(item: Item) -> str:
    """The sign of an item."""
    meaning = meaning_of(item)
    if isinstance(item, Idea):
        return IDEA_SIGNS.get(meaning, UNKNOWN_SIGN)
    if isinstance(item, Project):
        grew = bool(item.grew_from) and item.state == "active"
        return OTHER_SIGNS["spin-off"] if grew else PROJECT_SIGNS.get(meaning, UNKNOWN_SIGN)
    return {**KIND_SIGNS, **STANCE_SIGNS, **OTHER_SIGNS}.get(meaning, UNKNOWN_SIGN)
