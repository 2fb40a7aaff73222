"""The page on being in step: how it stands, which other wordings wait, what came and from whom."""

from collections.abc import Sequence
from datetime import datetime

from cocreate.acts.take import waiting
from cocreate.locale import _
from cocreate.model import phrases
from cocreate.model.collection import Collection
from cocreate.model.items import Contribution, Item, Person
from cocreate.model.moments import ago, parse_moment
from cocreate.tui import safe
from cocreate.tui.blocks import Block
from cocreate.tui.pages.conversation import said
from cocreate.tui.pages.parts import SPACE, heading, names, quiet, sign_of, two_sided
from cocreate.tui.themes import MUTED
from cocreate.workspace.came import Came


def in_step_page(collection: Collection, told: str, came: Sequence[Came], now: datetime) -> list[Block]:
    """What the sync `told`, then the wordings, then what `came`, the latest first."""
    blocks = [Block(safe.line(told))]
    wordings = waiting(collection)
    if wordings:
        blocks.append(heading(_("Other wordings wait")))
        for wording in wordings:
            blocks += _wording(collection, wording, now)
    items = {item.path: item for item in collection.items()}
    found = [(one, items.get(one.path)) for one in came]
    blocks.append(heading(_("Came lately")))
    rows = [block for one, item in found if item for block in _came(collection, one, item, now)]
    return blocks + (rows or [quiet(_("Nothing yet."))])


def _wording(collection: Collection, wording: Contribution, now: datetime) -> list[Block]:
    """A wording with the title of what it is beside."""
    above = collection.get(wording.on)
    title = above.title if above else phrases.about(collection, wording)
    place = Block(safe.line(_("beside {title}").format(title=title), MUTED), ref=wording.id, first=safe.line("  "))
    return [*said(collection, wording, 0, now), place]


def _came(collection: Collection, one: Came, item: Item, now: datetime) -> list[Block]:
    """What came, in a sentence: as giving it, where those who gave it sent it; else who changed it."""
    if item.by and set(one.by) <= set(item.by):
        told = safe.line(phrases.happened(collection, item))
    else:
        title = phrases.about(collection, item) if isinstance(item, Contribution) else item.title
        said_ = _("the card of {title}") if isinstance(item, Person) else _("changes on {title}")
        told = safe.join(names(collection, one.by), safe.line(f": {said_.format(title=title)}"))
    at = parse_moment(one.at)
    left = safe.join(sign_of(item), SPACE, told)
    right = safe.line(ago(at, now) if at else "", MUTED)
    blocks = [Block(ref=item.id, draw=two_sided(left, right), rest=safe.line("  "))]
    if one.met:
        words = _("changed here too; both were brought together")
        blocks.append(Block(safe.line(words, MUTED), first=safe.line("  "), ref=item.id))
    return blocks
