"""Bringing two histories together, without a conflict ever reaching a file (docs/sync.md).

Works on trees and a private index, never on the working tree. git says what changed on which side; what it leaves apart
is decided file by file (`deciding`), and what one side deleted stays if the other went on from it (`deletions`). Here
the versions are fetched from git, and what came of them is made a commit.
"""

import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from cocreate.locale import N_, Sentence, _
from cocreate.model.errors import CocreateError
from cocreate.model.hints import Hint
from cocreate.model.host import OfHost
from cocreate.model.ids import is_person_slug
from cocreate.model.text import slug
from cocreate.sync import records
from cocreate.sync.copies import Copy
from cocreate.sync.deciding import Aside, Decision, Sides, Writer, decide, names_beside, set_aside
from cocreate.sync.deletions import folders_above, held_again, still_needed
from cocreate.sync.gate import MOST_LISTED
from cocreate.sync.git import Git
from cocreate.sync.log import read_log
from cocreate.sync.recording import NewCommit, record
from cocreate.sync.records import BASE, OURS, PLAIN, THEIRS, FileChange, FileVersion, StoredFile
from cocreate.sync.signatures import person_of, signature_of_copy
from cocreate.workspace.paths import MARK, type_at

PRIVATE: Final = "cocreate-"
"""What the names of the folders begin with in which an index of one's own is."""

MESSAGE: Final = N_("Brought together what was written at the same time")
"""What a commit says in which two histories are."""


_BEGUN: Final = re.compile(r"(readme|licen[cs]e|copying|notice)([.-]\w+)*|\.gitignore|\.gitattributes", re.IGNORECASE)
"""What hosts put into a new place."""


@dataclass(frozen=True, slots=True)
class Joined:
    """The commit in which both histories are, and what it took.

    Attributes:
        commit: its id.
        merged: how many files had changed on both sides.
        wordings: where each wording is that was kept, by its id.
        beside: the other files that stand there besides what git decided: of a deletion, or of what is no text.
    """

    commit: str
    merged: int = 0
    wordings: Mapping[str, str] = field(default_factory=dict)
    beside: tuple[str, ...] = ()


def join(copy: Copy, ours: str, published: str, bases: Sequence[str], people: Mapping[str, str]) -> Joined:
    """The commits `ours` and `published` brought together.

    Args:
        copy: this copy.
        ours: the commit of this copy.
        published: the commit that others have already.
        bases: the latest commits that both have.
        people: the slugs of people by their addresses in lower case.

    Raises:
        CocreateError: they have nothing in common, or the same file outside of the workspace changed on both sides.
    """
    own = str(signature_of_copy(copy.git))
    base = _common(copy, bases, own) if bases else _nothing(copy, published)
    written = f"{base}..{ours}" if bases else ours
    return _Joining(copy, base, ours, published, own, _Writers(copy.top, written, people)).joined()


def _nothing(copy: Copy, published: str) -> str:
    """An empty tree, from which both grew where the place has no more than what hosts put into a new one."""
    listed = copy.top.some("ls-tree", "-r", "-z", "--name-only", "--full-tree", published, most=MOST_LISTED)
    names = records.paths(listed or b"")
    if any(name == MARK or name.endswith(f"/{MARK}") for name in names):
        raise CocreateError(
            Sentence(N_("What is shared there did not grow from what is here.")), Hint("get-shared-one")
        )
    if not all(map(_BEGUN.fullmatch, names)):
        raise CocreateError(
            Sentence(N_("At the shared place there is something else already.")), Hint("share-elsewhere")
        )
    return copy.top.line("mktree")


def _common(copy: Copy, bases: Sequence[str], own: str) -> str:
    """What both went on from; of several such, all joined in their turn, as histories that crossed have them."""
    base = bases[0]
    for further in bases[1:]:
        below = copy.top.line("merge-base", bases[0], further, fine=(0, 1)) or copy.top.line("mktree")
        base = _Joining(copy, below, base, further, own, None).joined().commit
    return base


