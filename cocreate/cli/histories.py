"""`cocreate history`: who changed what, when, in words."""

from cocreate.cli import printing
from cocreate.cli.call import Call
from cocreate.cli.command import Command, Parser
from cocreate.cli.layout import page_width, wrap
from cocreate.cli.printing import Bold, Dim, Line
from cocreate.locale import _
from cocreate.model.collection import Collection
from cocreate.model.ids import COMMONS
from cocreate.sync.history import MOST, Revision, happened, history, place_of, who


def commands() -> tuple[Command, ...]:
    """The one command of this module."""
    return (
        Command(
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
    parser.add_argument("--limit", type=int, default=MOST, metavar="N", help=_("at most so many, the newest"))


def _history(call: Call) -> None:
    ref = call.options.ref
    paths = [] if ref == COMMONS else [place_of(call.find(ref))]
    changes = history(call.root, call.collection, paths, max(1, call.options.limit))
    if call.wants_json:
        printing.show_json([_as_json(change) for change in changes])
        return
    if not changes:
        printing.talk(_("It is not in the history yet: the next cocreate sync takes it in."))
    printing.show([line for change in changes for line in _lines(call.collection, change)])


def _as_json(change: Revision) -> dict[str, object]:
    return {
        "at": change.at.isoformat(timespec="seconds"),
        "by": list(change.by),
        "brought_in_by": list(change.brought_in_by),
        "signed": bool(change.signed_by),
        "path": change.path,
        "id": change.item.id if change.item else "",
        "how": "made" if change.is_new else "taken out" if change.is_gone else "changed",
        "what": list(change.what),
    }


def _lines(collection: Collection, change: Revision) -> list[Line]:
    lines: list[Line] = [(Dim(f"{change.at:%Y-%m-%d %H:%M}  "), Bold(happened(collection, change)))]
    told = [*change.what, *who(collection, change)]
    return [*lines, *(("    ", line) for piece in told for line in wrap(piece, page_width() - 4))]
