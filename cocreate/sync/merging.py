"""Bringing two histories together, file by file, without a conflict ever reaching a file (docs/sync.md).

Works on trees and a private index, never on the working tree. What was changed on one side is taken from it. What was
changed on both is merged by the same rules as two edits on one machine: of what cannot stand side by side the published
words stand, and ours are kept as other wording. What one side deleted stays if the other went on from it. The same two
histories always come to the same tree.
"""

import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final

from cocreate.locale import _
from cocreate.model import form
from cocreate.model.errors import CocreateError, Unreadable
from cocreate.model.hints import Hint
from cocreate.model.ids import COMMONS, id_from, is_person_slug
from cocreate.model.items import TYPES, Item, Value
from cocreate.model.moments import parse_moment, written
from cocreate.model.references import references
from cocreate.model.text import slug
from cocreate.sync import gate
from cocreate.sync.commits import last_speaker, person_of
from cocreate.sync.git import Git
from cocreate.sync.here import Here
from cocreate.sync.log import commits
from cocreate.sync.recording import PLAIN, Kept, NewCommit, record
from cocreate.workspace import reading
from cocreate.workspace.documents import Document, parse
from cocreate.workspace.files import LARGEST_FILE
from cocreate.workspace.merge import merge, merge_text
from cocreate.workspace.paths import MARK, id_in_name, thread_home, type_at
from cocreate.workspace.plain import read_plain
from cocreate.workspace.wordings import wording
from cocreate.workspace.writing import document, storable

PRIVATE: Final = "cocreate-"
"""What the names of the folders begin with in which an index of one's own is."""

_NOTHING: Final = Document("---\n", "", "---\n", "", ())


@dataclass(frozen=True, slots=True)
class Joined:
    """The commit in which both histories are, how many files changed on both sides, the wordings that were kept."""

    commit: str
    merged: int = 0
    kept: dict[str, str] = field(default_factory=dict)
    """Where each wording is, by its id."""
    beside: list[str] = field(default_factory=list)
    """The other files that stand there besides what git decided: of a deletion, or of what is no text."""


@dataclass(frozen=True, slots=True)
class _Stage:
    """A file as git tells of it; of one that is not there it says that its mode is nothing."""

    mode: str
    blob: str

    def __bool__(self) -> bool:
        return bool(self.mode.strip("0"))


@dataclass(frozen=True, slots=True)
class _Writer:
    """Who wrote what is to be kept, when, and in which commit."""

    commit: str
    at: str
    by: tuple[str, ...]


def join(here: Here, ours: str, published: str, bases: Sequence[str], people: Mapping[str, str]) -> Joined:
    """The commits `ours` and `published` brought together.

    Args:
        here: this copy.
        ours: the commit of this copy.
        published: the commit that others have already.
        bases: the latest commits that both have.
        people: the slugs of people by their addresses in lower case.

    Raises:
        CocreateError: they have nothing in common, or the same file outside of the workspace changed on both sides.
    """
    own = str(last_speaker(here.git))
    base = _common(here, bases, own)
    return _Joining(here, base, ours, published, own, _Writers(here.top, base, ours, people)).joined()


def _common(here: Here, bases: Sequence[str], own: str) -> str:
    """What both went on from; of several such, all joined in their turn, as histories that crossed have them."""
    if not bases:
        raise CocreateError(
            _("What is shared there did not grow from what is here."),
            Hint("get-shared-one"),
        )
    base = bases[0]
    for further in bases[1:]:
        below = here.top.line("merge-base", bases[0], further, fine=(0, 1)) or here.top.line("mktree")
        base = _Joining(here, below, base, further, own, None).joined().commit
    return base


class _Writers:
    """Who wrote what on our side, asked of the history when it is first needed."""

    def __init__(self, git: Git, base: str, ours: str, people: Mapping[str, str]) -> None:
        self._git, self._base, self._ours, self._people = git, base, ours, people
        self._known: dict[str, _Writer] | None = None

    def of(self, path: str) -> _Writer:
        """The writer of the file at `path`, as it is on our side."""
        if self._known is None:
            self._known = self._asked()
        return self._known.get(path) or self._known[""]

    def _asked(self) -> dict[str, _Writer]:
        known: dict[str, _Writer] = {}
        for commit in commits(self._git, f"{self._base}..{self._ours}"):
            by = tuple(dict.fromkeys(self._slug(*named) for named in commit.authors))
            writer = _Writer(commit.commit, commit.at, by)
            known.setdefault("", writer)
            for _blobs, path in commit.files:
                known.setdefault(path, writer)
        return known

    def _slug(self, name: str, email: str) -> str:
        found = person_of(self._people, name, email)
        return found if is_person_slug(found) else slug(name) or _("somebody")


