"""Closing what is open: proposals, promises, hiccups, questions, and what may not be true any more."""

from collections.abc import Callable
from typing import TypeGuard

from cocreate.acts import decide as deciding
from cocreate.acts import hiccup, know, promise
from cocreate.acts.edit import Edited
from cocreate.acts.values import day_ahead, moment_ahead
from cocreate.cli.call import Call
from cocreate.cli.command import Parser, ShellCommand
from cocreate.cli.input.asking import needed
from cocreate.cli.input.typed import Given, Typed, said
from cocreate.cli.output.outcome import show_edited, show_made
from cocreate.locale import _
from cocreate.model.ids import COMMONS
from cocreate.model.items import Contribution, Item
from cocreate.pages import confirming

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cocreate.cli.output.outcome import Telling


def commands() -> tuple[ShellCommand, ...]:
    """All of them."""
    return (
        ShellCommand(
            "decide",
            _("Decide a proposal, or note what you decided in conversation."),
            "cocreate decide yxv0 Twelve cups until the end of January. --review 2027-01-31",
            _declare_decide,
            _decide,
        ),
        _with_reason(
            "withdraw",
            _("Withdraw a proposal."),
            "cocreate withdraw kdgb",
            deciding.withdraw,
            _("the open proposal"),
        ),
        _plain("keep", _("Say that a promise is kept."), "cocreate keep zyfx", promise.keep, _("the promise")),
        _with_reason("release", _("Let a promise go."), "cocreate release zyfx", promise.release, _("the promise")),
        ShellCommand(
            "renew",
            _("Give a promise a new day, or a proposal more time."),
            "cocreate renew zyfx --until friday",
            _declare_renew,
            _renew,
        ),
        ShellCommand(
            "resolve",
            _("Say that a hiccup is resolved, and what became of it."),
            "cocreate resolve vqss There is a strap now.",
            _declarer(_("the hiccup"), _("what became of it, perhaps nothing")),
            _resolve,
        ),
        ShellCommand(
            "again",
            _("Say that a hiccup happened again."),
            "cocreate again vqss",
            _declarer(
                _("the hiccup as it was first noticed"), _("how it was this time; else in the words of the first")
            ),
            _again,
        ),
        _plain(
            "helped",
            _("Say that an answer helped you; its question is answered then."),
            "cocreate helped eebe",
            know.helped,
            _("the answer"),
            confirming.helped,
        ),
        _plain(
            "still-true",
            _("Say that what is good to know, agreed or decided still holds."),
            "cocreate still-true 190t",
            know.still_true,
            _("what is good to know, an agreement, or a decision"),
            confirming.still_true,
        ),
    )


def _declarer(takes: str, words: str = "") -> Callable[[Parser], None]:
    """What declares the one thing that an act takes, and what may be said of it."""

    def declare(parser: Parser) -> None:
        parser.add_argument("ref", metavar="REF", help=takes)
        if words:
            read = _("{what}; - reads it from stdin").format(what=words)
            parser.add_argument("words", nargs="*", metavar="TEXT", help=read)

    return declare


def _plain(
    word: str, about: str, example: str, act: Callable[..., Edited], takes: str, telling: "Telling" = confirming.became
) -> ShellCommand:
    """A command that takes nothing but what it is about."""

    def run(call: Call) -> None:
        item, voice = call.find(call.options.ref), call.voice
        show_edited(call, act(call.root, voice, item), telling)

    return ShellCommand(word, about, example, _declarer(takes), run)


def _with_reason(word: str, about: str, example: str, act: Callable[..., Edited], takes: str) -> ShellCommand:
    """A command that takes a reason, if there is one."""

    def declare(parser: Parser) -> None:
        _declarer(takes)(parser)
        parser.add_argument("--because", metavar="WHY", help=_("why; - reads it from stdin"))

    def run(call: Call) -> None:
        because = said(call.options.because) or ""
        with Given(because):
            item, voice = call.find(call.options.ref), call.voice
            edited = act(call.root, voice, item, because)
        show_edited(call, edited, confirming.became)

    return ShellCommand(word, about, example, declare, run)


def _declare_decide(parser: Parser) -> None:
    parser.add_argument("ref", metavar="REF", help=_("the proposal, or what it is on; workspace for the commons"))
    parser.add_argument("words", nargs="*", metavar="OUTCOME", help=_("what was decided; - reads it from stdin"))
    parser.add_argument("--review", metavar="DAY", help=_("when to look at it again, such as: in 3 months, 2027-01-31"))
    parser.add_argument("--replaces", metavar="REF", help=_("the earlier decision that it stands in the place of"))
    parser.add_argument(
        "--despite",
        metavar="WHY",
        help=_(
            "why it is decided though somebody objects; an objection is taken in, and all are asked again, by:"
            ' cocreate edit REF --body "…"'
        ),
    )


def _decide(call: Call) -> None:
    given = call.options
    despite = said(given.despite, may_be_piped=False) or ""
    with Given(despite), Typed(given.words, may_be_empty=True) as typed:
        review = day_ahead(given.review) if given.review else ""
        replaces = call.find(given.replaces).id if given.replaces else ""
        item = None if given.ref == COMMONS else call.find(given.ref)
        if not _is_proposal(item):
            _note(call, typed, item.id if item else COMMONS, review, replaces)
            return
        voice = call.voice
        edited = deciding.decide(
            call.root, voice, call.collection, item, typed.text(""), review=review, replaces=replaces, despite=despite
        )
    show_edited(call, edited, confirming.decided)


def _note(call: Call, typed: Typed, on: str, review: str, replaces: str) -> None:
    """Write down what was decided in conversation."""
    voice = call.voice
    text = call.kept(typed.needed(_("What was decided?")))
    made = deciding.note_decision(call.root, voice, call.collection, on, text, review=review, replaces=replaces)
    show_made(call, made)


def _is_proposal(item: Item | None) -> TypeGuard[Contribution]:
    return isinstance(item, Contribution) and item.kind == "proposal"


def _declare_renew(parser: Parser) -> None:
    _declarer(_("the promise, or the open proposal"))(parser)
    day = _("the new day, such as: friday, tomorrow, in 2 weeks, 2026-12-05")
    parser.add_argument("--until", metavar="DAY", help=day)
    parser.add_argument("--because", metavar="WHY", help=_("why; - reads it from stdin"))


def _renew(call: Call) -> None:
    because = said(call.options.because) or ""
    with Given(because) as given:
        item, voice = call.find(call.options.ref), call.voice
        day = needed(call.options.until, _("Until when?"), _("--until friday"), given)
        until = moment_ahead(day) if _is_proposal(item) else day_ahead(day)
        edited = promise.renew(call.root, voice, item, until, because)
    show_edited(call, edited, confirming.became)


def _resolve(call: Call) -> None:
    with Typed(call.options.words, may_be_empty=True) as typed:
        item, voice = call.find(call.options.ref), call.voice
        edited = hiccup.resolve(call.root, voice, item, typed.text(""))
    show_edited(call, edited, confirming.resolved)


def _again(call: Call) -> None:
    with Typed(call.options.words, may_be_empty=True) as typed:
        item, voice = call.find(call.options.ref), call.voice
        made = hiccup.happened_again(call.root, voice, call.collection, item, call.kept(typed.text("")))
    show_made(call, made)
