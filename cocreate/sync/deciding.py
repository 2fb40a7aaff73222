"""What is decided for a file that three histories have: what stands, and what of ours is kept beside it.

Pure: versions in, a decision out; git and the disk are not asked (docs/sync.md has the rules, `merging` gathers and
writes). What changed on one side is taken from it. Of what changed on both and cannot stand together the published
words stand. Ours are never dropped: `decide` says what of them found no place, and `set_aside` where it goes. The same
versions always come to the same decision, whoever decides and in whatever language they read.
"""

import os
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final

from cocreate.model import schema
from cocreate.model.errors import CocreateError, Unreadable
from cocreate.model.ids import COMMONS, id_from
from cocreate.model.items import TYPES, Item, Value
from cocreate.model.moments import parse_moment, written
from cocreate.sync.limits import fits, most_bytes
from cocreate.sync.records import PLAIN, FileVersion
from cocreate.workspace.files import LARGEST_FILE
from cocreate.workspace.format import reading
from cocreate.workspace.format.documents import Document, parse
from cocreate.workspace.format.plain import read_plain
from cocreate.workspace.format.writing import document, storable
from cocreate.workspace.merge.three_way import merge, merge_text
from cocreate.workspace.merge.wordings import wording_document
from cocreate.workspace.paths import MARK, type_at

_NOTHING: Final = Document("---\n", "", "---\n", "", ())
_BEFORE_CLOCKS: Final = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True, slots=True)
class Sides:
    """A file as three histories have it, None where one has none.

    Attributes:
        path: where it is, in the workspace; in the repository, if it `is_outside`.
        base: as both went on from it.
        ours: as it is in this copy.
        published: as others have it already.
        is_outside: whether it lies outside of the workspace, where nobody here may decide.
        is_in_the_way: whether the published history has a folder where this file is, or a file where its folder is.
    """

    path: str
    base: FileVersion | None
    ours: FileVersion | None
    published: FileVersion | None
    is_outside: bool = False
    is_in_the_way: bool = False


@dataclass(frozen=True, slots=True)
class Aside:
    """What of ours found no place in what stands.

    Attributes:
        path: the file that it was in, in the workspace.
        on: the id of the item that it belongs to; empty where that is none, or cannot be read.
        fields: the values.
        body: the text.
        data: the whole content, where that is no text; else nothing.
    """

    path: str
    on: str = ""
    fields: Mapping[str, Value] = field(default_factory=dict)
    body: str = ""
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Decision:
    """What stands, None for no file; what of ours is to be kept; whether nobody here may decide, and sync stops."""

    stands: FileVersion | None
    aside: Aside | None = None
    is_stopped: bool = False


@dataclass(frozen=True, slots=True)
class Writer:
    """Who wrote what is to be kept, by slug; when, as git writes a moment; and in which commit."""

    commit: str
    at: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AsideFiles:
    """What `set_aside` makes: the id of the wording, where it is, where else something is kept, and all the files."""

    name: str
    path: str
    beside: str
    files: Mapping[str, bytes]


def decide(sides: Sides) -> Decision:  # noqa: PLR0911 - a case, a decision
    """What stands of a file, and what of ours is to be kept beside it."""
    base, ours, published = sides.base, sides.ours, sides.published
    if ours in (published, base):
        return Decision(published)
    if sides.is_in_the_way and ours and not published:
        return Decision(None, _whole(sides.path, ours.data))
    if published == base:
        return Decision(ours)
    if sides.is_outside:
        return Decision(published, is_stopped=True)
    if not (ours and published):
        return Decision(ours or published)  # deleted on one side, changed on the other
    if not PLAIN[:3] == ours.mode[:3] == published.mode[:3]:
        return Decision(published)
    mode = ours.mode if base and published.mode == base.mode else published.mode
    before = base.data if base else b""
    if type_at(sides.path) or sides.path == MARK:
        return _documents(sides.path, mode, before, ours.data, published.data)
    return _texts(sides.path, mode, before, ours.data, published.data)


def _documents(path: str, mode: str, base: bytes, ours: bytes, published: bytes) -> Decision:
    """By the rules of two edits on one machine, where all can be read, and of what comes as well.

    Args:
        path: of the file, in the workspace.
        mode: what it will have.
        base: what the file held when both went on from it; nothing where it was made on both sides.
        ours: what it holds here.
        published: what it holds elsewhere.
    """
    stands = FileVersion(mode, published)
    try:
        theirs, mine = parse(published), parse(ours)
    except Unreadable:
        return Decision(stands, _whole(path, ours, _id_in(published) or _id_in(ours)))
    type_ = type_at(path)
    keys = schema.keys_of(type_, str(theirs.fields.get("kind", ""))) if type_ else ()
    merged = merge(_parsed(base), mine, theirs, [key.name for key in keys])
    data = merged.document.encode()
    if not _is_sound(path, data) and _is_sound(path, published):
        return Decision(stands, _whole(path, ours, _id_in(published)))
    is_kept = bool(merged.aside or merged.body_aside)
    on = str(theirs.fields.get("id", ""))
    return Decision(FileVersion(mode, data), Aside(path, on, merged.aside, merged.body_aside) if is_kept else None)


