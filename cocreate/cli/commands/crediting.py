"""`cocreate credits`: who gave what, through all the lineage; names and words, never numbers."""

from cocreate.cli.call import Call
from cocreate.cli.command import Parser, ShellCommand
from cocreate.cli.output import printing
from cocreate.cli.output.painting import show_page
from cocreate.locale import _
from cocreate.model.collection import Collection
from cocreate.model.credits import Credit, credits_for
from cocreate.model.errors import Refused
from cocreate.model.items import Person
from cocreate.pages.credits import credits_page


def commands() -> tuple[ShellCommand, ...]:
    """The one command of this module."""
    return (
        ShellCommand(
            "credits",
            _("Who gave what, to one thing and all it grew from, or here at all."),
            "cocreate credits whiteboard-to-go",
            _declare,
            _run,
        ),
    )


def _declare(parser: Parser) -> None:
    parser.add_argument("ref", nargs="?", metavar="REF", help=_("what was given to; without it, everything"))


def _run(call: Call) -> None:
    asked = call.options.ref or ""
    name = (call.look_at_credits(asked) or call.find_thread(asked)) if asked else ""
    if isinstance(call.collection.get(name), Person):
        raise Refused(
            _("Credits are asked of what people gave to."),
            _("What one person gave: cocreate list contributions --by {person}").format(person=name),
        )
    if call.wants_json:
        printing.show_json([_as_json(call.collection, credit) for credit in credits_for(call.collection, name)])
    else:
        show_page(call.collection, credits_page(call.collection, name))


def _as_json(collection: Collection, credit: Credit) -> dict[str, object]:
    gave = [{"how": gift.how, "id": gift.item.id, "title": gift.item.title} for gift in credit.gifts]
    return {"person": credit.person, "name": collection.name_of(credit.person), "gave": gave}
