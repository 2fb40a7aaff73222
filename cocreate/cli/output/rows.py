"""Items as rows: set in columns for the width of the page, so that a long list reads at a glance."""

from collections.abc import Callable, Iterable
from datetime import datetime

from cocreate.cli.output.layout import WIDEST, cut, pad, width, wrap
from cocreate.cli.output.printing import Bold, Dim, Line
from cocreate.model.collection import Collection
from cocreate.model.items import Idea, Item, Person, Project
from cocreate.model.moments import ago
from cocreate.model.phrases import kind_words, names
from cocreate.model.signs import sign_of
from cocreate.pages.rows import ItemRow, row_of

WHO, MOST_KIND = 18, 14
"""Columns for names, and for a kind, at most."""

UNDER = " " * 8
"""Before a line that belongs to the row above."""


class Rows:
    """Sets items of one collection as rows.

    Args:
        collection: what the items are from.
        columns: the width of the terminal; text is wrapped, and what is beside short titles stands, as on a page.
        now: the moment that "2 h" is counted from.
    """

    def __init__(self, collection: Collection, columns: int, now: datetime) -> None:
        self._collection = collection
        self._columns = columns
        self._page = min(columns, WIDEST)
        self._now = now
        self._names: dict[tuple[str, ...], str] = {}

    def projects(self, projects: Iterable[Project]) -> list[Line]:
        """Projects, each with its purpose under it."""
        found = list(projects)
        wide = self._id_width(found)
        return [line for one in found for line in self.project(one, wide)]

    def project(self, project: Project, wide: int = 4, indent: str = "") -> list[Line]:
        """One project: its title and state, then what it is for."""
        row = row_of(self._collection, project)
        head = f"{indent}{pad(self._collection.short(project.id), wide)}  {sign_of(project)} "
        room = self._columns - width(head)
        state = cut(row.state, max(room // 2, room - width(row.title) - 2))
        title = cut(row.title, room - width(state) - 2)
        under = " " * width(head)
        purpose = wrap(row.under, self._page - width(head))
        return [
            (head, Bold(title), f"  {state}"),
            *((under, Dim(line)) for line in purpose),
        ]

    def ideas(self, ideas: Iterable[Idea]) -> list[Line]:
        """Ideas, a line each: what, in what state, whose, when."""
        return self._table(ideas, lambda row: row.state)

    def mixed(self, items: Iterable[Item]) -> list[Line]:
        """Anything, a line each: what it is, its title, who gave it, when."""
        return self._table(items, lambda row: kind_words(row.item.text("kind") or row.item.type))

    def people(self, people: Iterable[Person]) -> list[Line]:
        """People, a line each: their short name, their name, how they like to be addressed."""
        found = [row_of(self._collection, person) for person in people]
        slugs = max([width(one.item.id) for one in found], default=0)
        called = min(max([width(one.title) for one in found], default=0), 30)
        room = self._columns - slugs - called - 4
        return [
            (f"{pad(one.item.id, slugs)}  ", Bold(pad(one.title, called)), f"  {cut(one.under, room)}") for one in found
        ]

    def under(self, text: str) -> list[Line]:
        """Lines under a row: something out of the text of the item."""
        return [(UNDER, Dim(line)) for line in wrap(text, self._page - len(UNDER))]

    def excerpt(self, text: str) -> Line:
        """One line under a row, cut where it is longer."""
        return (UNDER, Dim(cut(text, self._columns - len(UNDER))))

    def _table(self, items: Iterable[Item], word: Callable[[ItemRow], str]) -> list[Line]:
        """Items in columns: short name, sign, title, `word`, who gave it, when."""
        found = [row_of(self._collection, item) for item in items]
        shorts = [self._collection.short(one.item.id) for one in found]
        words = [cut(word(one), MOST_KIND) for one in found]
        whose = [self._whose(one.item.by) for one in found]
        when = [ago(one.at, self._now) if one.at else "" for one in found]
        middle, who, edge = (max(map(width, cells), default=0) for cells in (words, whose, when))
        lengths = (len(short) for one, short in zip(found, shorts, strict=True) if one.item.type != "person")
        wide = max([4, *lengths])
        beside = wide + middle + who + edge + 10
        longest = max((width(one.title) for one in found), default=0)
        room = max(self._page - beside, min(self._columns - beside, longest))
        return [
            (
                f"{short.ljust(wide)}  {sign_of(one.item)} ",
                Bold(pad(one.title, room - max(0, len(short) - wide))),
                f"  {pad(said, middle)}  {pad(given, who)}  ",
                Dim(moment),
            )
            for one, short, said, given, moment in zip(found, shorts, words, whose, when, strict=True)
        ]

    def _whose(self, people: tuple[str, ...]) -> str:
        """The names of people, cut to their column; many rows have the same."""
        known = self._names.get(people)
        if known is None:
            self._names[people] = known = cut(names(self._collection, people), WHO)
        return known

    def _id_width(self, items: Iterable[Item]) -> int:
        return max([4, *(width(self._collection.short(item.id)) for item in items)])
