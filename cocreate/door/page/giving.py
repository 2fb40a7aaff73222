"""What is given at the page, and taken back: the same acts as everywhere, with what stood in a form."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from cocreate.acts.capture import catch_idea, themes_in
from cocreate.acts.contribute import contribute
from cocreate.acts.edit import edit_list
from cocreate.acts.introduce import introduce
from cocreate.acts.join_in import join_in, step_back
from cocreate.acts.undo import done_lately, take_back
from cocreate.acts.values import split_pairs, values_for
from cocreate.acts.voice import Voice
from cocreate.door.page import forms, places
from cocreate.locale import _
from cocreate.model import schema
from cocreate.model.collection import Collection
from cocreate.model.errors import NotFound, Refused
from cocreate.model.ids import COMMONS
from cocreate.model.items import Idea, Item
from cocreate.pages.linking import nowhere

MOST_UNDONE = 50
"""So many things that somebody did are looked through for the one to be taken back."""


class Given(NamedTuple):
    """What came of it: where one reads on, what is said there, the act by which it can be taken back."""

    place: str
    told: str
    act: str = ""


Give = Callable[[str, Voice, Collection, Mapping[str, str]], Given]
"""Does it: in the workspace at a path, as somebody, in what there is, with what stood in the form."""


def give_idea(root: str, voice: Voice, collection: Collection, said: Mapping[str, str]) -> Given:
    """An idea."""
    title, body, project = said.get("title", ""), said.get("text", ""), said.get("project", "").strip()
    if project and project not in collection.projects:
        raise NotFound(_("This project is not here any more."), _("Choose another, or none."))
    themes = themes_in(f"{title} {body}")
    idea = Idea(*catch_idea(root, voice, title, body, project=project, themes=themes))
    told = f"{_('Kept: {title}.').format(title=idea.title)} {nowhere(collection, idea)}"
    return Given(f"/on/{idea.id}", told.strip(), voice.act)


def say_on(name: str) -> Give:
    """Something said on what is called `name`."""

    def say(root: str, voice: Voice, collection: Collection, said: Mapping[str, str]) -> Given:
        item = _item(collection, name)
        kind = said.get("kind", "")
        if kind not in forms.kinds_for(item):
            raise Refused(_("That cannot be given here."), _("Choose what it is."))
        stance = kind if kind in schema.STANCES else ""
        keys = {"stance": stance} if stance else None
        given = contribute(root, voice, collection, name, "stance" if stance else kind, said.get("text", ""), keys)
        thread = collection.root_of(given)
        place = f"/on/{thread}" if thread == COMMONS or collection.get(thread) else f"/on/{name}"
        told = f"{_('Given. It stands here now.')} {nowhere(collection, given)}"
        return Given(f"{place}#{given.id}", told.strip(), voice.act)

    return say


def join(name: str) -> Give:
    """Count me in, or step back."""

    def change(root: str, voice: Voice, collection: Collection, said: Mapping[str, str]) -> Given:
        item = _item(collection, name)
        if item is None:
            raise Refused(_("One joins an idea or a project."))
        if said.get("in") == "no":
            step_back(root, voice, item)
            return Given(f"/on/{name}", _("You stepped back from it."), voice.act)
        join_in(root, voice, item)
        return Given(f"/on/{name}", _("You are in."), voice.act)

    return change


def helped(name: str) -> Give:
    """This answer helped."""

    def mark(root: str, voice: Voice, collection: Collection, _said: Mapping[str, str]) -> Given:
        answer = collection.contributions.get(name)
        if answer is None or answer.kind != "answer":
            raise Refused(_("Only an answer can have helped."))
        edit_list(root, voice, answer, "helpful", add=voice.by)
        return Given(f"/on/{name}", _("Whoever gave it sees that it helped."), voice.act)

    return mark


def write_card(root: str, voice: Voice, collection: Collection, said: Mapping[str, str]) -> Given:
    """A card of one's own."""
    person = voice.by[0]
    names = [key.name for key in schema.PERSON_KEYS if key.name in said]
    is_new = person not in collection.people
    given = split_pairs(f"{name}={said[name]}" for name in names if said[name].strip() or not is_new)
    keys = values_for(schema.PERSON_KEYS, given, collection, _("A card"))
    card = introduce(root, person, keys)
    told = _("Welcome, {name}.") if is_new else _("Your card is kept, {name}.")
    return Given(places.HOME if is_new else f"/on/{person}", told.format(name=card.text("address") or card.title))


def undo(root: str, voice: Voice, collection: Collection, said: Mapping[str, str]) -> Given:
    """Something that somebody did is taken back."""
    done = done_lately(root, voice.by, collection, MOST_UNDONE)
    did = next((one for one in done if one.act == said.get("act")), None)
    if did is None:
        raise NotFound(_("That is taken back already, or was too long ago."), _("What stands can be edited."))
    back = take_back(root, voice, collection, did)
    thread = collection.root_of(did.item)
    place = places.HOME if back.is_gone and thread == did.item.id else f"/on/{thread}"
    return Given(place, _("Taken back: {what}").format(what=did.words))


def _item(collection: Collection, name: str) -> Item | None:
    """What is called `name`; None for the commons.

    Raises:
        NotFound: there is nothing called so.
    """
    item = collection.get(name)
    if item is None and name != COMMONS:
        raise NotFound(_("This is not here any more."), _("It may have just gone."))
    return item
