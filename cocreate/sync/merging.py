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
from cocreate.model.ids import COMMONS, id_from
from cocreate.model.items import Value
from cocreate.model.moments import parse_moment, written
from cocreate.model.text import slug
from cocreate.sync.commits import NOWHERE, trailers_of
from cocreate.sync.git import Git
from cocreate.workspace import reading
from cocreate.workspace.documents import Document, parse
from cocreate.workspace.merge import merge, merge_text
from cocreate.workspace.paths import MARK, type_at
from cocreate.workspace.wordings import wording
from cocreate.workspace.writing import document, storable

_PLAIN: Final = "100644"
_NOTHING: Final = Document("---\n", "", "---\n", "", ())


@dataclass(frozen=True, slots=True)
class Joined:
    """The tree in which both histories are, how many files were changed on both sides, the wordings that were kept."""

    tree: str
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


def join(git: Git, prefix: str, ours: str, published: str, people: Mapping[str, str]) -> Joined:
    """The tree of the commits `ours` and `published` brought together.

    Args:
        git: in the top folder of the repository.
        prefix: the workspace's path in it, empty or ending in `/`.
        ours: the commit of this copy.
        published: the commit that others have already.
        people: the slugs of people by their addresses in lower case.

    Raises:
        CocreateError: they have nothing in common, or the same file outside of the workspace changed on both sides.
    """
    base = _common(git, prefix, ours, published)
    return _Joining(git, prefix, base, ours, published, _Writers(git, base, ours, people)).joined()


def _common(git: Git, prefix: str, one: str, other: str) -> str:
    """The tree from which both went on; of several such, joined in their turn, as histories that crossed have."""
    bases = git.line("merge-base", "--all", one, other, fine=(0, 1)).split()
    if not bases:
        raise CocreateError(
            _("What is shared there did not grow from what is here."),
            _("Look which of the two is the right one; a copy of the shared one: cocreate join"),
        )
    base = bases[0]
    for further in bases[1:]:
        below = git.line("merge-base", bases[0], further, fine=(0, 1)) or git.line("mktree")
        base = _Joining(git, prefix, below, base, further, None).joined().tree
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
        form_ = "%x01%H%x02%aI%x02%an%x02%ae%x02%B%x02"
        span = (
            [self._ours] if self._git.line("cat-file", "-t", self._base) == "tree" else [f"{self._base}..{self._ours}"]
        )
        out = self._git.run("log", "-z", "--no-renames", "--name-only", f"--format={form_}", *span)
        for record in out.decode("utf-8", "surrogateescape").split("\x01")[1:]:
            commit, at, name, email, message, files = record.split("\x02", 5)
            writer = _Writer(commit, at, self._named(name, email, message))
            known.setdefault("", writer)
            for path in files.replace("\n", "\0").split("\0"):
                if path:
                    known.setdefault(path, writer)
        return known

    def _named(self, name: str, email: str, message: str) -> tuple[str, ...]:
        more = [line.rpartition(" <") for line in trailers_of(message).get("co-authored-by", [])]
        named = [(name, email), *((who, address.rstrip(">")) for who, _mark, address in more)]
        return tuple(dict.fromkeys(self._slug(who, address) for who, address in named))

    def _slug(self, name: str, email: str) -> str:
        if email.endswith(f"@{NOWHERE}"):
            return email.partition("@")[0]
        return self._people.get(email.lower()) or slug(name) or _("somebody")


class _Joining:
    """Three trees on a private index, until one comes of them."""

    def __init__(self, git: Git, prefix: str, base: str, ours: str, published: str, writers: _Writers | None) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="cocreate-", dir=git.line("rev-parse", "--absolute-git-dir"))
        self._git = Git(git.at, {"GIT_INDEX_FILE": f"{self._folder.name}/index"})
        self._prefix, self._writers = prefix, writers
        self._trees = (base, ours, published)
        self._new: dict[str, bytes] = {}
        self._taken: dict[str, _Stage] = {}
        self._dropped: set[str] = set()
        self._wordings: dict[str, str] = {}
        self._merged = 0

    def joined(self) -> Joined:
        with self._folder:
            self._git.run("read-tree", "-i", "-m", "--aggressive", *self._trees)
            apart = self._apart()
            if outside := [path for path in apart if not path.startswith(self._prefix)]:
                raise CocreateError(
                    _("{path} lies outside of the workspace and changed on both sides.").format(path=outside[0]),
                    _("Bring that one together with git, then sync again."),
                )
            self._decide(apart)
            self._write(apart)
            return Joined(self._git.line("write-tree"), self._merged, self._wordings)

    def _apart(self) -> dict[str, dict[int, _Stage]]:
        """The files that git alone cannot bring together: what base (1), we (2) and the published (3) have of each."""
        apart: dict[str, dict[int, _Stage]] = {}
        for record in self._git.records("ls-files", "--unmerged", "-z"):
            head, path = record.split("\t", 1)
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
                self._dropped.add(path)
                self._keep_whole(path, data[1] or b"", None)
            elif ours and published:
                self._merged += 1
                self._taken[path] = published
                if _PLAIN[:3] == ours.mode[:3] == published.mode[:3]:
                    self._both(path, data[0], data[1] or b"", data[2] or b"")
            elif ours or published:
                self._taken[path] = ours or published or _Stage("", "")
            else:
                self._dropped.add(path)

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
        self._new[f"{self._prefix}{home}"] = document(fields, storable(body))
        self._wordings[name] = f"{self._prefix}{home}"

    # Into the index

    def _write(self, apart: Iterable[str]) -> None:
        blobs = self._stored(list(self._new.values()))
        lines = [f"0 {'0' * 40}\t{path}" for path in apart]
        lines += [f"{one.mode} {one.blob}\t{path}" for path, one in self._taken.items() if path not in self._new]
        lines += [
            f"{self._taken[path].mode if path in self._taken else _PLAIN} {blob}\t{path}"
            for path, blob in zip(self._new, blobs, strict=True)
        ]
        if lines:
            data = "".join(f"{line}\0" for line in lines).encode("utf-8", "surrogateescape")
            self._git.run("update-index", "-z", "--index-info", data=data)

    def _stored(self, contents: Sequence[bytes]) -> list[str]:
        """The ids of blobs that hold `contents`."""
        if not contents:
            return []
        names = []
        for number, data in enumerate(contents):
            names.append(f"{self._folder.name}/{number}")
            with open(names[-1], "wb") as file:
                file.write(data)
        asked = "".join(f"{name}\n" for name in names).encode(errors="surrogateescape")
        return self._git.run("hash-object", "-w", "--no-filters", "--stdin-paths", data=asked).decode().split()


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
