"""The index of what the files hold: TinyDB in memory, kept in `.cocreate/`, thrown away on any doubt.

Files are the truth. The index only saves reading those that have not changed since the last look, by their
stat signatures (DESIGN section 4, rule 4). Nothing but this module knows TinyDB.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document as Row
from tinydb.table import Table

from cocreate.locale import _
from cocreate.model import form, items
from cocreate.model.collection import Collection, Unread
from cocreate.model.errors import CocreateError, NotWritten, Refused, Unreadable
from cocreate.model.items import Item
from cocreate.workspace import files, reading
from cocreate.workspace.documents import parse
from cocreate.workspace.local import local_folder
from cocreate.workspace.paths import FOLDERS, LOCAL, MARK, type_at
from cocreate.workspace.scan import Signature, scan

Progress = Callable[[int, int], None]
"""Called with how many files are read, and how many there are to read."""

VERSION = 1
FOLDER = "index"
UNREAD = "unread"
TABLES = (*items.TYPES, UNREAD)
ROWS_A_LINE = 200
"""Rows decoded in one go: few enough that a screen waiting for its turn does not notice."""

SAFE_AGE = 2_000_000_000
"""Nanoseconds: a file younger than this at the look may change again without its signature telling."""


class AtomicStorage(Storage):
    """Tables in memory, one file each; a table is decoded when first asked for, and saved whole or not at all."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._tables = _Tables(self._load)
        self._unsaved: set[str] = set()

    def read(self) -> dict[str, dict[str, Any]]:
        """The tables, by name."""
        return self._tables

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Take over `data`; `save` brings it to the disk."""
        self._tables.update(data)

    def touch(self, table: str) -> None:
        """Note that `table` differs from what is on the disk."""
        self._unsaved.add(table)

    def save(self) -> None:
        """Write the tables that changed, each atomically.

        Raises:
            NotWritten: the disk said no; the index is then only as fresh as it was.
        """
        for table in sorted(self._unsaved):
            files.replace(self._folder, f"{table}.jsonl", _encode(self._tables[table]))
        self._unsaved.clear()

    def _load(self, table: str) -> dict[str, Any]:
        """What the disk has of `table`; nothing, if there is any doubt about it."""
        try:
            with open(f"{self._folder}/{table}.jsonl", encoding="utf-8", opener=_open_plain) as lines:
                return _decode(lines)
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return {}


class _Tables(dict[str, dict[str, Any]]):
    """Tables that are loaded when first asked for."""

    def __init__(self, load: Callable[[str], dict[str, Any]]) -> None:
        super().__init__()
        self._load = load

    def __missing__(self, table: str) -> dict[str, Any]:
        self[table] = loaded = self._load(table)
        return loaded


def _open_plain(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)


def _encode(rows: dict[str, Any]) -> bytes:
    """Rows as lines of JSON: how many there are, then some at a time."""
    pairs = list(rows.items())
    lines = [json.dumps({"version": VERSION, "rows": len(pairs)})]
    for start in range(0, len(pairs), ROWS_A_LINE):
        lines.append(json.dumps(dict(pairs[start : start + ROWS_A_LINE]), separators=(",", ":")))
    return ("\n".join(lines) + "\n").encode()


def _decode(lines: Iterator[str]) -> dict[str, Any]:
    """The rows in `lines`; ValueError where they are of another version, cut short or not rows at all."""
    head = json.loads(next(lines, ""))
    if head["version"] != VERSION:
        raise ValueError(head)
    rows: dict[str, Any] = {}
    for line in lines:
        rows.update(json.loads(line))
    if len(rows) != head["rows"] or not all(_is_row(path, row) for path, row in rows.items()):
        raise ValueError(head)
    return rows


def _is_row(path: str, row: Any) -> bool:
    """Whether a row has the form that this module writes."""
    return isinstance(row, dict) and len(row.get("signature", ())) == 4 and bool(type_at(path))


class _PathTable(Table):
    """A table whose rows are named by the path of their file."""

    document_id_class = str  # type: ignore[assignment]  # TinyDB documents this as the way to other ids


@dataclass(slots=True)
class Changes:
    """What a look at the files found: the paths whose items are new, other, or gone."""

    changed: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.changed or self.gone)


class Index:
    """What the files of the workspace at `root` hold, as of the last `refresh`."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._storage = AtomicStorage(f"{root}/{LOCAL}/{FOLDER}")
        self._database = TinyDB(storage=lambda: self._storage)

    def _table(self, name: str) -> Table:
        table = self._database.table(name, cache_size=0)
        table.__class__ = _PathTable
        return table

    def refresh(self, progress: Progress | None = None, folders: Iterable[str] = FOLDERS) -> Changes:
        """Look at the files in `folders` and read those that changed since the last look."""
        look = time.time_ns()
        found = scan(self._root, folders)
        known = self._signatures(folders)
        changes = Changes(gone=sorted(known.keys() - found.keys()))
        stale = [path for path, signature in found.items() if known.get(path) != signature]
        rows = self._read(stale, found, look, progress)
        before = self._rows([*stale, *changes.gone])
        changes.changed = sorted(p for p in rows if _said(before.get(p)) != _said(rows[p]))
        self._put(rows, changes.gone)
        return changes

    def save(self) -> None:
        """Keep the index for the next start. A disk that says no costs only time then, so it is not an error."""
        try:
            local_folder(self._root, FOLDER)
            self._storage.save()
        except (NotWritten, OSError):
            return

    def collection(self, types: Iterable[str] = tuple(items.TYPES)) -> Collection:
        """All that is known of `types`, as of the last look; without a look, as of the last save."""
        found = [self._item(type_, row) for type_ in types for row in self._table(type_)]
        unread = [Unread(str(row.doc_id), row["reason"]) for row in self._table(UNREAD)]
        name, problem = read_name(self._root)
        return Collection(name, found, [problem, *unread] if problem else unread)

    def _item(self, type_: str, row: Row) -> Item:
        path = str(row.doc_id)
        return items.TYPES[type_](path, row["fields"], row["body"])

    def _signatures(self, folders: Iterable[str]) -> dict[str, Signature]:
        tops = tuple(f"{folder}/" for folder in folders)
        return {
            path: tuple(row["signature"])
            for name in TABLES
            for path, row in self._storage.read()[name].items()
            if path.startswith(tops)
        }

    def _rows(self, paths: Iterable[str]) -> dict[str, Any]:
        tables = [self._storage.read()[name] for name in TABLES]
        return {path: table[path] for path in paths for table in tables if path in table}

    def _read(
        self, paths: list[str], found: dict[str, Signature], look: int, progress: Progress | None
    ) -> dict[str, Any]:
        rows = {}
        for count, path in enumerate(paths):
            if progress and count % 100 == 0:
                progress(count, len(paths))
            row = _read_row(self._root, path)
            if row is not None:
                young = look - max(found[path][:2]) < SAFE_AGE
                rows[path] = {"signature": [0, 0, 0, 0] if young else list(found[path]), **row}
        return rows

    def _put(self, rows: dict[str, Any], gone: list[str]) -> None:
        """Bring `rows` into their tables, and take them out of any other, and those that are gone out of all."""
        tables = self._storage.read()
        for name in TABLES:
            new = [Row(row, path) for path, row in rows.items() if _table_of(path, row) == name]  # type: ignore[arg-type]
            old = [path for path in [*rows, *gone] if path in tables[name]]
            table = self._table(name)
            if old:
                table.remove(doc_ids=old)  # type: ignore[arg-type]
            if new:
                table.insert_multiple(new)
            if old or new:
                self._storage.touch(name)


