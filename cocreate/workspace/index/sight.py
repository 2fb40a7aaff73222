"""A large table as its files are now, for a command that prints a little: looked at whole or in part, never loaded.

What changed since the index was saved is read and stands before what was saved; only rows that are asked for are read
from the table. Whatever is not as usual raises `Unusual`, and is left to the index itself, so that there is one truth
and a short way to it.
"""

from __future__ import annotations

import os
import time
from bisect import bisect_left, bisect_right
from heapq import nlargest

from cocreate.model.errors import Unreadable
from cocreate.model.items import TYPES
from cocreate.workspace.index import scan
from cocreate.workspace.index.glance import BETWEEN
from cocreate.workspace.index.saved import FOLDER
from cocreate.workspace.index.scan import Signature
from cocreate.workspace.index.side_by_side import changed
from cocreate.workspace.paths import type_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Sequence
    from typing import Final, Self

    from cocreate.model.items import Item
    from cocreate.workspace.index.glance import Glance, Mark
    from cocreate.workspace.index.saved import Part, Row
    from cocreate.workspace.index.storage import AtomicStorage

MOST_LOOKED_AT = 20_000
"""Ideas up to which the page of one looks at all others; a look at so many takes a twentieth of a second."""

MOST_STALE = 200
"""Files; where more changed, they had better be read for good."""


class Unusual(Exception):
    """This is no case for the short way."""


