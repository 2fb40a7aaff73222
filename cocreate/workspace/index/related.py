"""What a command asks for, found without loading everything: a thing and what is around it, the newest, lineages.

Looked at is what is told: of one thing its file, its thread, and what it is known to hang together with; of a list, a
search or a lineage each file that it is about. A thread lies in the folder of what it is about, and a file is named for
its id (docs/format.md). Whatever a hand has put elsewhere, and all else that is not as usual, is left to a look at
everything (`Unusual`), so that there is one truth and a short way to it.
"""

from __future__ import annotations

import os
from functools import cached_property

from cocreate.model.collection import Collection, project_slug
from cocreate.model.errors import CocreateError, Unreadable
from cocreate.model.ids import COMMONS, beginning_with, is_id, is_id_prefix, is_person_slug, next_to, read_crockford
from cocreate.model.items import Contribution, Idea, Item, Person, Project
from cocreate.model.links import ids_linked
from cocreate.workspace import journal
from cocreate.workspace.index import scan
from cocreate.workspace.index.mentioning import mentions
from cocreate.workspace.index.saved import UNREAD, id_of_path
from cocreate.workspace.index.sight import Sight, Unusual
from cocreate.workspace.paths import id_in_name, person_path, slug_in_name, type_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Final, Self

    from cocreate.workspace.index.storage import AtomicStorage

MOST_BESIDE = 500
"""Rows that may stand beside the tables, or a fiftieth of all."""

MOST_POINTED_AT = 500
"""Things that the texts of a page link to; where they are more, everything is better loaded for good."""


