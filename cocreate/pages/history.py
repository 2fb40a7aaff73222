"""A history: who changed what, when, in words."""

from __future__ import annotations

from collections.abc import Sequence

from cocreate.locale import _
from cocreate.model.hints import Hint
from cocreate.model.signs import meaning_of
from cocreate.pages.lines import SPACE, sign
from cocreate.pages.parts import QUIET, Empty, Parts, Row, Words
from cocreate.sync.history import Revision, happened, who

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cocreate.model.collection import Collection


def history_page(collection: Collection, changes: Sequence[Revision]) -> Parts:
    """`changes`, the newest first, each with the moment it was made at, by the clock here."""
    parts: Parts = []
    for change in changes:
        meaning = meaning_of(change.item) if change.item else ""
        ref = change.item.id if change.item and not change.is_gone else ""
        left = (sign(meaning), SPACE, Words(happened(collection, change)))
        right = (Words(f"{change.at:%Y-%m-%d %H:%M}", QUIET),)
        parts.append(Row(left, right, ref=ref, gap=True))
        more = (*change.what, *who(collection, change))
        parts += [Row((Words(words, QUIET),), ref=ref, depth=1) for words in more]
    return parts or [Empty(_("It is not in the history yet: the next sync takes it in."), Hint("sync"))]
