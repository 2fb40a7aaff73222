"""The fields of an edit: what people say themselves first, what hangs on commands of their own after that."""

from collections.abc import Sequence

from cocreate.acts.edit import keys_of
from cocreate.acts.values import join_words, name_for
from cocreate.locale import _
from cocreate.model import phrases
from cocreate.model.collection import Collection
from cocreate.model.items import Contribution, Item, Value
from cocreate.model.links import called, readable
from cocreate.model.schema import BOOKKEEPING, SET_LATER, Key, Shape
from cocreate.model.text import clean, clean_line
from cocreate.tui.commands.days_asked import day_of
from cocreate.tui.widgets.fields import Field, is_too_long
from cocreate.workspace.format.documents import Document

NOT_ASKED = frozenset(["id", "kind", "on", "at", "by", "noted_by", "grew_from", "woven_from", "of"]) | BOOKKEEPING
"""Keys that the form does not ask; `cocreate edit` and the editor reach those that may change."""

FIRST = ("title", "purpose", "body", "themes")
"""What is asked first, in this order."""

_LATER = SET_LATER | {"because", "project", "joined", "offered", "people"}
"""Keys of projects and ideas, and what becomes of contributions, that are asked after ctrl+e."""

_SENTENCES = frozenset(["purpose", "because", "outcome", "despite"])
"""Keys that hold a sentence or two."""

_ELSEWHERE = {"state": "x", "outcome": "x", "joined": "j", "helpful": "h"}
"""The keys of the screens that set these, with all that belongs to it."""


def later(item: Item) -> frozenset[str]:
    """The names of the fields that are asked only after ctrl+e."""
    names = {key.name for key in keys_of(item)} - NOT_ASKED
    own = {"because"} if isinstance(item, Contribution) and item.kind == "agreement" else set()
    own |= {"people"} if isinstance(item, Contribution) else set()
    return frozenset(names & (_LATER - own)) if item.type != "person" else frozenset()


def fields_of(collection: Collection, item: Item, base: Document) -> list[Field]:
    """The fields of an edit of `item`, with what stands in its file: without its text, where that is too long."""
    fields = [_field(collection, key, base) for key in keys_of(item) if key.name not in NOT_ASKED]
    text = readable(collection, clean(base.words))
    if not is_too_long(text):
        fields.append(Field("body", _("text"), text, long=True))
    last = later(item)
    return sorted(fields, key=lambda one: (one.name in last, _place(one.name) if item.type != "person" else 0))


def _place(name: str) -> int:
    return FIRST.index(name) if name in FIRST else len(FIRST)


def _field(collection: Collection, key: Key, base: Document) -> Field:
    value = readable(collection, clean_line(_text(collection, key, base.fields.get(key.name, ""))))
    words, pressed = _label(key.name), _ELSEWHERE.get(key.name, "")
    return Field(
        key.name,
        _("{words} ({key})").format(words=words, key=pressed) if pressed else words,
        value,
        ", ".join(key.choices),
        known=key.choices or _known(collection, key),
        wrapped=key.name in _SENTENCES,
        day=day_of(key),
    )


def _label(name: str) -> str:
    return {"joined": _("count me in"), "people": _("who is in")}.get(name) or phrases.key_words(name)


def _known(collection: Collection, key: Key) -> tuple[str, ...]:
    return people_known(collection) if key.shape in {Shape.PEOPLE, Shape.PERSON} else ()


def people_known(collection: Collection) -> tuple[str, ...]:
    """By which names people may be named, where one types whom."""
    return tuple(name_for(collection, person) for person in collection.known_people)


def people_words(collection: Collection, people: Sequence[str]) -> str:
    """People as they stand in a field: by their names."""
    return join_words(name_for(collection, person) for person in people)


def _text(collection: Collection, key: Key, value: Value) -> str:
    several = [value] if isinstance(value, str) else value
    if key.shape in {Shape.PEOPLE, Shape.PERSON}:
        return people_words(collection, [one for one in several if one])
    if key.shape in {Shape.ID, Shape.IDS}:
        several = [called(collection, one) for one in several]
    return join_words(several) if key.shape.several else "".join(several)
