"""Knows when the screens stand still: when nothing that a step started is still going on, and all of it is painted."""

from asyncio import sleep
from collections.abc import Callable
from time import monotonic

from textual.pilot import Pilot
from textual.screen import ModalScreen
from textual.worker import WorkerState

from cocreate.tui.app import CocreateApp

PATIENCE = 60.0
"""Seconds after which something that should have come has not."""

WATCHING = "watch"
"""The group of the worker that never ends."""

ROUNDS = 2
"""Looks in a row, with everything handled in between, that find nothing left to do."""


class NeverCame(AssertionError):
    """What was waited for did not come; says what stood on the screen instead."""


class Settling:
    """The screens of an app, and waiting for them."""

    def __init__(self, app: CocreateApp, pilot: Pilot[None]) -> None:
        self.app = app
        self._pilot = pilot

    @property
    def lines(self) -> list[str]:
        """The lines of the screen as they are painted now, with everything that lies on top."""
        return [strip.text.rstrip() for strip in self.app.screen._compositor.render_strips()]

    @property
    def screen(self) -> str:
        """All that is painted."""
        return "\n".join(self.lines)

    def _instead(self, wanted: str) -> str:
        shown = self.screen if self.app.is_running else "(the screens are closed)"
        return f"wanted {wanted}; stands:\n{shown}"

    async def settles(self) -> None:
        """Wait until nothing is going on, nothing waits to be done, and everything is painted."""
        quiet = 0
        deadline = monotonic() + PATIENCE
        while monotonic() < deadline:
            await self._breathes()
            if self.app.is_running:
                self.app.screen._on_timer_update()
            if self._is_busy():
                await sleep(0.001)
            quiet = 0 if self._is_busy() or self._has_plans() else quiet + 1
            if quiet == ROUNDS:
                return
        raise NeverCame(self._instead("a screen that stands still"))

    async def _breathes(self) -> None:
        """Let everything that was posted so far be handled, and painted."""
        await sleep(0)
        await self._pilot._wait_for_screen()

    def _has_plans(self) -> bool:
        """Whether a part of the screen has a message, or something for after the next refresh, before it."""
        if not self.app.is_running:
            return False
        screen = self.app.screen
        parts = [self.app, *screen.walk_children(with_self=True)]
        waiting = (part.message_queue_size or part._next_callbacks for part in parts)
        unpainted = screen._dirty_widgets or screen._compositor._dirty_regions or screen._layout_required
        return bool(self.app.ahead or screen._callbacks or unpainted or any(waiting))

    def _is_busy(self) -> bool:
        """Whether a worker is at work; a command that has asked something waits for the person."""
        at_work = [
            worker.group
            for worker in self.app.workers
            if worker.group not in {WATCHING, "draft", "ahead", "sync"}
            and worker.state in {WorkerState.PENDING, WorkerState.RUNNING}
        ]
        asked = sum(isinstance(screen, ModalScreen) for screen in self.app.screen_stack)
        commands = at_work.count("command")
        return self.app.is_running and (len(at_work) > commands or commands > asked)

    async def waits_until(self, is_so: Callable[[], object], patience: float = PATIENCE) -> None:
        """Wait for something that happens by itself, and for what comes of it."""
        await self.waits_until_so(is_so, patience)
        await self.settles()

    async def waits_until_so(self, is_so: Callable[[], object], patience: float = PATIENCE) -> None:
        """Wait for something that happens by itself, and no longer."""
        deadline = monotonic() + patience
        while not is_so():
            if monotonic() > deadline:
                raise NeverCame(self._instead("what was waited for"))
            await sleep(0.001)

    async def waits_to_see(self, words: str, patience: float = PATIENCE) -> None:
        """Wait until `words` are painted."""
        await self.waits_until(lambda: words in self.screen, patience)
