"""Plain documents: front matter as this program writes it, read a line at a time, without a YAML parser.

It takes only what every YAML reader would read as the same strings, by the very rule by which `writing`
leaves a scalar without quotes. All else is left to `documents.parse`, which knows YAML and says what is
wrong. Reading ten thousand ideas takes a fifth of the time so, and reading one does not import PyYAML.
"""

from __future__ import annotations

from functools import lru_cache

from cocreate.workspace.files import LARGEST_FRONT_MATTER
from cocreate.workspace.format.entry import Entry
from cocreate.workspace.format.writing import scalar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cocreate.model.items import Value

_FENCE = "---\n"
_IN_KEYS = frozenset("abcdefghijklmnopqrstuvwxyz_")
_LONGEST = 4096
"""Characters of a line; YAML takes a key of at most 1024, and nothing plain is as long as this."""

_MOST_LINES = 100
_MOST_COMMAS = 1000
"""A front matter may have 2000 parts; nothing plain has that many."""


def read_plain(data: bytes) -> tuple[dict[str, Value], str] | None:
    """The keys and the words that `data` holds, as `documents.parse` gives them; None if it is not plain."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    end = text.find("\n---\n", 3)
    if not text.startswith(_FENCE) or not 3 < end < LARGEST_FRONT_MATTER // 4:
        return None
    if "\0" in text or "\r" in text or "\n<<<<<<< " in text or text.count(", ", 0, end) > _MOST_COMMAS:
        return None
    fields: dict[str, Value] = {}
    lines = text[len(_FENCE) : end].split("\n")
    for line in lines:
        key, written = _key_and_rest(line)
        value = _value(written) if key else None
        if value is None or key in fields:
            return None
        fields[key] = value
    if len(lines) > _MOST_LINES:
        return None
    return fields, text[end + 5 :].strip("\n").rstrip()


def plain_entries(head: str) -> tuple[Entry, ...] | None:
    """The keys of a front matter, the text between the lines ---, as `front_matter.entries` gives them; else None."""
    lines = head.split("\n")
    if len(head) >= LARGEST_FRONT_MATTER // 4 or "\r" in head or head.count(", ") > _MOST_COMMAS:
        return None
    if lines.pop() or not 0 < len(lines) <= _MOST_LINES:
        return None
    found: dict[str, Entry] = {}
    start = 0
    for line in lines:
        key, written = _key_and_rest(line)
        value = _value(written) if key else None
        if value is None or key in found:
            return None
        end = start + len(line)
        found[key] = Entry(key, value, start, end - len(written), end, None)
        start = end + 1
    return tuple(found.values())


def _key_and_rest(line: str) -> tuple[str, str]:
    """The key that a line begins with, and what is written after it; no key where it has none that is plain."""
    key, colon, written = line.partition(": ")
    if key[:1] == '"' == key[-1:]:
        key = key[1:-1]  # such as "on", which some readers would take for a truth
    return (key, written) if colon and key and _IN_KEYS.issuperset(key) else ("", "")


def _value(written: str) -> Value | None:
    """The word or the list of words that is `written` after a key; None if it is not plain."""
    if not written or len(written) > _LONGEST:
        return None
    if written[0] != "[":
        return _word(written, in_list=False)
    if written[-1] != "]" or len(written) == 2:
        return None
    words = [_word(word, in_list=True) for word in written[1:-1].split(", ")]
    return words if all(words) else None  # type: ignore[return-value]  # none of them is None


@lru_cache(maxsize=4096)
def _word(written: str, *, in_list: bool) -> str | None:
    """The word that is `written`, in quotes where it could be taken for something else; None if it is not plain."""
    word = written[1:-1] if written[:1] == '"' == written[-1:] and "\\" not in written else written
    return word if word and scalar(word, in_list=in_list) == written else None
