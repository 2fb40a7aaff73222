"""What links to a thing, found in the folded text that lies beside the tables."""

from __future__ import annotations

from cocreate.model.items import Contribution
from cocreate.model.links import ids_linked
from cocreate.model.text import fold
from cocreate.workspace.paths import type_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cocreate.model.items import Item
    from cocreate.workspace.index.related import Around

MOST_LOOKED_AT_FOR_LINKS = 2_000
"""Ideas and contributions up to which the page of something looks at all there are, for links to it: it takes 5 ms."""


def mentions(around: Around, item: Item) -> list[Item]:
    """What links to `item`, each looked at.

    Everything is looked at where that is little. Where it is much, a link that somebody wrote elsewhere by hand, or
    that came with a sync, is found after the next look at everything; what an act wrote in this copy, at once.
    """
    if around.ideas.glance.rows + around.said.glance.rows <= MOST_LOOKED_AT_FOR_LINKS:
        around.said.look()
        if isinstance(item, Contribution):  # else all ideas were looked at
            around.ideas.look()
    needle = fold(f"[[{item.id}]]").encode("utf-8", "surrogatepass")
    found: dict[str, Item] = {}
    for sight in (around.ideas, around.said):
        numbers = sight.holding([needle])
        sight.look_at(numbers)
        found.update((one.id, one) for one in (*sight.rows(numbers), *sight.fresh.values()))
    noted = (around.get(name) for name, path in around.notes.items() if type_at(path) in {"idea", "contribution"})
    found.update((one.id, one) for one in noted if one)
    return [one for one in found.values() if item.id in ids_linked(one)]
