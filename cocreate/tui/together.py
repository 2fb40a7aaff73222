"""An app whose people see who else is here and where, go where somebody else goes, and ask others to come."""

from asyncio import to_thread
from collections.abc import Mapping, Sequence
from typing import Final

from textual import work
from textual.events import Event, Key, MouseDown, MouseScrollDown, MouseScrollUp, Paste
from textual.reactive import reactive
from textual.screen import ModalScreen

from cocreate.locale import _, plural
from cocreate.model.phrases import names
from cocreate.pages.being_here import what_at, where
from cocreate.sittings.here import NOBODY, NOWHERE, Presence, Present
from cocreate.sittings.sitting import Sitting
from cocreate.sittings.speaking import Speaking
from cocreate.sittings.table import Table
from cocreate.tui.going import GoingApp
from cocreate.tui.widgets.top_bar import Company

TOLD_EVERY: Final = 0.5
"""Seconds between two tellings of where somebody is, where they went on."""

OF_ONE_S_OWN: Final = (Key, Paste, MouseDown, MouseScrollDown, MouseScrollUp)
"""What ends following somebody."""

ONLY_ENDS: Final = {"escape", "F"}
"""Keys that do nothing else then."""


class TogetherApp(GoingApp):
    """Tells where its people are, and sees where the others are; of nobody more than that is told."""

    speaking: reactive[Speaking | None] = reactive(None, repaint=False)
    others: reactive[tuple[Present, ...]] = reactive((), repaint=False)
    company: reactive[Company] = reactive(Company(), repaint=False)

    def __init__(self, table: Table, sitting: Sitting) -> None:
        super().__init__(table, sitting)
        self._presence = Presence(table.root)
        self._followed = ""
        self._followed_to = NOWHERE
        self._calls = ""
        self._called_to = NOWHERE
        self._seen: Mapping[str, Present] | None = None
        self.caller = ""

    # Telling

    async def begin_telling(self) -> None:
        """From now on the others see where these people are, and these where the others are."""
        await self.upkeep.look_around()
        self._see_others()
        self.set_interval(TOLD_EVERY, self.tell_where)
        self.tell_where()

    def tell_where(self) -> None:
        """Tell the others where these people are, if they went on since they were told."""
        panes = self.standing if self.is_running else None
        if not (self.speaking and panes and panes.ready):
            return
        present = Present(self.speaking.by, panes.place, self._followed, self._calls, self._called_to)
        if present != self._presence.told:
            self._see_company()
            self._tell(present)

    @work(group="watch")
    async def _tell(self, present: Present) -> None:
        await to_thread(self._presence.tell, present)
        await self.upkeep.look_around()

    async def on_unmount(self) -> None:
        """They are here no more."""
        await to_thread(self._presence.leave)

    # Seeing

    @property
    def here(self) -> Mapping[str, Present]:
        """Everybody else who is here, by sitting, as last seen."""
        return {name: one for name, one in (self._seen or {}).items() if name != self._presence.name}

    def _take_in(self) -> None:
        super()._take_in()
        if self.is_running and self._seen is not None and self.upkeep.here.present is not self._seen:
            self._see_others()

    def _see_others(self) -> None:
        """Somebody came, went on or left."""
        before, self._seen = self._seen, self.upkeep.here.present
        here = self.here
        self.others = tuple(here.values())
        if before is not None:
            self._hear_calls(here, before)
        if self.caller and self.caller not in here:
            self.caller = ""
            self.screen.refresh_bindings()
        self._go_on()
        self._see_company()

    def _see_company(self) -> None:
        """Who else is where these people are."""
        panes, own = self.standing if self.is_running else None, self.speaking.by if self.speaking else ()
        if self._followed:
            led_by = self.here.get(self._followed)
            self.company = Company(led_by.people if led_by else (), follows=True)
        elif panes and panes.ready:
            at = what_at(panes.place)
            beside = [one.people for one in self.others if what_at(one.place) == at]
            self.company = Company(tuple(dict.fromkeys(name for by in beside for name in by if name not in own)))

    # Asking others to come

    def call_others(self) -> None:
        """Ask the others to come to where these people are."""
        self._calls = str(int(self._calls or 0) + 1)
        self._called_to = self.panes.place
        self.tell_where()
        self.say(_("The others are asked to come here."))

    def _hear_calls(self, here: Mapping[str, Present], before: Mapping[str, Present]) -> None:
        for name, one in here.items():
            was = before.get(name, NOBODY)
            who, several = names(self.collection, one.people), len(one.people)
            title = where(self.collection, one.called_to)
            if one.call and one.call != was.call and title:
                self.caller = name
                told = plural("{who} asks you to come: {title}.", "{who} ask you to come: {title}.", several)
                self.announce(told.format(who=who, title=title), _("G goes there."))
                self.screen.refresh_bindings()
            if one.after == self._presence.name != was.after:
                told = plural("{who} goes where you go now.", "{who} go where you go now.", several)
                self.announce(told.format(who=who))

    def go_to_caller(self) -> None:
        """Go where somebody asked these people to come."""
        if caller := self.here.get(self.caller):
            self.remember_place()
            self.stand_at(caller.called_to)
        self.caller = ""

    # Following

    def follow(self, name: str) -> None:
        """From now on go where the sitting called so goes, until a key is pressed here."""
        if self._presence.name in self._led_by(name):
            self.say(_("They go where you go already."))
        elif name in self.here:
            self.remember_place()
            self._followed, self._followed_to = name, NOWHERE
            self.say(
                _("You go where {who} goes.").format(who=names(self.collection, self.here[name].people)),
                _("Any key ends that."),
            )
            self._go_on()
            self._see_company()

    def _led_by(self, name: str) -> Sequence[str]:
        """The sitting called so, whom it follows, whom that one follows, and so on."""
        led: list[str] = []
        present = self._seen or {}
        while name and name not in led:
            led.append(name)
            name = present[name].after if name in present else ""
        return led

    def _go_on(self) -> None:
        """Go where whoever is followed went."""
        if not self._followed:
            return
        followed = self.here.get(self._followed)
        led = self._led_by(self._followed)
        if followed is None:
            self._stop_following(_("Whom you followed has left; you stay here."))
        elif self._presence.name in led and self._presence.name == min(led):
            self._stop_following(_("You followed each other; now they follow you."))
        elif followed.place != self._followed_to and not isinstance(self.screen, ModalScreen):
            self._followed_to = followed.place
            self.stand_at(followed.place)

    def _stop_following(self, why: str) -> None:
        self._followed = ""
        self.announce(why)
        self._see_company()

    async def on_event(self, event: Event) -> None:
        """Whatever one does oneself ends following somebody, and is done."""
        if self._followed and isinstance(event, OF_ONE_S_OWN) and not event.is_forwarded:
            self._stop_following(_("You go your own way again."))
            if isinstance(event, Key) and event.key in ONLY_ENDS:
                return
        await super().on_event(event)
