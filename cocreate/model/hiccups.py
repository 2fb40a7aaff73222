"""Hiccups that happen again: each stands under the one that was noticed first, and is resolved with it."""

from __future__ import annotations

from cocreate.model.moments import parse_moment
from cocreate.model.once import once

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cocreate.model.collection import Collection
    from cocreate.model.items import Contribution


def first_of(collection: Collection, hiccup: Contribution) -> Contribution | None:
    """The hiccup that happened again in `hiccup`, as it was noticed first; None where it happened once."""
    above = collection.contributions.get(hiccup.on) if hiccup.kind == "hiccup" else None
    if above is None or above.kind != "hiccup":
        return None
    return collection.contributions.get(_firsts(collection).get(above.id, ""))


@once
def _firsts(collection: Collection) -> dict[str, str]:
    """The hiccup at the top of each, by id, which may be itself; none where they stand on each other."""
    above = {one.id: one.on for one in collection.contributions.values() if one.kind == "hiccup"}
    firsts: dict[str, str] = {}
    for name in above:
        way, top = {name: None}, name
        while top not in firsts and above[top] in above:
            top = above[top]
            if top in way:
                firsts[top] = ""
            way[top] = None
        firsts.update(dict.fromkeys(way, firsts.get(top, top)))
    return firsts


def happened_again(collection: Collection, hiccup: Contribution) -> list[Contribution]:
    """Each time that `hiccup`, which was noticed first, happened again, oldest first."""
    if hiccup.kind != "hiccup" or not collection.replies(hiccup.id):
        return []
    below = ((one, first_of(collection, one)) for one in collection.below(hiccup))
    return [one for one, first in below if first and first.id == hiccup.id]


def resolved_with(collection: Collection, hiccup: Contribution) -> Contribution | None:
    """The first one with which `hiccup` was resolved: that was resolved later, which says of all before that it is."""
    first = first_of(collection, hiccup) if hiccup.state != "resolved" else None
    since = parse_moment(first.text("state_since")) if first and first.state == "resolved" else None
    return first if since and hiccup.at <= since else None
