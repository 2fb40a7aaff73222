"""A list of which one types to see fewer rows."""

from asyncio import to_thread
from collections.abc import Sequence
from typing import ClassVar

from textual import events, on, work
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.strip import Strip
from textual.widgets import Input

from cocreate.locale import _
from cocreate.model.collection import Collection
from cocreate.tui import rows, safe
from cocreate.tui.blocks import drawn
from cocreate.tui.rows import Row
from cocreate.tui.screens.stages import StagesScreen
from cocreate.tui.themes import MUTED
from cocreate.tui.widgets.fields import LONGEST_SOUGHT
from cocreate.tui.widgets.line_list import LineList
from cocreate.tui.wishes import Say


class FilterLine(Input):
    """The words by which a list is filtered; without the cursor it says that not all is shown, and what shows it."""

    def render_line(self, y: int) -> Strip:
        """The words, with what they do once one is elsewhere; nothing while it is being taken away."""
        if not self.is_attached:
            return Strip.blank(self.size.width)
        if y or self.has_focus or not self.value:
            return super().render_line(y)
        room, leaves = self.scrollable_content_region.width, safe.line(f"  {_('esc shows all')}", MUTED)
        words = safe.join(safe.line("/ ", "$accent"), safe.line(self.value, "bold"))
        line = safe.join(safe.cut(words, max(1, room - leaves.cell_length)), leaves)
        return drawn(line, room, self.visual_style)


class FilteredScreen(StagesScreen):
    """Filters its list as one types; what is filtered away comes back when the filter is left."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("up", "to_words", show=False)]

    FILTER_STAYS: ClassVar[bool] = False
    """Whether the line to type in is always there, as in the search."""

    collection: reactive[Collection] = reactive(
        lambda: Collection("", []), always_update=True, init=False, repaint=False
    )

    _list: LineList[Row]

    def __init__(self) -> None:
        super().__init__()
        self.filter_words = ""

    def all_rows(self, collection: Collection) -> Sequence[Row]:
        """What is listed as long as nothing is filtered away."""
        raise NotImplementedError

    def placeholder(self) -> str:
        """What the empty list says."""
        return _("Nothing here yet.")

    def filter_line(self) -> Input:
        """Where one types to filter."""
        return FilterLine(
            placeholder=_("filter"), id="filter", compact=True, max_length=LONGEST_SOUGHT, select_on_focus=False
        )

    @property
    def list(self) -> LineList[Row]:
        """The list; it stays what it was while the screen closes, and what is in it goes."""
        return self._list

    @property
    def is_filtering(self) -> bool:
        """Whether the filter is open, or keeps rows away."""
        return bool(self.filter_words or self.query_one("#filter").display)

    def open_filter(self) -> None:
        """Type to see fewer rows."""
        self.focus_stage("list")
        entry = self.query_one("#filter", Input)
        entry.display = True
        entry.focus()

    def look_for(self, words: str) -> None:
        """As if somebody had typed these words to filter."""
        self.open_filter()
        self.query_one("#filter", Input).value = words

    def close_filter(self) -> None:
        """All rows again."""
        entry = self.query_one("#filter", Input)
        entry.value = ""
        entry.display = False
        self.filter_rows("")
        self.focus_stage("list")

    @on(Input.Changed, "#filter")
    def _filtered(self, event: Input.Changed) -> None:
        event.stop()
        self.filter_rows(event.value.lstrip("/"))  # the key that leads here, pressed where one is already

    def filter_rows(self, words: str) -> None:
        """Show the rows that hold these words."""
        self.filter_words = words
        if words.strip():
            self._filter()
        else:
            self.workers.cancel_group(self, "filter")
            self.list.placeholder = safe.line(self.placeholder())
            self.list.show(self.all_rows(self.collection))

    def show_rows(self) -> None:
        """Show what is listed now, of which there may be other rows than before."""
        if self.filter_words:
            self._filter()
        else:
            self.list.show(self.all_rows(self.collection))

    @work(exclusive=True, group="filter")
    async def _filter(self) -> None:
        """Off the event loop, as there may be a hundred thousand rows."""
        collection = self.collection
        left = await to_thread(rows.filtered, collection, self.all_rows(collection), self.filter_words)
        self.list.placeholder = safe.line(_("Nothing in this list says that. esc, then 5 looks through all text."))
        self.list.show(left)
        self.stay_in_words()

    # Between the words and what they leave

    @property
    def _leads_in(self) -> bool:
        """Whether there is something to go to in the list, or may be in a moment."""
        seeks = any(one.group == "filter" and one.node is self and not one.is_finished for one in self.workers)
        return seeks or bool(self.list.rows)

    def stay_in_words(self) -> None:
        """Where nothing was found, there is nothing to stand on: what is typed then are words, and no commands.

        A key that leads into the list may still be on its way there.
        """
        self.app.call_later(self._stay_in_words)

    def _stay_in_words(self) -> None:
        if not self.list.rows and self.list.has_focus:
            self.query_one("#filter", Input).focus()
            self.post_message(Say(self.list.placeholder.plain))

    def action_to_words(self) -> None:
        """From the first row back into the words that are looked for."""
        entry = self.query_one("#filter", Input)
        if self.stage != "list" or not entry.display or entry.has_focus:
            raise SkipAction
        entry.focus()

    def on_key(self, event: events.Key) -> None:
        """Down leads from the filter into the list."""
        if event.key == "down" and self.query_one("#filter", Input).has_focus and self._leads_in:
            event.stop()
            self.list.focus()

    @on(Input.Submitted, "#filter")
    def _filter_done(self, event: Input.Submitted) -> None:
        event.stop()
        if self._leads_in:
            self.list.focus()
        else:
            self.post_message(Say(self.list.placeholder.plain))
