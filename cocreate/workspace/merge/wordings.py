"""Other wording: the document of what somebody wrote that found no place beside what somebody else wrote at once."""

from collections.abc import Mapping
from datetime import datetime

from cocreate.model.held import EVERY_CONTRIBUTION_HAS, HELD
from cocreate.model.ids import COMMONS
from cocreate.model.items import Value
from cocreate.workspace.paths import contribution_path, thread_home, type_at


def wording_document(
    path: str, on: str, name: str, at: datetime, signature: Mapping[str, Value], held: Mapping[str, Value]
) -> tuple[str, dict[str, Value]]:
    """The path and the front matter of the wording called `name` that keeps `held` of the item at `path`.

    It is in the item's thread; what is kept of a person's card, which it names, or of no item, is in the commons.

    Args:
        path: where the item is.
        on: the id of the item.
        name: the id of the wording.
        at: when the words were written.
        signature: the keys that say whose words they are.
        held: the values that found no place.
    """
    type_ = type_at(path)
    home = {"contribution": thread_home(path), "person": "", "": ""}.get(type_, path)
    fields: dict[str, Value] = {
        "id": name,
        "kind": "wording",
        "on": on if home or type_ == "contribution" else COMMONS,
        **signature,
        **({"card": path.removeprefix("people/").removesuffix(".md")} if type_ == "person" else {}),
        **{_held_name(key): value for key, value in held.items()},
    }
    return contribution_path(home, "wording", name, at), fields


def is_wording(path: str) -> bool:
    """Whether the file at `path` was made as a wording."""
    return "-wording-" in path.rpartition("/")[2]


def _held_name(key: str) -> str:
    """The key under which a wording keeps a value: its own, but for those that every contribution has.

    One that begins with `kept_` already, as in a wording that two people changed, gets it once more.
    """
    return f"{HELD}{key}" if key in EVERY_CONTRIBUTION_HAS or key.startswith(HELD) else key
