"""A Markdown list: a bullet is an idea, what is set in under it is its text, and what is ticked off rests.

A list in the text of an idea stays a list there. A line that begins with a box, `[ ]`, needs no bullet to be an idea.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from typing import Final

from cocreate.imports.found import Cannot, Found, Read
from cocreate.imports.front import front_lines
from cocreate.locale import N_, Sentence, _

_BULLET: Final = re.compile(
    r"(?:(?:[-*+]|[0-9]{1,9}[.)])(?:[ \t]+|$))(?P<box>\[[ xX]\](?:[ \t]+|$))?|(?P<alone>\[[ xX]\](?:[ \t]+|$))"
)
_RULE: Final = re.compile(r"(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}")


def read_list(text: str) -> Read:
    """The ideas in a list; what stands outside of it cannot come."""
    found: list[Found] = []
    cannot = [Cannot(1, Sentence(N_("the keys above the list have no place")))] if front_lines(text) else list[Cannot]()
    for line, first, more in _blocks(text):
        bullet = _BULLET.match(first)
        title = first[bullet.end() :].strip() if bullet else ""
        if not bullet:
            cannot.append(Cannot(line, Sentence(N_("it stands outside of the list"))))
        elif not title:
            cannot.append(Cannot(line, Sentence(N_("it has no title"))))
        else:
            found.append(_idea(line, title, more, is_done="x" in (bullet["box"] or bullet["alone"] or "").lower()))
    return Read(tuple(found), tuple(cannot))


def is_list(text: str) -> bool:
    """Whether at least half of what begins at the left of `text` is a bullet."""
    firsts = [first for _line, first, _more in _blocks(text)]
    return sum(bool(_BULLET.match(first)) for first in firsts) * 2 > len(firsts)


def _idea(line: int, title: str, more: list[str], *, is_done: bool) -> Found:
    text = "\n".join(_set_out(more)).strip("\n")
    if is_done:
        return Found(title, text, state="resting", because=_("done before it came here"), line=line)
    return Found(title, text, line=line)


def _blocks(text: str) -> Iterator[tuple[int, str, list[str]]]:
    """Each line that is not set in, with its number, and the lines under it that are, blank ones included."""
    line, first, more = 0, "", list[str]()
    head = front_lines(text)
    for number, each in enumerate(textwrap.dedent(text.expandtabs(4)).split("\n"), 1):
        if number <= head:
            continue
        if line and (not each.strip() or each.startswith(" ")):
            more.append(each)
        elif line and _goes_on(each, [first, *more][-1]):
            more.append(f"    {each}")
        elif each.strip():
            if line:
                yield line, first, more
            line, first, more = (0, "", []) if _RULE.fullmatch(each) else (number, each.strip(), [])
    if line:
        yield line, first, more


def _goes_on(line: str, before: str) -> bool:
    """Whether a line belongs to the bullet above although it is not set in, as CommonMark lets a paragraph go on."""
    return bool(before.strip()) and not (line.startswith("#") or _BULLET.match(line) or _RULE.fullmatch(line))


def _set_out(lines: list[str]) -> list[str]:
    """`lines` without what they are all set in by."""
    room = min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0)
    return [line[room:].rstrip() for line in lines]
