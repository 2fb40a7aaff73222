"""The tables of the index, as TinyDB sees them.

What TinyDB does here: it is the one way by which rows come into a table and leave it. It takes nothing but
mappings, copies what it is given, refuses a second row under a name that is taken, passes over names that are gone,
makes a change whole or not at all, has the storage told of it, and can be asked with queries by whoever explores an
index. What it does not do: it is no file (`storage` is), and it is not asked for all rows, because it copies each row
that it hands out.

Imported only where a row changes: TinyDB takes longer to import than an index takes to read.
"""

from collections.abc import Callable, Iterator, MutableMapping
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document, Table

from cocreate.workspace.index.saved import Row
from cocreate.workspace.index.storage import AtomicStorage

__all__ = ["Database", "Document", "RowTable", "open_database"]


class RowTable(Table):
    """A table whose rows are called by the path of their file, and in which a change costs what it changes.

    TinyDB's own `_update_table` copies the whole table before every change and once more after it, for storages that
    can only be written whole. Ours holds the rows in memory, so this hands the change a view in their place. It is
    the way to change what TinyDB does that its manual gives: "Subclassing TinyDB and Table",
    https://tinydb.readthedocs.io/en/latest/extend.html
    """

    document_id_class = str  # type: ignore[assignment]  # TinyDB's documented way to other ids than numbers

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        rows = self._storage.read()[self.name]  # type: ignore[index]  # ours never says that it holds nothing
        change = Change(rows)
        updater(change)
        change.take_place()
        self._storage.write({self.name: rows})
        self.clear_cache()


class Change(MutableMapping[str, Row]):
    """A change of a table under way: it reads as the whole table, and holds only the rows that it is about.

    Nothing is in the table before `take_place`, so a change that fails in the middle leaves the table as it was.
    """

    def __init__(self, rows: dict[str, Row]) -> None:
        self._rows = rows
        self._set: dict[str, Row] = {}
        self._gone: set[str] = set()

    def take_place(self) -> None:
        """Bring the change into the table."""
        for path in self._gone:
            del self._rows[path]
        self._rows.update(self._set)

    def __contains__(self, path: object) -> bool:
        return path in self._set or (path in self._rows and path not in self._gone)

    def __getitem__(self, path: str) -> Row:
        if path not in self._set:
            if path not in self:
                raise KeyError(path)
            self._set[path] = dict(self._rows[path])  # whoever asks may change it in place
        return self._set[path]

    def __setitem__(self, path: str, row: Row) -> None:
        self._set[path] = row
        self._gone.discard(path)

    def __delitem__(self, path: str) -> None:
        if path not in self:
            raise KeyError(path)
        self._set.pop(path, None)
        if path in self._rows:
            self._gone.add(path)

    def __iter__(self) -> Iterator[str]:
        yield from (path for path in self._rows if path not in self._gone)
        yield from (path for path in self._set if path not in self._rows)

    def __len__(self) -> int:
        return len(self._rows) - len(self._gone) + sum(path not in self._rows for path in self._set)


class Database(TinyDB):
    """TinyDB with such tables."""

    table_class = RowTable


def open_database(storage: AtomicStorage) -> Database:
    """The tables that `storage` keeps, each loaded from the disk when it is first asked for."""
    Storage.register(AtomicStorage)
    return Database(storage=lambda: storage)
