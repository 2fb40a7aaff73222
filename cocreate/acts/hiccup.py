"""Hiccups: somebody takes it in hand, it is resolved, it happened again."""

from cocreate.acts.contribute import contribute
from cocreate.acts.edit import Edited, edit
from cocreate.acts.subjects import the
from cocreate.acts.voice import Voice
from cocreate.model.collection import Collection
from cocreate.model.hiccups import first_of
from cocreate.model.items import Contribution, Item
from cocreate.workspace.format.writing import one_line


def take_in_hand(root: str, voice: Voice, item: Item) -> Edited:
    """Say that somebody is at work on a hiccup."""
    return edit(root, voice, the("hiccup", item, "noticed", ""), {"state": "in-work"})


def resolve(root: str, voice: Voice, item: Item, how: str = "") -> Edited:
    """Say that a hiccup is resolved, and perhaps what became of it; with it all that happened again until now."""
    hiccup = the("hiccup", item, "noticed", "in-work", "")
    return edit(root, voice, hiccup, {"state": "resolved", "outcome": one_line(how)})


def happened_again(root: str, voice: Voice, collection: Collection, item: Item, text: str = "") -> Contribution:
    """Say that a hiccup happened again: one of the same step and hands, on the first one, felt by whoever says so.

    Where the first one is resolved, this one waits by itself.

    Args:
        root: the folder of the workspace.
        voice: whom it happened to.
        collection: what is in the workspace.
        item: the first one, or one in which that happened again.
        text: how it was this time; else in the words of the first one.

    Raises:
        Refused: it is no hiccup.
        NotWritten: the disk said no.
    """
    one = the("hiccup", item)
    first = first_of(collection, one) or one
    keys = {key: first.fields[key] for key in ("step", "between") if first.fields.get(key)}
    return contribute(
        root, voice, collection, first.id, "hiccup", text or first.title, {**keys, "felt_by": list(voice.by)}
    )
