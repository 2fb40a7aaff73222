"""Invitations: codes for one use and some days, with which somebody comes in for the first time.

Only what a code sums up to is kept (SHA-256), so whoever reads the file has no code.
"""

import secrets
from collections.abc import Collection as Collection_
from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import compare_digest
from itertools import chain, count
from typing import NamedTuple

from cocreate.model.collection import Collection
from cocreate.model.ids import is_person_slug
from cocreate.model.moments import parse_moment
from cocreate.model.text import fold, slug
from cocreate.sittings.doors import Kept

FILE = "codes.json"

LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base32: nothing that looks like something else."""

LENGTH = 16
"""Letters of a code: 80 bits, which nobody guesses."""

DAYS = 7
"""Days for which an invitation holds."""

_ALIKE = str.maketrans("ilou", "110v")


class Invited(NamedTuple):
    """Who is invited: their name as somebody wrote it, and the slug that they will have, or have."""

    name: str
    person: str


def spelt(code: str) -> str:
    """A code as people type it, without what they may write differently."""
    letters = code.lower().translate(_ALIKE)
    return "".join(one for one in letters if one in LETTERS)[: LENGTH + 1]


def looks_like_code(word: str) -> bool:
    """Whether a word could be a code: sixteen of its letters, with nothing but hyphens between."""
    plain = word.replace("-", "")
    return len(plain) == LENGTH and set(plain.lower()) <= set(LETTERS)


def person_called(
    collection: Collection, name: str, taken: Collection_[str], invited: Iterable[Invited] = ()
) -> tuple[str, bool]:
    """The slug of whoever is called `name`, and whether somebody known here is.

    Only a whole name, or a short name, means somebody known: another Noor is another person.

    Args:
        collection: what there is.
        name: as somebody wrote it.
        taken: the slugs of those who have a key and perhaps no card yet.
        invited: those who may come at any time; whoever is called as one of them is that one.
    """
    called = [one.id for one in collection.people.values() if fold(one.title) == fold(name)]
    if len(called) == 1:
        return called[0], True
    person = slug(name)
    if person in collection.people or person in collection.known_people or person in taken:
        return person, True
    waiting = {one.person: fold(one.name) for one in invited}
    if person or (person := next((slug_ for slug_, said in waiting.items() if said == fold(name)), "")):
        return person, False
    names = chain(["somebody"], (f"somebody-{number}" for number in count(2)))
    others = {*collection.people, *collection.known_people, *taken, *waiting}
    return next(one for one in names if one not in others), False


class Invitations:
    """The invitations of one door that stand. Its methods read and write files.

    Args:
        folder: of the door.
    """

    def __init__(self, folder: str) -> None:
        self._kept = Kept(folder, FILE)

    def invite(self, name: str, person: str, now: datetime, days: int = DAYS) -> str:
        """A code with which whoever is called `name` comes in as `person`.

        Raises:
            NotWritten: the disk said no; there is no such code.
        """
        code = "".join(secrets.choice(LETTERS) for _each in range(LENGTH))
        until = (now + timedelta(days=days)).isoformat(timespec="seconds")
        with self._kept.changed() as values:
            values[:] = [one for one in values if _holds(one, now)]
            values.append({"sum": _sum(code), "name": name, "person": person, "until": until})
        return "-".join(code[at : at + 4] for at in range(0, LENGTH, 4))

    def known(self, code: str, now: datetime) -> Invited | None:
        """Who is invited by this code; None where it is none, was used, or is over. Takes as long whatever it is."""
        wanted, found = _sum(spelt(code)), None
        for one in self._kept.read():
            same = compare_digest(wanted.encode(), str(one.get("sum", "")).encode())
            if same and _holds(one, now):
                found = _invited(one)
        return found

    def all(self, now: datetime) -> list[Invited]:
        """All who are invited now and have not come yet."""
        found = (_invited(one) for one in self._kept.read() if _holds(one, now))
        return [one for one in found if one]

    def use(self, code: str, now: datetime) -> Invited | None:
        """The same, and from now on the code opens nothing any more: of two who use it at once, one comes in."""
        with self._kept.changed() as values:
            found = self.known(code, now)
            values[:] = [one for one in values if one.get("sum") != _sum(spelt(code))]
        return found


def _sum(code: str) -> str:
    return sha256(code.encode()).hexdigest()


def _holds(one: dict[str, object], now: datetime) -> bool:
    until = parse_moment(str(one.get("until", "")))
    return until is not None and now < until


def _invited(one: dict[str, object]) -> Invited | None:
    person = str(one.get("person", ""))
    return Invited(str(one.get("name", "")), person) if is_person_slug(person) else None
