"""What the list and the reader have in common: lines of which only those in view are ever drawn."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from math import ceil
from typing import Final

from textual.actions import SkipAction
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip
from textual.widget import Widget

EIGHTHS: Final = 8

BESIDE_BAR = 1
"""Columns kept free beside the scrollbar, so that no word touches it."""


class LineView(ScrollView, can_focus=True):
    """A view of lines that is as wide with its scrollbar as without."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    LineView {
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
    }
    """

    @property
    def _width(self) -> int:
        return max(0, self.container_size.width - self.scrollbar_size_vertical)

    @contextmanager
    def moving(self) -> Iterator[None]:
        """What is done in here moves something; where it does not, the key goes on to whoever says so."""
        before = (self.cursor, self.scroll_offset.y)
        yield
        if (self.cursor, self.scroll_offset.y) == before:
            raise SkipAction

    @property
    def cursor(self) -> int:
        """Where the cursor stands, by number; -1 for nowhere."""
        raise NotImplementedError

    def on_focus(self) -> None:
        """The sign beside what is selected shows where the keys go."""
        self.refresh()

    def on_blur(self) -> None:
        """The sign beside what is selected shows where the keys go."""
        self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines as they were drawn, as long as no frame stands around them.

        Textual would make each anew. Of one that is the same it knows how it was cut, wherever it stands now.
        """
        if self.styles.gutter or self.opacity < 1 or crop.column_span != (0, self.region.width):
            return super().render_lines(crop)
        _beneath, ground = self.background_colors
        width, style = self.content_region.width, self.visual_style.rich_style
        top = self.scroll_offset.y
        lines = [self.line_at(top + y).adjust_cell_length(width, style) for y in crop.line_range]
        for one in self.get_line_filters():
            lines = [line.apply_filter(one, ground) for line in lines]
        return lines

    def lines_in_view(self) -> list[Strip]:
        """What the view shows, line by line; nothing where it was never laid out."""
        top = self.scroll_offset.y
        return [self.line_at(top + y) for y in range(self.container_size.height)] if self._width else []

    def line_at(self, line: int) -> Strip:
        """How a line of all looks that there are, in view or not."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """One line of the view."""
        return self.line_at(self.scroll_offset.y + y)

    def paint_changes(self, before: Sequence[Strip]) -> None:
        """Paint the lines that are others than those of `before`: most of what a screen costs is its painting."""
        after = self.lines_in_view()
        if len(after) != len(before) or not after:
            self.refresh()
            return
        changed = [y for y, (old, new) in enumerate(zip(before, after, strict=True)) if old is not new and old != new]
        if changed:
            self.refresh(*(Region(0, y, self._width, 1) for y in changed))

    def hold_lines(self, count: int) -> None:
        """Scroll over so many lines from now on.

        Where the height of a `ScrollView` is set as `virtual_size`, the whole screen is laid out anew, which takes
        most of the time from a key to what it paints. No other widget moves here, and a scrollbar that comes or goes
        asks for its layout itself.
        """
        size = Size(self._width, count)
        if size == self.virtual_size:
            return
        view, top, before = self.container_size.height, self.scroll_offset.y, self.virtual_size.height
        is_same = self.show_vertical_scrollbar and thumb(view, count, top) == thumb(view, before, top)
        self.set_reactive(Widget.virtual_size, size)
        if is_same:  # Textual would paint it all the same
            self.vertical_scrollbar.set_reactive(ScrollBar.window_virtual_size, count)
            self.scroll_y = self.validate_scroll_y(self.scroll_y)
        else:
            self._scroll_update(size)


def thumb(view: int, count: int, top: int) -> tuple[int, int]:
    """Where the thumb of a scrollbar begins and ends over `count` lines, in eighths of a cell as it is painted.

    Args:
        view: the lines in view.
        count: the lines there are.
        top: the first line in view.
    """
    if count <= view:
        return 0, 0  # there is none
    length = max(1, view * view / count)
    start = int((view - length) * top / (count - view) * EIGHTHS)
    return start, start + ceil(length * EIGHTHS)
