"""Around one thing: what has to do with it, found without looking at every file.

Looked at are all people, projects and ideas, because each may have grown from it, and the folder of its
thread. The threads of everything else are not, because a thread lies in the folder of what it is about
(docs/format.md): what a hand has put elsewhere since the index was last saved, a look at everything finds.
Whatever else is not as usual is left to such a look too, so that there is one truth and a short way to it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from cocreate.model.collection import Collection, Unread
from cocreate.model.errors import NotFound, Unreadable
from cocreate.model.ids import is_id_prefix, read_crockford
from cocreate.model.items import TYPES, Contribution, Item
from cocreate.workspace.index import scan
from cocreate.workspace.index.saved import id_of_path
from cocreate.workspace.index.sealed import DOUBTS
from cocreate.workspace.paths import type_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Final

    from cocreate.workspace.index.saved import Row, SavedTable
    from cocreate.workspace.index.scan import Signature
    from cocreate.workspace.index.storage import AtomicStorage

MOST_STALE = 200
"""Files; where more changed, they had better be read for good."""

_LINKS = ("woven_from", "grew_from", "project")


class _Unusual(Exception):
    """This is no case for the short way."""


def related_to(root: str, storage: AtomicStorage, here: Collection, ref: str) -> Collection | None:
    """The thing called `ref`, its thread, what it grew from, what grew from it or is in it, and `here`.

    Args:
        root: the folder of the workspace.
        storage: the index as it was saved last; it is only read.
        here: all people and projects, as they are now.
        ref: the beginning of an id, or the name of a project.

    Returns:
        None where only a look at everything can tell.
    """
    try:
        with storage.saved("idea") as ideas, storage.saved("contribution") as said:
            if ideas.token != said.token or said.strayed:
                return None
            return _Related(root, here, ideas, said).all_of(ref)
    except (_Unusual, NotFound, *DOUBTS):
        return None


class _Related:
    """A look at the ideas, and at one thread."""

    def __init__(self, root: str, here: Collection, ideas: SavedTable, said: SavedTable) -> None:
        self._root: Final = root
        self._here: Final = here
        self._ideas: Final = ideas
        self._said: Final = said
        self._ids: Final = sorted([*ideas.ids, *said.ids, *here.projects])
        self._items: dict[str, Item] = {item.path: item for item in here.items()}
        self._unread: Final = {unread.path: unread for unread in here.unread}
        self._looked: set[str] = set()

    def all_of(self, ref: str) -> Collection:
        """As `related_to`."""
        self._look_at_ideas()
        name = self._meant(ref)
        self._take_ideas([name])
        item = self._called(name) or self._contribution(name)
        folder = item.path.rpartition("/")[0]
        if isinstance(item, Contribution):
            folder = scan.thread_folder(item.path)
            self._take(self._ideas.rows_below(folder))
        linked = [word for key in _LINKS for word in item.listed(key)]
        self._take_ideas(name for name in linked if name not in self._here.projects)
        if not all(map(self._called, linked)):
            raise _Unusual
        self._look_at_thread(folder)
        found = self._collection()
        if isinstance(item, Contribution) and not found.root_of(item):
            raise _Unusual
        return found

    def _look_at_ideas(self) -> None:
        known = self._ideas.signatures()
        found = scan.walk(self._root, ["ideas"], {}, {path.rpartition("/")[0] for path in known})
        self._compare(known, found, [path for path in found.listed if type_at(path) == "idea"])

    def _look_at_thread(self, folder: str) -> None:
        """Take the contributions in `folder`, as they are now."""
        rows = self._said.rows_below(folder)
        found = scan.walk(self._root, [folder], {})
        there = [path for path in found.listed if type_at(path) == "contribution"]
        self._compare({path: signature for path, (signature, _row) in rows.items()}, found, there)
        self._take(rows)
        inside = {item.id for item in self._items.values()}
        strayed = (row for path, (_, row) in self._said.beside.items() if path not in self._items)
        if any(row["fields"]["on"] in inside for row in strayed):
            raise _Unusual

    def _compare(self, known: Mapping[str, Signature], found: scan.Found, there: list[str]) -> None:
        """Read what is new or other among the files that are `known` or `there`."""
        stale, gone = scan.compare(self._root, known, found)
        stale |= {path: found.listed[path] for path in there if path not in known}
        if found.closed or len(stale) > MOST_STALE:
            raise _Unusual
        self._looked.update(stale, gone)
        for path in self._looked:
            self._unread.pop(path, None)
        for path in stale:
            self._read(path, is_new=path not in known)

    def _read(self, path: str, *, is_new: bool) -> None:
        from cocreate.workspace.format.reading import read_item  # deferred: where no file changed, none is read

        try:
            item = read_item(self._root, path)
        except FileNotFoundError:
            return
        except Unreadable as error:
            self._unread[path] = Unread(path, error.reason)
            return
        if item.id not in path or (is_new and self._count(item.id)):
            raise _Unusual  # it may have the id of something that is not looked at
        self._items[path] = item

    def _count(self, name: str) -> int:
        return bisect_right(self._ids, name) - bisect_left(self._ids, name)

    def _meant(self, ref: str) -> str:
        """The id of the one thing that `ref` can mean; raises NotFound or _Unusual where there is none."""
        new = [item.id for item in self._items.values() if item.type == "idea"]
        for spelling in dict.fromkeys((ref, read_crockford(ref))):
            if is_id_prefix(spelling):
                known = self._ids[bisect_left(self._ids, spelling) : bisect_left(self._ids, f"{spelling}~")]
                names = {*known, *(name for name in new if name.startswith(spelling))}
                if len(names) > 1:
                    raise _Unusual
                if names:
                    return names.pop()
        return self._here.find(ref).id

    def _called(self, name: str) -> Item | None:
        found = [item for item in self._items.values() if item.id == name and item.type != "person"]
        return found[0] if found else None

    def _contribution(self, name: str) -> Item:
        """The contribution called `name`, as it was when the index was saved."""
        for path, (_signature, row) in self._said.rows_naming([name]).items():
            if row["fields"]["id"] == name:
                return Contribution(path, row["fields"], row["body"])
        raise _Unusual

    def _take_ideas(self, names: Iterable[str]) -> None:
        """Take the ideas called one of `names`, those that grew from these, those in projects called so."""
        wanted = set(names)
        if wanted:
            rows = self._ideas.rows_naming(wanted).items()
            self._take({path: row for path, row in rows if not wanted.isdisjoint(_linked(row[1]))})

    def _take(self, rows: Mapping[str, tuple[Signature, Row]]) -> None:
        """Take what the index knows, but for what was read just now."""
        for path, (_signature, row) in rows.items():
            if path not in self._looked and path not in self._items:
                self._items[path] = TYPES[type_at(path)](path, row["fields"], row["body"])

    def _collection(self) -> Collection:
        """What was taken, among the ids of everything there is."""
        items = [item for item in self._items.values() if item.type == "person" or self._is_one(item)]
        here = {item.id for item in items}.union(map(id_of_path, self._looked))
        others = [name for name in self._ids if name not in here]
        return Collection(self._here.name, items, self._unread.values(), others)

    def _is_one(self, item: Item) -> bool:
        """Whether nothing else has its id, or only a look at everything knows which of them counts."""
        if self._count(item.id) > 1:
            raise _Unusual
        return True


def _linked(row: Row) -> set[str]:
    """The ids by which the idea in `row` has to do with other things, and its own."""
    fields = row["fields"]
    linked = {fields["id"]}
    for key in _LINKS:
        value = fields.get(key, ())
        linked.update([value] if isinstance(value, str) else value)
    return linked
