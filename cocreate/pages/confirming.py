"""Confirming: what an act came to, in a sentence: what was done, whose that is, on what, for whom, who says so.

Anybody may close, change or take up what somebody else gave; that it was somebody else's is never left unsaid.
"""

from __future__ import annotations

from cocreate.locale import _, plural
from cocreate.model import consent, phrases
from cocreate.model.held import held_values, told_values
from cocreate.model.hiccups import first_of, happened_again
from cocreate.model.items import Contribution, Idea, Person, Project
from cocreate.model.paragraphs import opening
from cocreate.model.text import unstopped
from cocreate.model.turning import told_turn, turned

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cocreate.model.collection import Collection
    from cocreate.model.items import Item


def given(collection: Collection, made: Contribution) -> str:
    """What was given, by whom, on what, and to what somebody said there: `Mavi agrees on Cup library, …`."""
    said = told_turn(collection, made, made.state) if turned(made) else phrases.happened(collection, made)
    above = collection.contributions.get(made.on)
    if above is None:
        return f"{said.rstrip('.')}."
    what = phrases.whose(collection, above)
    if made.kind in {"answer", "stance"}:
        return _("{said}, to {what}.").format(said=said, what=what)
    if made.kind == "thanks":
        return _("{said}, for {what}.").format(said=said, what=what)
    told = _("{said}, under {what}.").format(said=said, what=what)
    first = first_of(collection, made)
    if first is None or first.state != "resolved":
        return told
    how = _("That one was resolved: {how}.") if first.text("outcome") else _("That one was resolved.")
    return f"{told} {how.format(how=unstopped(first.text('outcome')))}"


def resolved(collection: Collection, hiccup: Contribution, by: Sequence[str]) -> str:
    """That a hiccup is resolved, and with it what happened again before."""
    return " ".join(filter(None, (became(collection, hiccup, by), with_it(collection, hiccup))))


def with_it(collection: Collection, hiccup: Contribution) -> str:
    """That what happened again is resolved with the first; empty where nothing is."""
    again = [one for one in happened_again(collection, hiccup) if one.state != "resolved"]
    if not again:
        return ""
    who = dict.fromkeys(person for one in again for person in one.by)
    return _("That it happened again, as told by {people}, is resolved with it.").format(
        people=phrases.names(collection, who)
    )


def became(collection: Collection, item: Contribution, by: Sequence[str]) -> str:
    """What became of a promise, a proposal or a hiccup, whose it is, and who says so where that is somebody else."""
    who, count = phrases.names(collection, item.by), len(item.by)
    told = _sentence(item.kind, item.state, count)
    said = told.format(who=who, what=phrases.about(collection, item), day=item.text("until")[:10])
    return _says(collection, said, item, by)


def decided(collection: Collection, proposal: Contribution, by: Sequence[str]) -> str:
    """That a proposal is decided, and by name who was not heard on it, or spoke to an earlier wording only."""
    return " ".join(filter(None, (became(collection, proposal, by), unheard(collection, proposal))))


def unheard(collection: Collection, proposal: Contribution, deciding: Sequence[str] = ()) -> str:
    """Who was not heard on a proposal as it reads now, with what some said to an earlier wording; empty for nobody.

    Whoever decides it, or is about to (`deciding`), is heard by that.
    """
    decides = proposal.listed("state_by") if proposal.state == "decided" else deciding
    earlier = {who: one for who, one in consent.earlier_stances(collection, proposal).items() if who not in decides}
    silent = [who for who in consent.to_hear(collection, proposal) if who not in {*earlier, *decides}]
    told = []
    if earlier:
        told.append(
            _("To an earlier wording, and not to this one: {stances}.").format(stances=_stances(collection, earlier))
        )
    if silent:
        told.append(_("Not heard on it: {people}.").format(people=phrases.names(collection, silent)))
    return " ".join(told)


def asked_again(before: Collection, item: Item, now: Item) -> str:
    """Whose stances were to the wording that `item` had in `before`, and are not to that of `now`; empty for nobody."""
    if not isinstance(item, Contribution) or item.text("revised") == now.text("revised"):
        return ""
    taken = consent.stances(before, item)
    told = _("To the earlier wording: {stances}. They are asked again.")
    if now.text("state") == "decided":
        told = _("To the earlier wording, which was decided: {stances}.")
    return told.format(stances=_stances(before, taken)) if taken else ""


def _stances(collection: Collection, taken: Mapping[str, Contribution]) -> str:
    """Stances as they are told in a row: `Noor Haddad objects, Ana Beltrán agrees`."""
    return ", ".join(
        _("{who} {stance}").format(who=collection.name_of(who), stance=phrases.state_words(one.text("stance")))
        for who, one in taken.items()
    )


