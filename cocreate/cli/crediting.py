"""`cocreate credits`: who gave what, through all the lineage; names and words, never numbers."""

from cocreate.cli import printing
from cocreate.cli.call import Call
from cocreate.cli.command import Command, Parser
from cocreate.cli.layout import pad, page_width, width, wrap
from cocreate.cli.printing import Bold, Dim, Line
from cocreate.locale import _
from cocreate.model.collection import Collection
from cocreate.model.credits import Credit, credits_for
from cocreate.model.errors import Refused
from cocreate.model.items import Contribution, Person
from cocreate.model.phrases import about, kind_words


def commands() -> tuple[Command, ...]:
    """The one command of this module."""
    return (
        Command(
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
    name = call.find_thread(call.options.ref) if call.options.ref else ""
    if isinstance(call.collection.get(name), Person):
        raise Refused(
            _("Credits are asked of what people gave to."),
            _("What one person gave: cocreate list contributions --by {person}").format(person=name),
        )
    found = credits_for(call.collection, name)
    if call.wants_json:
        printing.show_json([_as_json(call.collection, credit) for credit in found])
        return
    if not found:
        printing.talk(_("Nobody has given anything yet."))
    printing.show(_lines(call.collection, found))


def _as_json(collection: Collection, credit: Credit) -> dict[str, object]:
    gave = [{"how": gift.how, "id": gift.item.id, "title": gift.item.title} for gift in credit.gifts]
    return {"person": credit.person, "name": collection.name_of(credit.person), "gave": gave}


def _lines(collection: Collection, found: list[Credit]) -> list[Line]:
    lines: list[Line] = []
    for credit in found:
        lines += ["", (Bold(collection.name_of(credit.person)),)]
        by_kind = _by_kind(collection, credit)
        wide = max(width(kind) for kind in by_kind)
        for kind, titles in by_kind.items():
            first = kind
            for part in wrap(" · ".join(titles), page_width() - wide - 4):
                lines.append(("  ", Dim(pad(first, wide)), f"  {part}"))
                first = ""
    return lines[1:]


def _by_kind(collection: Collection, credit: Credit) -> dict[str, list[str]]:
    """What somebody gave, by kind in words: its title, or the title of what it was given to."""
    given: dict[str, dict[str, None]] = {}
    for gift in credit.gifts:
        item = gift.item
        title = about(collection, item) if isinstance(item, Contribution) else item.title
        given.setdefault(kind_words(gift.how), {})[title] = None
    return {kind: list(titles) for kind, titles in given.items()}
