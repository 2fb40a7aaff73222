"""The index's tables on the disk: files of JSON lines that only this copy of the workspace believes.

A table is a file of its own, loaded when it is first asked for. What changed since the tables were last
written whole stands in one small file beside them, so that a new idea does not have ten thousand others
written again.

A table whose seal is broken (`sealed`), whose version is another, or that is not as this module writes it counts as
empty; its files are read again. All tables of one writing carry one token, so that two processes saving at once
cannot mix theirs.
"""

from __future__ import annotations

import gc
import os
from bisect import bisect_left, insort
from contextlib import contextmanager

from cocreate.workspace.index.saved import (
    COLUMNS,
    FOLDER,
    MARKED,
    UNREAD,
    Part,
    Row,
    SavedTable,
    all_are,
    decode,
    encode,
    id_of_path,
)
from cocreate.workspace.index.sealed import DOUBTS, SealedFolder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any

    from cocreate.workspace.index.glance import Glance
    from cocreate.workspace.index.scan import Signature

RECENT = "recent"
MOST_RECENT = 500
"""So many rows, or a fiftieth of all, may stand beside the tables before the tables are written whole."""

MANY_MADE = 10_000
"""Objects made in one go from which on the collector is told to leave them alone."""

__all__ = ["FOLDER", "MARKED", "UNREAD", "AtomicStorage", "Row", "without_collecting"]


