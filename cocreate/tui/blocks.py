"""What the reader shows: paragraph-like blocks, and how each breaks into lines of a width."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Final, Literal

from rich.cells import cell_len
from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip
from textual.style import Style

from cocreate.model.text import MARKS_IN_A_ROW
from cocreate.tui.safe import EMPTY, join, unstyled
from cocreate.tui.safe import line as safe_line
from cocreate.tui.themes import TOGETHER, holds_together

Flow = Literal["wrap", "fold", "crop"]
"""How long lines end: broken between words, broken at the edge (code), or cut at the edge (trees)."""

LEAST_TEXT: Final = 10
"""However deep the prefixes go, so many cells are left for the words."""

_PORTION: Final = 4_000
"""Characters that are broken into lines at once: longer blocks are laid out a portion at a time."""

_POINTS_A_CELL: Final = 1 + MARKS_IN_A_ROW
"""Characters that can share one cell, so that of an endless line only what may be seen is measured."""

_WIDE: Final = re.compile(r"[^\n\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2500-\u25fc]")
"""Anything that may not be one cell wide; text without it breaks by counting."""

_NO_BREAK: Final = "\u00a0"
"""Stands for a space at which no line is broken."""

APART: Final = "  "
"""What parts a title from what is told beside it."""

_APART: Final = re.compile(rf"(?<=\S){APART}(?=\S)")

_ITEM: Final = re.compile(r"(?:cocreate:([a-z0-9-]{1,40})|([a-z0-9]{10}))\Z")


THEMED: Final = "theme:"
"""Begins where a link to a theme leads; nobody can write such an address themselves."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a text: what it says, and where it truly leads (https, http, mailto, an item, or a theme)."""

    label: str
    target: str

    @property
    def theme(self) -> str:
        """The theme it leads to, or `""`."""
        return self.target.removeprefix(THEMED) if self.target.startswith(THEMED) else ""

    @property
    def item(self) -> str:
        """The id of the item it leads to, or `""` when it leads out of the workspace."""
        found = _ITEM.match(self.target)
        return (found[1] or found[2]) if found else ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph-like unit of a text.

    `first` stands before its first line and `rest` before the following ones (hanging indents, quote bars,
    tree lines). `ref` names the item it belongs to: blocks in a row with the same `ref` are selected
    together, and `""` is never selected. `gap` is how many blank lines stand above. With `draw`, the lines
    are not `content` but what `draw(width)` gives for the width that the prefixes leave (tables, rules, a
    name left and a time right).
    """

    content: Content = EMPTY
    first: Content = EMPTY
    rest: Content = EMPTY
    ref: str = ""
    gap: int = 0
    links: tuple[Link, ...] = ()
    flow: Flow = "wrap"
    draw: Callable[[int], Sequence[Content]] | None = None


_FEW_STYLES: Final = 64
"""So many styled places make a slice quick."""


def lines_of(block: Block, width: int) -> list[Content]:
    """The lines of `block` for a width in cells, with its prefixes, without the gap above."""
    inner = _inner(block, width)
    lines = block.draw(inner) if block.draw else wrapped(block.content, inner, block.flow)
    room = max(0, width - inner)
    first, rest = (part[max(0, len(part) - room) :] for part in (block.first, block.rest))
    return [join(rest if number else first, one) for number, one in enumerate(lines)]


def fitting(text: str, cells: int) -> str:
    """What of `text` may find a place in so many cells, with all its marks: a title may be as long as a book."""
    return text[: cells * _POINTS_A_CELL + 1]


def height_of(block: Block, width: int) -> int:
    """How many lines `lines_of` gives, without making them."""
    inner = _inner(block, width)
    return len(block.draw(inner)) if block.draw else len(_ranges(_bound(block.content, inner), inner, block.flow))


def lines_taken(blocks: Sequence[Block], width: int, most: int) -> int:
    """How many lines blocks take for a width in cells; where they take more than `most`, more than that, uncounted."""
    taken = 0
    for part in (part for block in blocks for part in portions(block)):
        taken += part.gap + height_of(part, width)
        if taken > most:
            break
    return taken


def wrapped(content: Content, width: int, flow: Flow = "wrap") -> list[Content]:
    """`content` as lines of at most `width` cells; at least one."""
    lines = _pieces(_untied(content), list(_ranges(_bound(content, width), max(1, width), flow)))
    if flow == "crop":
        return [one if one.cell_length <= width else one.truncate(width, ellipsis=True) for one in lines]
    return lines


def ending(line: Content, width: int) -> Content:
    """`line`, after which more would follow, with a sign that says so: no wider than `width`."""
    room = max(1, width - 1)
    return join(line if line.cell_length <= room else line.truncate(room), safe_line("…"))


def portions(block: Block) -> Iterator[Block]:
    """`block` in pieces that are quick to break into lines: itself, unless it is very long."""
    content, start = block.content, 0
    if block.draw or len(content) <= _PORTION:
        yield block
        return
    ranges = []
    while start < len(content):
        end = _portion_end(content.plain, start)
        ranges.append((start, end - (content.plain[end - 1] == "\n")))
        start = end
    yield replace(block, content=(parts := _pieces(content, ranges))[0])
    yield from (replace(block, content=part, first=block.rest, gap=0, links=()) for part in parts[1:])


def _pieces(content: Content, ranges: Sequence[tuple[int, int]]) -> list[Content]:
    """The parts of `content` between these places, which are in order.

    A slice of Textual's goes through all that is styled in the whole; of a text of twenty thousand links, one after the
    other would take seconds.
    """
    if len(content.spans) <= _FEW_STYLES:
        return [content[start:end] for start, end in ranges]
    places = sorted({place for both in ranges for place in both if 0 < place < len(content)})
    parts = dict(zip([0, *places], content.divide(places), strict=True))
    return [parts[start] if end > start else EMPTY for start, end in ranges]


def drawn(content: Content, width: int, base: Style, margin: tuple[str, str] = ("", "")) -> Strip:
    """One line of `content` on the style beneath it, cut and padded to `width` cells.

    `margin` is a sign of ours and its style, which stand before it and count in the width.
    """
    sign, sign_style = margin
    room = max(0, width - len(sign))
    words = content[: room * _POINTS_A_CELL + 1].first_line
    if words.cell_length > room:
        words = words.truncate(room, ellipsis=True)
    segments = [Segment(sign, (base + parsed(sign_style)).rich_style)] if sign else []
    segments += [Segment(part, style.rich_style) for part, style in words.render(base, "", parsed) if part]
    if words.cell_length < room:
        segments.append(Segment(" " * (room - words.cell_length), base.rich_style))
    return Strip(segments, len(sign) + room)


def parsed(style: str | Style) -> Style:
    """A style as written by us, with the theme's variables; an unknown one draws plainly."""
    if isinstance(style, Style):
        return style
    try:
        return Style.parse(style)
    except Exception:  # noqa: BLE001 - Textual's tokenizer raises errors of several unrelated families
        return Style.null()


