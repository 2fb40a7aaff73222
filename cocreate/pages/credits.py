"""Credits, like the end of a film: names with what they gave, never numbers."""

from __future__ import annotations

from cocreate.locale import _
from cocreate.model.credits import Credit, credits_for
from cocreate.model.items import Contribution
from cocreate.model.phrases import about, kind_words, state_words
from cocreate.model.text import cut_at_word
from cocreate.pages.lines import names
from cocreate.pages.linking import shown
from cocreate.pages.parts import LINK, QUIET, Empty, Fact, Line, Parts, Row, Words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cocreate.model.collection import Collection
    from cocreate.model.items import Item


MOST = 40
"""Things of a kind that are named for each person."""

FIRST_WORDS = 60
"""Characters of what was said that name it."""


def credits_page(collection: Collection, name: str = "") -> Parts:
    """Who gave what to the item called `name` and all it grew from, or to the whole workspace."""
    parts: Parts = []
    for credit in credits_for(collection, name):
        parts.append(Row(names(collection, [credit.person]), ref=credit.person, gap=True))
        parts += [Fact(kind, *lines) for kind, lines in _by_kind(collection, credit, name).items()]
    return parts or [Empty(_("Nobody has given anything yet."))]


def _by_kind(collection: Collection, credit: Credit, name: str) -> dict[str, list[tuple[Line, str]]]:
    """What somebody gave, by kind in words, each thing once, with the id that leads to it."""
    given: dict[str, dict[str, tuple[Line, str]]] = {}
    for gift in credit.gifts:
        lines = given.setdefault(kind_words(gift.how), {})
        lines[gift.item.id] = (_line(collection, gift.item, name), gift.item.id)
    return {kind: _first(list(lines.values()), credit.person) for kind, lines in given.items()}


def _first(lines: list[tuple[Line, str]], person: str) -> list[tuple[Line, str]]:
    """The first of what somebody gave of a kind; that there is more leads to whoever gave it."""
    return [*lines[:MOST], ((Words(_("and more"), QUIET),), person)] if len(lines) > MOST else lines


def _line(collection: Collection, item: Item, name: str) -> Line:
    """What it was: a title, or the first words of what was said, and on what, where that is not what was asked about.

    A link that leads to the thing itself, so that what is said to link in its words leads nowhere else.
    """
    if not isinstance(item, Contribution):
        return (Words(shown(collection, item.title), LINK, item.id),)
    title = shown(collection, item.title) or state_words(item.text("stance")) or kind_words(item.kind)
    words: Line = (Words(cut_at_word(title, FIRST_WORDS), LINK, item.id),)
    if collection.root_of(item) == name:
        return words
    return (*words, Words("  " + _("on {title}").format(title=about(collection, item)), QUIET))
