"""The marks of Markdown, taken off a line that stands for a text: in rows, in sentences, above forms."""

from __future__ import annotations

from functools import lru_cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

LONGEST = 2_000
"""Characters of a line that are looked through: no row shows more."""

_MARKS = frozenset("*_`~#>+-[\\")
"""What a line without marks holds none of."""

_DEEPEST = 3
"""So many marks stand within one another at most."""


@lru_cache(maxsize=512)
def without_marks(line: str) -> str:
    """`line` as it reads: without what makes it a heading, a quote or a point, and its words strong or a link.

    Links to things of the workspace stay, as they are told by their titles where they are shown.
    """
    if _MARKS.isdisjoint(line):
        return line
    import re  # deferred: an idea is caught without it, and few lines have marks

    head, rest = line[:LONGEST], line[LONGEST:]
    bare = re.sub(r"^(?:(?:#{1,6}|>+|[-*+])[ \t]+)+", "", head)
    inline = re.compile(
        r"(?P<code>`{1,3})(?P<of_code>[^`]{1,300})(?P=code)"
        r"|(?<![\[!])!?\[(?P<label>[^\[\]]{1,300})\]\([^()\s]{1,500}\)"
        r"|(?<![\w*~_\\])(?P<mark>\*{1,3}|_{1,3}|~~)(?=[^\s*_~])(?P<words>[^\n]{1,300}?)(?<=[^\s\\])(?P=mark)(?![\w*_])"
        r"|\\(?P<plain>[^\w\s])"
    )
    return (_read(inline, bare, _DEEPEST) or head) + rest


def _read(inline: re.Pattern[str], text: str, depth: int) -> str:
    """`text` without the marks in it, and in what they mark."""

    def words(found: re.Match[str]) -> str:
        inner = found["label"] or found["words"]
        if inner:
            return _read(inline, inner, depth - 1) if depth else inner
        return found["of_code"] or found["plain"] or found[0]

    return inline.sub(words, text)
