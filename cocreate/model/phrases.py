"""How things are said: names together, kinds and states in words, what happened in a sentence."""

from collections.abc import Iterable
from datetime import date

from cocreate.locale import N_, _, plural
from cocreate.model import waiting
from cocreate.model.collection import Collection
from cocreate.model.consent import is_to_earlier_words
from cocreate.model.hiccups import first_of, resolved_with
from cocreate.model.ids import COMMONS
from cocreate.model.items import Contribution, Idea, Item, Person, Project
from cocreate.model.text import cut_at_word

_KINDS = {
    "person": N_("person"),
    "project": N_("project"),
    "idea": N_("idea"),
    "joined": N_("count me in"),
    "comment": N_("comment"),
    "addition": N_("yes, and"),
    "question": N_("question"),
    "answer": N_("answer"),
    "proposal": N_("proposal"),
    "stance": N_("stance"),
    "promise": N_("promise"),
    "hiccup": N_("hiccup"),
    "thanks": N_("thanks"),
    "encounter": N_("encounter"),
    "making": N_("making"),
    "knowhow": N_("good to know"),
    "agreement": N_("agreement"),
    "lookback": N_("look back"),
    "wording": N_("other wording"),
}

_STATES = {
    "fresh": N_("fresh"),
    "growing": N_("growing"),
    "taken-up": N_("taken up"),
    "resting": N_("resting"),
    "active": N_("active"),
    "finished": N_("finished"),
    "open": N_("open"),
    "answered": N_("answered"),
    "decided": N_("decided"),
    "withdrawn": N_("withdrawn"),
    "kept": N_("kept"),
    "renegotiated": N_("renegotiated"),
    "released": N_("released"),
    "noticed": N_("noticed"),
    "in-work": N_("in work"),
    "resolved": N_("resolved"),
    "shown": N_("shown"),
    "agree": N_("agrees"),
    "object": N_("objects"),
    "abstain": N_("abstains"),
}


def names(collection: Collection, people: Iterable[str]) -> str:
    """What `people` are called, parted by commas, in the order they are given."""
    return ", ".join(collection.name_of(person) for person in people)


def kind_words(kind: str) -> str:
    """A kind of contribution, or a type, as a person says it."""
    return _(_KINDS[kind]) if kind in _KINDS else kind


def kind_meaning(kind: str) -> str:
    """What a kind of contribution is for, in a few words."""
    return {
        "comment": _("a thought on it"),
        "addition": _("builds on it; the original stays untouched"),
        "question": _("waits for an answer"),
        "answer": _("stands under its question"),
        "proposal": _("something to decide together"),
        "stance": _("agree, object with a reason, or abstain"),
        "promise": _("what I will do, perhaps by a day"),
        "hiccup": _("something that goes wrong for somebody"),
        "thanks": _("appreciation for somebody"),
        "encounter": _("a call, a visit, a meal: what we heard"),
        "making": _("work done outside the workspace"),
        "knowhow": _("for whoever comes later"),
        "agreement": _("what we hold to"),
        "lookback": _("how it went, and what we learned"),
    }.get(kind, "")


def state_words(state: str) -> str:
    """A state, or a stance, as a person says it."""
    return _(_STATES[state]) if state in _STATES else state


def asked_words(asked: str) -> str:
    """A question of a looking back, as it is put to a person."""
    return {
        "what": _("What happened?"),
        "so-what": _("So what: what does it mean to us?"),
        "now-what": _("Now what: what shall we do?"),
    }.get(asked, asked)


def standing(item: Item) -> str:
    """The state of an item, with its reason where there is one: `resting: until the roof is done`.

    What a promise was renewed for is no reason for which it was kept.
    """
    because = item.text("because") if item.state != "kept" else ""
    return state_words(item.state) + (f": {because}" if because else "")


def signed(collection: Collection, item: Item) -> str:
    """Who noted it down, if that was somebody else than whoever gave it; else empty."""
    return _("noted by {name}").format(name=collection.name_of(item.noted_by)) if item.noted_by else ""


