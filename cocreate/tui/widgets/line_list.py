"""A list of any length, drawn by line: only rows that can be seen are ever drawn."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate, chain
from typing import Any, ClassVar, Generic, Self, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.style import Style

from cocreate.locale import N_
from cocreate.tui import safe
from cocreate.tui.blocks import drawn, wrapped
from cocreate.tui.safe import Safe
from cocreate.tui.widgets.line_view import BESIDE_BAR, LineView

T = TypeVar("T")

MOST_OF_THEIR_OWN = 300
"""Rows that may each have a height of their own, which takes drawing them all."""


class LineList(LineView, Generic[T], can_focus=True):
    """Rows one under the other; the cursor skips those that are not `selectable`.

    Where what `draw` shows changed otherwise than by `show`, call `refresh()`.

    Args:
        draw: gives, for a row and a width in cells, its lines, which are cut and padded.
        key: names a row across `show`s.
        row_height: how many lines a row takes at a width in cells.
        own_heights: whether each takes as many lines as `draw` gives instead, as long as there are not too many rows,
            with a blank line between them where all of them find room so.
        selectable: whether the cursor may stand on a row.
        placeholder: stands, wrapped, where there are no rows.
        name: Textual's name of the widget.
        id: Textual's id of the widget.
        classes: Textual's classes of the widget.
    """

    class Selected(Message):
        """The cursor stands on another row (`key` is `""` on none): by key, mouse, `select` or `show`."""

        def __init__(self, line_list: "LineList[Any]", key: str) -> None:
            super().__init__()
            self.line_list = line_list
            self.key = key

        @property
        def control(self) -> "LineList[Any]":
            """The list, for `@on(LineList.Selected, "#id")`."""
            return self.line_list

    class Opened(Message):
        """Enter, or a click on the selected row."""

        def __init__(self, line_list: "LineList[Any]", key: str) -> None:
            super().__init__()
            self.line_list = line_list
            self.key = key

        @property
        def control(self) -> "LineList[Any]":
            """The list, for `@on(LineList.Opened, "#id")`."""
            return self.line_list

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "walk(1)", show=False),
        Binding("up", "walk(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("home", "edge(1)", show=False),
        Binding("end", "edge(-1)", show=False),
        Binding("enter", "open", N_("open"), group=Binding.Group("look")),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"line-list--selected"}
    DEFAULT_CSS = """
    LineList {
        & > .line-list--selected {
            background: $block-cursor-blurred-background;
            text-style: $block-cursor-blurred-text-style;
        }
        &:focus > .line-list--selected {
            background: $block-cursor-background;
            text-style: $block-cursor-text-style;
        }
    }
    """

    def __init__(
        self,
        draw: Callable[[T, int], Sequence[Content]],
        *,
        key: Callable[[T], str],
        row_height: Callable[[int], int] = lambda _width: 1,
        own_heights: bool = False,
        selectable: Callable[[T], bool] = lambda _row: True,
        placeholder: Safe = safe.EMPTY,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._draw, self._key, self._selectable = draw, key, selectable
        self._height_for, self._own_heights = row_height, own_heights
        self._placeholder = placeholder
        self._rows: Sequence[T] = ()
        self._starts: Sequence[int] = (0,)
        self._gap = 0
        self._cursor = -1
        self._told = ""
        self._strips: LRUCache[tuple[int, bool], list[Strip]] = LRUCache(512)
        self._said: LRUCache[int, Sequence[Content]] = LRUCache(512)
        self._looks: LRUCache[tuple[str, bool], tuple[list[Content], list[Strip]]] = LRUCache(512)

    # What is shown

    def show(self, rows: Sequence[T], *, keep_place: bool = True) -> None:
        """Show `rows` instead; the selected row stays selected and on its line of the screen, if it can and may."""
        before = self.lines_in_view()
        if not keep_place:
            self._rows, self._cursor, self._starts = (), -1, (0,)
        old, anchor = self._rows, self._anchor()
        screen_line = self._starts[anchor] - self.scroll_offset.y
        self._rows = rows
        now = self._moved(old, anchor)
        self._cursor = now if anchor == self._cursor else self._moved(old, self._cursor)
        self._cursor = self._nearest(self._cursor, 1)
        self._strips.clear()
        self._said.clear()
        self._measure()
        self._scroll(self._starts[now] - screen_line if min(anchor, now) >= 0 else 0)
        self.paint_changes(before)
        self._tell()

    def select(self, key: str) -> bool:
        """Put the cursor on the row and scroll it into view; whether it is here and can be selected."""
        for number, row in enumerate(self._rows):
            if self._key(row) == key:
                return self._selectable(row) and self._go_to(number)
        return False

    @property
    def cursor(self) -> int:
        """The row the cursor stands on, by number."""
        return self._cursor

    @property
    def selected_key(self) -> str:
        """The key of the row the cursor stands on, or `""`."""
        return self._key(self._rows[self._cursor]) if self._cursor >= 0 else ""

    @property
    def selected(self) -> T | None:
        """The row the cursor stands on."""
        return self._rows[self._cursor] if self._cursor >= 0 else None

    @property
    def rows(self) -> Sequence[T]:
        """What is shown."""
        return self._rows

    @property
    def placeholder(self) -> Safe:
        """What stands where there are no rows."""
        return self._placeholder

    @placeholder.setter
    def placeholder(self, content: Safe) -> None:
        if not content.is_same(self._placeholder):
            self._placeholder = content
            self.refresh()

    # Places

    def _row_at(self, line: int) -> int:
        """The row that a line belongs to, by number; after the last one for what is below."""
        return bisect_right(self._starts, line) - 1

    def _lines_of(self, number: int) -> tuple[int, int]:
        """Where a row begins, and how many lines it takes, with the blank one below it."""
        return self._starts[number], self._starts[number + 1] - self._starts[number]

    def _anchor(self) -> int:
        """The row that must not move on the screen: the selected one if it is in view, else the topmost."""
        if not self._rows:
            return -1
        top = self.scroll_offset.y
        if self._cursor >= 0 and top <= self._starts[self._cursor] < top + self.container_size.height:
            return self._cursor
        return min(self._row_at(top), len(self._rows) - 1)

    def _moved(self, old: Sequence[T], number: int) -> int:
        """Where old row `number` is now; if it is gone, the nearest that is still here; -1 for none."""
        if number < 0 or not self._rows:
            return min(0, len(self._rows) - 1)
        key = self._key
        if number < len(self._rows) and key(self._rows[number]) == key(old[number]):
            return number
        now = {key(row): place for place, row in enumerate(self._rows)}
        for apart in range(max(number + 1, len(old) - number)):
            for place in (number + apart, number - apart):
                if 0 <= place < len(old) and (found := now.get(key(old[place]))) is not None:
                    return found
        return min(number, len(self._rows) - 1)

    def _nearest(self, number: int, step: int) -> int:
        """The first selectable row from `number` on in a direction, else in the other; -1 for none."""
        if number < 0:
            return -1
        onward = range(number, len(self._rows) if step > 0 else -1, step)
        back = range(number - step, -1 if step > 0 else len(self._rows), -step)
        return next((place for place in chain(onward, back) if self._selectable(self._rows[place])), -1)

    def _draw_anew(self) -> None:
        for known in (self._strips, self._said, self._looks):
            known.clear()

    def notify_style_update(self) -> None:
        """Colours may have changed."""
        self._draw_anew()
        super().notify_style_update()

    def _measure(self) -> None:
        """Where each row begins; kept as a `range` for rows of one height, so that any number of them costs nothing."""
        count, self._gap = len(self._rows), 0
        if self._own_heights and count <= MOST_OF_THEIR_OWN:
            heights = [max(1, len(self._lines_said(number))) for number in range(count)]
            self._gap = int(sum(heights) + count - 1 <= self.container_size.height)
            self._starts = [0, *accumulate(height + self._gap for height in heights)]
        else:
            height = max(1, self._height_for(self._width))
            self._starts = range(0, (count + 1) * height, height)
        self.hold_lines(self._starts[-1])

    def _lines_said(self, number: int) -> Sequence[Content]:
        """What a row says, in lines: drawn once for how tall it is and for how it looks."""
        if number not in self._said:
            self._said[number] = self._draw(self._rows[number], self._inner)
        return self._said[number]

    @property
    def _inner(self) -> int:
        """The cells that a row has for its words."""
        return max(1, self._width - 1 - BESIDE_BAR)

    def on_resize(self) -> None:
        """The selected row stays in view; rows may be of another height now, so all are laid out and drawn anew."""
        self._draw_anew()
        self._measure()
        if self._cursor >= 0:
            self._go_to(self._cursor)
        self.refresh()

    # Drawing

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Paint again; without regions, rows are drawn anew too, since what `draw` shows may have changed."""
        if not regions:
            self._draw_anew()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def line_at(self, line: int) -> Strip:
        """A line of a row; below the last row, of what stands there where there are none."""
        number = self._row_at(line)
        if number >= len(self._rows):
            return drawn(self._placeholder_line(line), self._width, self.visual_style, (" ", ""))
        drawn_as = (number, number == self._cursor)
        if drawn_as not in self._strips:
            self._strips[drawn_as] = self._row(*drawn_as)
        return self._strips[drawn_as][line - self._starts[number]]

    def _row(self, number: int, selected: bool) -> list[Strip]:  # noqa: FBT001 - private
        """The lines of a row, and the blank one below it; where it says what it said before, they are drawn already."""
        height = self._lines_of(number)[1] - self._gap
        lines = [*self._lines_said(number), *[safe.EMPTY] * (height + 1)]
        if lines[height]:
            lines[height - 1] = safe.join(lines[height - 1], safe.line("…"))
        del lines[height:]
        drawn_as = (self._key(self._rows[number]), selected)
        known = self._looks.get(drawn_as)
        if known is None or len(known[0]) != height or not all(map(Content.is_same, known[0], lines)):
            known = self._looks[drawn_as] = lines, self._drawn(lines, selected)
        blank = [drawn(safe.EMPTY, self._width, self.visual_style, (" ", ""))] * self._gap
        return [*known[1], *blank]

    def _drawn(self, lines: Sequence[Content], selected: bool) -> list[Strip]:  # noqa: FBT001 - private
        """The lines of a row with its sign."""
        has_keys = self.has_focus or not self.can_focus  # in a window, they come from the line to type in
        margin = ("▌", "$accent" if has_keys else "") if selected else (" ", "")
        base = self._selected_style if selected else self.visual_style
        if base.reverse:
            lines = [one.without_spans for one in lines]  # else each colour would become a ground of its own
        return [drawn(one, self._width, base, margin) for one in lines]

    @property
    def _selected_style(self) -> Style:
        """The style beneath the selected row; Textual's visual styles of parts leave `reverse` out."""
        reverse = self.get_component_styles("line-list--selected").text_style.reverse
        return self.get_visual_style("line-list--selected") + Style(reverse=reverse)

    def _placeholder_line(self, y: int) -> Content:
        if self._rows or not self._placeholder:
            return safe.EMPTY
        lines = wrapped(self._placeholder, max(1, self._width - 2))
        return lines[y] if y < len(lines) else safe.EMPTY

    # Moving

    def _go_to(self, number: int) -> bool:
        """Stand on a row and scroll just enough to see it."""
        before, self._cursor = self._cursor, number
        top, (start, height) = self.scroll_offset.y, self._lines_of(number)
        line = min(max(top, start + height - self.container_size.height), start)
        if line != top:
            self._scroll(line)
        for row in {before, number} - {-1}:
            self.refresh_lines(*self._lines_of(row))
        self._tell()
        return True

    def _scroll(self, line: int) -> None:
        if self.container_size:
            self.scroll_to(y=line, animate=False, force=True)

    def _tell(self) -> None:
        if self.selected_key != self._told:
            self._told = self.selected_key
            self.post_message(self.Selected(self, self._told))

    def _step_to(self, number: int, step: int) -> None:
        """To the selectable row nearest to `number`, looking onward in a direction first."""
        if self._rows:
            found = self._nearest(min(max(0, number), len(self._rows) - 1), step)
            if found >= 0:
                self._go_to(found)

    def action_walk(self, step: int) -> None:
        """To the next or previous row; at an edge, what stands beyond the last one comes into view."""
        before = self._cursor
        with self.moving():
            self._step_to(self._cursor + step, step)
            if self._cursor == before:
                self._scroll(self.scroll_offset.y + step)

    def action_page(self, step: int) -> None:
        """A view further or back."""
        with self.moving():
            self._step_to(self._beyond(step), step)

    def _beyond(self, step: int) -> int:
        """The row about a view away from the selected one, by number, and at least the next."""
        if self._cursor < 0:
            return 0
        start, height = self._lines_of(self._cursor)
        away = max(0, self.container_size.height - height)
        if step > 0:
            return max(self._cursor + 1, self._row_at(start + away))
        return min(self._cursor - 1, bisect_left(self._starts, start - away))

    def action_edge(self, step: int) -> None:
        """To the first row (1) or the last (-1)."""
        with self.moving():
            self._step_to(0 if step > 0 else len(self._rows) - 1, step)
            self._scroll(0 if step > 0 else self.max_scroll_y)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is opened where nothing is selected."""
        return self._cursor >= 0 if action == "open" else super().check_action(action, parameters)

    def action_open(self) -> None:
        """Open the selected row."""
        if self._cursor >= 0:
            self.post_message(self.Opened(self, self.selected_key))

    def on_click(self, event: events.Click) -> None:
        """Select the row under the pointer; open it if it was selected."""
        offset = event.get_content_offset(self)
        number = self._row_at(self.scroll_offset.y + offset.y) if offset else -1
        if not 0 <= number < len(self._rows) or not self._selectable(self._rows[number]):
            return
        event.stop()
        if number == self._cursor:
            self.action_open()
        else:
            self._go_to(number)
