"""Home: what happened lately, the ideas that nobody has built on yet, what could not be read."""

from __future__ import annotations

from collections.abc import Iterable

from cocreate.locale import _
from cocreate.model import phrases
from cocreate.model.hints import Hint
from cocreate.model.items import Contribution
from cocreate.model.moments import day_heading, day_words
from cocreate.model.text import clean_name
from cocreate.pages.lines import names, sign, titled, told
from cocreate.pages.parts import ALARM, QUIET, TITLE, Empty, Heading, Parts, Row, Words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

    from cocreate.model.collection import Collection
    from cocreate.model.items import Idea, Item


def lately(collection: Collection, latest: Iterable[Item], now: datetime) -> Parts:
    """What happened, `latest` first, by day, in sentences with the first words of what was said."""
    parts: Parts = []
    day = ""
    for item in latest:
        if day_words(item.at) != day:
            day = day_words(item.at)
            parts.append(Heading(day_heading(item.at, now)))
        parts.append(told(item, phrases.happened(collection, item), now))
        if isinstance(item, Contribution) and item.title:
            parts.append(Row((Words(item.title, QUIET),), ref=item.id, depth=1, cut=True))
    return parts or _first_steps(collection)


def _first_steps(collection: Collection) -> Parts:
    """What to do first in an empty workspace."""
    return [
        Row((Words(collection.name, TITLE),)),
        Row((Words(_("This workspace is empty, and ready.")),), gap=True),
        Empty("", Hint("idea")),
        Empty("", Hint("project")),
        Empty("", Hint("speak")),
    ]


def fresh_ideas(collection: Collection, fresh: Iterable[Idea]) -> Parts:
    """Ideas that wait for somebody to build on them, in their order."""
    rows: Parts = [Row((*titled(idea), Words("  "), *names(collection, idea.by)), ref=idea.id) for idea in fresh]
    return [Heading(_("Fresh ideas")), *(rows or [Empty(_("None right now."), Hint("idea"))])]


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
