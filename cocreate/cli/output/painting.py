"""Paints pages as plain text: each part as lines for a width, short names before the signs of what they lead to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cocreate.cli.output import printing
from cocreate.cli.output.hints import hint_words
from cocreate.cli.output.layout import CUT, cut, pad, page_width, parts_of, row_width, set_body, whole_words, width
from cocreate.cli.output.printing import Bold, Dim, Prose
from cocreate.cli.output.printing import Line as Printed
from cocreate.model.hints import Hint
from cocreate.model.text import clean_line
from cocreate.pages.linking import told
from cocreate.pages.parts import (
    LINK,
    PERSON,
    QUIET,
    SIGN,
    STRONG,
    TITLE,
    Body,
    Branch,
    Empty,
    Fact,
    Heading,
    Line,
    Part,
    Row,
    Words,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cocreate.model.collection import Collection

MARGIN = "  "
STEP = 4
"""Columns that a step sets in."""

_DRAWN: dict[str, type[str]] = {QUIET: Dim, STRONG: Bold, TITLE: Bold, PERSON: Bold}


def paint(collection: Collection, parts: Iterable[Part], columns: int, wide: int = 0) -> list[Printed]:
    """`parts` as lines of at most `columns`, but for a word that is longer; rows of one line may be as `wide`."""
    parts = list(parts)
    painter = _Painter(collection, columns, min(wide, _widest_row(collection, parts)))
    for part in parts:
        painter.add(part)
    return painter.lines()


def _widest_row(collection: Collection, parts: Iterable[Part]) -> int:
    """How wide the widest row of one line would be if it were not cut: no edge stands further away than is needed."""
    rows = (part for part in parts if isinstance(part, Row) and part.cut == 1)
    return max((_uncut(collection, row) for row in rows), default=0)


def _uncut(collection: Collection, row: Row) -> int:
    right = sum(width(words.text) for words in row.right)
    before = max(STEP * row.depth, len(collection.short(row.ref)) + 2 if row.ref and collection.get(row.ref) else 0)
    return before + sum(width(words.text) for words in told(collection, row.left)) + (right + 2 if right else 0)


def show_page(collection: Collection, parts: Iterable[Part]) -> None:
    """Print a page for the width of the terminal; one that has nothing to say is talk, not data."""
    parts = list(parts)
    if len(parts) == 1 and isinstance(parts[0], Empty):
        printing.talk(parts[0].words, hint_in(collection, parts[0].hint))
    else:
        printing.show(paint(collection, parts, page_width(), row_width()))


def hint_in(collection: Collection, hint: Hint | None) -> str:
    """A hint in the words of the shell, with the short name of what it is about."""
    if hint is None:
        return ""
    return hint_words(hint.about_what(collection.short(hint.about)) if collection.get(hint.about) else hint)


class _Painter:
    """Adds parts one under the other; short names stand before the signs of what lines lead to."""

    def __init__(self, collection: Collection, columns: int, wide: int = 0) -> None:
        self._collection = collection
        self._columns = columns
        self._wide = max(columns, wide)
        self._lines: list[Printed] = []
        self._facts: list[Fact] = []
        self._ref = ""
        self._head = ""
        self._under = 0
        self._shorts: dict[str, str] = {}

    def lines(self) -> list[Printed]:
        """All that was added."""
        self._end_facts()
        return self._lines

    def add(self, part: Part) -> None:
        """Paint one part under those before it."""
        if isinstance(part, Fact):
            self._facts += [part] if part.lines else []
            return
        self._end_facts()
        if isinstance(part, Row):
            self._row(part)
        elif isinstance(part, Heading):
            self._gap()
            self._lines.append((Bold(part.words),))
            self._ref = ""
        elif isinstance(part, Body):
            self._body(part)
        elif isinstance(part, Branch):
            self._branch(part)
        else:
            self._empty(part)

    def _gap(self) -> None:
        if self._lines and self._lines[-1] != "":
            self._lines.append("")

    def _short(self, line: Line, ref: str) -> str:
        """The short name that stands before a sign; nothing before other words."""
        leads = bool(ref and line and line[0].meaning == SIGN and self._collection.get(ref))
        return f"{self._collection.short(ref)}  " if leads else ""

    def _told(self, line: Line) -> Line:
        """A line with its links as titles, each with the short name by which it can be shown, and names."""
        return tuple(map(self._with_short, told(self._collection, line)))

    def _with_short(self, words: Words) -> Words:
        if words.meaning != LINK:
            return words
        if words.about not in self._shorts:
            self._shorts[words.about] = self._collection.short(words.about)
        return Words(f"{words.text} ({self._shorts[words.about]})", LINK, words.about)

    def _linked(self, text: str) -> str:
        led = self._told((Words(text),))
        return "".join(clean_line(words.text) if words.meaning in {LINK, PERSON} else words.text for words in led)

    def _row(self, row: Row) -> None:
        if row.gap:
            self._gap()
        indent = " " * (STEP * row.depth)
        short = self._short(row.left, row.ref)
        if row.ref and row.ref == (self._head if row.depth else self._ref) and not short:
            indent = " " * self._under
        else:
            self._head, self._under = row.ref, len(indent) + (len(short) or 2)
        self._ref = row.ref
        head = indent + short
        room = (self._wide if row.cut == 1 else self._columns) - width(head)
        right = "".join(words.text for words in row.right)
        left = self._told(row.left)
        left_room = room - (width(right) + 2 if right else 0)
        lines = _wrapped((_cut(left, left_room),) if row.cut == 1 else left, left_room)
        if 1 < row.cut < len(lines):
            lines[row.cut - 1 :] = [_ended(lines[row.cut - 1], left_room)]
        for number, pieces in enumerate(lines):
            before = head if not number else " " * width(head)
            edge: tuple[str, ...] = ()
            if right and not number:
                gap = room - sum(width(piece) for piece in pieces) - width(right)
                edge = (" " * max(2, gap), Dim(right))
            self._lines.append((before, *pieces, *edge))

    def _body(self, body: Body) -> None:
        if not body.depth or body.ref != self._ref:
            self._gap()
        indent = " " * (self._under if body.depth and body.ref == self._ref else len(MARGIN))
        lines = set_body(body.text, self._columns - len(indent), self._linked)
        self._lines += [(indent, Prose(line)) for line in lines]
        self._ref = body.ref

    def _branch(self, branch: Branch) -> None:
        head = branch.branch + self._short(branch.line, branch.ref)
        beside = branch.beside.ljust(len(head))
        for number, pieces in enumerate(_wrapped(self._told(branch.line), self._columns - width(head))):
            self._lines.append((beside if number else head, *pieces))
        if branch.under:
            under = _wrapped(self._told(branch.under), self._columns - width(beside) - 2)
            self._lines += [(f"{beside}  ", *pieces) for pieces in under]

    def _empty(self, empty: Empty) -> None:
        for words in filter(None, (empty.words, hint_in(self._collection, empty.hint))):
            lines = _wrapped((Words(words, QUIET),), self._columns - len(MARGIN))
            self._lines += [(MARGIN, *pieces) for pieces in lines]

    def _end_facts(self) -> None:
        """Set the facts that stood one after the other, their labels in a column."""
        facts, self._facts = self._facts, []
        wide = max((width(fact.label) for fact in facts), default=0)
        room = self._columns - len(MARGIN) - wide - 2
        for fact in facts:
            label = fact.label
            for line, ref in _beside_one_another(fact):
                short = self._short(line, ref)
                for number, pieces in enumerate(_wrapped(self._told(line), room - len(short))):
                    before = "" if number else short
                    self._lines.append((MARGIN, Dim(pad(label, wide)), MARGIN + before.ljust(len(short)), *pieces))
                    label = ""
        if facts:
            self._ref = ""


def _beside_one_another(fact: Fact) -> Iterator[tuple[Line, str]]:
    """The lines of a fact; those that are short, as one."""
    if not fact.inline:
        yield from fact.lines
        return
    joined: list[Words] = []
    for line, _ref in fact.lines:
        joined += [Words(", ", QUIET)] * bool(joined) + list(line)
    yield tuple(joined), ""


def _piece(words: Words) -> str:
    return _made(words.meaning)(clean_line(words.text))


def _made(meaning: str) -> type[str]:
    """The kind of piece in which words of a meaning are printed."""
    return _DRAWN.get(meaning, str)


def _cut(line: Line, room: int) -> Words:
    """A line as one run of words that fits; what it would not hold is left out."""
    return Words(cut("".join(words.text for words in line), room), line[0].meaning if line else QUIET)


def _ended(pieces: list[str], room: int) -> list[str]:
    """A line after which more would follow, with a sign that says so: no longer than `room`."""
    return [whole_words("".join(pieces), max(1, room - 1)) + CUT]


def _wrapped(line: Line, columns: int) -> list[list[str]]:
    """A line as pieces for one or more lines of at most `columns`, all but the first under the words, not the sign."""
    whole = [piece for piece in map(_piece, line) if piece]
    ends_in_space = whole and (whole[0][0].isspace() or whole[-1][-1].isspace())
    if not ends_in_space and sum(map(width, whole)) <= columns:
        return [whole]
    hanging = "  " if line and line[0].meaning == SIGN else ""
    lines: list[list[str]] = [[]]
    used = 0
    for space, pieces in _atoms(line):
        size = sum(map(width, pieces))
        if used and used + len(space) + size > columns:
            lines.append([hanging] if hanging else [])
            used = len(hanging)
        elif used and space:
            lines[-1].append(space)
            used += len(space)
        for piece in pieces:
            for part in _parts_of(piece, columns - used, columns - len(hanging)):
                if used and used + width(part) > columns:
                    lines.append([hanging] if hanging else [])
                    used = len(hanging)
                lines[-1].append(part)
                used += width(part)
    return lines


def _parts_of(piece: str, room: int, columns: int) -> Iterator[str]:
    """A piece in parts that fit: itself, unless it is longer than a whole line."""
    if width(piece) <= max(room, columns):
        yield piece
        return
    kind = type(piece)
    yield from (kind(part) for part in parts_of(str(piece), max(1, room), max(1, columns)))


def _atoms(line: Line) -> Iterator[tuple[str, list[str]]]:
    """What a line is not broken within, each with the space before it: words, perhaps of several meanings."""
    space, pieces = "", list[str]()
    for words in line:
        make = _made(words.meaning)
        for part in _parted(clean_line(words.text)):
            if part.isspace():
                if pieces:
                    yield space, pieces
                    space, pieces = part, []
                else:
                    space += part
            else:
                pieces.append(make(part))
    if pieces:
        yield space, pieces


def _parted(text: str) -> Iterator[str]:
    """`text` in runs of spaces and runs of anything else."""
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or (text[place] == " ") != (text[start] == " "):
            yield text[start:place]
            start = place
