"""What the modes share: list, reading, around it; three panes where there is room, else two or one."""

from asyncio import Event
from collections.abc import Sequence
from functools import partial
from operator import attrgetter
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Input

from cocreate.locale import N_, _
from cocreate.model import phrases
from cocreate.model.collection import Collection
from cocreate.model.ids import COMMONS
from cocreate.model.items import Item
from cocreate.pages.cutting import shortened
from cocreate.pages.home import nothing_selected, title_of, unread_page
from cocreate.pages.linking import nowhere
from cocreate.pages.parts import Empty, Page
from cocreate.sittings.here import Present
from cocreate.sittings.speaking import Speaking
from cocreate.sittings.table import Table
from cocreate.tui import rows, safe
from cocreate.tui.blocks import Block, Link
from cocreate.tui.hints import DOES, takes_back
from cocreate.tui.painting import painted, painted_beside
from cocreate.tui.rows import Draw, Row, UnreadItem
from cocreate.tui.said import Said
from cocreate.tui.screens.opening import OpeningScreen
from cocreate.tui.screens.stages import WordsOf
from cocreate.tui.telling import step_room
from cocreate.tui.turns import in_turn
from cocreate.tui.widgets.form import Form
from cocreate.tui.widgets.frames import Beneath, Pane
from cocreate.tui.widgets.key_bar import KeyBar
from cocreate.tui.widgets.line_list import LineList
from cocreate.tui.widgets.reader import Reader
from cocreate.tui.widgets.top_bar import Company, TopBar
from cocreate.tui.wishes import GoBack, Say

GIVEN = ("collection", "speaking", "progress", "step", "step_shortly", "company", "others", "can_go_back")
"""What a screen is told by whoever assembles it, by the names that both have for it."""

MOST_AT_ONCE, MOST_BESIDE_AT_ONCE, MOST_KNOWN = 8_000, 200, 3_000
"""Characters of a text, things in a thread or beside it, and contributions in all, with which a page is set at once."""


