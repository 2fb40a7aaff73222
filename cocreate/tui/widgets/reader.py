"""The reader: a text of any length drawn by line in one widget, with a cursor that walks over its items."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import ClassVar, Final, Self

from textual import events
from textual.binding import Binding, BindingType
from textual.cache import LRUCache
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from cocreate.locale import N_
from cocreate.tui.blocks import Block, Link, drawn
from cocreate.tui.marking import marked
from cocreate.tui.sheet import Sheet, Spot
from cocreate.tui.themes import MUTED
from cocreate.tui.widgets.line_view import BESIDE_BAR, LineView

MARGIN: Final = 2
"""Cells on the left that are kept for the bar beside the selected item."""

_SLICE: Final = 0.015
_PAUSE: Final = 0.005
"""Seconds of laying out at a time, and for the rest of the program in between."""

_LEAP: Final = 2
"""Lines between two items that the cursor may pass unseen: more than a gap is scrolled through first."""


class Reader(LineView, can_focus=True):
    """Shows blocks; up and down walk over the items they belong to, or scroll where there are none."""

    class Selected(Message):
        """The cursor stands on another item (`ref` is `""` on none): by key, mouse, `select` or `show`."""

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

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "walk(1)", show=False),
        Binding("up", "walk(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("home", "edge(-1)", show=False),
        Binding("end", "edge(1)", show=False),
        Binding("enter", "open", N_("open"), key_display="enter", group=Binding.Group("do")),
    ]

    def __init__(
        self,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._sheet = Sheet()
        self._cursor = -1
        self._above = ""
        self._view_before = 0
        self._told = ""
        self._growing = False
        self._wanted: Sequence[str] = ()
        self._strips: LRUCache[tuple[int, int, bool], Strip] = LRUCache(1024)

    # What is shown

    def show(self, blocks: Sequence[Block], *, keep_place: bool = True, above: str = "") -> None:
        """Show `blocks` instead; what stands at the top of the view and the cursor stay, where they can.

        The selected item stays whole where it was, also if it has grown, and so does the one that is selected in its
        place where it is gone. Where `above` names what the whole text is
        about, which stands above it, the cursor begins there.
        """
        old, new = self._sheet, Sheet(blocks)
        before, is_whole = self.lines_in_view(), self._is_whole()
        new.take_over(old)
        place = new.found_again(old, old.place_at(self.scroll_offset.y)) if keep_place else None
        stays_above = bool(above) and (not keep_place or self.is_above)
        self._cursor = -1 if stays_above else new.nearest_to(old, self._cursor if keep_place else -1)
        self._above = above
        self._sheet = new
        self._keep_strips({id(block) for block in new.blocks})
        self._stand_at(place)
        if keep_place and is_whole and self._cursor >= 0:
            self._scroll(self._line_to_show(self._cursor))
        self.paint_changes(before)
        self._tell()

    def _is_whole(self) -> bool:
        """Whether all of the selected item is in view, or was until the view shrank."""
        if self._cursor < 0 or not self._width:
            return False
        (start, end), top = self._span(self._cursor), self.scroll_offset.y
        return bool(top <= start and end <= top + max(self._view, self._view_before))

    def _keep_strips(self, of: AbstractSet[int]) -> None:
        """Of the lines that are drawn keep those of these blocks."""
        drawn, self._strips = self._strips, LRUCache(1024)
        for mark in drawn.keys():  # noqa: SIM118 - no dictionary
            if mark[0] in of:
                self._strips[mark] = drawn[mark]

    def mark(self, wanted: Sequence[str]) -> None:
        """Mark these words, which are folded, wherever they stand from now on."""
        self._wanted = wanted
        self.refresh()

    def select(self, ref: str) -> bool:
        """Put the cursor on the item and scroll it into view; whether it is here."""
        if ref and ref == self._above:
            self._stand_above()
            return True
        for number, item in enumerate(self._sheet.items):
            if item.ref == ref:
                self._go_to(number)
                return True
        return False

    def stand_at(self, ref: str, block: int) -> None:
        """Select the item, if it is here; where the view begins further down in it, by blocks, there too."""
        if self.selected_ref != ref and not self.select(ref):
            return
        item = self._sheet.items[self._cursor] if self._cursor >= 0 else None
        if item and item.start < block < item.end and self._width:
            self._grow(block)
            self._scroll(self._sheet.starts[block])

    @property
    def topmost(self) -> int:
        """The block at the top of the view, by number."""
        return self._sheet.block_at(self.scroll_offset.y)

    @property
    def is_above(self) -> bool:
        """Whether the cursor stands on what the whole text is about, above it."""
        return bool(self._above) and self._cursor < 0

    @property
    def cursor(self) -> int:
        """The item the cursor stands on, by number."""
        return self._cursor

    @property
    def selected_ref(self) -> str:
        """The item the cursor stands on, or `""`."""
        return self._sheet.items[self._cursor].ref if self._cursor >= 0 else self._above

    @property
    def links(self) -> list[Link]:
        """The links of the selected item, or of the whole text where nothing is selected."""
        blocks = self._sheet.blocks
        if self._cursor >= 0:
            _ref, start, end = self._sheet.items[self._cursor]
            blocks = blocks[start:end]
        return [link for block in blocks for link in block.links]

    # Laying out

    @property
    def _view(self) -> int:
        return max(1, self.container_size.height)

    @property
    def _inner(self) -> int:
        """The cells that a line has for its words."""
        return max(1, self._width - MARGIN - BESIDE_BAR)

    def _stand_at(self, place: Spot | None) -> None:
        """Lay out what the view needs and put `place` at its top."""
        if not self._width:
            return
        if self._sheet.width != self._inner:
            self._sheet.fit(self._inner)
            self._strips.clear()
        self._grow(place.block if place else 0)
        self.scroll_to(y=self._sheet.line_of(place), animate=False, force=True)

    def _grow(self, block: int = 0, line: int = 0) -> None:
        """Lay out through `block`, through `line`, and go on in slices until all is laid out."""
        done = self._sheet.grow(block, line, self._view, _SLICE)
        self.hold_lines(self._sheet.height)
        if not done and not self._growing:
            self._growing = True
            self.set_timer(_PAUSE, self._grow_on)

    def _grow_on(self) -> None:
        self._growing = False
        if self._sheet.width:
            self._grow()

    def on_resize(self) -> None:
        """Break the text anew where the width changed; the line at the top stays at the top."""
        if self._sheet.width != self._inner:
            self._stand_at(self._sheet.place_at(self.scroll_offset.y))
            self.refresh()
        elif self._width:
            self._grow()
        self._keep_in_view()

    def _keep_in_view(self) -> None:
        """Where the view shrank from below, the selected item stays in it, and so does the end of the text."""
        if self._cursor >= 0 and self._width:
            start, end = self._span(self._cursor)
            top = self.scroll_offset.y
            if top <= start < top + self._view_before and end > top + self._view:
                self._go_to(self._cursor)
            elif 0 < top < start and top + self._view_before >= self._sheet.height:
                self._scroll(min(self._sheet.height - self._view, start))
        self._view_before = self._view

    # Drawing

    def line_at(self, line: int) -> Strip:
        """A line of the text."""
        selected = self._sheet.holds(self._cursor, line)
        mark = (*self._sheet.mark_of(line), selected)
        strip = self._strips.get(mark)
        if strip is None:
            strip = self._strips[mark] = self._strip(line, selected)
        return strip

    def _strip(self, line: int, selected: bool) -> Strip:  # noqa: FBT001 - private
        """A line of the text, with the bar where it belongs to the selected item."""
        bar = ("▌ ", "$accent" if self.has_focus else MUTED) if selected else (" " * MARGIN, "")
        return drawn(marked(self._sheet.line(line), self._wanted), self._width, self.visual_style, bar)

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Paint again; without regions, because something changed."""
        if not regions:
            self._strips.clear()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def notify_style_update(self) -> None:
        """Colours may have changed."""
        self._strips.clear()
        super().notify_style_update()

    # Moving

    def _go_to(self, number: int, *, backwards: bool = False) -> None:
        """Stand on an item and show it: whole if it fits, else its beginning, or its end if `backwards`."""
        self._stand_on(number)
        if not self._width:
            return
        (start, end), view = self._span(number), self._view
        top = end - view if end - start > view and backwards else self._line_to_show(number)
        self._scroll(0 if number == 0 and end <= view else top)

    def _line_to_show(self, number: int) -> int:
        """Where the view has to begin to show an item: whole if it fits, else its beginning."""
        start, end = self._span(number)
        return min(max(self.scroll_offset.y, end - self._view), start)

    def _stand_on(self, number: int) -> None:
        """The cursor on an item, wherever the view is."""
        self._cursor = number
        self.refresh(self.size.region)
        self._tell()

    def _stand_above(self) -> None:
        """The cursor on what the whole text is about, and the text at its beginning."""
        self._stand_on(-1)
        self._scroll(0)

    def _tell(self) -> None:
        if self.selected_ref != self._told:
            self._told = self.selected_ref
            self.post_message(self.Selected(self, self._told))

    def _span(self, number: int) -> tuple[int, int]:
        """The lines of an item, wherever it is."""
        if self._sheet.items[number].start >= self._sheet.laid:
            self._grow(self._sheet.items[number].start)
        return self._sheet.span(number)

    def _span_of_cursor(self) -> tuple[int, int]:
        """The lines of what the cursor stands on; of what stands above the text, where the view begins."""
        return self._span(self._cursor) if self._cursor >= 0 else (self.scroll_offset.y, self.scroll_offset.y + 1)

    def _scroll(self, line: int) -> None:
        if not self._width:
            return
        if line + self._view > self._sheet.height:
            self._grow(0, line)
        self.scroll_to(y=line, animate=False, force=True)

    def action_walk(self, step: int) -> None:
        """To the next or previous item once it is in sight; until then the view scrolls."""
        with self.moving():
            self._walk(step)

    def _walk(self, step: int) -> None:
        top, bottom, number = self.scroll_offset.y, self.scroll_offset.y + self._view, self._cursor + step
        if self._above and number == -1 and top == 0:
            self._stand_above()
            return
        if not self._width or not 0 <= number < len(self._sheet.items):
            self._scroll(top + step)
            return
        (here, here_end), (there, there_end) = self._span_of_cursor(), self._span(number)
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
        with self.moving():
            self._page(step)

    def _page(self, step: int) -> None:
        before = self.scroll_offset.y
        self._scroll(max(0, before + step * max(1, self._view - 1)))
        if not self._sheet.items or not self._width:
            return
        if self.scroll_offset.y == before and step < 0 and self._above:
            self._stand_above()
        elif self.scroll_offset.y == before:
            self._go_to(len(self._sheet.items) - 1 if step > 0 else 0, backwards=step > 0)
        else:
            self._stand_in_view()

    def _stand_in_view(self) -> None:
        """The cursor to the first item that begins in the view, else to the one that fills it."""
        top = self.scroll_offset.y
        number = max(0, self._sheet.item_at(top))
        following = number + 1
        if self._span(number)[0] < top and following < len(self._sheet.items):
            number = following if self._span(following)[0] < top + self._view else number
        self._stand_on(number)

    def action_edge(self, step: int) -> None:
        """To the beginning or the end of the text."""
        with self.moving():
            if step < 0:
                self.begin()
                return
            if self._width:
                self._grow(len(self._sheet.blocks))
                if self._sheet.items:
                    self._go_to(len(self._sheet.items) - 1, backwards=True)
            self._scroll(self._sheet.height)

    def begin(self) -> None:
        """Stand at the beginning of the text, on what it is about."""
        if self._above:
            self._stand_above()
        elif self._sheet.items:
            self._go_to(0)
        self._scroll(0)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is opened where nothing is selected."""
        return bool(self.selected_ref) if action == "open" else super().check_action(action, parameters)

    def action_open(self) -> None:
        """Open the selected item."""
        if self.selected_ref:
            self.post_message(self.Opened(self, self.selected_ref))

    def on_click(self, event: events.Click) -> None:
        """Select the item under the pointer; open it if it was selected."""
        offset = event.get_content_offset(self)
        line = self.scroll_offset.y + offset.y if offset else -1
        number = self._sheet.item_at(line)
        if offset is None or not self._sheet.holds(number, line):
            return
        event.stop()
        if number == self._cursor:
            self.action_open()
        else:
            self._stand_on(number)