class Sight:
    """The table of ideas, or of what was said, at `root`; to be closed.

    Args:
        root: the folder of the workspace.
        storage: what was saved last; its tables are not loaded.
        table: its name.

    Attributes:
        fresh: what stands before the table: what was kept beside it, and what was read just now, by path.
        other: the paths of rows that no longer count as they were saved.
    """

    def __init__(self, root: str, storage: AtomicStorage, table: str) -> None:
        self._root: Final = root
        self._storage: Final = storage
        self.table: Final = table
        self._saved = storage.saved(table)
        self.glance: Glance = storage.glance(table)
        self.token: Final = self.glance.token
        if self.glance.odd or self._saved.token != self.token:
            self.close()
            raise Unusual
        rows, gone = storage.beside(table, self.token)
        self.fresh: dict[str, Item] = {path: self._item(path, row) for path, _signature, row in rows if row}
        self._signatures = {path: signature for path, signature, row in rows if row}
        self.other = {*gone, *(path for path, *_rest in rows)}
        self._changes: dict[str, tuple[Signature, Row]] = {}
        self._gone: list[str] = []
        self._found: dict[bytes, dict[int, int]] = {}
        self._look_at_fresh()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files of the index."""
        self._saved.__exit__()
        if hasattr(self, "glance"):
            self.glance.__exit__()

    def _item(self, path: str, row: Row) -> Item:
        return TYPES[self.table](path, row["fields"], row["body"])

    # Looking

    def look(self) -> None:
        """Look at every file there is of this table, and read those that changed since."""
        if self.table == "idea":
            found = self._walk_ideas()
        else:
            found = self._look_at_folders()
            if found.closed:
                raise Unusual
        self._compare(self.glance.paths, self.glance.signatures)
        self._take_new(found)

    def look_for_new(self) -> None:
        """Read the ideas that are in a folder since it was seen; what changed in place is not looked for."""
        self._take_new(self._walk_ideas())

    def look_for_grown(self) -> None:
        """Look for ideas that grew from another meanwhile: at every file, or, where there are too many, at new ones."""
        if self.glance.rows <= MOST_LOOKED_AT:
            self.look()
        else:
            self.look_for_new()

    def _walk_ideas(self) -> scan.Found:
        """List the folders of many ideas that changed; an idea's own are not looked into."""
        ground = self.glance.ground
        found = scan.walk(self._root, ["ideas"], ground, _Own(self.glance, "idea.md"))
        if found.closed or not found.folders.keys() >= ground.keys():
            raise Unusual  # a folder of many ideas is gone, or is none any more
        for folder in ground:
            if folder in found.trusted or folder == "ideas":
                continue
            for own in {self.glance.path(number).rpartition("/")[0] for number in self._below(folder)}:
                if own not in found.trusted and own not in found.folders and os.path.lexists(f"{self._root}/{own}"):
                    raise Unusual  # it is no folder any more
        return found

    def _look_at_folders(self) -> scan.Found:
        """List each folder that changed; which ones there are was seen together with the table."""
        with self._storage.glance(FOLDER) as folders:
            rows, gone = self._storage.beside(FOLDER, folders.token)
            if folders.token != self.token or not folders.rows:
                raise Unusual
            paths, beside = folders.paths, {path: signature for path, signature, _row in rows}
            stale = [paths[number] for number in changed(self._root, paths, folders.signatures)]
            own = _Own(folders, "")
        other = {*beside, *gone}
        open_ = [path for path in stale if path not in other]
        open_ += [path for path, seen in beside.items() if scan.signature_at(f"{self._root}/{path}") != seen]
        open_ += [path for path in gone if os.path.lexists(f"{self._root}/{path}")]
        if len(open_) > MOST_STALE:
            raise Unusual
        found = scan.Found()
        for folder in open_:
            if not os.path.lexists(f"{self._root}/{folder}"):
                raise Unusual
            new = scan.walk(self._root, [folder], {}, own)
            found.listed |= new.listed
            found.closed |= new.closed
        return found

    def look_below(self, folder: str) -> None:
        """Look at the files of this table in `folder`, and read those that changed since."""
        self.look_at(self._below(folder))
        found = scan.walk(self._root, [folder], {})
        if found.closed:
            raise Unusual
        self._take_new(found)

    def look_at(self, numbers: Iterable[int]) -> None:
        """Look at the files of some rows, and read those that changed since."""
        some = list(numbers)
        signatures = zip(*map(self.glance.signature, some), strict=True)
        self._compare([self.glance.path(number) for number in some], [*signatures] or [()] * 4)

    def _compare(self, paths: Sequence[str], signatures: Sequence[Sequence[int]]) -> None:
        """Read which of the files at `paths` changed since they had these signatures."""
        stale = [paths[number] for number in changed(self._root, paths, signatures)]
        found = {path: scan.signature_at(f"{self._root}/{path}") for path in stale if path not in self.other}
        gone = [path for path, now in found.items() if now is None]
        self._gone += gone
        self.other.update(gone)
        self._read([(path, now) for path, now in found.items() if now])

    def _take_new(self, found: scan.Found) -> None:
        """Read what was found that is not known, and what was read before and changed since."""
        new = [(path, now) for path, now in found.listed.items() if type_at(path) == self.table]
        self._read([(path, now) for path, now in new if path not in self._signatures and not self._is_known(path)])

    def _look_at_fresh(self) -> None:
        """Read what stands beside the table and changed since, and what was gone and is there again."""
        again = ((path, scan.signature_at(f"{self._root}/{path}")) for path in self.other - self._signatures.keys())
        stale = [(path, now) for path, now in again if now]
        for path, before in list(self._signatures.items()):
            now = scan.signature_at(f"{self._root}/{path}")
            if now is None:
                self._gone.append(path)
                del self.fresh[path], self._signatures[path]
            elif now != before:
                stale.append((path, now))
        self._read(stale)

    def _read(self, stale: list[tuple[str, Signature]]) -> None:
        if len(stale) > MOST_STALE:
            raise Unusual
        if not stale:
            return
        from cocreate.workspace.format.reading import read_values  # deferred: where no file changed, none is read

        for path, signature in stale:
            seen = time.time_ns()
            try:
                fields, body = read_values(self._root, path)
            except (FileNotFoundError, Unreadable) as error:
                raise Unusual from error
            row = {"fields": fields, "body": body}
            item = self._item(path, row)
            if item.id not in path or (path not in self.fresh and self._is_taken(item.id, path)):
                raise Unusual  # it may have the id of something that is not looked at
            settled = scan.settled(signature, seen)
            if settled != scan.UNSURE or self.fresh.get(path) != item:
                self._changes[path] = settled, row
            self.fresh[path], self._signatures[path] = item, settled
            self.other.add(path)

    def _is_known(self, path: str) -> bool:
        """Whether the table, as it was saved, has a row of the file at `path` that counts."""
        place = self._place(path)
        return path not in self.other and place < self.glance.rows and self.glance.path(place) == path

    def _is_taken(self, name: str, path: str) -> bool:
        """Whether something else has the id `name`."""
        return any(other != path for _name, other in self.named(name))

    def part(self) -> Part:
        """What was read and found gone, to be kept beside the tables."""
        return [(path, *each) for path, each in self._changes.items()], list(self._gone)

    # Finding

    def named(self, prefix: str) -> Iterator[tuple[str, str]]:
        """The id and the path of each row whose id begins so."""
        ids = self.glance.ids
        for place in ids.beginning_with(prefix):
            path = self.glance.path(self.glance.number(place))
            if path not in self.other:
                yield ids[place], path
        yield from ((item.id, path) for path, item in self.fresh.items() if item.id.startswith(prefix))

    def get(self, name: str) -> Item | None:
        """What has the whole id `name`, as it is now."""
        for _name, path in list(self.named(name)):
            if path not in self.fresh:
                self.look_at([self._place(path)])
            return self.fresh.get(path) or next(iter(self.rows([self._place(path)])), None)
        return None

    def below(self, *folders: str) -> list[Item]:
        """What lies in `folders`, none of which lies in another; of many, it is asked at once."""
        numbers = [number for folder in folders for number in self._below(folder)]
        tops = tuple(f"{folder}/" for folder in folders)
        return [*self.rows(sorted(numbers)), *(item for path, item in self.fresh.items() if path.startswith(tops))]

    def at(self, paths: Iterable[str]) -> list[Item]:
        """What lies at some paths, as far as was looked."""
        wanted = list(paths)
        numbers = [self._place(path) for path in wanted if path not in self.fresh and self._is_known(path)]
        return [*self.rows(numbers), *(self.fresh[path] for path in wanted if path in self.fresh)]

    def _below(self, folder: str) -> range:
        return range(self._place(f"{folder}/"), self._place(f"{folder}0"))  # 0 comes right after the slash

    def _place(self, path: str) -> int:
        glance = self.glance
        known = glance.__dict__.get("paths")
        return bisect_left(known, path) if known else bisect_left(range(glance.rows), path, key=glance.path)

    def newest(self, count: int) -> list[Item]:
        """What was given last: at least so much, if there is so much; in no order."""
        moments = self.glance.moments
        last = nlargest(count + len(self.other), moments)
        numbers = range(len(moments))
        if last and len(last) < len(moments):
            numbers = [number for number, moment in enumerate(moments) if moment >= last[-1]]  # type: ignore[assignment]
        return [*self.rows(numbers), *self.fresh.values()]

    def marked(self, wanted: Callable[[Mark], bool]) -> list[int]:
        """The numbers of the rows whose mark is `wanted`; fresh ones are not among them."""
        marks = {number for number, mark in enumerate(self.glance.marks) if wanted(mark)}
        if not marks:
            return []
        numbers = (number for number, mark in enumerate(self.glance.mark_numbers) if mark in marks)
        return [number for number in numbers if self.counts(number)]

    def by(self, number: int) -> list[str]:
        """The slugs of those who gave what a row holds, without reading it."""
        return self.givers(number).decode("ascii", "replace").split(BETWEEN)[:-1]

    def givers(self, number: int) -> bytes:
        """The slugs of those who gave what a row holds as `glance.texts` has them: the same for the same people."""
        texts, ends = self.glance.texts, self.glance.text_ends
        return texts[texts.find(b"\0", ends[number - 1] if number else 0) + 1 : ends[number]]

    def grown_from(self, names: Container[str]) -> list[Item]:
        """The ideas woven from anything called one of `names`, as far as was looked."""
        woven = self.glance.woven.items()
        numbers = [number for number, parents in woven if any(name in names for name in parents)]
        fresh = [item for item in self.fresh.values() if any(name in names for name in item.listed("woven_from"))]
        return [*self.rows(numbers), *fresh]

    def holding(self, needles: Iterable[bytes]) -> set[int]:
        """The numbers of the rows that hold one of `needles` in their text; fresh ones are not among them."""
        return set().union(*(self._places(needle) for needle in needles))

    def titled(self, needles: Iterable[bytes]) -> set[int]:
        """The numbers of the rows that hold one of `needles` in their title, with which the text begins; as above."""
        texts, ends = self.glance.texts, self.glance.text_ends
        found: set[int] = set()
        for needle in needles:
            for number, place in self._places(needle).items():
                if texts.find(b"\n", ends[number - 1] if number else 0, place) < 0:
                    found.add(number)
        return found

    def _places(self, needle: bytes) -> dict[int, int]:
        """Where a row holds `needle` first, by the number of the row."""
        if needle not in self._found:
            texts, ends = self.glance.texts, self.glance.text_ends
            self._found[needle] = found = {}
            place, number = texts.find(needle), 0
            while place >= 0:
                number = bisect_right(ends, place, number)
                found[number] = place
                place = texts.find(needle, ends[number])
        return self._found[needle]

    def text(self, number: int) -> bytes:
        """The text of a row, as `glance.texts` has it."""
        ends = self.glance.text_ends
        return self.glance.texts[ends[number - 1] if number else 0 : ends[number]]

    def counts(self, number: int) -> bool:
        """Whether a row, as it was saved, is what its file says now, as far as was looked."""
        return not self.other or self.glance.path(number) not in self.other

    def rows(self, numbers: Iterable[int]) -> list[Item]:
        """The items of some rows, but for those that no longer count."""
        wanted = {self.glance.path(number): number for number in numbers}
        for path in self.other.intersection(wanted):
            del wanted[path]
        rows = self._saved.rows_numbered(wanted.values())
        return [self._item(path, rows[number]) for path, number in wanted.items()]

    def in_project(self, name: str) -> list[Item]:
        """The ideas discussed in a project, as far as was looked; call `look` first for all there are."""
        fresh = [item for item in self.fresh.values() if item.text("project") == name]
        return [*self.rows(self.glance.in_project(name)), *fresh]

    def woven_from(self, name: str) -> list[Item]:
        """The ideas woven from what is called `name`, each looked at; call `look` first for all there are."""
        self.look_at(number for number, names in self.glance.woven.items() if name in names)
        numbers = [number for number, names in self.glance.woven.items() if name in names]
        return [*self.rows(numbers), *(item for item in self.fresh.values() if name in item.listed("woven_from"))]

    def woven(self) -> list[Item]:
        """All ideas that are woven from others, and the new ones."""
        return [*self.rows(self.glance.woven), *self.fresh.values()]


class _Own:
    """The folders in which a file of this name is among the paths of a table; with no name, the paths themselves."""

    def __init__(self, glance: Glance, name: str) -> None:
        self._glance = glance
        self._name = f"/{name}" if name else ""

    def __contains__(self, folder: object) -> bool:
        wanted, paths = f"{folder}{self._name}", self._glance.paths
        place = bisect_left(paths, wanted)
        return place < len(paths) and paths[place] == wanted
