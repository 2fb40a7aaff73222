"""Turning points: what an item became, such as decided, kept or resting, and since when that can be known."""

from __future__ import annotations

from cocreate.locale import _, plural
from cocreate.model import phrases
from cocreate.model.items import Contribution
from cocreate.model.moments import parse_moment

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

    from cocreate.model.collection import Collection
    from cocreate.model.items import Item

AGAIN = "again"
"""What an item became that had turned before, and is what it was at first again."""

_TURNS = {
    "project": frozenset(["resting", "finished"]),
    "idea": frozenset(["taken-up", "resting"]),
    "proposal": frozenset(["decided", "withdrawn"]),
    "promise": frozenset(["kept", "renegotiated", "released"]),
    "hiccup": frozenset(["resolved"]),
    "lookback": frozenset(["shown"]),
}
"""The states of a kind that are turning points."""


def turned(item: Item) -> str:
    """The turning point at which `item` stands, such as `decided`; empty where it stands at none."""
    state = item.state
    return turn_of(item.kind if isinstance(item, Contribution) else item.type, state) if state else ""


def turn_of(kind: str, state: str) -> str:
    """The turning point that `state` is for what is of this kind or type; empty where it is none."""
    return state if state in _TURNS.get(kind, ()) else ""


def turned_at(collection: Collection, item: Item) -> datetime:
    """The moment at which `item` became what it is; where its file holds none, the earliest at which it can have.

    A proposal is decided after the last stance on it; a promise or a hiccup is not closed before the last word on it;
    of a project or an idea only its beginning is known.
    """
    if since := parse_moment(item.text("state_since")):
        return since
    if not isinstance(item, Contribution):
        return item.at
    replies = (reply for reply in collection.replies(item.id) if item.kind != "proposal" or reply.kind == "stance")
    return max([item.at, *(reply.at for reply in replies)])


def told_turn(collection: Collection, item: Item, turn: str, *, says_who: bool = True) -> str:
    """A turning point in a sentence: `Decided on Cup library: six to eight`; who says so, where it is another's."""
    what = phrases.about(collection, item) if isinstance(item, Contribution) else item.title
    kind = item.kind if isinstance(item, Contribution) else item.type
    who, title, because = phrases.names(collection, item.by), item.title, item.text("because")
    if turn == "decided":
        title = item.text("outcome") or title
    said = _sentence(kind, turn, len(item.by)).format(who=who, what=what)
    if says_who and turn in {AGAIN, item.state} and kind != "lookback":
        said = phrases.said_by_another(collection, item, said)
    more = because if turn == "resting" else title if isinstance(item, Contribution) and turn != "shown" else ""
    return f"{said}: {more}" if more else said


def _sentence(kind: str, turn: str, count: int) -> str:
    return {
        "decided": _("Decided on {what}"),
        "withdrawn": _("A proposal on {what} is withdrawn"),
        "kept": plural("{who} kept a promise on {what}", "{who} kept a promise on {what}", count),
        "renegotiated": plural("{who} promises anew on {what}", "{who} promise anew on {what}", count),
        "released": _("A promise of {who} on {what} is let go"),
        "resolved": _("A hiccup on {what} is resolved"),
        "shown": _("What was written looking back on {what} is shown"),
        "taken-up": _("{what} is taken up"),
        "resting": _("{what} rests"),
        "finished": _("{what} is finished"),
    }.get(turn) or (_("{what} goes on") if kind in {"project", "idea"} else _("It is open again on {what}"))


def told_growth(collection: Collection, item: Item) -> str:
    """What grew from what, in a sentence; empty of what grew from nothing."""
    parents = [parent.title for parent in map(collection.get, collection.parents(item.id)) if parent]
    if not parents:
        return ""
    from_ = ", ".join(parents)
    if item.type == "idea":
        words = plural("{who} weaves {title} from {parents}", "{who} weave {title} from {parents}", len(item.by))
        return words.format(who=phrases.names(collection, item.by), title=item.title, parents=from_)
    return _("{title} grew from {parents}").format(title=item.title, parents=from_)
