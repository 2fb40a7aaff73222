"""The ways to close a proposal, a promise, a hiccup, what holds, what was heard, an idea, a project: each a command."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

from cocreate.acts import decide, hear, hiccup, know, offer, promise, states
from cocreate.acts.values import day_ahead, moment_ahead
from cocreate.acts.voice import Voice
from cocreate.locale import N_, _
from cocreate.model.collection import Collection
from cocreate.model.items import Contribution, Idea, Item, Project
from cocreate.model.moments import parse_day
from cocreate.model.schema import OPEN_PROMISES
from cocreate.model.text import unstopped
from cocreate.model.turning import turned_at
from cocreate.pages import confirming
from cocreate.pages.confirming import unheard, with_it
from cocreate.tui import safe
from cocreate.tui.commands.base import Command, Context, Subject
from cocreate.tui.commands.closing_asks import became, because, day, deciding
from cocreate.tui.drafting import Values
from cocreate.tui.widgets.fields import Field, FormSpec

ELSE = N_("That closes something else: x says what can be closed here.")

Act = Callable[[Context, Voice, Item, Values], Any]
"""Does it to the item, with what was typed."""

Ask = Callable[[Context, Item], Sequence[Field]]
"""The fields that it takes."""


def given(kind: str, *states_: str) -> Subject:
    """A contribution of a kind, in one of some states, if any are named."""

    def fits(context: Context) -> bool:
        one = context.target
        return isinstance(one, Contribution) and one.kind == kind and (not states_ or one.state in states_)

    return Subject(fits, ELSE)


def a_thing_in(*states_: str) -> Subject:
    """An idea or a project that is itself selected, in one of some states."""

    def fits(context: Context) -> bool:
        return isinstance(context.target, Idea | Project) and context.target.state in states_

    return Subject(fits, ELSE)


class Closing(Command):
    """One way to close something.

    Args:
        name: its id, which begins the names of its drafts too.
        words: a word or two.
        about: a sentence.
        subject: what it can be given on.
        act: does it.
        ask: the fields that it takes; without them nothing is asked.
        first: what is good to know before it is done, above the fields.
        said: what is said then: what was done first, as the title after it may be long.
        tells: the same, of what was given.
    """

    key, shown = "", False

    def __init__(
        self,
        name: str,
        words: str,
        about: str,
        subject: Subject,
        act: Act,
        ask: Ask | None = None,
        *,
        said: str,
        first: Callable[[Context, Item], str] = lambda _context, _item: "",
        tells: Callable[[Collection, Contribution], str] | None = None,
    ) -> None:
        self.id, self.words, self.about, self.subject = name, words, about, subject
        self._act, self._ask, self._first, self._said, self._tells = act, ask, first, said, tells

    async def do(self, context: Context) -> None:
        """Ask for what it takes, do it, and say how it stands."""
        item = context.target
        assert item  # noqa: S101 - the subject says so
        whose: Sequence[str] = ()

        def act(typed: Values, voice: Voice) -> object:
            nonlocal whose
            whose = voice.by
            return self._act(context, voice, item, typed)

        if self._ask is None:
            voice = context.voice()
            done = await context.act(lambda: act({}, voice))
        else:
            words = _(self.words)
            title = safe.line(f"{words[:1].upper()}{words[1:]}: {context.title_of(item)}", "bold $accent")
            first = self._first(context, item)
            spec = FormSpec(title, f"{self.id}-{item.id}", self._ask(context, item), about=first)
            done = await context.fill(spec, act)
        if done is not None:
            now = context.collection.get(item.id) or item
            context.screen.stand_on(done.id if isinstance(done, Item) else now.id)
            told = self._tells(context.collection, done) if self._tells and isinstance(done, Contribution) else ""
            context.tell(told or self._told(context, now), whose)

    def _told(self, context: Context, now: Item) -> str:
        """What became of it."""
        told = _(self._said).format(title=unstopped(now.title))
        more = _MORE.get(now.state)
        return f"{told} {more(context.collection, now)}".rstrip() if more and isinstance(now, Contribution) else told


_MORE: Final[dict[str, Callable[[Collection, Contribution], str]]] = {"decided": unheard, "resolved": with_it}
"""What else is told of what is over, by the state that it is in."""


def _not_heard(context: Context, item: Item) -> str:
    """Who was not heard on a proposal as it reads now."""
    speaking = context.studio.speaking
    by = speaking.by if speaking else ()
    return unheard(context.collection, item, by) if isinstance(item, Contribution) and item.kind == "proposal" else ""


def _decide(context: Context, voice: Voice, item: Item, typed: Values) -> object:
    review = day_ahead(typed["review"], "review") if typed["review"].strip() else ""
    despite = typed.get("despite", "")
    return decide.decide(
        context.root, voice, context.collection, item, typed["outcome"], review=review, despite=despite
    )


def _renew(context: Context, voice: Voice, item: Item, typed: Values) -> object:
    meant = moment_ahead if isinstance(item, Contribution) and item.kind == "proposal" else day_ahead
    until = meant(typed["until"], "until") if typed["until"].strip() else ""
    return promise.renew(context.root, voice, item, until, typed["because"])


_OPEN_PROMISE = given("promise", *OPEN_PROMISES)
_OPEN_HICCUP = given("hiccup", "noticed", "in-work", "")


def _since(collection: Collection, given: Contribution) -> date:
    """Since which day something holds: nobody asks on that day whether it still does."""
    return parse_day(given.text("checked")) or turned_at(collection, given).date()


_TRUE = Subject(
    lambda context: (
        isinstance(context.target, Contribution)
        and (context.target.kind in {"knowhow", "agreement"} or context.target.state == "decided")
        and _since(context.collection, context.target) < context.studio.table.clock().date()
    ),
    ELSE,
)


def closings() -> dict[str, Closing]:
    """Every way to close something, by its id, in the order in which they are offered."""
    held = [*_of_what_holds(), *_of_what_was_heard(), *_of_offers()]
    ways_ = [*_of_proposals(), *_of_promises(), *_of_hiccups(), *held, *_of_things()]
    return {way.id: way for way in ways_}


def _of_proposals() -> list[Closing]:
    """What can become of a proposal."""
    return [
        Closing(
            "decide",
            N_("decide"),
            N_("Decide: say what came of a proposal"),
            given("proposal", "open"),
            _decide,
            deciding,
            said=N_("Decided: {title}."),
            first=_not_heard,
        ),
        Closing(
            "more-time",
            N_("more time"),
            N_("More time: a proposal is open for stances until a later day"),
            given("proposal", "open"),
            _renew,
            day,
            said=N_("Open for longer: {title}."),
        ),
        Closing(
            "withdraw",
            N_("withdraw"),
            N_("Withdraw: a proposal is not to be decided any more"),
            given("proposal", "open"),
            lambda context, voice, item, typed: decide.withdraw(context.root, voice, item, typed["because"]),
            because(N_("why, if you like")),
            said=N_("Withdrawn: {title}."),
        ),
    ]


def _of_promises() -> list[Closing]:
    """What can become of a promise."""
    return [
        Closing(
            "keep",
            N_("kept"),
            N_("Keep: a promise is kept"),
            _OPEN_PROMISE,
            lambda context, voice, item, _typed: promise.keep(context.root, voice, item),
            said=N_("Promise kept: {title}."),
        ),
        Closing(
            "new-day",
            N_("a new day"),
            N_("A new day: renew a promise"),
            _OPEN_PROMISE,
            _renew,
            day,
            said=N_("Promised anew: {title}."),
        ),
        Closing(
            "release",
            N_("released"),
            N_("Release: let a promise go"),
            _OPEN_PROMISE,
            lambda context, voice, item, typed: promise.release(context.root, voice, item, typed["because"]),
            because(N_("why, if you like")),
            said=N_("Released: {title}."),
        ),
    ]


def _of_hiccups() -> list[Closing]:
    """What can become of a hiccup."""
    return [
        Closing(
            "resolve",
            N_("resolved"),
            N_("Resolve: a hiccup is over, and what became of it"),
            _OPEN_HICCUP,
            lambda context, voice, item, typed: hiccup.resolve(context.root, voice, item, typed["outcome"]),
            became,
            said=N_("Resolved: {title}."),
        ),
        Closing(
            "in-hand",
            N_("in work"),
            N_("In work: somebody takes a hiccup in hand"),
            given("hiccup", "noticed", ""),
            lambda context, voice, item, _typed: hiccup.take_in_hand(context.root, voice, item),
            said=N_("In work: {title}."),
        ),
        Closing(
            "again",
            N_("happened again"),
            N_("It happened again: another hiccup like this one"),
            given("hiccup"),
            lambda context, voice, item, typed: hiccup.happened_again(
                context.root, voice, context.collection, item, typed["body"]
            ),
            lambda _context, _item: [Field("body", "", "", _("how it was this time, if you like"), long=True)],
            said=N_("It happened again: {title}."),
            tells=confirming.given,
        ),
    ]


def _of_what_holds() -> list[Closing]:
    """What an answer can become, and what still holds."""
    return [
        Closing(
            "known",
            N_("good to know"),
            N_("Good to know: an answer is kept for whoever comes later"),
            given("answer"),
            lambda context, voice, item, _typed: know.make_known(context.root, voice, context.collection, item),
            said=N_("Good to know now: {title}."),
        ),
        Closing(
            "still-true",
            N_("still true"),
            N_("Still true: what is good to know, agreed or decided holds on"),
            _TRUE,
            lambda context, voice, item, _typed: know.still_true(context.root, voice, item),
            said=N_("Still true: {title}."),
        ),
    ]


def _is_offered(context: Context) -> bool:
    """Whether the idea that is selected is offered to somebody who speaks."""
    speaking, idea = context.studio.speaking, context.target
    return isinstance(idea, Idea) and speaking is not None and not set(speaking.by).isdisjoint(idea.offered)


def _of_offers() -> list[Closing]:
    """What becomes of an idea that is offered to whoever speaks."""
    return [
        Closing(
            "accept",
            N_("yes, it is mine too"),
            N_("Accept: be named as one of those whose idea it is"),
            Subject(_is_offered, ELSE),
            lambda context, voice, item, _typed: offer.accept(context.root, voice, item),
            said=N_("It is yours too: {title}."),
        ),
        Closing(
            "decline",
            N_("leave it as it is"),
            N_("Decline: it stays theirs who offer it, and nothing is said of it"),
            Subject(_is_offered, ELSE),
            lambda context, voice, item, _typed: offer.decline(context.root, voice, item),
            said=N_("It stays as it is: {title}."),
        ),
    ]


def _heard_from(context: Context) -> set[str]:
    """Those who speak from whom the encounter that is selected was heard."""
    speaking, one = context.studio.speaking, context.target
    if speaking is None or not isinstance(one, Contribution) or one.kind != "encounter":
        return set()
    return set(speaking.by).intersection(one.listed("heard_from"))


def _waits_for_a_yes(context: Context) -> bool:
    """Whether somebody who speaks, and from whom it was heard, has not said yet that it was heard right."""
    one = context.target
    return isinstance(one, Contribution) and not _heard_from(context) <= set(one.listed("confirmed"))


def _of_what_was_heard() -> list[Closing]:
    """What whoever it was heard from can say to it."""
    return [
        Closing(
            "confirm",
            N_("heard right"),
            N_("Heard right: what was heard is what was meant"),
            Subject(_waits_for_a_yes, ELSE),
            lambda context, voice, item, _typed: hear.confirm(context.root, voice, item),
            said=N_("Confirmed, heard right: {title}."),
        ),
        Closing(
            "put-right",
            N_("put right"),
            N_("Put right: say in your own words what was meant"),
            Subject(lambda context: bool(_heard_from(context)), ELSE),
            lambda context, voice, item, typed: hear.put_right(
                context.root, voice, context.collection, item, typed["body"]
            ),
            lambda _context, _item: [Field("body", "", "", _("how it was meant, in your own words"), long=True)],
            said=N_("Put right: {title}."),
        ),
    ]


def _of_things() -> list[Closing]:
    """What can become of an idea or a project."""
    return [
        Closing(
            "resume",
            N_("resume"),
            N_("Resume: take up again what rests or is finished"),
            a_thing_in("resting", "finished"),
            lambda context, voice, item, _typed: states.resume(context.root, voice, item, context.collection),
            said=N_("Taken up again: {title}."),
        ),
        Closing(
            "rest",
            N_("rest"),
            N_("Rest: with a reason, until something wakes it"),
            a_thing_in("fresh", "growing", "taken-up", "active", "finished"),
            lambda context, voice, item, typed: states.rest(context.root, voice, item, typed["because"]),
            because(N_("what it waits for, such as: until the roof is done")),
            said=N_("Resting now: {title}."),
        ),
        Closing(
            "finish",
            N_("finish"),
            N_("Finish: a project has become what it was for"),
            Subject(
                lambda context: isinstance(context.target, Project) and context.target.state != "finished",
                ELSE,
            ),
            lambda context, voice, item, _typed: states.finish(context.root, voice, item),
            said=N_("Finished: {title}."),
        ),
    ]
