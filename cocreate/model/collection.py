"""A collection: everything that could be read in a workspace at one moment, and how it hangs together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from operator import attrgetter

from cocreate.locale import N_, Sentence, _
from cocreate.model import links
from cocreate.model.doubles import standing
from cocreate.model.errors import NotFound
from cocreate.model.ids import (
    COMMONS,
    beginning_with,
    is_id_prefix,
    next_to,
    read_crockford,
    shortest_prefix,
)
from cocreate.model.items import Contribution, Idea, Item, Person, Project
from cocreate.model.missing import not_here
from cocreate.model.ordered import Order, Ordered
from cocreate.model.schema import HELD
from cocreate.model.text import clean_name, fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Final

_BY_PATH = attrgetter("path")
_ALIKE, _MOST_ALIKE = 0.75, 3
"""How much of a word is as in one of a title that may be meant, and how many titles are told of."""

_WITH_IDS = ("project", "idea", "contribution")


class Unread:
    """A file that could not be read, and why."""

    __slots__ = ("_reason", "path")

    def __init__(self, path: str, reason: str | Sentence) -> None:
        self.path: Final = path
        self._reason: Final = reason

    @property
    def reason(self) -> str:
        """Why, in the language of whoever asks."""
        return str(self._reason)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Unread) and (self.path, self.reason) == (other.path, other.reason)

    def __hash__(self) -> int:
        return hash(self.path)

    def __repr__(self) -> str:
        return f"Unread({self.path!r}, {self.reason!r})"


class Collection:
    """All items of a workspace by their ids; what is derived from them is worked out once, when first asked.

    A collection never changes: after a change in the files there is a new one.

    Args:
        name: what the workspace is called.
        items: all that could be read. Of several with one id the one that is no copy counts (`doubles`), the
            others are `unread`.
        unread: the files that could not be read.
        others: gives the ids that stand before and after one among those of all that the workspace holds besides
            `items`, so that a short name here is short for one thing in all of it.
        beside: what is known besides `items` only because a text links to it: `pointed_at` finds it, nothing else.
    """

    def __init__(
        self,
        name: str,
        items: Iterable[Item],
        unread: Iterable[Unread] = (),
        others: Callable[[str], Iterable[str]] | None = None,
        beside: Iterable[Item] = (),
    ) -> None:
        self.name = name
        self._beside = {item.id: item for item in beside}
        self.unread: list[Unread] = list(unread)
        self._others = others
        groups: dict[str, list[Any]] = {"person": [], "project": [], "idea": [], "contribution": []}
        for item in items:
            groups[item.type].append(item)
        for group in groups.values():
            group.sort(key=_BY_PATH)
        self.people: dict[str, Person] = _by_id(groups["person"])
        self.projects: dict[str, Project] = _by_id(groups["project"])
        self.ideas: dict[str, Idea] = _by_id(groups["idea"])
        self.contributions: dict[str, Contribution] = _by_id(groups["contribution"])
        things = (self.projects, self.ideas, self.contributions)
        if len({name for group in things for name in group}) < sum(map(len, groups.values())) - len(self.people):
            self._part_doubles(groups)

    def _part_doubles(self, groups: Mapping[str, list[Any]]) -> None:
        """Of several things with one id leave only the one that is no copy; note the others as unread."""
        every = sorted((item for type_ in _WITH_IDS for item in groups[type_]), key=_BY_PATH)
        known = _by_id(sorted(every, key=standing, reverse=True))
        for item in every:
            if known[item.id] is not item:
                self.unread.append(Unread(item.path, Sentence(N_("it has the id of {path}"), path=known[item.id].path)))
        self.projects, self.ideas, self.contributions = (
            _by_id(item for item in groups[type_] if known[item.id] is item) for type_ in _WITH_IDS
        )

    def joined_by(self, items: Iterable[Item]) -> Collection:
        """This collection with `items` in it too, where it did not have them."""
        there = {item.path: item for item in (*items, *self.items())}
        return Collection(self.name, there.values(), self.unread, self._others)

    # What is here

    def get(self, name: str) -> Item | None:
        """The project, idea, contribution or person called `name`, whole; None where there is none."""
        found = self.ideas.get(name) or self.projects.get(name) or self.contributions.get(name)
        return found or self.people.get(name)

    def pointed_at(self, name: str) -> Item | None:
        """What a link to `name` leads to; None where that is not here."""
        return self.get(name) or self._beside.get(name)

    @cached_property
    def marks(self) -> dict[str, str]:
        """Whom each mark such as `@mavi` means, by slug, the marks folded."""
        return links.marks(self)

    @cached_property
    def _mentions(self) -> dict[str, list[Item]]:
        items: list[Item] = [*self.projects.values(), *self.ideas.values(), *self.contributions.values()]
        return links.mentions(self, items)

    def mentions(self, name: str) -> list[Item]:
        """What links to the one called `name` from elsewhere, the newest first."""
        found = [item for item in self._mentions.get(name, ()) if links.is_elsewhere(self, item, name)]
        return sorted(found, key=lambda item: (item.at, item.id), reverse=True)

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
        named.update(person for idea in self.ideas.values() for person in (*idea.joined, *idea.offered))
        named.update(person for project in self.projects.values() for person in project.people)
        carded = sorted(self.people, key=lambda person: self.name_of(person).casefold())
        return carded + sorted(named - self.people.keys())

    # Finding by a short name

    @cached_property
    def _ordered_ids(self) -> list[str]:
        return sorted([*self.projects, *self.ideas, *self.contributions])

    def short(self, name: str) -> str:
        """The shortest prefix by which an item can be named here; a person's slug stays whole."""
        if name in self.people:
            return name
        if self._others is None:
            return shortest_prefix(name, self._ordered_ids)
        return shortest_prefix(name, sorted([*next_to(name, self._ordered_ids), *self._others(name)]))

    def find(self, ref: str) -> Item:
        """The item that a person means by `ref`: a prefix of an id, a slug of a person or project, a whole title.

        Raises:
            NotFound: nothing, or more than one thing, is called so; the hint names candidates.
        """
        found = self.get(ref)
        candidates = [found] if found else self._candidates(ref)
        if len(candidates) == 1:
            return candidates[0]
        if not candidates:
            raise not_here(ref, self.unread, self._named(self._titled(ref)))
        raise NotFound(
            _("Several things are called {ref}.").format(ref=clean_name(ref)),
            (
                _("Add a letter: {candidates}")
                if all(one.id.startswith(read_crockford(ref)) for one in candidates)
                else _("Use one of these short names: {candidates}")
            ).format(candidates=self._named(candidates[:5])),
        )

    def _named(self, items: Iterable[Item]) -> str:
        return ", ".join(f"{self.short(item.id)} ({item.title[:40]})" for item in items)

    def _titled(self, ref: str) -> list[Item]:
        """A few of what is called, in its title, by the words of `ref`, or by words like them."""
        words = fold(ref).replace("-", " ").split()
        titles = [(item, fold(_called(item)).replace("-", " ")) for item in self._with_titles()]
        found = [item for item, title in titles if words and all(f" {word}" in f" {title}" for word in words)]
        if not found and words:
            from difflib import get_close_matches  # deferred: only a slip needs it

            every = {word for _item, title in titles for word in title.split()}
            near = [get_close_matches(word, every, 1, _ALIKE) for word in words]
            found = [item for item, title in titles if all(one and one[0] in title.split() for one in near)]
        return found[:_MOST_ALIKE]

    def _with_titles(self) -> list[Item]:
        return [*self.projects.values(), *self.people.values(), *self.ideas.values()]

    def _candidates(self, ref: str) -> list[Item]:
        for spelling in dict.fromkeys((ref, read_crockford(ref))):
            if is_id_prefix(spelling):
                ids = beginning_with(spelling, self._ordered_ids)
                if ids:
                    return [item for item in map(self.get, ids) if item]
        exact = [p for p in self.projects.values() if project_slug(p) == ref]
        begun = exact or [p for p in self.projects.values() if ref and project_slug(p).startswith(ref)]
        return list(begun) or self._by_title.get(" ".join(fold(ref).split()), [])

    @cached_property
    def _by_title(self) -> dict[str, list[Item]]:
        return links.by_title(self._with_titles())

    # Threads

    def root_of(self, item: Item) -> str:
        """The id of the project or idea whose thread `item` is in, `workspace` for the commons, or empty."""
        if not isinstance(item, Contribution):
            return item.id
        passed: list[str] = []
        on, root, seen = item.on, None, {item.id}
        while root is None:
            if on in self._roots:
                root = self._roots[on]
            elif on == COMMONS or on in self.ideas or on in self.projects or on in self.people:
                root = on
            elif on in seen or on not in self.contributions:
                root = ""
            else:
                seen.add(on)
                passed.append(on)
                on = self.contributions[on].on
        self._roots.update(dict.fromkeys(passed, root))
        return root

    @cached_property
    def _roots(self) -> dict[str, str]:
        """The thread of each contribution passed on a way up: threads may be as deep as they are long."""
        return {}

    @cached_property
    def _threads(self) -> Ordered:
        threads: dict[str, list[Contribution]] = {}
        for contribution in self.contributions.values():
            on = contribution.on
            straight = on in self.ideas or on in self.projects
            threads.setdefault(on if straight else self.root_of(contribution), []).append(contribution)
        return Ordered(threads, self._order)

    def _order(self, contribution: Contribution) -> Order:
        """What answers comes after what it answers, then time, then id: clocks may be years off."""
        way: list[Contribution] = []
        given: Contribution | None = contribution
        seen: set[str] = set()
        while given and given.id not in self._orders and given.id not in seen:
            seen.add(given.id)
            way.append(given)
            given = self.contributions.get(given.on)
        latest, depth = self._orders[given.id][:2] if given and given.id in self._orders else (float("-inf"), -1)
        while way:
            given = way.pop()
            own = given.at.timestamp()
            latest, depth = max(latest, own), depth + 1
            self._orders[given.id] = (latest, depth, own, given.id)
        return self._orders[contribution.id]

    @cached_property
    def _orders(self) -> dict[str, Order]:
        """Where each contribution stands that was asked for, and all above it: a long way up is gone once."""
        return {}

    def thread(self, root: str) -> list[Contribution]:
        """The contributions of the project, idea or commons called `root`, oldest first."""
        return self._threads.of(root)

    def said_in(self, root: str) -> Iterable[Contribution]:
        """The same in no order, which costs more than all else, for whoever looks whether something is there."""
        return self._threads.groups.get(root, ())

    @cached_property
    def _replies(self) -> Ordered:
        replies: dict[str, list[Contribution]] = {}
        for contribution in self.contributions.values():
            replies.setdefault(contribution.on, []).append(contribution)
        return Ordered(replies, self._order)

    def replies(self, name: str) -> list[Contribution]:
        """What was given straight to the item called `name`, oldest first."""
        return self._replies.of(name)

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
        replies = self._replies.groups.get(question.id, ())
        return any(reply.kind == "answer" and reply.listed("helpful") for reply in replies)

    @cached_property
    def _replacing(self) -> dict[str, list[Contribution]]:
        replacing: dict[str, list[Contribution]] = {}
        for given in self.contributions.values():
            if given.kind in HELD and (name := given.text("replaces")):
                replacing.setdefault(name, []).append(given)
        return replacing

    def replacing(self, name: str) -> list[Contribution]:
        """What people hold to, or were to decide, in the place of the one called `name`."""
        return self._replacing.get(name, [])

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


def _by_id(items: Iterable[Any]) -> dict[str, Any]:
    return {item.id: item for item in items}


def _called(item: Item) -> str:
    """By which words somebody may mean an item: its title, and the short name of a person."""
    return f"{item.title} {item.id}" if isinstance(item, Person) else item.title


def project_slug(project: Project) -> str:
    """The readable part of a project's folder: its path without the id."""
    return project.path.split("/")[1].removesuffix(project.id).rstrip("-")
