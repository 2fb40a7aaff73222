"""What people hold to: decisions, agreements and what is good to know, by how each stands today."""

from __future__ import annotations

from cocreate.model.schema import HELD
from cocreate.model.waiting import review_day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cocreate.model.items import Contribution

OPEN, DUE, IN_FORCE, REPLACED, WITHDRAWN = "open", "due", "in-force", "replaced", "withdrawn"
"""Still to be decided; due to be looked at again; in force; replaced by another; withdrawn."""

ORDER = (OPEN, DUE, IN_FORCE, REPLACED, WITHDRAWN)


def by_standing(given: Iterable[Contribution], today: date) -> dict[str, list[Contribution]]:
    """Those of `given` that people hold to, by how they stand, in `ORDER`; the newest first in each."""
    held = [one for one in given if one.kind in HELD]
    replaced = {one.text("replaces") for one in held if one.state in {"decided", ""}}
    found: dict[str, list[Contribution]] = {standing: [] for standing in ORDER}
    for one in sorted(held, key=lambda one: (one.at, one.id), reverse=True):
        found[_standing(one, replaced, today)].append(one)
    return {standing: some for standing, some in found.items() if some}


def _standing(one: Contribution, replaced: set[str], today: date) -> str:
    if one.id in replaced:
        return REPLACED
    if one.kind == "proposal" and one.state in {"open", "withdrawn"}:
        return one.state
    day = review_day(one)
    return DUE if day and day <= today else IN_FORCE
