"""A history: who changed what, when, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cocreate.locale import _
from cocreate.model import phrases
from cocreate.model.hints import Hint
from cocreate.model.items import Contribution, Item, Person
from cocreate.model.signs import meaning_of
from cocreate.pages.lines import SPACE, sign
from cocreate.pages.parts import QUIET, Empty, Parts, Row, Words
from cocreate.sync.history import Revision

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


def explained(changes: Sequence[Revision]) -> str:
    """What it means that somebody brought something in; empty where nobody did."""
    if not any(change.brought_in_by for change in changes):
        return ""
    return _("“Brought in by” only says from whose copy it came; it is by whoever is named in the line above.")


def happened(collection: Collection, revision: Revision) -> str:
    """A change in a sentence: who did what to what."""
    names = phrases.names(collection, revision.by)
    if revision.item is None:
        if revision.is_gone:
            return _("{who}: takes out {what}").format(who=names, what=revision.path)
        return f"{names}: {revision.path}"
    title = _title(collection, revision.item)
    if revision.is_gone:
        return _("{who}: takes out {what}").format(who=names, what=title)
    if revision.is_new and not isinstance(revision.item, Person):
        said = phrases.happened(collection, revision.item)
        return (
            f"{said}: {revision.item.title}"
            if isinstance(revision.item, Contribution) and revision.item.title
            else said
        )
    if revision.is_new:
        return _("{who}: the card of {what}").format(who=names, what=title)
    return _("{who}: changes on {what}").format(who=names, what=title)


def _title(collection: Collection, item: Item) -> str:
    if not isinstance(item, Contribution):
        return item.title
    kind, place = phrases.kind_words(item.kind), phrases.about(collection, item)
    return _("{kind} on {title}").format(kind=kind, title=place)


def who(collection: Collection, revision: Revision) -> Iterator[str]:
    """What more is to be said of who it was: somebody else brought it in, somebody signed."""
    if revision.only_here:
        yield _("only here so far")
    if revision.brought_in_by:
        yield _("brought in by {who}").format(who=phrases.names(collection, revision.brought_in_by))
    if revision.signed_by:
        yield _("signed by {who}").format(who=collection.name_of(revision.signed_by))
