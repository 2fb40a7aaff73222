"""What would have fitted: of what is around a thing, whatever a command takes, with the command that takes it."""

from __future__ import annotations

from cocreate.cli.output.layout import cut
from cocreate.locale import _
from cocreate.model.errors import NotFound
from cocreate.model.items import Contribution, Item, Person
from cocreate.model.phrases import kind_words, type_words
from cocreate.pages.linking import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from cocreate.cli.call import Call
    from cocreate.model.collection import Collection
    from cocreate.model.errors import DoesNotFit

MOST, TITLE = 5, 48
"""So many are named, each with so much of its title."""


def what_fits(call: Call, word: str, misfit: DoesNotFit) -> str:
    """What the command called `word` would take instead; empty where that cannot be told."""
    call.look_at_everything()
    try:
        item = call.collection.find(misfit.item.id) if misfit.item else None
    except NotFound:
        return ""
    found = next((fit for some in _around(call.collection, item) if (fit := list(filter(misfit.fits, some)))), [])
    if len(found) == 1:
        command = f"cocreate {word} {call.collection.short(found[0].id)}"
        return _("What fits is: {what}. So: {command}").format(what=_named(call.collection, found[0]), command=command)
    if found:
        named = "; ".join(_named(call.collection, one) for one in found[:MOST])
        more = "; …" if len(found) > MOST else ""
        return _("What fits is one of: {what}").format(what=named + more)
    if misfit.what_helps or item is None or isinstance(item, Person):
        return ""
    return _("There is no {kind} with it.").format(kind=kind_words(misfit.kind))


def _around(collection: Collection, item: Item | None) -> Iterator[list[Item]]:
    """What is around a thing, the nearest first: what was given to it, what it was given to, all of its thread."""
    if item is None:
        return
    if not isinstance(item, Contribution):
        yield [*collection.thread(item.id)]
        yield [one for one in [collection.get(item.text("project"))] if one]
        return
    yield [*collection.replies(item.id)]
    yield [*collection.below(item)]
    root = collection.root_of(item)
    yield [one for one in map(collection.get, dict.fromkeys([item.on, root])) if one]
    yield [*collection.thread(root)]


def _named(collection: Collection, item: Item) -> str:
    title = cut(shown(collection, item.title) or type_words(item), TITLE)
    return f"{collection.short(item.id)} {title}"
