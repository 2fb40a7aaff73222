"""Names and addresses: how commits name people, and which person of the workspace a commit names."""

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from cocreate.locale import _
from cocreate.model.errors import Unreadable
from cocreate.model.ids import is_person_slug
from cocreate.model.items import Person
from cocreate.model.text import clean_line
from cocreate.sync.git import Git
from cocreate.sync.records import settings
from cocreate.workspace import journal
from cocreate.workspace.format import reading
from cocreate.workspace.local import whose_copy
from cocreate.workspace.paths import person_path, type_at

NOWHERE: Final = "cocreate.invalid"
"""The domain of the addresses of people whose card names none; by RFC 2606 no mail ever gets there."""


@dataclass(frozen=True, slots=True)
class Signature:
    """A name and an address, as commits name people."""

    name: str
    email: str

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>"


def as_author(author: Signature) -> dict[str, str]:
    """What tells git whom a commit is by, and who makes it."""
    return {
        "GIT_AUTHOR_NAME": author.name,
        "GIT_AUTHOR_EMAIL": author.email,
        "GIT_COMMITTER_NAME": author.name,
        "GIT_COMMITTER_EMAIL": author.email,
    }


def signature_of(root: str, person: str) -> Signature:
    """How commits name the person of a slug: as their card says, if there is one."""
    card = _card(root, person) or Person(person_path(person), {})
    emails = [email for email in card.listed("emails") if _fits(email)]
    return Signature(_fit(card.title) or person, emails[0] if emails else f"{person}@{NOWHERE}")


def own_signature(git: Git) -> Signature:
    """The person that git in this copy knows."""
    said = settings(git.run("config", "-z", "--get-regexp", r"^user\.(name|email)$", fine=(0, 1)))
    name, email = _fit(said.get("user.name", "")), said.get("user.email", "")
    return Signature(name or _("somebody"), email if _fits(email) else f"somebody@{NOWHERE}")


def signature_of_copy(git: Git) -> Signature:
    """Whom git knows here; else the person this copy belongs to, else whoever wrote last in it."""
    own = own_signature(git)
    if own.email != f"somebody@{NOWHERE}":
        return own
    if person := whose_copy(git.at):
        return signature_of(git.at, person)
    notes = journal.all_notes(git.at)
    return signature_of(git.at, notes[-1].by[0]) if notes else own


def people_by_email(root: str) -> dict[str, str]:
    """The slugs of people by the addresses on their cards, in lower case."""
    try:
        names = sorted(os.listdir(f"{root}/people"))
    except OSError:
        return {}
    cards = (_card(root, name.removesuffix(".md")) for name in names)
    return addresses(card for card in cards if card)


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


def _card(root: str, person: str) -> Person | None:
    path = person_path(person)
    try:
        card = reading.read_item(root, path) if type_at(path) else None
    except (FileNotFoundError, Unreadable):
        return None
    return card if isinstance(card, Person) else None


def _fits(email: str) -> bool:
    return bool(email) and email.isprintable() and not set(email) & set("<> ,\"'")


def _fit(name: str) -> str:
    """A name as a commit can hold it: no brackets, nothing that cannot be seen."""
    return clean_line(name).replace("<", "").replace(">", "").strip(" .,:;\"'")
