"""What a command is: one class that feeds the keys, the palette, the footer and the help."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar, cast

from textual.screen import Screen

from cocreate.acts.voice import Voice
from cocreate.locale import _
from cocreate.model.collection import Collection
from cocreate.model.errors import NotFound
from cocreate.model.hints import Hint
from cocreate.model.items import Idea, Item, Project
from cocreate.pages.linking import shown
from cocreate.sittings.drafts import Draft
from cocreate.sittings.speaking import Speaking
from cocreate.tui.dialogs.asking import AskDialog
from cocreate.tui.drafting import Values
from cocreate.tui.hints import takes_back
from cocreate.tui.studio import Panes, Studio
from cocreate.tui.widgets.fields import FormSpec
from cocreate.tui.widgets.form import Send

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Context:
    """Where a command is given: the studio, the mode that is shown, and the item that is selected, if any.

    `begun` is what somebody typed and left, where the command is to go on with it.
    """

    studio: Studio
    screen: Panes
    target: Item | None
    begun: Draft | None = None

    @property
    def collection(self) -> Collection:
        """What is in the workspace."""
        return self.studio.collection

    @property
    def root(self) -> str:
        """The folder of the workspace."""
        return self.studio.table.root

    @property
    def thing(self) -> Idea | Project | None:
        """The idea or project that is selected, or in whose thread the selected contribution stands."""
        found = self.collection.get(self.collection.root_of(self.target)) if self.target else None
        return found if isinstance(found, Idea | Project) else None

    def title_of(self, item: Item) -> str:
        """What `item` is called, with the titles and names that it links to."""
        return shown(self.collection, item.title)

    def voice(self) -> Voice:
        """Whoever speaks; NotFound, with the key that says who does, if nobody does."""
        return self.studio.sitting.voice()

    async def act(self, do: Callable[[], T]) -> T:
        """Do something to the files off the event loop, and look at them again; what `do` returns."""
        return await self.studio.act(do)

    async def ask(self, dialog: Screen[T]) -> T | None:
        """Open a dialog; what it is dismissed with."""
        return await self.studio.ask(dialog)

    def say(self, what: str, then: str | Hint = "", *, wrong: bool = False) -> None:
        """A quiet line for a while."""
        self.studio.say(what, then, wrong=wrong)

    def tell(self, done: str, by: Sequence[str]) -> None:
        """A quiet line for what these people did, with the key that takes it back."""
        self.studio.sitting.did = tuple(by)
        self.say(done, takes_back(by, self.studio.speaking))

    async def fill(self, spec: FormSpec, do: Callable[[Values, Voice], T], begun: Draft | None = None) -> T | None:
        """Open a window with a form; what `do` makes of its values, as whoever speaks in it, or None if it is left."""
        form = await self.studio.form(spec, self.sending(do), begun or self.begun)
        return cast("T | None", await self.ask(AskDialog(form)))

    def sending(self, do: Callable[[Values, Voice], object]) -> Send:
        """What a form does to send: `do`, off the event loop, as whoever speaks in it."""

        async def send(values: Values, speaking: Speaking | None) -> object:
            if speaking is None:
                raise NotFound(_("Nobody is speaking yet."), _("ctrl+o says who is."))
            voice = Voice(speaking.by, speaking.noted_by, self.studio.table.clock)
            return await self.act(lambda: do(values, voice))

        return send


@dataclass(frozen=True, slots=True)
class Subject:
    """What a command can be given on, and the sentence that its key says where it cannot."""

    fits: Callable[[Context], bool]
    otherwise: str = ""


ANYTHING = Subject(lambda _context: True)


class Command:
    """Something a person can do here. Its words are translated where they are painted."""

    id: str
    key: str
    words: str
    """A word or two for the footer."""

    about: str
    """A sentence for the help and the palette."""

    also: str = ""
    """Other words that people look for it by."""

    group: str = "do"
    """Commands of a group stand together in the footer: do, people, look, help."""

    shown: bool = True
    """Whether the footer has it; the help always does."""

    subject: Subject = ANYTHING

    def words_in(self, context: Context) -> str:  # noqa: ARG002 - most say the same everywhere
        """A word or two for the footer, for what is selected; translated where they are painted."""
        return self.words

    def told(self) -> str:
        """The sentence for the help and the palette, in the language of whoever reads it."""
        return _(self.about)

    def why_not(self, context: Context) -> str:
        """Why it cannot be done here and now, in a sentence; empty where it can."""
        return "" if self.subject.fits(context) else _(self.subject.otherwise)

    async def do(self, context: Context) -> None:
        """Do it, asking what needs to be asked."""
        raise NotImplementedError
