"""Lines that many pages have: a sign with a title, names, a moment, a line that leads somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cocreate.locale import _
from cocreate.model.moments import ago
from cocreate.model.phrases import signed
from cocreate.model.signs import SIGNS, UNKNOWN_SIGN, meaning_of
from cocreate.pages.parts import PERSON, PLAIN, QUIET, SIGN, THEME, Line, Row, Words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

    from cocreate.model.collection import Collection
    from cocreate.model.items import Item

SPACE = Words(" ")


def sign(meaning: str) -> Words:
    """The sign of a meaning; a quiet dot for what this version does not know."""
    return Words(SIGNS.get(meaning, UNKNOWN_SIGN), SIGN, meaning)


def titled(item: Item, meaning: str = PLAIN) -> Line:
    """The sign of an item, and what it is called."""
    return (sign(meaning_of(item)), SPACE, Words(item.title, meaning))


def names(collection: Collection, people: Iterable[str], between: str = ", ") -> Line:
    """What people are called."""
    line: list[Words] = []
    for person in people:
        if line:
            line.append(Words(between, QUIET))
        line.append(Words(collection.name_of(person), PERSON, person))
    return tuple(line)


def when(moment: datetime, now: datetime) -> Line:
    """How long ago, for the edge of a line."""
    return (Words(ago(moment, now), QUIET),)


def noted(collection: Collection, item: Item) -> Line:
    """Who noted it down, if that was somebody else."""
    words = signed(collection, item)
    return (Words(f", {words}", QUIET),) if words else ()


def themes_of(themes: Sequence[str]) -> Line:
    """Themes beside one another."""
    return (Words("  ".join(f"#{theme}" for theme in themes), THEME),) if themes else ()


def led_to(collection: Collection, name: str, *, briefly: bool = False) -> tuple[Line, str]:
    """A line that leads to the project or idea called `name`, and its id; a project comes with what it is for.

    Told `briefly`, it is the title alone: of kin there are many, and what each is for stands where it is read.
    """
    item = collection.get(name)
    if item is None:
        return (Words(_("{name}, which is not here").format(name=name), QUIET),), ""
    purpose = "" if briefly else item.text("purpose")
    return (*titled(item), *((Words(f"  {purpose}", QUIET),) if purpose else ())), name


def told(item: Item, words: str, now: datetime) -> Row:
    """A row that tells of an item in a sentence, and how long ago it was."""
    return Row((sign(meaning_of(item)), Words(f" {words}")), when(item.at, now), ref=item.id)