def how_it_stands(collection: Collection, given: Contribution, *, with_state: bool = True) -> str:
    """What a contribution is, and how it stands: `promise, open, by 2026-12-01`, `answer, helped Mavi`.

    Where its state is told beside it, with who said so, it is left out here.
    """
    state = state_words(given.state) if with_state else ""
    people = names(collection, given.listed("to"))
    helped = names(collection, given.listed("helpful"))
    parts = [
        _what_it_is(given),
        _("to an earlier wording") if is_to_earlier_words(collection, given) else "",
        _("happened again") if first_of(collection, given) else "",
        _("resolved with the first") if resolved_with(collection, given) else state,
        _("answered") if given.kind == "question" and collection.is_answered(given) else "",
        _("by {day}").format(day=given.text("until")[:10]) if given.text("until") else "",
        _("to {people}").format(people=people) if people else "",
        _("helped {people}").format(people=helped) if helped else "",
        given.text("occasion"),
    ]
    return ", ".join(part for part in parts if part)


def _what_it_is(given: Contribution) -> str:
    if given.kind == "stance":
        return state_words(given.text("stance"))
    if given.kind == "lookback" and given.text("asked"):
        return asked_words(given.text("asked"))
    return kind_words(given.kind)


def waits_words(collection: Collection, given: Contribution, today: date | None = None) -> str:
    """What a contribution still waits for, in words; empty if for nothing."""
    return as_what(given, waiting.waits_as(collection, given), today)


def as_what(item: Item, waits: str, today: date | None = None) -> str:
    """As what an item waits, in words; `waits` is one of the words of `waiting`, or empty."""
    until = item.text("until")[:10]
    if waiting.has_passed(waits, until, today):
        return {
            waiting.PROPOSAL: _("a proposal to decide, whose day, {day}, has passed"),
            waiting.PROMISE: _("a promise, whose day, {day}, has passed"),
        }[waits].format(day=until)
    return {
        waiting.QUESTION: _("a question without an answer"),
        waiting.ANSWERED: _("an answer to look at"),
        waiting.PROPOSAL: _("a proposal to decide"),
        waiting.OBJECTION: _("an objection to take in"),
        waiting.PROMISE: _("a promise, by {day}").format(day=until) if until else _("a promise"),
        waiting.HICCUP: _("a hiccup: {state}").format(state=state_words(item.state)),
        waiting.WORDING: _("another wording, written for the same place at the same time: to be taken over or let go"),
        waiting.HEARD: _("what was heard: is it right?"),
        waiting.LOOKBACK: _("a look back: write to it, or show it together"),
        waiting.IDEA: _("an idea that nobody has replied to"),
        waiting.OFFER: _("an idea that is yours too, if you say yes"),
        waiting.REVIEW: _review_words(item),
    }.get(waits, "")


def _review_words(item: Item) -> str:
    if isinstance(item, Contribution) and item.kind == "knowhow":
        return _("good to know, if it is still true: looked at {day}").format(
            day=item.text("checked") or item.at.date()
        )
    return _("to be looked at again since {day}").format(day=item.text("review"))


def about(collection: Collection, item: Item) -> str:
    """The title of what a contribution is about: the project or idea whose thread it is in."""
    thread = collection.root_of(item)
    if thread == COMMONS:
        return _("the commons")
    found = collection.get(thread)
    return found.title if found else _("something that is gone")


def whose(collection: Collection, item: Item) -> str:
    """What somebody gave, with its article, and who gave it: `the promise of Mavi`; of other things their title."""
    if isinstance(item, Person):
        return _("the card of {who}").format(who=item.title)
    kind = item.kind if isinstance(item, Contribution) else item.type
    return {
        "project": _("the project that {who} started"),
        "idea": _("the idea of {who}"),
        "comment": _("the comment of {who}"),
        "addition": _("what {who} built on it"),
        "question": _("the question of {who}"),
        "answer": _("the answer of {who}"),
        "proposal": _("the proposal of {who}"),
        "stance": _("the stance of {who}"),
        "promise": _("the promise of {who}"),
        "hiccup": _("the hiccup that {who} noticed"),
        "thanks": _("the thanks of {who}"),
        "encounter": _("the encounter that {who} wrote down"),
        "making": _("what {who} made"),
        "knowhow": _("what {who} found good to know"),
        "agreement": _("the agreement of {who}"),
        "lookback": _("the look back of {who}"),
        "wording": _("the other wording by {who}"),
    }.get(kind, item.title).format(who=names(collection, item.by))


