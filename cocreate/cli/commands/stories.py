"""`cocreate story`: how we got here, in order."""

from cocreate.cli.call import Call
from cocreate.cli.command import Parser, ShellCommand
from cocreate.cli.output import as_json, printing
from cocreate.cli.output.painting import show_page
from cocreate.locale import _
from cocreate.model.errors import Refused
from cocreate.model.items import Contribution, Idea, Project
from cocreate.pages.story import story_data, story_page


def commands() -> tuple[ShellCommand, ...]:
    """The one command of this module."""
    return (
        ShellCommand(
            "story",
            _("How we got here: what led to it, and what became of it, in order."),
            "cocreate story barista-pass",
            _declare,
            _run,
        ),
    )


def _declare(parser: Parser) -> None:
    parser.add_argument("ref", metavar="REF", help=_("a project or an idea"))


def _run(call: Call) -> None:
    item = call.find(call.options.ref)
    found = call.collection.get(call.collection.root_of(item)) if isinstance(item, Contribution) else item
    if not isinstance(found, Project | Idea):
        raise Refused(_("Projects and ideas have a story."), _("Name one of those."))
    if call.wants_json:
        rows = story_data(call.collection, found.id)
        printing.show_json([row | {"item": as_json.item(row["item"])} for row in rows])
    else:
        show_page(call.collection, story_page(call.collection, found.id))
