"""The commons: what belongs to everybody, and what was said to all."""

from __future__ import annotations

from cocreate.locale import _
from cocreate.model.hints import Hint
from cocreate.model.ids import COMMONS
from cocreate.pages.conversation import conversation
from cocreate.pages.cutting import shortened
from cocreate.pages.lines import SPACE, sign
from cocreate.pages.parts import QUIET, TITLE, Body, Empty, Page, Parts, Row, Words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

    from cocreate.model.collection import Collection


def commons_purpose() -> str:
    """What the commons are for."""
    return _("What we agreed on, and what belongs to everybody.")


def commons_page(collection: Collection, now: datetime, body: str = "", *, whole: bool = False) -> Page:
    """The workspace itself: its text, where it is at hand, and what was said in the commons."""
    head: Parts = [
        Row((sign("commons"), SPACE, Words(collection.name, TITLE)), ref=COMMONS),
        Row((Words(commons_purpose()),), ref=COMMONS),
    ]
    talk = conversation(collection, collection.thread(COMMONS), now, COMMONS, whole=whole)
    to_all = Row((Words(_("What was said to everybody"), QUIET),), ref=COMMONS, gap=True)
    text = [Body(body, COMMONS)] if body else []
    page = Page(head, [], [*text, to_all, *(talk or [Empty(_("Nothing said yet."), Hint("contribute", COMMONS))])])
    return page if whole else shortened(page, COMMONS)
