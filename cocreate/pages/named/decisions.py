"""Decisions: everything people hold to in the whole workspace, by how it stands."""

from __future__ import annotations

from collections.abc import Iterable

from cocreate.locale import N_, _
from cocreate.model import standing
from cocreate.pages.decisions import decisions
from cocreate.pages.named import HELD, NamedPage
from cocreate.pages.parts import Empty, Parts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any

    from cocreate.model.collection import Collection


def tell(collection: Collection, now: datetime, _speakers: Iterable[str]) -> Parts:
    """What is to be decided, what holds, what was replaced."""
    told = decisions(collection, collection.contributions.values(), now)
    return told or [Empty(_("Nothing is decided, agreed on or noted as good to know yet."))]


def data(collection: Collection, now: datetime, _speakers: Iterable[str]) -> list[dict[str, Any]]:
    """The same as rows, each with how it stands under `stands`."""
    held = standing.by_standing(collection.contributions.values(), now.date())
    return [{"item": one, "stands": how} for how, some in held.items() for one in some]


PAGE = NamedPage(
    "decisions",
    N_("What holds"),
    N_("Decisions, agreements and good to know: what holds."),
    tell,
    data,
    of=HELD,
)
