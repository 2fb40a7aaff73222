"""A collection: everything that could be read in a workspace at one moment, and how it hangs together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from cocreate.locale import _
from cocreate.model.errors import NotFound
from cocreate.model.ids import COMMONS, is_id_prefix, read_crockford, shortest_prefix
from cocreate.model.items import Contribution, Idea, Item, Person, Project

Order = tuple[datetime, int, datetime, str]


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be read, and why."""

    path: str
    reason: str


class Collection:
    """All items of a workspace by their ids; what is derived from them is worked out once, when first asked.

    A collection never changes: after a change in the files there is a new one.

    Args:
        name: what the workspace is called.
        items: all that could be read. Of several with one id the first by path counts; the others are `unread`.
        unread: the files that could not be read.
    """

    def __init__(self, name: str, items: Iterable[Item], unread: Iterable[Unread] = ()) -> None:
        self.name = name
        self.people: dict[str, Person] = {}
        self.projects: dict[str, Project] = {}
        self.ideas: dict[str, Idea] = {}
        self.contributions: dict[str, Contribution] = {}
        self.unread: list[Unread] = list(unread)
        taken: dict[str, str] = {}
        for item in sorted(items, key=lambda item: item.path):
            self._take(item, taken)

    def _take(self, item: Item, taken: dict[str, str]) -> None:
        if isinstance(item, Person):
            self.people[item.id] = item
            return
        first = taken.setdefault(item.id, item.path)
        if first != item.path:
            self.unread.append(Unread(item.path, _("it has the id of {path}").format(path=first)))
        elif isinstance(item, Project):
            self.projects[item.id] = item
        elif isinstance(item, Idea):
            self.ideas[item.id] = item
        elif isinstance(item, Contribution):
            self.contributions[item.id] = item

    # What is here

    def get(self, name: str) -> Item | None:
        """The project, idea, contribution or person called `name`, whole; None where there is none."""
        found = self.ideas.get(name) or self.projects.get(name) or self.contributions.get(name)
        return found or self.people.get(name)

    def items(self) -> list[Item]:
        """Everything: people, projects, ideas, contributions."""
        return [
            *self.people.values(),
            *self.projects.values(),
            *self.ideas.values(),
            *self.contributions.values(),
        ]

    def name_of(self, person: str) -> str:
        """What a person is called; the slug, where there is no card yet."""
        card = self.people.get(person)
        return card.title if card else person

    @cached_property
    def known_people(self) -> list[str]:
        """Everyone with a card, then everyone who is only named so far, each by slug."""
        named = {person for item in self.items() if not isinstance(item, Person) for person in item.by}
        named.update(person for idea in self.ideas.values() for person in idea.joined)
        named.update(person for project in self.projects.values() for person in project.people)
        carded = sorted(self.people, key=lambda person: self.name_of(person).casefold())
        return carded + sorted(named - self.people.keys())

    # Finding by a short name

    @cached_property
    def _ordered_ids(self) -> list[str]:
        return sorted([*self.projects, *self.ideas, *self.contributions])

    def short(self, name: str) -> str:
        """The shortest prefix by which an item can be named here; a person's slug stays whole."""
        return name if name in self.people else shortest_prefix(name, self._ordered_ids)

    def find(self, ref: str) -> Item:
        """The item that a person means by `ref`: a prefix of an id, a person's slug, or a project's slug.

        Raises:
            NotFound: nothing, or more than one thing, is called so; the hint names candidates.
        """
        found = self.get(ref)
        candidates = [found] if found else self._candidates(ref)
        if len(candidates) == 1:
            return candidates[0]
        if not candidates:
            raise NotFound(
                _("Nothing here is called {ref}.").format(ref=ref),
                _("cocreate search finds things by their words, cocreate list shows their short names."),
            )
        shown = ", ".join(f"{self.short(item.id)} ({item.title[:40]})" for item in candidates[:5])
        raise NotFound(
            _("Several things are called {ref}.").format(ref=ref),
            _("Add a letter: {candidates}").format(candidates=shown),
        )

    def _candidates(self, ref: str) -> list[Item]:
        for spelling in dict.fromkeys((ref, read_crockford(ref))):
            if is_id_prefix(spelling):
                ids = [name for name in self._ordered_ids if name.startswith(spelling)]
                if ids:
                    return [item for item in map(self.get, ids) if item]
        exact = [p for p in self.projects.values() if project_slug(p) == ref]
        return list(exact) or [p for p in self.projects.values() if ref and project_slug(p).startswith(ref)]

    # Threads

    def root_of(self, item: Item) -> str:
        """The id of the project or idea whose thread `item` is in, `workspace` for the commons, or empty."""
        seen = set()
        while isinstance(item, Contribution) and item.id not in seen:
            seen.add(item.id)
            if item.on == COMMONS:
                return COMMONS
            above = self.get(item.on)
            if above is None:
                return ""
            item = above
        return "" if isinstance(item, Contribution) else item.id

    @cached_property
    def _threads(self) -> dict[str, list[Contribution]]:
        threads: dict[str, list[Contribution]] = {}
        for contribution in self.contributions.values():
            threads.setdefault(self.root_of(contribution), []).append(contribution)
        for thread in threads.values():
            thread.sort(key=self._order)
        return threads

    def _order(self, contribution: Contribution) -> Order:
        """What answers comes after what it answers, then time, then id: clocks may be years off."""
        latest, depth = contribution.at, 0
        seen, above = {contribution.id}, self.contributions.get(contribution.on)
        while above and above.id not in seen:
            seen.add(above.id)
            latest, depth = max(latest, above.at), depth + 1
            above = self.contributions.get(above.on)
        return (latest, depth, contribution.at, contribution.id)

    def thread(self, root: str) -> list[Contribution]:
        """The contributions of the project, idea or commons called `root`, oldest first."""
        return self._threads.get(root, [])

    @cached_property
    def _replies(self) -> dict[str, list[Contribution]]:
        replies: dict[str, list[Contribution]] = {}
        for contribution in sorted(self.contributions.values(), key=self._order):
            replies.setdefault(contribution.on, []).append(contribution)
        return replies

    def replies(self, name: str) -> list[Contribution]:
        """What was given straight to the item called `name`, oldest first."""
        return self._replies.get(name, [])

    def below(self, contribution: Contribution) -> list[Contribution]:
        """What was given to `contribution` and to what was given to it, oldest first."""
        found: dict[str, Contribution] = {}
        open_ = [contribution.id]
        while open_:
            for reply in self.replies(open_.pop()):
                if reply.id not in found and reply.id != contribution.id:
                    found[reply.id] = reply
                    open_.append(reply.id)
        return sorted(found.values(), key=self._order)

    def is_answered(self, question: Contribution) -> bool:
        """Whether somebody marked an answer to `question` as helpful."""
        return any(r.kind == "answer" and r.listed("helpful") for r in self.replies(question.id))

    # Ideas in projects, and what grew from what

    @cached_property
    def _ideas_in(self) -> dict[str, list[Idea]]:
        inside: dict[str, list[Idea]] = {}
        for idea in sorted(self.ideas.values(), key=lambda idea: (idea.at, idea.id)):
            if idea.project:
                inside.setdefault(idea.project, []).append(idea)
        return inside

    def ideas_in(self, project: str) -> list[Idea]:
        """The ideas discussed in a project, oldest first."""
        return self._ideas_in.get(project, [])

    def parents(self, name: str) -> tuple[str, ...]:
        """The ids of what a project or idea grew from, as it names them."""
        item = self.get(name)
        if isinstance(item, Project):
            return item.grew_from
        return item.woven_from if isinstance(item, Idea) else ()

    @cached_property
    def _children(self) -> dict[str, list[str]]:
        children: dict[str, list[str]] = {}
        grown: list[Item] = [*self.projects.values(), *self.ideas.values()]
        for item in sorted(grown, key=lambda item: (item.at, item.id)):
            for parent in dict.fromkeys(self.parents(item.id)):
                children.setdefault(parent, []).append(item.id)
        return children

    def children(self, name: str) -> list[str]:
        """The ids of the projects and ideas that grew from the one called `name`, oldest first."""
        return self._children.get(name, [])


def project_slug(project: Project) -> str:
    """The readable part of a project's folder: its path without the id."""
    return project.path.split("/")[1].removesuffix(project.id).rstrip("-")
