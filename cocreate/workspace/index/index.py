"""The index of what the files hold: TinyDB in memory, kept in `.cocreate/`, thrown away on any doubt.

Files are the truth. The index only saves reading those that have not changed since the last look, by their
stat signatures. Rows come and go through TinyDB (`database`). They are handed out as items straight from the
storage, because TinyDB copies each row it hands out, and where nothing changed it is not even imported.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import cache

from cocreate.locale import N_, Sentence
from cocreate.model import items
from cocreate.model.collection import Collection, Unread
from cocreate.model.errors import CocreateError, NotFound, NotWritten, Unreadable
from cocreate.model.ids import next_to
from cocreate.model.items import Fields, Item
from cocreate.model.schema import FORMAT
from cocreate.workspace.files import local_folder
from cocreate.workspace.index import scan
from cocreate.workspace.index.look import ALL, Look, look_at, look_at_all
from cocreate.workspace.index.scan import UNSURE, Signature
from cocreate.workspace.index.sealed import DOUBTS
from cocreate.workspace.index.storage import MARKED, UNREAD, AtomicStorage, Row, without_collecting
from cocreate.workspace.paths import LOCAL, MARK, type_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    Asked = TypeVar("Asked")
    from cocreate.workspace.index.database import Database

__all__ = ["ALL", "Index", "Progress", "Refreshed"]

Progress = Callable[[int, int], None]
"""Called with how many files are read, and how many there are to read."""

INDEX = "index"
Mark = tuple[str, Unread | None]
"""What the workspace is called, and what is wrong with the file that says so, if anything."""

CARDS = ("person", "project")


class Refreshed:
    """What a look at the files brought: the sorted paths whose items are new or other, or gone."""

    __slots__ = ("changed", "gone")

    def __init__(self, changed: Iterable[str] = (), gone: Iterable[str] = ()) -> None:
        self.changed = sorted(changed)
        self.gone = sorted(gone)

    def __bool__(self) -> bool:
        return bool(self.changed or self.gone)


class Index:
    """What the files of the workspace at `root` hold, as of the last `refresh`.

    It may be used from any thread, but from one at a time.
    """

    def __init__(self, root: str) -> None:
        self._root = root
        self._storage = AtomicStorage(root, f"{LOCAL}/{INDEX}")
        self._database: Database | None = None
        self._items: dict[str, dict[str, Item]] = {type_: {} for type_ in items.TYPES}
        self._collections: dict[tuple[str, ...], tuple[Mark, Collection]] = {}

    # Looking

    def refresh(
        self,
        progress: Progress | None = None,
        *,
        types: Iterable[str] = ALL,
        paths: Iterable[str] | None = None,
    ) -> Refreshed:
        """Look at the files and read those that changed since the last look.

        Args:
            progress: is told how far the reading is.
            types: only files that can hold items of these types are looked at, which is what `collection` of
                the same types needs. A look at ideas takes a third of the time of a look at everything.
            paths: only these files and folders, relative to the workspace with `/`, and what is below them, are
                looked at, whether they are still there or not: what a watcher reports (`reports.paths_in`), what an
                act wrote (`files.written`). It takes as long as there are paths, however much else there is.
                `types` does not matter then. What else is in the index stays as of the last look, or the last save.

        Returns:
            What is new or other, or gone, since the last look; a changed `workspace.md` is not told.
        """
        with without_collecting():
            if paths is None:
                look = look_at_all(self._root, self._storage, types)
            else:
                look = look_at(self._root, self._storage, paths)
            rows, signatures = self._read(look, progress)
            changes = self._take_over(rows, signatures, look.gone)
        with suppress(CocreateError):  # `collection` tells what is wrong with the mark
            self._look_at_mark()
        return changes

    # Reading

    def _read(self, look: Look, progress: Progress | None) -> tuple[dict[str, Row], dict[str, Signature]]:
        """The rows of the stale files and closed folders, and the signatures to keep them under.

        The files that changed last are read last, so that in a workspace that has just been cloned most are
        of an age by then at which their signatures can be relied on.
        """
        rows: dict[str, Row] = {folder: _unread_row(why) for folder, why in look.closed.items()}
        signatures = dict.fromkeys(look.closed, UNSURE)
        look.gone = [path for path in look.gone if path not in look.closed]
        stale = sorted(look.stale, key=lambda path: look.stale[path][1])
        for count, path in enumerate(stale):
            if progress and count % 100 == 0:
                progress(count, len(stale))
            seen = time.time_ns()
            row, sure = _read_row(self._root, path)
            if row is None:
                look.gone.append(path)
            else:
                rows[path] = row
                signatures[path] = scan.settled(look.stale[path], seen) if sure else UNSURE
        if progress and stale:
            progress(len(stale), len(stale))
        return rows, signatures

    def _take_over(self, rows: dict[str, Row], signatures: dict[str, Signature], gone: list[str]) -> Refreshed:
        """Bring what was read into the tables; rows that say the same as before stay the rows they were."""
        tables = self._storage.read()
        gone = [path for path in dict.fromkeys(gone) if any(path in tables[name] for name in (*ALL, UNREAD))]
        new: dict[str, dict[str, Row]] = {name: {} for name in (*ALL, UNREAD)}
        for path, row in rows.items():
            table = UNREAD if "reason" in row else type_at(path)
            if tables[table].get(path) != row:
                new[table][path] = row
            self._storage.note(table, path, signatures[path])
        changed = [path for some in new.values() for path in some]
        if changed or gone:
            for name, some in new.items():
                self._put(name, some, [*changed, *gone])
            self._renew_items(new, [*changed, *gone])
            self._collections.clear()
        return Refreshed(changed, gone)

    def _renew_items(self, rows: dict[str, dict[str, Row]], paths: list[str]) -> None:
        """Leave of the items at `paths` only those in the new `rows`; types not asked for yet have none."""
        for type_, known in self._items.items():
            if known:
                for path in paths:
                    known.pop(path, None)
                make = items.TYPES[type_]
                known.update((path, make(path, row["fields"], row["body"])) for path, row in rows[type_].items())

    def _put(self, name: str, rows: dict[str, Row], paths: list[str]) -> None:
        """Leave of `paths` only `rows` in a table."""
        old = [path for path in paths if path in self._storage.read()[name]]
        if not (old or rows):
            return
        # Deferred: reading an index in which nothing changed takes less time than importing TinyDB does.
        from cocreate.workspace.index.database import Document, open_database

        if self._database is None:
            self._database = open_database(self._storage)
        table = self._database.table(name)
        if old:
            table.remove(doc_ids=old)  # type: ignore[arg-type]  # TinyDB's hints know ids that are numbers only
        if rows:
            table.insert_multiple(Document(row, path) for path, row in rows.items())  # type: ignore[arg-type]
        for path in old:
            if path not in rows:
                self._storage.note(name, path, None)

    # Handing out

    def save(self) -> None:
        """Keep what is new for the next start; cheap where little is.

        Up to some hundred rows go into a small file beside the tables, in milliseconds; more, and all tables
        are written anew, which takes half a second for 10 000 ideas with 3 contributions each. A disk that
        says no costs only time at the next start, so it is not an error.
        """
        try:
            local_folder(self._root, INDEX)
            self._storage.save()
        except (NotWritten, OSError):
            return

    def collection(self, types: Iterable[str] = ALL) -> Collection:
        """All that is known of `types`, as of the last look; without a look, as of the last save.

        As long as nothing changed it is the same collection, and of a row that did not change always the same
        item, so what is worked out about either may be kept by its identity.

        Raises:
            CocreateError: there is no workspace any more.
        """
        types, mark = tuple(types), self._mark()
        known = self._collections.get(types)
        if known and known[0] == mark:
            return known[1]
        with without_collecting():
            made = self._made(mark, types, [type_ for type_ in _NAMED if type_ not in types])
        self._collections[types] = mark, made
        return made

    def _made(self, mark: Mark, types: Iterable[str], others: Sequence[str] = ()) -> Collection:
        """All that is known of `types`, among the ids of what there is of the types `others`, once these are needed."""
        name, problem = mark
        found = [item for type_ in types for item in self._items_of(type_)]
        unread = [Unread(path, _reason_in(row)) for path, row in self._storage.read()[UNREAD].items()]

        @cache
        def ids() -> list[str]:
            return sorted(name for type_ in others for name in self._storage.ids(type_))

        also = (lambda name: next_to(name, ids())) if others else None
        return Collection(name, found, [problem, *unread] if problem else unread, also)

    def here(self) -> Collection:
        """All people and projects, as they are now; the rest is not looked at."""
        self.refresh(types=CARDS)
        return self._made(self._mark(), CARDS)

    def shortly(self, ask: Callable[[str, AtomicStorage], Asked]) -> Asked | None:
        """What `ask`, one of the functions of `related`, makes of what was saved; None where it cannot tell."""
        from cocreate.workspace.index.sight import Unusual  # deferred: a look at everything does without

        try:
            with without_collecting():
                return ask(self._root, self._storage)
        except (Unusual, NotFound, *DOUBTS):
            return None

    def _items_of(self, type_: str) -> Iterable[Item]:
        known, rows, make = self._items[type_], self._storage.read()[type_], items.TYPES[type_]
        if not known:
            self._items[type_] = known = {path: make(path, row["fields"], row["body"]) for path, row in rows.items()}
        return known.values()

    def _look_at_mark(self) -> Fields:
        """What the mark of the workspace says; it is read only if it changed."""
        rows, now = self._storage.read()[MARKED], scan.signature_at(f"{self._root}/{MARK}")
        if MARK not in rows or now is None or self._storage.signatures(MARKED).get(MARK) != now:
            from cocreate.workspace.format.reading import (
                read_mark,
            )  # deferred: where it did not change, it is not read

            seen = time.time_ns()
            rows[MARK] = {"fields": dict(read_mark(self._root)), "body": ""}
            self._storage.note(MARKED, MARK, scan.settled(now or UNSURE, seen))
        fields: Fields = rows[MARK]["fields"]
        return fields

    def _mark(self) -> Mark:
        """What the workspace is called, and what is wrong with its mark, if anything."""
        called = os.path.basename(self._root)
        try:
            fields = self._look_at_mark()
        except Unreadable as error:
            return called, Unread(MARK, error.reason)
        other = str(fields.get("format", ""))
        newer = Sentence(N_("it is in format {other}, which this program can read and not write"), other=other)
        return str(fields.get("name") or called), None if other == FORMAT else Unread(MARK, newer)


_NAMED = tuple(type_ for type_ in ALL if type_ != "person")


def _read_row(root: str, path: str) -> tuple[Row | None, bool]:
    """What the index keeps of a file, None if it has gone; whether that holds as long as its signature."""
    from cocreate.workspace.format import reading  # deferred: where no file changed, none is read

    try:
        fields, body = reading.read_values(root, path)
    except FileNotFoundError:
        return None, False
    except Unreadable as error:
        return _unread_row(error.reason), not isinstance(error.__cause__, OSError)
    return {"fields": fields, "body": body}, True


def _unread_row(reason: Sentence) -> Row:
    """What the index keeps of what cannot be read: the reason in English, and what is filled into it."""
    return {"reason": [reason.english, reason.details]}


def _reason_in(row: Row) -> Sentence:
    """The reason that `_unread_row` kept; another, where somebody has put something else in its place."""
    try:
        english, details = row["reason"]
        reason = Sentence(english, **details)
        str(reason)
    except (TypeError, ValueError, KeyError, IndexError, AttributeError):
        return Sentence(N_("it cannot be read"))
    return reason
