"""Documents: front matter read strictly from YAML's parse events, and edits that touch only what they change.

Only strings and lists of strings are taken; anchors, aliases, tags, duplicate keys, nesting and sizes beyond the
limits are refused while the events go by, before anything is built (DESIGN sections 3 and 7).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import yaml

from cocreate.locale import _
from cocreate.model.errors import Unreadable
from cocreate.workspace.files import LARGEST_FRONT_MATTER
from cocreate.workspace.writing import body_text, line, scalar, value_text

if TYPE_CHECKING:
    from cocreate.model.items import Value

MOST_NODES = 2000
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_BOM = "\ufeff"
_BOUNDARIES = frozenset([yaml.DocumentStartEvent, yaml.DocumentEndEvent])


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of the front matter: its value, and where in the head the key and the value stand."""

    key: str
    value: Value
    key_start: int
    value_start: int
    value_end: int
    block_indent: int | None
    """For a list written with hyphens, the column of its hyphens."""


@dataclass(frozen=True)
class Document:
    """A file as read: `before` the front matter, its `head`, the closing `fence`, and the `body`, all as written."""

    before: str
    head: str
    fence: str
    body: str
    entries: tuple[Entry, ...]

    @cached_property
    def fields(self) -> dict[str, Value]:
        """The keys in their order, with their values."""
        return {entry.key: entry.value for entry in self.entries}

    @property
    def words(self) -> str:
        """The body as a person means it: newlines only, without blank lines around it."""
        return self.body.replace("\r\n", "\n").strip("\n").rstrip()

    @property
    def newline(self) -> str:
        """How this file ends its lines."""
        return "\r\n" if self.before.endswith("\r\n") else "\n"

    def encode(self) -> bytes:
        """The bytes of the file."""
        return f"{self.before}{self.head}{self.fence}{self.body}".encode()


def parse(data: bytes) -> Document:
    """The document that `data` holds.

    Raises:
        Unreadable: with the reason, for everything format 1 does not take.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(_("it is not UTF-8 text (byte {place})").format(place=error.start)) from error
    if "\0" in text:
        raise Unreadable(_("it holds a NUL byte"))
    if _has_conflict(text):
        raise Unreadable(_("it holds the marks of a conflict that nobody has resolved yet"))
    before, head, fence, body = _split(text)
    return Document(before, head, fence, body, tuple(_entries(head)))


def _has_conflict(text: str) -> bool:
    """Whether the three marks that git leaves stand in it, in their order, each at the start of a line."""
    lined = "\n" + text
    ours = lined.find("\n<<<<<<< ")
    middle = lined.find("\n=======", ours)
    return ours >= 0 and middle >= 0 and lined.find("\n>>>>>>> ", middle) >= 0


def _split(text: str) -> tuple[str, str, str, str]:
    """The text before the front matter, the front matter, the closing line, the body."""
    start = 1 if text.startswith(_BOM) else 0
    first = text.find("\n", start) + 1
    if not first or text[start:first].rstrip() != "---":
        raise Unreadable(_("it does not begin with a line ---"))
    at = first
    while at < len(text):
        end = text.find("\n", at) + 1 or len(text)
        if text.startswith("---", at) and text[at:end].rstrip() == "---":
            return text[:first], text[first:at], text[at:end], text[end:]
        if at - first > LARGEST_FRONT_MATTER:
            raise Unreadable(_("its front matter is larger than 64 KiB"))
        at = end
    raise Unreadable(_("its front matter has no closing line ---"))


def _entries(head: str) -> Iterator[Entry]:
    """The keys and values of a front matter."""
    if len(head.encode()) > LARGEST_FRONT_MATTER:
        raise Unreadable(_("its front matter is larger than 64 KiB"))
    try:
        yield from _read_mapping(head, _allowed(head))
    except yaml.YAMLError as error:
        raise Unreadable(_not_yaml(error)) from error


def _not_yaml(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return _("its front matter is not YAML")
    return _("its front matter is not YAML in line {line}").format(line=mark.line + 2)


def _allowed(head: str) -> Iterator[Any]:
    """YAML's events of `head`, as long as all of them are of the plain kind this format takes."""
    for count, event in enumerate(yaml.parse(head, Loader=_LOADER)):
        if count > MOST_NODES:
            raise Unreadable(_("its front matter has more than 2000 parts"))
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise Unreadable(_("its front matter has an anchor or an alias"))
        if getattr(event, "tag", None):
            raise Unreadable(_("its front matter has a tag"))
        if event.__class__ in _BOUNDARIES and _is_spoken(event):
            raise Unreadable(_("its front matter holds several documents"))
        yield event


def _is_spoken(event: Any) -> bool:
    """Whether the file says in so many words that a document begins or ends, or sets directives before it."""
    return bool(event.explicit or getattr(event, "version", None) or getattr(event, "tags", None))


