"""What another wording holds: the values of keys that found no place beside those that stand."""

from __future__ import annotations

from cocreate.model.items import Value, as_list

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Final

EVERY_CONTRIBUTION_HAS: Final = frozenset(["id", "kind", "on", "by", "noted_by", "at", "of", "card"])
HELD: Final = "kept_"


def original_name(key: str) -> str:
    """The key of the item whose value a wording keeps under `key`."""
    return key.removeprefix(HELD)


def held_values(fields: Mapping[str, Value]) -> dict[str, Value]:
    """The values that a wording with the front matter `fields` keeps, by the keys of the item."""
    return {original_name(key): value for key, value in fields.items() if key not in EVERY_CONTRIBUTION_HAS}


def told_values(values: Mapping[str, Value]) -> str:
    """Values with their keys in one line: `title: A wooden bell`."""
    from cocreate.model.phrases import key_words  # deferred: phrases are made of items, which tell this of themselves

    return "; ".join(f"{key_words(key)}: {', '.join(as_list(value))}" for key, value in values.items())
