"""The commons: what belongs to everybody, and what was said to all."""

from __future__ import annotations

from cocreate.locale import N_, _
from cocreate.model.hints import Hint
from cocreate.model.ids import COMMONS
from cocreate.pages.conversation import conversation
from cocreate.pages.cutting import shortened
from cocreate.pages.ideas import waits
from cocreate.pages.lines import SPACE, names, sign
from cocreate.pages.parts import QUIET, TITLE, Body, Empty, Fact, Page, Parts, Row, Words
from cocreate.pages.projects import decided, noted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from cocreate.model.collection import Collection

    Tab = Callable[[Collection, datetime], Parts]


def commons_purpose() -> str:
    """What the commons are for."""
    return _("What we agreed on, and what belongs to everybody.")


def commons_page(collection: Collection, now: datetime, body: str = "", *, whole: bool = False) -> Page:
    """The workspace itself: its text, where it is at hand, and what was said in the commons."""
    head: Parts = [
        Row((sign("commons"), SPACE, Words(collection.name, TITLE)), ref=COMMONS),
        Row((Words(commons_purpose()),), ref=COMMONS),
    ]
    to_all = Row((Words(_("What was said to everybody"), QUIET),), ref=COMMONS, gap=True)
    text = [Body(body, COMMONS)] if body else []
    page = Page(head, around_commons(collection), [*text, to_all, *_talk(collection, now, whole=whole)])
    return page if whole else shortened(page, COMMONS)


def around_commons(collection: Collection) -> Parts:
    """Who takes part, and what waits among what was said to everybody."""
    inside = [(names(collection, [person]), person) for person in collection.known_people]
    parts: Parts = [Fact(_("In it"), *inside, inline=True)] if inside else []
    return [*parts, *waits(collection, COMMONS)]


def commons_tabs() -> dict[str, tuple[str, Tab]]:
    """The tabs of the commons in order: by id the words, yet to be told in the reader's language, and what tells it."""
    return {
        "conversation": (N_("Conversation"), _talk),
        "decisions": (N_("Decisions"), _decisions_tab),
        "knowhow": (N_("Good to know"), _knowhow_tab),
    }


def _decisions_tab(collection: Collection, now: datetime) -> Parts:
    return decided(collection, collection.thread(COMMONS), COMMONS, now)


def _knowhow_tab(collection: Collection, now: datetime) -> Parts:
    return noted(collection, collection.thread(COMMONS), COMMONS, now)


def _talk(collection: Collection, now: datetime, *, whole: bool = False) -> Parts:
    talk = conversation(collection, collection.thread(COMMONS), now, COMMONS, whole=whole)
    return talk or [Empty(_("Nothing said yet."), Hint("contribute", COMMONS))]
