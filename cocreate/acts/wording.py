"""Other wording: what somebody wrote that found no place beside what somebody else wrote at the same time."""

from collections.abc import Mapping

from cocreate.acts.voice import Voice
from cocreate.model.items import Contribution, Item, Value
from cocreate.model.moments import written
from cocreate.workspace.create import create_document
from cocreate.workspace.merge.wordings import wording


def keep_wording(root: str, voice: Voice, item: Item, fields: Mapping[str, Value], body: str) -> Contribution:
    """Keep values and text that found no place in `item`, in its thread; those of a person's card in the commons."""
    at = voice.clock()
    path, whole = wording(item.path, item.id, voice.new_id(), at, voice.signature(written(at)), fields)
    create_document(root, path, whole, body, voice.act)
    return Contribution(path, whole, body)
