"""Being in step, at a glance: what came and from whom, what was brought together, which other wordings wait."""

from asyncio import to_thread
from typing import ClassVar, Final

from textual import work
from textual.binding import Binding, BindingType

from cocreate.locale import _
from cocreate.model.errors import CocreateError, in_words
from cocreate.model.items import Contribution
from cocreate.pages.in_step import in_step_page
from cocreate.sync.arrivals import latest_arrivals
from cocreate.tui.dialogs.reading import ReadDialog
from cocreate.tui.painting import painted
from cocreate.tui.studio import Studio
from cocreate.tui.sync_loop import SYNCING, SyncLoop
from cocreate.tui.telling import known_words, sync_words
from cocreate.workspace.local import BY_HAND, BY_ITSELF

GONE_HERE: Final = "send-deletion"
"""What a sync asks where a large part is gone here: whether the others are to be told."""


class SyncDialog(ReadDialog):
    """Shows how the sync goes that is under way, and what came of those before; dismissed with where to go, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "wording('take')", show=False),
        Binding("d", "wording('let-go')", show=False),
        Binding("g", "sync", show=False),
        Binding("h", "how", show=False),
        Binding("y", "meant", show=False),
        Binding("b", "put_back", show=False),
    ]

    def __init__(self, studio: Studio) -> None:
        super().__init__(_("In step with others"))
        self._studio = studio

    def on_mount(self) -> None:
        """Show what is known, and keep showing it."""
        self.watch(self.app, "step", self._changed, init=False)
        self.watch(self.app, "collection", self._changed, init=False)
        self._renew()

    def _changed(self) -> None:
        self._renew()

    @work(exclusive=True)
    async def _renew(self) -> None:
        studio = self._studio
        came = await to_thread(latest_arrivals, studio.table.root)
        page = in_step_page(studio.collection, told(studio.sync_loop), came, studio.table.clock())
        self.show(painted(studio.collection, page))

    @property
    def _on_wording(self) -> bool:
        found = self._studio.collection.get(self.reader.selected_ref)
        return isinstance(found, Contribution) and found.kind == "wording"

    def keys(self) -> list[tuple[str, str]]:
        """On a wording, what becomes of it."""
        more = [("a", _("take it over")), ("d", _("let it go"))] if self._on_wording else []
        more += [("y", _("that is meant"))] if self._asked else []
        more += [("b", _("put it back"))] if self._asked == GONE_HERE else []
        how = _("by hand only") if self._studio.sync_loop.is_by_itself else _("by itself")
        more += [("g", _("sync now")), *([("h", how)] if self._studio.has_terminal else [])]
        return [*more, *super().keys()]

    def action_wording(self, command: str) -> None:
        """Take over, or let go, the wording that the cursor stands on."""
        if self._on_wording:
            self._studio.give(command, self._studio.collection.get(self.reader.selected_ref))
        else:
            self._studio.say(_("Select another wording first; it is taken over with a, and let go with d."))

    async def action_how(self) -> None:
        """From now on by hand, or by itself."""
        sync_loop = self._studio.sync_loop
        if not self._studio.has_terminal:
            self._studio.say(_("How this copy is brought in step is for those to say who sit at its computer."))
            return
        try:
            await sync_loop.say_how(BY_HAND if sync_loop.is_by_itself else BY_ITSELF)
        except CocreateError as error:
            self._studio.say(*in_words(error), wrong=True)
        self._renew()

    @property
    def _asked(self) -> str:
        """What the last sync asks, if anything."""
        from cocreate.sync.outcome import question  # deferred: the screens are painted without it

        sync_loop = self._studio.sync_loop
        return question(sync_loop.synced) if sync_loop.synced and sync_loop.standing != SYNCING else ""

    def action_meant(self) -> None:
        """Go on with what a sync asks about."""
        if asked := self._asked:
            self._studio.sync_loop.now(accept=asked != GONE_HERE, may_delete=asked == GONE_HERE)
        else:
            self._studio.say(_("Nothing is asked."))

    async def action_put_back(self) -> None:
        """Put back what is gone here."""
        if self._asked != GONE_HERE:
            self._studio.say(_("Nothing is gone here that the others have still."))
            return
        try:
            await self._studio.sync_loop.put_back()
        except CocreateError as error:
            self._studio.say(*in_words(error), wrong=True)

    def action_sync(self) -> None:
        """Sync once more."""
        self._studio.sync_loop.now()


def told(sync_loop: SyncLoop) -> str:
    """How it stands, in a sentence."""
    if sync_loop.standing == SYNCING:
        return f"{_('Syncing.')} {known_words(sync_loop.known)}".strip()
    if sync_loop.synced is None:
        return _("This copy was not synced since the screens opened.")
    came, known = sync_words(sync_loop.synced), known_words(sync_loop.known)
    is_whole = came.endswith((".", "?", "…"))  # what ends with a command, or a count, has no sentence after it
    return (f"{came} {known}" if is_whole else f"{known} {came}").strip()
