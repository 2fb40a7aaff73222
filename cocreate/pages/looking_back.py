"""Looking back, as it is told: who has written, that nobody sees it yet, and the promises that are carried in."""

from __future__ import annotations

from cocreate.locale import _
from cocreate.model.looking_back import carried_in, is_looking_back, is_open
from cocreate.model.signs import meaning_of
from cocreate.pages.lines import SPACE, names, sign
from cocreate.pages.parts import LINK, QUIET, WARM, Fact, Line, Parts, Row, Words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cocreate.model.collection import Collection
    from cocreate.model.items import Contribution


def not_shown_yet(collection: Collection, lookback: Contribution, depth: int) -> Parts:
    """Who has written, by name alone, and the promises that stand open, as they are now; set in by `depth` steps."""
    ref = lookback.id
    who = names(collection, lookback.listed("written")) or (Words(_("nobody yet"), QUIET),)
    unseen = _("Each writes alone; it is seen once somebody shows it together.")
    lines: list[Line] = [(Words(_("have written: "), QUIET), *who), (Words(unseen, WARM),)]
    if promises := carried_in(collection, lookback):
        lines.append((Words(_("promises that stand open:"), QUIET),))
    parts: Parts = [Row(line, ref=ref, depth=depth) for line in lines]
    return [*parts, *(Row(_promised(collection, one), ref=ref, depth=depth + 1, cut=True) for one in promises)]


def promises_that_stand(collection: Collection, lookback: Contribution) -> Parts:
    """The same promises beside a looking back that is shown already; nothing beside anything else."""
    if not is_looking_back(lookback) or is_open(lookback):
        return []
    lines = [(_promised(collection, one), one.id) for one in carried_in(collection, lookback)]
    return [Fact(_("Promises that stand open"), *lines)] if lines else []


def _promised(collection: Collection, promise: Contribution) -> Line:
    """A promise as a link, whose it is, and until when."""
    day = promise.text("until")
    until = (Words("  " + _("until {day}").format(day=day), QUIET),) if day else ()
    title = Words(promise.title, LINK, promise.id)
    return (sign(meaning_of(promise)), SPACE, title, Words("  "), *names(collection, promise.by), *until)
