"""Changing a file that may have changed meanwhile: what somebody else saved is merged, never overwritten."""

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_NB, flock
from typing import Final

from cocreate.locale import _
from cocreate.model import schema
from cocreate.model.errors import NotWritten
from cocreate.model.items import Item, Value
from cocreate.workspace import files
from cocreate.workspace.files import local_folder
from cocreate.workspace.format import reading
from cocreate.workspace.format.documents import Document, parse
from cocreate.workspace.journal import note_change
from cocreate.workspace.merge.three_way import merge
from cocreate.workspace.paths import type_at
from cocreate.workspace.writable import check_writable

PATIENCE = 30.0
"""Seconds to wait for another process that is saving; each holds the lock for milliseconds."""

POLL = 0.005
"""Seconds between two looks at whether the lock is free."""


class Saved:
    """What a save came to: the item as it stands now, and our values and text that found no place in it."""

    __slots__ = ("aside", "body_aside", "item")

    def __init__(self, item: Item, aside: dict[str, Value], body_aside: str) -> None:
        self.item: Final = item
        self.aside: Final = aside
        self.body_aside: Final = body_aside


def open_document(root: str, path: str) -> Document:
    """The document at `path` as it is now, to be changed and given to `save_document` with the changes."""
    return parse(files.read(root, path))


def save_document(root: str, path: str, base: Document, ours: Document, by: Sequence[str] = (), act: str = "") -> Saved:
    """Bring what `by` changed from `base` to `ours` into the file at `path`, whatever happened to it since.

    An editor of another make knows nothing of our lock; what it saves while we do is merged as well.

    Args:
        root: the folder of the workspace.
        path: of the file, relative to `root`.
        base: the document as whoever changed it had it before them.
        ours: what they made of it; where it says the same as `base`, nothing is written.
        by: the people it is credited to, by slug; nobody, where a program mends what a hand wrote.
        act: the name of the act that it is a part of (`Voice.act`); without one nothing can take it back.

    Returns:
        The item as it stands now, and those of our values and of our text that found no place in it.

    Raises:
        Unreadable: `ours` is nothing this format takes, or the file no longer is; nothing was written.
        FileNotFoundError: the file has gone.
        NotWritten: the disk said no; the old file stands.
    """
    reading.to_item(path, ours)
    keys = schema.keys_of(type_at(path), str(ours.fields.get("kind", "")))
    order = [key.name for key in keys]
    with writing_lock(root):
        while True:
            now = open_document(root, path)
            merged = merge(base, ours, now, order)
            data = merged.document.encode()
            files.check_size(data)
            item = reading.to_item(path, parse(data))
            if data == now.encode():
                return Saved(item, merged.aside, merged.body_aside)
            note_change(root, path, now.encode(), data, by, act)
            if files.replace(root, path, data, seen=now.encode()):
                return Saved(item, merged.aside, merged.body_aside)


def restore_document(root: str, path: str, after: bytes, before: bytes, by: Sequence[str], act: str) -> None:
    """Bring the file at `path` from `after` back to `before`, to the byte; what changed since is kept, by a merge.

    Args:
        root: the folder of the workspace.
        path: of the file, relative to `root`.
        after: what the change that is taken back had left in it.
        before: what stood in it until then.
        by: the people whose act this is, by slug.
        act: the name of the act that takes the other one back.

    Raises:
        Unreadable, FileNotFoundError, NotWritten: as `save_document`.
    """
    with writing_lock(root):
        if files.read(root, path) == after:
            note_change(root, path, after, before, by, act)
            if files.replace(root, path, before, seen=after):
                return
    save_document(root, path, parse(after), parse(before), by, act)


def remove_document(root: str, path: str, by: Sequence[str] = (), act: str = "") -> None:
    """Take the file at `path` out; what it held is kept for undo, and in the history where it was shared.

    Raises:
        FileNotFoundError: it has gone already.
        Unreadable: it is no plain file, or larger than 1 MiB; it stands.
        NotWritten: the disk said no; the file stands.
    """
    with writing_lock(root):
        note_change(root, path, files.read(root, path), None, by, act)
        files.remove(root, path)


@contextmanager
def writing_lock(root: str, name: str = "lock") -> Iterator[None]:
    """Hold the lock under which files of this copy are changed; the system frees it when a process dies.

    What is kept beside them may have a lock of another `name`.

    Raises:
        NotWritten: another process did not let go of it in time, or it cannot be made.
        Refused: the workspace is in a format that this program does not write.
    """
    check_writable(root)
    try:
        handle = os.open(f"{local_folder(root)}/{name}", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
    except OSError as error:
        raise files.not_written(error) from error
    try:
        _wait_for(handle)
        yield
    finally:
        os.close(handle)  # which lets go of the lock


def _wait_for(handle: int) -> None:
    """Take the lock on an open file as soon as it is free."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return flock(handle, LOCK_EX | LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() > until:
                raise NotWritten(
                    _("Something else on this computer has been saving for half a minute; nothing was changed."),
                    _("Try again in a moment."),
                ) from error
        except OSError as error:
            raise files.not_written(error) from error
        time.sleep(POLL)
