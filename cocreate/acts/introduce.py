"""A person's own card: who I am, what I bring, what I am curious about, how I like to be addressed."""

import os
from collections.abc import Mapping

from cocreate.acts.edit import Edited, edit
from cocreate.acts.voice import Voice
from cocreate.locale import _
from cocreate.model.errors import Refused
from cocreate.model.hints import Hint
from cocreate.model.ids import is_person_slug
from cocreate.model.items import Person, Value
from cocreate.model.schema import PERSON_KEYS
from cocreate.workspace.create import create_document
from cocreate.workspace.format.writing import storable
from cocreate.workspace.paths import person_path


def introduce(
    root: str, person: str, values: Mapping[str, Value], body: str | None = None, voice: Voice | None = None
) -> Person:
    """Write the card of `person` (a slug), or change the keys in `values` where there is one; return it.

    Args:
        root: the folder of the workspace.
        person: whose card it is.
        values: the keys that are written, or changed.
        body: the text; None leaves it as it is.
        voice: who writes it, if that is not the person.

    Raises:
        Refused: the slug is none, or a new card has no name.
        NotWritten: the disk said no.
    """
    if not is_person_slug(person):
        raise Refused(
            _("{name} cannot be a person's short name.").format(name=person),
            _("A short name is made of a-z, 0-9 and hyphens, such as ada-trenkel."),
        )
    path, voice = person_path(person), voice or Voice([person])
    if not os.path.lexists(f"{root}/{path}"):
        try:
            return _new_card(root, voice, path, values, storable(body or ""))
        except FileExistsError:  # somebody wrote it in this very moment
            return _changed_card(root, voice, path, values, body)
    return _changed_card(root, voice, path, values, body)


def _new_card(root: str, voice: Voice, path: str, values: Mapping[str, Value], body: str) -> Person:
    if not values.get("name"):
        raise Refused(_("A card needs a name."), Hint("say-name", "Ada Trenkel"))
    fields = {key.name: values[key.name] for key in PERSON_KEYS if values.get(key.name)}
    create_document(root, path, fields, body, voice.act, voice.by)
    return Person(path, fields, body.strip("\n").rstrip())


def _changed_card(root: str, voice: Voice, path: str, values: Mapping[str, Value], body: str | None) -> Person:
    """The card as it is after the change; `edit` refuses a card that cannot be read."""
    card = Person(path, {})
    changed: Edited = edit(root, voice, card, values, body)
    assert isinstance(changed.item, Person)  # noqa: S101 - the path says so
    return changed.item
