"""Front matter, read strictly from YAML's parse events.

Only strings and lists of strings are taken; anchors, aliases, tags, duplicate keys, nesting and sizes beyond the
limits are refused while the events go by, before anything is built (docs/format.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import yaml

from cocreate.locale import N_
from cocreate.model.errors import Unreadable
from cocreate.workspace.files import LARGEST_FRONT_MATTER
from cocreate.workspace.format.entry import Entry

if TYPE_CHECKING:
    from cocreate.model.items import Value

MOST_NODES = 2000
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_BOM = "\ufeff"
_OPENS = re.compile(r"[\[{]")
_BOUNDARIES = frozenset([yaml.DocumentStartEvent, yaml.DocumentEndEvent])


def entries(head: str) -> Iterator[Entry]:
    """The keys and values of a front matter, the text between the lines ---.

    Raises:
        Unreadable: with the reason, for everything format 1 does not take.
    """
    if len(head.encode()) > LARGEST_FRONT_MATTER:
        raise Unreadable(N_("its front matter is larger than 64 KiB"))
    try:
        yield from _read_mapping(head, _allowed(head))
    except (yaml.YAMLError, ValueError) as error:
        _refuse_nesting(head)
        raise _not_yaml(error) from error


def _refuse_nesting(head: str) -> None:
    """Say in our words what is nested in a front matter that YAML refused, wherever YAML's own limit of depth lies.

    YAML reads up to 1024 characters ahead in a line, for the colon that would make a key of what it read, before it
    hands out the first bracket. Libyaml gives up on the depth of that line meanwhile, some releases sooner than others.
    With a bracket as the last of its line nothing is read ahead, so our reason comes before theirs.

    Raises:
        Unreadable: if there is such a reason.
    """
    line_by_line = _OPENS.sub(r"\g<0>\n ", head)
    with suppress(yaml.YAMLError, ValueError):
        list(_read_mapping(line_by_line, _allowed(line_by_line)))


def _not_yaml(error: Exception) -> Unreadable:
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return Unreadable(N_("its front matter is not YAML"))
    return Unreadable(N_("its front matter is not YAML in line {line}"), line=mark.line + 2)


def _allowed(head: str) -> Iterator[Any]:
    """YAML's events of `head`, as long as all of them are of the plain kind this format takes.

    Raises:
        Unreadable: where one is not.
        YAMLError: where it is no YAML.
        ValueError: where an escape names no character, which PyYAML without libyaml lets pass or stumbles over.
    """
    has_escapes = "\\" in head
    for count, event in enumerate(yaml.parse(head, Loader=_LOADER)):
        if count > MOST_NODES:
            raise Unreadable(N_("its front matter has more than 2000 parts"))
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise Unreadable(N_("its front matter has an anchor or an alias"))
        if getattr(event, "tag", None):
            raise Unreadable(N_("its front matter has a tag"))
        if event.__class__ in _BOUNDARIES and _is_spoken(event):
            raise Unreadable(N_("its front matter holds several documents"))
        if has_escapes and isinstance(event, yaml.ScalarEvent):
            event.value.encode()
        yield event


def _is_spoken(event: Any) -> bool:
    """Whether the file says in so many words that a document begins or ends, or sets directives before it."""
    return bool(event.explicit or getattr(event, "version", None) or getattr(event, "tags", None))


def _read_mapping(head: str, events: Iterator[Any]) -> Iterator[Entry]:
    next(events)
    if isinstance(next(events), yaml.StreamEndEvent):
        return
    if not isinstance(next(events), yaml.MappingStartEvent):
        raise Unreadable(N_("its front matter is not a list of keys and values"))
    seen = set()
    for event in events:
        if isinstance(event, yaml.MappingEndEvent):
            break
        if not isinstance(event, yaml.ScalarEvent):
            raise Unreadable(N_("its front matter has a key that is not a word"))
        if not _begins_line(head, event):
            raise Unreadable(N_("its front matter has a key that does not begin its line"))
        if event.value in seen:
            raise Unreadable(N_("its front matter has the key {key} twice"), key=event.value[:40])
        seen.add(event.value)
        yield _read_entry(head, event, events)
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            raise Unreadable(N_("its front matter holds several documents"))


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
                raise Unreadable(N_("its key {key} holds more than a list of words"), key=key.value[:40])
            value.append(part.value)
            end = _span(part)[1]
    else:
        raise Unreadable(N_("its key {key} holds keys of its own"), key=key.value[:40])
    end = start + len(head[start:end].rstrip())
    return Entry(key.value, value, key.start_mark.index, start, end, indent)


def _span(event: Any) -> tuple[int, int]:
    """Where in the head, in characters, an event begins and ends."""
    return event.start_mark.index, event.end_mark.index


def _column(event: Any) -> int:
    return int(event.start_mark.column)
