"""Drafts: what somebody typed and has not sent, kept so that a crash or a closed terminal costs no word.

A draft belongs to whoever spoke when it was typed. It comes back only where one of them speaks, and is theirs when it
is sent. What was typed before anybody spoke belongs to nobody: it comes back at the same sitting as long as nobody
speaks there, and whoever speaks there next has to say that it is theirs.

As long as the sitting stands at which it was typed, nobody else finds a draft. Once that is over, or its process gone,
it can be found again. Each draft is a file of its own, so none overwrites another.
"""

import json
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from threading import RLock
from typing import TypedDict, cast

from cocreate.model.errors import NotWritten
from cocreate.model.ids import is_person_slug
from cocreate.sittings.speaking import Speaking, whose_copy
from cocreate.sittings.terminal import is_running, process_key, process_stands
from cocreate.workspace import files
from cocreate.workspace.files import local_folder
from cocreate.workspace.paths import LOCAL

FOLDER = f"{LOCAL}/drafts"
LEFT = "left"
"""Stands in the name of a file where a process that holds it is named: its sitting is over."""

LARGEST = 64 << 20
"""Bytes of a draft that are read; what a file of the workspace holds is far less."""


def _new_name() -> str:
    return os.urandom(6).hex()


@dataclass(frozen=True, slots=True)
class Draft:
    """Words that are not sent yet.

    Args:
        place: where they were typed, such as the composer of one idea.
        words: what was typed; the form that keeps them knows how to read them.
        by: the slugs of those who spoke then; empty where nobody did.
        noted_by: the slug of whoever typed for them; empty where they did so themselves.
        name: what tells this draft from others in the same place.
    """

    place: str
    words: str = ""
    by: tuple[str, ...] = ()
    noted_by: str = ""
    name: str = field(default_factory=_new_name)

    @property
    def speaking(self) -> Speaking | None:
        """As whom it is sent; None where it is nobody's."""
        return Speaking(self.by, self.noted_by) if self.by else None

    def given_to(self, speaking: Speaking) -> "Draft":
        """The same words, from now on those of the people who speak: only for who said that they are theirs."""
        return replace(self, by=speaking.by, noted_by=speaking.noted_by)


@dataclass(frozen=True, slots=True)
class _Found:
    """A draft on the disk: its file, who holds it, when it was kept, and at which sitting, where that is known."""

    draft: Draft
    file: str
    holder: str
    at: float
    sitting: str | None


