"""The page of a history: who changed what, when, in words."""

from collections.abc import Sequence
from datetime import datetime

from cocreate.locale import _
from cocreate.model.collection import Collection
from cocreate.model.moments import ago
from cocreate.sync.history import Revision, happened, who
from cocreate.tui import safe
from cocreate.tui.blocks import Block
from cocreate.tui.pages.parts import SPACE, quiet, sign_of, two_sided
from cocreate.tui.themes import MUTED


def history_page(collection: Collection, changes: Sequence[Revision], now: datetime) -> list[Block]:
    """`changes`, the newest first."""
    if not changes:
        return [quiet(_("It is not in the history yet: the next sync takes it in."))]
    blocks: list[Block] = []
    for number, change in enumerate(changes):
        sign = sign_of(change.item) if change.item else safe.line("·", MUTED)
        left = safe.join(sign, SPACE, safe.line(happened(collection, change)))
        ref = change.item.id if change.item and not change.is_gone else ""
        right = safe.line(ago(change.at, now), MUTED)
        blocks.append(Block(ref=ref, draw=two_sided(left, right), rest=safe.line("  "), gap=1 if number else 0))
        inner = safe.line("    ")
        more = (*change.what, *who(collection, change))
        blocks += [Block(safe.line(words, MUTED), first=inner, rest=inner, ref=ref) for words in more]
    return blocks
