"""How a thread is read: flat and in order, answers under their question, stances under their proposal.

What happened again stands under the hiccup as it was noticed first.
"""

from collections.abc import Iterable, Iterator

from cocreate.model.collection import Collection
from cocreate.model.hiccups import first_of, happened_again
from cocreate.model.items import Contribution
from cocreate.model.looking_back import by_question, is_looking_back

STANDS_UNDER = {"answer": "question", "stance": "proposal"}
"""These stand under what they are on, if it is of that kind; everything else stands where its time puts it.

So does what somebody wrote in a looking back.
"""


def arranged(collection: Collection, thread: Iterable[Contribution]) -> Iterator[tuple[Contribution, int]]:
    """Each contribution of `thread`, oldest first, with how far it is set in: 1 under another, else 0."""
    thread = list(thread)
    inside = {given.id for given in thread}
    for given in thread:
        if stands_under(collection, given) in inside:
            continue
        yield given, 0
        replies = happened_again(collection, given) or collection.replies(given.id)
        for reply in by_question(replies) if given.kind == "lookback" else replies:
            if reply.id in inside and stands_under(collection, reply) == given.id:
                yield reply, 1


def stands_under(collection: Collection, given: Contribution) -> str:
    """The id of the question, proposal, hiccup or looking back that `given` stands under; empty for none."""
    if given.kind == "hiccup":
        first = first_of(collection, given)
        return first.id if first else ""
    above = collection.contributions.get(given.on)
    if given.kind == "lookback":
        return above.id if above and is_looking_back(above) and not is_looking_back(given) else ""
    return above.id if above and above.id != given.id and STANDS_UNDER.get(given.kind) == above.kind else ""
