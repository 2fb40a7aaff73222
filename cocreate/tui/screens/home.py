"""Home: the projects with their purpose, what is new and what happened lately, what waits and what is fresh."""

from asyncio import to_thread
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import ClassVar

from textual import work
from textual.app import ComposeResult

from cocreate.locale import N_, _
from cocreate.model.collection import Collection
from cocreate.model.nesting import nested
from cocreate.pages.being_here import all_here
from cocreate.pages.home import home_page
from cocreate.pages.parts import Empty, Page
from cocreate.sittings.speaking import Speaking
from cocreate.sittings.table import Table
from cocreate.sittings.visit import Visit
from cocreate.tui import rows, safe
from cocreate.tui.painting import content
from cocreate.tui.rows import Draw, Row
from cocreate.tui.screens.panes import PanesScreen
from cocreate.tui.screens.stages import WordsOf
from cocreate.tui.themes import MUTED
from cocreate.tui.turns import in_turn
from cocreate.tui.widgets.line import Line
from cocreate.tui.widgets.reader import Reader
from cocreate.tui.wishes import GoTo


class HomeScreen(PanesScreen):
    """What is here, what happened, and what waits."""

    MODE: ClassVar[str] = "home"
    OWN_HEIGHTS: ClassVar[bool] = True
    ANSWERS_HERE: ClassVar[bool] = False
    STAGE_WORDS: ClassVar[Mapping[str, str]] = {
        "list": N_("projects"),
        "reading": N_("news"),
        "around": N_("waits"),
    }

    def __init__(self, table: Table, *given: WordsOf) -> None:
        super().__init__(table, *given)
        self._visit = Visit(table.root)
        self._told = Page([], [Empty("")], [])
        self._told_of: tuple[Collection, bool, Speaking | None] | None = None
        self._painted: tuple[Collection, Sequence[str], datetime] | None = None

    def rows(self, collection: Collection) -> Sequence[Row]:
        """The projects, spin-offs under what they grew from."""
        return list(nested(collection))

    def row_height(self, _width: int) -> int:
        """Room for the purpose, where there are so many that each takes the same."""
        return rows.PROJECT_HEIGHT

    def row_drawing(self, collection: Collection) -> Draw:
        """A project with its purpose."""
        return rows.project_rows(collection, self.table.overview.pulses)

    def page(self, collection: Collection, name: str) -> Page:  # noqa: ARG002 - the same for all, and told beforehand
        """What is new for whoever speaks, and what happened lately; beside it what waits, and what is fresh."""
        return self._told

    def is_long(self, collection: Collection, name: str) -> bool:  # noqa: ARG002 - the same for all
        """Never: it is told beforehand, and no longer than people read."""
        return False

    def placeholder(self) -> str:
        """The first thing to do."""
        return _("No project yet. n starts one, with its purpose on top.")

    def show_page(self) -> None:
        """The page is the same whatever is selected, and told off the event loop: it goes through all there is."""
        self._page_of = self.list.selected_key
        of = (self.collection, self.table.has_looked, self.speaking)
        if of == self._told_of:
            return
        self._told_of = of
        if self.table.has_looked:
            self._tell(self.collection, self.speaking.by if self.speaking else ())
        else:
            self._told = Page([], [Empty("")], [Empty(_("Reading the files."))])
            super().show_page()

    @work(exclusive=True, group="page")
    async def _tell(self, collection: Collection, people: Sequence[str]) -> None:
        now = self.table.clock()
        self._told = await in_turn(self.table, self._page_for, collection, people, now)
        if self._painted and list(self._painted[1]) != list(people):
            self._page_of = ""  # somebody else reads it from its beginning
        super().show_page()
        self._painted = (collection, people, now)
        self._note_shown()

    def _page_for(self, collection: Collection, people: Sequence[str], now: datetime) -> Page:
        news = self._visit.news(collection, people, now) if people else []
        return home_page(collection, self.table.overview, now, people, news, self._visit.since(people))

    def watch_speaking(self) -> None:
        """What is new is so for whoever speaks."""
        if self.ready and self.is_current:
            self.show_page()

    # Where one stands

    @property
    def begins_at(self) -> str:
        """With what happened, and what waits under it, where there is no room for all; else with the list."""
        return "reading" if self.has_one_pane else "list"

    def _beside(self, step: int) -> str:
        """Where news and what waits are both in sight, the projects are one key away."""
        return super()._beside(-step if self.has_one_pane else step)

    def begin_anew(self) -> None:
        """The place in the news stays: they are about many things."""

    def stand_on(self, name: str) -> None:
        """In the pane in which one is: what the others show is read on where it was.

        The page is not about the project that is selected, and stays where it is for that one.
        """
        if self.stage == "around":
            self.query_one("#around", Reader).select(name)
        elif name != self.list.selected_key:
            super().stand_on(name)

    # Who is here

    def above_panes(self) -> ComposeResult:
        """Who else is here, and where."""
        yield Line(id="here")

    def watch_others(self) -> None:
        """Somebody came, went on or left."""
        told = content(all_here(self.collection, self.others), self.collection.people)
        shown = safe.join(safe.line(f"{_('Here:')} ", MUTED), told)
        follow = safe.join(safe.line("   F", "bold $accent"), safe.line(f" {_('follow')}"))
        room, here = max(2, self.size.width - 2), self.query_one("#here", Line)
        here.display = bool(self.others)
        here.show(safe.join(shown, follow) if shown.cell_length + follow.cell_length <= room else safe.cut(shown, room))

    def watch_collection(self) -> None:
        """The files changed, and what things are called."""
        super().watch_collection()
        self.watch_others()

    def on_resize(self) -> None:
        """As much of who is here as there is room for."""
        if self.ready:
            self.watch_others()

    # What is shown is seen, once one goes on

    def _note_shown(self) -> None:
        """What is painted is shown, where its pane is in sight: with room for one pane, it is one of three."""
        if self._painted and self.is_current and self.query_one("#reading-pane").display:
            self._visit.show(*self._painted)

    def focus_stage(self, stage: str) -> None:
        """As in every mode; the page may come into sight."""
        super().focus_stage(stage)
        self.call_after_refresh(self._note_shown)

    def on_screen_suspend(self) -> None:
        """Another mode is gone to, or a window lies on top."""
        if self.app.current_mode != self.MODE:
            self._leave()

    @work(group="leave")
    async def _leave(self) -> None:
        await to_thread(self._visit.leave, self.table.clock())

    def on_screen_resume(self) -> None:
        """Back here; after a while it is another visit."""
        if self._visit.come(self.table.clock()):
            self._told_of = None
        if self.ready:
            self.show_page()
            self._note_shown()

    async def on_unmount(self) -> None:
        """The program is left."""
        await to_thread(self._visit.leave, self.table.clock())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Home is where every way begins: from there, escape leads nowhere."""
        if action == "back" and self.ready and self.stage == self.begins_at and not self.is_filtering:
            return False
        return super().check_action(action, parameters)

    def open_row(self, name: str) -> None:
        """Enter on a project goes to it."""
        self.post_message(GoTo(name))
