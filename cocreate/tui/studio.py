"""The studio: what commands, dialogs and screens may ask for. The app is one, and they know no more of it than this."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol, TypeVar

from textual.screen import Screen

from cocreate.model.collection import Collection
from cocreate.model.hints import Hint
from cocreate.model.items import Item
from cocreate.sittings.drafts import Draft
from cocreate.sittings.here import Present
from cocreate.sittings.sitting import Sitting
from cocreate.sittings.speaking import Speaking
from cocreate.sittings.table import Table
from cocreate.tui.blocks import Link
from cocreate.tui.hands import Hands
from cocreate.tui.sync_loop import SyncLoop
from cocreate.tui.widgets.fields import FormSpec
from cocreate.tui.widgets.form import Form, Send

T = TypeVar("T")


class Offer(Protocol):
    """Something that a key does, as help and palette list it; `words` are translated where they are painted."""

    @property
    def id(self) -> str:
        """What it is called."""

    @property
    def key(self) -> str:
        """The key, as Textual calls it."""

    @property
    def words(self) -> str:
        """A word or two."""

    @property
    def also(self) -> str:
        """Other words that people look for it by."""

    @property
    def group(self) -> str:
        """The group of the footer in which it stands."""

    def told(self) -> str:
        """What it does, in a sentence, in the language of whoever reads it."""


class Panes(Protocol):
    """The mode that is shown, and what may be asked of it."""

    @property
    def mode(self) -> str:
        """Which it is."""

    @property
    def selected(self) -> str:
        """What is selected in the list; empty if nothing is."""

    @property
    def links(self) -> Sequence[Link]:
        """The links of what is read."""

    def go_to(self, name: str) -> bool:
        """Select the item called `name`, or what it belongs to; whether it is here."""

    def answers(self, ref: str) -> bool:
        """Whether enter answers what was said there, which is read here, and not only pointed to."""

    def stand_on(self, name: str) -> None:
        """Select the item called `name` in what is read, and bring it into view, if it is there."""

    def focus_list(self) -> bool:
        """Bring the focus to the list; whether it was elsewhere."""

    def open_filter(self) -> None:
        """Type to see fewer rows."""

    async def open_composer(self, form: Form) -> None:
        """Write under the page; whoever types ahead waits for it."""


class Studio(Protocol):
    """What belongs to one sitting, what its table holds, and what can be done with either."""

    @property
    def table(self) -> Table:
        """What all who sit here share."""

    @property
    def sitting(self) -> Sitting:
        """Whose screens these are."""

    @property
    def hands(self) -> Hands:
        """Who may be typing here."""

    @property
    def sync_loop(self) -> SyncLoop:
        """How this copy stands with the others."""

    @property
    def collection(self) -> Collection:
        """What is in the workspace, as these screens show it."""

    @property
    def speaking(self) -> Speaking | None:
        """Who speaks."""

    @property
    def theme(self) -> str:
        """The look that is worn."""

    @property
    def waiting(self) -> Sequence[Draft]:
        """What was typed and not sent."""

    @property
    def here(self) -> Mapping[str, Present]:
        """Everybody else who is here, by sitting."""

    @property
    def caller(self) -> str:
        """The sitting that asked these people to come; empty where none did."""

    @property
    def has_terminal(self) -> bool:
        """Whether other programs can be opened where these screens are."""

    @property
    def offers(self) -> Sequence[Offer]:
        """The commands that can be given here and now."""

    @property
    def elsewhere(self) -> Sequence[tuple[Offer, str]]:
        """The commands that can be given elsewhere, each with what it takes."""

    # Doing

    async def act(self, do: Callable[[], T]) -> T:
        """Do something to the files off the event loop, and show what became of it; what `do` returns."""

    async def look(self) -> None:
        """See what others did meanwhile."""

    def say(self, what: str, then: str | Hint = "", *, wrong: bool = False) -> None:
        """A quiet line for a while: what is so, and what one can do then."""

    def give(self, command: str, target: Item | None = None, begun: Draft | None = None) -> object:
        """Give a command, on `target` or on what is selected, going on with what was `begun`."""

    async def speak_as(self, speaking: Speaking) -> None:
        """From now on these people speak."""

    async def put_on(self, theme: str) -> None:
        """Wear a look, and remember it."""

    def suspend(self) -> AbstractContextManager[None]:
        """The terminal is another program's as long as this lasts."""

    def exit(self) -> None:
        """Leave."""

    # Opening and going

    async def ask(self, dialog: Screen[T]) -> T | None:
        """Open a dialog; what it is dismissed with."""

    async def form(self, spec: FormSpec, send: Send, begun: Draft | None = None) -> Form:
        """A form with what was left in its place, or with what was `begun`."""

    async def begin(self, place: str, writer: Speaking | None = None) -> Draft:
        """What was typed in a place and not sent, to go on with; else a new draft of whoever speaks, or of `writer`."""

    def key_words(self, key: str) -> str:
        """A key as people call it."""

    def go_mode(self, mode: str) -> None:
        """Show a mode."""

    def go_to(self, name: str) -> None:
        """Show the item called `name` where it is read."""

    async def arrive_at(self, name: str) -> Panes:
        """Show the item called `name` where it is read; the mode, once it stands."""

    def follow(self, name: str) -> None:
        """From now on go where the sitting called so goes, until a key is pressed here."""

    def call_others(self) -> None:
        """Ask the others to come to where these people are."""

    def go_to_caller(self) -> None:
        """Go where somebody asked these people to come."""

    async def search_for(self, words: str) -> None:
        """Show the search, with what holds these words."""