class Around:
    """The ideas and what was said, as far as they are asked for; to be closed, which keeps what was read.

    Args:
        root: the folder of the workspace.
        storage: the index as it was saved last.
        here: all people and projects as they are now; None where each is read by itself.
    """

    def __init__(self, root: str, storage: AtomicStorage, here: Collection | None = None) -> None:
        self._root: Final = root
        self._storage: Final = storage
        self._here: Final = here
        self.ideas: Final = Sight(root, storage, "idea")
        try:
            self.said: Final = Sight(root, storage, "contribution")
        except BaseException:
            self.ideas.close()
            raise
        self._projects: dict[str, Project] = dict(here.projects) if here else {}
        self._taken: dict[str, Item] = {}
        self._gone_up: set[str] = set()

    def __enter__(self) -> Self:
        if self.ideas.token != self.said.token:
            self.close()
            raise Unusual
        return self

    def __exit__(self, kind: type[BaseException] | None, *_error: object) -> None:
        try:
            if kind is None:
                self._keep()
        finally:
            self.close()

    def close(self) -> None:
        """Let go of the files of the index."""
        self.ideas.close()
        self.said.close()

    def _keep(self) -> None:
        """Keep what was read, so that the next command need not."""
        parts = {sight.table: sight.part() for sight in (self.ideas, self.said)}
        if any(rows or gone for rows, gone in parts.values()):
            most = max(MOST_BESIDE, (self.ideas.glance.rows + self.said.glance.rows) // 50)
            try:
                if not self._storage.keep_beside(self.ideas.token, parts, most):
                    raise Unusual
            except (CocreateError, OSError):
                return  # it costs only time

    # One thing by what it is called

    def find(self, ref: str) -> Item:
        """The one thing called `ref`: a person's slug, the beginning of an id, a project's name."""
        found = self.get(ref) if is_id(ref) else None
        found = found or self.person(ref)
        for spelling in dict.fromkeys((ref, read_crockford(ref))):
            if not found and is_id_prefix(spelling):
                found = self._beginning_with(spelling)
        return found or self._project_called(ref)

    def get(self, name: str) -> Item | None:
        """What has the whole id `name`, as its file is now."""
        return self._projects.get(name) or self.ideas.get(name) or self.said.get(name) or self._noted(name)

    def _beginning_with(self, prefix: str) -> Item | None:
        """The one thing whose id begins so; None where there is none."""
        for names in (self._known, self._noted_names, self._new_names):
            found = set(names(prefix))
            if len(found) > 1:
                raise Unusual
            if found:
                item = self.get(found.pop())
                if item is None:
                    raise Unusual
                return item
        return None

    def _known(self, prefix: str) -> Iterator[str]:
        for sight in (self.ideas, self.said):
            yield from (name for name, _path in sight.named(prefix))
        for name in beginning_with(prefix, self._project_ids):
            self._read_project(name)
            yield name

    def _new_names(self, prefix: str) -> Iterator[str]:
        """Of the ideas that somebody else put there since the last look."""
        self.ideas.look_for_new()
        yield from (name for name, _path in self.ideas.named(prefix))

    @cached_property
    def notes(self) -> dict[str, str]:
        """The paths of what was written in this copy and is not in the history yet, by id."""
        return {id_of_path(note.path): note.path for note in journal.notes(self._root)}

    def _noted_names(self, prefix: str) -> Iterator[str]:
        yield from (name for name in self.notes if name.startswith(prefix))

    def _noted(self, name: str) -> Item | None:
        path = self.notes.get(name, "")
        return self._read(path) if type_at(path) in {"idea", "contribution"} else None

    def _read(self, path: str) -> Item:
        from cocreate.workspace.format.reading import read_item  # deferred: where the index has it, nothing is read

        try:
            item = read_item(self._root, path)
        except (FileNotFoundError, Unreadable) as error:
            raise Unusual from error
        if item.type != "person" and id_of_path(path) != item.id:
            raise Unusual
        return item

    @cached_property
    def _folders(self) -> dict[str, str]:
        """The folders of all projects, by id."""
        if self._here:
            return {name: project.path.split("/")[1] for name, project in self._here.projects.items()}
        try:
            return {id_in_name(name): name for name in os.listdir(f"{self._root}/projects") if id_in_name(name)}
        except FileNotFoundError:
            return {}

    @cached_property
    def _project_ids(self) -> list[str]:
        return sorted(self._folders)

    def _read_project(self, name: str) -> None:
        if not self._here and name not in self._projects:
            found = self._read(f"projects/{self._folders[name]}/project.md")
            assert isinstance(found, Project)  # noqa: S101 - the path says so
            self._projects[name] = found

    def _project_called(self, ref: str) -> Item:
        """The one project whose folder is called so, or begins so."""
        if self._here:
            slugs = {name: project_slug(project) for name, project in self._here.projects.items()}
        else:
            slugs = {name: slug_in_name(folder) for name, folder in self._folders.items()}
        found = [name for name, slug in slugs.items() if slug == ref]
        found = found or [name for name, slug in slugs.items() if ref and slug.startswith(ref)]
        if len(found) != 1:
            raise Unusual
        self._read_project(found[0])
        return self._projects[found[0]]

    def person(self, ref: str) -> Item | None:
        """The person with this slug, if there is a card."""
        if self._here:
            return self._here.people.get(ref)
        is_one = is_person_slug(ref) and os.path.lexists(f"{self._root}/{person_path(ref)}")
        return self._read(person_path(ref)) if is_one else None

    def take(self, items: Iterable[Item]) -> None:
        """Know `items`, so that a way up that passes them need not look for them."""
        self._taken.update((item.id, item) for item in items)

    def way_up(self, item: Item) -> list[Item]:
        """What a contribution is on, what that is on, and so on up to a project or an idea; each way is gone once."""
        way: list[Item] = []
        while isinstance(item, Contribution) and item.on != COMMONS and item.id not in self._gone_up:
            self._gone_up.add(item.id)
            if item.on in self._folders:
                self._read_project(item.on)
            above = self._taken.get(item.on) or self.get(item.on)
            if above is None:
                raise Unusual
            self._taken[above.id] = item = above
            way.append(above)
        return way

    # What is handed out

    def others(self) -> Callable[[str], Iterable[str]]:
        """Gives the ids that stand next to one among those of everything there is; works when this is closed."""
        sights = (self.ideas, self.said)
        ids = [sight.glance.ids for sight in sights]
        lost = {id_of_path(path) for sight in sights for path in sight.other}
        fresh = sorted(item.id for sight in sights for item in sight.fresh.values())
        listed = (fresh, self._project_ids)

        def others(name: str) -> list[str]:
            return [one for some in listed for one in next_to(name, some)] + [
                one for some in ids for one in some.next_to(name, lost)
            ]

        return others

    def collection(self, name: str, items: Iterable[Item]) -> Collection:
        """`items`, and what is here of people and projects, among the ids of everything; beside it what these link to.

        An act needs no more than `items`, and says so by not having seen what is here.
        """
        own = self._here.items() if self._here else []
        there = {item.path: item for item in (*own, *items)}
        beside = self._pointed_at(there.values()) if self._here else []
        return Collection(name, there.values(), self._here.unread if self._here else (), self.others(), beside)

    def _pointed_at(self, items: Iterable[Item]) -> list[Item]:
        """What the texts of `items` link to, as its file is now."""
        there = {item.id for item in items}
        names = dict.fromkeys(name for item in items for name in ids_linked(item) if is_id(name) and name not in there)
        if len(names) > MOST_POINTED_AT:
            raise Unusual
        return [found for found in map(self.get, names) if found]


def nearby(root: str, storage: AtomicStorage, name: str, refs: Iterable[str]) -> Collection:
    """The things called one of `refs`, what they are said on, and whoever gave these: what an act needs.

    Raises:
        Unusual, DOUBTS: only a look at everything can tell.
    """
    with Around(root, storage) as around:
        found = [around.find(ref) for ref in refs]
        found += [above for item in found for above in around.way_up(item)]
        named = {person for item in found for person in (*item.by, *item.listed("joined"), *item.listed("people"))}
        people = [card for card in map(around.person, sorted(named)) if card]
        return around.collection(name, [*found, *people])


def related_to(root: str, storage: AtomicStorage, here: Collection, ref: str) -> Collection:
    """The thing called `ref`, its thread, what it grew from, what grew from it, is in it or links to it, and `here`.

    All ideas are looked at, because each may be in the project, or may have come to grow from the idea; only in the
    largest workspaces (`sight.MOST_LOOKED_AT`) no more than new ones and those that are known to have grown from it.

    Raises:
        Unusual, DOUBTS: only a look at everything can tell.
    """
    check_unread(root, storage, ("idea", "contribution"))
    with Around(root, storage, here) as around:
        item = around.find(ref)
        if isinstance(item, Person):
            raise Unusual  # the page of a person tells of all that they gave
        folder = scan.thread_folder(item.path) if isinstance(item, Contribution) else item.path.rpartition("/")[0]
        around.said.look_below(folder)
        thread = around.said.below(folder)
        around.take(thread)
        items = [item, *around.way_up(item), *thread]
        if isinstance(item, Project):
            around.ideas.look()
            items += around.ideas.in_project(item.id)
        elif isinstance(item, Idea):
            around.ideas.look_for_grown()
        else:
            around.ideas.look_for_new()  # by which an id may be short no longer
        if not isinstance(item, Contribution):
            items += around.ideas.woven_from(item.id)
            links = [name for key in ("woven_from", "grew_from", "project") for name in item.listed(key)]
            items += [found for found in map(around.get, links) if found]
        mentioning = mentions(around, item)
        check_threads(around, items)
        around.take(items)
        items += [*mentioning, *(above for one in mentioning for above in around.way_up(one))]
        return whole(around.collection(here.name, items))


def check_threads(around: Around, items: Iterable[Item]) -> None:
    """Raise Unusual where something new lies in another folder than what it is on."""
    there = {item.id for item in items}
    paths = {item.path for item in items}
    if any(new.text("on") in there and path not in paths for path, new in around.said.fresh.items()):
        raise Unusual


def whole(found: Collection) -> Collection:
    """`found`, unless by somebody's hand something is said on what is nowhere, or in the end on itself."""
    roots = {found.root_of(given) for given in found.contributions.values()}
    if not all(root == COMMONS or root in found.projects or root in found.ideas for root in roots):
        raise Unusual
    return found


def newest(root: str, storage: AtomicStorage, here: Collection, count: int) -> Collection:
    """At least so many ideas, the newest there are, and `here`.

    Raises:
        Unusual, DOUBTS: only a look at everything can tell.
    """
    check_unread(root, storage, ("idea",))
    with Around(root, storage, here) as around:
        around.ideas.look()
        return around.collection(here.name, around.ideas.newest(count))


def linked(root: str, storage: AtomicStorage, here: Collection, ref: str) -> tuple[Collection, str]:
    """All that grew from something or that something grew from, `here`, and the thing called `ref`, with its id.

    Raises:
        Unusual, DOUBTS: only a look at everything can tell.
    """
    check_unread(root, storage, ("idea",))
    with Around(root, storage, here) as around:
        around.ideas.look()
        item = around.find(ref) if ref else None
        items = _linked(around, here)
        if item:
            items += [item, *around.way_up(item)]
        return around.collection(here.name, items), item.id if item else ""


def _linked(around: Around, here: Collection) -> list[Item]:
    woven = around.ideas.woven()
    names = {name for idea in woven for name in idea.listed("woven_from")}
    names.update(name for project in here.projects.values() for name in project.grew_from)
    there = {idea.id for idea in woven}
    return [*woven, *(found for found in map(around.get, sorted(names - there - here.projects.keys())) if found)]


def credited(root: str, storage: AtomicStorage, here: Collection, ref: str) -> tuple[Collection, str]:
    """The project or idea called `ref`, its ideas, all that these grew from, their threads, `here`; and its id.

    Raises:
        Unusual, DOUBTS: only a look at everything can tell.
    """
    from cocreate.model.credits import behind  # deferred: only credits are asked for so

    check_unread(root, storage, ("idea", "contribution"))
    with Around(root, storage, here) as around:
        item = around.find(ref)
        if not isinstance(item, Project | Idea):
            raise Unusual
        around.ideas.look()
        inside = around.ideas.in_project(item.id)
        drawn = around.collection(here.name, [item, *inside, *_linked(around, here)])
        items: list[Item] = [*behind(drawn, item.id)]
        folders = [one.path.rpartition("/")[0] for one in items]
        for folder in folders:
            around.said.look_below(folder)
        items += around.said.below(*folders)
        check_threads(around, items)
        return around.collection(here.name, items), item.id


def check_unread(root: str, storage: AtomicStorage, tables: Iterable[str]) -> None:
    """Raise Unusual where a file that could not be read may be another by now."""
    for path, signature in storage.signatures(UNREAD).items():
        concerns = not type_at(path) or type_at(path) in tables
        if concerns and scan.signature_at(f"{root}/{path}") != signature:
            raise Unusual