def whose_on(collection: Collection, item: Item) -> str:
    """The same, with what it is on, or called: `the promise of Mavi on Cup library`."""
    if isinstance(item, Person):
        return whose(collection, item)
    if isinstance(item, Contribution):
        return _("{thing} on {title}").format(thing=whose(collection, item), title=about(collection, item))
    return _("{title}, {thing}").format(title=item.title, thing=whose(collection, item))


LONGEST_QUOTE = 36
"""Characters of what somebody said that name it in a sentence about something else."""


def nearest(collection: Collection, item: Item) -> str:
    """What a contribution is about, as near as it has words: what it replies to, and in which project or idea."""
    place, above = about(collection, item), collection.get(item.text("on"))
    while isinstance(above, Contribution) and not above.title:
        above = collection.get(above.on)
    if not isinstance(above, Contribution):
        return place
    return _("“{words}” in {title}").format(words=cut_at_word(above.title, LONGEST_QUOTE), title=place)


def happened(collection: Collection, item: Item, what: str = "") -> str:
    """What giving `item` was, in a sentence: who, what, on what, which is called `what` or by its title."""
    who, count = names(collection, item.by), len(item.by)
    if isinstance(item, Project):
        said = _("{title} grew") if item.grew_from else plural("{who} starts {title}", "{who} start {title}", count)
        return said.format(who=who, title=item.title)
    if isinstance(item, Idea):
        said = (
            plural("{who} weaves {title}", "{who} weave {title}", count)
            if item.woven_from
            else plural("{who} has an idea: {title}", "{who} have an idea: {title}", count)
        )
        return said.format(who=who, title=item.title)
    if isinstance(item, Contribution):
        whom = names(collection, item.listed("to"))
        again = _("{who}: it happened again, on {what}") if first_of(collection, item) else ""
        return (again or _verb(item, count)).format(who=who, what=what or about(collection, item), whom=whom)
    return item.title


OVER = frozenset(["decided", "withdrawn", "kept", "released", "resolved"])
"""States in which a contribution waits for nothing more."""


def happened_since(collection: Collection, item: Item) -> str:
    """What giving `item` was, or what became of it: `Mavi asks on Barista pass`, `Mavi kept a promise on Barista pass`.

    For whoever reads of it elsewhere: a reply is told with what it replies to.
    """
    if not isinstance(item, Contribution):
        return happened(collection, item)
    what, who = nearest(collection, item), names(collection, item.by)
    became = _became(item, len(item.by)) if item.state in OVER else ""
    if not became:
        return happened(collection, item, what)
    return said_by_another(collection, item, became.format(who=who, what=what))


def _became(item: Contribution, count: int) -> str:
    """The sentence of what became of a contribution that is over, with places for who and what; or nothing."""
    return {
        ("proposal", "decided"): _("What {who} proposed on {what} is decided"),
        ("proposal", "withdrawn"): _("What {who} proposed on {what} is withdrawn"),
        ("promise", "kept"): plural("{who} kept a promise on {what}", "{who} kept a promise on {what}", count),
        ("promise", "released"): _("A promise of {who} on {what} is let go"),
        ("hiccup", "resolved"): _("The hiccup that {who} noticed on {what} is resolved"),
    }.get((item.kind, item.state), "")


def done_by_one(collection: Collection, item: Item, person: str) -> str:
    """What giving `item` was, on the page of whoever gave it: without their name, where they gave it alone."""
    said, name = happened(collection, item), collection.name_of(person)
    if list(item.by) != [person] or not said.startswith(f"{name} "):
        return said
    said = said.removeprefix(f"{name} ")
    return said[:1].upper() + said[1:]