def _read_mapping(head: str, events: Iterator[Any]) -> Iterator[Entry]:
    next(events)
    if isinstance(next(events), yaml.StreamEndEvent):
        return
    if not isinstance(next(events), yaml.MappingStartEvent):
        raise Unreadable(_("its front matter is not a list of keys and values"))
    seen = set()
    for event in events:
        if isinstance(event, yaml.MappingEndEvent):
            break
        if not isinstance(event, yaml.ScalarEvent):
            raise Unreadable(_("its front matter has a key that is not a word"))
        if not _begins_line(head, event):
            raise Unreadable(_("its front matter has a key that does not begin its line"))
        if event.value in seen:
            raise Unreadable(_("its front matter has the key {key} twice").format(key=event.value[:40]))
        seen.add(event.value)
        yield _read_entry(head, event, events)
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            raise Unreadable(_("its front matter holds several documents"))


def _begins_line(head: str, key: Any) -> bool:
    """Whether the event `key` begins a line, as an edit by the line needs it."""
    at = _span(key)[0]
    return head[at - 1] == "\n" if at else not head.startswith(_BOM)


def _read_entry(head: str, key: Any, events: Iterator[Any]) -> Entry:
    event = next(events)
    (start, end), indent = _span(event), None
    if isinstance(event, yaml.ScalarEvent):
        value: Value = event.value
    elif isinstance(event, yaml.SequenceStartEvent):
        value = []
        if not event.flow_style:
            indent = _column(event)
        for part in events:
            if isinstance(part, yaml.SequenceEndEvent):
                end = _span(part)[1] if indent is None else end
                break
            if not isinstance(part, yaml.ScalarEvent):
                raise Unreadable(
                    _("its key {key} holds more than a list of words").format(key=key.value[:40])
                )
            value.append(part.value)
            end = _span(part)[1]
    else:
        raise Unreadable(_("its key {key} holds keys of its own").format(key=key.value[:40]))
    end = start + len(head[start:end].rstrip())
    return Entry(key.value, value, key.start_mark.index, start, end, indent)


def _span(event: Any) -> tuple[int, int]:
    """Where in the head, in characters, an event begins and ends."""
    return event.start_mark.index, event.end_mark.index


def _column(event: Any) -> int:
    return int(event.start_mark.column)


def edited(
    document: Document, changes: Mapping[str, Value], body: str | None = None, order: Sequence[str] = ()
) -> Document:
    """`document` with the keys in `changes` set, or taken out where their value is empty, and perhaps a new body.

    Only the lines of changed keys are written anew. A new key goes after the last key that stands before it in
    `order`, or to the end. `body` counts only if it says something else than `document.words`.
    """
    for key, value in changes.items():
        if (document.fields.get(key) or "") != (value or ""):
            document = _with_key(document, key, value, order)
    if body is not None and body_text(body).strip("\n") != document.words:
        blank = document.body[: len(document.body) - len(document.body.lstrip("\r\n"))]
        text = body_text(body.strip("\n")).replace("\n", document.newline)
        document = Document(
            document.before, document.head, _closed(document), blank + text if text else "", document.entries
        )
    return document


def _closed(document: Document) -> str:
    """The closing line, with an end of line even if the file ended right there."""
    fence = document.fence
    return fence if fence.endswith("\n") else fence + document.newline


def _with_key(document: Document, key: str, value: Value, order: Sequence[str]) -> Document:
    entry = next((entry for entry in document.entries if entry.key == key), None)
    newline = document.newline
    if entry is None and not value:
        return document
    if entry is None:
        at = _place_for(document, key, order)
        head = f"{document.head[:at]}{line(key, value)}{newline}{document.head[at:]}"
    elif not value:
        head = document.head[: entry.key_start] + document.head[_line_end(document.head, entry.value_end) :]
    else:
        head = document.head[: entry.value_start] + _in_place(document.head, entry, value, newline)
        head += document.head[entry.value_end :]
    return Document(document.before, head, document.fence, document.body, tuple(_entries(head)))


def _in_place(head: str, entry: Entry, value: Value, newline: str) -> str:
    """`value` as it goes where the old one stood: a list with hyphens stays one."""
    if entry.block_indent is not None and not isinstance(value, str):
        lines = [f"- {scalar(word)}" for word in value]
        return f"{newline}{' ' * entry.block_indent}".join(lines)
    text = value_text(value)[1:]
    before = head[: entry.value_start]
    return text if before.endswith((" ", "\t")) else f" {text}"


def _place_for(document: Document, key: str, order: Sequence[str]) -> int:
    """Where in the head the line of a new key goes."""
    earlier = order[: order.index(key)] if key in order else ()
    ends = [_line_end(document.head, e.value_end) for e in document.entries if e.key in earlier]
    return max(ends) if ends else len(document.head)


def _line_end(head: str, at: int) -> int:
    """The start of the line after the one that `at` stands in."""
    return head.find("\n", at) + 1 or len(head)