def _inner(block: Block, width: int) -> int:
    """The cells that the prefixes leave for the words."""
    if not (block.first or block.rest):
        return max(1, width)
    taken = max(block.first.cell_length, block.rest.cell_length)
    return max(1, min(width, LEAST_TEXT), width - taken)


def _portion_end(plain: str, start: int) -> int:
    """Where a portion ends: after a line, else after a word, else in the middle."""
    limit = start + _PORTION
    if limit >= len(plain):
        return len(plain)
    for mark in "\n ":
        found = plain.rfind(mark, start, limit)
        if found > start:
            return found + 1
    return limit


def _bound(content: Content, width: int) -> str:
    """The words of `content`, where they are broken: no name of a person is, unless it is longer than a line."""
    plain = content.plain
    if len(plain) <= width:
        return plain
    said, at = list[str](), 0
    for start, end, style in sorted(content.spans, key=attrgetter("start")):
        if start >= at and end - start <= width and holds_together(style):
            said += (plain[at:start], plain[start:end].replace(" ", _NO_BREAK))
            at = end
    return "".join((*said, plain[at:]))


def flowed(content: Content, width: int) -> list[Content]:
    """As `wrapped`, but what is apart from the words before it goes under them whole, where it finds no room beside."""
    places = [0, *(found.end() for found in _APART.finditer(content.plain))]
    if len(places) == 1 or content.cell_length <= width:
        return wrapped(content, width)
    lines: list[Content] = []
    for part in _pieces(content, list(zip(places, [*places[1:], len(content)], strict=True))):
        words = part.rstrip()
        if lines and words and lines[-1].cell_length + len(APART) + words.cell_length <= width:
            lines[-1] = join(lines[-1], safe_line(APART), _untied(words))
        elif words:
            lines += wrapped(words, width)
    return lines or [EMPTY]


def _untied(content: Content) -> Content:
    """`content` as it is painted: what only says where no line is broken is not drawn apart."""
    return unstyled(content, TOGETHER)


def _ranges(plain: str, width: int, flow: Flow) -> list[tuple[int, int]]:
    """Where the lines of `plain` begin and end."""
    narrow = not _WIDE.search(plain)
    if narrow and len(plain) <= width and "\n" not in plain:
        return [(0, len(plain))]
    breaks = _breaks if narrow else _wide_breaks
    found: list[tuple[int, int]] = []
    start = 0
    for piece in plain.split("\n"):
        if flow == "crop" or (narrow and len(piece) <= width):
            found.append((start, start + len(piece)))
        else:
            found.extend((start + first, start + end) for first, end in breaks(piece, width, flow == "wrap"))
        start += len(piece) + 1
    return found


def _breaks(piece: str, width: int, words: bool) -> Iterator[tuple[int, int]]:  # noqa: FBT001 - private
    """Lines of a piece whose characters are one cell each."""
    start, end = 0, len(piece.rstrip(" ")) if words else len(piece)
    while end - start > width:
        space = piece.rfind(" ", start, start + width + 1) if words else -1
        if space >= start and not piece[start:space].strip(" "):
            start = space + 1
            continue
        cut = space if space > start else start + width
        yield start, start + len(piece[start:cut].rstrip(" ")) if words else cut
        start = cut
        while words and start < end and piece[start] == " ":
            start += 1
    yield start, max(start, end)


def _wide_breaks(piece: str, width: int, words: bool) -> Iterator[tuple[int, int]]:  # noqa: FBT001 - private
    """Lines of a piece with characters of no, one or two cells; wide ones may be parted anywhere."""
    start = used = chance = 0
    for place, character in enumerate(piece):
        size = cell_len(character)
        if words and size == 2:
            chance = place
        if used + size > width and not (words and character == " "):
            cut = chance if words and chance > start else place
            if cut > start and not (words and piece[start:cut].isspace()):
                yield start, start + len(piece[start:cut].rstrip(" ") if words else piece[start:cut])
            start, used = cut, cell_len(piece[cut:place])
        used += size
        if words and (character == " " or size == 2):
            chance = place + 1
    yield start, start + len(piece[start:].rstrip(" ") if words and used > width else piece[start:])
