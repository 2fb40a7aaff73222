"""A person's own card: who I am, what I bring, what I am curious about, how I like to be addressed."""

from collections.abc import Mapping

from cocreate.acts.capture import create_document
from cocreate.acts.edit import Edited, edit
from cocreate.acts.voice import Voice
from cocreate.locale import _
from cocreate.model.errors import Refused
from cocreate.model.form import PERSON_KEYS
from cocreate.model.ids import is_person_slug
from cocreate.model.items import Person, Value
from cocreate.workspace.paths import person_path
from cocreate.workspace.reading import read_item


def introduce(root: str, person: str, values: Mapping[str, Value], body: str | None = None) -> Person:
    """Write the card of `person` (a slug), or change the keys in `values` where there is one; return it.

    Raises:
        Refused: the slug is none, or a new card has no name.
        NotWritten: the disk said no.
    """
    if not is_person_slug(person):
        raise Refused(
            _("{name} cannot be a person's short name.").format(name=person),
            _("A short name is made of a-z, 0-9 and hyphens, such as ada-trenkel."),
        )
    path = person_path(person)
    try:
        card = read_item(root, path)
    except FileNotFoundError:
        return _new_card(root, path, values, body or "")
    changed: Edited = edit(root, Voice([person]), card, values, body)
    assert isinstance(changed.item, Person)  # noqa: S101 - the path says so
    return changed.item


def _new_card(root: str, path: str, values: Mapping[str, Value], body: str) -> Person:
    if not values.get("name"):
        raise Refused(_("A card needs a name."), _('Say it: --name "Ada Trenkel"'))
    fields = {key.name: values[key.name] for key in PERSON_KEYS if values.get(key.name)}
    create_document(root, path, fields, body)
    return Person(path, fields, body)
