"""Answers what browsers ask: who it is, what they may do, and then the page or the act."""

import os
from asyncio import to_thread
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

from aiohttp import web

from cocreate.door.page import answers, forms, places
from cocreate.door.page.allowance import Allowances
from cocreate.door.page.checking import NotTaken, asked_in, check_asked_here, path_in
from cocreate.door.page.errors import sentence_of
from cocreate.door.page.frame import Reader, Shown, framed
from cocreate.door.page.html import EMPTY, Html, join, tag
from cocreate.door.page.languages import language_asked
from cocreate.door.page.letting_in import LettingIn
from cocreate.door.page.making import Making, TooMany
from cocreate.door.page.passes import Passes
from cocreate.door.page.posting import Posting
from cocreate.door.page.reading import Reading
from cocreate.door.page.site import Site
from cocreate.door.page.stays import Stay, Stays
from cocreate.door.page.tokens import Tokens
from cocreate.locale import _, language, read_in
from cocreate.model.errors import CocreateError
from cocreate.model.host import tell_nothing_of_host
from cocreate.pages.being_here import HOME
from cocreate.sittings.keys import Key
from cocreate.workspace.files import written

if TYPE_CHECKING:
    from cocreate.door.house import House
    from cocreate.door.screens import Upkeep

T = TypeVar("T")

FILES: Final = {places.STYLE: ("style.css", "text/css"), places.ICON: ("icon.svg", "image/svg+xml")}


