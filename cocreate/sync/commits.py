"""Keeping what was written in the history, credited to whoever wrote it.

One commit for each group of people whose acts are pending, the author being whoever speaks first, the others named as
co-authors, so that git's own tools tell the same credit. What a hand changed outside of this program is committed as
the person that git in this copy knows.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from cocreate.locale import _, plural
from cocreate.model import phrases
from cocreate.model.collection import Collection
from cocreate.model.errors import Unreadable
from cocreate.model.items import Contribution, Item, Person
from cocreate.model.text import clean_line
from cocreate.sync.git import Git
from cocreate.workspace import files, journal, reading
from cocreate.workspace.paths import person_path, thread_home, type_at

NOWHERE: Final = "cocreate.invalid"
"""The domain of the addresses of people whose card names none; by RFC 2606 no mail ever gets there."""

_OWN: Final = frozenset([".gitattributes", ".gitignore"])
_PASSING: Final = ("~", ".tmp", ".swp", ".swx", ".orig", ".bak")


@dataclass(frozen=True, slots=True)
class Signature:
    """A name and an address, as commits name people."""

    name: str
    email: str

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>"


@dataclass(frozen=True, slots=True)
class Change:
    """A file that is not as the history has it; `is_new`, `is_gone` where it has it not, or it is not there."""

    path: str
    is_new: bool
    is_gone: bool


def pending(git: Git, prefix: str) -> list[Change]:
    """What changed in the workspace since it was last committed; `prefix` is the workspace's path in its repository.

    Files that editors and other programs leave beside those they write are nobody's contribution.
    """
    found = []
    asked = ("status", "--porcelain=v1", "-z", "--untracked-files=all", "--no-renames", "--ignore-submodules=all")
    for record in git.records(*asked, "--", "."):
        state, path = record[:2], record[3:]
        if path.startswith(prefix) and is_kept(path):
            found.append(Change(path[len(prefix) :], "?" in state or "A" in state, "D" in state))
    return found


def is_kept(path: str) -> bool:
    """Whether the file at `path` is one that people share."""
    name = path.rpartition("/")[2]
    return name in _OWN or not (name.startswith((".", "#")) or name.endswith(_PASSING))


def commit_pending(git: Git, root: str, prefix: str) -> int:
    """Commit everything that changed in the workspace, and return in how many commits.

    What the person staged, stashed or changed elsewhere in the repository stays as it is.

    Raises:
        CocreateError: git said no.
    """
    changes = pending(git, prefix)
    notes = journal.entries(root)
    groups: dict[tuple[str, ...], list[Change]] = {}
    for change, before in zip(changes, _as_committed(git, prefix, changes), strict=True):
        groups.setdefault(_who_changed(root, change, before, notes), []).append(change)
    for people, group in groups.items():
        _commit(git, root, people, group)
    journal.forget(root, len(notes))
    return len(groups)


def _as_committed(git: Git, prefix: str, changes: Sequence[Change]) -> list[bytes | None]:
    """What the history has of each file; none has a name with a newline that a note could know."""
    names = ["" if change.is_new or "\n" in change.path else f"HEAD:{prefix}{change.path}" for change in changes]
    asked = iter(git.blobs([name for name in names if name]))
    return [next(asked) if name else None for name in names]


def _who_changed(root: str, change: Change, committed: bytes | None, notes: Sequence[journal.Entry]) -> tuple[str, ...]:
    """The people whose acts made the file what it is, the latest first; nobody, where a hand had the last word."""
    own = [note for note in notes if note.path == change.path]
    if not own or change.is_gone:
        return ()
    try:
        now = journal.mark_of(files.read(root, change.path))
    except (FileNotFoundError, Unreadable):
        return ()
    if own[-1].mark != now:
        return ()
    before = "" if committed is None else journal.mark_of(committed)
    known = [number for number, note in enumerate(own) if note.mark == before]
    since = own[known[-1] + 1 :] if known and known[-1] + 1 < len(own) else own
    return tuple(dict.fromkeys(person for note in reversed(since) for person in note.by))


def _commit(git: Git, root: str, people: Sequence[str], group: Sequence[Change]) -> None:
    cards = {person: signature_of(root, person) for person in people}
    own = own_signature(git)
    author = cards[people[0]] if people else own
    trailers = [f"Co-authored-by: {cards[person]}" for person in people[1:]]
    said = _message(root, group, [one.name for one in cards.values()] or [own.name])
    message = f"{said}\n\n" + "\n".join(trailers) if trailers else said
    names = "\0".join(change.path for change in group).encode("utf-8", "surrogateescape")
    from_stdin = ("--pathspec-from-file=-", "--pathspec-file-nul")
    git.run("add", "--all", *from_stdin, data=names)
    Git(git.at, as_author(author, own)).run(
        "commit", "--only", "--quiet", "--no-verify", f"--message={message}", *from_stdin, data=names
    )


def as_author(author: Signature, own: Signature | None = None) -> dict[str, str]:
    """What tells git who a commit is by, and whose copy it is made in."""
    own = own or author
    return {
        "GIT_AUTHOR_NAME": author.name,
        "GIT_AUTHOR_EMAIL": author.email,
        "GIT_COMMITTER_NAME": own.name,
        "GIT_COMMITTER_EMAIL": own.email,
    }


def people_by_email(root: str) -> dict[str, str]:
    """The slugs of people by the addresses on their cards, in lower case."""
    found: dict[str, str] = {}
    try:
        names = sorted(os.listdir(f"{root}/people"))
    except OSError:
        return found
    for name in names:
        if card := _item_at(root, person_path(name.removesuffix(".md"))):
            for email in card.listed("emails"):
                found.setdefault(email.lower(), card.id)
    return found


def signature_of(root: str, person: str) -> Signature:
    """How commits name the person of a slug: as their card says, if there is one."""
    try:
        card = reading.read_item(root, person_path(person))
    except (FileNotFoundError, Unreadable):
        card = Person(person_path(person), {})
    emails = [email for email in card.listed("emails") if _fits(email)]
    return Signature(_fit(card.title) or person, emails[0] if emails else f"{person}@{NOWHERE}")


def own_signature(git: Git) -> Signature:
    """The person that git in this copy knows."""
    name = _fit(git.line("config", "--get", "user.name", fine=(0, 1)))
    email = git.line("config", "--get", "user.email", fine=(0, 1))
    return Signature(name or _("somebody"), email if _fits(email) else f"somebody@{NOWHERE}")


def person_of(people: Iterable[Person], name: str, email: str) -> str:
    """The slug of the person that a commit names; the name in its place where no card is theirs."""
    if email.endswith(f"@{NOWHERE}"):
        return email.partition("@")[0]
    for person in people:
        if email.lower() in map(str.lower, person.listed("emails")):
            return person.id
    return name


def _fits(email: str) -> bool:
    return bool(email) and email.isprintable() and not set(email) & set("<> ,\"'")


def _fit(name: str) -> str:
    """A name as a commit can hold it: no brackets, nothing that cannot be seen."""
    return clean_line(name).replace("<", "").replace(">", "").strip(" .,:;\"'")


def _message(root: str, group: Sequence[Change], names: Sequence[str]) -> str:
    """What was done, in words: the first thing in the first line; where there are more, each in a line of its own."""
    told = [_told(root, change, ", ".join(names)) for change in group]
    if len(told) == 1:
        return told[0]
    rest = len(told) - 1
    head = plural("{first}, and one more", "{first}, and {count} more", rest).format(first=told[0], count=rest)
    return "\n".join([head, "", *(f"- {line}" for line in told)])


def _told(root: str, change: Change, who: str) -> str:
    item = _item_at(root, change.path)
    if item is None:
        what = _("{who}: takes out {path}") if change.is_gone else _("{who}: {path}")
        return what.format(who=who, path=clean_line(change.path))
    if not change.is_new or isinstance(item, Person):
        return _("{who}: changes on {title}").format(who=who, title=clean_line(_title(root, item)))
    people = {name: card for name in item.by if isinstance(card := _item_at(root, person_path(name)), Person)}
    home = _item_at(root, thread_home(change.path)) if isinstance(item, Contribution) else None
    around = Collection("", [item, *people.values(), *([home] if home else [])])
    return clean_line(phrases.happened(around, item))


def _title(root: str, item: Item) -> str:
    if isinstance(item, Contribution) and (home := _item_at(root, thread_home(item.path))):
        return home.title
    return item.title


def _item_at(root: str, path: str) -> Item | None:
    if not path or not type_at(path):
        return None
    try:
        return reading.read_item(root, path)
    except (FileNotFoundError, Unreadable):
        return None


def trailers_of(message: str) -> Mapping[str, list[str]]:
    """The trailers of a commit's message, by their key in lower case."""
    found: dict[str, list[str]] = {}
    for line in message.rstrip("\n").rpartition("\n\n")[2].splitlines():
        key, colon, value = line.partition(": ")
        if colon and key.replace("-", "").isalpha():
            found.setdefault(key.lower(), []).append(value)
    return found
