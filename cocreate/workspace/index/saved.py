"""The form in which a table of the index is kept: lines of JSON, read whole or a piece at a time.

The first line says what the others hold. Of these, every two hold some rows: where they come from, and what
they say, so that what changed is found without reading what was said.
"""

from __future__ import annotations

import json
from itertools import accumulate

from cocreate.model.items import TYPES
from cocreate.workspace.paths import id_in_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from typing import Any, BinaryIO, Final, Self

    from cocreate.workspace.index.scan import Signature

UNREAD = "unread"
FOLDER = "folder"
"""The table of the folders looked through: one that did not change since holds the same names."""

MARKED = "workspace"
"""The table of the one file that marks the workspace."""

COLUMNS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys((*TYPES, MARKED), ("fields", "body")),
    UNREAD: ("reason",),
    FOLDER: (),
}
ROWS_A_LINE = 200
"""Rows coded in one go: few enough that a screen waiting for its turn does not notice."""

MOST_PIECES = 100
"""So much of a table that is not loaded is kept once it was read, for one row leads to another."""

Row = dict[str, "Any"]
Part = tuple[list[tuple[str, "Signature", Row]], list[str]]
"""What is kept beside one table: the rows that are new or other, and the paths that are gone."""


class SavedTable:
    """A table of things with ids as it lies on the disk; only what is asked for is read, and raises `sealed.DOUBTS`.

    Args:
        table: its name.
        head: the first line.
        lines: the file, read up to there.

    Attributes:
        token: the writing it is from.
    """

    def __init__(self, table: str, head: Any, lines: BinaryIO) -> None:
        self.token: Final = str(head["token"])
        self._table = table
        self._lines = lines
        self._places = list(accumulate(head["sizes"], initial=lines.tell()))
        self._columns: dict[int, Any] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._lines.close()

    def _line(self, place: int) -> bytes:
        start, end = self._places[place : place + 2]
        self._lines.seek(start)
        return self._lines.read(end - start)

    def rows_numbered(self, numbers: Iterable[int]) -> dict[int, Row]:
        """Some rows as they were saved, by their number among the sorted paths; nothing of what stands beside them."""
        pieces: dict[int, list[int]] = {}
        for number in numbers:
            pieces.setdefault(number // ROWS_A_LINE, []).append(number)
        found: dict[int, Row] = {}
        for piece, some in pieces.items():
            columns = self._columns.get(piece) or json.loads(self._line(2 * piece + 1))
            self._columns = {**self._columns, piece: columns} if len(self._columns) < MOST_PIECES else {piece: columns}
            for number in some:
                place = number % ROWS_A_LINE
                found[number] = {
                    name: column[place] for name, column in zip(COLUMNS[self._table], columns, strict=True)
                }
        return found


def id_of_path(path: str) -> str:
    """The id that a file is named for, itself or its folder; empty where it is named otherwise."""
    return id_in_name(path.removesuffix("/idea.md").removesuffix("/project.md"))


def encode(table: str, rows: dict[str, Row], signatures: dict[str, Signature]) -> Iterator[bytes]:
    """The rows by path, some in every two lines: where they come from, and what they say.

    The first line has their paths and all numbers of their signatures, the second has column by column.
    """
    paths = sorted(signatures)
    for start in range(0, len(paths), ROWS_A_LINE):
        some = paths[start : start + ROWS_A_LINE]
        numbers = [number for path in some for number in signatures[path]]
        columns = [[rows[path][column] for path in some] for column in COLUMNS[table]]
        for line in ([some, numbers], columns):
            yield json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def signatures_in(line: bytes) -> dict[str, Signature]:
    """The signatures in the first of two lines, by path; raises `DOUBTS` where `encode` makes none such."""
    paths, numbers = json.loads(line)
    if not len(numbers) == 4 * len(paths) == 4 * len(set(paths)) or not all_are(str, paths):
        raise ValueError(paths)
    each = iter(numbers)
    return dict(zip(paths, zip(each, each, each, each, strict=True), strict=True))


def rows_in(line: bytes, table: str, paths: Collection[str]) -> dict[str, Row]:
    """The rows in the second of two lines, by the `paths` in the first; raises as `signatures_in`."""
    columns = json.loads(line)
    if len(columns) != len(COLUMNS[table]):
        raise ValueError(table)
    if len(columns) == 2:
        fields, bodies = columns
        if not len(fields) == len(bodies) == len(paths) or not all_are(dict, fields) or not all_are(str, bodies):
            raise ValueError(table)
        made = [{"fields": one, "body": body} for one, body in zip(fields, bodies, strict=True)]
        return dict(zip(paths, made, strict=True))
    if any(len(column) != len(paths) for column in columns):
        raise ValueError(table)
    values = zip(*columns, strict=True) if columns else ((),) * len(paths)
    return {path: dict(zip(COLUMNS[table], some, strict=True)) for path, some in zip(paths, values, strict=True)}


def decode(table: str, lines: BinaryIO) -> tuple[dict[str, Row], dict[str, Signature]]:
    """The rows and signatures in all `lines`; raises as `signatures_in`."""
    rows: dict[str, Row] = {}
    signatures: dict[str, Signature] = {}
    for line in lines:
        some = signatures_in(line)
        signatures |= some
        rows |= rows_in(lines.readline(), table, some)
    return rows, signatures


def all_are(type_: type, values: list[Any]) -> bool:
    """Whether all `values` are of just this type."""
    return {type_}.issuperset(map(type, values))