class AtomicStorage:
    """A storage for TinyDB: tables in memory, each loaded when first asked for, saved whole or not at all.

    It has the methods of `tinydb.storages.Storage` without being one, so that an index in which nothing
    changed is read without TinyDB. Beside the rows it keeps the stat signature that each row was read under.

    Args:
        root: the folder of the workspace.
        folder: where the tables lie, relative to it.
    """

    def __init__(self, root: str, folder: str) -> None:
        self._files = SealedFolder(root, folder)
        self._tables = _Tables(self._load)
        self._signatures: dict[str, dict[str, Signature]] = {}
        self._tokens: dict[str, str] = {}
        self._unsaved: dict[str, set[str]] = {name: set() for name in COLUMNS}
        self._beside: tuple[str, dict[str, Part]] | None = None
        self._ordered: dict[str, list[str]] = {}  # the paths of a table, where somebody asked what is below one
        self._vouched: set[str] = set()

    # What TinyDB calls

    def read(self) -> dict[str, dict[str, Row]]:
        """The tables, by name; rows by the path of their file."""
        return self._tables

    def write(self, data: dict[str, dict[str, Row]]) -> None:
        """Take over `data`; `save` brings it to the disk."""
        self._tables.update(data)

    def close(self) -> None:
        """Nothing is held open."""

    # What the index asks

    def signatures(self, table: str) -> dict[str, Signature]:
        """The signature of each file in `table`, as it was when the file was read."""
        self._tables[table]  # loading a table brings its signatures
        return self._signatures[table]

    def note(self, table: str, path: str, signature: Signature | None) -> None:
        """Note that `path` was read under `signature`, or, where that is None, is in `table` no more."""
        signatures = self.signatures(table)
        if signature is None:
            if signatures.pop(path, None) is not None:
                self._unsaved[table].add(path)
                if ordered := self._ordered.get(table):
                    del ordered[bisect_left(ordered, path)]
        elif signatures.get(path) != signature:
            if path not in signatures and table in self._ordered:
                insort(self._ordered[table], path)
            signatures[path] = signature
            self._unsaved[table].add(path)

    def below(self, table: str, folder: str) -> list[str]:
        """The paths in `table` that are `folder` or below it, in order; what it costs grows with them only."""
        signatures = self.signatures(table)
        if table not in self._ordered:
            self._ordered[table] = sorted(signatures)
        ordered = self._ordered[table]
        found = ordered[bisect_left(ordered, f"{folder}/") : bisect_left(ordered, f"{folder}0")]  # 0 follows /
        return [folder, *found] if folder in signatures else found

    def vouch_for_folders(self, tables: Iterable[str]) -> None:
        """Know no folder any more, unless the folders were seen together with what is in `tables`."""
        for table in tables:
            if table not in self._vouched:
                self._vouched.add(table)
                if not self._match(FOLDER, table):
                    self._forget_folders()

    def _match(self, table: str, other: str) -> bool:
        """Whether two tables were written together, so that what one says of the other holds."""
        self.signatures(table)
        self.signatures(other)
        return self._tokens[table] == self._tokens[other] != ""

    def _forget_folders(self) -> None:
        """Know no folder any more; each is listed again."""
        self._tables[FOLDER] = {}
        self._signatures[FOLDER] = {}
        self._ordered.pop(FOLDER, None)

    def saved(self, table: str) -> SavedTable:
        """`table` as it lies on the disk, without loading it; to be closed.

        Raises:
            DOUBTS: one of them, where there is no table to be believed.
        """
        head, lines = self._files.open(table)
        try:
            return SavedTable(table, head, lines)
        except BaseException:
            lines.close()
            raise

    def glance(self, table: str) -> Glance:
        """`table` as it was written last, laid out for reading a part of it; to be closed. Raises as `saved`."""
        from cocreate.workspace.index.glance import Glance  # deferred: whoever loads tables does without

        head, file = self._files.open(_glance(table))
        try:
            return Glance(head, file)
        except BaseException:
            file.close()
            raise

    def beside(self, table: str, token: str) -> Part:
        """What stands beside `table`, if it was put there for the tables of `token`: rows, and what is gone."""
        return self._part(table, token)

    def keep_beside(self, token: str, parts: Mapping[str, Part], most: int) -> bool:
        """Put rows, and what is gone, beside tables that are not loaded; False where there would be more than `most`.

        Raises:
            NotWritten, OSError: the disk said no.
        """
        whole = {name: _joined(self._part(name, token), parts.get(name, ([], []))) for name in COLUMNS}
        if sum(len(rows) + len(gone) for rows, gone in whole.values()) > most:
            return False
        self._files.write(RECENT, {"token": token, "parts": whole}, [])
        self._beside = token, whole
        return True

    def ids(self, table: str) -> list[str]:
        """The ids in `table`, as of the last save where the table is not loaded; it is not loaded for it."""
        if table in self._tables:
            return [row["fields"]["id"] for row in self._tables[table].values()]
        try:
            with self.glance(table) as glance:
                rows, gone = self._part(table, glance.token)
                lost = set(map(id_of_path, [*gone, *(path for path, *_rest in rows)]))
                return [*(name for name in glance.ids if name not in lost), *_ids_in(rows)]
        except DOUBTS:
            return []

    # Saving

    def save(self) -> None:
        """Bring what changed to the disk: few rows beside the tables, many by writing all tables anew.

        Raises:
            NotWritten: the disk said no; the index is then only as fresh as it was.
        """
        if not any(self._unsaved.values()):
            return
        tokens = {self._tokens[name] for name in self._tables}
        token = tokens.pop() if len(tokens) == 1 else ""
        parts = self._parts(token)
        many = max(MOST_RECENT, sum(map(len, self._signatures.values())) // 50)
        if not token or sum(len(rows) + len(gone) for rows, gone in parts.values()) > many:
            self._save_tables()
        else:
            self._files.write(RECENT, {"token": token, "parts": parts}, [])
            self._beside = token, parts
        for paths in self._unsaved.values():
            paths.clear()

    def _parts(self, token: str) -> dict[str, Part]:
        """What is to stand beside the tables of `token`: what stood there already, and what changed since."""
        parts = {}
        for name in COLUMNS:
            rows, gone = self._part(name, token)
            if name in self._tables:
                paths = self._unsaved[name].union((path for path, *_rest in rows), gone)
                table, signatures = self._tables[name], self._signatures[name]
                there = sorted(paths & signatures.keys())
                rows = [(path, signatures[path], table.get(path, {})) for path in there]
                gone = sorted(paths - signatures.keys())
            parts[name] = rows, gone
        return parts

    def _save_tables(self) -> None:
        """Write every table whole, then empty what stood beside them.

        Tables of different writings may not vouch for each other, so then no folder is known any more.
        """
        for name in COLUMNS:
            self._tables[name]
        if len(set(self._tokens.values())) > 1:
            self._forget_folders()
        token = os.urandom(8).hex()
        for name in COLUMNS:
            rows, signatures = self._tables[name], self._signatures[name]
            lines = list(encode(name, rows, signatures))
            head = {
                "token": token,
                "rows": len(signatures),
                "sizes": [len(line) + 1 for line in lines],
            }
            self._files.write(name, head, lines)
            self._tokens[name] = token
        self._save_glances(token)
        self._files.write(RECENT, {"token": token, "parts": {}}, [])
        self._beside = token, {}

    def _save_glances(self, token: str) -> None:
        """Write down once more, laid out for commands that print a little, what makes a table large."""
        from cocreate.workspace.index.laying_out import (  # deferred: only who writes needs it
            ground_of,
            is_odd,
            laid_out,
        )

        ground = ground_of(self._tables["idea"], self._signatures[FOLDER])
        odd = is_odd(self._tables)
        for name in GLANCED:
            head, parts = laid_out(name, self._tables[name], self._signatures[name])
            head = {**head, "token": token, "odd": odd or head["odd"], "ground": ground if name == "idea" else {}}
            self._files.write(_glance(name), head, parts)

    # Loading

    def _load(self, table: str) -> dict[str, Row]:
        """What the disk has of `table`; nothing, if there is any doubt about it."""
        try:
            head, lines = self._files.open(table)
            with without_collecting(), lines:
                rows, signatures = decode(table, lines)
                if len(signatures) != head["rows"]:
                    raise ValueError(head["rows"])
                _apply(self._part(table, head["token"]), rows, signatures)
                self._tokens[table] = head["token"]
        except DOUBTS:
            rows, signatures = {}, {}
            self._tokens[table] = ""
        self._signatures[table] = signatures
        return rows

    def _part(self, table: str, token: str) -> Part:
        """What stands beside `table`, if it was put there for the tables of `token`."""
        if self._beside is None:
            try:
                head, lines = self._files.open(RECENT)
                lines.close()
                self._beside = head["token"], {name: _part_of(part) for name, part in head["parts"].items()}
            except DOUBTS:
                self._beside = "", {}
        beside, parts = self._beside
        return parts.get(table, ([], [])) if token and token == beside else ([], [])


GLANCED = ("project", "idea", "contribution", FOLDER)
"""The tables that are laid out for reading a part of them as well."""


def _glance(table: str) -> str:
    return f"{table}.glance"


class _Tables(dict[str, dict[str, Row]]):
    """Tables that are loaded when first asked for."""

    def __init__(self, load: Callable[[str], dict[str, Row]]) -> None:
        super().__init__()
        self._load = load

    def __missing__(self, table: str) -> dict[str, Row]:
        self[table] = loaded = self._load(table) if table in COLUMNS else {}
        return loaded


@contextmanager
def without_collecting() -> Iterator[None]:
    """Do not look for garbage while tens of thousands of rows are made that are none.

    Made with the collector at work they take twice the time. Afterwards it is told to leave them alone for
    good (`gc.freeze`), or its next pass through all of them would stop a screen for a tenth of a second and
    more; they still go when nothing refers to them, because no row and no item refers to itself.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            if gc.get_count()[0] > MANY_MADE:
                gc.freeze()
            gc.enable()


def _ids_in(rows: Iterable[tuple[str, Signature, Row]]) -> list[str]:
    return [row["fields"]["id"] for _path, _signature, row in rows if row]


def _joined(before: Part, now: Part) -> Part:
    """A part, with what changed since."""
    rows = {path: (path, signature, row) for path, signature, row in before[0]}
    gone = dict.fromkeys(before[1])
    for path in now[1]:
        rows.pop(path, None)
        gone[path] = None
    for path, signature, row in now[0]:
        gone.pop(path, None)
        rows[path] = path, signature, row
    return [*rows.values()], [*gone]


def _part_of(part: Any) -> Part:
    """A part as it was before JSON made lists of everything."""
    rows, gone = part
    if not all_are(str, [path for path, *_rest in rows]) or not all_are(dict, [row for *_rest, row in rows]):
        raise ValueError(rows)
    return [(path, tuple(signature), row) for path, signature, row in rows], list(gone)


def _apply(part: Part, rows: dict[str, Row], signatures: dict[str, Signature]) -> None:
    """Bring what stands beside a table into it."""
    changed, gone = part
    for path in gone:
        rows.pop(path, None)
        signatures.pop(path, None)
    for path, signature, row in changed:
        signatures[path] = signature
        if row:
            rows[path] = row
