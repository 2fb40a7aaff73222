"""Opening a workspace for a command: the index brought up to date, and the collection it holds.

The only module of the command line that knows the index.
"""

import sys
import time
from collections.abc import Sequence

from cocreate.locale import _
from cocreate.model.collection import Collection
from cocreate.workspace.index.index import ALL, Index

__all__ = ["ALL", "open_collection", "open_related"]

PATIENCE = 0.5
"""Seconds after which a person wants to know that something is going on."""


def open_collection(root: str, types: Sequence[str] = ALL) -> Collection:
    """What the files of the workspace at `root` hold of `types`, as they are now."""
    index = Index(root)
    progress = Progress()
    index.refresh(progress.tell, types=types)
    progress.end()
    index.save()
    return index.collection(types)


def open_related(root: str, ref: str) -> Collection | None:
    """What has to do with the thing called `ref`; None where only a look at everything can tell."""
    index = Index(root)
    found = index.related_to(ref)
    if found:
        index.save()
    return found


class Progress:
    """How reading files comes along, or what `said` says instead: on a terminal, once it has taken `PATIENCE`."""

    def __init__(self, said: str = "") -> None:
        self._said = said
        self._began = time.monotonic()
        self._shown = False

    def tell(self, done: int, all_: int) -> None:
        """Show that `done` files of `all_` are done."""
        if time.monotonic() - self._began < PATIENCE or not sys.stderr.isatty():
            return
        self._shown = True
        sys.stderr.write("\r" + (self._said or _("Reading: {done} of {all}")).format(done=done, all=all_))
        sys.stderr.flush()

    def end(self) -> None:
        """Leave the line as it was before."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
