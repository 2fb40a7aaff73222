"""Deciding by consent: who said what to a proposal, what stands in its way, who is still to be heard.

Silence is never a yes: who has said nothing stands by name. Of one person the last stance counts, and none that was
taken before the words stood as they do now.
"""

from __future__ import annotations

import re

from cocreate.model.items import Contribution
from cocreate.model.moments import parse_moment

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from cocreate.model.collection import Collection

AGREE, OBJECT, ABSTAIN = "agree", "object", "abstain"


def stances(collection: Collection, proposal: Contribution) -> dict[str, Contribution]:
    """The stance of each person who took one on `proposal` as it reads now, by slug."""
    taken: dict[str, Contribution] = {}
    for reply in collection.replies(proposal.id):
        if reply.kind == "stance" and not is_to_earlier_words(collection, reply):
            taken |= dict.fromkeys(reply.by, reply)
    return taken


def is_to_earlier_words(collection: Collection, given: Contribution) -> bool:
    """Whether a stance was taken before its proposal came to read as it does now."""
    proposal = collection.contributions.get(given.on) if given.kind == "stance" else None
    since = parse_moment(proposal.text("revised")) if proposal else None
    return since is not None and given.at <= since


def earlier_stances(collection: Collection, proposal: Contribution) -> dict[str, Contribution]:
    """The last stance of each who spoke to an earlier wording of `proposal`, and not to this one, by slug."""
    heard = stances(collection, proposal)
    taken: dict[str, Contribution] = {}
    for reply in collection.replies(proposal.id):
        if is_to_earlier_words(collection, reply):
            taken |= {person: reply for person in reply.by if person not in heard}
    return taken


def last_said(collection: Collection, proposal: Contribution, people: Iterable[str] | None = None) -> datetime | None:
    """When `proposal` came to read as it does, or later one of `people`, or anybody, took a stance on it."""
    whom = None if people is None else set(people)
    taken = [one for one in collection.replies(proposal.id) if one.kind == "stance"]
    moments = [one.at for one in taken if whom is None or not whom.isdisjoint(one.by)]
    if since := parse_moment(proposal.text("revised")):
        moments.append(since)
    return max(moments, default=None)


_MARKS = re.compile(r"(?<!\d)[.,:]|[.,:](?!\d)|[;!…\"'“”„‘’]")
"""Marks of punctuation that change nothing of what is proposed; one within a number does."""


def reads_the_same(before: str, now: str) -> bool:
    """Whether two texts differ in nothing but spaces and punctuation, so that who spoke to one spoke to the other."""
    return _MARKS.sub("", before).split() == _MARKS.sub("", now).split()


def objections(collection: Collection, proposal: Contribution) -> list[Contribution]:
    """The objections that stand in the way of `proposal`, oldest first."""
    taken = stances(collection, proposal).values()
    return [one for one in dict.fromkeys(taken) if one.text("stance") == OBJECT]


def to_hear(collection: Collection, proposal: Contribution) -> tuple[str, ...]:
    """Who takes part in what `proposal` is on, or spoke to an earlier version of it, and has not spoken to this one."""
    root = collection.get(collection.root_of(proposal))
    concerned = [*root.by, *root.listed("people"), *root.listed("joined")] if root else []
    concerned += [who for one in collection.replies(proposal.id) if one.kind == "stance" for who in one.by]
    heard = {*stances(collection, proposal), *proposal.by}
    return tuple(person for person in dict.fromkeys(concerned) if person not in heard)


def replaced_by(collection: Collection, name: str) -> Contribution | None:
    """The decision or agreement that stands in the place of the one called `name`, if one does."""
    standing = [given for given in collection.replacing(name) if given.state in {"decided", ""}]
    return max(standing, key=lambda given: (given.at, given.id), default=None)