class _Joining:
    """Three trees on a private index, until one comes of them."""

    def __init__(self, here: Here, base: str, ours: str, published: str, own: str, writers: _Writers | None) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix=PRIVATE, dir=here.folder)
        self._git = Git(here.top.at, {"GIT_INDEX_FILE": f"{self._folder.name}/index"})
        self._prefix, self._own, self._writers = here.prefix, own, writers
        self._base, self._ours, self._published = base, ours, published
        self._apart: dict[str, dict[int, _Stage]] = {}
        self._changed: dict[str, tuple[_Stage, _Stage]] = {}
        self._blobs: dict[str, bytes] = {}
        self._new: dict[str, bytes] = {}
        self._taken: dict[str, _Stage] = {}
        self._wordings: dict[str, str] = {}
        self._beside: list[str] = []
        self._merged = 0

    def joined(self) -> Joined:
        with self._folder:
            self._git.run("read-tree", "-i", "-m", "--aggressive", self._base, self._ours, self._published)
            self._look()
            if outside := [path for path in self._apart if not path.startswith(self._prefix)]:
                raise CocreateError(
                    _("{path} lies outside of the workspace and changed on both sides.").format(path=outside[0]),
                    _("Bring that one together with git, then sync again."),
                )
            gone = self._gone()
            asked = [stage for stages in self._apart.values() for stage in stages.values()]
            if gone:
                asked += [one for path, change in self._changed.items() if self._type(path) for one in change if one]
            wanted = list(dict.fromkeys(stage.blob for stage in asked))
            self._blobs = {blob: data or b"" for blob, data in zip(wanted, self._git.blobs(wanted), strict=True)}
            self._decide()
            if gone:
                self._bring_back(gone)
            message = _("Brought together what was written at the same time")
            commit = NewCommit(self._own, self._own, message, self._files())
            done = record(self._git, [self._ours, self._published], [commit])
            return Joined(done, self._merged, self._wordings, self._beside)

    def _look(self) -> None:
        """Find what git alone left apart: of base (1), us (2) and published (3); and what it changed: before, after."""
        for one in self._git.records("ls-files", "--unmerged", "-z"):
            head, path = one.split("\t", 1)
            mode, blob, stage = head.split(" ")
            self._apart.setdefault(path, {})[int(stage)] = _Stage(mode, blob)
        told = self._git.records("diff-index", "--cached", "--raw", "-z", "--no-renames", "--abbrev=40", self._base)
        for head, path in zip(told[::2], told[1::2], strict=True):
            was, mode, before, blob, _what = head.removeprefix(":").split(" ")
            if path not in self._apart:
                self._changed[path] = (_Stage(was, before), _Stage(mode, blob))

    def _type(self, path: str) -> str:
        """The type of the item at `path`, or empty where none is kept there or it is not in the workspace."""
        return type_at(path[len(self._prefix) :]) if path.startswith(self._prefix) else ""

    def _decide(self) -> None:
        files = {path for path, stages in self._apart.items() if 3 in stages}
        folders = {folder for path in files for folder in _folders(path)}
        for path, stages in sorted(self._apart.items()):
            base, ours, published = (stages.get(number) for number in (1, 2, 3))
            data = [self._blobs[one.blob] if one else None for one in (base, ours, published)]
            if ours and not published and (path in folders or files.intersection(_folders(path))):
                self._keep_whole(path, data[1] or b"", None)
            elif ours and published:
                self._merged += 1
                self._taken[path] = published
                if PLAIN[:3] == ours.mode[:3] == published.mode[:3]:
                    self._both(path, data[0], data[1] or b"", data[2] or b"")
            elif ours or published:
                self._taken[path] = ours or published or _Stage("", "")

    def _both(self, path: str, base: bytes | None, ours: bytes, published: bytes) -> None:
        """A file that changed on both sides, or was made on both."""
        inside = path[len(self._prefix) :]
        if not (type_at(inside) or inside == MARK):
            self._both_texts(path, base or b"", ours, published)
            return
        try:
            theirs = parse(published)
            mine = parse(ours)
            before = _parsed(base)
        except Unreadable:
            self._keep_whole(path, ours, _id_in(published) or _id_in(ours))
            return
        keys = form.keys_of(type_at(inside), str(theirs.fields.get("kind", ""))) if type_at(inside) else ()
        merged = merge(before, mine, theirs, [key.name for key in keys])
        data = merged.document.encode()
        if not _is_sound(inside, data) and _is_sound(inside, published):
            self._keep_whole(path, ours, _id_in(published))
            return
        self._new[path] = data
        if merged.kept or merged.kept_body:
            self._keep(path, str(theirs.fields.get("id", "")), merged.kept, merged.kept_body)

    def _both_texts(self, path: str, base: bytes, ours: bytes, published: bytes) -> None:
        before, mine, theirs = map(_text, (base, ours, published))
        if before is None or mine is None or theirs is None:
            self._keep_whole(path, ours, None)
            return
        text, conflict = merge_text(before, mine, theirs)
        self._new[path] = text.encode()
        if conflict:
            self._keep_whole(path, ours, None, published_stands=False)

    # What was deleted

    def _gone(self) -> dict[str, _Stage]:
        """The items that were deleted, as the base has them, if there is anything that could have gone on from them."""
        items = {path: change for path, change in self._changed.items() if self._type(path) not in {"", "person"}}
        is_more = any(now for _was, now in items.values()) or any(map(self._type, self._apart))
        return {path: was for path, (was, now) in sorted(items.items()) if is_more and not now}

    def _bring_back(self, gone: Mapping[str, _Stage]) -> None:
        """Let stand what one side deleted and something new refers to, then what that refers to in its turn.

        New is what was made on either side, what stands because it was changed, and what a change is first to name.
        What was moved is not deleted, and nothing is put where something else stands now.
        """
        blobs = self._blobs
        changes = {path: change for path, change in self._changed.items() if self._type(path)}
        before = {path: blobs[was.blob] for path, (was, now) in changes.items() if was and now}
        before |= {path: blobs[stages[1].blob] for path, stages in self._apart.items() if len(stages) == 3}
        after = {path: blobs[now.blob] for path, (_was, now) in changes.items() if now}
        after |= {path: blobs[one.blob] for path, one in self._taken.items()} | self._new
        there = {*after, *(path for path, (_was, now) in self._changed.items() if now)}
        folders = {folder for path in there for folder in _folders(path)}
        deleted: dict[str, tuple[str, set[str]]] = {}
        for path, was in gone.items():
            name, named = self._names(path, blobs[was.blob])
            if name and path not in folders and there.isdisjoint(_folders(path)):
                deleted.setdefault(name, (path, named))
        wanted: set[str] = set()
        for path, data in after.items():
            name, named = self._names(path, data)
            deleted.pop(name, None)
            wanted |= named - self._names(path, before.get(path, b""))[1]
        while found := deleted.keys() & wanted:
            for name in sorted(found):
                path, named = deleted.pop(name)
                self._taken[path] = gone[path]
                self._beside.append(path)
                wanted |= named

    def _names(self, path: str, data: bytes) -> tuple[str, set[str]]:
        """The id of the item at `path`, and those of what it refers to and of that whose thread it is in."""
        inside = path[len(self._prefix) :]
        item = _item(inside, data)
        if item is None:
            return "", set()
        home = id_in_name(thread_home(inside).rpartition("/")[0])
        return item.id, {home, *(named for _key, named in references(item))}

    # What found no place

    def _keep_whole(self, path: str, data: bytes, on: str | None, *, published_stands: bool = True) -> None:
        """Keep all that we had at `path`: in words what is an item or text, as a file of its own what is neither."""
        if published_stands:
            self._new.pop(path, None)
        if not self._type(path) and _text(data) is None:
            self._keep_beside(path, data)
        elif (text := data.decode("utf-8", "replace")).strip():
            self._keep(path, on or "", {}, f"{path[len(self._prefix) :]}\n\n{text}" if not on else text)

    def _keep_beside(self, path: str, data: bytes) -> None:
        """Keep what is no text in the same folder, under a name that nobody gave, and say so in the commons."""
        if self._writers is None:
            return
        inside = path[len(self._prefix) :]
        name = id_from(sha256(os.fsencode(inside) + data).digest())
        start, end = os.path.splitext(path)
        tries = [f"{start}-{name[:length]}{end}" for length in range(6, len(name) + 1)]
        taken = self._git.records("ls-files", "-z", "--", *tries)
        taken += [*self._new, *(folder for path in taken for folder in _folders(path))]
        beside = next((one for one in tries if one not in taken), path)
        too_long = len(os.fsencode(beside[len(self._prefix) :])) > gate.LONGEST_PATH
        if beside == path or too_long or gate.is_unsafe(os.path.basename(beside)) or len(data) > gate.LARGEST_OTHER:
            self._keep(path, "", {}, "")
            return
        self._new[beside] = data
        self._beside.append(beside)
        said = _("{path} was changed by two at once. What was shared first stands there; this is kept at {beside}.")
        self._keep(path, "", {}, said.format(path=inside, beside=beside[len(self._prefix) :]))

    def _keep(self, path: str, on: str, kept: Mapping[str, Value], body: str) -> None:
        """Keep what we had at `path` as wording; where that is too large, or nothing to read, say where it stands."""
        if self._writers is None:
            return
        writer = self._writers.of(path)
        inside = path[len(self._prefix) :]
        name = id_from(sha256(repr((path, writer.commit, sorted(kept.items()), body)).encode()).digest())
        at = parse_moment(writer.at) or datetime.now(UTC)
        signature: dict[str, Value] = {"by": list(writer.by), "at": written(at), "of": writer.commit}
        home, fields = wording(inside if on else "", on or COMMONS, name, at, signature, kept)
        data = document(fields, storable(body))
        if len(data) > LARGEST_FILE or not (kept or body):
            said = _("{path} does not fit here. It stands in the history: {commit}")
            data = document(fields, said.format(path=inside, commit=writer.commit))
        self._new[f"{self._prefix}{home}"] = data
        self._wordings[name] = f"{self._prefix}{home}"

    # Into the commit

    def _files(self) -> dict[str, Kept | None]:
        """What becomes of each file that changed on either side: as git decided, and as we did where it could not."""
        found: dict[str, Kept | None] = {
            path: Kept(now.mode, now.blob) if now else None for path, (_was, now) in self._changed.items()
        }
        found |= dict.fromkeys(self._apart)
        found |= {path: Kept(one.mode, one.blob) for path, one in self._taken.items()}
        for path, data in self._new.items():
            found[path] = Kept(self._taken[path].mode if path in self._taken else PLAIN, data)
        return found


