"""`cocreate offer`, `accept`, `decline`: whose idea it is too, by their own yes."""

from collections.abc import Callable

from cocreate.acts import offer as offering
from cocreate.acts.edit import Edited
from cocreate.cli.call import Call
from cocreate.cli.command import Parser, ShellCommand
from cocreate.cli.output import printing
from cocreate.cli.output.outcome import show_edited
from cocreate.locale import _
from cocreate.model.items import Idea
from cocreate.model.phrases import names
from cocreate.pages import confirming


def commands() -> tuple[ShellCommand, ...]:
    """All of them."""
    return (
        ShellCommand(
            "offer",
            _("Offer an idea to somebody as theirs too; it waits for their yes."),
            "cocreate offer 9d2m tomek",
            _declare_offer,
            _offer,
        ),
        _plain("accept", _("Say yes: an idea that is offered to you is yours too."), offering.accept),
        _plain("decline", _("Leave an idea that is offered to you as it is."), offering.decline),
    )


def _declare(parser: Parser) -> None:
    parser.add_argument("ref", metavar="REF", help=_("the idea"))


def _declare_offer(parser: Parser) -> None:
    _declare(parser)
    parser.add_argument("people", nargs="+", metavar="PERSON", help=_("whose it may be too"))


def _offer(call: Call) -> None:
    idea, voice = call.find(call.options.ref), call.voice
    edited = offering.offer(call.root, voice, idea, [call.person(name) for name in call.options.people])
    show_edited(call, edited, confirming.untold)
    if isinstance(edited.item, Idea):
        who = names(call.collection, edited.item.offered)
        printing.talk(_("It waits for the yes of {people}.").format(people=who))


def _plain(word: str, about: str, act: Callable[..., Edited]) -> ShellCommand:
    def run(call: Call) -> None:
        idea, voice = call.find(call.options.ref), call.voice
        edited = act(call.root, voice, idea)
        show_edited(call, edited, confirming.untold)
        printing.talk(_("Whose idea it is: {people}").format(people=names(call.collection, edited.item.by)))

    return ShellCommand(word, about, f"cocreate {word} 9d2m", _declare, run)