class PanesScreen(OpeningScreen):
    """A list, what is selected in it, and what stands around that.

    A mode says what its rows are, how they are drawn, and what its pages hold; where the reader stands, and which
    panes show, is kept here.
    """

    HOME_OF: ClassVar[str] = ""
    """The folder whose unreadable files are listed here."""

    OWN_HEIGHTS: ClassVar[bool] = False
    """Whether each row is as tall as what it says; else all are as `row_height` says."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", N_("back"), group=Binding.Group("look")),
    ]

    speaking: reactive[Speaking | None] = reactive(None, init=False, repaint=False)
    progress: reactive[str] = reactive("", init=False, repaint=False)
    step: reactive[str] = reactive("", init=False, repaint=False)
    step_shortly: reactive[str] = reactive("", init=False, repaint=False)
    company: reactive[Company] = reactive(Company(), init=False, repaint=False)
    others: reactive[tuple[Present, ...]] = reactive((), init=False, repaint=False)
    said: reactive[Said | None] = reactive(None, init=False, repaint=False)
    can_go_back: reactive[bool] = reactive(bool, init=False, repaint=False, bindings=True)

    def __init__(self, table: Table, words_of: WordsOf = attrgetter("description")) -> None:
        super().__init__()
        self.table, self._words_of = table, words_of
        self._heard: Said | None = None
        self._wanted = ""
        self._page_of = ""
        self._is_setting = self._keeps_place = False
        self._to_stand_on = ""
        self._arriving = self.came_for = ""  # what one came for from another mode, to go back there from it
        self._stale = False
        self._page_is_due = False
        self._drawing: Draw = lambda _row, _width: ()
        self.stands = Event()

    # What a mode says, beside what its list says where it is empty

    def rows(self, collection: Collection) -> Sequence[Row]:
        """The rows of the list, in order."""
        raise NotImplementedError

    def row_drawing(self, collection: Collection) -> Draw:
        """What draws a row."""
        raise NotImplementedError

    def row_height(self, _width: int) -> int:
        """How many lines a row takes in a list of that width."""
        return 2

    def page(self, collection: Collection, name: str) -> Page | None:
        """What is told, when `name` is selected in the list: to be read, and what stands around that."""
        raise NotImplementedError

    def above_panes(self) -> ComposeResult:
        """What stands above the panes, if anything."""
        yield from ()

    def above(self) -> ComposeResult:
        """What stands above the reading, if anything."""
        yield from ()

    # The frame

    @property
    def mode(self) -> str:
        """Which mode this is."""
        return self.MODE

    def compose(self) -> ComposeResult:
        """The top line, the panes, the keys."""
        told = PanesScreen
        bar = (told.collection, told.speaking, told.progress, told.step, told.step_shortly, told.company)
        yield TopBar(self.MODE, step_room()).data_bind(*bar)
        yield from self.above_panes()
        with Beneath(id="panes"):
            with Pane(id="list-pane", classes="pane"):
                yield self.filter_line()
                self._list = LineList(
                    self._draw_row,
                    key=rows.key,
                    row_height=self.row_height,
                    own_heights=self.OWN_HEIGHTS,
                    placeholder=safe.line(self.placeholder()),
                    id="list",
                )
                yield self._list
            with Pane(id="reading-pane", classes="pane"):
                yield from self.above()
                yield Reader(id="reading")
            with Pane(id="around-pane", classes="pane"):
                yield Reader(id="around")
        yield KeyBar(self.words_of).data_bind(told.said)

    def on_mount(self) -> None:
        """Follow the collection, and begin in the list."""
        entry = self.query_one("#filter", Input)
        entry.display = self.FILTER_STAYS
        self.ready = True
        self.stands.set()
        for name in GIVEN:
            self.watch(self.app, name, partial(setattr, self, name))
        self.watch(self.app, "said", self._hear)
        if self.FILTER_STAYS:
            entry.focus()
        else:
            self.focus_stage(self.begins_at)
        if self._arriving:
            self.call_after_refresh(self.arrive, self._arriving)
        self.call_after_refresh(self.stand_where_wanted)

    def words_of(self, binding: Binding) -> str:
        """What a key does; in a text that is being written, where `tab` leads there."""
        if binding.action == "open":
            return self.enter_words(self._pointed_at())
        if binding.action == "beside(1)" and (forms := self.query(Form)):
            return forms.last().beside
        return self._words_of(binding) if binding.action.startswith("app.") else super().words_of(binding)

    def _draw_row(self, row: Row, width: int) -> Sequence[Content]:
        return rows.draw_unread(row, width) if isinstance(row[0], UnreadItem) else self._drawing(row, width)

    def all_rows(self, collection: Collection) -> Sequence[Row]:
        """First what could not be read, then the rows of the mode."""
        unread = rows.unread_rows(collection, self.HOME_OF) if self.HOME_OF else []
        return [*unread, *self.rows(collection)] if unread else self.rows(collection)

    # What is shown

    def watch_collection(self) -> None:
        """The files changed: the same rows and lines stay where they are. Beneath a window nothing moves."""
        self._stale = not self.is_active
        if self._stale:
            return
        collection = self.collection
        self._drawing = self.row_drawing(collection)
        if not self.FILTER_STAYS and not self.filter_words:
            looked = self.table.has_looked
            self.list.placeholder = safe.line(self.placeholder() if looked else _("Reading the files."))
        self.show_rows()
        if self._wanted:
            self.go_to(self._wanted)
        self.show_page()

    def _hear(self, said: Said | None) -> None:
        """What is said stands once: in the window that lies on top, if there is one."""
        self._heard = said
        self.said = said if self.is_active else None

    def on_screen_suspend(self) -> None:
        """Something lies on top from now on."""
        self.said = None

    def on_screen_resume(self) -> None:
        """What changed while another mode was looked at, or a window lay on top."""
        self.said = self._heard
        if self.ready and self._stale:
            self.watch_collection()
        self.refresh_bindings()

    def show_page(self) -> None:
        """Show what is selected in the list; a long page is set off the event loop, and shown once it is."""
        collection, name = self.collection, self.list.selected_key
        self._keeps_place = name == self._page_of and (self._keeps_place or not self._is_setting)
        self._page_of = name
        self._is_setting = self.is_long(collection, name)
        if self._is_setting:
            self._set_aside(collection, name)
        else:
            self.workers.cancel_group(self, "set")
            self._put(*self._set(collection, name))

    def is_long(self, collection: Collection, name: str) -> bool:
        """Whether the page of `name` may take longer to be set than a key may wait."""
        item = collection.get(name)
        if item is None and name != COMMONS:
            return False
        is_book = item is not None and len(item.body) > MOST_AT_ONCE
        kin = len(collection.parents(name)) + len(collection.children(name)) + len(collection.ideas_in(name))
        is_crowded = kin > MOST_BESIDE_AT_ONCE or len(collection.contributions) > MOST_KNOWN
        return is_book or is_crowded or len(collection.thread(name)) > MOST_BESIDE_AT_ONCE

    def _set(self, collection: Collection, name: str) -> tuple[list[Block], list[Block]]:
        page = shortened(self.page(collection, name) or nothing_selected(), name)
        read = unread_page(collection, name) or [*page.head, *page.rest]
        whose = title_of(collection, name) if self.has_one_pane and self.MODE != "home" else []
        around = [*whose, *(page.around or [Empty(_("Nothing stands around it yet."))])]
        return painted(collection, read), painted_beside(collection, around)

    @work(exclusive=True, group="set")
    async def _set_aside(self, collection: Collection, name: str) -> None:
        blocks = await in_turn(self.table, self._set, collection, name)
        self._is_setting = False
        self._put(*blocks)
        if self._to_stand_on:
            self.call_after_refresh(self.reading.select, self._to_stand_on)
            self._to_stand_on = ""

    def _put(self, read: Sequence[Block], around: Sequence[Block]) -> None:
        self.reading.show(read, keep_place=self._keeps_place, above=self.stands_above())
        self.query_one("#around", Reader).show(around, keep_place=self._keeps_place)
        self.refresh_bindings()

    def stand_on(self, name: str) -> None:
        """The cursor of the reading on an item, now or once the page is set."""
        if self._is_setting:
            self._to_stand_on = name
        else:
            self.reading.select(name)

    @on(LineList.Selected, "#list")
    def _selected(self) -> None:
        """Paint the list first: whoever holds a key down passes by pages that need not be set."""
        self._page_is_due = True
        self.call_after_refresh(self._show_due_page)

    def before_leaving(self) -> None:
        """The page of what is selected, if it is still due."""
        self._show_due_page()

    def _show_due_page(self) -> None:
        if self._page_is_due:
            self._page_is_due = False
            if self.list.selected_key != self._page_of:
                self.show_page()
            self.refresh_bindings()

    @on(Reader.Selected)
    def _walked(self) -> None:
        self.refresh_bindings()

    def arrive(self, name: str) -> None:
        """Come here from elsewhere to read the item called `name`, as soon as the screen stands."""
        self._arriving = name
        if self.ready:
            self._arriving = ""
            if not self.FILTER_STAYS:
                self.close_filter()
            self.go_to(name)
            self.focus_stage("reading")

    def go_to(self, name: str) -> bool:
        """Select the item in the list, or what it belongs to, and stand on it in the reading; whether it is here."""
        item = self.collection.get(name)
        inside = self.collection.root_of(item) if item else name
        for wanted in (name, inside):
            if self.list.selected_key == wanted or self.list.select(wanted):
                self._wanted = ""
                if wanted != self._page_of:
                    self.show_page()
                self.call_after_refresh(self.stand_on, name)
                return True
        self._wanted = name
        return False

    # What the keys apply to

    @property
    def target(self) -> Item | None:
        """The item that is selected where the focus is."""
        if not self.ready:
            return None
        collection = self.collection
        for name in (self._pointed_at(), self.list.selected_key):
            if name and name != COMMONS and (item := collection.get(name)):
                return item
        return None

    def _pointed_at(self) -> str:
        ref = self.list.selected_key if self._is_setting else super()._pointed_at()
        return "" if ref.startswith(DOES) else ref

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Escape leads back only where there is something to leave."""
        if action == "back" and self.ready and self.stage == self.begins_at and not self.is_filtering:
            return self.can_go_back
        return super().check_action(action, parameters)

    def action_back(self) -> None:
        """Out of the reading, out of the filter, then to where one came from; from what one came for at once."""
        if self.stage != self.begins_at and self.list.selected_key != self.came_for:
            self.focus_stage(self.begins_at)
        elif self.is_filtering:
            self.close_filter()
        else:
            self.post_message(GoBack())

    @on(LineList.Opened, "#list")
    def _opened(self, event: LineList.Opened) -> None:
        self.open_row(event.key)

    def open_row(self, _name: str) -> None:
        """Enter on a row: read it, from its beginning."""
        self.came_for = ""
        self.focus_stage("reading")
        self.begin_anew()

    def begin_anew(self) -> None:
        """Stand on what is read itself: what was given or gone to in it is selected until one leaves it."""
        if self._is_setting:
            self._keeps_place, self._to_stand_on = False, ""
        else:
            self.reading.begin()

    def focus_list(self) -> bool:
        """Bring the focus to where the mode begins, such as its list or its search; whether it was elsewhere."""
        begins = self.query_one("#filter" if self.FILTER_STAYS else f"#{self.begins_at}")
        was_elsewhere = not begins.has_focus
        self.focus_stage(self.begins_at)
        begins.focus()
        return was_elsewhere

    @property
    def links(self) -> Sequence[Link]:
        """The links of what is read."""
        return self.reading.links if self.ready and not self._is_setting else ()

    # Writing under the page

    async def open_composer(self, form: Form) -> None:
        """Write at the bottom of the reading; what was open there is left, and kept. It stands once this is done."""
        for other in self.query("#reading-pane Form"):
            other.remove()
        self.focus_stage("reading")
        await self.query_one("#reading-pane").mount(form)

    @on(Form.Sent, "#reading-pane Form")
    @on(Form.Left, "#reading-pane Form")
    async def _composer_done(self, event: Form.Sent | Form.Left) -> None:
        await event.form.remove()
        self.focus_stage("reading")
        if isinstance(event, Form.Sent) and isinstance(event.result, Item):
            self.call_after_refresh(self.stand_on, event.result.id)
            if event.result.text("kind") == "stance":  # the next one speaks to the same proposal
                self.call_after_refresh(self.stand_on, event.result.text("on"))
            said = f"{phrases.happened(self.collection, event.result)}."
            then = f"{nowhere(self.collection, event.result)} {takes_back(event.result.by, self.speaking)}"
            self.post_message(Say(said, then.strip()))

    @property
    def is_writing(self) -> bool:
        """Whether something is being written under the page."""
        return bool(self.query("#reading-pane Form"))
