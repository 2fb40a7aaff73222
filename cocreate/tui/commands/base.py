"""What a command is: one class that feeds the keys, the palette, the footer and the help."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, TypeVar

from cocreate.model.collection import Collection
from cocreate.model.items import Idea, Item, Project

if TYPE_CHECKING:
    from cocreate.tui.app import CocreateApp
    from cocreate.tui.screens.panes import PanesScreen

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Here:
    """Where a command is given: the app, the screen, and the item that is selected, if any."""

    app: "CocreateApp"
    screen: "PanesScreen"
    target: Item | None

    @property
    def collection(self) -> Collection:
        """What is in the workspace."""
        return self.app.collection

    @property
    def thing(self) -> Idea | Project | None:
        """The idea or project that is selected, or in whose thread the selected contribution stands."""
        found = self.collection.get(self.collection.root_of(self.target)) if self.target else None
        return found if isinstance(found, Idea | Project) else None

    async def act(self, do: Callable[[], T]) -> T:
        """Do something to the files off the event loop, and look at them again; what `do` returns."""
        return await self.app.act(do)


class Command:
    """Something a person can do here.

    The class's docstring is what the help and the palette say of it.
    """

    id: ClassVar[str]
    key: ClassVar[str]
    group: ClassVar[str] = "do"
    """Commands of a group stand together in the footer: do, people, look, help."""

    shown: ClassVar[bool] = True
    """Whether the footer has it; the help always does."""

    def words(self) -> str:
        """A word or two for the footer."""
        raise NotImplementedError

    def about(self) -> str:
        """A sentence for the help and the palette."""
        raise NotImplementedError

    def applies(self, here: Here) -> bool:  # noqa: ARG002 - most ask
        """Whether it can be done here and now."""
        return True

    async def do(self, here: Here) -> None:
        """Do it, asking what needs to be asked."""
        raise NotImplementedError
