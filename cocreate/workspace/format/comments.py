"""Comments in front matter, from a `#` to the end of its line: no key holds them, and a merge may not lose them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from cocreate.locale import N_
from cocreate.model.errors import Unreadable
from cocreate.workspace.format.documents import Document, with_head

_COMMENT = re.compile(r"(?:^|(?<=\s))#[^\n]*", re.MULTILINE)


def comments(document: Document) -> Iterator[tuple[str, str]]:
    """The comments, in their order, each with the key that it stands at or below; empty above the first key."""
    head, at, key = document.head, 0, ""
    for entry in document.entries:
        yield from _between(key, head[at : entry.key_start])
        key, at = entry.key, entry.value_end
        yield from _between(key, head[entry.key_start : entry.value_start])
        if not isinstance(entry.value, str):
            lines = head[entry.value_start : entry.value_end].split("\n")
            yield from ((key, line.strip()) for line in lines if line.lstrip().startswith("#"))
    yield from _between(key, head[at:])


def _between(key: str, text: str) -> Iterator[tuple[str, str]]:
    return ((key, found.rstrip()) for found in _COMMENT.findall(text))


def with_comments_of(document: Document, base: Document, *sides: Document) -> Document:
    """`document`, with the comments that any of `sides` has since `base` and that are missing in it.

    Each stands in a line of its own below the key that it stood at, or below all keys, if that one is gone.

    Raises:
        Unreadable: they find no place.
    """
    before = list(comments(base))
    for side in sides:
        told = list(comments(side))
        missing = _texts(told) - _texts(before) - _texts(comments(document))
        for key, text in sorted(told, key=lambda one: one in before):  # first those that stand somewhere new
            if missing[text] > 0:
                missing[text] -= 1
                document = _with(document, key, text)
    return document


def _texts(told: Iterable[tuple[str, str]]) -> Counter[str]:
    return Counter(text for _key, text in told)


def _with(document: Document, key: str, text: str) -> Document:
    end = next((entry.value_end for entry in document.entries if entry.key == key), 0 if not key else -1)
    below = document.head.find("\n", end) + 1 if end > 0 else end
    keys = [(entry.key, entry.value) for entry in document.entries]
    for at in (below, len(document.head)):
        if at >= 0:
            changed = with_head(document, f"{document.head[:at]}{text}{document.newline}{document.head[at:]}")
            if [(entry.key, entry.value) for entry in changed.entries] == keys:
                return changed
    raise Unreadable(N_("a comment finds no place in its front matter"))
