"""Search: all text, as one types."""

from asyncio import to_thread
from collections.abc import Sequence
from typing import ClassVar

from textual import work
from textual.content import Content
from textual.events import Key
from textual.widgets import Input

from cocreate.locale import _
from cocreate.model.collection import Collection
from cocreate.model.items import Contribution, Item
from cocreate.pages.being_here import MODES
from cocreate.pages.page_of import page_of
from cocreate.pages.parts import Page
from cocreate.sittings.table import Table
from cocreate.tui import rows, safe
from cocreate.tui.marking import marked
from cocreate.tui.rows import Draw, Row
from cocreate.tui.screens.panes import PanesScreen
from cocreate.tui.screens.stages import WordsOf
from cocreate.tui.widgets.fields import LONGEST_SOUGHT
from cocreate.tui.wishes import Give, GoBack

MOST = 1000
"""So many of the best are listed; whoever looks for more types another letter."""


class SearchLine(Input):
    """Where the words are typed; while nothing is, or all of it is marked, the keys of the modes lead on."""

    async def _on_key(self, event: Key) -> None:
        mode = dict(zip("12345", MODES, strict=True)).get(event.key)
        if mode and self.selected_text == self.value:
            event.stop()
            event.prevent_default()
            self.post_message(Give(f"mode-{mode}"))


class SearchScreen(PanesScreen):
    """What holds the words, best first, and what it says."""

    MODE: ClassVar[str] = "search"
    FILTER_STAYS: ClassVar[bool] = True
    ANSWERS_HERE: ClassVar[bool] = False

    def __init__(self, table: Table, *given: WordsOf) -> None:
        super().__init__(table, *given)
        self._found: list[Item] = []
        self._words: list[str] = []

    def rows(self, collection: Collection) -> Sequence[Row]:
        """What was found, as it is now."""
        return [(item, 0) for item in (collection.get(found.id) for found in self._found) if item]

    def row_drawing(self, collection: Collection) -> Draw:
        """What was found, and what it is, with what was looked for marked."""

        def draw(row: Row, width: int) -> Sequence[Content]:
            found = rows.found_rows(collection, self.table.clock, self._words)
            return [marked(line, self._words) for line in found(row, width)]

        return draw

    def page(self, collection: Collection, name: str) -> Page | None:
        """The page of what is selected; of what was said, that of what it was said on."""
        item = collection.get(name)
        if isinstance(item, Contribution):
            item = collection.get(collection.root_of(item)) or item
        return page_of(collection, item, self.table.clock()) if item else None

    def show_page(self) -> None:
        """The page, with the cursor on what was found."""
        super().show_page()
        self.begin_anew()

    def begin_anew(self) -> None:
        """Stand on what was found, which may stand anywhere on its page."""
        name = self.list.selected_key
        if name:
            self.call_after_refresh(self.stand_on, name)

    def placeholder(self) -> str:
        """What an empty search says."""
        return _("Type a word or two. One wrong letter is forgiven.")

    def filter_line(self) -> Input:
        """Where one types."""
        told = _("search all text")
        return SearchLine(placeholder=told, id="filter", compact=True, max_length=LONGEST_SOUGHT, select_on_focus=False)

    def focus_list(self) -> bool:
        """Into the words, which the next ones replace; whether the focus was elsewhere."""
        was_elsewhere = super().focus_list()
        self.query_one("#filter", Input).action_select_all()
        return was_elsewhere

    def open_filter(self) -> None:
        """As the key of the mode does."""
        self.focus_list()

    def filter_rows(self, words: str) -> None:
        """Search, as one types."""
        self._search(words)

    @work(exclusive=True, group="filter")
    async def _search(self, words: str) -> None:
        found, self._words = await to_thread(self.table.find_spelled, words.split())
        self._found = found[:MOST]
        self.reading.mark(self._words)
        nothing = _("Nothing holds these words.") if words.strip() else self.placeholder()
        self.list.placeholder = safe.line(nothing)
        self.list.show(self.rows(self.collection), keep_place=False)
        self.show_page()
        self.stay_in_words()

    def close_filter(self) -> None:
        """Escape from the words leads back to where one came from."""
        entry = self.query_one("#filter", Input)
        if entry.has_focus and not entry.value:
            self.post_message(GoBack())
        elif entry.has_focus:
            entry.value = ""
        elif self.stage == "list":
            entry.focus()
            entry.action_select_all()
        else:
            self.focus_stage("list")
