"""Resting, resuming, finishing: what state an idea or a project is in."""

from cocreate.acts.edit import Edited, edit
from cocreate.acts.voice import Voice
from cocreate.locale import _
from cocreate.model import phrases
from cocreate.model.collection import Collection
from cocreate.model.errors import DoesNotFit, Refused
from cocreate.model.hints import Hint
from cocreate.model.items import Idea, Item, Project
from cocreate.workspace.format.writing import one_line


def rest(root: str, voice: Voice, item: Item, because: str) -> Edited:
    """Let an idea or a project rest, and say why, so that whoever comes later knows what would wake it."""
    _check_can_rest(item)
    if not one_line(because):
        hint = _("Say what it waits for, such as: until the roof is done")
        raise Refused(_("Resting needs its reason."), hint).under("because")
    return edit(root, voice, item, {"state": "resting", "because": one_line(because)})


def resume(root: str, voice: Voice, item: Item, collection: Collection) -> Edited:
    """Take up again what rests or is finished: a project becomes active, an idea growing or fresh."""
    _check_can_rest(item)
    awake = _awake(item, collection)
    _check_is_not(item, awake)
    return edit(root, voice, item, {"state": awake, "because": ""})


def finish(root: str, voice: Voice, item: Item) -> Edited:
    """Say that a project has become what it was for."""
    if not isinstance(item, Project):
        hint = _("An idea can rest, or grow into a project.")
        raise DoesNotFit(_("Only a project is finished."), hint, item, "project", lambda one: isinstance(one, Project))
    _check_is_not(item, "finished")
    return edit(root, voice, item, {"state": "finished", "because": ""})


def _check_is_not(item: Item, state: str) -> None:
    if item.state == state:
        raise Refused(_("It is {state} already.").format(state=phrases.state_words(state)), "")


def _check_can_rest(item: Item) -> None:
    if not isinstance(item, Idea | Project):
        told = _("Ideas and projects rest and resume.")
        raise DoesNotFit(told, Hint("set-state"), item, "idea", lambda one: isinstance(one, Idea | Project))


def _awake(item: Item, collection: Collection) -> str:
    """The state of an item that does not rest, as what is there tells."""
    if isinstance(item, Project):
        return "active"
    if any(child in collection.projects for child in collection.children(item.id)):
        return "taken-up"
    built_on = any(reply.kind == "addition" for reply in collection.thread(item.id))
    return "growing" if built_on else "fresh"
