"""Front matter as other programs write it: as much of it as is keys with words, or lists of words."""

from __future__ import annotations

import re
from collections.abc import Container
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cocreate.model.errors import Unreadable
from cocreate.model.items import as_list
from cocreate.workspace.format.front_matter import entries

if TYPE_CHECKING:
    from cocreate.model.items import Value

_FENCE: Final = "---"
_MOST_LINES: Final = 2000
_AT_NAME: Final = re.compile(r"([:\[,-] *)(@[^\s,\]\"']+)")


@dataclass(frozen=True, slots=True)
class Fronted:
    """A text in two: the keys above it, in lower case, and the body."""

    fields: dict[str, Value]
    body: str

    def first(self, *names: str) -> str:
        """The first word of the first of the keys `names` that says something; else empty."""
        return next(iter(self.several(*names)), "")

    def several(self, *names: str) -> tuple[str, ...]:
        """The words of the first of the keys `names` that says something."""
        listed = (as_list(self.fields.get(name)) for name in names)
        return next((words for words in listed if any(word.strip() for word in words)), ())


def fronted(text: str) -> Fronted:
    """What stands above a text, between two lines `---`, and the text."""
    lines = text.split("\n")
    end = front_lines(text)
    if not end:
        return Fronted({}, text)
    fields = _fields("\n".join(lines[1 : end - 1]) + "\n")
    return Fronted({key.strip().lower(): value for key, value in fields.items()}, "\n".join(lines[end:]))


def others_told(note: Fronted, known: Container[str]) -> str:
    """What stands above a text under keys that are not `known`, as a list, so that no word of it is lost."""
    told = (
        (key, ", ".join(" ".join(word.split()) for word in as_list(value) if word.strip()))
        for key, value in note.fields.items()
    )
    return "\n".join(f"- {key}: {words}" for key, words in told if words and key not in known)


def front_lines(text: str) -> int:
    """How many lines the front matter of a text has, with both its lines `---`; 0 where it has none."""
    lines = text.split("\n", _MOST_LINES)
    if lines[0].rstrip() != _FENCE:
        return 0
    return next((number + 1 for number, line in enumerate(lines) if number and line.rstrip() == _FENCE), 0)


def _fields(head: str) -> dict[str, Value]:
    """The keys: as YAML, with names such as `@ada` taken for words, or where that fails, line by line."""
    for text in dict.fromkeys((head, _AT_NAME.sub(r'\1"\2"', head))):
        with suppress(Unreadable):
            return {entry.key: entry.value for entry in entries(text)}
    return _line_by_line(head)


def _line_by_line(head: str) -> dict[str, Value]:
    """The keys that begin a line, with the word, the list or the text after them; deeper ones stay out."""
    found: dict[str, Value] = {}
    key, listed, lines = "", list[str](), list[str]()
    for line in head.split("\n"):
        stripped = line.strip()
        if line and not line[0].isspace() and ":" in line and not line.startswith(("#", "- ")):
            key, _colon, said = line.partition(":")
            listed, lines, said = [], [], said.strip()
            if said.startswith("[") and said.endswith("]"):
                found[key] = [word for word in map(_bare, said[1:-1].split(",")) if word]
            elif said and said[0] not in ">|":
                found[key] = _bare(said)
        elif key and stripped.startswith("- "):
            listed.append(_bare(stripped[2:]))
            found[key] = listed
        elif (key and stripped and key not in found) or lines:
            lines.append(stripped)
            found[key] = " ".join(lines)
    return found


def _bare(word: str) -> str:
    """A word without the quotation marks around it."""
    word = word.strip()
    return word[1:-1] if len(word) > 1 and word[0] == word[-1] and word[0] in "'\"" else word
