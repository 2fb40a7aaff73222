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

from cocreate.locale import _, plural
from cocreate.model import phrases
from cocreate.model.collection import Collection
from cocreate.model.errors import CocreateError, Unreadable
from cocreate.model.form import Shape, keys_of
from cocreate.model.hints import Hint
from cocreate.model.items import TYPES, Contribution, Idea, Item, Person, Project, Value, as_list
from cocreate.model.moments import parse_moment
from cocreate.sync.commits import addresses, person_of
from cocreate.sync.git import Git
from cocreate.sync.log import Logged, commits
from cocreate.workspace import reading
from cocreate.workspace.documents import Document, parse
from cocreate.workspace.paths import type_at

MOST: Final = 50
"""So many changes are told, unless somebody asks for more."""


LINES: Final = 12
"""So many lines of a text are told, each of what came and of what went."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change of one file.

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
class _Changed:
    """A file in a commit: what it held before and after, by the ids of blobs."""

    commit: Logged
    path: str
    before: str
    after: str


def history(root: str, collection: Collection, paths: Sequence[str], most: int = MOST) -> list[Change]:
    """The latest changes of the files and folders `paths`, the newest first.

    Raises:
        CocreateError: the workspace has no history, or git said no.
    """
    git = Git(root)
    if not git.says_yes("rev-parse", "--verify", "--quiet", "HEAD"):
        raise CocreateError(_("Nothing is in the history yet."), Hint("first-sync"))
    prefix = git.line("rev-parse", "--show-prefix")
    changed = list(_changed(git, prefix, paths, most))[:most]
    sides = (name for one in changed if type_at(one.path) for name in (one.before, one.after))
    names = list(dict.fromkeys(name for name in sides if _is_there(name)))
    blobs = dict(zip(names, git.blobs(names), strict=True))
    return [_change(collection, one, blobs.get(one.before), blobs.get(one.after)) for one in changed]


def place_of(item: Item) -> str:
    """The file of an item; the folder of a project or an idea, because their conversation lies there too."""
    return item.path.rpartition("/")[0] if isinstance(item, Idea | Project) else item.path


def _changed(git: Git, prefix: str, paths: Sequence[str], most: int) -> Iterator[_Changed]:
    """The changes that git tells of; of what brings histories together, only what no side had."""
    asked = ("-c", "--full-history", f"--max-count={most}", "HEAD", "--", *(paths or ["."]))
    for commit in commits(git, *asked, signatures=True):
        for blobs, path in commit.files:
            *before, _after = blobs
            brought_together = len(before) > 1 and any(map(_is_there, before))
            if path.startswith(prefix) and not brought_together:
                yield _Changed(commit, path[len(prefix) :], blobs[0], blobs[-1])


def _is_there(blob: str) -> bool:
    """Whether git names a content, and not that there was none."""
    return set(blob) != {"0"}


def _change(collection: Collection, changed: _Changed, before: bytes | None, after: bytes | None) -> Change:
    commit, path = changed.commit, changed.path
    known = addresses(collection.people.values())
    authors = tuple(dict.fromkeys(person_of(known, *named) for named in commit.authors))
    is_new, is_gone = not _is_there(changed.before), not _is_there(changed.after)
    item = _item(path, after if after is not None else before)
    by = item.by if item and item.by and is_new else authors
    is_known = not {*by, item.noted_by if item else ""}.isdisjoint(authors)
    return Change(
        path,
        _moment(commit.at),
        by,
        () if is_known else authors,
        authors[0] if commit.verdict in {"G", "U"} and _is_same(commit.signer, commit.email) else "",
        item,
        () if is_new or is_gone else tuple(_told(collection, path, before or b"", after or b"")),
        is_new,
        is_gone,
    )


def _moment(told: str) -> datetime:
    """The moment that git tells, here; the first of all where no clock has it."""
    with suppress(OverflowError):
        if moment := parse_moment(told):
            return moment.astimezone()
    return datetime.fromtimestamp(0, UTC).astimezone()


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


# What was changed, in words


def happened(collection: Collection, change: Change) -> str:
    """A change in a sentence: who did what to what."""
    names = phrases.names(collection, change.by)
    if change.item is None:
        if change.is_gone:
            return _("{who}: takes out {what}").format(who=names, what=change.path)
        return f"{names}: {change.path}"
    title = _title(collection, change.item)
    if change.is_gone:
        return _("{who}: takes out {what}").format(who=names, what=title)
    if change.is_new and not isinstance(change.item, Person):
        said = phrases.happened(collection, change.item)
        return f"{said}: {change.item.title}" if isinstance(change.item, Contribution) and change.item.title else said
    if change.is_new:
        return _("{who}: the card of {what}").format(who=names, what=title)
    return _("{who}: changes on {what}").format(who=names, what=title)


def _title(collection: Collection, item: Item) -> str:
    if not isinstance(item, Contribution):
        return item.title
    kind, place = phrases.kind_words(item.kind), phrases.about(collection, item)
    return _("{kind} on {title}").format(kind=kind, title=place)


def who(collection: Collection, change: Change) -> Iterator[str]:
    """What more is to be said of who it was: somebody else brought it in, somebody signed."""
    if change.brought_in_by:
        yield _("brought in by {who}").format(who=phrases.names(collection, change.brought_in_by))
    if change.signed_by:
        yield _("signed by {who}").format(who=collection.name_of(change.signed_by))


def _told(collection: Collection, path: str, before: bytes, after: bytes) -> Iterator[str]:
    """What `after` says otherwise than `before`, a piece for each key, and one for the text."""
    try:
        old, new = parse(before), parse(after)
    except Unreadable:
        yield _("the file")
        return
    shapes = _shapes(path, new)
    for key in dict.fromkeys([*new.fields, *old.fields]):
        was, now = old.fields.get(key, ""), new.fields.get(key, "")
        if was != now:
            yield _key_told(collection, key, was, now, shapes.get(key))
    if old.words != new.words:
        yield from _text_told(old.words, new.words)


def _shapes(path: str, document: Document) -> dict[str, Shape]:
    type_ = type_at(path)
    if not type_:
        return {}
    return {key.name: key.shape for key in keys_of(type_, str(document.fields.get("kind", "")))}


def _key_told(collection: Collection, key: str, was: Value, now: Value, shape: Shape | None) -> str:
    words = phrases.key_words(key)
    if isinstance(was, list) or isinstance(now, list):
        old, new = as_list(was), as_list(now)
        added = [_value(collection, one, shape) for one in new if one not in old]
        taken = [_value(collection, one, shape) for one in old if one not in new]
        if added and taken:
            said = _("{key}: {added} instead of {taken}")
        elif added:
            said = _("{key}: {added} added")
        else:
            said = _("{key}: {taken} taken out") if taken else _("{key} in another order")
        return said.format(key=words, added=", ".join(added), taken=", ".join(taken))
    if not now:
        return _("{key} taken out: {value}").format(key=words, value=_value(collection, str(was), shape))
    if not was:
        return _("{key}: {value}").format(key=words, value=_value(collection, str(now), shape))
    return _("{key}: {value}, before {before}").format(
        key=words, value=_value(collection, str(now), shape), before=_value(collection, str(was), shape)
    )


def _value(collection: Collection, value: str, shape: Shape | None) -> str:
    if shape in {Shape.ID, Shape.IDS}:
        found = collection.get(value)
        return found.title if found else value
    if shape in {Shape.PERSON, Shape.PEOPLE}:
        return collection.name_of(value)
    return phrases.state_words(value)


def _text_told(old: str, new: str) -> Iterator[str]:
    """The text: the lines that are new, then those that went, so that nobody's words are out of reach."""
    had, has = old.split("\n"), new.split("\n")
    added = [line.strip() for line in has if line.strip() and line not in had]
    gone = [line.strip() for line in had if line.strip() and line not in has]
    for lines, words in ((added, _("text: {line}")), (gone, _("text before: {line}"))):
        yield from (words.format(line=line) for line in lines[:LINES])
        if (left := len(lines) - LINES) > 0:
            yield plural("… and {count} line more", "… and {count} lines more", left).format(count=left)
    if not (added or gone):
        yield _("text in another order")


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
    for commit in commits(git, "--find-renames", "--diff-filter=A", "--no-merges", "HEAD", "--", "."):
        by = {person_of(known, *named) for named in commit.authors}
        for _blobs, path in commit.files:
            if path.startswith(prefix) and by <= slugs:
                found[path[len(prefix) :]] = (commit.commit, by)
    return found
