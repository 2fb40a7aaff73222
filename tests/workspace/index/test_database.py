"""TinyDB: the one way into the tables and out of them, and what a change costs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import TinyDB, where
from tinydb.storages import MemoryStorage, Storage
from tinydb.table import Document

from cocreate.model.ids import id_from
from cocreate.workspace.index.database import open_database
from cocreate.workspace.index.index import Index
from cocreate.workspace.index.storage import AtomicStorage
from tests.workspace.small import CUPS, idea, put


class Counted(dict[str, Any]):
    """A table that counts how many rows are asked for, and how often it is gone through as a whole."""

    touched = 0
    walked = 0

    def __getitem__(self, path: str) -> Any:
        self.touched += 1
        return super().__getitem__(path)

    def __setitem__(self, path: str, row: Any) -> None:
        self.touched += 1
        super().__setitem__(path, row)

    def __delitem__(self, path: str) -> None:
        self.touched += 1
        super().__delitem__(path)

    def update(self, rows: Any) -> None:  # type: ignore[override]
        self.touched += len(rows)
        super().update(rows)

    def __iter__(self) -> Any:
        self.walked += 1
        return super().__iter__()

    def keys(self) -> Any:
        self.walked += 1
        return super().keys()

    def values(self) -> Any:
        self.walked += 1
        return super().values()

    def items(self) -> Any:
        self.walked += 1
        return super().items()


def with_ideas(root: Path, count: int) -> Index:
    for number in range(count):
        name = id_from(number.to_bytes(10, "big"))
        put(root, f"ideas/2026-11/one-{name}/idea.md", idea(name, f"Idea {number}"))
    index = Index(str(root))
    index.refresh()
    index.save()
    return index


@pytest.mark.usefixtures("later")
def test_one_changed_row_among_many_is_the_only_one_touched_and_the_only_one_encoded(root: Path) -> None:
    index = with_ideas(root, 600)
    tables = index._storage.read()
    before = tables["idea"]
    tables["idea"] = counted = Counted(before)
    put(root, CUPS, idea("9d2m4x7t0e", "Mug library"))
    assert index.refresh(paths=[CUPS]).changed == [CUPS]
    assert counted.touched <= 3  # the row as it was is found and goes, the row as it is comes
    assert counted.walked == 0
    assert tables["idea"] is counted
    assert all(counted[path] is row for path, row in before.items() if path != CUPS)
    index.save()
    with (root / ".cocreate/index/recent.jsonl").open() as recent:
        parts = json.loads(recent.readline())["parts"]
    assert [(path, row["fields"]["title"]) for path, _seen, row in parts["idea"][0]] == [(CUPS, "Mug library")]
    assert sum(len(rows) for rows, _gone in parts.values()) == 1


def database(rows: dict[str, Any], folder: Path) -> Any:
    storage = AtomicStorage(str(folder), ".cocreate/index")
    storage.read()["idea"].update(rows)
    return open_database(storage).table("idea")


def test_tinydb_refuses_a_second_row_of_a_name_and_then_takes_none_of_the_change(tmp_path: Path) -> None:
    table = database({"a": {"body": "one"}}, tmp_path)
    with pytest.raises(ValueError, match="already exists"):
        table.insert_multiple([Document({"body": "new"}, "b"), Document({"body": "two"}, "a")])
    with pytest.raises(ValueError, match="not a Mapping"):
        table.insert_multiple([Document({"body": "new"}, "b"), "no row"])
    assert {row.doc_id: dict(row) for row in table.all()} == {"a": {"body": "one"}}


def test_whoever_explores_an_index_can_ask_it_as_any_tinydb(tmp_path: Path) -> None:
    table = database({"a": {"body": "one"}, "b": {"body": "two"}}, tmp_path)
    assert [row.doc_id for row in table.search(where("body") == "two")] == ["b"]
    assert table.get(doc_id="a") == {"body": "one"}
    assert isinstance(table.storage, Storage)


def test_what_a_row_held_is_not_changed_under_the_feet_of_who_has_it(tmp_path: Path) -> None:
    held = {"body": "one"}
    table = database({"a": held}, tmp_path)
    table.update({"body": "two"}, doc_ids=["a"])
    assert (held, table.get(doc_id="a")) == ({"body": "one"}, {"body": "two"})


NAMES = st.sampled_from("abcd")
STEPS = st.one_of(
    st.tuples(st.just("insert"), NAMES, st.integers(0, 3)),
    st.tuples(st.just("remove"), st.lists(NAMES, unique=True)),
    st.tuples(st.just("remove where"), st.integers(0, 3)),
    st.tuples(st.just("update"), NAMES, st.integers(0, 3)),
    st.tuples(st.just("update where"), st.integers(0, 3)),
    st.tuples(st.just("upsert"), NAMES, st.integers(0, 3)),
    st.tuples(st.just("truncate")),
)


def take(table: Any, step: tuple[Any, ...]) -> Any:
    """Take a step, and tell what came of it."""
    what, *of = step
    there = [name for name in (of[0] if what == "remove" else of[:1]) if table.contains(doc_id=name)]
    takes = {
        "insert": lambda: table.insert(Document({"n": of[1]}, of[0])),
        "remove": lambda: table.remove(doc_ids=there),
        "remove where": lambda: table.remove(where("n") == of[0]),
        "update": lambda: table.update({"n": of[1]}, doc_ids=there),
        "update where": lambda: table.update({"n": 0}, where("n") == of[0]),
        "upsert": lambda: table.upsert(Document({"n": of[1]}, of[0])) if there else None,
        "truncate": table.truncate,
    }
    try:
        return takes[what]()
    except ValueError as error:
        return str(error)


@given(st.lists(STEPS, max_size=12))
def test_whatever_is_done_our_table_ends_as_tinydbs_own_does(steps: list[tuple[Any, ...]]) -> None:
    theirs = TinyDB(storage=MemoryStorage).table("idea")
    theirs.document_id_class = str  # type: ignore[assignment]
    ours = database({}, Path("/nowhere"))
    for step in steps:
        assert take(ours, step) == take(theirs, step)
        assert {row.doc_id: dict(row) for row in ours} == {row.doc_id: dict(row) for row in theirs}
        assert len(ours) == len(theirs)
