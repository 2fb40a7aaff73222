"""Contributions by what they belong to, in an order that is worked out only where somebody asks for it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from cocreate.model.items import Contribution

Order = tuple[float, int, float, str]
"""The latest moment on the way up to what was answered first, how far up that is, its own moment, its id."""


class Ordered:
    """Contributions by what they belong to, each group put in its order when it is first asked for.

    Args:
        groups: them, by what they belong to; in it the order of each is kept.
        order: where one stands among the others of its group.
    """

    def __init__(self, groups: dict[str, list[Contribution]], order: Callable[[Contribution], Order]) -> None:
        self.groups = groups
        self._order = order
        self._sorted: set[str] = set()

    def of(self, name: str) -> list[Contribution]:
        """Those that belong to `name`, oldest first."""
        group = self.groups.get(name, [])
        if name not in self._sorted and len(group) > 1:
            self.groups[name] = group = sorted(group, key=self._order)
        self._sorted.add(name)
        return group
