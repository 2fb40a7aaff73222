"""What waits: what somebody has asked for, promised or objected to, and that nobody has taken up yet."""

from cocreate.model.collection import Collection
from cocreate.model.items import Contribution

QUESTION, ANSWERED = "question", "answered"
"""A question that nobody has answered, and one whose answers nobody has found helpful yet."""

PROPOSAL, OBJECTION, PROMISE, HICCUP, WORDING = "proposal", "objection", "promise", "hiccup", "wording"


def waits_as(collection: Collection, given: Contribution) -> str:
    """As what `given` still waits for somebody: one of the words above; empty where it waits for nothing."""
    if given.kind == "question" and not collection.is_answered(given):
        answers = any(reply.kind == "answer" for reply in collection.replies(given.id))
        return ANSWERED if answers else QUESTION
    if given.kind in {"proposal", "promise"} and given.state == "open":
        return given.kind
    if given.kind == "hiccup" and given.state != "resolved":
        return HICCUP
    if given.kind == "stance" and given.text("stance") == "object":
        proposal = collection.contributions.get(given.on)
        return OBJECTION if proposal is None or proposal.state == "open" else ""
    return WORDING if given.kind == "wording" else ""


def waiting_in(collection: Collection, root: str) -> list[tuple[Contribution, str]]:
    """What waits in the thread of the item called `root`, oldest first, each with as what."""
    found = ((given, waits_as(collection, given)) for given in collection.thread(root))
    return [(given, waits) for given, waits in found if waits]
