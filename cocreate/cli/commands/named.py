"""The pages that have a name of their own, each as a command of that name (`pages/named`)."""

from datetime import UTC, datetime

from cocreate.cli.call import Call
from cocreate.cli.command import Parser, ShellCommand
from cocreate.cli.output import as_json, printing
from cocreate.cli.output.painting import show_page
from cocreate.locale import _
from cocreate.model.moments import on_this_clock
from cocreate.pages.named import HELD, WAITING, NamedPage, page_called, page_words


def commands() -> tuple[ShellCommand, ...]:
    """A command a page."""
    return tuple(_command(page_called(word)) for word in page_words())


def _command(page: NamedPage) -> ShellCommand:
    return ShellCommand(page.word, _(page.about), f"cocreate {page.word}", _declare, lambda call: _show(call, page))


def _declare(parser: Parser) -> None:
    del parser  # a page of the whole workspace takes no arguments of its own


def _show(call: Call, page: NamedPage) -> None:
    if page.of == HELD:
        call.look_at_held()
    elif page.of == WAITING:
        call.look_at_waiting(None if call.wants_json else page.most)
    collection = call.collection  # before who speaks, so that people are not looked up by themselves
    now, speakers = on_this_clock(datetime.now(UTC)), call.identity.by if call.identity else ()
    if call.wants_json:
        rows = page.data(collection, now, speakers)
        printing.show_json([as_json.row(row["item"]) | _without_item(row) for row in rows])
    else:
        show_page(collection, page.tell(collection, now, speakers))


def _without_item(row: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in row.items() if key != "item"}
