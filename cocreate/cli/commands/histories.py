"""`cocreate history`: who changed what, when, in words."""

from cocreate.cli.call import Call
from cocreate.cli.command import Parser, ShellCommand, number
from cocreate.cli.output import printing
from cocreate.cli.output.painting import show_page
from cocreate.locale import _
from cocreate.model.ids import COMMONS
from cocreate.pages.history import explained, history_page
from cocreate.sync.history import MOST, Revision, history, place_of


def commands() -> tuple[ShellCommand, ...]:
    """The one command of this module."""
    return (
        ShellCommand(
            "history",
            _("Who changed what, and when, on one thing or anywhere."),
            "cocreate history whiteboard-to-go",
            _declare,
            _history,
        ),
    )


def _declare(parser: Parser) -> None:
    parser.add_argument(
        "ref", nargs="?", default=COMMONS, metavar="REF", help=_("what changed; without it, everything")
    )
    parser.add_argument("--limit", type=number, default=MOST, metavar="N", help=_("at most so many, the newest"))


def _history(call: Call) -> None:
    ref = call.options.ref
    paths = [] if ref == COMMONS else [place_of(call.find(ref))]
    changes = _changes(call, paths, call.options.limit)
    if call.wants_json:
        printing.show_json([_as_json(change) for change in changes])
    else:
        if not changes and (call.options.by or not call.options.limit):
            printing.talk(_("There is nothing of the kind."))
            return
        show_page(call.collection, history_page(call.collection, changes))
        printing.talk(explained(changes))


def _changes(call: Call, paths: list[str], most: int) -> list[Revision]:
    """The newest changes; where somebody is named, those that they made, or brought in."""
    people = {call.person_here(name) for name in call.options.by or []}
    asked = most
    while most:
        found = history(call.root, call.collection, paths, asked)
        if not people:
            return found
        theirs = [one for one in found if not people.isdisjoint((*one.by, *one.brought_in_by))]
        if len(theirs) >= most or len(found) < asked:
            return theirs[:most]
        asked *= 4
    return []


def _as_json(change: Revision) -> dict[str, object]:
    return {
        "at": change.at.isoformat(timespec="seconds"),
        "by": list(change.by),
        "brought_in_by": list(change.brought_in_by),
        "signed": bool(change.signed_by),
        "only_here": change.only_here,
        "path": change.path,
        "id": change.item.id if change.item else "",
        "how": "made" if change.is_new else "taken out" if change.is_gone else "changed",
        "what": list(change.what),
    }
