"""`cocreate here`: who has screens open on this copy, and where they are."""

from cocreate.cli.call import Call
from cocreate.cli.command import Parser, ShellCommand
from cocreate.cli.output import printing
from cocreate.locale import _
from cocreate.model.phrases import names
from cocreate.sittings.here import Present, here_now


def commands() -> tuple[ShellCommand, ...]:
    """The one command of this module."""
    return (ShellCommand("here", _("Show who is here now, and where."), "cocreate here", _declare, _here),)


def _declare(parser: Parser) -> None:
    del parser  # it shows everybody


def _here(call: Call) -> None:
    present = here_now(call.root)
    if call.wants_json:
        printing.show_json([{"people": list(one.people), "mode": one.mode, "item": one.item} for one in present])
        return
    printing.show([_line(call, one) for one in present])
    if not present:
        printing.talk(_("Nobody has screens open here."))


def _line(call: Call, present: Present) -> printing.Line:
    who = printing.Bold(names(call.collection, present.people))
    item = call.collection.get(present.item) if present.item else None
    return (who, ", " + _("on {title}").format(title=item.title)) if item else (who,)
