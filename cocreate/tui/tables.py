"""Tables of a text as aligned lines: columns as wide as the view allows, cells wrapped, a row a block."""

from collections.abc import Iterator, Sequence
from functools import partial

from textual.content import Content

from cocreate.tui import safe
from cocreate.tui.blocks import Block, wrapped
from cocreate.tui.themes import MUTED

_LEAST_COLUMN = 6
"""Where columns would be narrower than this, each row is written as a list of its cells."""


class MarkdownTable:
    """The cells of a table, and how wide its columns are in a view of some width."""

    def __init__(self, header: Sequence[Content], rows: Sequence[Sequence[Content]], aligns: Sequence[str]) -> None:
        self._header, self._rows, self._aligns = header, rows, aligns
        columns = range(len(header))
        self._natural = [max(1, *(row[at].cell_length for row in (header, *rows) if at < len(row))) for at in columns]
        self._fitted: tuple[int, list[int]] = (0, [])

    def blocks(self) -> Iterator[Block]:
        """The header, a rule, and each row, as blocks that draw themselves."""
        yield Block(draw=self._head, gap=1)
        for row in self._rows:
            yield Block(draw=partial(self._row, row))

    def _head(self, width: int) -> list[Content]:
        widths = self._widths(width)
        if not widths:
            return []
        rule = safe.line("─┼─".join("─" * one for one in widths), MUTED)
        return [*self._lines([cell.stylize("bold") for cell in self._header], widths), rule]

    def _row(self, row: Sequence[Content], width: int) -> list[Content]:
        widths = self._widths(width)
        return self._lines(row, widths) if widths else self._listed(row, width)

    def _lines(self, row: Sequence[Content], widths: list[int]) -> list[Content]:
        """A row in columns, as many lines as its longest cell needs."""
        cells = [wrapped(cell, wide) for cell, wide in zip(row, widths, strict=False)]
        bar = safe.line(" │ ", MUTED)
        return [
            bar.join(
                [
                    _set(cell[number] if number < len(cell) else safe.EMPTY, wide, align)
                    for cell, wide, align in zip(cells, widths, self._aligns, strict=False)
                ]
            )
            for number in range(max(map(len, cells), default=0))
        ]

    def _listed(self, row: Sequence[Content], width: int) -> list[Content]:
        """A row as a list of its cells, each after its heading, where columns would be too narrow."""
        lines: list[Content] = [safe.line("─" * min(width, 12), MUTED)]
        for heading, cell in zip(self._header, row, strict=False):
            name = safe.join(heading, safe.line(": ")).stylize("bold") if heading else safe.EMPTY
            lines.extend(wrapped(safe.join(name, cell), width))
        return lines

    def _widths(self, width: int) -> list[int]:
        """The width of each column: the widest give way until all fit; empty where they cannot."""
        if self._fitted[0] != width:
            room = width - 3 * (len(self._natural) - 1)
            self._fitted = (width, _shared(self._natural, room))
        return self._fitted[1]


def _shared(natural: list[int], room: int) -> list[int]:
    """`room` shared among columns that want `natural`: the narrow get theirs, the wide share the rest."""
    left, widths = room, [0] * len(natural)
    for done, column in enumerate(sorted(range(len(natural)), key=natural.__getitem__)):
        widths[column] = min(natural[column], left // (len(natural) - done))
        if widths[column] < min(natural[column], _LEAST_COLUMN):
            return []
        left -= widths[column]
    return widths


def _set(cell: Content, width: int, align: str) -> Content:
    """A line of a cell, padded to the width of its column."""
    spare = max(0, width - cell.cell_length)
    left = spare if align == "right" else spare // 2 if align == "center" else 0
    return cell.pad(left, spare - left)
