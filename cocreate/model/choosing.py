"""Choosing among items: by type, state, person, project, theme and kind."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter

from cocreate.model.collection import Collection
from cocreate.model.items import Contribution, Idea, Item, Project
from cocreate.model.text import fold

_BY_ID, _BY_TIME = attrgetter("id"), attrgetter("at")

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

ANSWERED, OPEN = "answered", "open"
"""How a question stands, whose file has no state."""


class Choice:
    """What an item must be to be chosen; what is empty is not asked.

    No dataclass, whose module takes longer to import than most of a command.

    Args:
        type: `person`, `project`, `idea` or `contribution`.
        state: the state it is in.
        by: the slug of a person who gave it.
        project: the id of a project: itself, its ideas, and all said on either.
        theme: a theme it has, or the thing it is said on has.
        kind: a kind of contribution.
    """

    __slots__ = ("by", "kind", "project", "state", "theme", "type")

    def __init__(
        self,
        *,
        type: str = "",  # noqa: A002 - the word by which everything else calls it
        state: str = "",
        by: str = "",
        project: str = "",
        theme: str = "",
        kind: str = "",
    ) -> None:
        self.type: Final = type
        self.state: Final = state
        self.by: Final = by
        self.project: Final = project
        self.theme: Final = fold(theme.removeprefix("#"))
        self.kind: Final = kind

    def takes(self, collection: Collection, item: Item) -> bool:
        """Whether `item` is all that is asked."""
        return (
            (not self.type or item.type == self.type)
            and (not self.state or _state_of(collection, item) == self.state)
            and (not self.kind or (isinstance(item, Contribution) and item.kind == self.kind))
            and (not self.by or self.by in item.by or self.by == item.id)
            and (not self.project or project_of(collection, item) == self.project)
            and (not self.theme or self.theme in map(fold, _themes_of(collection, item)))
        )

    def among(self, collection: Collection, items: Iterable[Item]) -> list[Item]:
        """Those of `items` that are all that is asked, in their order."""
        return [item for item in items if self.takes(collection, item)]


def _state_of(collection: Collection, item: Item) -> str:
    if isinstance(item, Contribution) and item.kind == "question":
        return ANSWERED if collection.is_answered(item) else OPEN
    return item.state


def project_of(collection: Collection, item: Item) -> str:
    """The id of the project that `item` is, or is part of; empty where there is none."""
    if isinstance(item, Contribution):
        thread = collection.get(collection.root_of(item))
        return project_of(collection, thread) if thread else ""
    if isinstance(item, Idea):
        return item.project
    return item.id if isinstance(item, Project) else ""


def _themes_of(collection: Collection, item: Item) -> tuple[str, ...]:
    if isinstance(item, Contribution):
        thread = collection.get(collection.root_of(item))
        return thread.themes if thread else ()
    return item.themes


def newest_first(items: Iterable[Item]) -> list[Item]:
    """`items` by time, newest first, then by id."""
    found = sorted(items, key=_BY_ID, reverse=True)
    found.sort(key=_BY_TIME, reverse=True)  # two sorts by one thing each take half the time of one by two
    return found


def fresh(ideas: Iterable[Idea]) -> Iterable[Idea]:
    """Those of `ideas` that nobody has built on yet, in their order."""
    return (idea for idea in ideas if idea.state == "fresh")
