"""Home, which is told to several at one table, each in their language."""

from contextvars import copy_context

import pytest

from cocreate.locale import read_in
from cocreate.model import phrases
from cocreate.model.collection import Collection
from cocreate.model.items import Contribution, Item
from cocreate.pages.home import lately
from cocreate.pages.parts import Row, plain
from tests.conftest import NOON


def test_what_was_told_in_one_language_is_told_anew_in_another(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    def happened_since(_collection: Collection, item: Item) -> str:
        told.append(item.id)
        return f"for the {len(told)}. time"

    monkeypatch.setattr(phrases, "happened_since", happened_since)
    fields = {"id": "4h8s1v6w3z", "kind": "comment", "on": "workspace", "by": ["mavi"], "at": NOON.isoformat()}
    given = Contribution("commons/2026-11/x-4h8s1v6w3z.md", fields)
    collection = Collection("Teambase", [given])

    def seen(language: str) -> list[str]:
        read_in(language)
        return [plain(part.left) for part in lately(collection, [given], NOON) if isinstance(part, Row)]

    shown = [copy_context().run(seen, language)[0] for language in ("en", "de", "en")]
    assert [words[-len("the 1. time") :] for words in shown] == ["the 1. time", "the 2. time", "the 1. time"]
