"""The signs for kinds and states, the same as on the screens; none is ever shown without its word."""

from cocreate.model.items import Contribution, Idea, Item, Person, Project

_IDEA = {"fresh": "✦", "growing": "◐", "taken-up": "◆", "resting": "○"}
_PROJECT = {"active": "●", "resting": "○", "finished": "✓"}
_STANCE = {"agree": "✓", "object": "!", "abstain": "–"}
_KIND = {
    "comment": "“",
    "addition": "+",
    "question": "?",
    "answer": "↳",
    "proposal": "◇",
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
UNKNOWN = "·"


def sign_of(item: Item) -> str:
    """The sign of an item, one column wide."""
    if isinstance(item, Person):
        return "@"
    if isinstance(item, Idea):
        return _IDEA.get(item.state, UNKNOWN)
    if isinstance(item, Project):
        return _PROJECT.get(item.state, UNKNOWN)
    if isinstance(item, Contribution) and item.kind == "stance":
        return _STANCE.get(item.text("stance"), UNKNOWN)
    return _KIND.get(item.text("kind"), UNKNOWN)
