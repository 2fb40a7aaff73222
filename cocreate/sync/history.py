"""History: who changed what, when, in words; asked of git, told without its words.

What was written here and is not in the history yet is told too: it happened when it was written, not when it is synced.
The names are those that the history has (`.mailmap` changes nothing), turned into the names on people's cards. Whoever
is credited in a file and whoever brought it in are both told, where they differ. A signature counts only if whoever
signed is the author.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from typing import Final

from cocreate.locale import _
from cocreate.model.collection import Collection
from cocreate.model.errors import CocreateError, Unreadable
from cocreate.model.hints import Hint
from cocreate.model.items import TYPES, Idea, Item, Person, Project
from cocreate.model.moments import LONG_AGO, on_this_clock, parse_moment
from cocreate.sync.copies import owned_by_another
from cocreate.sync.crediting import credited, mark_now, written_at
from cocreate.sync.differences import differences
from cocreate.sync.git import Git, GitFailed
from cocreate.sync.log import Commit, read_log
from cocreate.sync.pending import PendingChange, find_pending
from cocreate.sync.records import StoredFile
from cocreate.sync.refusals import why_not_here
from cocreate.sync.signatures import addresses, person_of, signature_of_copy
from cocreate.workspace import files, journal
from cocreate.workspace.format import reading
from cocreate.workspace.format.documents import parse
from cocreate.workspace.paths import type_at

MOST: Final = 50
"""So many changes are told, unless somebody asks for more."""

MOST_AT_ONCE: Final = 1000
"""So many commits are asked of git at once."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A change of one file, as the history tells of it.

    Attributes:
        path: the file, in the workspace.
        at: when it was made.
        by: who made it, by slug, or by name where no card is theirs; whoever spoke first stands first.
        brought_in_by: who brought it in, if that is nobody of those and not whoever noted it down; else nobody.
        signed_by: who made it and signed it, as far as this computer can tell; empty where nobody did.
        item: what the file held after the change, or before, if it `is_gone`; None, where that cannot be read.
        what: what was changed, in words; empty where the item is new.
        is_new: whether the file was made with it.
        is_gone: whether the file was taken out with it.
        only_here: whether the history does not have it yet.
    """

    path: str
    at: datetime
    by: tuple[str, ...]
    brought_in_by: tuple[str, ...]
    signed_by: str
    item: Item | None
    what: tuple[str, ...]
    is_new: bool
    is_gone: bool
    only_here: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    """A file in a commit, by its path in the workspace: how it was before and after."""

    commit: Commit
    path: str
    before: StoredFile | None
    after: StoredFile | None


class _Known:
    """What is known of people and things, to tell changes with."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self.slugs = addresses(collection.people.values())

    def person(self, named: tuple[str, str]) -> str:
        """Whom a name and an address mean."""
        return person_of(self.slugs, *named)

    def maker(self, named: tuple[str, str], told: Container[str]) -> tuple[str, ...]:
        """Who made a commit for others, if a card is theirs and they are not `told` of already; git hosts have none."""
        who = self.person(named)
        return (who,) if who in self.collection.people and who not in told else ()


def history(root: str, collection: Collection, paths: Sequence[str], most: int = MOST) -> list[Revision]:
    """The latest changes of some files and folders, the newest first.

    Args:
        root: the folder of the workspace.
        collection: everything in it, for the names of people and things.
        paths: the files and folders, in the workspace; all of it, if there are none.
        most: so many changes at most.

    Raises:
        CocreateError: the workspace has no history, not all that it says is here, or git said no.
    """
    try:
        return _history(root, collection, paths, most)
    except GitFailed as error:
        raise why_not_here(error, root) from error


def _history(root: str, collection: Collection, paths: Sequence[str], most: int) -> list[Revision]:
    git = Git(root)
    asked = git.asked("rev-parse", "--show-prefix")
    if asked.returncode:
        raise owned_by_another(asked.stderr) or CocreateError(_("Nothing is in the history yet."), Hint("first-sync"))
    prefix = asked.stdout.decode("utf-8", "surrogateescape").rstrip("\n")
    known, pending = _Known(collection), find_pending(git, prefix)
    told = _unsynced(git, root, known, [one for one in pending.changes if _is_in(paths, one.path)])
    if not pending.head and not told:
        raise CocreateError(_("Nothing is in the history yet."), Hint("first-sync"))
    found = list(islice(_found(git, prefix, paths, most), most)) if pending.head else []
    sides = (side for one in found if type_at(one.path) for side in (one.before, one.after))
    names = list(dict.fromkeys(side.blob for side in sides if side))
    blobs = dict(zip(names, git.blobs(names), strict=True))
    told += [
        _revision(known, one, *(blobs.get(side.blob) if side else None for side in (one.before, one.after)))
        for one in found
    ]
    return sorted(told, key=lambda one: one.at, reverse=True)[:most]


def place_of(item: Item) -> str:
    """The file of an item; the folder of a project or an idea, because their conversation lies there too."""
    return item.path.rpartition("/")[0] if isinstance(item, Idea | Project) else item.path


def _found(git: Git, prefix: str, paths: Sequence[str], most: int) -> Iterator[_Found]:
    """The changes that git tells of; of what brings histories together, only what no side had.

    Commits that only did that tell nothing, so there may be fewer than were asked for: then more are, until all are.
    """
    seen = 0
    while True:
        part = (f"--skip={seen}", f"--max-count={most}")
        commits = list(read_log(git, "-c", "--full-history", *part, "HEAD", "--", *(paths or ["."]), signatures=True))
        for commit in commits:
            for file in commit.files:
                brought_together = len(file.before) > 1 and any(file.before)
                if file.path.startswith(prefix) and not brought_together:
                    yield _Found(commit, file.path[len(prefix) :], file.before[0], file.after)
        if len(commits) < most:
            return
        seen += most
        most = min(4 * most, MOST_AT_ONCE)


