"""Weaving: several ideas become a new one; the parents stay as they are."""

from collections.abc import Sequence

from cocreate.acts.capture import catch_idea
from cocreate.acts.voice import Voice
from cocreate.locale import _
from cocreate.model import phrases
from cocreate.model.errors import Refused
from cocreate.model.items import Idea, Item


def weave(root: str, voice: Voice, parents: Sequence[Item], title: str, body: str = "") -> Idea:
    """Weave ideas into a new one and return it; it is discussed where they are, if that is one project.

    Args:
        root: the folder of the workspace.
        voice: who weaves.
        parents: the ideas, two or more.
        title: the new idea in one line.
        body: more about it, Markdown; may be empty.

    Raises:
        Refused: fewer than two ideas, or no title; nothing was changed.
        NotWritten: the disk said no.
    """
    ideas = [parent for parent in parents if isinstance(parent, Idea)]
    if other := next((parent for parent in parents if not isinstance(parent, Idea)), None):
        kind = phrases.type_words(other)
        raise Refused(
            _("Weaving takes ideas; {title} is: {kind}.").format(title=other.title, kind=kind),
            _("Name an idea in its place."),
        )
    if len({idea.id for idea in ideas}) < 2:
        raise Refused(_("Weaving takes two ideas or more."), _("Name another idea to weave in."))
    projects = {idea.project for idea in ideas}
    path, fields, text = catch_idea(
        root,
        voice,
        title,
        body,
        project=projects.pop() if len(projects) == 1 else "",
        themes=[theme for idea in ideas for theme in idea.themes],
        woven_from=[idea.id for idea in ideas],
    )
    return Idea(path, fields, text)
