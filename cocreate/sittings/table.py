"""The table: the files of a workspace as last seen, shared by all who sit at it. Knows no widget.

Its methods read and write files, so screens call them in a thread; any thread may, at any time.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime
from threading import Lock, RLock
from typing import Protocol

from cocreate.model.collection import Collection
from cocreate.model.items import Item
from cocreate.model.moments import on_this_clock
from cocreate.model.overview import Overview, overview
from cocreate.model.search import Finder
from cocreate.sittings.doorbell import Doorbell
from cocreate.sittings.speaking import Speaking
from cocreate.workspace.index.index import Index, Progress

FIRST = ("person", "project")
"""What is looked at first."""

Tell = Callable[[Collection], None]
"""Is told what there is now, in the thread that looked; it must not wait for anything."""


class Seated(Protocol):
    """What the table knows of a sitting: its key, and who speaks there."""

    key: str
    speaking: Speaking | None


def local_time() -> datetime:
    """The moment, with the offset of this place."""
    return on_this_clock(datetime.now(UTC))


class Table:
    """What one running program knows of the workspace at `root`, for all sittings at it.

    Args:
        root: the folder of the workspace.
        clock: tells the moment, with the offset of this place.
    """

    def __init__(self, root: str, clock: Callable[[], datetime] = local_time) -> None:
        self.root = root
        self.clock = clock
        self.collection = Collection("", [])
        self.overview = Overview()
        self.finder = Finder()
        self.index = Index(root)
        self.has_looked = False
        self.doorbell = Doorbell()
        self._lock, self._seating = RLock(), Lock()
        self._seated: dict[Seated, Tell] = {}

    # Who sits here

    @property
    def sittings(self) -> tuple[Seated, ...]:
        """Those who sit here now, in the order in which they came."""
        with self._seating:
            return tuple(self._seated)

    def seat(self, sitting: Seated, tell: Tell) -> None:
        """Let a sitting take place; from now on `tell` is called with what there is, whenever that changed.

        Nobody waits for it, however long somebody looks at the files meanwhile.
        """
        with self._seating:
            self._seated[sitting] = tell

    def leave(self, sitting: Seated) -> None:
        """A sitting is over."""
        with self._seating:
            self._seated.pop(sitting, None)

    # What there is

    def first_look(self) -> Collection:
        """The projects and people: enough to paint, before the many other files are looked at."""
        with self._lock:
            if not self.has_looked:
                self.index.refresh(types=FIRST)
                self.collection = self.index.collection(FIRST)
            return self.collection

    def look(self, progress: Progress | None = None, paths: Iterable[str] | None = None) -> Collection:
        """Everything as it is now, told to all sittings if it changed; the same collection as before, if it did not.

        Args:
            progress: is told how far the reading is.
            paths: only these files are looked at, whether they are still there or not; without it, all.
        """
        with self._lock:
            self.index.refresh(progress, paths=paths if self.has_looked else None)
            seen = self.index.collection()
            self.has_looked = True
            if seen is not self.collection:
                self.overview = overview(seen, self.clock())
                self.collection = seen
                self.finder.renew(seen)
                self._tell_all(seen)
            return seen

    def _tell_all(self, seen: Collection) -> None:
        """Tell every sitting, under the lock, so that nobody hears of an older state after a newer one."""
        with self._seating:
            all_of_them = tuple(self._seated.values())
        for tell in all_of_them:
            with suppress(RuntimeError):  # its loop was closed in this very moment: it is on its way out
                tell(seen)

    def find(self, words: list[str]) -> list[Item]:
        """What holds these words, best first."""
        with self._lock:
            return self.finder.find(words)

    def find_spelled(self, words: list[str]) -> tuple[list[Item], list[str]]:
        """The same, and how what was looked for is spelled in it, folded."""
        with self._lock:
            return self.finder.find_spelled(words)

    def close(self) -> None:
        """Keep the index for the next start."""
        with self._lock:
            self.index.save()
