"""Items as rows: set in columns for the width of the page, so that a long list reads at a glance."""

from collections.abc import Callable, Iterable
from datetime import datetime

from cocreate.cli.layout import cut, pad, width, wrap
from cocreate.cli.printing import Bold, Dim, Line
from cocreate.cli.said import standing
from cocreate.cli.signs import sign_of
from cocreate.locale import _
from cocreate.model.collection import Collection
from cocreate.model.items import Contribution, Idea, Item, Person, Project
from cocreate.model.moments import ago
from cocreate.model.phrases import names, state_words, type_words

WHO, MOST_KIND = 18, 14
"""Columns for names, and for a kind, at most."""


class Rows:
    """Sets items of one collection as rows.

    Args:
        collection: what the items are from.
        columns: the width of the page.
        now: the moment that "2 h" is counted from.
    """

    def __init__(self, collection: Collection, columns: int, now: datetime) -> None:
        self._collection = collection
        self._columns = columns
        self._now = now

    def projects(self, projects: Iterable[Project]) -> list[Line]:
        """Projects, each with its purpose under it."""
        found = list(projects)
        wide = self._id_width(found)
        return [line for one in found for line in self.project(one, wide)]

    def project(self, project: Project, wide: int = 4, indent: str = "") -> list[Line]:
        """One project: its title and state, then what it is for."""
        head = f"{indent}{pad(self._collection.short(project.id), wide)}  {sign_of(project)} "
        room = self._columns - width(head)
        state = cut(standing(project), max(room // 2, room - width(project.title) - 2))
        title = cut(project.title, room - width(state) - 2)
        under = " " * width(head)
        purpose = wrap(project.purpose, room)
        return [
            (head, Bold(title), f"  {state}"),
            *((under, Dim(line)) for line in purpose),
        ]

    def ideas(self, ideas: Iterable[Idea]) -> list[Line]:
        """Ideas, a line each: what, in what state, whose, when."""
        return self._table(ideas, lambda idea: state_words(idea.state))

    def mixed(self, items: Iterable[Item]) -> list[Line]:
        """Anything, a line each: what it is, its title, who gave it, when."""
        return self._table(items, type_words)

    def people(self, people: Iterable[Person]) -> list[Line]:
        """People, a line each: their short name, their name, how they like to be addressed."""
        found = list(people)
        slugs = max([width(one.id) for one in found], default=0)
        called = min(max([width(one.title) for one in found], default=0), 30)
        room = self._columns - slugs - called - 4
        return [
            (f"{pad(one.id, slugs)}  ", Bold(pad(one.title, called)), f"  {cut(one.address, room)}")
            for one in found
        ]

    def under(self, item: Item, text: str) -> list[Line]:
        """Lines under the row of `item`: something out of its text."""
        indent = " " * (max(4, width(self._short(item))) + 4)
        return [(indent, Dim(line)) for line in wrap(text, self._columns - len(indent))]

    def _table(self, items: Iterable[Item], word: Callable[[Item], str]) -> list[Line]:
        found = list(items)
        wide = self._id_width(found)
        words = [cut(word(one), MOST_KIND) for one in found]
        middle = max(map(width, words), default=0)
        whose = [cut(names(self._collection, one.by), WHO) for one in found]
        who = max(map(width, whose), default=0)
        when = [ago(one.at, self._now) if one.by else "" for one in found]
        room = self._columns - wide - middle - who - max(map(width, when), default=0) - 10
        return [
            (
                f"{pad(self._short(one), wide)}  {sign_of(one)} ",
                Bold(pad(self._title(one), room)),
                f"  {pad(said, middle)}  {pad(given, who)}  ",
                Dim(moment),
            )
            for one, said, given, moment in zip(found, words, whose, when, strict=True)
        ]

    def _short(self, item: Item) -> str:
        return self._collection.short(item.id)

    def _title(self, item: Item) -> str:
        if isinstance(item, Contribution) and not item.title:
            return state_words(item.text("stance")) or _("without words")
        return item.title

    def _id_width(self, items: Iterable[Item]) -> int:
        return max([4, *(width(self._short(item)) for item in items)])
