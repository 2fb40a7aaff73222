"""Looking back, as it is told: who has written, that nobody sees it yet, and the promises that are carried in."""

from __future__ import annotations

from cocreate.locale import _
from cocreate.model.looking_back import carried_in, is_looking_back, is_open
from cocreate.pages.lines import SPACE, names, sign
from cocreate.pages.linking import cut_title
from cocreate.pages.parts import LINK, QUIET, WARM, Fact, Line, Parts, Row, Words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cocreate.model.collection import Collection
    from cocreate.model.items import Contribution


def not_shown_yet(collection: Collection, lookback: Contribution, depth: int) -> Parts:
    """Who has written, by name alone, and the promises that stand open, as they are now; set in by `depth` steps."""
    ref = lookback.id
    who = names(collection, lookback.listed("written")) or (Words(_("nobody yet"), QUIET),)
    unseen = (
        _("It was shown once, so what stands here stays. What is written now is seen once somebody shows it together.")
        if collection.replies(lookback.id)
        else _("Each writes alone; it is seen once somebody shows it together.")
    )
    lines: list[Line] = [(Words(_("have written: "), QUIET), *who), (Words(unseen, WARM),)]
    if promises := carried_in(collection, lookback):
        lines.append((Words(_("open promises:"), QUIET),))
    parts: Parts = [Row(line, ref=ref, depth=depth) for line in lines]
    return [*parts, *(Row(_linked(collection, one), ref=ref, depth=depth + 1) for one in promises)]


def promises_that_stand(collection: Collection, lookback: Contribution) -> Parts:
    """The same promises beside a looking back that is shown already; nothing beside anything else."""
    if not is_looking_back(lookback) or is_open(lookback):
        return []
    lines = [
        ((sign("promise"), SPACE, *_promised(collection, one)), one.id) for one in carried_in(collection, lookback)
    ]
    return [Fact(_("Open promises"), *lines)] if lines else []


def _promised(collection: Collection, promise: Contribution) -> Line:
    """A promise, whose it is, and until when."""
    return (Words(cut_title(promise)), *_by_when(collection, promise))


def _linked(collection: Collection, promise: Contribution) -> Line:
    """The same, where it leads to it from the text of something else."""
    return (Words("→ ", QUIET), Words(cut_title(promise), LINK, promise.id), *_by_when(collection, promise))


def _by_when(collection: Collection, promise: Contribution) -> Line:
    day = promise.text("until")
    until = (Words("  " + _("by {day}").format(day=day), QUIET),) if day else ()
    return (Words("  "), *names(collection, promise.by), *until)
