"""`cocreate show`: one thing with all that belongs to it."""

from datetime import UTC, datetime

from cocreate.cli.call import Call
from cocreate.cli.command import Parser, ShellCommand
from cocreate.cli.output import as_json, printing
from cocreate.cli.output.layout import page_width
from cocreate.cli.output.painting import paint
from cocreate.locale import _
from cocreate.model.hearing import HEARD_IN
from cocreate.model.ids import COMMONS
from cocreate.model.items import Contribution, Item
from cocreate.model.references import references
from cocreate.pages.commons import commons_page
from cocreate.pages.page_of import page_of
from cocreate.workspace.paths import MARK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def commands() -> tuple[ShellCommand, ...]:
    """The one command of this module."""
    return (
        ShellCommand(
            "show",
            _("One thing or person, with all that belongs to it."),
            "cocreate show milk-foam-school",
            _declare,
            _run,
        ),
    )


def _declare(parser: Parser) -> None:
    parser.add_argument(
        "ref",
        metavar="REF",
        help=_("the short name of a thing, a person's or a project's name, or workspace for the commons"),
    )
    parser.add_argument("--all", action="store_true", help=_("all of it, however long"))


def _run(call: Call) -> None:
    if call.options.ref == COMMONS:
        _show_commons(call)
        return
    item = _looked_up(call, call.options.ref)
    if call.wants_json:
        printing.show_json(as_json.whole(item, _thread(call, item)))
    else:
        page = page_of(call.collection, item, datetime.now(UTC), whole=call.options.all)
        printing.show(paint(call.collection, page.parts(), page_width()))


def _looked_up(call: Call, ref: str) -> Item:
    """The thing called `ref`, with all that its page tells of."""
    call.look_around(ref)
    item = call.find(ref)
    if isinstance(item, Contribution) and item.kind in HEARD_IN:
        call.look_at_everything()  # any idea may have come of it
    call.look_also_at(name for _key, name in references(item))
    return call.find(item.id)


def _thread(call: Call, item: Item) -> list[Contribution]:
    """What was said on an item, oldest first."""
    if isinstance(item, Contribution):
        return call.collection.below(item)
    return call.collection.thread(item.id)


def _show_commons(call: Call) -> None:
    """The workspace itself, which is no item: its own keys, its text, and what was said in the commons."""
    from cocreate.workspace.merge.edits import open_document  # deferred: only the commons are shown from their file

    thread = call.collection.thread(COMMONS)
    document = open_document(call.root, MARK)
    if call.wants_json:
        said: dict[str, Any] = {"type": COMMONS, **document.fields, "path": MARK, "body": document.words}
        said["thread"] = [as_json.item(one) | {"body": one.body} for one in thread]
        printing.show_json(said)
    else:
        page = commons_page(call.collection, datetime.now(UTC), document.words, whole=call.options.all)
        printing.show(paint(call.collection, page.parts(), page_width()))
