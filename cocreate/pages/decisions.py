"""What was decided, agreed on and is good to know: what is open with whom to hear, what holds, what was replaced."""

from __future__ import annotations

from collections.abc import Iterable

from cocreate.locale import _
from cocreate.model import phrases, standing
from cocreate.model.consent import replaced_by, to_hear
from cocreate.model.signs import meaning_of
from cocreate.model.turning import turned, turned_at
from cocreate.pages.conversation import said
from cocreate.pages.lines import SPACE, sign, titled, when
from cocreate.pages.parts import QUIET, WARM, Heading, Parts, Row, Words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

    from cocreate.model.collection import Collection
    from cocreate.model.items import Contribution


def decisions(collection: Collection, given: Iterable[Contribution], now: datetime, here: str = "") -> Parts:
    """Those of `given` that people hold to, by how they stand, each with what was said to it.

    Each is told with what it was given to, unless that is what is called `here`.
    """
    parts: Parts = []
    for how, some in standing.by_standing(given, now.date()).items():
        parts.append(Heading(heading(how)))
        parts += [part for one in some for part in _one(collection, one, now, here)]
    return parts


def heading(how: str) -> str:
    """How some of it stands, as a heading."""
    return {
        standing.OPEN: _("To decide"),
        standing.DUE: _("To be looked at again"),
        standing.IN_FORCE: _("In force"),
        standing.REPLACED: _("Replaced"),
        standing.WITHDRAWN: _("Withdrawn"),
    }[how]


def _one(collection: Collection, one: Contribution, now: datetime, here: str) -> Parts:
    head, *rest = said(collection, one, now, quoting=False)
    where = [] if here and collection.root_of(one) == here else [_where(collection, one)]
    assert isinstance(head, Row)  # noqa: S101 - what is said begins with who says it
    since = when(turned_at(collection, one), now) if turned(one) else head.right
    parts: Parts = [Row(head.left, since, ref=one.id, gap=True), *where, *rest]
    if one.state == "open" and (people := to_hear(collection, one)):
        words = _("not heard yet: {people}").format(people=phrases.names(collection, people))
        parts.append(Row((Words(words, WARM),), ref=one.id, depth=1))
    if later := replaced_by(collection, one.id):
        line = (Words(_("replaced by") + " ", QUIET), sign(meaning_of(later)), SPACE, Words(later.title))
        parts.append(Row(line, ref=later.id, depth=1))
    stances = [reply for reply in collection.replies(one.id) if reply.kind == "stance"]
    return [*parts, *(part for stance in stances for part in said(collection, stance, now, 1))]


def _where(collection: Collection, one: Contribution) -> Row:
    """What it was given to: a project, an idea, the commons."""
    place = collection.get(collection.root_of(one))
    words = titled(place, QUIET) if place else (Words(phrases.about(collection, one), QUIET),)
    return Row((Words(_("on") + " ", QUIET), *words), ref=one.id, depth=1, cut=1)
