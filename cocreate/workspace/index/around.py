"""The ideas and what was said, as far as a command asks for them: one thing as it is called, and what is around it."""

from __future__ import annotations

import os
from functools import cached_property

from cocreate.model.collection import Collection, project_slug
from cocreate.model.errors import CocreateError, Unreadable
from cocreate.model.ids import COMMONS, beginning_with, is_id, is_id_prefix, is_person_slug, next_to, read_crockford
from cocreate.model.items import Contribution, Item, Project
from cocreate.model.links import ids_linked
from cocreate.workspace import journal
from cocreate.workspace.index.saved import FOLDER, id_of_path
from cocreate.workspace.index.sight import Sight, Unusual
from cocreate.workspace.paths import id_in_name, person_path, slug_in_name, type_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Final, Self

    from cocreate.workspace.index.storage import AtomicStorage

MOST_BESIDE = 1_000
"""Rows that may stand beside the tables, or a 25th of all: twice what a look at everything leaves there."""

MOST_LOOKED_AT_FOR_LINKS = 2_000
"""Ideas and contributions up to which the page of something looks at all there are, for links to it: it takes 5 ms."""

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
            try:
                with self._storage.glance(FOLDER) as folders:
                    most = max(MOST_BESIDE, (self.ideas.glance.rows + self.said.glance.rows + folders.rows) // 25)
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
    def _notes(self) -> dict[str, str]:
        """The paths of what was written in this copy and is not in the history yet, by id."""
        return {id_of_path(note.path): note.path for note in journal.notes(self._root)}

    def _noted_names(self, prefix: str) -> Iterator[str]:
        yield from (name for name in self._notes if name.startswith(prefix))

    def _noted(self, name: str) -> Item | None:
        path = self._notes.get(name, "")
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

    def project(self, name: str) -> Project | None:
        """The project with the whole id `name`, if there is one."""
        if name in self._folders:
            self._read_project(name)
        return self._projects.get(name)

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

    def known_as(self, name: str) -> Item | None:
        """What has the whole id or slug `name`, as its file is now."""
        found = self.project(name) or self.get(name) if is_id(name) else None
        return found or self.person(name)

    def take(self, items: Iterable[Item]) -> None:
        """Know `items`, so that a way up that passes them need not look for them."""
        self._taken.update((item.id, item) for item in items)

    def way_up(self, item: Item) -> list[Item]:
        """What a contribution is on, what that is on, and so on up to a project or an idea; each way is gone once."""
        way: list[Item] = []
        while isinstance(item, Contribution) and item.on != COMMONS and item.id not in self._gone_up:
            self._gone_up.add(item.id)
            above = self._taken.get(item.on) or self.project(item.on) or self.get(item.on)
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

    # What links to something

    def mentioning(self, item: Item) -> list[Item]:
        """What links to `item`, each looked at.

        Everything is looked at where that is little. Where it is much, a link that somebody wrote elsewhere by hand, or
        that came with a sync, is found after the next look at everything; what an act wrote in this copy, at once.
        """
        if self.ideas.glance.rows + self.said.glance.rows <= MOST_LOOKED_AT_FOR_LINKS:
            self.said.look()
            if isinstance(item, Contribution):  # else all ideas were looked at
                self.ideas.look()
        found: dict[str, Item] = {}
        for sight in (self.ideas, self.said):
            numbers = [number for number, names in sight.glance.links.items() if item.id in names]
            sight.look_at(numbers)
            found.update((one.id, one) for one in (*sight.rows(numbers), *sight.fresh.values()))
        noted = (self.get(name) for name, path in self._notes.items() if type_at(path) in {"idea", "contribution"})
        found.update((one.id, one) for one in noted if one)
        return [one for one in found.values() if item.id in ids_linked(one)]
