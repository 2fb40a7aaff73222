"""Being in step: how it stands, which other wordings wait, what came and from whom."""

from __future__ import annotations

from collections.abc import Sequence

from cocreate.acts.wordings import waiting_wordings
from cocreate.locale import _
from cocreate.model import phrases
from cocreate.model.items import Contribution, Person
from cocreate.model.moments import parse_moment
from cocreate.model.signs import meaning_of
from cocreate.pages.conversation import said
from cocreate.pages.lines import SPACE, sign, when
from cocreate.pages.parts import QUIET, Empty, Heading, Parts, Row, Words
from cocreate.sync.arrivals import GONE, MOVED, NEW, Arrival

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

    from cocreate.model.collection import Collection
    from cocreate.model.items import Item


def in_step_page(collection: Collection, told: str, came: Sequence[Arrival], now: datetime) -> Parts:
    """What the sync `told`, then the wordings, then what `came`, the latest first."""
    parts: Parts = [Row((Words(told),))]
    wordings = waiting_wordings(collection)
    if wordings:
        parts.append(Heading(_("Other wordings wait")))
        parts += [part for wording in wordings for part in _wording(collection, wording, now)]
    items = {item.path: item for item in collection.items()}
    latest = {(one.path, one.how): one for one in reversed(came)}  # of what changed often, the last time
    rows = [part for one in reversed(latest.values()) for part in _came(collection, one, items.get(one.path), now)]
    return [*parts, Heading(_("Came lately")), *(rows or [Empty(_("Nothing yet."))])]


def _wording(collection: Collection, wording: Contribution, now: datetime) -> Parts:
    """A wording with the title of what it is beside."""
    above = collection.get(wording.on) or collection.people.get(wording.text("card"))
    title = above.title if above else phrases.about(collection, wording)
    beside = Row((Words(_("beside {title}").format(title=title), QUIET),), ref=wording.id, depth=1)
    return [*said(collection, wording, now, quoting=False), beside]


def _came(collection: Collection, one: Arrival, item: Item | None, now: datetime) -> Parts:
    """What came, in a sentence."""
    if item is None and one.how != GONE:
        return []  # it came and went
    at, ref = parse_moment(one.at), item.id if item else ""
    left = (sign(meaning_of(item) if item else ""), SPACE, Words(_told(collection, one, item)))
    parts: Parts = [Row(left, when(at, now) if at else (), ref=ref)]
    if one.met and item:
        words = _("changed here too; both were brought together")
        parts.append(Row((Words(words, QUIET),), ref=ref, depth=1))
    return parts


def _told(collection: Collection, one: Arrival, item: Item | None) -> str:
    who = phrases.names(collection, one.by)
    if item is None:
        return _("{who}: takes out {what}").format(who=who, what=one.title)
    if one.how == NEW and item.by:
        return phrases.happened(collection, item)
    title = phrases.about(collection, item) if isinstance(item, Contribution) else item.title
    if one.how == MOVED:
        return _("{who}: moves {what}").format(who=who, what=title)
    if isinstance(item, Person):
        return _("{who}: the card of {what}").format(who=who, what=title)
    return _("{who}: changes on {title}").format(who=who, title=title)
