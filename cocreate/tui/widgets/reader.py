"""The reader: a text of any length drawn by line in one widget, with a cursor that walks over its items."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import groupby, takewhile
from operator import attrgetter
from sys import maxsize
from time import perf_counter
from typing import ClassVar, Final, NamedTuple, Self

from textual import events
from textual.binding import Binding, BindingType
from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from cocreate.tui import safe
from cocreate.tui.blocks import Block, Link, drawn, height_of, lines_of, portions
from cocreate.tui.themes import MUTED

MARGIN: Final = 2
"""Cells on the left that are kept for the bar beside the selected item."""

_SLICE: Final = 0.015
_PAUSE: Final = 0.005
"""Seconds of laying out at a time, and for the rest of the program in between."""

_ENDLESS: Final = maxsize
_LEAP: Final = 2
"""Lines between two items that the cursor may pass unseen: more than a gap is scrolled through first."""


class _Item(NamedTuple):
    """Blocks in a row that belong to the same item, by their numbers."""

    ref: str
    start: int
    end: int


class _Place(NamedTuple):
    """A line of the text: which line of which block (less than 0 in the gap above), out of how many."""

    block: int
    line: int
    of: int


class Reader(ScrollView, can_focus=True):
    """Shows blocks; up and down walk over the items they belong to, or scroll where there are none."""

    class Selected(Message):
        """The cursor stands on another item (`ref` is `""` when on none): by key, mouse, `select` or `show`."""

        def __init__(self, reader: "Reader", ref: str) -> None:
            super().__init__()
            self.reader = reader
            self.ref = ref

        @property
        def control(self) -> "Reader":
            """The reader, for `@on(Reader.Selected, "#id")`."""
            return self.reader

    class Opened(Message):
        """Enter, or a click on the selected item."""

        def __init__(self, reader: "Reader", ref: str) -> None:
            super().__init__()
            self.reader = reader
            self.ref = ref

        @property
        def control(self) -> "Reader":
            """The reader, for `@on(Reader.Opened, "#id")`."""
            return self.reader

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "walk(1)", show=False),
        Binding("up", "walk(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("home", "edge(-1)", show=False),
        Binding("end", "edge(1)", show=False),
        Binding("enter", "open", show=False),
    ]
    DEFAULT_CSS = """
    Reader {
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
    }
    """

    def __init__(
        self,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._blocks: list[Block] = []
        self._items: list[_Item] = []
        self._item_starts: list[int] = []
        self._cursor = -1
        self._told = ""
        self._width = 0
        self._starts: list[int] = []
        self._height = 0
        self._lines: LRUCache[int, list[Content]] = LRUCache(512)
        self._strips: LRUCache[tuple[int, bool], Strip] = LRUCache(1024)
        self._growing = False

    # What is shown

    def show(self, blocks: Sequence[Block], *, keep_place: bool = True) -> None:
        """Show `blocks` instead; the item at the top of the view and the cursor stay where they are, if they can."""
        old_items, old_cursor, place = self._items, self._cursor, self._place()
        old_blocks = self._blocks
        self._blocks = [part for block in blocks for part in portions(block)]
        self._items = _items_of(self._blocks)
        self._item_starts = [item.start for item in self._items]
        self._cursor = (
            self._found_again(old_items, old_cursor) if keep_place else min(0, len(self._items) - 1)
        )
        same = sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(old_blocks, self._blocks)))
        self._lay_out(self._moved(old_items, place) if keep_place else None, same)
        self._tell()

    def select(self, ref: str) -> bool:
        """Put the cursor on the item and scroll it into view; whether it is here."""
        for number, item in enumerate(self._items):
            if item.ref == ref:
                self._go_to(number)
                return True
        return False

    @property
    def selected_ref(self) -> str:
        """The item the cursor stands on, or `""`."""
        return self._items[self._cursor].ref if self._cursor >= 0 else ""

    @property
    def links(self) -> list[Link]:
        """The links of the selected item, or of the whole text where nothing is selected."""
        _ref, start, end = self._items[self._cursor] if self._cursor >= 0 else ("", 0, len(self._blocks))
        return [link for block in self._blocks[start:end] for link in block.links]

    # Laying out

    def _lay_out(self, place: _Place | None, same: int = 0) -> None:
        """Break the text for the present width, as far as the view needs now, and stand at `place`.

        Of the first `same` blocks the heights are known, if the width is the same too.
        """
        before, self._width = self._width, max(0, self.container_size.width - self.scrollbar_size_vertical)
        same = same if before == self._width else 0
        self._height = self._starts[same] if same < len(self._starts) else self._height if same else 0
        self._starts = self._starts[:same]
        self._lines.clear()
        self._strips.clear()
        if not self._width:
            return
        self._grow(place.block if place else 0)
        self.scroll_to(y=self._line_of(place) if place else 0, animate=False, force=True)
        self.refresh()

    def _grow(self, block: int, line: int = 0) -> None:
        """Lay out through `block` and one view more, through `line`, and as far as a slice of time reaches."""
        until, width = perf_counter() + _SLICE, self._text_width
        needed = None
        for number in range(len(self._starts), len(self._blocks)):
            if needed is None and number > block:
                needed = max(line, self._height + self.container_size.height)
            if needed is not None and self._height > needed and perf_counter() > until:
                break
            self._starts.append(self._height)
            self._height += self._blocks[number].gap + height_of(self._blocks[number], width)
        self.virtual_size = Size(self._width, self._height)
        if len(self._starts) < len(self._blocks) and not self._growing:
            self._growing = True
            self.set_timer(_PAUSE, self._grow_on)

    def _grow_on(self) -> None:
        self._growing = False
        if self._starts:
            self._grow(0)

    @property
    def _text_width(self) -> int:
        return max(1, self._width - MARGIN)

    def on_resize(self) -> None:
        """Break the text anew where the width changed; the line at the top stays at the top."""
        if self._width != max(0, self.container_size.width - self.scrollbar_size_vertical):
            self._lay_out(self._place())
        elif self._starts:
            self._grow(0)

    def on_focus(self) -> None:
        """The bar shows where the keys go."""
        self.refresh()

    def on_blur(self) -> None:
        """The bar shows where the keys go."""
        self.refresh()

    # Places

    def _place(self) -> _Place | None:
        """What stands at the top of the view; `None` before anything was laid out, and at a title at the top."""
        top = self.scroll_offset.y
        if not self._starts or (top == 0 and not self._blocks[0].ref):
            return None
        block = self._block_at(top)
        start, end = self._lines_at(block)
        return _Place(block, top - start, end - start)

    def _line_of(self, place: _Place) -> int:
        """Where `place` is now; the share of its block that is above stays about the same."""
        if not self._starts:
            return 0
        block = min(place.block, len(self._starts) - 1)
        start, end = self._lines_at(block)
        unscaled = place.line <= 0 or place.of == end - start
        return start + (place.line if unscaled else place.line * (end - start) // place.of)

    def _moved(self, old_items: list[_Item], place: _Place | None) -> _Place | None:
        """`place` in the text as it is now: in the same item, else in the next one that is still here."""
        if place is None or not self._items:
            return place
        now = {item.ref: item for item in reversed(self._items)}
        first = bisect_right([item.end for item in old_items], place.block)
        for item in old_items[first:]:
            if found := now.get(item.ref):
                apart = place.block - item.start
                return place._replace(block=max(0, min(found.start + apart, found.end - 1)))
        return place

    def _found_again(self, old_items: list[_Item], cursor: int) -> int:
        """Where the cursor stands now: on the same item, else the nearest one after or before it that is here."""
        now = {item.ref: number for number, item in reversed(list(enumerate(self._items)))}
        if cursor >= 0:
            for item in (*old_items[cursor:], *reversed(old_items[:cursor])):
                if item.ref in now:
                    return now[item.ref]
        return 0 if self._items else -1

    def _block_at(self, line: int) -> int:
        return max(0, bisect_right(self._starts, line) - 1)

    def _lines_at(self, block: int) -> tuple[int, int]:
        """Where a block's lines begin, after its gap, and end."""
        end = self._starts[block + 1] if block + 1 < len(self._starts) else self._height
        return self._starts[block] + self._blocks[block].gap, end

    def _span(self, number: int) -> tuple[int, int]:
        """The lines of an item, without the gap above it; endless while its end is not laid out."""
        item = self._items[number]
        if item.start >= len(self._starts):
            self._grow(item.start)
        end = self._lines_at(item.end - 1)[1] if item.end <= len(self._starts) else _ENDLESS
        return self._lines_at(item.start)[0], end

    # Drawing

    def render_line(self, y: int) -> Strip:
        """One line of the view."""
        line = self.scroll_offset.y + y
        if line >= self._height or not self._starts:
            return Strip.blank(self._width, self.visual_style.rich_style)
        drawn_as = (line, self._is_marked(line))
        strip = self._strips.get(drawn_as)
        if strip is None:
            strip = self._strips[drawn_as] = self._strip(*drawn_as)
        return strip

    def _is_marked(self, line: int) -> bool:
        """Whether a line belongs to the selected item; painting never lays anything out."""
        if self._cursor < 0 or self._items[self._cursor].start >= len(self._starts):
            return False
        start, end = self._span(self._cursor)
        return start <= line < end

    def _strip(self, line: int, marked: bool) -> Strip:  # noqa: FBT001 - private
        """A line of the text: the bar, where it belongs to the selected item, and the words."""
        block = self._block_at(line)
        inside = line - self._starts[block] - self._blocks[block].gap
        lines = self._lines_of(block) if inside >= 0 else ()
        words = lines[inside] if 0 <= inside < len(lines) else safe.EMPTY
        bar = ("▌ ", "$accent" if self.has_focus else MUTED) if marked else (" " * MARGIN, "")
        return drawn(words, self._width, self.visual_style, bar)

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Paint again; without regions, because something changed."""
        if not regions:
            self._strips.clear()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def notify_style_update(self) -> None:
        """Colours may have changed."""
        self._strips.clear()
        super().notify_style_update()

    def _lines_of(self, block: int) -> list[Content]:
        lines = self._lines.get(block)
        if lines is None:
            lines = self._lines[block] = lines_of(self._blocks[block], self._text_width)
        return lines

    # Moving

    def _go_to(self, number: int, *, backwards: bool = False) -> None:
        """Stand on an item and show it: whole if it fits, else from its beginning, or to its end if `backwards`."""
        self._stand_on(number)
        if self._width:
            (start, end), top, view = self._span(number), self.scroll_offset.y, self._view
            if end - start > view:
                top = end - view if backwards else start
            else:
                top = min(max(top, end - view), start)
            self._scroll(0 if number == 0 and end <= view else top)

    def _scroll(self, line: int) -> None:
        if line + self._view > self._height:
            self._grow(0, line)
        self.scroll_to(y=line, animate=False, force=True)

    def _stand_on(self, number: int) -> None:
        """The cursor on an item, wherever the view is."""
        self._cursor = number
        self.refresh(self.size.region)
        self._tell()

    def _tell(self) -> None:
        if self.selected_ref != self._told:
            self._told = self.selected_ref
            self.post_message(self.Selected(self, self._told))

    @property
    def _view(self) -> int:
        return max(1, self.container_size.height)

    def action_walk(self, step: int) -> None:
        """To the next or previous item once it is in sight; until then the view scrolls."""
        top, bottom = self.scroll_offset.y, self.scroll_offset.y + self._view
        number = self._cursor + step
        if not 0 <= number < len(self._items):
            self._scroll(top + step)
            return
        (here, here_end), (there, there_end) = self._span(self._cursor), self._span(number)
        unread = here_end - bottom if step > 0 else top - here
        unseen = there - bottom if step > 0 else top - there_end
        if here >= bottom or here_end <= top:
            self._stand_in_view()
        elif unread > 0 or unseen > _LEAP:
            self._scroll(top + step)
        else:
            self._go_to(number, backwards=step < 0)

    def action_page(self, step: int) -> None:
        """A view further or back; the cursor goes to what is then at the top, or at the edge of the text."""
        before = self.scroll_offset.y
        self._scroll(max(0, before + step * max(1, self._view - 1)))
        top = self.scroll_offset.y
        if not self._items:
            return
        if top == before:
            self._go_to(len(self._items) - 1 if step > 0 else 0, backwards=step > 0)
        else:
            self._stand_in_view()

    def _stand_in_view(self) -> None:
        """The cursor to the first item that begins in the view, else to the one that fills it."""
        top = self.scroll_offset.y
        block = self._block_at(top)
        number = max(0, bisect_right(self._item_starts, block) - 1)
        following = number + 1
        start, _end = self._span(number)
        if start < top and following < len(self._items) and self._span(following)[0] < top + self._view:
            number = following
        self._stand_on(number)

    def action_edge(self, step: int) -> None:
        """To the beginning or the end of the text."""
        if step > 0 and self._starts:
            self._grow(len(self._blocks))
        if self._items:
            self._go_to(len(self._items) - 1 if step > 0 else 0, backwards=step > 0)
        self._scroll(self._height if step > 0 else 0)

    def action_open(self) -> None:
        """Open the selected item."""
        if self.selected_ref:
            self.post_message(self.Opened(self, self.selected_ref))

    def on_click(self, event: events.Click) -> None:
        """Select the item under the pointer; open it if it was selected."""
        offset = event.get_content_offset(self)
        if offset is None or not self._starts:
            return
        block = self._block_at(self.scroll_offset.y + offset.y)
        number = bisect_right(self._item_starts, block) - 1
        if number < 0 or block >= self._items[number].end or self.scroll_offset.y + offset.y >= self._height:
            return
        event.stop()
        if number == self._cursor:
            self.action_open()
        else:
            self._stand_on(number)


def _items_of(blocks: list[Block]) -> list[_Item]:
    """The items that blocks in a row belong to."""
    items: list[_Item] = []
    start = 0
    for ref, run in groupby(blocks, attrgetter("ref")):
        end = start + sum(1 for _block in run)
        if ref:
            items.append(_Item(ref, start, end))
        start = end
    return items
