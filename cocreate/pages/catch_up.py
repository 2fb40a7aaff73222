"""Catch-up: what happened since somebody was last here, for them first, then in their threads, then elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cocreate.locale import _, plural
from cocreate.model import phrases
from cocreate.model.catching_up import PARTS, REST, YOU, YOURS, told
from cocreate.model.items import Contribution
from cocreate.model.moments import day_words
from cocreate.model.signs import meaning_of
from cocreate.model.spans import how_long
from cocreate.pages.lines import names, sign, when
from cocreate.pages.parts import QUIET, TITLE, Empty, Heading, Line, Parts, Row, Words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any

    from cocreate.model.catching_up import News, Seen
    from cocreate.model.collection import Collection


def since_you(since: Seen, now: datetime) -> str:
    """The heading for whoever reads it."""
    return _since_a_visit(_("Since you were here, {span}"), since, now)


def since_they(collection: Collection, people: Sequence[str], since: Seen, now: datetime) -> str:
    """The heading for somebody else to read, who sees for whom it is."""
    words = plural("Since {who} was here, {span}", "Since {who} were here, {span}", len(people))
    return _since_a_visit(words.replace("{who}", phrases.names(collection, people)), since, now)


def _since_a_visit(words: str, since: Seen, now: datetime) -> str:
    said = words if since.was_here else _("The last {span}")
    return said.replace("{span}", how_long(since.at, now))


def since_then(since: datetime) -> str:
    """The heading where it was said since when."""
    at = "" if (since.hour, since.minute) == (0, 0) else f" {since:%H:%M}"
    return _("Since {moment}").format(moment=day_words(since) + at)


def catch_up(
    collection: Collection, news: Sequence[News], now: datetime, heading: str, people: Sequence[str] = ()
) -> Parts:
    """What is new, by part.

    Args:
        collection: what it is from.
        news: what happened, in the order in which it is told.
        now: the moment that "2 h" is counted from.
        heading: since when, in words.
        people: for whom, where that is to be told of each thing: where several catch up.
    """
    parts: Parts = [Row((Words(heading, TITLE),))]
    for part in PARTS:
        some = [one for one in news if one.part == part]
        if some:
            parts.append(Heading(_headings(len(people))[part]))
            parts += [row for one in some for row in _rows(collection, one, now, people)]
    return parts if len(parts) > 1 else [*parts, Empty(_("Nothing new."))]


def _headings(people: int) -> dict[str, str]:
    several = people > 1
    yours = _("Your threads")
    return {YOU: _("For you"), YOURS: yours, REST: _("For everybody") if several else _("Elsewhere")}


def _rows(collection: Collection, news: News, now: datetime, people: Sequence[str]) -> Iterator[Row]:
    item = news.item
    whom: Line = ()
    if len(people) > 1 and news.whom:
        whom = (Words(f", {_('for')} ", QUIET), *names(collection, news.whom))
    meaning = news.turn if news.turn in {"resting", "finished", "taken-up"} else meaning_of(item)
    is_guessed = news.turn and news.at > item.at and not item.text("state_since")
    moment = () if is_guessed else when(news.at, now)
    yield Row((sign(meaning), Words(f" {told(collection, news)}"), *whom), moment, ref=item.id)
    if isinstance(item, Contribution) and item.title and not news.turn:
        yield Row((Words(item.title, QUIET),), ref=item.id, depth=1, cut=1)


def catch_up_data(collection: Collection, news: Sequence[News]) -> list[dict[str, Any]]:
    """The same as rows, each with the item itself under `item`, as docs/cli.md names their keys."""
    return [
        {
            "item": one.item,
            "happened": told(collection, one),
            "at": one.item.text("at") if one.at == one.item.at else one.at.isoformat(),
            "part": one.part,
            "for": list(one.whom),
        }
        for one in news
    ]
