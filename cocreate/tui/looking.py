"""An app that shows what there is at its table: what it did itself, what others did, and how it stands with them."""

from asyncio import to_thread
from collections.abc import Callable
from typing import TypeVar

from textual import work
from textual.reactive import reactive

from cocreate.locale import _
from cocreate.model.collection import Collection
from cocreate.model.errors import CocreateError, in_words
from cocreate.model.text import clean_name
from cocreate.sittings.doorbell import Knock, knock_words
from cocreate.sittings.sitting import Sitting
from cocreate.sittings.table import Table
from cocreate.tui.keyed import KeyedApp
from cocreate.tui.sync_loop import SyncLoop
from cocreate.tui.telling import reading_words, step_shortly, step_words, sync_words
from cocreate.tui.upkeep import Upkeep
from cocreate.workspace.files import written

T = TypeVar("T")

MOST_TOLD = 3
"""So many unreadable files are told of at once; the lists name them all."""


class LookingApp(KeyedApp):
    """Sits at a table. Whoever tells it that something is otherwise goes on; it takes that in in a task of its own."""

    collection: reactive[Collection] = reactive(lambda: Collection("", []), always_update=True, repaint=False)
    progress: reactive[str] = reactive("", repaint=False)
    step: reactive[str] = reactive("", repaint=False)
    step_shortly: reactive[str] = reactive("", repaint=False)

    def __init__(self, table: Table, sitting: Sitting) -> None:
        super().__init__()
        self.table, self.sitting = table, sitting
        self.upkeep = Upkeep.of(table)
        self.set_reactive(LookingApp.collection, table.collection)
        self._has_looked = table.has_looked
        self._news: object = None
        self._failed = 0
        self._heard: tuple[Knock, ...] = ()
        self._deaf: Callable[[], None] = lambda: None

    @property
    def sync_loop(self) -> SyncLoop:
        """How this copy stands with the others."""
        return self.upkeep.sync_loop

    def on_mount(self) -> None:
        """Sit down."""
        self.table.seat(self.sitting, lambda _seen: self._told())
        self._deaf = self.table.doorbell.listen(self._bell)
        self.upkeep.follow(self._told)
        self._bell()

    async def on_unmount(self) -> None:
        """Leave the table; whoever leaves last ends what goes on at it."""
        self._deaf()
        await to_thread(self.sitting.leave)
        await self.upkeep.leave(self._told)

    async def look(self) -> None:
        """Look at the files, and show them if they changed."""
        await self.upkeep.look()
        self._take_in()

    def _told(self) -> None:
        """Something is otherwise at the table: called in any thread, and from any task."""
        self.call_later(self._take_in)

    def _take_in(self) -> None:
        """Show what is otherwise by now."""
        seen, before, has_looked = self.table.collection, self.collection, self.table.has_looked
        if seen is not before or has_looked != self._has_looked:
            self._has_looked = has_looked
            self.collection = seen
            self._tell_unread(before, seen)
        self.progress = reading_words(*self.upkeep.reading)
        standing = self.sync_loop.standing
        self.step, self.step_shortly = step_words(standing, self.sync_loop.known), step_shortly(standing)
        if self.sync_loop.news is not self._news:
            self._news = self.sync_loop.news
            self._tell_news()
        if self.upkeep.failed != self._failed:
            self._failed = self.upkeep.failed
            self._look_again()

    def _bell(self) -> None:
        """Called in any thread, and from any task."""
        self.call_later(self._rang)

    def _rang(self) -> None:
        """Somebody knocks at the door of this table, or does not any more."""
        knocking = self.table.doorbell.knocking
        for knock in knocking:
            if knock not in self._heard:
                self.announce(knock_words(knock), _("k lets them in, or not."))
        self._heard = knocking
        self.screen.refresh_bindings()

    def _tell_unread(self, before: Collection, seen: Collection) -> None:
        known = {unread.path for unread in before.unread}
        for unread in [one for one in seen.unread if one.path not in known][:MOST_TOLD]:
            told = _("{path} could not be read: {reason}.").format(path=clean_name(unread.path), reason=unread.reason)
            self.announce(told, wrong=True)

    def _tell_news(self) -> None:
        news = self.sync_loop.news
        if news and news.state == "blocked":
            self.announce(sync_words(news), wrong=True)
        if news and news.wordings:
            self.announce(_("Two of you changed the same words."), _("Nothing is lost: g shows the other wording."))

    @work(group="watch")
    async def _look_again(self) -> None:
        """A look failed that nobody asked for: one of our own tells why."""
        try:
            await self.look()
        except CocreateError as error:
            self.announce(*in_words(error), wrong=True)

    async def act(self, do: Callable[[], T]) -> T:
        """Do something to the files off the event loop, then show what became of it."""
        try:
            with written() as paths:
                return await to_thread(do)
        finally:
            self.sync_loop.acted()
            await self.upkeep.look(paths)
            self._take_in()
