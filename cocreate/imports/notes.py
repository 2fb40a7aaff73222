"""A folder of Markdown notes, such as Obsidian and Logseq keep: a note is an idea."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final
from urllib.parse import unquote

from cocreate.imports.found import Cannot, File, Found, Read
from cocreate.imports.front import Fronted, fronted, others_told
from cocreate.imports.words import moment_in, people_in, text_in, words_in
from cocreate.locale import N_
from cocreate.model.errors import Unreadable
from cocreate.model.items import as_list

ENDINGS: Final = (".md", ".markdown")

_CREATED: Final = ("created", "date", "created_at", "created_date", "date created", "creation date", "created-at")
_AUTHORS: Final = ("author", "authors", "by", "creator")
_TAGS: Final = ("tags", "tag", "themes", "keywords")

_READ: Final = frozenset(["title", "alias", "aliases", *_AUTHORS, *_TAGS])
"""Keys that have a place here; what stands under others goes below the text."""

_PROPERTY: Final = re.compile(r"([A-Za-z][A-Za-z0-9_-]{0,39}):: *(.*)")
_HEADING: Final = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*")
_FENCED: Final = re.compile(r" {0,3}(?:```|~~~)")
_WIKI: Final = re.compile(r"(!?)\[\[([^\[\]|#\n]+)(?:#[^\[\]|\n]*)?(?:\|([^\[\]\n]*))?\]\]")


def read_notes(files: Sequence[File]) -> Read:
    """The ideas in notes; one that is empty, or no text, cannot come."""
    found: list[Found] = []
    cannot: list[Cannot] = []
    for file in files:
        try:
            found.append(read_note(text_in(file.data), file))
        except Unreadable as error:
            cannot.append(Cannot(1, error.reason, file.name))
    return Read(tuple(found), tuple(cannot))


def read_note(text: str, file: File) -> Found:
    """The idea in one note: its title is in its keys, its first heading, or its name.

    Raises:
        Unreadable: there is nothing in it.
    """
    note = _with_properties(fronted(text))
    name = _name(file.name)
    heading, body = _headed(note.body)
    if not (body.strip() or heading or note.fields):
        raise Unreadable(N_("there is nothing in it"))
    created = next((key for key in _CREATED if moment_in(note.first(key))), "")
    more = others_told(note, {*_READ, created})
    tags = [word for tag in note.several(*_TAGS) for word in words_in(_without_brackets(tag))]
    return Found(
        note.first("title") or heading or name,
        "\n\n".join(filter(None, (body.strip("\n"), more))),
        tuple(one for author in note.several(*_AUTHORS) for one in people_in(_without_brackets(author))),
        moment_in(note.first(created) if created else name),
        file.saved_at,
        themes=tuple(dict.fromkeys(tags)),
        names=(file.name.rpartition(".")[0], name, *as_list(note.fields.get("aliases") or note.fields.get("alias"))),
        file=file.name,
    )


def linked(text: str, id_of: Callable[[str], str]) -> str:
    """`text` with every link to something that has an id as a link to that; all others stay as they are.

    Args:
        text: Markdown with links such as `[[Cup library]]` or `[[Cup library|that one]]`.
        id_of: tells the id of what a link names, or nothing.
    """

    def link(found: re.Match[str]) -> str:
        name, shown = found[2].strip(), (found[3] or "").strip()
        name_id = id_of(name)
        if not name_id:
            return found[0]
        return f"{shown} [[{name_id}]]" if shown else f"[[{name_id}]]"

    return _WIKI.sub(link, text)


def _without_brackets(text: str) -> str:
    return text.replace("[[", "").replace("]]", "")


def _name(path: str) -> str:
    """The name of a note, as its file has it: Logseq writes `/` and other signs in its own ways."""
    bare = path.rpartition("/")[2].rpartition(".")[0] or path
    return unquote(bare.replace("___", "/"))


def _with_properties(note: Fronted) -> Fronted:
    """A note with the keys that Logseq writes at its beginning, such as `tags:: clay`."""
    lines = note.body.split("\n")
    fields, end = dict(note.fields), 0
    while end < len(lines) and (line := _PROPERTY.fullmatch(lines[end].removeprefix("- ").strip())):
        fields.setdefault(line[1].lower(), line[2].strip())
        end += 1
    return Fronted(fields, "\n".join(lines[end:])) if end else note


def _headed(body: str) -> tuple[str, str]:
    """The heading that tells what a note is about, and the text: one at the top goes out of it.

    Further down only one of the first rank counts: others are about a part.
    """
    text = body.lstrip("\n")
    first, _newline, rest = text.partition("\n")
    if heading := _HEADING.fullmatch(first.removeprefix("- ")):
        return heading[2], rest
    is_code = False
    for line in text.split("\n"):
        is_code ^= bool(_FENCED.match(line))
        heading = None if is_code or not line.startswith("# ") else _HEADING.fullmatch(line)
        if heading and heading[2]:
            return heading[2], text
    return "", text
