"""A row of tabs in one line."""

from collections.abc import Mapping

from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from cocreate.tui import safe
from cocreate.tui.safe import Safe
from cocreate.tui.themes import MUTED


class TabRow(Widget):
    """Tabs by id and words; one is active."""

    class Chosen(Message):
        """Another tab was chosen."""

        def __init__(self, tab: str) -> None:
            super().__init__()
            self.tab = tab

    DEFAULT_CSS = """
    TabRow { height: 1; }
    """

    active: reactive[str] = reactive("")

    def __init__(self, tabs: Mapping[str, str], *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._tabs = dict(tabs)
        self._places: list[tuple[int, int, str]] = []
        self._hooks = (False, False)
        self.set_reactive(TabRow.active, next(iter(self._tabs)))

    def step(self, by: int) -> None:
        """To the next tab or the one before, round the ends."""
        ids = list(self._tabs)
        self.active = ids[(ids.index(self.active) + by) % len(ids)]
        self.post_message(self.Chosen(self.active))

    def render(self) -> Safe:
        """The tabs that fit, around the active one; a hook at an edge says that there are more."""
        shown = self._visible()
        ids = list(self._tabs)
        before, after = self._hooks = (ids[0] not in dict(shown), ids[-1] not in dict(shown))
        parts = [safe.line("‹" if before else "", MUTED)]
        self._places = []
        at = int(before)
        for tab, words in shown:
            style = "bold reverse" if tab == self.active else MUTED
            part = safe.line(f" {words} ", style)
            self._places.append((at, at + part.cell_length, tab))
            at += part.cell_length
            parts.append(part)
        return safe.join(*parts, safe.line("›" if after else "", MUTED))

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
            if self.active in dict(shown):
                return shown
        return [(self.active, self._tabs[self.active])]

    def on_click(self, event: events.Click) -> None:
        """The tab under the pointer; a hook leads to the one beyond it."""
        x = event.x - self.gutter.left
        for start, end, tab in self._places:
            if start <= x < end:
                self.active = tab
                self.post_message(self.Chosen(tab))
                return
        if x == 0 and self._hooks[0]:
            self.step(-1)
        elif self._hooks[1] and self._places and x == self._places[-1][1]:
            self.step(1)
