"""Home as plain text: the projects with their purposes, fresh ideas, what happened lately, what to try."""

from datetime import UTC, datetime

from cocreate.cli.call import Call
from cocreate.cli.command import PROGRAM
from cocreate.cli.output import as_json, printing
from cocreate.cli.output.layout import page_width, row_width
from cocreate.cli.output.painting import paint
from cocreate.cli.output.printing import Bold, Dim, Line
from cocreate.cli.output.rows import Rows
from cocreate.locale import _, plural
from cocreate.model.choosing import fresh, newest_first
from cocreate.model.collection import Collection
from cocreate.model.host import is_from_elsewhere
from cocreate.model.items import Idea, Item, Person
from cocreate.model.nesting import nested
from cocreate.model.phrases import names
from cocreate.pages import home as pages
from cocreate.pages.parts import Heading

FRESH, LATELY = 8, 10
"""How many ideas, and how many things that happened, are shown at most."""

STEP, DEEPEST = 4, 3
"""Columns that a spin-off is set in by, and how many times at most."""


def show_home(call: Call) -> None:
    """Print Home."""
    collection = call.collection
    if call.wants_json:
        printing.show_json(_as_json(call, collection))
    else:
        printing.show(_lines(call, collection))


def lately(collection: Collection) -> list[Item]:
    """What happened last, newest first."""
    return newest_first(item for item in collection.items() if not isinstance(item, Person))[:LATELY]


def _newest_fresh(collection: Collection) -> list[Idea]:
    newest = newest_first(fresh(collection.ideas.values()))[:FRESH]
    return [idea for idea in newest if isinstance(idea, Idea)]


def _as_json(call: Call, collection: Collection) -> dict[str, object]:
    return {
        "name": collection.name,
        "workspace": "." if is_from_elsewhere() else call.root,
        "speaking": list(call.identity.by) if call.identity else [],
        "projects": [as_json.item(project) for project, _depth in nested(collection)],
        "fresh": [as_json.item(idea) for idea in _newest_fresh(collection)],
        "lately": [as_json.row(item) for item in lately(collection)],
        "unread": [{"path": unread.path, "what": unread.reason} for unread in collection.unread],
    }


def _lines(call: Call, collection: Collection) -> list[Line]:
    now = datetime.now(UTC)
    rows = Rows(collection, row_width(), now)
    projects = [
        line
        for project, depth in nested(collection)
        for line in rows.project(project, indent=" " * (STEP * min(depth, DEEPEST)))
    ]
    lines: list[Line] = [(Bold(collection.name),), _who(call, collection)]
    if projects:
        lines += ["", (Bold(_("Projects")),), *projects]
    for page in (
        pages.fresh_ideas(collection, _newest_fresh(collection)),
        [Heading(_("Lately")), *pages.lately(collection, lately(collection), now)],
        pages.unread(collection),
    ):
        lines += ["", *paint(collection, page, page_width(), row_width())] if page else []
    return [*lines, "", (Bold(_("Try")),), *_try(collection)]


def _who(call: Call, collection: Collection) -> str:
    if call.identity is None:
        return _("Nobody is speaking yet: cocreate me NAME")
    by = call.identity.by
    said = plural("{who} is speaking", "{who} are speaking", len(by))
    return said.format(who=names(collection, by))


def _try(collection: Collection) -> list[Line]:
    """Two or three first commands that work here and now."""
    first = next((project for project, _depth in nested(collection)), None)
    tries = [("cocreate idea What if …", _("catch an idea"))]
    if first:
        tries.insert(0, (f"cocreate show {collection.short(first.id)}", _("read a project and all that was said")))
    else:
        tries.append((_('cocreate project TITLE --purpose "…"'), _("start a project")))
    tries.append(("cocreate --help", _("everything else")))
    if is_from_elsewhere():
        tries = [(command.removeprefix(f"{PROGRAM} "), what) for command, what in tries]
        tries[-1] = ("help", tries[-1][1])
    wide = max(len(command) for command, _what in tries)
    return [(f"{command.ljust(wide)}  ", Dim(what)) for command, what in tries]
