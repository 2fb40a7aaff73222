"""Saying it there instead: an idea that was just caught becomes a word on another one that it resembles."""

from cocreate.acts.contribute import contribute
from cocreate.acts.undo import made_by, take_back
from cocreate.acts.voice import Voice
from cocreate.locale import _
from cocreate.model.collection import Collection
from cocreate.model.errors import Refused
from cocreate.model.items import Contribution, Idea, Item


def say_there(root: str, voice: Voice, collection: Collection, idea: Item, other: Item) -> Contribution:
    """Give the words of `idea` to `other` as "yes, and", by those whose words they are, and take `idea` back.

    The words are written there first: whatever happens in between, they stand somewhere.

    Args:
        root: the folder of the workspace.
        voice: who moves it; one of those who caught it here.
        collection: what is in the workspace.
        idea: what was caught; nobody has gone on from it.
        other: the idea on which it is said.

    Raises:
        Refused: it is no idea, or others went on from it, or it came from elsewhere; nothing was changed.
        NotWritten: the disk said no.
    """
    if not (isinstance(idea, Idea) and isinstance(other, Idea)) or idea.id == other.id:
        raise Refused(_("What is said there instead is an idea, on another idea."), _("Name two ideas."))
    did = made_by(root, voice.by, collection, idea)
    theirs = Voice(idea.by, idea.noted_by, voice.clock, voice.new_id)
    said = contribute(root, theirs, collection, other.id, "addition", words_of(idea))
    take_back(root, voice, collection, did)
    return said


def words_of(idea: Idea) -> str:
    """All that an idea says, as it is said elsewhere: its title, its text, and those themes that neither names."""
    text = f"{idea.title}\n\n{idea.body}".strip()
    unsaid = [f"#{theme}" for theme in idea.themes if f"#{theme}".casefold() not in text.casefold()]
    return f"{text}\n\n{' '.join(unsaid)}".strip()
