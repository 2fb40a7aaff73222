"""Documents: front matter and body as they stand in a file, and edits that touch only what they change."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from cocreate.locale import N_
from cocreate.model.errors import Unreadable
from cocreate.workspace.files import LARGEST_FRONT_MATTER
from cocreate.workspace.format.plain import plain_entries
from cocreate.workspace.format.writing import body_text, line, scalar, value_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from cocreate.model.items import Value
    from cocreate.workspace.format.entry import Entry

_BOM = "\ufeff"
_BLANK = re.compile(r"\A(?:\r?\n)+")


class Document:
    """A file as read, all of it as written; two are equal whose bytes are.

    Args:
        before: what stands before the front matter, its first line with it.
        head: the front matter.
        fence: the line that closes it.
        body: what follows.
        entries: the keys in `head`, with their values and places.
    """

    def __init__(self, before: str, head: str, fence: str, body: str, entries: tuple[Entry, ...]) -> None:
        self.before: Final = before
        self.head: Final = head
        self.fence: Final = fence
        self.body: Final = body
        self.entries: Final = entries

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Document) and self._parts == other._parts

    def __hash__(self) -> int:
        return hash(self._parts)

    @property
    def _parts(self) -> tuple[str, str, str, str]:
        return self.before, self.head, self.fence, self.body

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
        raise Unreadable(N_("it is not UTF-8 text (byte {place})"), place=error.start) from error
    if "\0" in text:
        raise Unreadable(N_("it holds a NUL byte"))
    if has_marks_of_conflict(text):
        raise Unreadable(
            N_("it holds two texts at once, between the marks <<<<<<< and >>>>>>>; nobody has made one of them yet")
        )
    before, head, fence, body = _split(text)
    return Document(before, head, fence, body, _entries(head))


def has_marks_of_conflict(text: str) -> bool:
    """Whether the three marks that git leaves stand in it, in their order, each at the start of a line."""
    lined = "\n" + text
    ours = lined.find("\n<<<<<<< ")
    middle = lined.find("\n=======", ours)
    return ours >= 0 and middle >= 0 and lined.find("\n>>>>>>> ", middle) >= 0


def _split(text: str) -> tuple[str, str, str, str]:
    """The text before the front matter, the front matter, the closing line, the body."""
    start = 1 if text.startswith(_BOM) else 0
    first = text.find("\n", start) + 1
    if not text[start:].strip():
        raise Unreadable(N_("it is empty"))
    if not first or text[start:first].rstrip() != "---":
        raise Unreadable(N_("it does not begin with a line ---"))
    at = first
    while at < len(text):
        end = text.find("\n", at) + 1 or len(text)
        if text.startswith("---", at) and text[at:end].rstrip() == "---":
            return text[:first], text[first:at], text[at:end], text[end:]
        if at - first > LARGEST_FRONT_MATTER:
            raise Unreadable(N_("its front matter is larger than 64 KiB"))
        at = end
    raise Unreadable(N_("its front matter has no closing line ---"))


def _entries(head: str) -> tuple[Entry, ...]:
    plain = plain_entries(head)
    if plain is not None:
        return plain
    from cocreate.workspace.format.front_matter import entries  # deferred: most files are read without PyYAML

    return tuple(entries(head))


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
        text = _with_line_ends(document, body_text(body.strip("\n")))
        document = Document(document.before, document.head, _closed(document), text, document.entries)
    return document


def _with_line_ends(document: Document, text: str) -> str:
    """`text` as it goes into the body: below the blank lines that are there, each line ended as it was there.

    Lines that were not end as most of the others do; in a body of no lines, as the front matter's.
    """
    if not text:
        return ""
    body = document.body
    every, windows = body.count("\n"), body.count("\r\n")
    blank = "".join(_BLANK.findall(body)[:1])
    usual = document.newline if not every else "\r\n" if windows * 2 > every else "\n"
    if windows in {0, every}:
        return blank + text.replace("\n", usual)
    ends: dict[str, list[str]] = {}
    for line_ in reversed(body[len(blank) :].split("\n")):
        bare = line_.removesuffix("\r")
        ends.setdefault(bare, []).append("\r\n" if bare != line_ else "\n")
    return blank + "".join(bare + (ends.get(bare) or [usual]).pop() for bare in text.split("\n")[:-1])


def _closed(document: Document) -> str:
    """The closing line, with an end of line even if the file ended right there."""
    fence = document.fence
    return fence if fence.endswith("\n") else fence + document.newline


def with_head(document: Document, head: str) -> Document:
    """`document` with another front matter.

    Raises:
        Unreadable: format 1 does not take it.
    """
    return Document(document.before, head, document.fence, document.body, _entries(head))


def _with_key(document: Document, key: str, value: Value, order: Sequence[str]) -> Document:
    entry = next((entry for entry in document.entries if entry.key == key), None)
    newline = document.newline
    if entry is None and not value:
        return document
    if entry is None:
        at = _place_for(document, key, order)
        head = f"{document.head[:at]}{line(key, value)}{newline}{document.head[at:]}"
    elif not value:
        return _without(document, entry)
    else:
        head = document.head[: entry.value_start] + _in_place(document.head, entry, value, newline)
        head += document.head[entry.value_end :]
    return with_head(document, head)


def _without(document: Document, entry: Entry) -> Document:
    """`document` without the lines of `entry`.

    Where a comment set in, or blank lines, would now go on a block of text before it, an empty comment stands in its
    place: no line that nobody changed comes to mean something else.
    """
    before, after = document.head[: entry.key_start], document.head[_line_end(document.head, entry.value_end) :]
    left = [(other.key, other.value) for other in document.entries if other is not entry]
    for head in (before + after, f"{before}#{document.newline}{after}"):
        entries = _entries(head)
        if [(other.key, other.value) for other in entries] == left:
            break
    return Document(document.before, head, document.fence, document.body, entries)


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
