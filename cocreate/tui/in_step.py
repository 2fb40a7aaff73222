"""Being in step: sync that happens by itself beside everything else, and what the top line says of it."""

from asyncio import Future, get_running_loop
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING, Final

from cocreate.locale import _
from cocreate.share.background import sync_in_background
from cocreate.tui.hints import hint_words
from cocreate.workspace.local import say_sync, syncs_by_itself

if TYPE_CHECKING:
    from textual.timer import Timer

    from cocreate.sync.outcome import Synced
    from cocreate.tui.app import CocreateApp

AFTER_ACTS: Final = 3.0
"""Seconds after the last act; whoever writes several things sends them together."""

EVERY: Final = 60.0
"""Seconds between two looks at what others wrote."""


class InStep:
    """Keeps the copy that `app` shows in step, where that happens by itself."""

    def __init__(self, app: "CocreateApp") -> None:
        self._app, self._root = app, app.session.root
        self._soon: Timer | None = None
        self._at_work = False
        self._acted = False
        self._warned = ""
        self.told = _("This copy was not synced since the screens opened.")

    def begin(self) -> None:
        """Sync now, and from now on every minute, as long as this copy is not brought in step by hand."""
        self._app.set_interval(EVERY, self._start)
        self._start()

    def acted(self) -> None:
        """Something was written: it goes out a moment after the last of it, or when somebody says so."""
        self._acted = True
        if self._app.step and not self._at_work:
            self._app.step = _("⇅ not sent yet")
        if self.is_by_itself:
            if self._soon:
                self._soon.stop()
            self._soon = self._app.set_timer(AFTER_ACTS, self._start)

    def leave(self) -> None:
        """The screens close: what was written and not sent yet goes out without them."""
        if (self._acted or self._at_work) and self.is_by_itself:
            sync_in_background(self._root)

    def say_how(self, how: str) -> None:
        """From now on this copy is brought in step `BY_HAND`, or `BY_ITSELF`, which begins at once."""
        say_sync(self._root, how)
        self._start()

    @property
    def is_by_itself(self) -> bool:
        """Whether this copy is brought in step by itself."""
        return syncs_by_itself(self._root)

    def _start(self) -> None:
        if not self._at_work and self.is_by_itself:
            self._at_work = True
            self._app.run_worker(self._by_itself(), group="sync")

    def now(self) -> None:
        """Sync because somebody asked for it, unless it is under way."""
        if not self._at_work:
            self._at_work = True
            self._app.run_worker(self.sync(), group="sync")

    async def _by_itself(self) -> None:
        """Sync, and say what went wrong once, not every minute; and what wants to be read."""
        synced = await self.sync()
        if synced.state == "blocked" and self.told != self._warned:
            self._warned = self.told
            self._app.say(self.told, "", wrong=True)
        if synced.wordings:
            self._app.say(
                _("Two of you changed the same words."),
                _("Nothing is lost: g shows the other wording."),
            )

    async def sync(self) -> "Synced":
        """Sync once, off the event loop, and show what came."""
        from cocreate.sync.outcome import describe  # deferred: the screens are painted without them
        from cocreate.sync.syncing import sync

        self._at_work = True
        self.told = _("Syncing.")
        self._app.step = _("syncing")
        try:
            self._acted = False
            synced = await _beside(sync, self._root)
            await self._app.look()
        finally:
            self._at_work = False
            self._app.step = ""
        if self._acted:  # while this was under way
            self.acted()
        self.told = describe(synced, hint_words)
        states = {"in-step": _("⇅ in step"), "not-shared": _("⇅ not shared"), "offline": _("⇅ offline")}
        self._app.step = states.get(synced.state, _("⇅ not in step"))
        return synced


async def _beside(do: "Callable[[str], Synced]", root: str) -> "Synced":
    """What `do` makes of `root`, in a thread that the program does not wait for when somebody leaves.

    A sync may be ended at any point; the one that begins after the screens are closed goes on from there.
    """
    loop = get_running_loop()
    done: Future[Synced] = loop.create_future()

    def tell(synced: "Synced | None", error: BaseException | None) -> None:
        if error and not done.done():
            done.set_exception(error)
        elif synced and not done.done():
            done.set_result(synced)

    def run() -> None:
        synced, failed = None, None
        try:
            synced = do(root)
        except BaseException as error:  # noqa: BLE001 - whoever waits for it is told
            failed = error
        with suppress(RuntimeError):  # the screens are closed already
            loop.call_soon_threadsafe(tell, synced, failed)

    Thread(target=run, name="sync", daemon=True).start()
    return await done