def _table_of(path: str, row: dict[str, Any]) -> str:
    return UNREAD if "reason" in row else type_at(path)


def _said(row: Any) -> Any:
    """What a row says of its file, apart from the file's signature."""
    return {key: value for key, value in row.items() if key != "signature"} if row else None


def _read_row(root: str, path: str) -> dict[str, Any] | None:
    """What the index keeps of a file; None if it has gone meanwhile."""
    try:
        item = reading.read_item(root, path)
    except FileNotFoundError:
        return None
    except Unreadable as error:
        return {"reason": error.message}
    return {"fields": item.fields, "body": item.body}


def read_name(root: str) -> tuple[str, Unread | None]:
    """What the workspace is called, and what is wrong with its mark, if anything.

    Raises:
        Refused: the workspace is in a format of a later day.
        CocreateError: there is no workspace any more.
    """
    folder = os.path.basename(root)
    try:
        fields = parse(files.read(root, MARK)).fields
        reading.check(form.WORKSPACE_KEYS, fields)
    except FileNotFoundError as error:
        raise CocreateError(
            _("{folder} is not a workspace any more: its workspace.md is gone.").format(folder=root),
            _("Put it back, or open the workspace where it is now."),
        ) from error
    except Unreadable as error:
        return folder, Unread(MARK, error.message)
    if fields["format"] != form.FORMAT:
        raise Refused(
            _("This workspace is in format {other}; this program knows format 1.").format(
                other=fields["format"]
            ),
            _("A newer cocreate can open it."),
        )
    return str(fields["name"]), None
