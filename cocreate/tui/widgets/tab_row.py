"""A row of tabs, in two lines where one has no room for them all."""

from collections.abc import Mapping

from rich.cells import cell_len
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from cocreate.tui import safe
from cocreate.tui.safe import Safe
from cocreate.tui.themes import MUTED

LINES = 2
"""So many lines the tabs take at most."""


class TabRow(Widget):
    """Tabs by id and words; one is active, and may be turned up again once others were offered."""

    class Chosen(Message):
        """Another tab was chosen."""

        def __init__(self, tab: str) -> None:
            super().__init__()
            self.tab = tab

    DEFAULT_CSS = """
    TabRow { height: auto; }
    """

    active: reactive[str] = reactive("")

    def __init__(self, tabs: Mapping[str, str], *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._tabs = dict(tabs)
        self._places: list[tuple[int, int, int, str]] = []
        self._hooks = (False, False)
        self.set_reactive(TabRow.active, next(iter(self._tabs)))

    def offer(self, tabs: Mapping[str, str]) -> None:
        """Offer these tabs; the one that is active comes back with tabs among which it is."""
        if tabs != self._tabs:
            self._tabs = dict(tabs)
            self.refresh(layout=True)

    @property
    def turned_up(self) -> str:
        """The tab that is shown: the active one, else the first."""
        return self.active if self.active in self._tabs else next(iter(self._tabs))

    def step(self, by: int) -> None:
        """To the next tab or the one before, round the ends."""
        ids = list(self._tabs)
        self.active = ids[(ids.index(self.turned_up) + by) % len(ids)]
        self.post_message(self.Chosen(self.active))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as all tabs need, if that is no more than two."""
        lines = self._folded(width)
        return len(lines) if len(lines) <= LINES else 1

    def render(self) -> Safe:
        """All tabs; else those that fit, around the active one, and a hook at an edge says that there are more."""
        lines = self._folded(self.size.width)
        self._places, self._hooks = [], (False, False)
        if len(lines) <= LINES:
            return Safe(safe.text("\n").join(safe.join(*self._line(tabs, y, 0)) for y, tabs in enumerate(lines)))
        shown = self._visible()
        ids = list(self._tabs)
        before, after = self._hooks = (ids[0] not in dict(shown), ids[-1] not in dict(shown))
        edges = [safe.line("‹" if before else "", MUTED), safe.line("›" if after else "", MUTED)]
        return safe.join(edges[0], *self._line(shown, 0, int(before)), edges[1])

    def _line(self, tabs: list[tuple[str, str]], y: int, at: int) -> list[Safe]:
        """A line of tabs, and where each stands in it."""
        parts = []
        for tab, words in tabs:
            part = safe.line(f" {words} ", "bold reverse" if tab == self.turned_up else MUTED)
            self._places.append((y, at, at + part.cell_length, tab))
            at += part.cell_length
            parts.append(part)
        return parts

    def _folded(self, width: int) -> list[list[tuple[str, str]]]:
        """All tabs in as many lines as they need."""
        lines: list[list[tuple[str, str]]] = [[]]
        room = width
        for tab, words in self._tabs.items():
            wide = cell_len(words) + 2
            if wide > room and lines[-1]:
                lines.append([])
                room = width
            room -= wide
            lines[-1].append((tab, words))
        return lines

    def _visible(self) -> list[tuple[str, str]]:
        """As many tabs as fit, moved on until the active one is among them."""
        tabs = list(self._tabs.items())
        room = max(self.size.width, 1)
        if sum(len(words) + 2 for _tab, words in tabs) > room:
            room -= 2
        for start in range(len(tabs)):
            used, shown = 0, []
            for tab, words in tabs[start:]:
                used += len(words) + 2
                if used > room:
                    break
                shown.append((tab, words))
            if self.turned_up in dict(shown):
                return shown
        return [(self.turned_up, self._tabs[self.turned_up])]

    def on_click(self, event: events.Click) -> None:
        """The tab under the pointer; a hook leads to the one beyond it."""
        x, y = event.x - self.gutter.left, event.y - self.gutter.top
        for line, start, end, tab in self._places:
            if y == line and start <= x < end:
                self.active = tab
                self.post_message(self.Chosen(tab))
                return
        if x == 0 and self._hooks[0]:
            self.step(-1)
        elif self._hooks[1] and self._places and x == self._places[-1][2]:
            self.step(1)