def said_by_another(collection: Collection, item: Item, said: str) -> str:
    """A sentence on what an item became, with whoever says so, where it is not whose it is, or who is in it."""
    people = item.listed("state_by")
    inside = {*item.by, *item.listed("people")} if item.type == "project" else {*item.by}
    if not people or set(people) == inside or (not isinstance(item, Contribution) and set(people) <= inside):
        return said
    told = plural("{said}, says {people}", "{said}, say {people}", len(people))
    return told.format(said=said, people=names(collection, people))


def _verb(item: Contribution, count: int) -> str:
    """The sentence of a kind of contribution, with places for who and what."""
    if item.kind == "stance":
        return _stance(item.text("stance"), count)
    if item.kind == "thanks" and item.listed("to"):
        return plural("{who} thanks {whom} on {what}", "{who} thank {whom} on {what}", count)
    if item.kind == "lookback" and item.state:
        return plural("{who} begins a look back on {what}", "{who} begin a look back on {what}", count)
    return {
        "comment": plural("{who} says on {what}", "{who} say on {what}", count),
        "addition": plural("{who} says yes, and … on {what}", "{who} say yes, and … on {what}", count),
        "question": plural("{who} asks on {what}", "{who} ask on {what}", count),
        "answer": plural("{who} answers on {what}", "{who} answer on {what}", count),
        "proposal": plural("{who} proposes on {what}", "{who} propose on {what}", count),
        "promise": plural("{who} promises on {what}", "{who} promise on {what}", count),
        "hiccup": plural("{who} noticed a hiccup on {what}", "{who} noticed a hiccup on {what}", count),
        "thanks": plural("{who} gives thanks on {what}", "{who} give thanks on {what}", count),
        "encounter": plural("{who} tells of an encounter on {what}", "{who} tell of an encounter on {what}", count),
        "making": plural("{who} tells what was made for {what}", "{who} tell what was made for {what}", count),
        "knowhow": plural(
            "{who} notes what is good to know of {what}", "{who} note what is good to know of {what}", count
        ),
        "agreement": plural("{who} notes an agreement on {what}", "{who} note an agreement on {what}", count),
        "lookback": plural("{who} looks back on {what}", "{who} look back on {what}", count),
        "wording": _("Other wording by {who} on {what}"),
    }[item.kind]


def _stance(stance: str, count: int) -> str:
    if stance == "agree":
        return plural("{who} agrees on {what}", "{who} agree on {what}", count)
    if stance == "object":
        return plural("{who} objects on {what}", "{who} object on {what}", count)
    return plural("{who} abstains on {what}", "{who} abstain on {what}", count)


def type_words(item: Item) -> str:
    """What `item` is, in a word or two: its kind, if it is a contribution."""
    if isinstance(item, Contribution):
        return kind_words(item.kind)
    return kind_words("person" if isinstance(item, Person) else item.type)


def key_words(name: str) -> str:
    """A key as a label for a person."""
    return {
        "state": _("state"),
        "outcome": _("outcome"),
        "review": _("look again"),
        "replaces": _("instead of"),
        "until": _("by when"),
        "step": _("at the step"),
        "between": _("between"),
        "felt_by": _("felt by"),
        "to": _("to"),
        "form": _("how we met"),
        "people": _("with"),
        "on_day": _("on"),
        "heard_from": _("heard from"),
        "confirmed": _("confirmed by"),
        "puts_right": _("puts right"),
        "heard_in": _("heard in"),
        "occasion": _("what for"),
        "written": _("who has written"),
        "asked": _("asked"),
        "checked": _("checked"),
        "because": _("because"),
        "despite": _("in spite of an objection"),
        "helpful": _("helpful to"),
        "title": _("title"),
        "purpose": _("purpose"),
        "project": _("project"),
        "themes": _("themes"),
        "name": _("name"),
        "address": _("how to address me"),
        "language": _("language"),
        "brings": _("brings"),
        "curious": _("curious about"),
        "emails": _("email"),
        "grew_from": _("grew from"),
        "woven_from": _("woven from"),
        "joined": _("joined"),
        "offered": _("offered to"),
        "by": _("by"),
        "noted_by": _("noted by"),
    }.get(name, name)
