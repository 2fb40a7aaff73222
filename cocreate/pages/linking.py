"""Links as they are told: titles and names in place of what was typed, and where something is linked from.

A title stands as it is, cut where it is long: what looks like a link in it is none, so that texts that link to one
another come to an end. What leads nowhere stays as somebody typed it.
"""

from __future__ import annotations

from cocreate.locale import _, plural
from cocreate.model import links, phrases
from cocreate.model.items import Contribution
from cocreate.model.links import ITEM, THEME, links_in, may_have_links, meant
from cocreate.model.signs import meaning_of
from cocreate.model.text import clean_line
from cocreate.pages import parts
from cocreate.pages.lines import SPACE, led_to, names, sign
from cocreate.pages.parts import LINK, PERSON, QUIET, SIGN, Fact, Line, Parts, Words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from cocreate.model.collection import Collection
    from cocreate.model.items import Item
    from cocreate.model.links import Link

LONGEST_TITLE = 60
"""Characters of a title that stand in a text which links to it; a text may do so ten thousand times."""

MOST_NOWHERE = 3
"""So many links that lead nowhere are named."""


def told(collection: Collection, line: Line) -> Line:
    """`line` with its links as titles and names; words that are a name, a sign or a theme already stay."""
    if not any(may_have_links(words.text) for words in line):
        return line
    return tuple(piece for words in line for piece in _pieces(collection, words))


def shown(collection: Collection, text: str) -> str:
    """`text` in one run of words, with its links as titles and names."""
    return parts.plain(told(collection, (Words(text),))) if may_have_links(text) else text


def _pieces(collection: Collection, words: Words) -> Iterator[Words]:
    if words.meaning in {PERSON, SIGN, LINK, parts.THEME}:
        yield words
        return
    at = 0
    for link in links_in(words.text):
        if piece := _led(collection, link, words):
            if link.start > at:
                yield Words(words.text[at : link.start], words.meaning, words.about)
            yield piece
            at = link.end
    if at < len(words.text):
        yield Words(words.text[at:], words.meaning, words.about)


def _led(collection: Collection, link: Link, words: Words) -> Words | None:
    """What stands in the place of a link; None where it leads nowhere."""
    if link.kind == THEME:
        return Words(words.text[link.start : link.end], parts.THEME, link.name)
    person = meant(collection.marks, link.name) if link.kind != ITEM else ""
    item = collection.people.get(person) if person else collection.pointed_at(link.name)
    if item is None or (link.kind != ITEM and not person):
        return None
    if item.type == "person":
        return Words(collection.name_of(item.id), PERSON, item.id)
    return Words(cut_title(item), LINK, item.id)


def cut_title(item: Item) -> str:
    """The title of an item as it stands in a text that leads to it: cut where it is long."""
    title = clean_line(item.title) or phrases.kind_words(item.text("kind"))
    return title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1].rstrip() + "…"


def nowhere(collection: Collection, item: Item) -> str:
    """That something in what was just written looks like a link and leads nowhere; empty where all of it leads."""
    found = [clean_line(one) for one in links.nowhere(collection, item)]
    if not found:
        return ""
    told = plural("{links} leads nowhere.", "{links} lead nowhere.", len(found))
    return told.format(links=", ".join(found[:MOST_NOWHERE]))


def mentioned(collection: Collection, name: str) -> Parts:
    """Where the one called `name` is linked to, the newest first; nothing where that is nowhere."""
    lines = [_mention(collection, item) for item in collection.mentions(name)]
    return [Fact(_("Mentioned in"), *lines)] if lines else []


def _mention(collection: Collection, item: Item) -> tuple[Line, str]:
    if not isinstance(item, Contribution):
        return led_to(collection, item.id)
    where = Words(f"  {phrases.about(collection, item)}", QUIET)
    return (sign(meaning_of(item)), SPACE, *names(collection, item.by), where), item.id
