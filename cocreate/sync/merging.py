"""Bringing two histories together, file by file, without a conflict ever reaching a file (docs/sync.md).

Works on trees and a private index, never on the working tree. What was changed on one side is taken from it. What was
changed on both is merged by the same rules as two edits on one machine: of what cannot stand side by side the published
words stand, and ours are kept as other wording. The same two histories always come to the same tree.
"""

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final

from cocreate.locale import _
from cocreate.model import form
from cocreate.model.errors import CocreateError, Unreadable
from cocreate.model.ids import COMMONS, id_from, is_person_slug
from cocreate.model.items import Value
from cocreate.model.moments import parse_moment, written
from cocreate.model.text import slug
from cocreate.sync.commits import last_speaker, person_of
from cocreate.sync.git import Git
from cocreate.sync.here import Here
from cocreate.sync.log import commits
from cocreate.sync.recording import PLAIN, Kept, NewCommit, record
from cocreate.workspace import reading
from cocreate.workspace.documents import Document, parse
from cocreate.workspace.files import LARGEST_FILE
from cocreate.workspace.merge import merge, merge_text
from cocreate.workspace.paths import MARK, type_at
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


@dataclass(frozen=True, slots=True)
class _Stage:
    mode: str
    blob: str


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
            _("Look which of the two is the right one; a copy of the shared one: cocreate join"),
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
        self._new: dict[str, bytes] = {}
        self._taken: dict[str, _Stage] = {}
        self._wordings: dict[str, str] = {}
        self._merged = 0

    def joined(self) -> Joined:
        with self._folder:
            self._git.run("read-tree", "-i", "-m", "--aggressive", self._base, self._ours, self._published)
            apart = self._apart()
            if outside := [path for path in apart if not path.startswith(self._prefix)]:
                raise CocreateError(
                    _("{path} lies outside of the workspace and changed on both sides.").format(path=outside[0]),
                    _("Bring that one together with git, then sync again."),
                )
            self._decide(apart)
            message = _("Brought together what was written at the same time")
            commit = NewCommit(self._own, self._own, message, self._files(apart))
            parents = [self._ours, self._published]
            return Joined(record(self._git, parents, [commit]), self._merged, self._wordings)

    def _apart(self) -> dict[str, dict[int, _Stage]]:
        """The files that git alone cannot bring together: what base (1), we (2) and the published (3) have of each."""
        apart: dict[str, dict[int, _Stage]] = {}
        for told in self._git.records("ls-files", "--unmerged", "-z"):
            head, path = told.split("\t", 1)
            mode, blob, stage = head.split(" ")
            apart.setdefault(path, {})[int(stage)] = _Stage(mode, blob)
        return apart

    def _decide(self, apart: Mapping[str, Mapping[int, _Stage]]) -> None:
        wanted = list(dict.fromkeys(one.blob for stages in apart.values() for one in stages.values()))
        blobs = dict(zip(wanted, self._git.blobs(wanted), strict=True))
        folders = {folder for path, stages in apart.items() if 3 in stages for folder in _folders(path)}
        files = {path for path, stages in apart.items() if 3 in stages}
        for path, stages in sorted(apart.items()):
            base, ours, published = (stages.get(number) for number in (1, 2, 3))
            data = [(blobs.get(one.blob) or b"") if one else None for one in (base, ours, published)]
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
        try:
            text, conflict = merge_text(base.decode(), ours.decode(), published.decode())
        except UnicodeDecodeError:
            return  # the published one stands; ours stays in the history
        self._new[path] = text.encode()
        if conflict:
            self._keep_whole(path, ours, None, published_stands=False)

    # What found no place

    def _keep_whole(self, path: str, data: bytes, on: str | None, *, published_stands: bool = True) -> None:
        """Keep all that we had at `path`; what is no text is kept by the history."""
        if published_stands:
            self._new.pop(path, None)
        text = data.decode("utf-8", "replace")
        if text.strip():
            self._keep(path, on or "", {}, f"{path[len(self._prefix) :]}\n\n{text}" if not on else text)

    def _keep(self, path: str, on: str, kept: Mapping[str, Value], body: str) -> None:
        if self._writers is None:
            return
        writer = self._writers.of(path)
        inside = path[len(self._prefix) :]
        name = id_from(sha256(repr((path, writer.commit, sorted(kept.items()), body)).encode()).digest())
        at = parse_moment(writer.at) or datetime.now(UTC)
        signature: dict[str, Value] = {"by": list(writer.by), "at": written(at), "of": writer.commit}
        home, fields = wording(inside if on else "", on or COMMONS, name, at, signature, kept)
        data = document(fields, storable(body))
        if len(data) > LARGEST_FILE:
            said = _("{path} was too long to be kept here. It stands in the history: {commit}")
            data = document(fields, said.format(path=inside, commit=writer.commit))
        self._new[f"{self._prefix}{home}"] = data
        self._wordings[name] = f"{self._prefix}{home}"

    # Into the commit

    def _files(self, apart: Iterable[str]) -> dict[str, Kept | None]:
        """What becomes of each file that is not as we have it: as git decided, and as we did where it could not."""
        told = self._git.records("diff-index", "--cached", "--raw", "-z", "--no-renames", "--abbrev=40", self._ours)
        found: dict[str, Kept | None] = {}
        for head, path in zip(told[::2], told[1::2], strict=True):
            _was, mode, _before, blob, what = head.split(" ")
            found[path] = None if what == "D" else Kept(mode, blob)
        found |= dict.fromkeys(apart)
        found |= {path: Kept(one.mode, one.blob) for path, one in self._taken.items()}
        for path, data in self._new.items():
            found[path] = Kept(self._taken[path].mode if path in self._taken else PLAIN, data)
        return found


def _folders(path: str) -> list[str]:
    """The folders on the way to `path`."""
    parts = path.split("/")
    return ["/".join(parts[:end]) for end in range(1, len(parts))]


def _parsed(data: bytes | None) -> Document:
    try:
        return parse(data) if data else _NOTHING
    except Unreadable:
        return _NOTHING


def _is_sound(path: str, data: bytes) -> bool:
    """Whether `data` can be read as what is kept at `path`."""
    try:
        found = parse(data)
        if type_at(path):
            reading.to_item(path, found)
    except (Unreadable, CocreateError):
        return False
    return True


def _id_in(data: bytes) -> str:
    """The id that a file gives itself, if it can be read so far."""
    try:
        name = parse(data).fields.get("id", "")
    except Unreadable:
        return ""
    return name if isinstance(name, str) else ""