def _folders(path: str) -> list[str]:
    """The folders on the way to `path`."""
    parts = path.split("/")
    return ["/".join(parts[:end]) for end in range(1, len(parts))]


def _text(data: bytes) -> str | None:
    """The text in `data`; None where it is none."""
    try:
        return None if b"\0" in data else data.decode()
    except UnicodeDecodeError:
        return None


def _item(path: str, data: bytes) -> Item | None:
    """The item that is kept at `path`; None where there is none that can be read."""
    if not (data and type_at(path)):
        return None
    try:
        if plain := read_plain(data):
            reading.check_item(path, *plain)
            return TYPES[type_at(path)](path, *plain)
        return reading.to_item(path, parse(data))
    except CocreateError:
        return None


def _parsed(data: bytes | None) -> Document:
    try:
        return parse(data) if data else _NOTHING
    except Unreadable:
        return _NOTHING


def _is_sound(path: str, data: bytes) -> bool:
    """Whether `data` can be read as what is kept at `path`."""
    return bool(_item(path, data)) if type_at(path) else _parsed(data) is not _NOTHING


def _id_in(data: bytes) -> str:
    """The id that a file gives itself, if it can be read so far."""
    try:
        name = parse(data).fields.get("id", "")
    except Unreadable:
        return ""
    return name if isinstance(name, str) else ""
