"""Deciding: a proposal is decided, withdrawn, or given more time; what was decided in conversation is written down."""

from cocreate.acts.contribute import contribute
from cocreate.acts.edit import Edited, edit
from cocreate.acts.subjects import the
from cocreate.acts.voice import Voice
from cocreate.locale import _
from cocreate.model import phrases
from cocreate.model.collection import Collection
from cocreate.model.consent import objections
from cocreate.model.errors import Refused
from cocreate.model.hints import Hint
from cocreate.model.items import Contribution, Item, Value
from cocreate.workspace.format.writing import one_line


def decide(
    root: str,
    voice: Voice,
    collection: Collection,
    item: Item,
    outcome: str = "",
    *,
    review: str = "",
    replaces: str = "",
    despite: str = "",
) -> Edited:
    """Say that a proposal is decided.

    Args:
        root: the folder of the workspace.
        voice: who says so.
        collection: what is in the workspace: the stances, and what it replaces.
        item: the open proposal.
        outcome: what came of it, in a line; may be empty.
        review: the day to look at it again, such as `2027-01-31`; may be empty.
        replaces: the id of the decision or agreement that it stands in the place of; may be empty.
        despite: why it is decided though somebody objects; needed where that is so.

    Raises:
        Refused: it is no open proposal, an objection stands and nobody says why that is, or what it replaces is
            nothing that was decided.
        NotWritten: the disk said no.
    """
    proposal = the("proposal", item)
    if proposal.state == "decided":
        raise Refused(_("It is decided already."), _("A new proposal can stand in its place."))
    _check_replaced(collection, replaces)
    standing = objections(collection, proposal)
    if standing and not one_line(despite):
        who = phrases.names(collection, dict.fromkeys(person for one in standing for person in one.by))
        hint = Hint("despite", collection.short(proposal.id))
        raise Refused(_("An objection stands: {who}.").format(who=who), hint).under("despite")
    return edit(root, voice, proposal, {"state": "decided", **_told(outcome, review, replaces, despite)})


def note_decision(
    root: str, voice: Voice, collection: Collection, on: str, text: str, *, review: str = "", replaces: str = ""
) -> Contribution:
    """Write down what was decided in conversation: a proposal that is decided as it is given.

    Args:
        root: the folder of the workspace.
        voice: those who decided it.
        collection: what is in the workspace.
        on: the id of the project, idea or contribution that it is on, or `workspace`.
        text: what was decided.
        review: the day to look at it again; may be empty.
        replaces: the id of the decision or agreement that it stands in the place of; may be empty.

    Raises:
        Refused, NotFound, NotWritten: as `contribute`.
    """
    _check_replaced(collection, replaces)
    return contribute(
        root, voice, collection, on, "proposal", text, {"state": "decided", **_told("", review, replaces, "")}
    )


def withdraw(root: str, voice: Voice, item: Item, because: str = "") -> Edited:
    """Say that an open proposal is not to be decided any more, and perhaps why."""
    proposal = the("proposal", item, "open")
    return edit(root, voice, proposal, {"state": "withdrawn", "because": one_line(because)})


def _told(outcome: str, review: str, replaces: str, despite: str) -> dict[str, Value]:
    told = {"outcome": one_line(outcome), "review": review, "replaces": replaces, "despite": one_line(despite)}
    return {key: value for key, value in told.items() if value}


def _check_replaced(collection: Collection, name: str) -> None:
    earlier = collection.contributions.get(name)
    if name and (earlier is None or earlier.kind not in {"proposal", "agreement"}):
        raise Refused(_("Only a decision or an agreement is replaced by another."), "")
