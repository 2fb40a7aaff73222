"""Starting a project: with its purpose, from nothing or as a spin-off of ideas and projects."""

from collections.abc import Sequence
from contextlib import suppress

from cocreate.acts.edit import edit
from cocreate.acts.voice import Voice
from cocreate.locale import _
from cocreate.model.errors import CocreateError, Refused
from cocreate.model.items import Idea, Item, Project, Value
from cocreate.model.moments import written
from cocreate.workspace.create import create_document
from cocreate.workspace.format.writing import list_of, one_line, storable
from cocreate.workspace.paths import project_path


def start_project(
    root: str,
    voice: Voice,
    title: str,
    purpose: str,
    body: str = "",
    *,
    themes: Sequence[str] = (),
    grew_from: Sequence[str] = (),
    people: Sequence[str] = (),
) -> Project:
    """Start a project and return it.

    Args:
        root: the folder of the workspace.
        voice: who starts it; they are in it.
        title: what it is called, in one line.
        purpose: what it is for, in a sentence or two.
        body: more about it, Markdown; may be empty.
        themes: words under which it is found.
        grew_from: the ids of ideas and projects that it grew from.
        people: who else is in it from the start, by slug.

    Raises:
        Refused: it has no title, or no purpose.
        NotWritten: the disk said no.
    """
    title, purpose, body = one_line(title), one_line(purpose), storable(body)
    if not title:
        raise Refused(_("A project needs a title."), _("Give it a few words.")).under("title")
    if not purpose:
        raise Refused(
            _("A project needs its purpose."),
            _("Say in a sentence what it is for, such as: Anyone who comes in can make perfect foam."),
        ).under("purpose")
    name = voice.new_id()
    fields: dict[str, Value] = {"id": name, "title": title, "purpose": purpose, "state": "active"}
    if grew_from:
        fields["grew_from"] = list(dict.fromkeys(grew_from))
    fields["people"] = list(dict.fromkeys([*voice.by, *people]))
    if words := list_of(themes):
        fields["themes"] = words
    fields |= {"by": list(voice.by), "at": written(voice.clock())}
    path = project_path(title, name)
    create_document(root, path, fields, body, voice.act)
    return Project(path, fields, body.strip("\n").rstrip())


def spin_off(root: str, voice: Voice, sources: Sequence[Item], title: str, purpose: str, body: str = "") -> Project:
    """Let a project grow from one or more ideas or projects, and return it.

    The ideas become taken-up; whoever gave or joined the sources is in it from the start; its themes are theirs.
    The way back, from a source to what grew from it, is asked of the collection.

    Args:
        root: the folder of the workspace.
        voice: who lets it grow.
        sources: one or more ideas and projects.
        title: what the project is called, in one line.
        purpose: what it is for, in a sentence or two.
        body: more about it, Markdown; may be empty.

    Raises:
        Refused: there is nothing it could grow from, or it lacks its title or purpose; nothing was changed.
        NotWritten: the disk said no.
    """
    if not sources or not all(isinstance(source, Idea | Project) for source in sources):
        raise Refused(_("A spin-off grows from ideas or projects."), _("Name one or more of those."))
    joined = [person for source in sources if isinstance(source, Idea) for person in source.joined]
    project = start_project(
        root,
        voice,
        title,
        purpose,
        body,
        themes=[theme for source in sources for theme in source.themes],
        grew_from=[source.id for source in sources],
        people=[person for source in sources if isinstance(source, Idea) for person in source.by] + joined,
    )
    for source in sources:
        if isinstance(source, Idea) and source.state != "taken-up":
            with suppress(CocreateError):  # the project is there; an error would make people start it again
                edit(root, voice, source, {"state": "taken-up", "because": ""})
    return project
