"""Overlaps: who could help, by what they bring, are curious about, or gave: on a page of its own, beside a thing."""

from __future__ import annotations

from collections.abc import Iterable

from cocreate.locale import _
from cocreate.model.overlaps import BRINGS, CURIOUS, GAVE, overlaps
from cocreate.pages.lines import SPACE, names, sign, themes_of, titled
from cocreate.pages.parts import QUIET, TITLE, Empty, Fact, Line, Parts, Row, Words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from cocreate.model.collection import Collection
    from cocreate.model.items import Item
    from cocreate.model.overlaps import Overlap


def overlaps_page(collection: Collection, items: Iterable[Item]) -> Parts:
    """Who could help with each of `items`: those whose card says it, then those who gave something under its themes."""
    parts: Parts = []
    for item in items:
        found = _cards_first(overlaps(collection, item))
        if found:
            is_here = collection.get(item.id) is not None
            title = titled(item, TITLE) if is_here else (Words(item.title, TITLE),)
            parts.append(Row(title, ref=item.id if is_here else "", gap=bool(parts)))
            for person in dict.fromkeys(one.person for one in found):
                parts.append(Row((sign("person"), SPACE, *names(collection, [person])), ref=person, gap=True))
                ones = [one for one in found if one.person == person]
                parts += [Row(_line(one), ref=person, depth=1, cut=int(one.how == GAVE)) for one in ones]
    return parts or [Empty(_("No card has a word in common with it. Nobody gave anything under such a word either."))]


def _cards_first(found: Iterable[Overlap]) -> list[Overlap]:
    """Those whose card says it before those who gave something; each in the order of names."""
    return sorted(found, key=lambda one: one.how == GAVE)


def _line(one: Overlap) -> Line:
    """Why somebody is named: what their card says with the words in common, or what they gave under which theme."""
    if one.how == GAVE:
        return (*themes_of(one.themes), Words(f"  {_how(one)}", QUIET))
    words = _("{words}, on their card").format(words=", ".join(one.themes))
    return (Words(_how(one)), Words(f"  {words}", QUIET))


def could_help(collection: Collection, item: Item) -> Parts:
    """Beside a thing: who could help, a line each with all that speaks for it; nobody who is in it already."""
    found = overlaps(collection, item, of_ideas=False)
    by_card = {one.person for one in found if one.how != GAVE}
    inside = {*item.by, *item.listed("people"), *item.listed("joined")}
    lines: dict[str, list[Line]] = {}
    for one in found:
        if one.person in inside or (one.how == GAVE and one.person in by_card):
            continue
        why = themes_of(one.themes) if one.how == GAVE else (Words(_how(one), QUIET),)
        lines.setdefault(one.person, []).append(why)
    told = [(_with_reasons(collection, person, why), person) for person, why in lines.items()]
    return [Fact(_("Could help"), *told)] if told else []


def _with_reasons(collection: Collection, person: str, reasons: Iterable[Line]) -> Line:
    line = [sign("person"), SPACE, *names(collection, [person])]
    for number, why in enumerate(reasons):
        line += [Words(", " if number else "  ", QUIET), *why]
    return tuple(line)


def _how(one: Overlap) -> str:
    words = {BRINGS: _("brings {what}"), CURIOUS: _("curious about {what}"), GAVE: _("gave under it: {what}")}
    return words[one.how].format(what=", ".join(one.words))


def overlaps_data(collection: Collection, items: Iterable[Item]) -> list[dict[str, Any]]:
    """The same as rows for JSON, as docs/cli.md names their keys."""
    return [
        {
            "person": one.person,
            "with": one.about,
            "themes": list(one.themes),
            "how": one.how,
            "words": list(one.words),
        }
        for item in items
        for one in _cards_first(overlaps(collection, item))
    ]
