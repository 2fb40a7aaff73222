"""History: who changed what, when, in words; asked of git, told without its words.

The names are those that the history has (`.mailmap` changes nothing), turned into the names on people's cards. Whoever
is credited in a file and whoever brought it in are both told, where they differ. A signature counts only if whoever
signed is the author.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from cocreate.locale import _
from cocreate.model.collection import Collection
from cocreate.model.errors import CocreateError, Unreadable
from cocreate.model.hints import Hint
from cocreate.model.items import TYPES, Idea, Item, Person, Project
from cocreate.model.moments import on_this_clock, parse_moment
from cocreate.sync.differences import differences
from cocreate.sync.git import Git
from cocreate.sync.log import Commit, read_log
from cocreate.sync.records import StoredFile
from cocreate.sync.signatures import addresses, person_of
from cocreate.workspace.format import reading
from cocreate.workspace.format.documents import parse
from cocreate.workspace.paths import type_at

MOST: Final = 50
"""So many changes are told, unless somebody asks for more."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A change of one file, as the history tells of it.

    Attributes:
        path: the file, in the workspace.
        at: when it was made.
        by: who made it, by slug, or by name where no card is theirs; whoever spoke first stands first.
        brought_in_by: who brought it in, if that is nobody of those; else nobody.
        signed_by: who made it and signed it, as far as this computer can tell; empty where nobody did.
        item: what the file held after the change, or before, if it `is_gone`; None, where that cannot be read.
        what: what was changed, in words; empty where the item is new.
        is_new: whether the file was made with it.
        is_gone: whether the file was taken out with it.
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


@dataclass(frozen=True, slots=True)
class _Found:
    """A file in a commit, by its path in the workspace: how it was before and after."""

    commit: Commit
    path: str
    before: StoredFile | None
    after: StoredFile | None


def history(root: str, collection: Collection, paths: Sequence[str], most: int = MOST) -> list[Revision]:
    """The latest changes of some files and folders, the newest first.

    Args:
        root: the folder of the workspace.
        collection: everything in it, for the names of people and things.
        paths: the files and folders, in the workspace; all of it, if there are none.
        most: so many changes at most.

    Raises:
        CocreateError: the workspace has no history, or git said no.
    """
    git = Git(root)
    if not git.says_yes("rev-parse", "--verify", "--quiet", "HEAD"):
        raise CocreateError(_("Nothing is in the history yet."), Hint("first-sync"))
    prefix = git.line("rev-parse", "--show-prefix")
    found = list(_found(git, prefix, paths, most))[:most]
    sides = (side for one in found if type_at(one.path) for side in (one.before, one.after))
    names = list(dict.fromkeys(side.blob for side in sides if side))
    blobs = dict(zip(names, git.blobs(names), strict=True))
    return [
        _revision(collection, one, *(blobs.get(side.blob) if side else None for side in (one.before, one.after)))
        for one in found
    ]


def place_of(item: Item) -> str:
    """The file of an item; the folder of a project or an idea, because their conversation lies there too."""
    return item.path.rpartition("/")[0] if isinstance(item, Idea | Project) else item.path


def _found(git: Git, prefix: str, paths: Sequence[str], most: int) -> Iterator[_Found]:
    """The changes that git tells of; of what brings histories together, only what no side had."""
    asked = ("-c", "--full-history", f"--max-count={most}", "HEAD", "--", *(paths or ["."]))
    for commit in read_log(git, *asked, signatures=True):
        for file in commit.files:
            brought_together = len(file.before) > 1 and any(file.before)
            if file.path.startswith(prefix) and not brought_together:
                yield _Found(commit, file.path[len(prefix) :], file.before[0], file.after)


def _revision(collection: Collection, found: _Found, before: bytes | None, after: bytes | None) -> Revision:
    commit, path = found.commit, found.path
    known = addresses(collection.people.values())
    authors = tuple(dict.fromkeys(person_of(known, *named) for named in commit.authors))
    is_new, is_gone = not found.before, not found.after
    item = _item(path, after if after is not None else before)
    by = item.by if item and item.by and is_new else authors
    is_known = not {*by, item.noted_by if item else ""}.isdisjoint(authors)
    return Revision(
        path,
        _moment(commit.at),
        by,
        () if is_known else authors,
        authors[0] if commit.verdict in {"G", "U"} and _is_same(commit.signer, commit.author[1]) else "",
        item,
        () if is_new or is_gone else tuple(differences(collection, path, before or b"", after or b"")),
        is_new,
        is_gone,
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
