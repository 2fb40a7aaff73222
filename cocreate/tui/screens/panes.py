"""What the modes share: list, reading, around it; three panes where there is room, else two or one."""

from asyncio import Event, to_thread
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from cocreate.locale import _
from cocreate.model.collection import Collection
from cocreate.model.ids import COMMONS
from cocreate.model.items import Item
from cocreate.pages.home import unread_page
from cocreate.tui import rows, safe
from cocreate.tui.blocks import Block
from cocreate.tui.painting import painted
from cocreate.tui.rows import Draw, Row, UnreadItem
from cocreate.tui.widgets.form import Form
from cocreate.tui.widgets.key_bar import KeyBar
from cocreate.tui.widgets.line_list import LineList
from cocreate.tui.widgets.reader import Reader
from cocreate.tui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from cocreate.tui.app import CocreateApp

STAGES = ("list", "reading", "around")


class PanesScreen(Screen[None]):
    """A list, what is selected in it, and what stands around that.

    A mode says what its rows are, how they are drawn, and what its pages hold; where the reader stands, and which
    panes show, is kept here.
    """

    MODE: ClassVar[str]
    FILTER_STAYS: ClassVar[bool] = False
    HOME_OF: ClassVar[str] = ""
    """The folder whose unreadable files are listed here."""

    ANSWERS_HERE: ClassVar[bool] = True
    """Whether enter on a contribution answers it; where a page only points to things, enter goes to them."""
    HORIZONTAL_BREAKPOINTS = [(0, "-one"), (90, "-two"), (120, "-three")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "next_pane(1)", _("beside"), group=Binding.Group("look")),
        Binding("shift+tab", "next_pane(-1)", show=False),
        Binding("escape", "back", _("back"), group=Binding.Group("look")),
    ]

    def __init__(self) -> None:
        super().__init__(classes="-at-list")
        self._filter_words = ""
        self._shown: Collection | None = None
        self._wanted = ""
        self._page_of = ""
        self._arriving = ""
        self._stale = False
        self._page_is_due = False
        self._drawing: Draw = lambda _row, _width: ()
        self.ready = False
        self.stands = Event()

    # What a mode says

    def rows(self, collection: Collection) -> Sequence[Row]:
        """The rows of the list, in order."""
        raise NotImplementedError

    def row_drawing(self, collection: Collection) -> Draw:
        """What draws a row."""
        raise NotImplementedError

    def row_height(self, _width: int) -> int:
        """How many lines a row takes in a list of that width."""
        return 2

    def page(self, collection: Collection, name: str) -> list[Block]:
        """What is to be read, when `name` is selected in the list; it may be empty."""
        raise NotImplementedError

    def around(self, collection: Collection, name: str) -> list[Block]:
        """What stands around that."""
        raise NotImplementedError

    def above(self) -> ComposeResult:
        """What stands above the reading, if anything."""
        yield from ()

    def placeholder(self) -> str:
        """What the empty list says."""
        return _("Nothing here yet.")

    def filter_line(self) -> Input:
        """Where one types to filter."""
        return Input(placeholder=_("filter"), id="filter", compact=True)

    # The frame

    @property
    def studio(self) -> "CocreateApp":
        """The app, as what it is."""
        return cast("CocreateApp", self.app)

    def compose(self) -> ComposeResult:
        """The top line, the panes, the keys."""
        yield TopBar(self.MODE)
        with Horizontal(id="panes"):
            with Vertical(id="list-pane", classes="pane"):
                yield self.filter_line()
                yield LineList(
                    self._draw_row,
                    key=rows.key,
                    row_height=self.row_height,
                    placeholder=safe.line(self.placeholder()),
                    id="list",
                )
            with Vertical(id="reading-pane", classes="pane"):
                yield from self.above()
                yield Reader(id="reading")
            with Vertical(id="around-pane", classes="pane"):
                yield Reader(id="around")
        yield KeyBar()

    def on_mount(self) -> None:
        """Follow the collection, and begin in the list."""
        entry = self.query_one("#filter", Input)
        entry.display = self.FILTER_STAYS
        self.ready = True
        self.stands.set()
        self.watch(self.app, "collection", self._renew)
        self.watch(self.app, "speaking", self._renew_titles)
        (entry if self.FILTER_STAYS else self.list).focus()
        if self._arriving:
            self.call_after_refresh(self.arrive, self._arriving)

    def _draw_row(self, row: Row, width: int) -> Sequence[Content]:
        return rows.draw_unread(row, width) if isinstance(row[0], UnreadItem) else self._drawing(row, width)

    def all_rows(self, collection: Collection) -> Sequence[Row]:
        """First what could not be read, then the rows of the mode."""
        unread = rows.unread_rows(collection, self.HOME_OF) if self.HOME_OF else []
        return [*unread, *self.rows(collection)] if unread else self.rows(collection)

    @property
    def list(self) -> LineList[Row]:
        """The list."""
        return self.query_one("#list", LineList)

    @property
    def reading(self) -> Reader:
        """The page."""
        return self.query_one("#reading", Reader)

    # What is shown

    def _renew(self) -> None:
        """The files changed: the same rows and lines stay where they are."""
        self._stale = self not in self.app.screen_stack
        if self._stale:
            return
        collection = self.studio.collection  # what a watcher is told may be older than what is there by now
        self._drawing = self.row_drawing(collection)
        if not self.FILTER_STAYS and not self._filter_words:
            looked = self.studio.session.has_looked
            self.list.placeholder = safe.line(self.placeholder() if looked else _("Reading the files."))
        if self._filter_words:
            self._filter()
        else:
            self.list.show(self.all_rows(collection))
        if self._wanted:
            self.go_to(self._wanted)
        self.show_page()

    def on_screen_resume(self) -> None:
        """What changed while another mode was looked at."""
        if self.ready and self._stale:
            self._renew()
        self.refresh_bindings()

    def _renew_titles(self) -> None:
        """Somebody else speaks: what is being written says so."""
        for form in self.query(Form):
            form.renew_title()

    def show_page(self) -> None:
        """Show what is selected in the list."""
        collection, name = self.studio.collection, self.list.selected_key
        same = name == self._page_of
        self._page_of = name
        self.reading.show(painted(unread_page(collection, name)) or self.page(collection, name), keep_place=same)
        self.query_one("#around", Reader).show(self.around(collection, name), keep_place=same)
        self.refresh_bindings()

    @on(LineList.Selected, "#list")
    def _selected(self) -> None:
        """Paint the list first: whoever holds a key down passes by pages that need not be set."""
        self._page_is_due = True
        self.call_after_refresh(self._show_due_page)

    def _show_due_page(self) -> None:
        if self._page_is_due:
            self._page_is_due = False
            if self.list.selected_key != self._page_of:
                self.show_page()

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
        item = self.studio.collection.get(name)
        inside = self.studio.collection.root_of(item) if item else name
        for wanted in (name, inside):
            if self.list.selected_key == wanted or self.list.select(wanted):
                self._wanted = ""
                if wanted != self._page_of:
                    self.show_page()
                self.call_after_refresh(self.reading.select, name)
                return True
        self._wanted = name
        return False

    # What the keys apply to

    @property
    def target(self) -> Item | None:
        """The item that is selected where the focus is."""
        if not self.ready:
            return None
        collection = self.studio.collection
        for name in (self._pointed_at(), self.list.selected_key):
            if name and name != COMMONS and (item := collection.get(name)):
                return item
        return None

    def _pointed_at(self) -> str:
        if self.stage == "list":
            return self.list.selected_key
        return self.query_one(f"#{self.stage}", Reader).selected_ref

    # Panes

    @property
    def stage(self) -> str:
        """The pane that has the focus: `list`, `reading` or `around`."""
        return next((stage for stage in STAGES if self.has_class(f"-at-{stage}")), "list")

    def focus_stage(self, stage: str) -> None:
        """Bring a pane into view and the focus into it."""
        self._show_due_page()
        for one in STAGES:
            self.set_class(one == stage, f"-at-{one}")
        self.query_one(f"#{stage}").focus()
        self.refresh_bindings()

    def on_descendant_focus(self) -> None:
        """A click may have brought the focus elsewhere."""
        self._show_due_page()
        for stage in STAGES:
            pane = self.query_one(f"#{stage}-pane", Widget)
            if self.focused and pane in self.focused.ancestors and self.stage != stage:
                for one in STAGES:
                    self.set_class(one == stage, f"-at-{one}")
                self.refresh_bindings()

    def action_next_pane(self, step: int) -> None:
        """To the pane beside this one."""
        self.focus_stage(STAGES[(STAGES.index(self.stage) + step) % len(STAGES)])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Escape leads back only where there is something to leave."""
        if action == "back" and self.ready and self.stage == "list" and not self._is_filtering:
            return self.studio.has_come_from_somewhere
        return super().check_action(action, parameters)

    @property
    def _is_filtering(self) -> bool:
        return bool(self._filter_words or self.query_one("#filter").display)

    def action_back(self) -> None:
        """Out of the reading, out of the filter, then to where one came from."""
        if self.stage != "list":
            self.focus_stage("list")
        elif self._is_filtering:
            self.close_filter()
        else:
            self.studio.go_back()

    @on(LineList.Opened, "#list")
    def _opened(self, event: LineList.Opened) -> None:
        self.open_row(event.key)

    def open_row(self, _name: str) -> None:
        """Enter on a row: read it."""
        self.focus_stage("reading")

    @on(Reader.Opened)
    def _followed(self, event: Reader.Opened) -> None:
        item = self.studio.collection.get(event.ref)
        here = self.list.selected_key if self.ANSWERS_HERE else ""
        if item is None or event.ref == here:
            return
        inside = self.studio.collection.root_of(item)
        if event.reader.id == "reading" and inside == here and item.type == "contribution":
            self.studio.say_to(item)
        else:
            self.studio.go_to(event.ref)

    # Filter

    def open_filter(self) -> None:
        """Type to see fewer rows."""
        self.focus_stage("list")
        entry = self.query_one("#filter", Input)
        entry.display = True
        entry.focus()

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
        self.filter_rows(event.value)

    def filter_rows(self, words: str) -> None:
        """Show the rows that hold these words."""
        self._filter_words = words
        if words.strip():
            self._filter()
        else:
            self.workers.cancel_group(self, "filter")
            self.list.placeholder = safe.line(self.placeholder())
            self.list.show(self.all_rows(self.studio.collection))

    @work(exclusive=True, group="filter")
    async def _filter(self) -> None:
        """Off the event loop, as there may be a hundred thousand rows."""
        collection = self.studio.collection
        kept = await to_thread(rows.filtered, collection, self.all_rows(collection), self._filter_words)
        self.list.placeholder = safe.line(_("Nothing holds these words."))
        self.list.show(kept)

    def on_key(self, event: events.Key) -> None:
        """Down leads from the filter into the list."""
        if event.key == "down" and self.query_one("#filter", Input).has_focus:
            event.stop()
            self.list.focus()

    @on(Input.Submitted, "#filter")
    def _filter_done(self, event: Input.Submitted) -> None:
        event.stop()
        self.list.focus()

    # Writing under the page

    def open_composer(self, form: Form) -> None:
        """Write at the bottom of the reading; what was open there is left, and kept."""
        for other in self.query("#reading-pane Form"):
            other.remove()
        self.focus_stage("reading")
        self.query_one("#reading-pane").mount(form)

    @on(Form.Sent, "#reading-pane Form")
    @on(Form.Left, "#reading-pane Form")
    async def _composer_done(self, event: Form.Sent | Form.Left) -> None:
        await event.form.remove()
        await self.studio.look_for_drafts()
        self.focus_stage("reading")
        if isinstance(event, Form.Sent) and isinstance(event.result, Item):
            self.call_after_refresh(self.reading.reveal, event.result.id)

    @property
    def is_writing(self) -> bool:
        """Whether something is being written under the page."""
        return bool(self.query("#reading-pane Form"))
