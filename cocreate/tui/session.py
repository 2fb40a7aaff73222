"""A sitting at a workspace: its files as last seen, who speaks, what is being typed. Knows no widget.

Its methods read and write files, so the screens call them in a thread.
"""

import os
from collections.abc import Callable, Mapping
from datetime import datetime
from threading import RLock

from cocreate.acts.voice import Voice
from cocreate.locale import _
from cocreate.model.collection import Collection
from cocreate.model.errors import NotFound
from cocreate.model.items import Item
from cocreate.model.overview import Overview, overview
from cocreate.model.search import Finder
from cocreate.sittings.drafts import Drafts
from cocreate.sittings.identity import identify
from cocreate.sittings.speaking import Speaking, save_speaking
from cocreate.workspace.index import Index, Progress

FIRST = ("person", "project")
"""What is looked at first."""


class Session:
    """What one running program knows of the workspace at `root`.

    Args:
        root: the folder of the workspace.
        asked: whom the command line named as speaking, by slug or name.
        noted_by: who types, if the command line said so.
        clock: tells the moment, with the offset of this place.
    """

    def __init__(
        self,
        root: str,
        asked: tuple[str, ...] = (),
        noted_by: str = "",
        clock: Callable[[], datetime] = lambda: datetime.now().astimezone(),
        environ: Mapping[str, str] = os.environ,
    ) -> None:
        self.root = root
        self.clock = clock
        self.drafts = Drafts(root)
        self.speaking: Speaking | None = None
        self._asked, self._noted_by, self._environ = asked, noted_by, environ
        self._index = Index(root)
        self._lock = RLock()
        self.collection = Collection("", [])
        self.overview = Overview()
        self.has_looked = False
        self.finder = Finder()

    def first_look(self) -> Collection:
        """The projects and people: enough to paint, before the many other files are looked at."""
        with self._lock:
            self._index.refresh(types=FIRST)
            self.collection = seen = self._index.collection(FIRST)
            self.speaking = identify(self.root, lambda: seen, self._asked, self._noted_by, self._environ)
            return self.collection

    def look(self, progress: Progress | None = None) -> Collection:
        """Everything as it is now; the same collection as before, if nothing changed."""
        with self._lock:
            self._index.refresh(progress)
            seen = self._index.collection()
            if seen is not self.collection:
                self.overview = overview(seen, self.clock())
                self.collection = seen
                self.finder.renew(seen)
            self.has_looked = True
            return self.collection

    def close(self) -> None:
        """Keep the index for the next start."""
        with self._lock:
            self._index.save()

    def speak_as(self, speaking: Speaking) -> None:
        """From now on these people speak, in this copy of the workspace."""
        self.speaking = speaking
        save_speaking(self.root, speaking)

    def voice(self) -> Voice:
        """Whoever speaks, to give to an act.

        Raises:
            NotFound: nobody speaks yet.
        """
        if self.speaking is None:
            raise NotFound(_("Nobody is speaking yet."), _("s says who is."))
        return Voice(self.speaking.by, self.speaking.noted_by, self.clock)

    def find(self, words: list[str]) -> list[Item]:
        """What holds these words, best first."""
        with self._lock:
            return self.finder.find(words)
