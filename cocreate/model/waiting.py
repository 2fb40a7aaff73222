"""What waits: what somebody has asked for, promised or objected to, and from whom it wants what."""

from __future__ import annotations

from cocreate.model.consent import objections, to_hear
from cocreate.model.days import months_on
from cocreate.model.hearing import still_to_confirm
from cocreate.model.hiccups import resolved_with
from cocreate.model.items import Contribution
from cocreate.model.looking_back import still_to_write
from cocreate.model.moments import LONG_AGO, parse_day
from cocreate.model.once import once
from cocreate.model.schema import HELD

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date
    from typing import Final

    from cocreate.model.collection import Collection
    from cocreate.model.items import Idea, Item

QUESTION, ANSWERED = "question", "answered"
"""A question that nobody has answered, and one whose answers nobody has found helpful yet."""

PROPOSAL, OBJECTION, PROMISE, HICCUP, WORDING = "proposal", "objection", "promise", "hiccup", "wording"
HEARD = "heard"
"""What was heard from somebody who has neither confirmed it nor put it right."""

LOOKBACK = "lookback"
"""A looking back that is not shown yet: some have still to write, or it is there to be shown."""

MONTHS = 6
"""After so many months what is good to know is asked about: is it still true?"""

IDEA, REVIEW = "idea", "review"
"""An idea that nobody has replied to, and what was to be looked at again by now."""


OFFER = "offer"
"""To be named as one of those whose idea it is: it waits for their own yes."""


class Wait:
    """Something that waits.

    Args:
        item: the thing itself.
        waits: as what: one of the words above.
        of: whose it is, by slug.
        whom: whom it waits for, by slug; nobody where anybody would do.
        until: by when, such as `2026-12-01`; empty where no day is named.
    """

    __slots__ = ("item", "of", "until", "waits", "whom")

    def __init__(self, item: Item, waits: str, of: tuple[str, ...], whom: tuple[str, ...], until: str = "") -> None:
        self.item: Final = item
        self.waits: Final = waits
        self.of: Final = of
        self.whom: Final = whom
        self.until: Final = until


def waits_as(collection: Collection, given: Contribution) -> str:
    """As what `given` still waits for somebody: one of the words above; empty where it waits for nothing."""
    kind = given.kind
    if kind == "question" and not collection.is_answered(given):
        answers = any(reply.kind == "answer" for reply in collection.replies(given.id))
        return ANSWERED if answers else QUESTION
    if kind in {"proposal", "promise", "lookback"} and given.state in {"open", "renegotiated"}:
        return kind
    if kind == "hiccup" and given.state != "resolved":
        return "" if resolved_with(collection, given) else HICCUP
    if kind == "stance" and given.text("stance") == "object":
        proposal = collection.contributions.get(given.on)
        stands = proposal is None or (proposal.state == "open" and given in objections(collection, proposal))
        return OBJECTION if stands else ""
    if kind == "encounter" and still_to_confirm(collection, given):
        return HEARD
    return WORDING if kind == "wording" else ""


NEVER = frozenset(["comment", "addition", "answer", "thanks", "making"])
"""The kinds of contribution that never wait for anybody."""


def may_wait(kind: str, state: str) -> bool:
    """Whether a contribution of this kind and state, or stance, may wait for somebody: no other does."""
    if kind in HELD:
        return True  # some day it wants to be looked at again
    if kind == "promise":
        return state in {"open", "renegotiated"}
    if kind == "lookback":
        return state == "open"
    return (
        kind in {"question", "wording", "encounter"} or (kind == "hiccup" and state != "resolved") or state == "object"
    )


def waiting_in(collection: Collection, root: str) -> list[tuple[Contribution, str]]:
    """What waits in the thread of the item called `root`, oldest first, each with as what."""
    found = ((given, waits_as(collection, given)) for given in collection.thread(root))
    return [(given, waits) for given, waits in found if waits]


def everything_waiting(collection: Collection, today: date, speakers: Iterable[str] = ()) -> list[Wait]:
    """All that waits in a workspace: what waits for one of `speakers` first, by its day where it has one.

    What has no day, and what waits for others, is told by how long it has waited.
    """
    speakers = set(speakers)

    def place(wait: Wait) -> tuple[bool, bool, str]:
        is_mine = not speakers.isdisjoint(wait.whom)
        return not is_mine, not (is_mine and wait.until), wait.until if is_mine else ""

    return sorted(_longest_first(collection, today), key=place)


