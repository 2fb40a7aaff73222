"""One thing as a page of plain text: what it is and is for, where it comes from, what was said on it."""

from collections.abc import Iterable

from cocreate.cli.layout import pad, set_body, width, wrap
from cocreate.cli.printing import Body, Bold, Dim, Line
from cocreate.cli.said import kind_said, more_keys, replies_lines, signed, thread_lines
from cocreate.locale import _
from cocreate.model.collection import Collection
from cocreate.model.ids import COMMONS
from cocreate.model.items import Contribution, Idea, Item, Person, Project
from cocreate.model.moments import day_words
from cocreate.model.phrases import about, names, standing, type_words
from cocreate.model.signs import sign_of

MARGIN = "  "
_KEPT = "\ufdd0"
"""Stands for a space that no line is broken at; a point that is no character (Unicode, section 23.7)."""

Fact = tuple[str, list[tuple[str, str]]]
"""A heading, and its lines: what a line begins with, under which it goes on, and its text."""


def _fact(heading: str, text: str) -> Fact:
    return heading, [("", text)]


class Page:
    """Sets one item of a collection for `columns` of width."""

    def __init__(self, collection: Collection, columns: int) -> None:
        self._collection = collection
        self._columns = columns

    def of(self, item: Item) -> list[Line]:
        """The page of an item."""
        if isinstance(item, Person):
            return self._person(item)
        if isinstance(item, Contribution):
            return self._contribution(item)
        return self._thing(item)

    def commons(self, body: str) -> list[Line]:
        """The page of the workspace itself: its text, and what was said in the commons."""
        lines: list[Line] = [(Bold(self._collection.name), _("  the commons"))]
        return [
            *lines,
            *self._body(body),
            *self._thread(thread_lines(self._collection, COMMONS, self._columns)),
        ]

    def _thing(self, item: Item) -> list[Line]:
        """A project or an idea."""
        short = self._collection.short(item.id)
        lines: list[Line] = [(f"{short}  {sign_of(item)} ", Bold(item.title))]
        if isinstance(item, Project):
            lines += [(MARGIN, line) for line in wrap(item.purpose, self._columns - len(MARGIN))]
        lines += ["", (MARGIN, ", ".join((type_words(item), standing(item), day_words(item.at))))]
        lines += self._facts(self._about_thing(item))
        lines += self._body(item.body)
        if isinstance(item, Project):
            lines += self._ideas(item)
        return lines + self._thread(thread_lines(self._collection, item.id, self._columns))

    def _about_thing(self, item: Item) -> Iterable[Fact]:
        """What is known of a project or an idea."""
        here = self._collection
        yield _fact(_("by"), signed(here, item))
        if isinstance(item, Project):
            yield _fact(_("with"), names(here, item.people))
        if isinstance(item, Idea):
            yield _fact(_("joined"), names(here, item.joined))
            yield _("in"), self._named([item.project] if item.project else [])
        yield _fact(_("themes"), ", ".join(item.themes))
        how = _("grew from") if isinstance(item, Project) else _("woven from")
        yield how, self._named(here.parents(item.id))
        yield _("led to"), self._named(here.children(item.id))

    def _named(self, found: Iterable[str]) -> list[tuple[str, str]]:
        """Projects and ideas; a project with what it is for."""
        lines = []
        for name in found:
            item, short = self._collection.get(name), self._collection.short(name)
            if item is None:
                lines.append((f"{short}  ", _("is not here")))
                continue
            purpose = f" – {item.purpose}" if isinstance(item, Project) else ""
            lines.append((f"{short}  {sign_of(item)} ", item.title + purpose))
        return lines

    def _facts(self, facts: Iterable[Fact]) -> list[Line]:
        """Facts under one another, each heading in a column of its own."""
        told = [(heading, [line for line in lines if line[1]]) for heading, lines in facts]
        told = [(heading, lines) for heading, lines in told if lines]
        wide = max((width(heading) for heading, _lines in told), default=0)
        room = self._columns - len(MARGIN) - wide - 2
        set_: list[Line] = []
        for heading, lines in told:
            first = heading
            for head, text in lines:
                for part in wrap(head.replace(" ", _KEPT) + text, room, " " * width(head)):
                    set_.append((MARGIN, Dim(pad(first, wide)), f"  {part.replace(_KEPT, ' ')}"))
                    first = ""
        return set_

    def _body(self, body: str) -> list[Line]:
        if not body:
            return []
        return ["", *((MARGIN, Body(line)) for line in set_body(body, self._columns - len(MARGIN)))]

    def _ideas(self, project: Project) -> list[Line]:
        ideas = self._collection.ideas_in(project.id)
        lines: list[Line] = []
        for idea in ideas:
            head = f"{self._collection.short(idea.id)}  {sign_of(idea)} "
            for part in wrap(f"{idea.title}, {standing(idea)}", self._columns - width(head)):
                lines.append((head, part))
                head = " " * width(head)
        return ["", (Bold(_("Ideas")),), "", *lines] if lines else []

    def _thread(self, lines: list[Line]) -> list[Line]:
        return ["", (Bold(_("What was said")),), "", *lines[:-1]] if lines else []

    def _person(self, person: Person) -> list[Line]:
        here = self._collection
        lines: list[Line] = [(f"{person.id}  @ ", Bold(person.title)), ""]
        projects = [one.id for one in here.projects.values() if person.id in one.people]
        ideas = [one.id for one in here.ideas.values() if person.id in (*one.by, *one.joined)]
        lines += self._facts(
            [
                _fact(_("address"), person.address),
                _fact(_("language"), person.text("language")),
                _fact(_("brings"), ", ".join(person.listed("brings"))),
                _fact(_("curious"), ", ".join(person.listed("curious"))),
                _fact(_("emails"), ", ".join(person.listed("emails"))),
            ]
        )
        lines += self._body(person.body)
        if projects or ideas:
            lines.append("")
        found = [(_("projects"), self._named(projects)), (_("ideas"), self._named(ideas))]
        lines += self._facts(found)
        return lines

    def _contribution(self, item: Contribution) -> list[Line]:
        here = self._collection
        lines: list[Line] = [
            (
                f"{here.short(item.id)}  {sign_of(item)} ",
                Bold(signed(here, item)),
                Dim(f"  {day_words(item.at)}"),
                f"  {kind_said(here, item)}",
            ),
        ]
        place = here.root_of(item)
        where = self._named([place]) if here.get(place) else [("", about(here, item))]
        under = self._named([item.on]) if item.on in here.contributions else []
        lines += self._facts([(_("in"), where), (_("under"), under)])
        lines += self._body(item.body)
        if told := more_keys(here, item):
            lines += ["", *((MARGIN, line) for line in told)]
        return lines + self._thread(replies_lines(here, item, self._columns))
