"""Other wording that waits beside a text: taken over into it, or let go."""

from typing import Final

from cocreate.acts.edit import Edited, edit, edit_whole
from cocreate.acts.voice import Voice
from cocreate.locale import _
from cocreate.model import phrases
from cocreate.model.collection import Collection
from cocreate.model.errors import Refused, Unreadable
from cocreate.model.hints import Hint
from cocreate.model.items import Contribution, Item
from cocreate.model.references import referring_to
from cocreate.workspace.format.documents import parse
from cocreate.workspace.merge.edits import open_document, remove_document
from cocreate.workspace.merge.wordings import held_values

_MADE_ONCE: Final = frozenset(["id", "kind", "on", "at"])


def waiting_wordings(collection: Collection) -> list[Contribution]:
    """The wordings that nobody has taken or let go yet, the latest first."""
    found = [one for one in collection.contributions.values() if one.kind == "wording"]
    return sorted(found, key=lambda one: (one.at, one.id), reverse=True)


def take(root: str, voice: Voice, collection: Collection, wording: Item) -> Edited:
    """Take a wording over: its values and its text stand in the item from now on, in the place of those that stood.

    Raises:
        Refused: it is no wording, or has no item to go back to; nothing was changed.
        NotWritten: the disk said no.
    """
    own = _checked(wording)
    item = collection.get(own.on) or collection.people.get(own.text("card"))
    if item is None:
        raise Refused(
            _("These words have no one place that they could go back to."),
            _("Copy what you want of them, then let them go."),
        )
    if _is_whole_file(own):  # a whole file, from a time when one of both could not be read
        edited = edit_whole(root, voice, item, open_document(root, item.path), own.body.encode(), among=collection)
    else:
        kept = {key: value for key, value in held_values(own.fields).items() if key not in _MADE_ONCE}
        edited = edit(root, voice, item, kept, own.body or None, among=collection)
    if not referring_to(collection, own.id):
        remove_document(root, own.path, voice.by, voice.act)
    return edited


def _is_whole_file(wording: Contribution) -> bool:
    """Whether its text is a file of its own; a text of people's may begin with a line --- as well."""
    try:
        return "id" in parse(wording.body.encode()).fields
    except Unreadable:
        return False


def let_go(root: str, voice: Voice, collection: Collection, wording: Item) -> Contribution:
    """Let a wording go: what stands stays, and the history keeps the other words.

    Raises:
        Refused: it is no wording, or somebody answered it; nothing was changed.
        NotWritten: the disk said no.
    """
    own = _checked(wording)
    if said := referring_to(collection, own.id):
        raise Refused(_("{who} went on from it, so it stays.").format(who=phrases.names(collection, said[-1].by)), "")
    try:
        remove_document(root, own.path, voice.by, voice.act)
    except FileNotFoundError as error:
        raise Refused(_("Its file has gone meanwhile."), "") from error
    return own


def _checked(item: Item) -> Contribution:
    if not isinstance(item, Contribution) or item.kind != "wording":
        raise Refused(_("Only another wording is taken or let go."), Hint("see-wordings"))
    return item
