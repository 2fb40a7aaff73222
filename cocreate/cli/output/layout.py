"""Setting plain text: how wide it is on a terminal, cut, padded, wrapped, in columns."""

import os
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence

from cocreate.model.paragraphs import is_wrapped
from cocreate.model.text import clean, clean_line

WIDEST, NARROWEST, USUAL = 100, 20, 80
FURTHEST = 400
"""No row is wider, however wide a terminal says it is."""

CUT = "…"
LONG, FEW = 15, 24
"""A line is cut after a whole word; where a part of one is longer than `LONG`, or room is for `FEW`, within it."""

_TAB = 4
_HANGING = ("- ", "* ", "+ ", "> ")


def page_width() -> int:
    """The columns to fill with text: those of the terminal, at most `WIDEST`, beyond which lines read badly."""
    return min(row_width(), WIDEST)


def row_width() -> int:
    """The columns of the terminal, for rows that are one line each and are cut at its edge; `USUAL` without one.

    As `shutil.get_terminal_size`, whose module alone takes half as long to import as a list takes to print.
    """
    columns = os.environ.get("COLUMNS", "")
    if not columns.isdecimal() or not int(columns):
        try:
            columns = str(os.get_terminal_size(sys.stdout.fileno()).columns)
        except (OSError, ValueError):
            columns = ""
    return max(NARROWEST, min(int(columns or USUAL) or USUAL, FURTHEST))


def width(text: str) -> int:
    """How many columns `text` takes as it is shown: East Asian wide characters two, marks and what is unseen none."""
    if text.isascii():
        return len(text)
    return len(text.translate(_CELLS))


class _Cells(dict[int, str]):
    """A table for `str.translate` that turns a character into as many as it takes columns."""

    def __missing__(self, point: int) -> str:
        shown = clean_line(chr(point))
        wide = unicodedata.east_asian_width(shown or "x") in {"W", "F"}
        none = not shown or unicodedata.combining(shown) or unicodedata.category(shown) in {"Mn", "Me"}
        self[point] = cells = "" if none else "xx" if wide else "x"
        return cells


_CELLS = _Cells()


def cut(text: str, columns: int) -> str:
    """`text` in one line of at most `columns`, with … where it was longer."""
    text = clean_line(text)
    if width(text) <= columns:
        return text
    return whole_words(text, columns - 1) + CUT if columns > 1 else CUT[:columns]


def whole_words(text: str, columns: int) -> str:
    """As many whole words from the beginning of `text` as fit; of a long one, or in little room, a part."""
    head = head_of(text, columns)
    words, space, part = head.rpartition(" ")
    is_broken = space and not text[len(head) :].startswith(" ")
    return (words if is_broken and columns > FEW and width(part) <= LONG else head).rstrip()


def head_of(text: str, columns: int) -> str:
    """As much of the beginning of `text` as fits."""
    if text.isascii():
        return text[:columns]
    taken = 0
    for place, character in enumerate(text):
        taken += len(_CELLS[ord(character)])
        if taken > columns:
            return text[:place]
    return text


def parts_of(text: str, room: int, columns: int) -> Iterator[str]:
    """`text` in parts: the first of at most `room` columns, the others of at most `columns`; none is empty.

    Each character is looked at once, however long a word somebody made of them.
    """
    start = used = 0
    if text.isascii():
        while len(text) - start > room > 0:
            yield text[start : start + room]
            start, room = start + room, columns
        yield text[start:]
        return
    for place, character in enumerate(text):
        cells = len(_CELLS[ord(character)])
        if used + cells > room and place > start:
            yield text[start:place]
            start, used, room = place, 0, columns
        used += cells
    yield text[start:]


def pad(text: str, columns: int) -> str:
    """`text` cut to `columns`, and filled up with spaces."""
    text = cut(text, columns)
    return text + " " * (columns - width(text))


def wrap(text: str, columns: int, hanging: str = "") -> list[str]:
    """`text` as lines of at most `columns`, broken between words; all but the first begin with `hanging`."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        room = columns - width(hanging if lines else "")
        longer = f"{line} {word}" if line else word
        if width(longer) <= room:
            line = longer
            continue
        if line:
            lines.append((hanging if lines else "") + line)
        further = max(1, columns - width(hanging))
        *heads, line = parts_of(word, max(1, columns) if not lines else further, further)
        for head in heads:
            lines.append((hanging if lines else "") + head)
    return [*lines, (hanging if lines else "") + line] if line or not lines else lines


def set_body(body: str, columns: int, linked: Callable[[str], str] = str) -> list[str]:
    """A body as lines of at most `columns`, as written wherever that fits.

    A paragraph that is too wide is filled anew where it was wrapped by a width before; lines that somebody broke stay
    lines, and code and tables are as they are.

    Args:
        body: the text, in Markdown.
        columns: how wide it may be.
        linked: gives a line as it is shown, with links in it; code is shown as it was written.
    """
    lines: list[str] = []
    paragraph: list[str] = []
    fenced = False
    for raw in [*clean(body).expandtabs(_TAB).split("\n"), ""]:
        line = raw.rstrip()
        fence = line.lstrip().startswith(("```", "~~~"))
        if fenced or fence or not line or _stands_alone(line) or _begins_anew(line):
            lines += _filled(paragraph, columns, linked)
            paragraph = []
        fenced ^= fence
        if fenced or fence or not line or _stands_alone(line):
            lines.append(line if fenced or fence else linked(line))
        else:
            paragraph.append(line)
    return lines[: -(not lines[-1]) or None]


def _stands_alone(line: str) -> bool:
    """Whether a line is a heading, a row of a table, or indented as code is."""
    return line.startswith(("#", "|", "    "))


def _begins_anew(line: str) -> bool:
    """Whether a line begins an entry of a list, or a quotation."""
    bare = line.lstrip()
    number, dot, _rest = bare.partition(". ")
    return bare.startswith(_HANGING) or bool(dot and number.isdecimal())


def _filled(paragraph: Sequence[str], columns: int, linked: Callable[[str], str]) -> list[str]:
    shown = [linked(line) for line in paragraph]
    if all(width(line) <= columns for line in shown):
        return shown
    if len(paragraph) > 1 and not is_wrapped([line.strip().removeprefix("> ") for line in paragraph]):
        return [piece for line in paragraph for piece in _filled([line], columns, linked)]
    first = paragraph[0]
    indent = first[: len(first) - len(first.lstrip())]
    marker = first.lstrip().partition(" ")[0] + " " if _begins_anew(first) else ""
    hanging = indent + (marker if marker == "> " else " " * len(marker))
    text = " ".join(line.strip().removeprefix("> " if marker == "> " else "") for line in shown)
    text = text if marker != "> " else marker + text
    return [indent + line for line in wrap(text, columns - len(indent), hanging[len(indent) :])]
