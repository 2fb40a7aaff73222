"""An app whose keys come in order, each to what the one before it opened, and of which none is silent."""

from functools import partial

from textual import on, work
from textual.app import App
from textual.binding import Binding
from textual.events import Event, Key, Paste
from textual.reactive import reactive

from cocreate.model.hints import Hint
from cocreate.model.text import clean, clean_line, one_stop
from cocreate.tui.hints import hint_words
from cocreate.tui.said import STANDS, STANDS_LONGER, Said
from cocreate.tui.type_ahead import TypeAhead
from cocreate.tui.widgets.key_bar import KeyBar
from cocreate.tui.wishes import Say


class KeyedApp(App[None]):
    """Keys wait for those before them; a key that does nothing says why; what is said stands beside the keys."""

    said: reactive[Said | None] = reactive(None, repaint=False)

    def __init__(self) -> None:
        super().__init__()
        self.ahead = TypeAhead(self._deliver, lambda: self.focused or self.screen, lambda: self.is_opening)

    @property
    def is_opening(self) -> bool:
        """Whether something is being opened that the next key may be meant for."""
        raise NotImplementedError

    def why_nothing(self, key: str) -> str:
        """Why a key did nothing, in a sentence."""
        raise NotImplementedError

    async def on_event(self, event: Event) -> None:
        """Meet what is typed or pasted when it is its turn."""
        if isinstance(event, Key | Paste) and not event.is_forwarded:
            if not await self.ahead.take(event):
                self._hand_on_keys()
        else:
            await super().on_event(event)

    async def _deliver(self, typed: Key | Paste) -> None:
        """Hand on what was typed; what is pasted passes the same door as what files bring."""
        if isinstance(typed, Paste):
            typed.text = clean(typed.text.replace("\r\n", "\n").replace("\r", "\n"))
        if self.said and not self.said.stays:
            self.said = None
        await super().on_event(typed)

    @work(group="ahead")
    async def _hand_on_keys(self) -> None:
        await self.ahead.hand_on()

    async def _check_bindings(self, key: str, priority: bool = False) -> bool:  # noqa: FBT001, FBT002 - Textual's
        """Do what a key is bound to. Textual tells nobody whether anything was, so it is found out here."""
        taken = await super()._check_bindings(key, priority)
        if not taken and not priority:
            self.say(self.why_nothing(key))
        return taken

    @on(KeyBar.Clicked)
    def _key_clicked(self, event: KeyBar.Clicked) -> None:
        self.simulate_key(event.key)

    def key_words(self, key: str) -> str:
        """A key as people call it."""
        if not key:
            return ""
        return key if key.startswith("ctrl+") else self.get_key_display(Binding(key, "", ""))

    @on(Say)
    def _is_to_say(self, event: Say) -> None:
        self.say(event.what, event.then)

    def say(self, what: str, then: str | Hint = "", *, wrong: bool = False) -> None:
        """A quiet line in answer to a key, until the next one or for a while, in the place of what was said before."""
        self._say(_said(self.linked(what), self.linked(hint_words(then)), wrong=wrong))

    def linked(self, words: str) -> str:
        """A sentence with the titles and names that it links to."""
        raise NotImplementedError

    def announce(self, what: str, then: str | Hint = "", *, wrong: bool = False) -> None:
        """A quiet line for a while, of something that nobody here did: no key takes it away."""
        self._say(_said(what, then, wrong=wrong, stays=True))

    def _say(self, said: Said) -> None:
        self.said = said
        self.set_timer(STANDS_LONGER if said.wrong else STANDS, partial(self._unsay, said))

    def _unsay(self, said: Said) -> None:
        if self.said is said:
            self.said = None


def _said(what: str, then: str | Hint, *, wrong: bool, stays: bool = False) -> Said:
    """A sentence, and what one can do then."""
    end = one_stop(clean_line(hint_words(then)))
    return Said(one_stop(clean_line(f"{what} {end}".strip())), wrong, stays, end)
