"""How projects stand in a list: active ones first, each spin-off under what it grew from."""

from cocreate.model.collection import Collection
from cocreate.model.items import Project
from cocreate.model.lineage import origins
from cocreate.model.schema import PROJECT_STATES


def nested(collection: Collection) -> list[tuple[Project, int]]:
    """All projects in the order of a list, each with how deep it stands under what it grew from first.

    Active ones come before those that rest, finished ones last; projects that grew from one another in a circle
    stand at the end of their state, once.
    """
    places = {state: place for place, state in enumerate(PROJECT_STATES)}
    order = sorted(collection.projects.values(), key=lambda one: (places.get(one.state, len(places)), one.at, one.id))
    below: dict[str, list[Project]] = {}
    for project in order:
        below.setdefault(next(iter(origins(collection, project)), ""), []).append(project)
    found: dict[str, tuple[Project, int]] = {}
    for first in [*below.get("", []), *order]:
        open_ = [(first, 0)]
        while open_:
            project, depth = open_.pop()
            if project.id not in found:
                found[project.id] = (project, depth)
                open_ += [(spin_off, depth + 1) for spin_off in reversed(below.get(project.id, []))]
    return list(found.values())
