"""Other wording: what somebody wrote that found no place beside what somebody else wrote at the same time."""

from collections.abc import Mapping

from cocreate.acts.capture import create_document
from cocreate.acts.voice import Voice
from cocreate.model.ids import COMMONS
from cocreate.model.items import Contribution, Item, Person, Value
from cocreate.model.moments import written
from cocreate.workspace.paths import contribution_path

_EVERY_CONTRIBUTION_HAS = frozenset(["id", "kind", "on", "by", "noted_by", "at", "of"])


def keep_wording(root: str, voice: Voice, item: Item, fields: Mapping[str, Value], body: str) -> Contribution:
    """Keep values and text that found no place in `item`, in its thread; those of a person's card in the commons."""
    at, name = voice.clock(), voice.new_id()
    of_card = isinstance(item, Person)
    path = contribution_path("" if of_card else item.path, "wording", name, at)
    whole: dict[str, Value] = {
        "id": name,
        "kind": "wording",
        "on": COMMONS if of_card else item.id,
        **voice.signature(written(at)),
        **{_kept_name(key): value for key, value in fields.items()},
    }
    create_document(root, path, whole, body)
    return Contribution(path, whole, body)


def _kept_name(key: str) -> str:
    """The key under which a wording keeps a value: its own, but for those that every contribution has."""
    return f"kept_{key}" if key in _EVERY_CONTRIBUTION_HAS else key
