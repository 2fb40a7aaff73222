"""Opening a workspace for a command: the index brought up to date, and the collection it holds.

The only module of the command line that knows the index.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Sequence

from cocreate.locale import _
from cocreate.model.collection import Collection
from cocreate.model.errors import Unreadable
from cocreate.workspace.format.reading import read_mark
from cocreate.workspace.index import related
from cocreate.workspace.index.index import ALL, Index

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from typing import Concatenate, ParamSpec, TypeVar

    from cocreate.model.catching_up import Seen
    from cocreate.model.items import Item
    from cocreate.workspace.index.storage import AtomicStorage

    Asked = TypeVar("Asked")
    P = ParamSpec("P")

__all__ = [
    "ALL",
    "open_collection",
    "open_credited",
    "open_found",
    "open_held",
    "open_known",
    "open_linked",
    "open_nearby",
    "open_newest",
    "open_newest_said",
    "open_news",
    "open_related",
    "open_waiting",
]

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


def open_nearby(root: str, refs: Iterable[str]) -> Collection | None:
    """What an act needs on the things called one of `refs`; None where only a look at everything can tell."""
    return _by_themselves(root, refs, related.nearby)


def open_known(root: str, names: Iterable[str]) -> Collection | None:
    """The things with these ids, and the people, as far as they are there; None as above."""
    return _by_themselves(root, names, related.known_as)


def _by_themselves(
    root: str, refs: Iterable[str], ask: Callable[[str, AtomicStorage, str, Iterable[str]], Collection]
) -> Collection | None:
    """What is asked of what was saved, without a look at all people and projects."""
    try:
        name = str(read_mark(root)["name"])
    except (Unreadable, KeyError):  # a look at everything says what is the matter with the mark
        return None
    return Index(root).shortly(lambda root, storage: ask(root, storage, name, refs))


def open_related(root: str, ref: str) -> Collection | None:
    """What has to do with the thing called `ref`; None where only a look at everything can tell."""
    return _shortly(root, related.related_to, ref)


def open_newest(root: str, count: int) -> Collection | None:
    """The newest ideas, at least so many, and all people and projects; None as above."""
    return _shortly(root, related.newest, count)


def open_newest_said(root: str, count: int) -> Collection | None:
    """The newest contributions, at least so many, and all people and projects; None as above."""
    return _shortly(root, related.newest_said, count)


def open_linked(root: str, ref: str) -> tuple[Collection, str] | None:
    """All that lineages are made of, and the id of what is called `ref`, if that says something; None as above."""
    return _shortly(root, related.linked, ref)


def open_credited(root: str, ref: str) -> tuple[Collection, str] | None:
    """All that credits of the project or idea called `ref` are made of, and its id; None as above."""
    return _shortly(root, related.credited, ref)


def open_found(root: str, words: Sequence[str], limit: int | None) -> tuple[Collection, list[Item]] | None:
    """What holds all `words`, best first, and what is around it; None as above."""
    from cocreate.workspace.index import finding  # deferred: only a search folds

    return _shortly(root, finding.found, words, limit)


def open_held(root: str) -> Collection | None:
    """All that people hold to, with its threads, and all people and projects; None as above."""
    from cocreate.workspace.index import gathering  # deferred: only what is asked of everything is gathered

    return _shortly(root, gathering.held)


def open_waiting(root: str, most: int | None, speakers: Callable[[Collection], Iterable[str]]) -> Collection | None:
    """All that may wait, of what waits for none of `speakers` at least so many, the oldest; None as above.

    Args:
        root: the folder of the workspace.
        most: None for all.
        speakers: gives who speaks, of the people here.
    """
    from cocreate.workspace.index import gathering  # deferred likewise

    return _shortly(root, lambda root, saved, here: gathering.waiting(root, saved, here, most, speakers(here)))


def open_news(root: str, since: Sequence[Seen], now: datetime) -> tuple[Collection, Seen] | None:
    """All that may be news since then, and what one has seen who sees all of it; None as above."""
    from cocreate.workspace.index import gathering  # deferred likewise

    return _shortly(root, gathering.news, since, now)


def _shortly(
    root: str, ask: Callable[Concatenate[str, AtomicStorage, Collection, P], Asked], *more: P.args, **also: P.kwargs
) -> Asked | None:
    """What is asked of what was saved, and of all people and projects as they are now."""
    index = Index(root)
    here = index.here()
    index.save()
    return index.shortly(lambda root, storage: ask(root, storage, here, *more, **also))


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
