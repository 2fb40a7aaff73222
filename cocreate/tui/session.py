"""A table, and the sittings at it: what all of them share, and what belongs to each. Knows no widget.

Their methods read and write files, so the screens call them in a thread.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from threading import RLock

from cocreate.acts.voice import Voice
from cocreate.locale import _, language_of
from cocreate.model.collection import Collection
from cocreate.model.errors import NotFound
from cocreate.model.items import Item
from cocreate.model.overview import Overview, overview
from cocreate.model.search import Finder
from cocreate.share.identity import identify
from cocreate.share.speaking import Speaking, save_speaking
from cocreate.workspace.drafts import Drafts
from cocreate.workspace.index import Index, Progress

FIRST = ("person", "project")
"""What is looked at first."""

Tell = Callable[[Collection], None]
"""Is told what there is now, in the thread that looked; it must not wait for anything."""


class Table:
    """What all sittings of one process know of the workspace at `root`; `clock` tells the moment, with its offset."""

    def __init__(self, root: str, clock: Callable[[], datetime] = lambda: datetime.now().astimezone()) -> None:
        self.root = root
        self.clock = clock
        self.collection = Collection("", [])
        self.overview = Overview()
        self.finder = Finder()
        self.has_looked = False
        self._index = Index(root)
        self._lock = RLock()
        self._seated: dict[Sitting, Tell] = {}

    @property
    def sittings(self) -> tuple["Sitting", ...]:
        """Those who sit here now."""
        return tuple(self._seated)

    def seat(self, sitting: "Sitting", tell: Tell) -> None:
        """Let a sitting take place; from now on `tell` is called with what there is, whenever that changed."""
        self._seated[sitting] = tell

    def leave(self, sitting: "Sitting") -> None:
        """A sitting is over."""
        self._seated.pop(sitting, None)

    def first_look(self) -> Collection:
        """The projects and people: enough to paint, before the many other files are looked at."""
        with self._lock:
            if not self.has_looked:
                self._index.refresh(types=FIRST)
                self.collection = self._index.collection(FIRST)
            return self.collection

    def look(self, progress: Progress | None = None, paths: Sequence[str] | None = None) -> Collection:
        """Everything as it is now; the same collection as before, if nothing changed."""
        with self._lock:
            self._index.refresh(progress, paths=paths if self.has_looked else None)
            seen = self._index.collection()
            if seen is not self.collection:
                self.overview = overview(seen, self.clock())
                self.finder.renew(seen)
                self.collection = seen
                for tell in list(self._seated.values()):
                    tell(seen)
            self.has_looked = True
            return self.collection

    def find(self, words: list[str]) -> list[Item]:
        """What holds these words, best first."""
        with self._lock:
            return self.finder.find(words)

    def close(self) -> None:
        """Keep the index for the next start."""
        with self._lock:
            self._index.save()


class Sitting:
    """One person's place at a table, or several people's at one keyboard.

    Args:
        table: where they sit.
        key: what this sitting is known by; empty where nothing tells.
        asked: whom the command line named as speaking, by slug or name.
        noted_by: who types, if the command line said so.
        environ: the environment of whoever sits there.
        language: the letters of the language they read; what `environ` says where it is empty.
    """

    def __init__(
        self,
        table: Table,
        key: str,
        asked: tuple[str, ...] = (),
        noted_by: str = "",
        environ: Mapping[str, str] = os.environ,
        language: str = "",
    ) -> None:
        self.table, self.key = table, key
        self.language = language or language_of(environ)
        self.drafts = Drafts(table.root)
        self.speaking: Speaking | None = None
        self._asked, self._noted_by, self._environ = asked, noted_by, environ

    def identify(self) -> Speaking | None:
        """See who speaks here to begin with; None where that has to be asked."""
        table = self.table
        self.speaking = identify(table.root, table.first_look, self._asked, self._noted_by, self._environ)
        return self.speaking

    def speak_as(self, speaking: Speaking) -> None:
        """From now on these people speak here."""
        self.speaking = speaking
        save_speaking(self.table.root, speaking)

    def voice(self) -> Voice:
        """Whoever speaks, to give to an act.

        Raises:
            NotFound: nobody speaks yet.
        """
        if self.speaking is None:
            raise NotFound(_("Nobody is speaking yet."), _("s says who is."))
        return Voice(self.speaking.by, self.speaking.noted_by, self.table.clock)

    def leave(self) -> None:
        """The sitting is over."""
        self.table.leave(self)
