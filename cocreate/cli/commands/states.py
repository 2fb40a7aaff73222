"""`cocreate rest`, `resume`, `finish`: what state an idea or a project is in."""

from cocreate.acts.states import finish, rest, resume
from cocreate.cli.call import Call
from cocreate.cli.command import Parser, ShellCommand
from cocreate.cli.input.asking import needed
from cocreate.cli.input.typed import Given, said
from cocreate.cli.output import printing
from cocreate.cli.output.outcome import linked, show_edited
from cocreate.locale import _
from cocreate.model.text import unstopped
from cocreate.pages import confirming


def commands() -> tuple[ShellCommand, ...]:
    """`rest`, `resume`, `finish`."""
    return (
        ShellCommand(
            "rest",
            _("Let an idea or a project rest, and say what it waits for."),
            'cocreate rest summer-kitchen --because "until the roof is done"',
            _declare_rest,
            _rest,
        ),
        ShellCommand(
            "resume",
            _("Take up again what rests or is finished."),
            "cocreate resume summer-kitchen",
            _declare,
            _resume,
        ),
        ShellCommand(
            "finish",
            _("Say that a project has become what it was for."),
            "cocreate finish milk-foam-school",
            _declare_finish,
            _finish,
        ),
    )


def _resume(call: Call) -> None:
    call.look_around(call.options.ref)
    show_edited(call, resume(call.root, call.voice, call.find(call.options.ref), call.collection), confirming.turned_by)


def _finish(call: Call) -> None:
    call.look_near(call.options.ref)
    show_edited(call, finish(call.root, call.voice, call.find(call.options.ref)), confirming.turned_by)


def _declare(parser: Parser) -> None:
    parser.add_argument("ref", metavar="REF", help=_("an idea or a project"))


def _declare_finish(parser: Parser) -> None:
    parser.add_argument("ref", metavar="REF", help=_("the project"))


def _declare_rest(parser: Parser) -> None:
    _declare(parser)
    parser.add_argument("--because", metavar="WHY", help=_("what it waits for; - reads it from stdin"))


def _rest(call: Call) -> None:
    said_why = said(call.options.because)
    with Given(said_why) as given:
        call.look_near(call.options.ref)
        item, voice = call.find(call.options.ref), call.voice
        option = _('--because "until the roof is done"')
        because = needed(said_why, _("What does it wait for?"), option, given)
        edited = rest(call.root, voice, item, because)
    show_edited(call, edited, confirming.turned_by)
    if item.state == "resting" and (before := item.text("because")) and not call.wants_json:
        printing.talk(linked(call, _("It rested before: {because}.").format(because=unstopped(before))))