def _sentence(kind: str, state: str, count: int) -> str:
    return {
        "kept": plural("{who}'s promise on {what} is kept", "The promise of {who} on {what} is kept", count),
        "released": plural("{who}'s promise on {what} is let go", "The promise of {who} on {what} is let go", count),
        "renegotiated": plural(
            "{who}'s promise on {what} has a new day, {day}",
            "The promise of {who} on {what} has a new day, {day}",
            count,
        ),
        "open": plural(
            "{who}'s proposal on {what} has more time, until {day}",
            "The proposal of {who} on {what} has more time, until {day}",
            count,
        ),
        "decided": plural("{who}'s proposal on {what} is decided", "The proposal of {who} on {what} is decided", count),
        "withdrawn": plural(
            "{who}'s proposal on {what} is withdrawn", "The proposal of {who} on {what} is withdrawn", count
        ),
        "shown": _("What was written looking back on {what} is shown"),
        "resolved": _("The hiccup that {who} noticed on {what} is resolved"),
    }.get(state, _("The {kind} of {who} on {what} is changed").replace("{kind}", phrases.kind_words(kind)))


def _says(collection: Collection, said: str, item: Item, by: Sequence[str]) -> str:
    """A sentence, with who says so, unless it is theirs alone."""
    if set(by) == set(item.by):
        return f"{said}."
    told = plural("{said}, says {people}.", "{said}, say {people}.", len(by))
    return told.format(said=said, people=phrases.names(collection, by))


def helped(collection: Collection, answer: Contribution, by: Sequence[str]) -> str:
    """That an answer helped, whose it is and whom; that it is one's own, which anybody may say, is said too."""
    people = phrases.names(collection, by)
    if set(by) <= set(answer.by):
        said = plural(
            "{people} says of an answer of their own that it helped.",
            "{people} say of an answer of their own that it helped.",
            len(by),
        ).format(people=people)
    else:
        said = _("It helped {people}: {what}.").format(people=people, what=phrases.whose(collection, answer))
    question = collection.contributions.get(answer.on)
    if question is None or question.kind != "question":
        return said
    asked = phrases.whose(collection, question)
    return _("{said} So {what} is answered.").format(said=said, what=asked)


def still_true(collection: Collection, item: Contribution, by: Sequence[str]) -> str:
    """That something still holds, who gave it, who says so, and when it is looked at again."""
    told = plural("{people} says that it still holds: {what}", "{people} say that it still holds: {what}", len(by))
    what = phrases.whose_on(collection, item)
    said = told.format(people=phrases.names(collection, by), what=what)
    if day := item.text("review"):
        return _("{said}. To be looked at again: {day}.").format(said=said, day=day)
    return f"{said}."


def confirmed(collection: Collection, heard: Contribution, by: Sequence[str]) -> str:
    """That something was heard right, by whom it was written down, and who says so."""
    told = plural(
        "{people} says that it was heard right: {what}.", "{people} say that it was heard right: {what}.", len(by)
    )
    return told.format(people=phrases.names(collection, by), what=phrases.whose_on(collection, heard))


def changed(collection: Collection, item: Item, by: Sequence[str]) -> str:
    """Whose it is that was changed, and who changed it; empty where it is their own."""
    theirs = (item.id,) if isinstance(item, Person) else item.by
    if not theirs or set(by) <= set(theirs):
        return ""
    told = plural("{people} changed {what}.", "{people} changed {what}.", len(by))
    return told.format(people=phrases.names(collection, by), what=phrases.whose_on(collection, item))


def let_go(collection: Collection, wording: Contribution, by: Sequence[str]) -> str:
    """That another wording was let go, whose and on what it was, who let it go, and what stands."""
    told = plural("{people} let go {what}.", "{people} let go {what}.", len(by))
    said = told.format(people=phrases.names(collection, by), what=phrases.whose_on(collection, wording))
    item = collection.get(wording.on) or collection.people.get(wording.text("card"))
    if item is None:
        return said
    stands = told_values({key: item.fields.get(key, "") for key in held_values(wording.fields)})
    if wording.body:
        text = opening(item.body)
        stands = f"{stands}; {text}" if stands else text
    return _("{said} What stands: {what}").format(said=said, what=stands) if stands else said


def turned_by(collection: Collection, item: Item, by: Sequence[str]) -> str:
    """Whose idea or project it is that rests, goes on or is finished, and who says so; empty where it is their own."""
    inside = {*item.by, *item.listed("people")} if isinstance(item, Project) else {*item.by}
    if not isinstance(item, Idea | Project) or set(by) <= inside:
        return ""
    told = plural("It is {what}; {people} says so.", "It is {what}; {people} say so.", len(by))
    return told.format(people=phrases.names(collection, by), what=phrases.whose(collection, item))


def joined(collection: Collection, item: Item, by: Sequence[str]) -> str:
    """Who joined what, and whose it is."""
    told = plural("{people} joined {what}.", "{people} joined {what}.", len(by))
    return told.format(people=phrases.names(collection, by), what=phrases.whose_on(collection, item))


def untold(collection: Collection, item: Item, by: Sequence[str]) -> str:
    """Nothing: what else the command says tells it."""
    del collection, item, by
    return ""
