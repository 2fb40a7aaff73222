"""Listening: what waits for whom in the whole workspace, mine first, then the longest wait."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cocreate.locale import N_, _
from cocreate.model import phrases
from cocreate.model.waiting import ANSWERED, QUESTION, Wait, by_item, everything_waiting, wait_for
from cocreate.pages.lines import titled, when
from cocreate.pages.named import WAITING, NamedPage
from cocreate.pages.parts import QUIET, Empty, Heading, Parts, Row, Words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any

    from cocreate.model.collection import Collection


MOST = 200
"""Things that are told under a heading: those that have waited longest."""


def tell(collection: Collection, now: datetime, speakers: Iterable[str]) -> Parts:
    """What waits, each as the thing itself: what, from whom, for whom, since when, by when."""
    speakers = set(speakers)
    together = by_item(everything_waiting(collection, now.date(), speakers))
    mine = [waits for waits in together if wait_for(waits, speakers)]
    rest = [waits for waits in together if not wait_for(waits, speakers)]
    parts: Parts = []
    for heading, some in ((_("For you"), mine), (_("For others, and for anybody"), rest)):
        if some:
            parts += [Heading(heading), *(part for waits in some[:MOST] for part in _wait(collection, waits, now))]
        if len(some) > MOST:
            parts.append(Empty(_("And more, which has not waited as long.")))
    return parts or [Empty(_("Nothing waits for anybody."))]


def _wait(collection: Collection, waits: Sequence[Wait], now: datetime) -> Iterator[Row]:
    """A thing, and under it as what it waits, which may be more than one: what, from whom, for whom, by when."""
    item, of = waits[0].item, waits[0].of
    yield Row(titled(item), when(item.at, now), ref=item.id, cut=1)
    what = "; ".join(phrases.as_what(item, wait.waits, now.date()) for wait in waits)
    whose = _("from {people}").format(people=phrases.names(collection, of))
    others = dict.fromkeys(person for wait in waits for person in wait.whom if person not in of)
    whom = _("for {people}").format(people=phrases.names(collection, others)) if others else ""
    place = _("on {title}").format(title=phrases.about(collection, item)) if item.type == "contribution" else ""
    yield Row((Words(", ".join(filter(None, (what, place, whose, whom))), QUIET),), ref=item.id, depth=1)


def data(collection: Collection, now: datetime, speakers: Iterable[str]) -> list[dict[str, Any]]:
    """The rows of the page, as docs/cli.md names their keys."""
    return [_as_data(wait) for wait in everything_waiting(collection, now.date(), speakers)]


def _as_data(wait: Wait) -> dict[str, Any]:
    waits = QUESTION if wait.waits == ANSWERED else wait.waits
    since = wait.until if wait.waits == "review" else wait.item.text("at")
    told = {"item": wait.item, "waits": waits, "from": list(wait.of), "for": list(wait.whom), "since": since}
    return told | ({"until": wait.until} if wait.until else {})


PAGE = NamedPage(
    "listening",
    N_("What waits"),
    N_("What waits for whom: questions, proposals, promises, ideas."),
    tell,
    data,
    of=WAITING,
    most=MOST + 1,
)
