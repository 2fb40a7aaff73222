"""A text laid out for a width: which block stands on which line, as far down as anyone has needed to know."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import groupby, takewhile
from operator import attrgetter, eq
from sys import maxsize
from time import perf_counter
from typing import Final, NamedTuple

from textual.cache import LRUCache
from textual.content import Content

from cocreate.tui.blocks import Block, height_of, lines_of, portions
from cocreate.tui.safe import EMPTY

ENDLESS: Final = maxsize


class Stretch(NamedTuple):
    """Blocks in a row that belong to the same item, by their numbers."""

    ref: str
    start: int
    end: int


class Spot(NamedTuple):
    """A line of a text: which line of which block (less than 0 in the gap above it), out of how many."""

    block: int
    line: int
    of: int


class Sheet:
    """Blocks and the lines they take.

    `height`, `laid` (a number of blocks) and `starts` (their first lines) grow with `grow`; everything else
    speaks of what is laid out.
    """

    def __init__(self, blocks: Sequence[Block] = ()) -> None:
        self.blocks = [part for block in blocks for part in portions(block)]
        self.items = _items_of(self.blocks)
        self.width = 0
        self.height = 0
        self.starts: list[int] = []
        self._item_starts = [item.start for item in self.items]
        self._heights: dict[int, int] = {}
        self._lines: LRUCache[int, list[Content]] = LRUCache(512)

    def fit(self, width: int) -> None:
        """Begin anew for a width in cells."""
        self.width, self.height, self.starts = width, 0, []
        self._heights.clear()
        self._lines.clear()

    def take_over(self, old: "Sheet") -> None:
        """Be as wide as `old`, and take over what is known of the blocks that both begin with, or that are the same."""
        same = sum(1 for _same in takewhile(bool, map(eq, old.blocks, self.blocks)))
        self.width = old.width
        self.starts = old.starts[:same]
        self.height = old.starts[same] if same < old.laid else old.height if same else 0
        here = {id(block) for block in self.blocks}
        heights, lines = old.known
        self._heights = {name: height for name, height in heights.items() if name in here}
        for name in lines.keys() & here:
            self._lines[name] = lines[name]

    @property
    def known(self) -> tuple[Mapping[int, int], LRUCache[int, list[Content]]]:
        """The heights and the lines of blocks, as far as they are known, by the identity of the block."""
        return self._heights, self._lines

    @property
    def laid(self) -> int:
        """How many blocks are laid out."""
        return len(self.starts)

    def grow(self, block: int, line: int, view: int, seconds: float) -> bool:
        """Lay out through `block` and a view more, through `line`, and on for a time; whether that is all."""
        until = perf_counter() + seconds
        needed = ENDLESS
        for number in range(self.laid, len(self.blocks)):
            if needed == ENDLESS and number > block:
                needed = max(line, self.height) + view
            if self.height > needed and perf_counter() > until:
                return False
            self.starts.append(self.height)
            self.height += self.blocks[number].gap + self._height_of(self.blocks[number])
        return True

    def _height_of(self, block: Block) -> int:
        height = self._heights.get(id(block))
        if height is None:
            height = self._heights[id(block)] = height_of(block, self.width)
        return height

    # What stands where

    def block_at(self, line: int) -> int:
        """The block that a line belongs to; the gap above a block is part of it."""
        return max(0, bisect_right(self.starts, line) - 1)

    def item_at(self, line: int) -> int:
        """The last item that begins at or above the block of a line, by its number; -1 above the first."""
        return bisect_right(self._item_starts, self.block_at(line)) - 1

    def holds(self, number: int, line: int) -> bool:
        """Whether a line belongs to an item, the gap above it not included."""
        if not 0 <= number < len(self.items) or self.items[number].start >= self.laid:
            return False
        start, end = self.span(number)
        return start <= line < end

    def span(self, number: int) -> tuple[int, int]:
        """The lines of an item without the gap above it; endless while its end is not laid out."""
        item = self.items[number]
        end = self._lines_at(item.end - 1)[1] if item.end <= self.laid else ENDLESS
        return self._lines_at(item.start)[0], end

    def line(self, line: int) -> Content:
        """What is written on a line."""
        if not 0 <= line < self.height:
            return EMPTY
        number = self.block_at(line)
        block = self.blocks[number]
        lines = self._lines.get(id(block))
        if lines is None:
            lines = self._lines[id(block)] = lines_of(block, self.width)
        inside = line - self._lines_at(number)[0]
        return lines[inside] if 0 <= inside < len(lines) else EMPTY

    def mark_of(self, line: int) -> tuple[int, int]:
        """What a line is known by wherever its block stands, as long as that is here; all empty ones by the same."""
        if not 0 <= line < self.height:
            return 0, 0
        number = self.block_at(line)
        inside = line - self._lines_at(number)[0]
        return (id(self.blocks[number]), inside) if inside >= 0 else (0, 0)

    def _lines_at(self, block: int) -> tuple[int, int]:
        """Where a block's lines begin, after its gap, and end."""
        end = self.starts[block + 1] if block + 1 < self.laid else self.height
        return self.starts[block] + self.blocks[block].gap, end

    # Finding the place again

    def place_at(self, line: int) -> Spot | None:
        """What stands on a line; `None` where nothing is laid out, and at a title at the top, which stays."""
        if not self.starts or (line == 0 and not self.blocks[0].ref):
            return None
        block = self.block_at(line)
        start, end = self._lines_at(block)
        return Spot(block, line - start, end - start)

    def line_of(self, place: Spot | None) -> int:
        """Where a place is now; in a block that became longer or shorter, about as far into it."""
        if place is None or not self.starts:
            return 0
        start, end = self._lines_at(min(place.block, self.laid - 1))
        scaled = place.line > 0 and place.of != end - start
        return start + (place.line * (end - start) // max(1, place.of) if scaled else place.line)

    def found_again(self, old: "Sheet", place: Spot | None) -> Spot | None:
        """A place of `old` in this text: in the same item, else in the next one that is still here."""
        if place is None or not self.items:
            return place
        now = {item.ref: item for item in reversed(self.items)}
        for item in old.items[bisect_right([item.end for item in old.items], place.block) :]:
            if found := now.get(item.ref):
                block = found.start + place.block - item.start
                return place._replace(block=max(0, min(block, found.end - 1)))
        return place

    def nearest_to(self, old: "Sheet", number: int) -> int:
        """Stretch `number` of `old` in this text, else the nearest after or before that is here; -1 for none."""
        now = {item.ref: place for place, item in reversed(list(enumerate(self.items)))}
        if number >= 0:
            for item in (*old.items[number:], *reversed(old.items[:number])):
                if item.ref in now:
                    return now[item.ref]
        return min(0, len(self.items) - 1)


def _items_of(blocks: Sequence[Block]) -> list[Stretch]:
    """The items that blocks in a row belong to."""
    items: list[Stretch] = []
    start = 0
    for ref, run in groupby(blocks, attrgetter("ref")):
        end = start + sum(1 for _block in run)
        if ref:
            items.append(Stretch(ref, start, end))
        start = end
    return items
