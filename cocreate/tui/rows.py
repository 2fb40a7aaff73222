"""The rows of the lists: what stands in their lines for a width."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import ClassVar

from textual.content import Content

from cocreate.locale import _
from cocreate.model import phrases
from cocreate.model.collection import Collection, Unread
from cocreate.model.ids import COMMONS
from cocreate.model.items import Contribution, Item, Person
from cocreate.model.marks import without_marks
from cocreate.model.moments import ago
from cocreate.model.search import folded_words
from cocreate.model.text import clean_name, fold
from cocreate.pages.commons import commons_purpose
from cocreate.pages.linking import shown
from cocreate.pages.rows import ItemRow, on_card, row_of
from cocreate.tui import safe
from cocreate.tui.blocks import ending, fitting, wrapped
from cocreate.tui.marking import line_with, passage
from cocreate.tui.painting import names, sign_for, sign_of
from cocreate.tui.themes import MUTED, person_style

SPACE, INDENT = safe.line(" "), safe.line("  ")

NARROW = 60
"""Columns of a list in which most purposes take more than two lines."""

TOLD = ("purpose", "because", "outcome", "address", "brings", "curious", "themes")
"""The keys whose words a row of what was found may show."""

SKILLS, SKILL_LINES = ("brings", "curious"), 2
"""What of a card stands in the list of people, and the lines that each takes at most."""

PROJECT_HEIGHT = 3
"""Lines of a project where there are so many that each takes the same."""

Row = tuple[Item, int]
"""An item, and how far it is set in."""

Draw = Callable[[Row, int], Sequence[Content]]


class UnreadItem(Item):
    """A file that could not be read, in the place of what it would be: its path for a title, and the reason."""

    __slots__ = ()
    type: ClassVar[str] = "unreadable"

    def __init__(self, unread: Unread) -> None:
        super().__init__(unread.path, {"id": unread.path, "title": clean_name(unread.path), "because": unread.reason})


class Commons(Item):
    """What belongs to the whole workspace, in the place of a project: known by the name it has in every `on`."""

    __slots__ = ()
    type: ClassVar[str] = "commons"

    def __init__(self, collection: Collection) -> None:
        fields = {"id": COMMONS, "title": collection.name, "purpose": commons_purpose(), "state": "active"}
        super().__init__(COMMONS, fields)


def unread_rows(collection: Collection, below: str) -> list[Row]:
    """The files in the folder `below` that could not be read, so that nothing is missing without a word."""
    return [(UnreadItem(unread), 0) for unread in collection.unread if unread.path.startswith(below)]


def draw_unread(row: Row, width: int) -> list[Content]:
    """The path of a file, and why it could not be read."""
    item, _depth = row
    head = safe.join(sign_of(item), SPACE, safe.line(item.title, "bold"))
    return [edged(head, safe.EMPTY, width), edged(safe.line(f"  {item.text('because')}", "$alarm"), safe.EMPTY, width)]


def key(row: Row) -> str:
    """What a row is known by."""
    return row[0].id


def edged(left: Content, right: Content, width: int) -> Content:
    """`left`, cut where it must be, with `right` at the right edge."""
    room = max(1, width - right.cell_length - 1)
    cut = left if left.cell_length <= room else left.truncate(room, ellipsis=True)
    return safe.join(cut, safe.line(" " * (width - cut.cell_length - right.cell_length)), right)


def project_rows(collection: Collection, pulses: Mapping[str, str]) -> Draw:
    """The title with its pulse or state, and under it the purpose."""

    def draw(row: Row, width: int) -> list[Content]:
        project, depth = row
        indent = safe.line("  " * max(0, depth - 1) + ("└" if depth else ""), MUTED)
        active = project.state == "active"
        state = pulses.get(project.id, "") if active else phrases.state_words(project.state)
        title = fitting(shown(collection, project.title), width)
        head = safe.join(indent, sign_of(project), SPACE, safe.line(title, "bold"))
        inner = safe.line("  " * (depth + 1))
        room = max(8, width - inner.cell_length)
        words = project.text("because") if project.state == "resting" else project.text("purpose")
        if project.state == "resting":
            words = f"{project.text('purpose')} {_('Rests: {why}.').format(why=words)}"
        most = 2 if width > NARROW else 6
        purpose = _quietly(shown(collection, words), room, most)
        return [edged(head, safe.line(state, MUTED), width), *(safe.join(inner, line) for line in purpose)]

    return draw


def _quietly(words: str, room: int, most: int) -> list[Content]:
    """Words that step back, in lines so wide, of which there are `most`; what finds no room then is cut."""
    lines = wrapped(safe.line(fitting(words, room * (most + 1)), MUTED), room)
    return lines if len(lines) <= most else [*lines[: most - 1], ending(lines[most - 1], room).stylize(MUTED)]


def idea_rows(collection: Collection, clock: Callable[[], datetime]) -> Draw:
    """Two lines: the title with how long ago, then whose it is and where it is discussed."""

    def draw(row: Row, width: int) -> list[Content]:
        said = row_of(collection, row[0])
        below = [names(collection, said.item.by), safe.line(fitting(said.place, width), MUTED)]
        return _two_lines(said, said.title, _ago(said, clock), below, width)

    return draw


def found_rows(collection: Collection, clock: Callable[[], datetime], wanted: Sequence[str]) -> Draw:
    """Two lines for anything that was found: what it says, then what it is, where, and whose.

    Where the title does not show what was looked for, the passage that does is shown: of something said in place of
    its first words, of anything else below its title.
    """

    def draw(row: Row, width: int) -> list[Content]:
        said = row_of(collection, row[0])
        right = _ago(said, clock)
        in_sight = said.title[: max(0, width - right.cell_length - 3)]
        found = "" if passage(in_sight, wanted) else shown(collection, without_marks(_passage(said.item, wanted)))
        title, under = (found, "") if isinstance(said.item, Contribution) else ("", found)
        words = [phrases.type_words(said.item), said.place, under or said.under]
        below = [*(safe.line(fitting(one, width), MUTED) for one in words), names(collection, said.item.by)]
        return _two_lines(said, title or said.title, right, below, width)

    return draw


def _passage(item: Item, wanted: Sequence[str]) -> str:
    """The first passage of an item that holds one of the words; empty where none does."""
    if not wanted:
        return ""
    if card := _card(item):
        return passage(line_with(card, wanted), wanted)
    return next((found for text in (*map(item.text, TOLD), item.body) if (found := passage(text, wanted))), "")


def _ago(said: ItemRow, clock: Callable[[], datetime]) -> Content:
    return safe.line(ago(said.at, clock()), MUTED) if said.at else safe.EMPTY


def _two_lines(said: ItemRow, title: str, right: Content, below: Sequence[Content], width: int) -> list[Content]:
    """The title, with something at the right edge; under it what is said below, parted by dots.

    Args:
        said: the row, whose sign stands before the title.
        title: what it is called.
        right: what stands at the right edge.
        below: what is said under the title; what is empty is left out.
        width: how wide both lines are at most.
    """
    style = "" if isinstance(said.item, Contribution) else "bold"
    head = safe.join(sign_for(said.meaning), SPACE, safe.line(fitting(title, width), style))
    told = safe.join(INDENT, safe.line(" · ", MUTED).join(one for one in below if one))
    return [edged(head, right, width), safe.cut(told, width)]


def person_rows(collection: Collection, wanted: Callable[[], str]) -> Draw:
    """The name; under it how the person likes to be addressed, and what they bring and are curious about.

    Where they are looked for, it is what on the card holds the words `wanted`.
    """

    def draw(row: Row, width: int) -> list[Content]:
        said = row_of(collection, row[0])
        name = safe.line(fitting(said.title, width), person_style(said.item.id, collection.people))
        words = folded_words(wanted().split())
        found = "" if passage(said.title, words) else shown(collection, _passage(said.item, words))
        told = [found] if found else [said.under, *map(partial(_skills, said.item), SKILLS)]
        room = max(8, width - 2)
        under = [safe.join(INDENT, line) for one in told if one for line in _quietly(one, room, SKILL_LINES)]
        return [edged(safe.join(sign_for(said.meaning), SPACE, name), safe.EMPTY, width), *under]

    return draw


def _skills(person: Item, key: str) -> str:
    """What a card says under `key`, after its name; empty where it says nothing."""
    said = ", ".join(person.listed(key))
    return f"{phrases.key_words(key)}: {said}" if said else ""


def filtered(collection: Collection, rows: Sequence[Row], words: str) -> Sequence[Row]:
    """Those of `rows` that hold all `words` in what their lines say, in a theme or a state; a card anywhere on it."""
    wanted = folded_words(words.split())
    if not wanted:
        return rows

    def told(item: Item) -> str:
        said = row_of(collection, item)
        lines = (said.title, said.state, said.place, said.under, item.text("because"))
        people = phrases.names(collection, item.by)
        return fold("\n".join([*lines, item.state, *item.themes, people, *_card(item)]))

    return [row for row in rows if _holds(told(row[0]), wanted)]


def _card(item: Item) -> Sequence[str]:
    return on_card(item) if isinstance(item, Person) else ()


def _holds(text: str, words: list[str]) -> bool:
    return all(word in text for word in words)
