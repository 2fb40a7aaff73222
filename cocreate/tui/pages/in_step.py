"""The page on being in step: how it stands, which other wordings wait, what came and from whom."""

from collections.abc import Sequence
from datetime import datetime

from textual.content import Content

from cocreate.acts.take import waiting
from cocreate.locale import _
from cocreate.model import phrases
from cocreate.model.collection import Collection
from cocreate.model.items import Contribution, Item, Person
from cocreate.model.moments import ago, parse_moment
from cocreate.sync.arrivals import GONE, NEW, Arrival
from cocreate.tui import safe
from cocreate.tui.blocks import Block
from cocreate.tui.pages.conversation import said
from cocreate.tui.pages.parts import SPACE, heading, quiet, sign_of, two_sided
from cocreate.tui.themes import MUTED


def in_step_page(collection: Collection, told: str, came: Sequence[Arrival], now: datetime) -> list[Block]:
    """What the sync `told`, then the wordings, then what `came`, the latest first."""
    blocks = [Block(safe.line(told))]
    wordings = waiting(collection)
    if wordings:
        blocks.append(heading(_("Other wordings wait")))
        for wording in wordings:
            blocks += _wording(collection, wording, now)
    items = {item.path: item for item in collection.items()}
    latest = {(one.path, one.how): one for one in reversed(came)}  # of what changed often, the last time
    blocks.append(heading(_("Came lately")))
    rows = [block for one in reversed(latest.values()) for block in _came(collection, one, items.get(one.path), now)]
    return blocks + (rows or [quiet(_("Nothing yet."))])


def _wording(collection: Collection, wording: Contribution, now: datetime) -> list[Block]:
    """A wording with the title of what it is beside."""
    above = collection.get(wording.on) or collection.people.get(wording.text("card"))
    title = above.title if above else phrases.about(collection, wording)
    place = Block(safe.line(_("beside {title}").format(title=title), MUTED), ref=wording.id, first=safe.line("  "))
    return [*said(collection, wording, 0, now), place]


def _came(collection: Collection, one: Arrival, item: Item | None, now: datetime) -> list[Block]:
    """What came, in a sentence."""
    if item is None and one.how != GONE:
        return []  # it came and went
    sign = sign_of(item) if item else safe.line("·", MUTED)
    at = parse_moment(one.at)
    left = safe.join(sign, SPACE, _told(collection, one, item))
    right = safe.line(ago(at, now) if at else "", MUTED)
    ref = item.id if item else ""
    blocks = [Block(ref=ref, draw=two_sided(left, right), rest=safe.line("  "))]
    if one.met and item:
        words = _("changed here too; both were brought together")
        blocks.append(Block(safe.line(words, MUTED), first=safe.line("  "), ref=ref))
    return blocks


def _told(collection: Collection, one: Arrival, item: Item | None) -> Content:
    who = phrases.names(collection, one.by)
    if item is None:
        return safe.line(_("{who}: takes out {what}").format(who=who, what=one.title))
    if one.how == NEW and item.by:
        return safe.line(phrases.happened(collection, item))
    title = phrases.about(collection, item) if isinstance(item, Contribution) else item.title
    if isinstance(item, Person):
        return safe.line(_("{who}: the card of {what}").format(who=who, what=title))
    return safe.line(_("{who}: changes on {title}").format(who=who, title=title))
