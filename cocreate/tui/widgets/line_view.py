"""What the list and the reader have in common: lines of which only those in view are ever drawn."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from textual.actions import SkipAction
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

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

    def lines_in_view(self) -> list[Strip]:
        """What the view shows, line by line; nothing where it was never laid out."""
        return [self.render_line(y) for y in range(self.container_size.height)] if self._width else []

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
        if size != self.virtual_size:
            self.set_reactive(Widget.virtual_size, size)
            self._scroll_update(size)
