"""`cocreate here`: who has screens open on this copy, and where they are."""

from cocreate.cli.call import Call
from cocreate.cli.command import Parser, ShellCommand
from cocreate.cli.output import printing
from cocreate.locale import _
from cocreate.pages.being_here import told_here
from cocreate.pages.parts import PERSON
from cocreate.sittings.here import Present, here_now


def commands() -> tuple[ShellCommand, ...]:
    """The one command of this module."""
    return (ShellCommand("here", _("Show who is here now, and where."), "cocreate here", _declare, _here),)


def _declare(parser: Parser) -> None:
    del parser  # it shows everybody


def _here(call: Call) -> None:
    present = here_now(call.root)
    if call.wants_json:
        told = [{"people": list(by), "mode": place.mode, "item": place.item} for by, place, *_rest in present]
        printing.show_json(told)
        return
    printing.show([_line(call, one) for one in present])
    if not present:
        printing.talk(_("Nobody has screens open here."))


def _line(call: Call, present: Present) -> printing.Line:
    line = told_here(call.collection, present)
    return tuple(printing.Bold(words.text) if words.meaning == PERSON else words.text for words in line)
