"""Home: what is new and what happened lately, what waits, the ideas that nobody has built on yet."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import islice, takewhile

from cocreate.locale import _, language, plural
from cocreate.model import phrases, waiting
from cocreate.model.choosing import fresh
from cocreate.model.hints import Hint
from cocreate.model.items import Contribution
from cocreate.model.moments import ago, by_when, day_heading, day_words
from cocreate.model.once import once
from cocreate.model.signs import meaning_of
from cocreate.model.text import clean_name
from cocreate.model.waiting import REVIEW, WORDING, by_item, everything_waiting, wait_for
from cocreate.pages.catch_up import catch_up, since_you
from cocreate.pages.lines import SPACE, names, shortly_titled, sign, titled, told
from cocreate.pages.parts import ALARM, QUIET, TITLE, WARM, Empty, Heading, Page, Parts, Row, Words
from cocreate.pages.rows import row_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

    from cocreate.model.catching_up import News, Seen
    from cocreate.model.collection import Collection
    from cocreate.model.items import Idea, Item
    from cocreate.model.overview import Overview
    from cocreate.model.waiting import Wait
    from cocreate.pages.parts import Line

FRESH, WAITING = 30, 2
"""How many fresh ideas are shown at most, and how much that waits for others."""

LINES, FEW = 3, 2
"""Lines of what waits at most, and how many names of those whom it is from, or for."""


def home_page(
    collection: Collection,
    known: Overview,
    now: datetime,
    people: Sequence[str] = (),
    news: Sequence[News] = (),
    since: Seen | None = None,
) -> Page:
    """Home: what is new for those who speak, and what happened lately; beside it what waits, and what is fresh.

    Args:
        collection: what there is.
        known: its overview.
        now: the moment that "2 h" is counted from.
        people: who speaks, by slug.
        news: what is new for them.
        since: what they had seen before; None where nobody speaks.
    """
    told = {one.item.id for one in news}
    before = [item for item in known.latest if item.id not in told]
    if since and known.latest:
        below = [Row((Words(_("Lately"), TITLE),), gap=True), *lately(collection, before, now)] if before else []
        middle = [*catch_up(collection, news, now, since_you(since, now), people), *below]
    else:
        middle = lately(collection, before, now)
    around = [*_waiting(collection, now, people), *fresh_ideas(collection, islice(fresh(known.ideas), FRESH))]
    return Page([], [*around, *unread(collection)], middle)


def _waiting(collection: Collection, now: datetime, people: Sequence[str]) -> Parts:
    """What waits in short: all that waits for those who speak, then what waits longest for others."""
    waits = everything_waiting(collection, now.date(), people)
    mine = by_item(takewhile(lambda wait: wait_for([wait], people), waits))
    rest = _first_of_others(waits, {some[0].item.id for some in mine})
    parts: Parts = []
    for heading, some in ((_("Waits for you"), mine), (_("Waits for others"), rest[:WAITING])):
        rows = (row for waits in some for row in _wait(collection, _first(waits, people), now, people))
        parts += [Heading(heading), *rows] if some else []
    return [*parts, Empty("", Hint("waiting"))] if rest[WAITING:] else parts


def _first_of_others(waits: Iterable[Wait], mine: Container[str]) -> list[list[Wait]]:
    """By what waits, what is not of `mine`, by id: no more than tells whether there is more than is shown."""
    found: dict[str, list[Wait]] = {}
    for wait in waits:
        name = wait.item.id
        if name in found or (len(found) <= WAITING and name not in mine):
            found.setdefault(name, []).append(wait)
    return list(found.values())


def _first(waits: Sequence[Wait], people: Sequence[str]) -> Wait:
    """Of all that a thing waits as, what is for `people`; else what is for somebody; else the first."""
    mine = (wait for wait in waits if wait_for([wait], people))
    return next(mine, None) or next((wait for wait in waits if wait.whom), waits[0])


def _wait(collection: Collection, wait: Wait, now: datetime, people: Sequence[str]) -> Iterator[Row]:
    """The thing itself; under it what it wants, by when or since when, where, from whom beside those who speak."""
    item, of = wait.item, [person for person in wait.of if person not in people]
    mine = not set(people).isdisjoint(wait.whom)
    whom = [person for person in wait.whom if person not in wait.of and not mine]
    wanted = _wants(wait.waits, mine=mine)
    since = by_when(wait.until, now.date()) if wait.until and wait.waits != REVIEW else ago(item.at, now)
    told = ", ".join(filter(None, (since, row_of(collection, item).place)))
    line = [*([Words(f"{wanted}, ", WARM if mine else QUIET)] if wanted else []), Words(told, QUIET)]
    for word, some in ((_("from"), of), (_("for"), whom)):
        line += [Words(f", {word} ", QUIET), *_few(collection, some)] if some else []
    yield Row((sign(meaning_of(item)), SPACE, Words(item.title)), ref=item.id, cut=LINES)
    yield Row(tuple(line), ref=item.id, depth=1)
    if wait.waits == WORDING:
        yield Row((Words(phrases.as_what(item, WORDING), QUIET),), ref=item.id, depth=1)


def _wants(waits: str, *, mine: bool) -> str:
    """What something waits for, in two words, beside other words about it; empty where those say it already."""
    return {
        waiting.QUESTION: _("your answer") if mine else _("an answer"),
        waiting.ANSWERED: _("did it help?"),
        waiting.PROPOSAL: _("your stance") if mine else _("stances"),
        waiting.OBJECTION: _("an objection to take in"),
        waiting.PROMISE: _("your promise") if mine else _("a promise"),
        waiting.HICCUP: _("a hiccup"),
        waiting.HEARD: _("heard right?"),
        waiting.LOOKBACK: _("your look back") if mine else _("a look back"),
        waiting.IDEA: _("a first reply"),
        waiting.OFFER: _("yours too?"),
        waiting.REVIEW: _("still true?"),
    }.get(waits, "")


def _few(collection: Collection, people: Sequence[str]) -> Line:
    """The first names, and how many there are beside those: a narrow pane has no room for more."""
    left = len(people) - FEW
    more = (Words(", " + plural("{count} more", "{count} more", left).format(count=left), QUIET),) if left > 0 else ()
    return (*names(collection, people[:FEW]), *more)


def lately(collection: Collection, latest: Iterable[Item], now: datetime) -> Parts:
    """What happened, `latest` first, by day, in sentences with the first words of what was said."""
    parts: Parts = []
    day = ""
    for item in latest:
        if day_words(item.at) != day:
            day = day_words(item.at)
            parts.append(Heading(day_heading(item.at, now)))
        parts.append(told(item, _happened(collection, item, language()), now))
        if isinstance(item, Contribution) and item.title:
            parts.append(Row((Words(item.title, QUIET),), ref=item.id, depth=1, cut=1))
    return parts or _first_steps(collection)


@once
def _happened(collection: Collection, item: Item, _language: str) -> str:
    return phrases.happened_since(collection, item)


def _first_steps(collection: Collection) -> Parts:
    """What to do first in an empty workspace."""
    return [
        Row((Words(collection.name, TITLE),)),
        Row((Words(_("This workspace is empty, and ready.")),), gap=True),
        Empty("", Hint("idea")),
        Empty("", Hint("project")),
        Empty("", Hint("speak-or-new") if collection.people else Hint("speak")),
    ]


def fresh_ideas(collection: Collection, fresh: Iterable[Idea]) -> Parts:
    """Ideas that wait for somebody to build on them, in their order."""
    rows: Parts = [
        Row((*shortly_titled(idea), Words("  "), *names(collection, idea.by)), ref=idea.id) for idea in fresh
    ]
    none = Empty(_("None right now."), Hint("idea") if collection.ideas or collection.projects else None)
    return [Heading(_("Fresh ideas")), *(rows or [none])]


def unread(collection: Collection) -> Parts:
    """The files that could not be read, each with its reason; nothing where there are none."""
    parts: Parts = []
    for one in collection.unread:
        parts += [
            Row((sign("unreadable"), Words(f" {clean_name(one.path)}")), ref=one.path),
            Row((Words(one.reason, QUIET),), ref=one.path, depth=1),
        ]
    return [Heading(_("Could not be read")), *parts] if parts else []


def unread_page(collection: Collection, path: str) -> Parts:
    """What is to be said of the file at `path` that could not be read; nothing, if it is none of those."""
    reason = next((one.reason for one in collection.unread if one.path == path), "")
    if not reason:
        return []
    return [
        Row((sign("unreadable"), Words(" "), Words(clean_name(path), TITLE))),
        Row((Words(_("It could not be read: {reason}.").format(reason=reason), ALARM),), gap=True),
        Row(
            (Words(_("Nothing is lost: the file is as it was. Mend it in an editor, and it is here again.")),), gap=True
        ),
    ]


def title_of(collection: Collection, name: str) -> Parts:
    """What something is called, above what stands around it where that is all there is room for."""
    item = collection.get(name)
    return [Row(titled(item, TITLE))] if item else []


def nothing_selected() -> Page:
    """What the panes beside an empty list are for."""
    around = Empty(_("What belongs to it stands here: people, lineage, what waits."))
    return Page([], [around], [Empty(_("What is selected in the list is read here."))])
