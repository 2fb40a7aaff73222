"""Count me in: joining an idea, and stepping back from it."""

from cocreate.acts.edit import Edited, edit_list
from cocreate.acts.voice import Voice
from cocreate.locale import _
from cocreate.model.errors import DoesNotFit
from cocreate.model.items import Idea, Item, Project


def join_in(root: str, voice: Voice, item: Item) -> Edited:
    """Add whoever speaks to those who joined an idea, or to the people of a project."""
    return edit_list(root, voice, item, _names(item)[0], add=voice.by)


def step_back(root: str, voice: Voice, item: Item) -> Edited:
    """Take whoever speaks out of those who joined."""
    return edit_list(root, voice, item, _names(item)[0], take=voice.by)


def is_in(voice: Voice, item: Item) -> bool:
    """Whether everyone who speaks has joined already."""
    return set(voice.by) <= set(_names(item)[1])


def _names(item: Item) -> tuple[str, tuple[str, ...]]:
    """The key that holds who joined, and who did."""
    if isinstance(item, Idea):
        return "joined", item.joined
    if isinstance(item, Project):
        return "people", item.people
    told = _("One joins an idea or a project.")
    raise DoesNotFit(told, _("Name one of those."), item, "idea", lambda one: isinstance(one, Idea | Project))
