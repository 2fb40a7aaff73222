"""Credits, like the end of a film: names with what they gave, never numbers."""

from __future__ import annotations

from cocreate.locale import _
from cocreate.model.credits import Credit, credits_for
from cocreate.model.items import Contribution
from cocreate.model.phrases import about, kind_words
from cocreate.pages.lines import names
from cocreate.pages.parts import Empty, Fact, Parts, Row, Words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cocreate.model.collection import Collection


def credits_page(collection: Collection, name: str = "") -> Parts:
    """Who gave what to the item called `name` and all it grew from, or to the whole workspace."""
    parts: Parts = []
    for credit in credits_for(collection, name):
        parts.append(Row(names(collection, [credit.person]), ref=credit.person, gap=True))
        for kind, titles in _by_kind(collection, credit).items():
            parts.append(Fact(kind, ((Words(" · ".join(titles)),), ""), ref=credit.person))
    return parts or [Empty(_("Nobody has given anything yet."))]


def _by_kind(collection: Collection, credit: Credit) -> dict[str, list[str]]:
    """What somebody gave, by kind in words: its title, or the title of what it was given to."""
    given: dict[str, dict[str, None]] = {}
    for gift in credit.gifts:
        item = gift.item
        title = about(collection, item) if isinstance(item, Contribution) else item.title
        given.setdefault(kind_words(gift.how), {})[title] = None
    return {kind: list(titles) for kind, titles in given.items()}