def _is_in(paths: Sequence[str], path: str) -> bool:
    return not paths or any(path == one or path.startswith(f"{one}/") for one in paths)


def _unsynced(git: Git, root: str, known: _Known, changes: Sequence[PendingChange]) -> list[Revision]:
    """What was written here since the last sync, by the journal; what a hand wrote is by whoever this copy is of."""
    if not changes:
        return []
    own = signature_of_copy(git)
    maker = (own.name, own.email)
    names = list(dict.fromkeys(one.committed for one in changes if one.committed))
    committed = dict(zip(names, git.blobs(names), strict=True))
    marks = [mark_now(root, one.path) for one in changes]
    there = {item.path: item for item in known.collection.items()}
    told: list[Revision] = []
    for one in credited(git, root, changes, marks, journal.notes(root)):
        before = committed.get(one.change.committed)
        for step in one.steps:
            stands = there.get(one.change.path) if before is None and not step.left else None
            if stands:
                after: bytes | None = b""  # it is new, and was read just now
            else:
                after = journal.content(root, step.left) if step.left else _content(root, one.change.path)
            by = step.by or (known.person(maker),)
            at = on_this_clock(datetime.fromtimestamp(written_at(root, one.change.path, step), UTC))
            revision = _told(known, one.change.path, at, by, (before, after), stands)
            told.append(replace(revision, brought_in_by=known.maker(maker, _named(revision)), only_here=True))
            before = after
    return told[::-1]  # what was done last to a file comes first


def _content(root: str, path: str) -> bytes | None:
    try:
        return files.read(root, path)
    except (FileNotFoundError, Unreadable):
        return None


def _named(revision: Revision) -> set[str]:
    """Who is told of in it: whoever it is by, and whoever noted it down."""
    noted_by = revision.item.noted_by if revision.item and revision.is_new else ""
    return {*revision.by, noted_by}


def _told(
    known: _Known,
    path: str,
    at: datetime,
    authors: tuple[str, ...],
    sides: tuple[bytes | None, bytes | None],
    stands: Item | None = None,
) -> Revision:
    """A change as far as what it changed tells.

    Args:
        known: people and things.
        path: the file, in the workspace.
        at: when the change was made, at the latest.
        authors: who made it.
        sides: what the file held before and after; None where it was not there.
        stands: the item in it, where that is known.
    """
    before, after = sides
    is_new, is_gone = before is None, after is None
    item = stands or _item(path, after if after is not None else before)
    is_given = is_new and item is not None and LONG_AGO < item.at <= at
    return Revision(
        path,
        on_this_clock(item.at) if item and is_given else at,
        item.by if item and item.by and is_new else authors,
        (),
        "",
        item,
        () if is_new or is_gone else tuple(differences(known.collection, path, before or b"", after or b"")),
        is_new,
        is_gone,
    )


def _revision(known: _Known, found: _Found, before: bytes | None, after: bytes | None) -> Revision:
    """A change that the history has; what is no blob of ours was not read, and stands for itself."""
    commit = found.commit
    authors = tuple(dict.fromkeys(map(known.person, commit.authors)))
    sides = (before or b"" if found.before else None, after or b"" if found.after else None)
    told = _told(known, found.path, _moment(commit.at), authors, sides)
    named = _named(told)
    is_signed = commit.verdict in {"G", "U"} and _is_same(commit.signer, commit.author[1])
    return replace(
        told,
        brought_in_by=authors if named.isdisjoint(authors) else known.maker(commit.committer, {*named, *authors}),
        signed_by=authors[0] if is_signed else "",
    )


def _moment(told: str) -> datetime:
    """The moment that git tells, here; the first of all where no clock has it."""
    with suppress(OverflowError):
        if moment := parse_moment(told):
            return on_this_clock(moment)
    return on_this_clock(datetime.fromtimestamp(0, UTC))


def _is_same(signer: str, email: str) -> bool:
    """Whether the address in what git says of who signed is `email`."""
    inside = signer.rpartition("<")[2].rstrip(">").strip()
    return bool(email) and inside.lower() == email.lower()


def _item(path: str, data: bytes | None) -> Item | None:
    """The item that `data`, at `path`, is; one with the path for a title, where nothing is kept there."""
    try:
        return reading.to_item(path, parse(data or b"")) if type_at(path) else None
    except Unreadable:
        return TYPES["person"](path, {}) if type_at(path) == "person" else None


# Who brought in what


def first_authors(root: str, people: Iterable[Person]) -> dict[str, tuple[str, set[str]]]:
    """Who brought each file in, as far as they are known here: the commit, and their slugs, by path.

    Only those whose card has the address of the history, or whose address there is made of their slug, are known; what
    others brought in is not in it.
    """
    git = Git(root)
    if git.line("rev-parse", "--is-shallow-repository", "--verify", "--quiet", "HEAD", fine=(0, 1, 128))[:5] != "false":
        return {}  # there is no history yet, or the older part of it is elsewhere
    people = list(people)
    known, slugs = addresses(people), {person.id for person in people}
    prefix = git.line("rev-parse", "--show-prefix")
    found: dict[str, tuple[str, set[str]]] = {}
    for commit in read_log(git, "--find-renames", "--diff-filter=A", "--no-merges", "HEAD", "--", "."):
        by = {person_of(known, *named) for named in commit.authors}
        for file in commit.files:
            if file.path.startswith(prefix) and by <= slugs:
                found[file.path[len(prefix) :]] = (commit.name, by)
    return found
