"""What was heard: a passage becomes an idea, a question or a promise; whoever said it confirms it or puts it right."""

from cocreate.acts.called import called
from cocreate.acts.capture import catch_idea, themes_in
from cocreate.acts.contribute import contribute
from cocreate.acts.edit import Edited, edit_list
from cocreate.acts.subjects import the
from cocreate.acts.voice import Voice
from cocreate.locale import _
from cocreate.model.collection import Collection
from cocreate.model.errors import Refused
from cocreate.model.items import Contribution, Idea, Item, Value
from cocreate.model.looking_back import is_said_looking_back
from cocreate.model.text import clean_name

MADE = ("idea", "question", "promise")
"""What can be made of something that was heard."""


def make_of(
    root: str,
    voice: Voice,
    collection: Collection,
    item: Item,
    kind: str,
    text: str,
    body: str = "",
    *,
    until: str = "",
) -> Item:
    """Let something that was heard, or seen looking back, become an idea, a question or a promise, which says where.

    Args:
        root: the folder of the workspace.
        voice: whose it is: of those who make it, not of those from whom it was heard.
        collection: what is in the workspace.
        item: the encounter, or what somebody wrote looking back.
        kind: one of `MADE`.
        text: the passage, or what one makes of it; the title, where it becomes an idea.
        body: more about an idea.
        until: the day of a promise, such as `2026-12-01`; may be empty.

    Raises:
        Refused: it is neither, says nothing, or becomes something else.
        NotWritten: the disk said no.
    """
    heard = item if is_said_looking_back(item) else the("encounter", item)
    if kind == "idea":
        project = _project_of(collection, heard)
        themes = themes_in(f"{text} {body}")
        return Idea(*catch_idea(root, voice, text, body, project=project, themes=themes, heard_in=heard.id))
    if kind not in MADE:
        raise Refused(
            _("What was heard does not become: {kind}.").format(kind=clean_name(kind)),
            _("It becomes one of: {kinds}.").format(kinds=", ".join(MADE)),
        )
    keys: dict[str, Value] = {"heard_in": heard.id, **({"until": until} if until else {})}
    return contribute(root, voice, collection, heard.id, kind, text, keys)


def _project_of(collection: Collection, heard: Contribution) -> str:
    """The project in which something was heard, by id; empty where there is none."""
    root = collection.root_of(heard)
    idea = collection.ideas.get(root)
    project = idea.project if idea else root
    return project if project in collection.projects else ""


def confirm(root: str, voice: Voice, item: Item) -> Edited:
    """Say that it was heard right.

    Raises:
        Refused: it is no encounter, or it was heard from somebody else.
        NotWritten: the disk said no.
    """
    heard = the("encounter", item)
    mine = _those_heard(root, voice, heard)
    if set(mine) <= set(heard.listed("confirmed")):
        raise Refused(_("That it was heard right is said already."), "")
    return edit_list(root, voice, heard, "confirmed", add=mine)


def _those_heard(root: str, voice: Voice, heard: Contribution) -> list[str]:
    """Those of whoever speaks from whom it was heard: whether it was heard right nobody else can say."""
    people = heard.listed("heard_from")
    if mine := [person for person in voice.by if person in people]:
        return mine
    if not people:
        raise Refused(
            _("It does not say from whom it was heard."),
            _("Its key heard_from names them; edit it first."),
        )
    raise Refused(
        _("It was heard from {people}; they say whether it is right.").format(people=called(root, people)),
        _("Whoever was there can say more under it."),
    )


def put_right(root: str, voice: Voice, collection: Collection, item: Item, text: str) -> Contribution:
    """Say in one's own words what was meant: an encounter of one's own, which stands in the place of the first.

    The first stays as whoever heard it wrote it down; who had confirmed it, and puts it right, no longer does.

    Args:
        root: the folder of the workspace.
        voice: from whom it was heard.
        collection: what is in the workspace.
        item: the encounter.
        text: what was meant.

    Raises:
        Refused: it is no encounter, it was heard from somebody else, or nothing is said.
        NotWritten: the disk said no.
    """
    heard = the("encounter", item)
    mine = _those_heard(root, voice, heard)
    keys = {key: heard.fields[key] for key in ("form", "people", "on_day") if heard.fields.get(key)}
    given = contribute(root, voice, collection, heard.id, "encounter", text, {**keys, "puts_right": heard.id})
    if not set(mine).isdisjoint(heard.listed("confirmed")):
        edit_list(root, voice, heard, "confirmed", take=mine)
    return given
