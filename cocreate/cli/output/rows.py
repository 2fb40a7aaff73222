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

LEAST = 24
"""Columns that a title has at least, if it is as long, before what stands beside it gives way."""

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
        indent = indent[: max(0, self._columns - LEAST - wide - 5)]
        head = f"{indent}{pad(self._collection.short(project.id), wide)}  {sign_of(project)} "
        room = self._columns - width(head)
        state = cut(row.state, max(room // 2, room - width(row.title) - 2))
        under = " " * width(head)
        beside = min(width(row.title), LEAST) + 2 + width(state) <= room
        title = cut(row.title, room - width(state) - 2 if beside else room)
        below = ([] if beside else [row.state]) + ([row.under] if row.under else [])
        return [
            (head, Bold(title), f"  {state}" if beside else ""),
            *((under, Dim(line)) for text in below for line in wrap(text, self._page - width(head))),
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
        if self._columns - slugs - 2 < min(called, LEAST):
            return [line for one in found for line in self._person_below(one)]
        called = min(called, self._columns - slugs - 2)
        room = self._columns - slugs - called - 4
        return [
            (
                f"{pad(one.item.id, slugs)}  ",
                Bold(pad(one.title, called)),
                f"  {cut(one.under, room)}" if room >= LEAST // 4 or width(one.under) <= room else "",
            )
            for one in found
        ]

    def _person_below(self, row: ItemRow) -> list[Line]:
        """Somebody where there is no room for columns: their short name, and below it what they are called."""
        below = [*([row.title] if row.title else []), *([row.under] if row.under else [])]
        room = self._columns - 2
        return [(cut(row.item.id, self._columns),), *(("  ", Dim(cut(text, room))) for text in below)]

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
        longest = max((width(one.title) for one in found), default=0)
        left, least = self._columns - wide - 4, min(longest, LEAST)
        columns = [(words, middle), (whose, who), (when, edge)]
        for gives_way in (1, 0, 2):  # who, then how it stands, then when: what it is called comes first
            if left - _beside(columns) < least:
                columns[gives_way] = ([], 0)
        beside = _beside(columns)
        room = max(min(left, self._page - wide - 4) - beside, min(left - beside, longest))
        return [
            self._table_row(one, shorts[at], wide, room, [(cells[at] if cells else "", of) for cells, of in columns])
            for at, one in enumerate(found)
        ]

    def _table_row(self, row: ItemRow, short: str, wide: int, room: int, beside: list[tuple[str, int]]) -> Line:
        short = cut(short, max(wide, wide + room - LEAST // 2))
        title = pad(row.title, room - max(0, width(short) - wide))
        (said, middle), (given, who), (moment, edge) = beside
        between = "".join(f"  {pad(text, of)}" for text, of in ((said, middle), (given, who)) if of)
        return (f"{short.ljust(wide)}  {sign_of(row.item)} ", Bold(title), between, Dim(f"  {moment}" if edge else ""))

    def _whose(self, people: tuple[str, ...]) -> str:
        """The names of people, cut to their column; many rows have the same."""
        known = self._names.get(people)
        if known is None:
            self._names[people] = known = cut(names(self._collection, people), WHO)
        return known

    def _id_width(self, items: Iterable[Item]) -> int:
        return max([4, *(width(self._collection.short(item.id)) for item in items)])


def _beside(columns: Iterable[tuple[list[str], int]]) -> int:
    """The columns that are taken beside a title, with what parts them."""
    return sum(of + 2 for _cells, of in columns if of)
