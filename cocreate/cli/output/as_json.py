"""Items as JSON: every front-matter key as stored, with its type and where it is kept (docs/cli.md)."""

from __future__ import annotations

from collections.abc import Sequence

from cocreate.model.items import Contribution, Item, Person

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def item(one: Item) -> dict[str, Any]:
    """An item; a person has its slug as `id`, like everything else that is referred to by one."""
    fields: dict[str, Any] = {key: value for key, value in one.fields.items() if key not in {"type", "path"}}
    if isinstance(one, Person):
        fields = {"id": one.id} | fields
    return {"type": one.type, **fields, "path": one.path}


def whole(one: Item, thread: Sequence[Contribution]) -> dict[str, Any]:
    """An item with its text, and with what was said on it, each with its own text."""
    return item(one) | {"body": one.body, "thread": [item(said) | {"body": said.body} for said in thread]}
