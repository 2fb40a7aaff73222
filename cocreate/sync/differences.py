"""What a document says otherwise than it did before, in words."""

from collections.abc import Iterator
from typing import Final

from cocreate.locale import _, plural
from cocreate.model import phrases
from cocreate.model.collection import Collection
from cocreate.model.errors import Unreadable
from cocreate.model.items import Value, as_list
from cocreate.model.schema import BOOKKEEPING, Shape, keys_of
from cocreate.workspace.format.documents import Document, parse
from cocreate.workspace.paths import type_at

LINES: Final = 12
"""So many lines of a text are told, each of what came and of what went."""


def differences(collection: Collection, path: str, before: bytes, after: bytes) -> Iterator[str]:
    """What `after` says otherwise than `before`, both what the file at `path` held: a piece for each key, and the text.

    Lines of the text are told up to `LINES` of what came and of what went. What cannot be read is told as the file.
    """
    try:
        old, new = parse(before), parse(after)
    except Unreadable:
        yield _("the file")
        return
    shapes = _shapes(path, new)
    for key in dict.fromkeys([*new.fields, *old.fields]):
        was, now = old.fields.get(key, ""), new.fields.get(key, "")
        if was != now and key not in BOOKKEEPING:
            yield _key_told(collection, key, was, now, shapes.get(key))
    if old.words != new.words:
        yield from _text_told(old.words, new.words)


def _shapes(path: str, document: Document) -> dict[str, Shape]:
    type_ = type_at(path)
    if not type_:
        return {}
    return {key.name: key.shape for key in keys_of(type_, str(document.fields.get("kind", "")))}


def _key_told(collection: Collection, key: str, was: Value, now: Value, shape: Shape | None) -> str:
    words = phrases.key_words(key)
    if isinstance(was, list) or isinstance(now, list):
        old, new = as_list(was), as_list(now)
        added = [_value(collection, one, shape) for one in new if one not in old]
        taken = [_value(collection, one, shape) for one in old if one not in new]
        if added and taken:
            said = _("{key}: {added} instead of {taken}")
        elif added:
            said = _("{key}: {added} added")
        else:
            said = _("{key}: {taken} taken out") if taken else _("{key} in another order")
        return said.format(key=words, added=", ".join(added), taken=", ".join(taken))
    if not now:
        return _("{key} taken out: {value}").format(key=words, value=_value(collection, str(was), shape))
    if not was:
        return _("{key}: {value}").format(key=words, value=_value(collection, str(now), shape))
    return _("{key}: {value}, before {before}").format(
        key=words, value=_value(collection, str(now), shape), before=_value(collection, str(was), shape)
    )


def _value(collection: Collection, value: str, shape: Shape | None) -> str:
    if shape in {Shape.ID, Shape.IDS}:
        found = collection.get(value)
        return found.title if found else value
    if shape in {Shape.PERSON, Shape.PEOPLE}:
        return collection.name_of(value)
    return phrases.state_words(value)


def _text_told(old: str, new: str) -> Iterator[str]:
    """The text: the lines that are new, then those that went, so that nobody's words are out of reach."""
    had, has = old.split("\n"), new.split("\n")
    added = [line.strip() for line in has if line.strip() and line not in had]
    gone = [line.strip() for line in had if line.strip() and line not in has]
    for lines, words in ((added, _("text: {line}")), (gone, _("text before: {line}"))):
        yield from (words.format(line=line) for line in lines[:LINES])
        if (left := len(lines) - LINES) > 0:
            yield plural("… and {count} line more", "… and {count} lines more", left).format(count=left)
    if not (added or gone):
        yield _("text in another order")
