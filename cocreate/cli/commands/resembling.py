"""`cocreate resembling` and `cocreate say-there`: what says nearly the same."""

from datetime import UTC, datetime

from cocreate.acts.say_there import say_there
from cocreate.cli.call import Call
from cocreate.cli.command import Parser, ShellCommand
from cocreate.cli.output import printing
from cocreate.cli.output.layout import row_width
from cocreate.cli.output.outcome import linked, show_made
from cocreate.cli.output.rows import Rows
from cocreate.locale import _
from cocreate.model.errors import Refused
from cocreate.model.items import Idea
from cocreate.model.resembling import resembling


def commands() -> tuple[ShellCommand, ...]:
    """Both of them."""
    return (
        ShellCommand(
            "resembling",
            _("Ideas that resemble one, by the words they have in common."),
            "cocreate resembling 9d2m",
            _declare,
            _resembling,
        ),
        ShellCommand(
            "say-there",
            _('Say an idea you just caught on another instead, as "yes, and".'),
            "cocreate say-there 9d2m k7f3",
            _declare_both,
            _say_there,
        ),
    )


def _declare(parser: Parser) -> None:
    parser.add_argument("ref", metavar="REF", help=_("an idea"))


def _declare_both(parser: Parser) -> None:
    _declare(parser)
    parser.add_argument("other", metavar="OTHER", help=_("the idea on which it is said"))


def _resembling(call: Call) -> None:
    idea = call.find(call.options.ref)
    if not isinstance(idea, Idea):
        raise Refused(_("Ideas resemble one another."), _("Name an idea."))
    found = resembling(call.collection, idea)
    call.print_items([*found], Rows(call.collection, row_width(), datetime.now(UTC)).ideas(found))
    if not found:
        printing.talk(_("No other idea has enough words in common with it."))
        return
    own, other = call.collection.short(idea.id), call.collection.short(found[0].id)
    printing.talk(
        _("Weave them: {command}").format(command=f'cocreate weave {own} {other} --title "…"'),
        _("Say it there instead: {command}").format(command=f"cocreate say-there {own} {other}"),
    )


def _say_there(call: Call) -> None:
    idea, other = call.find(call.options.ref), call.find(call.options.other)
    said = say_there(call.root, call.voice, call.collection, idea, other)
    show_made(call, said)
    printing.talk(_("It stands on {title} now.").format(title=linked(call, other.title)))
