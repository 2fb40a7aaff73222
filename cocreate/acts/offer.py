"""Offering: somebody may be one of those whose idea it is; they are once they say yes themselves, and not before."""

from collections.abc import Callable, Sequence

from cocreate.acts.called import called
from cocreate.acts.edit import Edited, edit
from cocreate.acts.voice import Voice
from cocreate.locale import _
from cocreate.model.errors import DoesNotFit, NotFound, Refused
from cocreate.model.items import Idea, Item, as_list
from cocreate.workspace.merge.edits import open_document

Change = Callable[[list[str], list[str]], tuple[list[str], list[str]]]
"""What becomes of those whose idea it is, and of those to whom it is offered."""


def offer(root: str, voice: Voice, item: Item, people: Sequence[str]) -> Edited:
    """Offer `people` to be named beside those whose idea it is; it waits for them.

    Raises:
        Refused: it is no idea, or it is not theirs who offer it, or nobody is named who is not in it already.
        NotWritten: the disk said no; nothing was changed.
    """
    idea = _idea(item)
    if not set(voice.by) & set(idea.by):
        raise Refused(
            _("It is for those to offer whose idea it is."), _("Say on it what you think, and they may offer it.")
        )
    new = [person for person in dict.fromkeys(people) if person not in idea.by]
    if not new:
        raise Refused(_("They are named as those whose idea it is already."), _("Name somebody else."))
    return _changed(root, voice, idea, lambda by, offered: (by, [*offered, *(p for p in new if p not in offered)]))


def accept(root: str, voice: Voice, item: Item) -> Edited:
    """Say yes: whoever speaks, and was offered it, is from now on one of those whose idea it is.

    Raises:
        Refused: nothing was offered to them; nothing was changed.
        NotWritten: the disk said no; nothing was changed.
    """
    idea = _idea(item)
    mine = _offered_to(root, voice, idea)
    return _changed(
        root, voice, idea, lambda by, offered: ([*by, *(p for p in mine if p not in by)], _without(offered, mine))
    )


def decline(root: str, voice: Voice, item: Item) -> Edited:
    """Leave it as it is: what was offered to whoever speaks waits no more. Nothing is said of it anywhere.

    Raises:
        Refused: nothing was offered to them; nothing was changed.
        NotWritten: the disk said no; nothing was changed.
    """
    idea = _idea(item)
    mine = _offered_to(root, voice, idea)
    return _changed(root, voice, idea, lambda by, offered: (by, _without(offered, mine)))


def _idea(item: Item) -> Idea:
    if not isinstance(item, Idea):
        told = _("What can be offered is to be named with an idea.")
        raise DoesNotFit(told, _("Name an idea."), item, "idea", lambda one: isinstance(one, Idea))
    return item


def _offered_to(root: str, voice: Voice, idea: Idea) -> list[str]:
    mine = [person for person in voice.by if person in idea.offered]
    if not mine:
        raise Refused(
            _("It is not offered to {people}.").format(people=called(root, voice.by)),
            _("Whoever has the idea can offer it."),
        )
    return mine


def _without(people: Sequence[str], some: Sequence[str]) -> list[str]:
    return [person for person in people if person not in some]


def _changed(root: str, voice: Voice, idea: Idea, change: Change) -> Edited:
    """Change both lists in one step, as they stand in the file now."""
    try:
        base = open_document(root, idea.path)
    except FileNotFoundError as error:
        raise NotFound(_("Its file has gone meanwhile."), _("It may have been moved or deleted.")) from error
    by, offered = change(list(as_list(base.fields.get("by"))), list(as_list(base.fields.get("offered"))))
    return edit(root, voice, idea, {"by": by, "offered": offered}, base=base)
