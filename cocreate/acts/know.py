"""What helped, what became good to know, and what is still true."""

from datetime import date

from cocreate.acts.contribute import contribute
from cocreate.acts.edit import Edited, edit, edit_list
from cocreate.acts.subjects import the
from cocreate.acts.voice import Voice
from cocreate.locale import _
from cocreate.model.collection import Collection
from cocreate.model.days import months_on
from cocreate.model.errors import DoesNotFit, Refused
from cocreate.model.items import Contribution, Item
from cocreate.model.moments import parse_day
from cocreate.model.waiting import MONTHS


def helped(root: str, voice: Voice, item: Item) -> Edited:
    """Say that an answer helped: its question is answered."""
    answer = the("answer", item)
    if set(voice.by) <= set(answer.listed("helpful")):
        raise Refused(_("That it helped is said already."), "")
    return edit_list(root, voice, answer, "helpful", add=voice.by)


def make_known(root: str, voice: Voice, collection: Collection, item: Item) -> Contribution:
    """Let an answer become good to know, in its own words; the one stands below the other.

    Raises:
        Refused: it is no answer.
        NotWritten: the disk said no.
    """
    answer = the("answer", item)
    keys = {"checked": voice.clock().date().isoformat()}
    return contribute(root, voice, collection, answer.id, "knowhow", answer.body, keys)


def still_true(root: str, voice: Voice, item: Item) -> Edited:
    """Say that what is good to know, agreed or decided still holds: it is looked at again half a year from now."""
    today = voice.clock().date()
    if isinstance(item, Contribution) and item.kind == "knowhow":
        return edit(root, voice, item, {"checked": today.isoformat()})
    if isinstance(item, Contribution) and _may_hold(item):
        return edit(root, voice, item, {"review": _next_review(item, today)})
    told = _("This takes something that is good to know, agreed or decided.")
    raise DoesNotFit(told, "", item, "knowhow", _may_hold)


def _may_hold(item: Item) -> bool:
    """Whether it can be looked at again, and may still hold."""
    return isinstance(item, Contribution) and (item.kind in {"knowhow", "agreement"} or item.state == "decided")


def _next_review(item: Contribution, today: date) -> str:
    planned = parse_day(item.text("review"))
    later = months_on(today, MONTHS)
    return max(later, planned).isoformat() if planned else later.isoformat()
