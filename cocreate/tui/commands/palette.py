"""The command palette: everything that can be done here, and every project and idea by its title."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider

from cocreate.model.text import fold
from cocreate.tui import safe

if TYPE_CHECKING:
    from cocreate.tui.app import CocreateApp

MOST_TITLES = 20


class Everywhere(Provider):
    """Finds commands by what they are about, and items by their titles."""

    @property
    def _app(self) -> "CocreateApp":
        return cast("CocreateApp", self.app)

    async def discover(self) -> Hits:
        """What can be done here, before anything is typed."""
        for command in self._app.commands_here():
            yield DiscoveryHit(safe.line(command.about()), self._run(command.id), command.about())

    async def search(self, query: str) -> Hits:
        """Commands first, then titles."""
        words = fold(query).split()
        for command in self._app.commands_here():
            if all(word in fold(f"{command.about()} {command.words()}") for word in words):
                yield Hit(1.0, safe.line(command.about()), self._run(command.id), command.about())
        collection = self._app.collection
        titled = [*collection.projects.values(), *collection.ideas.values()]
        found = [item for item in titled if all(word in fold(item.title) for word in words)]
        for item in found[:MOST_TITLES]:
            title = safe.line(item.title)
            yield Hit(0.5, title, partial(self._app.go_to, item.id), title.plain)

    def _run(self, name: str) -> Callable[[], None]:
        def run() -> None:
            self._app.run_command(name)

        return run
