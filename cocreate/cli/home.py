"""Home as plain text: the projects with their purposes, fresh ideas, what happened lately, what to try."""

from datetime import UTC, datetime

from cocreate.cli import as_json, printing
from cocreate.cli.call import Call
from cocreate.cli.layout import page_width, wrap
from cocreate.cli.printing import Bold, Dim, Line
from cocreate.cli.rows import Rows
from cocreate.locale import _, plural
from cocreate.model.choosing import newest_first
from cocreate.model.collection import Collection
from cocreate.model.items import Idea, Item, Person, Project
from cocreate.model.lineage import origins
from cocreate.model.moments import ago
from cocreate.model.phrases import happened, names

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


def fresh_ideas(collection: Collection) -> list[Idea]:
    """The ideas that nobody has built on yet, newest first."""
    fresh = newest_first(idea for idea in collection.ideas.values() if idea.state == "fresh")
    return [idea for idea in fresh if isinstance(idea, Idea)]


def lately(collection: Collection) -> list[Item]:
    """What happened last, newest first."""
    return newest_first(item for item in collection.items() if not isinstance(item, Person))[:LATELY]


def nested(collection: Collection) -> list[tuple[Project, int]]:
    """Projects, active ones first, each spin-off after its first origin, with how deep it is under that."""
    order = sorted(collection.projects.values(), key=lambda one: (one.state != "active", one.at, one.id))
    below: dict[str, list[Project]] = {}
    for project in order:
        below.setdefault(next(iter(origins(collection, project)), ""), []).append(project)
    found: dict[str, tuple[Project, int]] = {}
    for first in [*below.get("", []), *order]:  # those that grew from one another in a circle come last
        open_ = [(first, 0)]
        while open_:
            project, depth = open_.pop()
            if project.id not in found:
                found[project.id] = (project, depth)
                open_ += [(spin_off, depth + 1) for spin_off in reversed(below.get(project.id, []))]
    return list(found.values())


def _as_json(call: Call, collection: Collection) -> dict[str, object]:
    return {
        "name": collection.name,
        "workspace": call.root,
        "speaking": list(call.identity.by) if call.identity else [],
        "projects": [as_json.item(project) for project, _depth in nested(collection)],
        "fresh": [as_json.item(idea) for idea in fresh_ideas(collection)[:FRESH]],
        "lately": [as_json.item(item) for item in lately(collection)],
        "unread": [{"path": unread.path, "what": unread.reason} for unread in collection.unread],
    }


def _lines(call: Call, collection: Collection) -> list[Line]:
    columns, now = page_width(), datetime.now(UTC)
    rows = Rows(collection, columns, now)
    lines: list[Line] = [(Bold(collection.name),), _who(call, collection)]
    for heading, block in (
        (_("Projects"), _projects(collection, rows)),
        (_("Fresh ideas"), rows.ideas(fresh_ideas(collection)[:FRESH])),
        (_("Lately"), _lately(collection, columns, now)),
        (_("Could not be read"), [f"{unread.path}: {unread.reason}" for unread in collection.unread]),
        (_("Try"), _try(collection)),
    ):
        if block:
            lines += ["", (Bold(heading),), "", *block]
    return lines


def _who(call: Call, collection: Collection) -> str:
    if call.identity is None:
        return _("Nobody is speaking yet: cocreate me NAME")
    by = call.identity.by
    said = plural("{who} is speaking", "{who} are speaking", len(by))
    return said.format(who=names(collection, by))


def _projects(collection: Collection, rows: Rows) -> list[Line]:
    found = nested(collection)
    lines: list[Line] = []
    for project, depth in found:
        lines += rows.project(project, indent=" " * (STEP * min(depth, DEEPEST)))
    return lines


def _lately(collection: Collection, columns: int, now: datetime) -> list[Line]:
    """What happened, in sentences, a moment before each."""
    lines: list[Line] = []
    items = lately(collection)
    moments = [ago(item.at, now) for item in items]
    wide = max(map(len, moments), default=0)
    for item, moment in zip(items, moments, strict=True):
        said = wrap(happened(collection, item), columns - wide - 2)
        lines += [(Dim(moment.ljust(wide)), f"  {said[0]}"), *((" " * (wide + 2), more) for more in said[1:])]
    return lines


def _try(collection: Collection) -> list[Line]:
    """Two or three first commands that work here and now."""
    first = next((project for project, _depth in nested(collection)), None)
    tries = [("cocreate idea What if …", _("catch an idea"))]
    if first:
        tries.insert(0, (f"cocreate show {collection.short(first.id)}", _("read a project and all that was said")))
    else:
        tries.append((_('cocreate project TITLE --purpose "…"'), _("start a project")))
    tries.append(("cocreate --help", _("everything else")))
    wide = max(len(command) for command, _what in tries)
    return [(f"{command.ljust(wide)}  ", Dim(what)) for command, what in tries]
