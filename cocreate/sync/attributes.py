"""Files that tell git how to treat others: which of what they say changes nothing but how it looks, and which does.

Pure: bytes in, answers out. What decides on line ends as they are kept, or on how a difference is shown, is let in.
What has words converted on their way, or has git bring them together otherwise than everybody else, is not.
"""

import re
from collections.abc import Iterator
from typing import Final

ATTRIBUTES: Final = ".gitattributes"
"""The name of files that tell git how to treat others."""

_CONVERTING: Final = frozenset(["filter", "working-tree-encoding", "ident", "merge", "conflict-marker-size"])
_SHOWN_AS: Final = re.compile(
    "ada|bash|bibtex|cpp|csharp|css|dts|elixir|fortran|fountain|golang|html|java|kotlin|markdown|matlab|objc|pascal"
    "|perl|php|python|ruby|rust|scheme|tex"
)
"""The ways to show a difference that git brings along; any other would be a program of somebody's."""


def is_attributes(path: str) -> bool:
    """Whether a disk could take the file for one that tells git how to treat others."""
    return path.rpartition("/")[2].casefold() == ATTRIBUTES


def converts(data: bytes) -> bool:
    """Whether such a file, which holds `data`, has others converted or brought together in a way of its own."""
    return any(any(map(_changes, words)) for _kind, words in _lines(data))


def reaches_documents(data: bytes) -> bool:
    """Whether it does so with documents, where it is in a folder that the workspace is in: of other kinds it may."""
    return any(
        any(map(_changes, words)) and (not kind.isalnum() or kind.casefold() == "md") for kind, words in _lines(data)
    )


def _lines(data: bytes) -> Iterator[tuple[str, list[str]]]:
    """The kind of file that each line is about, empty where it is about several, and what it says of these."""
    for line in data.decode("utf-8", "replace").split("\n"):
        pattern, *words = line.split() or ["#"]
        if pattern.startswith("#"):
            continue
        yield ("" if pattern.startswith("[attr]") or "." not in pattern else pattern.rpartition(".")[2]), words


def _changes(word: str) -> bool:
    """Whether a word of such a file changes words; to have line ends as they are kept does not."""
    key, _equals, value = word.lstrip("-!").partition("=")
    if key == "diff":
        return bool(value) and not _SHOWN_AS.fullmatch(value)
    return key in _CONVERTING or (key == "eol" and value != "lf")