class _Writers:
    """Who wrote what on our side, asked of the history when it is first needed."""

    def __init__(self, git: Git, written: str, people: Mapping[str, str]) -> None:
        self._git, self._written, self._people = git, written, people
        self._known: dict[str, Writer] | None = None

    def of(self, path: str) -> Writer:
        """The writer of the file at `path`, as it is on our side."""
        if self._known is None:
            self._known = self._asked()
        return self._known.get(path) or self._known[""]

    def _asked(self) -> dict[str, Writer]:
        known: dict[str, Writer] = {}
        for commit in read_log(self._git, self._written):
            by = tuple(dict.fromkeys(self._slug(*named) for named in commit.authors))
            writer = Writer(commit.name, commit.at, by)
            known.setdefault("", writer)
            for file in commit.files:
                known.setdefault(file.path, writer)
        return known

    def _slug(self, name: str, email: str) -> str:
        found = person_of(self._people, name, email)
        return found if is_person_slug(found) else slug(name) or "somebody"


class _Joining:
    """Three trees on a private index, until one comes of them.

    Args:
        copy: this copy.
        base: the commit, or tree, that both went on from.
        ours: the commit of this copy.
        published: the commit that others have already.
        own: who makes the commit: a name, and an address in angle brackets.
        writers: who wrote what on our side; None where nothing of ours is to be kept.
    """

    def __init__(self, copy: Copy, base: str, ours: str, published: str, own: str, writers: _Writers | None) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix=PRIVATE, dir=copy.folder)
        self._git = Git(copy.top.at, {"GIT_INDEX_FILE": f"{self._folder.name}/index"})
        self._prefix, self._own, self._writers = copy.prefix, own, writers
        self._base, self._ours, self._published = base, ours, published
        self._apart: dict[str, dict[int, StoredFile]] = {}
        self._changed: dict[str, FileChange] = {}
        self._contents: dict[str, bytes] = {}
        self._stands: dict[str, StoredFile | FileVersion | None] = {}
        self._wordings: dict[str, str] = {}
        self._beside: list[str] = []

    def joined(self) -> Joined:
        with self._folder:
            self._git.run("read-tree", "-i", "-m", "--aggressive", self._base, self._ours, self._published)
            self._look()
            gone = self._gone()
            self._fetch(gone)
            sides = self._sides()
            for path, one in sides.items():
                self._take(path, decide(one))
            if gone:
                self._bring_back(gone)
            self._hold_again(gone)
            changed = {path: change.after for path, change in self._changed.items()}
            commit = NewCommit(self._own, self._own, _(MESSAGE), {**changed, **self._stands})
            done = record(self._git, [self._ours, self._published], [commit])
            merged = sum(1 for one in sides.values() if one.ours and one.published)
            return Joined(done, merged, self._wordings, tuple(self._beside))

    # What git tells

    def _look(self) -> None:
        """Find what git alone left apart, and what it decided by itself."""
        self._apart = records.unmerged(self._git.run("ls-files", "--unmerged", "-z"))
        changed = records.changes(self._git.run("diff-index", "--cached", *records.RAW, self._base))
        self._changed = {one.path: one for one in changed if one.path not in self._apart}

    def _gone(self) -> dict[str, StoredFile]:
        """The items that were deleted, as the base has them, if there is anything that could have gone on from them."""
        items = [one for path, one in self._changed.items() if self._type(path) not in {"", "person"}]
        is_more = any(one.after for one in items) or any(map(self._type, self._apart))
        return {one.path: one.before for one in items if is_more and one.before and not one.after}

    def _fetch(self, gone: Iterable[str]) -> None:
        """Get what the files hold that are to be decided; where something is `gone`, what all changed items hold."""
        asked = [one for path, stages in self._apart.items() if self._is_inside(path) for one in stages.values()]
        if gone or self._half_gone():
            items = (one for path, one in self._changed.items() if self._type(path))
            asked += [side for one in items for side in (one.before, one.after) if side]
        wanted = list(dict.fromkeys(one.blob for one in asked))
        self._contents = {blob: data or b"" for blob, data in zip(wanted, self._git.blobs(wanted), strict=True)}

    def _sides(self) -> dict[str, Sides]:
        """What each side has of what git left apart."""
        files = {path for path, stages in self._apart.items() if THEIRS in stages}
        folders = {folder for path in files for folder in folders_above(path)}
        found = {}
        for path, stages in sorted(self._apart.items()):
            is_in_the_way = path in folders or not files.isdisjoint(folders_above(path))
            base, ours, published = (self._version(path, stages.get(side)) for side in (BASE, OURS, THEIRS))
            is_outside = not self._is_inside(path)
            found[path] = Sides(self._inside(path), base, ours, published, is_outside, is_in_the_way)
        return found

    def _version(self, path: str, file: StoredFile | None) -> FileVersion | None:
        """A file with its content; outside of the workspace nothing is read, and the content's id stands for it."""
        if file is None:
            return None
        return FileVersion(file.mode, self._contents[file.blob] if self._is_inside(path) else file.blob.encode())

    # What comes of it

    def _take(self, path: str, decision: Decision) -> None:
        """Let stand at `path` what was decided, and what is to be kept of ours beside it."""
        if decision.is_stopped:
            raise CocreateError(
                Sentence(N_("{path} lies outside of the workspace and changed on both sides."), path=OfHost(path)),
                Sentence(N_("Bring that one together with git, then sync again.")),
            )
        known = {self._version(path, file): file for file in self._apart[path].values()}
        self._stands[path] = known.get(decision.stands, decision.stands)
        if decision.aside and self._writers:
            self._keep(path, decision.aside, self._writers)

    def _keep(self, path: str, aside: Aside, writers: _Writers) -> None:
        kept = set_aside(aside, writers.of(path), self._taken(names_beside(aside)))
        for inside, data in kept.files.items():
            self._stands[f"{self._prefix}{inside}"] = FileVersion(PLAIN, data)
        self._wordings[kept.name] = f"{self._prefix}{kept.path}"
        if kept.beside:
            self._beside.append(f"{self._prefix}{kept.beside}")

    def _taken(self, names: Sequence[str]) -> set[str]:
        """Those of `names`, in the workspace, at which a file or a folder stands already."""
        if not names:
            return set()
        there = records.paths(self._git.run("ls-files", "-z", "--", *(f"{self._prefix}{name}" for name in names)))
        there += self._stands
        return {self._inside(one) for path in there for one in (path, *folders_above(path))}

    def _bring_back(self, gone: Mapping[str, StoredFile]) -> None:
        """Let stand what one side deleted and the other went on from."""
        items = {path: one for path, one in self._changed.items() if self._type(path)}
        stand = {path: file for path, file in self._stands.items() if file}
        before = {path: one.before for path, one in items.items() if one.before and one.after}
        before |= {path: stages[BASE] for path, stages in self._apart.items() if len(stages) == 3}
        after = {path: one.after for path, one in items.items() if one.after} | stand
        there = {path for path, one in self._changed.items() if one.after} | stand.keys()
        inside = [self._inside(path) for path in there if self._is_inside(path)]
        for found in still_needed(self._held(gone), self._held(before), self._held(after), inside):
            path = f"{self._prefix}{found}"
            self._stands[path] = gone[path]
            self._beside.append(path)

    def _half_gone(self) -> dict[str, StoredFile]:
        """The items that one side deleted and the other changed, as they were before."""
        found = {path: stages for path, stages in self._apart.items() if self._type(path)}
        return {path: stages[BASE] for path, stages in found.items() if len(stages) == 2 and BASE in stages}

    def _hold_again(self, gone: Mapping[str, StoredFile]) -> None:
        """Let ideas be taken up that a deletion had made fresh, where what grew from them stands all the same."""
        deleted = {**gone, **self._half_gone()}
        again = {path: self._stands[path] or file for path, file in deleted.items() if path in self._stands}
        if not again:
            return
        items = {path: one for path, one in self._changed.items() if self._type(path) and one.before and one.after}
        before = {path: one.before for path, one in items.items() if one.before}
        after = {path: self._stands.get(path) or one.after for path, one in items.items() if one.after}
        before |= {path: stages[BASE] for path, stages in self._apart.items() if len(stages) == 3}
        after |= {path: file for path in before if (file := self._stands.get(path))}
        for found, data in held_again(self._held(again), self._held(before), self._held(after)).items():
            path = f"{self._prefix}{found}"
            self._stands[path] = FileVersion(after[path].mode, data)
            self._beside.append(path)

    def _held(self, files: Mapping[str, StoredFile | FileVersion]) -> dict[str, bytes]:
        """What those files hold that are in the workspace, by their paths there."""
        return {
            self._inside(path): file.data if isinstance(file, FileVersion) else self._contents[file.blob]
            for path, file in files.items()
            if self._is_inside(path)
        }

    # Paths

    def _is_inside(self, path: str) -> bool:
        return path.startswith(self._prefix)

    def _inside(self, path: str) -> str:
        """The path in the workspace of what is inside of it."""
        return path.removeprefix(self._prefix)

    def _type(self, path: str) -> str:
        """The type of the item at `path`, or empty where none is kept there or it is not in the workspace."""
        return type_at(self._inside(path)) if self._is_inside(path) else ""
