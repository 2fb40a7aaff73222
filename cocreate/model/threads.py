"""How a thread is read: flat and in order, with answers under their question and stances under their proposal."""

from collections.abc import Iterable, Iterator

from cocreate.model.collection import Collection
from cocreate.model.items import Contribution

STANDS_UNDER = {"answer": "question", "stance": "proposal"}
"""These stand under what they are on, if it is of that kind; everything else stands where its time puts it."""


def arranged(collection: Collection, thread: Iterable[Contribution]) -> Iterator[tuple[Contribution, int]]:
    """Each contribution of `thread`, oldest first, with how far it is set in: 1 under another, else 0."""
    thread = list(thread)
    inside = {given.id for given in thread}
    for given in thread:
        if stands_under(collection, given) in inside:
            continue
        yield given, 0
        for reply in collection.replies(given.id):
            if reply.id in inside and stands_under(collection, reply) == given.id:
                yield reply, 1


def stands_under(collection: Collection, given: Contribution) -> str:
    """The id of the question or proposal that `given` stands under; empty where it stands for itself."""
    above = collection.contributions.get(given.on)
    return above.id if above and above.id != given.id and STANDS_UNDER.get(given.kind) == above.kind else ""
