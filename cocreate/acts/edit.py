"""Changing what is written: some keys, the text, or the whole file as an editor left it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Final

from cocreate.acts.own_yes import check_own_yes
from cocreate.acts.voice import Voice
from cocreate.locale import _
from cocreate.model import schema
from cocreate.model.collection import Collection
from cocreate.model.consent import last_said, reads_the_same
from cocreate.model.errors import Refused, Unreadable
from cocreate.model.items import Contribution, Idea, Item, Value, as_list
from cocreate.model.moments import later, written
from cocreate.workspace.create import create_document
from cocreate.workspace.format.documents import Document, edited, parse
from cocreate.workspace.format.writing import storable
from cocreate.workspace.merge.edits import open_document, save_document
from cocreate.workspace.merge.wordings import wording_document


class Edited:
    """How the item stands now, and what was kept as other wording because somebody changed the same words."""

    __slots__ = ("item", "wording")

    def __init__(self, item: Item, wording: Contribution | None) -> None:
        self.item: Final = item
        self.wording: Final = wording


def keys_of(item: Item) -> tuple[schema.Key, ...]:
    """The keys that `item` may have."""
    return schema.keys_of(item.type, item.kind if isinstance(item, Contribution) else "")


def edit(
    root: str,
    voice: Voice,
    item: Item,
    changes: Mapping[str, Value],
    body: str | None = None,
    base: Document | None = None,
    *,
    among: Collection | None = None,
) -> Edited:
    """Set keys of `item`, and perhaps its text.

    What somebody else saved since the person saw it is merged; of what both changed, theirs stands and ours is
    left beside it as other wording.

    Args:
        root: the folder of the workspace.
        voice: who changes it.
        item: what is changed.
        changes: the new value of each key that changes; an empty one takes the key away.
        body: the new text; None leaves it as it is.
        base: the document as the person saw it; None for the document as it is now.
        among: what is in the workspace: new words of a proposal count as later than what was said to the old ones.

    Raises:
        Refused: the item would no longer be one that can be read; nothing was changed.
        NotWritten: the disk said no; the old file stands.
    """

    def ours(seen: Document) -> Document:
        said = edited(seen, changes, _fit(body), [key.name for key in keys_of(item)])
        return _stated(root, voice, item, seen, said, among)

    return _save(root, voice, item, base, ours)


def _stated(root: str, voice: Voice, item: Item, seen: Document, said: Document, among: Collection | None) -> Document:
    """`said`, with since when its state is another one and who said so; and since when a proposal reads so."""
    check_own_yes(root, voice, seen.fields, said.fields, item.id if isinstance(item, Idea) else "")
    keys = [key.name for key in keys_of(item)]
    now = voice.clock()
    more: dict[str, Value] = {}
    if "state_since" in keys and said.fields.get("state") != seen.fields.get("state"):
        more = {"state_since": written(now), "state_by": list(voice.by)}
    stands = said.fields.get("state") in {"open", "decided"}
    if "revised" in keys and stands and not reads_the_same(seen.words, said.words):
        more["revised"] = written(later(now, _last_said(item, among)))
    return edited(said, more, order=keys)


def _last_said(item: Item, among: Collection | None) -> datetime | None:
    """When somebody last spoke to a proposal, or its words last changed."""
    return last_said(among or Collection("", [item]), item) if isinstance(item, Contribution) else None


def edit_list(
    root: str, voice: Voice, item: Item, key: str, *, add: Sequence[str] = (), take: Sequence[str] = ()
) -> Edited:
    """Add words to a list of `item` as it stands in the file now, or take words out of it.

    Args:
        root: the folder of the workspace.
        voice: who changes it.
        item: what is changed.
        key: the key that holds the list.
        add: words that are in it afterwards, at its end where they are new.
        take: words that are not in it afterwards.

    Raises:
        Refused: the item would no longer be one that can be read; nothing was changed.
        NotWritten: the disk said no; the old file stands.
    """

    def ours(seen: Document) -> Document:
        there = as_list(seen.fields.get(key))
        left = [word for word in there if word not in take]
        new = [word for word in add if word not in there]
        return edited(seen, {key: [*left, *new]}, order=[key.name for key in keys_of(item)])

    return _save(root, voice, item, None, ours)


def _fit(body: str | None) -> str | None:
    return None if body is None else storable(body)


def edit_whole(
    root: str, voice: Voice, item: Item, base: Document, text: bytes, *, among: Collection | None = None
) -> Edited:
    """Take over the whole file of `item` as an editor left it.

    Args:
        root: the folder of the workspace.
        voice: who changes it.
        item: what is changed.
        base: the file that the editor was given.
        text: the file as the editor left it, in bytes.
        among: as `edit`.

    Raises:
        Refused: what was left cannot be read as this item; nothing was changed.
        NotWritten: the disk said no; the old file stands.
    """

    def ours(seen: Document) -> Document:
        left = parse(text)
        if any(left.fields.get(key) != seen.fields.get(key) for key in ("id", "kind", "on")):
            raise Refused(_("The id, and what it belongs to, stay as they are."), _("Nothing was changed."))
        return _stated(root, voice, item, seen, left, among)

    return _save(root, voice, item, base, ours)


def _save(root: str, voice: Voice, item: Item, base: Document | None, change: Callable[[Document], Document]) -> Edited:
    """Save what `change` makes of the document, and keep what finds no place in it."""
    try:
        seen = base or open_document(root, item.path)
        saved = save_document(root, item.path, seen, change(seen), voice.by, voice.act)
    except Unreadable as error:
        raise Refused(
            _("It cannot be kept like this: {reason}.").format(reason=error.message),
            _("Nothing was changed."),
        ) from error
    except FileNotFoundError as error:
        raise Refused(_("Its file has gone meanwhile."), _("It may have been moved or deleted.")) from error
    if not (saved.aside or saved.body_aside):
        return Edited(saved.item, None)
    return Edited(saved.item, _set_aside(root, voice, item, saved.aside, saved.body_aside))


def _set_aside(root: str, voice: Voice, item: Item, fields: Mapping[str, Value], body: str) -> Contribution:
    """Write down, as other wording, the values and the text that found no place in `item`.

    It stands in the item's thread; that of a person's card in the commons.
    """
    at = voice.clock()
    path, whole = wording_document(item.path, item.id, voice.new_id(), at, voice.signature(written(at)), fields)
    create_document(root, path, whole, body, voice.act)
    return Contribution(path, whole, body)
