"""A conversation: what was said, flat and in order, answers under their question, stances under their proposal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cocreate.locale import _
from cocreate.model import phrases, waiting
from cocreate.model.consent import replaced_by
from cocreate.model.hearing import came_of, put_right, righted
from cocreate.model.held import held_values
from cocreate.model.hints import Hint
from cocreate.model.items import as_list
from cocreate.model.looking_back import is_open
from cocreate.model.moments import parse_moment
from cocreate.model.schema import BOOKKEEPING, KIND_KEYS, Shape
from cocreate.model.signs import meaning_of
from cocreate.model.threads import arranged
from cocreate.model.turning import turned, turned_at
from cocreate.pages.cutting import ENDLESS, MOST_SAID, newest, said_before
from cocreate.pages.lines import SPACE, led_to, names, noted, sign, titled, when
from cocreate.pages.linking import mentioned
from cocreate.pages.looking_back import not_shown_yet, promises_that_stand
from cocreate.pages.overlaps import could_help
from cocreate.pages.parts import PLAIN, QUIET, WARM, Body, Empty, Fact, Line, Page, Parts, Row, Words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

    from cocreate.model.collection import Collection
    from cocreate.model.items import Contribution, Value

_SAID_ABOVE = BOOKKEEPING | frozenset(
    ["state", "stance", "helpful", "until", "to", "of", "card", "occasion", "written", "asked"]
)
"""Keys that the line above the text speaks of, and those that only programs read."""

_CAME_OF = ("outcome", "despite")
"""Keys that say what came of something."""

QUOTE = "▏"
"""Stands before the first words of what something is on."""


def conversation(
    collection: Collection, thread: Iterable[Contribution], now: datetime, ref: str, *, whole: bool = False
) -> Parts:
    """`thread`, one contribution after the other.

    Args:
        collection: what it is from.
        thread: what was said, oldest first.
        now: the moment that "2 h" is counted from.
        ref: the id of what the thread is about.
        whole: whether all of it is told; else the newest.
    """
    shown, left = newest(list(arranged(collection, thread)), ENDLESS if whole else MOST_SAID)
    above = collection.contributions.get(shown[0][0].on) if left and shown[0][1] else None
    parts = said(collection, above, now) if above else []
    if left := left - bool(above):
        parts.append(said_before(left, ref))
    return [*parts, *(part for given, depth in shown for part in said(collection, given, now, depth))]


def said(collection: Collection, given: Contribution, now: datetime, depth: int = 0, *, quoting: bool = True) -> Parts:
    """One contribution: who and what, how it stands, what it is on, its keys, its text.

    Args:
        collection: what it is from.
        given: the contribution.
        now: the moment that "2 h" is counted from.
        depth: how far it is set in, in steps.
        quoting: whether the first words of what it is on are told, where it does not stand under that.
    """
    turn = list(_turn(collection, given))
    stands = Words(f"  {phrases.how_it_stands(collection, given, with_state=not turn)}", QUIET)
    head = (sign(meaning_of(given)), SPACE, *names(collection, given.by), stands, *noted(collection, given))
    parts: Parts = [Row(head, when(given.at, now), ref=given.id, depth=depth, gap=True)]
    above = collection.contributions.get(given.on) if quoting and not depth else None
    if above:
        words = f"{QUOTE}{phrases.names(collection, above.by)}: {above.title}"
        parts.append(Row((Words(words, QUIET),), ref=given.id, depth=depth + 1, cut=1))
    parts += [Row(line, ref=given.id, depth=depth + 1) for line in (*turn, *keys(collection, given))]
    came = [Row(line, ref=given.id, depth=depth + 1) for line in _came_of(collection, given)]
    if waiting.waits_as(collection, given) in {waiting.QUESTION, waiting.ANSWERED, waiting.HEARD}:
        words = phrases.waits_words(collection, given)
        parts.append(Row((Words(words, WARM),), ref=given.id, depth=depth + 1))
    if is_open(given):
        parts += not_shown_yet(collection, given, depth + 1)
    if quoting and (right := put_right(collection, given)):
        people = phrases.names(collection, dict.fromkeys(person for one in right for person in one.by))
        words = _("put right by {people}; how it was first heard stands on its own page").format(people=people)
        return [*parts, Row((Words(words, WARM),), ref=given.id, depth=depth + 1)]
    if said_anew := righted(collection, given):
        people = phrases.names(collection, dict.fromkeys(person for one in said_anew for person in one.by))
        words = _("put right by {people}, under it").format(people=people)
        parts.append(Row((Words(words, WARM),), ref=given.id, depth=depth + 1))
    if quoting and (later := replaced_by(collection, given.id)):
        line = (Words(_("replaced by") + " ", QUIET), sign(meaning_of(later)), SPACE, Words(later.title))
        parts.append(Row(line, ref=given.id, depth=depth + 1))
    return [*parts, *([Body(given.body, given.id, depth + 1)] if given.body else []), *came]


def _turn(collection: Collection, given: Contribution) -> Iterator[Line]:
    """Who said that it is decided, kept, resolved or the like, and on which day, or that nobody wrote it down.

    Then that a decision reads otherwise than when it was made.
    """
    since, people = parse_moment(given.text("state_since")), given.listed("state_by")
    if not since and not people and _is_given_decided(collection, given):
        since, people = given.at, given.by
    if not (turned(given) or (since and people)):
        return
    day = f", {since.date()}" if since else ""
    words = f"{phrases.state_words(given.state)}{day}: "
    yield (Words(words, QUIET), *(names(collection, people) or (Words(_("nobody wrote down who said so"), QUIET),)))
    revised = parse_moment(given.text("revised"))
    if given.state == "decided" and since and revised and revised > since:
        yield (Words(_("its words were changed after that, {day}").format(day=revised.date()), WARM),)


def _is_given_decided(collection: Collection, given: Contribution) -> bool:
    """Whether it was decided in conversation and noted down as that: a stance is only taken on what is open."""
    return given.kind == "proposal" and given.state == "decided" and turned_at(collection, given) == given.at


def keys(collection: Collection, given: Contribution) -> Iterator[Line]:
    """What else a contribution says under keys of its kind, a line each; of a wording, the values that it keeps."""
    for key in KIND_KEYS.get(given.kind, ()):
        if key.name not in _SAID_ABOVE and key.name not in _CAME_OF and given.fields.get(key.name):
            is_of_hands = key.name == "between"
            yield _told(
                key.name, _value(collection, given.fields[key.name], Shape.PEOPLE if is_of_hands else key.shape)
            )
    if given.kind == "wording":
        for name, value in held_values(given.fields).items():
            yield _told(name, _value(collection, value, Shape.TEXT))


def _came_of(collection: Collection, given: Contribution) -> Iterator[Line]:
    """What came of it, after what was said: an outcome answers it."""
    for key in _CAME_OF:
        if given.fields.get(key):
            yield _told(key, _value(collection, given.fields[key], Shape.TEXT))


def _told(key: str, value: Line) -> Line:
    return (Words(f"{phrases.key_words(key)}: ", QUIET), *value)


def _value(collection: Collection, value: Value, shape: Shape) -> Line:
    """The value of a key as a person reads it."""
    if shape is Shape.PEOPLE:
        return names(collection, as_list(value))
    if shape is Shape.ID and (meant := collection.get(str(value))):
        return (Words(meant.title),)
    return (Words(", ".join(phrases.state_words(word) for word in as_list(value)), PLAIN),)


def contribution_page(collection: Collection, given: Contribution, now: datetime, *, whole: bool = False) -> Page:
    """One contribution: where it was said, then itself, and what was given to it."""
    head, *own = said(collection, given, now, quoting=False)
    below = [one for one in arranged(collection, [given, *collection.below(given)]) if one[0] is not given]
    shown, left = newest(below, ENDLESS if whole else MOST_SAID)
    replies: Parts = [said_before(left, given.id)] if left else []
    for one, depth in shown:
        replies += said(collection, one, now, depth, quoting=one.on != given.id)
    place = collection.root_of(given)
    where = led_to(collection, place) if collection.get(place) else ((Words(phrases.about(collection, given)),), "")
    around: Parts = [Fact(_("In"), where)]
    if above := collection.contributions.get(given.on):
        around.append(Fact(_("Under"), ((sign(meaning_of(above)), SPACE, Words(above.title)), above.id)))
    if later := replaced_by(collection, given.id):
        around.append(Fact(_("Replaced by"), (titled(later), later.id)))
    around += mentioned(collection, given.id)
    around += promises_that_stand(collection, given)
    if came := came_of(collection, given):
        around.append(Fact(_("Came of it"), *((titled(one), one.id) for one in came)))
    if given.kind == "question":
        around += could_help(collection, given)
    if given.kind == "wording":
        own.append(Empty(_("It waits beside what stands."), Hint("wording", given.id)))
    return Page([head], around, [*own, *replies])
