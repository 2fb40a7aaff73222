"""Items as JSON: every front-matter key as stored, with its type and where it is kept (docs/cli.md)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from cocreate.model import schema
from cocreate.model.items import TYPES, Contribution, Item, Person, as_list

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


KEPT = "kept_"
"""What the keys of another wording begin with that hold what was kept (docs/format.md)."""


def item(one: Item) -> dict[str, Any]:
    """An item; a person has its slug as `id`, like everything else that is referred to by one.

    A key that holds a list always gives one, also where a hand wrote a single word.
    """
    lists = _lists(one.type, one.text("kind"))
    fields: dict[str, Any] = {
        key: as_list(value) if key.removeprefix(KEPT) in lists else value
        for key, value in one.fields.items()
        if key not in {"type", "path"}
    }
    if isinstance(one, Person):
        fields = {"id": one.id} | fields
    return {"type": one.type, **fields, "path": one.path}


@lru_cache(maxsize=64)
def _lists(type_: str, kind: str) -> frozenset[str]:
    """The keys that hold lists; of another wording, those of whatever it is of."""
    kinds = schema.KINDS if kind == "wording" else (kind,)
    types = TYPES if kind == "wording" else (type_,)
    keys = [key for each in types for of in kinds for key in schema.keys_of(each, of)]
    return frozenset(key.name for key in keys if key.shape.several)


def row(one: Item) -> dict[str, Any]:
    """An item in a list; what somebody gave says nothing without its text."""
    return item(one) | {"body": one.body} if isinstance(one, Contribution) else item(one)


def whole(one: Item, thread: Sequence[Contribution]) -> dict[str, Any]:
    """An item with its text, and with what was said on it, each with its own text."""
    return item(one) | {"body": one.body, "thread": [item(said) | {"body": said.body} for said in thread]}