class Answering:
    """Everything that is answered at one page.

    Args:
        house: whose door it is at.
        upkeep: keeps the table as the files are.
        site: where the page stands.
    """

    def __init__(self, house: "House", upkeep: "Upkeep", site: Site) -> None:
        self.house, self.site = house, site
        self.passes, self.tokens, self.stays = Passes(house.folder), Tokens(), Stays(house.table.root)
        self.make = Making()
        self.letting_in, self._posting = LettingIn(self), Posting(self)
        self._upkeep = upkeep
        self._allowances = Allowances()
        self._files = {path: (_file(name), kind) for path, (name, kind) in FILES.items()}

    # What is asked

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        """What is sent back; whatever goes wrong, it is a sentence and tells nothing of this computer."""
        read_in(language_asked(request.headers.get("Accept-Language", "")))
        tell_nothing_of_host(self.house.table.root, self.house.host)
        try:
            return await self._checked(request)
        except NotTaken as not_taken:
            answer = answers.words(not_taken.words, self.site, not_taken.status)
            answer.force_close()
            return answer
        except TooMany:
            return self._too_much(1)
        except Exception as error:  # noqa: BLE001 - whoever asked learns no more than that
            self.house.tell(_("The page could not answer: {what}").format(what=f"{type(error).__name__}: {error}"))
            return answers.words(_("Something went wrong here. Try it once more."), self.site, 500)

    async def _checked(self, request: web.BaseRequest) -> web.StreamResponse:
        site, raw = self.site, request.raw_path.partition("?")[0]
        check_asked_here(request, site)
        if not self.house.is_open:
            raise NotTaken(503, _("The door was closed. Come again another time."))
        if raw in self._files and request.method != "POST":
            return answers.file(*self._files[raw], site)
        secret = request.cookies.get(site.cookie, "")
        who = self.passes.known(secret)
        if wait := self._allowances.wait(who.public if who else ""):
            return self._too_much(wait)
        path = path_in(request)
        if path is None:
            return await self._nothing(who)
        if request.method == "POST":
            return await self._posting.post(request, path, who)
        try:
            return await self._get(path, asked_in(request), who, secret)
        except ValueError:  # more stands in the address than in any of ours
            return await self._nothing(who)

    def _too_much(self, wait: int) -> web.Response:
        answer = answers.words(_("That was too much at once; come again in a moment."), self.site, 429)
        answer.headers["Retry-After"] = str(wait)
        return answer

    async def _get(self, path: tuple[str, ...], said: Mapping[str, str], who: Key | None, secret: str) -> web.Response:
        if who is None:
            return self.letting_in.stand_before(path, secret=secret)
        if path[:1] == (places.COME[1:],) and len(path) == 2:
            return await self.send(self.letting_in.somebody_elses(self.name_of(who)), who)
        if path in {(places.COME[1:],), (places.KNOCK[1:],)}:
            return answers.way_on(places.HOME, self.site)
        if who.person not in self.house.table.collection.people and path != (places.CARD[1:],):
            return answers.way_on(places.CARD, self.site)
        stay = self.stay_of(who)
        try:
            shown = await self.make(lambda: self.reading(stay, said).page(path))
        except CocreateError as error:
            shown = self._wrong(error)
        return await self.send(shown, who, "/" + "/".join(path)) if shown else await self._nothing(who)

    def _wrong(self, error: CocreateError) -> Shown:
        words = sentence_of(error)
        return Shown(words, tag("h1", words), status=409)

    async def _nothing(self, who: Key | None) -> web.Response:
        if who is None:
            return self.letting_in.stand_before(("",))
        words = _("There is nothing here.")
        return await self.send(Shown(words, tag("h1", words), status=404), who)

    # Who reads, and what they are sent

    def reading(self, stay: Stay, said: Mapping[str, str]) -> Reading:
        """What somebody is told now."""
        return Reading(self.house.table, stay, partial(self.tokens.make, stay.key.public), said)

    def stay_of(self, who: Key) -> Stay:
        """Their stay, which begins with the first page."""
        stay, is_new = self.stays.of(who, self.house.now())
        if is_new:
            self.house.tell(_("{name} is here, by browser.").format(name=self.name_of(who)))
        return stay

    def end_stay(self, who: Key) -> None:
        """They are not here any more."""
        for _stay in self.stays.end(who, self.house.now()):
            self.house.tell(_("{name} left.").format(name=self.name_of(who)))

    def end_idle_stays(self) -> None:
        """Those who asked for nothing for a while are not here any more, and neither is whoever's key was dropped."""
        for stay in self.stays.idle(self.house.now(), self.passes.holds):
            self.house.tell(_("{name} left.").format(name=self.name_of(stay.key)))

    def name_of(self, who: Key) -> str:
        """What somebody is called."""
        collection = self.house.table.collection
        return collection.name_of(who.person) if who.person in collection.people else who.called or who.person

    async def send(self, shown: Shown, who: Key, here: str = "", told: Html = EMPTY) -> web.Response:
        """A page as it is sent to somebody."""
        stay, token = self.stay_of(who), partial(self.tokens.make, who.public)
        reader = Reader(self.name_of(who), f"/on/{who.person}", forms.leave_form(token, who.ends))
        told = join((told, self._told(stay, token)))
        body = framed(shown, self.house.table.collection.name, language(), reader, here, told)
        await to_thread(self.stays.is_at, stay, HOME if here == places.HOME else here[1:], shown.about)
        return answers.page(body, self.site, shown.status)

    def _told(self, stay: Stay, token: forms.Token) -> Html:
        words, act = stay.heard()
        return join((tag("output", words), " ", forms.undo_form(token, act) if act else EMPTY)) if words else EMPTY

    async def act(self, do: Callable[[], T]) -> T:
        """Do something to the files, and let everybody see at once what became of it; what `do` returns."""
        try:
            with written() as paths:
                return await self.make(do)
        finally:
            self._upkeep.sync_loop.acted()
            await self._upkeep.look(paths)

    async def close(self) -> None:
        """Answer nobody any more."""
        self.letting_in.knocking.let_go(all_of_them=True)
        self.make.close()
        await to_thread(self.stays.end_all, self.house.now())


def _file(name: str) -> bytes:
    with open(f"{os.path.dirname(__file__)}/{name}", "rb") as file:
        return file.read()
