"""`cocreate overlaps`: who could help with what."""

from cocreate.cli.call import Call
from cocreate.cli.command import Parser, ShellCommand
from cocreate.cli.output import printing
from cocreate.cli.output.painting import show_page
from cocreate.locale import _
from cocreate.model.errors import NotFound
from cocreate.model.items import Item
from cocreate.model.overlaps import asking, overlaps
from cocreate.pages.overlaps import overlaps_data, overlaps_page


def commands() -> tuple[ShellCommand, ...]:
    """The one command of this module."""
    return (
        ShellCommand(
            "overlaps",
            _("Who could help: whose card says it, then who gave something."),
            "cocreate overlaps milk-foam-school",
            _declare,
            _run,
        ),
    )


def _declare(parser: Parser) -> None:
    about = _("a person, a project, an idea, a question, or words such as wood; without it, whoever speaks")
    parser.add_argument("ref", nargs="*", metavar="REF", help=about)


def _run(call: Call) -> None:
    words = " ".join(call.options.ref)
    items = _meant(call, words) if words else _those_who_speak(call)
    if call.wants_json:
        printing.show_json(overlaps_data(call.collection, items))
    else:
        show_page(call.collection, overlaps_page(call.collection, items))


def _meant(call: Call, words: str) -> list[Item]:
    """What is called by `words`; where nothing is, and somebody could help with them, the words themselves."""
    try:
        return [call.find(words)]
    except NotFound:
        item = asking(words.removeprefix("#"))
        if overlaps(call.collection, item):
            return [item]
        raise


def _those_who_speak(call: Call) -> list[Item]:
    """The cards of those who speak; where nobody does, everybody's."""
    people = call.collection.people
    speakers = call.identity.by if call.identity else tuple(people)
    return [people[person] for person in speakers if person in people]
