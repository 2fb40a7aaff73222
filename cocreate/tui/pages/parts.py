"""The parts that pages are made of: headings, names, facts, lines with something at their right edge."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from textual.content import Content

from cocreate.locale import _
from cocreate.model.collection import Collection
from cocreate.model.items import Contribution, Idea, Item, Project
from cocreate.model.moments import ago
from cocreate.tui import safe
from cocreate.tui.blocks import Block, wrapped
from cocreate.tui.signs import sign_for
from cocreate.tui.themes import MUTED, person_style

SPACE = safe.line(" ")


def names(collection: Collection, people: Iterable[str], between: str = ", ") -> Content:
    """What people are called, each in their own colour."""
    parts: list[Content] = []
    for person in people:
        if parts:
            parts.append(safe.line(between, MUTED))
        parts.append(safe.line(collection.name_of(person), f"{person_style(person)} bold"))
    return safe.join(*parts)


def heading(words: str, gap: int = 1) -> Block:
    """A heading within a page."""
    return Block(safe.line(words, f"bold {MUTED}"), gap=gap)


def quiet(words: str, gap: int = 0, ref: str = "") -> Block:
    """A sentence that steps back."""
    return Block(safe.line(words, MUTED), gap=gap, ref=ref)


def fact(label: str, value: Content, ref: str = "", gap: int = 0) -> Block:
    """A short label and what it says, wrapped under itself."""
    first = safe.line(f"{label} ", MUTED)
    return Block(value, first=first, rest=safe.line("  "), ref=ref, gap=gap)


def two_sided(left: Content, right: Content) -> Callable[[int], Sequence[Content]]:
    """Draws `left`, wrapped if need be, with `right` at the right edge of its first line."""

    def draw(width: int) -> Sequence[Content]:
        room = width - right.cell_length - 1
        if room < 16:
            return [*wrapped(left, width), right]
        lines = wrapped(left, room)
        space = safe.line(" " * (width - lines[0].cell_length - right.cell_length))
        return [safe.join(lines[0], space, right), *lines[1:]]

    return draw


def when(item: Item, now: datetime) -> Content:
    """How long ago, for the right edge."""
    return safe.line(ago(item.at, now), MUTED)


def sign_of(item: Item) -> Content:
    """The sign of an item: its state, or its kind."""
    if isinstance(item, Project):
        return sign_for("spin-off" if item.grew_from and item.state == "active" else item.state).content
    if isinstance(item, Idea):
        return sign_for("taken-up" if item.state == "taken-up" else item.state).content
    if isinstance(item, Contribution):
        return sign_for(item.text("stance") if item.kind == "stance" else item.kind).content
    return sign_for(item.type).content


def titled(item: Item, style: str = "bold") -> Content:
    """Sign and title."""
    return safe.join(sign_of(item), SPACE, safe.line(item.title, style))


def pointer(collection: Collection, name: str, first: str = "") -> Block:
    """A line that leads to the item called `name`, with its purpose if it is a project."""
    item = collection.get(name)
    if item is None:
        return quiet(f"{first}{name} ?")
    return Block(titled(item, ""), first=safe.line(first, MUTED), rest=safe.line(" " * (len(first) + 2)), ref=name)


def unread_page(collection: Collection, path: str) -> list[Block]:
    """What is to be said of the file at `path` that could not be read; nothing, if it is none of those."""
    reason = next((unread.reason for unread in collection.unread if unread.path == path), "")
    if not reason:
        return []
    return [
        Block(safe.join(sign_for("unreadable").content, safe.line(f" {path}", "bold"))),
        Block(safe.line(_("It could not be read: {reason}.").format(reason=reason), "$warm"), gap=1),
        Block(
            safe.line(_("Nothing is lost: the file is as it was. Mend it in an editor, and it is here again.")), gap=1
        ),
    ]
