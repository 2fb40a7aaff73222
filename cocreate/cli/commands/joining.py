"""`cocreate join-in`: count me in."""

from cocreate.acts.join_in import is_in, join_in
from cocreate.cli.call import Call
from cocreate.cli.command import Parser, ShellCommand
from cocreate.cli.output import printing
from cocreate.cli.output.outcome import show_edited
from cocreate.locale import _
from cocreate.model.errors import Refused
from cocreate.model.phrases import names
from cocreate.pages import confirming


def commands() -> tuple[ShellCommand, ...]:
    """The one command of this module."""
    return (
        ShellCommand(
            "join-in",
            _("Count me in: join an idea or a project."),
            "cocreate join-in 9d2m",
            _declare,
            _run,
        ),
    )


def _declare(parser: Parser) -> None:
    parser.add_argument("ref", metavar="REF", help=_("an idea or a project"))


def _run(call: Call) -> None:
    call.look_near(call.options.ref)
    item, voice = call.find(call.options.ref), call.voice
    if is_in(voice, item):
        raise Refused(_("{who}: in already.").format(who=names(call.collection, voice.by)), "")
    edited = join_in(call.root, voice, item)
    show_edited(call, edited, confirming.joined)
    if not call.wants_json:
        inside = edited.item.listed("people") or edited.item.listed("joined")
        printing.talk(_("In it now: {people}").format(people=names(call.people, inside)))
