"""`cocreate search`: whatever holds the words, however they are spelt."""

from datetime import UTC, datetime

from cocreate.cli.call import Call
from cocreate.cli.command import Parser, ShellCommand, number
from cocreate.cli.commands.listing import add_choices, choice_of, chooses
from cocreate.cli.output import printing
from cocreate.cli.output.layout import row_width
from cocreate.cli.output.rows import Rows
from cocreate.locale import _
from cocreate.model.items import Item, Project
from cocreate.model.search import Finder
from cocreate.pages.rows import excerpt


def commands() -> tuple[ShellCommand, ...]:
    """The one command of this module."""
    return (
        ShellCommand(
            "search",
            _("Whatever holds the words, even with a letter wrong."),
            "cocreate search foam --kind question",
            _declare,
            _run,
        ),
    )


def _declare(parser: Parser) -> None:
    parser.add_argument("words", nargs="+", metavar="WORDS", help=_("words, or the beginnings of words"))
    parser.add_argument("--limit", type=number, metavar="N", help=_("at most so many"))
    add_choices(parser)


def _run(call: Call) -> None:
    words = [part for word in call.options.words for part in word.split()]
    found = None if chooses(call) else call.search(words, call.options.limit)
    if found is None:
        finder = Finder()
        finder.renew(call.collection, for_long=False)
        found = choice_of(call).among(call.collection, finder.find(words))[: call.options.limit]
    if not found:
        printing.talk(_("Nothing here holds {words}.").format(words=" ".join(words)))
    call.print_items(found, [] if call.wants_json else _lines(call, found, words))


def _lines(call: Call, found: list[Item], words: list[str]) -> list[printing.Line]:
    """A row for each; under it the line of its text that has a word, or what a project is for."""
    rows = Rows(call.collection, row_width(), datetime.now(UTC))
    lines: list[printing.Line] = []
    for item, row in zip(found, rows.mixed(found), strict=True):
        lines.append(row)
        if isinstance(item, Project):
            lines += rows.under(item.purpose)
        elif line := excerpt(item, words):
            lines.append(rows.excerpt(line))
    return lines
