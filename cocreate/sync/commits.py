"""Keeping what was written in the history, credited to whoever wrote it.

One commit for each group of people whose acts are pending, the author being whoever speaks first, the others named as
co-authors, so that git's own tools tell the same credit. What a hand changed outside of this program is committed as
the person that git in this copy knows.
"""

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from cocreate.locale import _, plural
from cocreate.model import phrases
from cocreate.model.collection import Collection
from cocreate.model.errors import Unreadable
from cocreate.model.ids import is_person_slug
from cocreate.model.items import Contribution, Item, Person
from cocreate.model.text import clean_line
from cocreate.sync.git import Git
from cocreate.workspace import journal, reading
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
    """A file that is not as the history has it.

    Attributes:
        path: the file, in the workspace.
        is_new: whether the history does not have it.
        is_gone: whether it is not there.
        committed: the blob that the history has of it; empty where it has none.
    """

    path: str
    is_new: bool
    is_gone: bool
    committed: str = ""


def is_kept(path: str) -> bool:
    """Whether the file at `path` is one that people share."""
    name = path.rpartition("/")[2]
    is_emacs_own = name.startswith("#") and name.endswith("#")
    return name in _OWN or not (name.startswith(".") or is_emacs_own or name.endswith(_PASSING))


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
    try:
        names = sorted(os.listdir(f"{root}/people"))
    except OSError:
        return {}
    cards = (_item_at(root, person_path(name.removesuffix(".md"))) for name in names)
    return addresses(card for card in cards if isinstance(card, Person))


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
    out = git.run("config", "-z", "--get-regexp", r"^user\.(name|email)$", fine=(0, 1)).decode("utf-8", "replace")
    said = dict(one.partition("\n")[::2] for one in out.split("\0"))
    name, email = _fit(said.get("user.name", "")), said.get("user.email", "")
    return Signature(name or _("somebody"), email if _fits(email) else f"somebody@{NOWHERE}")


def last_speaker(git: Git) -> Signature:
    """Whoever wrote last in the copy that `git` runs in, where git knows nobody; else whom it knows."""
    own, notes = own_signature(git), journal.all_entries(git.at)
    is_known = own.email != f"somebody@{NOWHERE}"
    return own if is_known or not notes else signature_of(git.at, notes[-1].by[0])


def addresses(people: Iterable[Person]) -> dict[str, str]:
    """The slugs of `people` by the addresses on their cards and by their names, both in lower case.

    An address, or a name, that is on two cards is nobody's.
    """
    named = [(name.lower(), person.id) for person in people for name in {person.title, *person.listed("emails")}]
    times = Counter(name for name, _person in named)
    return {name: person for name, person in named if times[name] == 1}


def person_of(known: Mapping[str, str], name: str, email: str) -> str:
    """The slug of the person that a commit names, by their address; the name in its place where no card is theirs."""
    if email.endswith(f"@{NOWHERE}") and is_person_slug(email.partition("@")[0]):
        return email.partition("@")[0]
    return known.get(email.lower()) or known.get(name.lower(), name)


def _fits(email: str) -> bool:
    return bool(email) and email.isprintable() and not set(email) & set("<> ,\"'")


def _fit(name: str) -> str:
    """A name as a commit can hold it: no brackets, nothing that cannot be seen."""
    return clean_line(name).replace("<", "").replace(">", "").strip(" .,:;\"'")


def message_of(root: str, group: Sequence[Change], names: Sequence[str]) -> str:
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
