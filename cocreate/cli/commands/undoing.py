"""`cocreate undo`: what whoever is speaking did last, taken back."""

from cocreate.acts.undo import last_done, take_back
from cocreate.cli.call import Call
from cocreate.cli.command import Parser, ShellCommand
from cocreate.cli.output import as_json, printing
from cocreate.locale import _


def commands() -> tuple[ShellCommand, ...]:
    """The one command of this module."""
    return (
        ShellCommand(
            "undo",
            _("Take back what you did last in this copy, for everybody."),
            "cocreate undo --by mavi",
            _declare,
            _undo,
        ),
    )


def _declare(parser: Parser) -> None:
    parser.add_argument("--dry-run", action="store_true", help=_("say what it would be, and change nothing"))


def _undo(call: Call) -> None:
    voice = call.voice
    did = last_done(call.root, voice.by, call.collection)
    if call.options.dry_run:
        if call.wants_json:
            printing.show_json({"would_take_back": did.words, "item": as_json.item(did.item)})
        else:
            printing.show([_("It would take back: {what}").format(what=did.words)])
        return
    done = take_back(call.root, voice, call.collection, did)
    if call.wants_json:
        printing.show_json({"taken_back": did.words, "item": as_json.item(did.item), "gone": done.is_gone})
        return
    printing.show([_("Taken back: {what}").format(what=did.words)])
    if done.saved_in:
        printing.talk(_("Its words are kept for a while in {path}").format(path=done.saved_in))
