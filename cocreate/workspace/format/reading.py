"""From a file to an item: its document, checked against the form of format 1."""

from __future__ import annotations

from functools import lru_cache

from cocreate.locale import N_, _
from cocreate.model import items, schema
from cocreate.model.errors import CocreateError, Unreadable
from cocreate.model.ids import COMMONS, is_id, is_person_slug
from cocreate.model.items import Fields, Item, Value, as_list
from cocreate.model.moments import parse_day, parse_moment
from cocreate.model.schema import FORMAT, Key, Shape
from cocreate.workspace import files
from cocreate.workspace.format.plain import read_plain
from cocreate.workspace.paths import MARK, type_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from cocreate.workspace.format.documents import Document

__all__ = ["FORMAT", "check", "check_value", "mark_in", "read_item", "read_mark", "read_values", "to_item"]


def read_item(root: str, path: str) -> Item:
    """The item in the file at `path`.

    Raises:
        Unreadable: with the reason, when the file is not one that format 1 takes.
        FileNotFoundError: there is no such file.
    """
    fields, body = read_values(root, path)
    return items.TYPES[type_at(path)](path, fields, body)


def read_values(root: str, path: str) -> tuple[Fields, str]:
    """The front matter and the body of the item in the file at `path`; raises as `read_item` does."""
    fields, body = _parts(files.read(root, path))
    check_item(path, fields, body)
    return fields, body


def item_in(path: str, data: bytes) -> Item:
    """The item that a file at `path` with just this in it would be; Unreadable with the reason where it is none."""
    fields, body = _parts(data)
    check_item(path, fields, body)
    return items.TYPES[type_at(path)](path, fields, body)


def read_mark(root: str) -> Fields:
    """The front matter of the file that marks the workspace, of whatever format.

    Raises:
        CocreateError: there is no workspace any more.
        Unreadable: with the reason.
    """
    try:
        fields = mark_in(files.read(root, MARK))
    except FileNotFoundError as error:
        raise CocreateError(
            _("{folder} is not a workspace any more: its workspace.md is gone.").format(folder=root),
            _("Put it back, or open the workspace where it is now."),
        ) from error
    return fields


def mark_in(data: bytes) -> Fields:
    """The front matter of the mark of a workspace that `data` is, of whatever format; Unreadable with the reason."""
    fields, _body = _parts(data)
    check(schema.WORKSPACE_KEYS[:1], fields)
    if fields["format"] == FORMAT:  # what a later one has besides, nobody knows today
        check(schema.WORKSPACE_KEYS, fields)
    return fields


def _parts(data: bytes) -> tuple[Fields, str]:
    """The front matter and the body in `data`."""
    if plain := read_plain(data):
        return plain
    # Deferred: what this program wrote itself is nearly always plain, and PyYAML takes long to import.
    from cocreate.workspace.format.documents import parse

    document = parse(data)
    return document.fields, document.words


def to_item(path: str, document: Document) -> Item:
    """The item that `document`, kept at `path`, describes; Unreadable with the reason where it is none."""
    check_item(path, document.fields, document.words)
    return items.TYPES[type_at(path)](path, document.fields, document.words)


def check_item(path: str, fields: Fields, body: str) -> None:
    """Raise Unreadable, with the reason, where no item at `path` can have such front matter and body."""
    type_ = type_at(path)
    if type_ == "person":
        _check_person_name(path)
    if type_ == "contribution" and "kind" not in fields:
        _check_is_in_place(path)
    check(_keys_of(type_, str(fields.get("kind", ""))), fields)
    if type_ == "contribution":
        _check_contribution(fields, body)


@lru_cache(maxsize=64)
def _keys_of(type_: str, kind: str) -> tuple[Key, ...]:
    return schema.keys_of(type_, kind)


def _check_is_in_place(path: str) -> None:
    """Raise Unreadable for an `idea.md` that lies elsewhere, and for `idea 2.md`: what file syncers leave."""
    name = path.rpartition("/")[2]
    for counts, place in (("idea.md", "ideas/"), ("project.md", "projects/")):
        if name == counts:
            raise Unreadable(
                N_("{name} counts only in a folder of its own in {place}: move that folder back"),
                name=name,
                place=place,
            )
        if name.startswith(counts.removesuffix(".md")):
            raise Unreadable(N_("it looks like a copy of {name}, and only {name} counts"), name=counts)


def _check_person_name(path: str) -> None:
    if not is_person_slug(path.removeprefix("people/").removesuffix(".md")):
        raise Unreadable(N_("its name is not of the form a-z, 0-9 and hyphens, at most 40"))


def _check_contribution(fields: Mapping[str, Value], words: str) -> None:
    on = fields["on"]
    if on != COMMONS and not is_id(str(on)):
        raise Unreadable(N_("its key on is neither an id nor the word workspace"))
    if fields["kind"] == "stance" and fields["stance"] == "object" and not words:
        raise Unreadable(N_("it objects without saying why"))


def check(keys: tuple[Key, ...], fields: Mapping[str, Value]) -> None:
    """Raise Unreadable, with the reason, for the first key whose value its form does not allow."""
    for key in keys:
        value = fields.get(key.name)
        if not value:
            if key.required:
                raise Unreadable(N_("it has no {key}"), key=key.name)
            continue
        check_value(key, value)


def check_value(key: Key, value: Value) -> None:
    """Raise Unreadable, with the reason, where `value` may not stand under `key`."""
    if isinstance(value, list) and not key.shape.several:
        raise Unreadable(N_("its key {key} holds a list where one word belongs"), key=key.name)
    for word in as_list(value):
        if error := _unreadable(key, word):
            raise error


def _unreadable(key: Key, word: str) -> Unreadable | None:  # noqa: PLR0911 - a shape, a reason
    """What speaks against `word` under `key`, if anything. Asked ten times for every file."""
    shape = key.shape
    if shape is Shape.TEXT or shape is Shape.WORDS:
        return None
    if shape is Shape.CHOICE and word not in key.choices:
        choices = ", ".join(key.choices)
        return Unreadable(N_("its {key} is none of: {choices}"), key=key.name, choices=choices)
    if (shape is Shape.ID or shape is Shape.IDS) and not is_id(word):
        return Unreadable(N_("its key {key} holds something that is no id"), key=key.name)
    if (shape is Shape.PERSON or shape is Shape.PEOPLE) and not is_person_slug(word):
        return Unreadable(N_("its key {key} holds something that is no person's short name"), key=key.name)
    if shape is Shape.DATE and parse_day(word) is None:
        return Unreadable(N_("its key {key} is no day such as 2026-11-21"), key=key.name)
    if shape is Shape.MOMENT and parse_moment(word) is None:
        return Unreadable(N_("its key {key} is no moment such as 2026-11-21T14:03:11+01:00"), key=key.name)
    return None