class Drafts:
    """The drafts of one sitting in the workspace at `root`.

    Its methods read and write files, so screens call them in a thread.

    Args:
        root: the folder of the workspace.
        sitting: the key of the sitting; empty where it has none.
        speaking: who speaks there now; the sitting says so anew whenever somebody else does.
        process: the number of the process in which the sitting is; without it, this one.
        whose: the slug of the one person who speaks there, if it is one: they find what is theirs alone.
    """

    def __init__(
        self,
        root: str,
        sitting: str = "",
        speaking: Speaking | None = None,
        process: int | None = None,
        whose: str = "",
    ) -> None:
        self.speaking = speaking
        self._whose = whose
        self._root, self._sitting = root, sitting
        self._holder = f"{process_key(process or os.getpid())}-{_new_name()}"
        self._lock = RLock()
        self._is_over = False
        self._kept: dict[str, str] = {}  # the words of each draft that were kept here last, by its name

    def keep(self, draft: Draft) -> bool:
        """Keep the draft as it is now; one without words is dropped. False if the disk said no."""
        with self._lock:
            if self._is_over:
                return self._keep_late(draft)
            self._kept[draft.name] = draft.words
            if not draft.words.strip():
                self.drop(draft)
                return True
            return self._write(draft, self._file_of(draft))

    def _keep_late(self, draft: Draft) -> bool:
        """Keep what a thread brings once the sitting is over: others may have gone on from what was kept by then.

        Where nobody did, it takes that place. Else what is new in it is a draft of its own.
        """
        left = self._left(draft)
        if os.path.lexists(self._path(left)):
            if draft.words.strip():
                return self._write(draft, left)
            self._unlink(iter([left]))
        elif draft.words.strip() and draft.words != self._kept.get(draft.name):
            anew = replace(draft, name=_new_name())
            return self._write(anew, self._left(anew))
        return True

    def _write(self, draft: Draft, file: str) -> bool:
        told = {"by": draft.by, "noted_by": draft.noted_by, "sitting": self._sitting, "words": draft.words}
        try:
            local_folder(self._root, "drafts")
            data = json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")
            files.replace(self._root, f"{FOLDER}/{file}", data)
        except (NotWritten, OSError):
            return False
        self._unlink(one.file for one in self._found(draft.place) if one.draft.name == draft.name and one.file != file)
        return True

    def find(self, place: str) -> Draft | None:
        """The newest draft of `place` that those who speak may see and nobody else is typing; None if there is none."""
        found = self._newest(place)
        return found.draft if found else None

    def take(self, place: str, by: tuple[str, ...] = ()) -> Draft | None:
        """The same, to go on with: from now on this sitting holds it, and no other finds it.

        Args:
            place: where it was typed.
            by: whose alone it has to be, by slug; without them, those who speak find what any of them typed.
        """
        with self._lock:
            while found := self._newest(place, by):
                if found.holder == self._holder:
                    return found.draft
                try:
                    os.rename(self._path(found.file), self._path(self._file_of(found.draft)))
                except FileNotFoundError:
                    continue  # somebody else was quicker: the next one, then
                except OSError:
                    return None
                return found.draft
        return None

    def drop(self, draft: Draft) -> None:
        """Forget the draft: it was sent, or let go."""
        with self._lock:
            self._unlink(one.file for one in self._found(draft.place) if one.draft.name == draft.name)

    def places(self) -> list[str]:
        """The places that have a draft which those who speak may see and nobody else is typing."""
        return sorted({one.draft.place for one in self._found() if self._may_see(one)})

    def of_nobody(self) -> list[Draft]:
        """What was typed at this sitting before anybody spoke: to be asked about, never sent as it is; newest first.

        So is what version 0.1.0 left in a copy that belongs to nobody.
        """
        if self._whose:
            return []
        found = [one for one in self._found() if not one.draft.by and self._is_from_here(one)]
        return [one.draft for one in sorted(found, key=lambda one: one.at, reverse=True)]

    def close(self) -> None:
        """The sitting is over: what it held can be found again by those it belongs to."""
        with self._lock:
            self._is_over = True
            for one in self._found():
                if one.holder == self._holder:
                    with suppress(OSError):
                        os.rename(self._path(one.file), self._path(self._left(one.draft)))

    def _newest(self, place: str, by: tuple[str, ...] = ()) -> _Found | None:
        found = [one for one in self._found(place) if self._may_see(one) and by in {(), one.draft.by}]
        return max(found, key=lambda one: one.at, default=None)

    def _may_see(self, one: _Found) -> bool:
        if self._whose:
            return one.draft.by == (self._whose,) and not one.draft.noted_by
        if self.speaking is None:
            return not one.draft.by and self._is_from_here(one)
        return not set(self.speaking.by).isdisjoint(one.draft.by)

    def _is_from_here(self, one: _Found) -> bool:
        """Whether a draft was typed at this sitting; one of version 0.1.0 may have been."""
        if one.sitting is None:
            return True
        return one.sitting == self._sitting if self._sitting else one.holder == self._holder

    def _found(self, place: str = "") -> Iterator[_Found]:
        """The drafts that nobody else is typing."""
        try:
            names = os.listdir(f"{self._root}/{FOLDER}")
        except OSError:
            return
        for file in names:
            at, _tilde, rest = file.rpartition("~")
            name, dot, holder = rest.partition(".")
            if file.startswith(".") or not at or (place and at != place):
                continue
            # version 0.1.0 named a file after the process alone
            held = process_stands(holder.rpartition("-")[0]) if dot else is_running(name)
            if (holder == self._holder or not held) and (found := self._read(file, at, name, holder)):
                yield found

    def _read(self, file: str, place: str, name: str, holder: str) -> _Found | None:
        """The draft in a file; what version 0.1.0 kept there belongs to whom the copy belongs to."""
        try:
            handle = os.open(self._path(file), os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
            with open(handle, "rb") as opened:
                status = os.fstat(handle)
                data = opened.read(LARGEST) if stat.S_ISREG(status.st_mode) else b""
        except OSError:
            return None
        told = _told_by(data)
        if told is None:
            whose = whose_copy(self._root)
            draft = Draft(place, data.decode("utf-8", "replace"), (whose,) if whose else (), "", name)
            return _Found(draft, file, holder, status.st_mtime, None)
        by = tuple(filter(is_person_slug, told["by"]))
        noted_by = told["noted_by"] if is_person_slug(told["noted_by"]) else ""
        return _Found(Draft(place, told["words"], by, noted_by, name), file, holder, status.st_mtime, told["sitting"])

    def _file_of(self, draft: Draft) -> str:
        return f"{draft.place}~{draft.name}.{self._holder}"

    def _left(self, draft: Draft) -> str:
        return f"{draft.place}~{draft.name}.{LEFT}"

    def _path(self, file: str) -> str:
        return f"{self._root}/{FOLDER}/{file}"

    def _unlink(self, names: Iterator[str]) -> None:
        for name in list(names):
            with suppress(OSError):
                os.unlink(self._path(name))


class _Told(TypedDict):
    by: list[str]
    noted_by: str
    sitting: str
    words: str


def _told_by(data: bytes) -> _Told | None:
    """What the file of a draft tells; None where it is not as we write it."""
    try:
        told = json.loads(data.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or told.keys() != _Told.__annotations__.keys() or not isinstance(told["by"], list):
        return None
    words = [*told["by"], *(value for key, value in told.items() if key != "by")]
    return cast("_Told", told) if all(isinstance(one, str) for one in words) else None