def _texts(path: str, mode: str, base: bytes, ours: bytes, published: bytes) -> Decision:
    """By lines, where all are text; arguments as for `_documents`."""
    before, mine, theirs = map(_text, (base, ours, published))
    if before is None or mine is None or theirs is None:
        return Decision(FileVersion(mode, published), _whole(path, ours))
    text, conflict = merge_text(before, mine, theirs)
    data = text.encode()
    if len(data) > most_bytes(path) >= len(published):  # nobody else would let in what both make together
        data, conflict = published, True
    return Decision(FileVersion(mode, data), _whole(path, ours) if conflict else None)


def _whole(path: str, data: bytes, on: str = "") -> Aside | None:
    """All that we had at `path`; None where that is nothing to read."""
    text = _text(data)
    if text is None and not type_at(path):
        return Aside(path, data=data)
    text = data.decode("utf-8", "replace") if text is None else text
    if not text.strip():
        return None
    return Aside(path, on, body=text if on else f"{path}\n\n{text}")


def set_aside(aside: Aside, writer: Writer, taken: Container[str] = ()) -> AsideFiles:
    """Keep what found no place: words in a wording, what is no text in a file of its own, of which a wording tells.

    Sentences are written as they are in English: what a merge writes must not depend on who brings both together.

    Args:
        aside: what is to be kept.
        writer: whose it is.
        taken: of the names that `names_beside` gives, those under which something stands already.
    """
    if not aside.data:
        return _worded(aside, writer)
    names = names_beside(aside)
    beside = next((name for name in names if name not in taken), "")
    if not (beside and fits(beside, len(aside.data))):
        return _worded(Aside(aside.path), writer)
    said = f"{aside.path} was changed by two at once. What was shared first stands there; this is kept at {beside}."
    kept = _worded(Aside(aside.path, body=said), writer)
    return AsideFiles(kept.name, kept.path, beside, {beside: aside.data, **kept.files})


def names_beside(aside: Aside) -> list[str]:
    """Under what names what is no text may be kept beside the file that it was in; the first that is free counts."""
    name = id_from(sha256(os.fsencode(aside.path) + aside.data).digest())
    start, end = os.path.splitext(aside.path)
    return [f"{start}-{name[:length]}{end}" for length in range(6, len(name) + 1)] if aside.data else []


def _worded(aside: Aside, writer: Writer) -> AsideFiles:
    """The wording; where it is too large for a file, or nothing to read, it says where that stands."""
    told = repr((aside.path, writer.commit, sorted(aside.fields.items()), aside.body))
    name = id_from(sha256(told.encode()).digest())
    at = parse_moment(writer.at) or _BEFORE_CLOCKS
    signature: dict[str, Value] = {"by": list(writer.by), "at": written(at), "of": writer.commit}
    path, fields = wording_document(
        aside.path if aside.on else "", aside.on or COMMONS, name, at, signature, aside.fields
    )
    data = document(fields, storable(aside.body))
    if len(data) > LARGEST_FILE or not (aside.fields or aside.body):
        said = f"{aside.path} does not fit here. It stands in the history: {writer.commit}"
        data = document(fields, storable(said))
    return AsideFiles(name, path, "", {path: data})


def _text(data: bytes) -> str | None:
    """The text in `data`; None where it is none."""
    try:
        return None if b"\0" in data else data.decode()
    except UnicodeDecodeError:
        return None


def item_in(path: str, data: bytes) -> Item | None:
    """The item that `data`, at `path` in the workspace, is; None where there is none that can be read."""
    if not (data and type_at(path)):
        return None
    try:
        if plain := read_plain(data):
            reading.check_item(path, *plain)
            return TYPES[type_at(path)](path, *plain)
        return reading.to_item(path, parse(data))
    except CocreateError:
        return None


def _parsed(data: bytes) -> Document:
    try:
        return parse(data) if data else _NOTHING
    except Unreadable:
        return _NOTHING


def _is_sound(path: str, data: bytes) -> bool:
    """Whether `data` can be read as what is kept at `path`."""
    return bool(item_in(path, data)) if type_at(path) else _parsed(data) is not _NOTHING


def _id_in(data: bytes) -> str:
    """The id that a file gives itself, if it can be read so far."""
    name = _parsed(data).fields.get("id", "")
    return name if isinstance(name, str) else ""