def by_item(waits: Iterable[Wait]) -> list[list[Wait]]:
    """`waits` by what waits, in the order of the first of each: a thing may wait for more than one reason."""
    found: dict[str, list[Wait]] = {}
    for wait in waits:
        found.setdefault(wait.item.id, []).append(wait)
    return list(found.values())


def wait_for(waits: Iterable[Wait], people: Iterable[str]) -> bool:
    """Whether one of `waits` is for one of `people`."""
    whom = set(people)
    return any(not whom.isdisjoint(wait.whom) for wait in waits)


@once
def _longest_first(collection: Collection, today: date) -> list[Wait]:
    found = filter(None, map(_for_somebody(collection), (*_contributions(collection, today), *_ideas(collection))))
    return sorted(found, key=lambda wait: (wait.item.at, wait.item.id))


def _for_somebody(collection: Collection) -> Callable[[Wait], Wait | None]:
    """Tells of what waits whom it waits for where nobody else is: oneself; an idea then waits for nobody."""
    everybody = set(collection.known_people)

    def told(wait: Wait) -> Wait | None:
        if wait.whom or not everybody.issubset(wait.of):
            return wait
        return None if wait.waits == IDEA else Wait(wait.item, wait.waits, wait.of, wait.of, wait.until)

    return told


def _contributions(collection: Collection, today: date) -> Iterator[Wait]:
    replaced = {given.text("replaces") for given in collection.contributions.values() if given.kind in HELD}
    for given in collection.contributions.values():
        if given.kind in NEVER:
            continue
        waits = waits_as(collection, given)
        if waits:
            yield Wait(given, waits, given.by, _whom(collection, given, waits), given.text("until")[:10])
        elif (review := review_day(given)) and review <= today and given.id not in replaced:
            yield Wait(given, REVIEW, given.by, given.by, review.isoformat())


def has_passed(waits: str, until: str, today: date | None) -> bool:
    """Whether what waits until a day, such as `2026-12-01`, waits on after it."""
    day = parse_day(until) if waits in {PROMISE, PROPOSAL} else None
    return day is not None and today is not None and day < today


def review_day(given: Contribution) -> date | None:
    """The day from which on a decision, an agreement, or what is good to know wants to be looked at again."""
    if given.kind == "knowhow":
        seen = parse_day(given.text("checked")) or (given.at.date() if given.at > LONG_AGO else None)
        return months_on(seen, MONTHS) if seen else None
    is_held = given.kind in {"proposal", "agreement"} and given.state in {"decided", ""}
    return parse_day(given.text("review")) if is_held else None


def _whom(collection: Collection, given: Contribution, waits: str) -> tuple[str, ...]:
    """Whom a contribution waits for: whoever can take the next step, as far as the files say who that is."""
    if waits in {ANSWERED, PROMISE}:
        return given.by
    if waits == PROPOSAL:
        return to_hear(collection, given)
    if waits == HEARD:
        return still_to_confirm(collection, given)
    if waits == LOOKBACK:
        return still_to_write(collection, given)
    above = collection.get(given.on)
    marked = _marked_in(collection, given) if waits == QUESTION else ()
    whom = (*given.listed("to"), *marked, *(above.by if above else ()))
    return tuple(person for person in dict.fromkeys(whom) if person not in given.by)


def _marked_in(collection: Collection, given: Contribution) -> Iterable[str]:
    """Those whose `@name` stands in the text."""
    if "@" not in given.body:
        return ()
    from cocreate.model.links import marked_in  # deferred: few texts mark anybody

    return marked_in(collection, given)


def _ideas(collection: Collection) -> Iterator[Wait]:
    """Ideas that nobody but whoever had them has said anything on, joined, or let grow; those offered to somebody."""
    for idea in collection.ideas.values():
        if idea.state == "fresh" and not (
            set(idea.joined).difference(idea.by) or collection.children(idea.id) or _is_heard(collection, idea)
        ):
            yield Wait(idea, IDEA, idea.by, ())
        if "offered" in idea.fields and (offered := idea.offered):
            yield Wait(idea, OFFER, idea.by, offered)


def _is_heard(collection: Collection, idea: Idea) -> bool:
    """Whether somebody has said something on an idea who did not have it."""
    return any(not set(given.by).issubset(idea.by) for given in collection.said_in(idea.id))
