"""What is sent to the page: forms, each with the token that it was made with, each done once."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from aiohttp import web

from cocreate.acts.voice import Voice
from cocreate.door.page import answers, forms, giving, places
from cocreate.door.page.checking import NotTaken, check_comes_from_here, form_in
from cocreate.door.page.errors import sentence_of
from cocreate.door.page.frame import Shown
from cocreate.door.page.giving import Give
from cocreate.door.page.html import tag
from cocreate.door.page.making import TooMany
from cocreate.locale import _
from cocreate.model.errors import CocreateError
from cocreate.model.links import kept
from cocreate.pages.linking import shown
from cocreate.sittings.keys import Key

if TYPE_CHECKING:
    from cocreate.door.page.answering import Answering

ON = "on"

OUTSIDE: Final = 64
"""Forms of people whom nobody knows that may be on their way at once."""


class Posting:
    """What is done with what is sent to one page.

    Args:
        answering: whose page it is.
    """

    def __init__(self, answering: "Answering") -> None:
        self._all = answering
        self._outside = 0

    async def post(self, request: web.BaseRequest, path: tuple[str, ...], who: Key | None) -> web.Response:
        """What is sent back to a form."""
        check_comes_from_here(request, self._all.site)
        if who is None:
            return await self._from_outside(path, await self._of_stranger(request))
        said = await form_in(request, self._all.make, of_stranger=False)
        if path == (places.LEAVE[1:],) and self._fits(said, who):
            return await self._all.letting_in.leave(who)
        if path == (places.KNOCK[1:],):  # they followed a link, which comes without the cookie
            return answers.way_on(places.HOME, self._all.site)
        if path == (places.COME[1:],):
            return await self._all.send(self._all.letting_in.somebody_elses(self._all.name_of(who)), who)
        give = give_for(path)
        if give is None:
            raise NotTaken(405, _("That cannot be done here."))
        return await self._give(path, said, who, give)

    async def _of_stranger(self, request: web.BaseRequest) -> Mapping[str, str]:
        """What stood in a form of somebody whom nobody knows; so few are waited for that others have room."""
        if self._outside >= OUTSIDE:
            raise TooMany
        self._outside += 1
        try:
            return await form_in(request, self._all.make, of_stranger=True)
        finally:
            self._outside -= 1

    async def _from_outside(self, path: tuple[str, ...], said: Mapping[str, str]) -> web.Response:
        """What comes from a browser that nobody knows: a code, a name, or words of somebody who was forgotten."""
        letting_in = self._all.letting_in
        if path not in {(places.COME[1:],), (places.KNOCK[1:],)}:
            return letting_in.stand_before(path, _("Nobody here knows this browser, so nothing was done."), 403)
        if not self._all.tokens.fits(said.get(forms.TOKEN, ""), ""):
            return letting_in.stand_before(path, _("This form was too old. Once more, please."), 403)
        return await (letting_in.come(said) if path == (places.COME[1:],) else letting_in.knock(said))

    def _fits(self, said: Mapping[str, str], who: Key) -> bool:
        return self._all.tokens.fits(said.get(forms.TOKEN, ""), who.public)

    async def _give(self, path: tuple[str, ...], said: Mapping[str, str], who: Key, give: Give) -> web.Response:
        if not self._fits(said, who):
            told = _("This form was too old, or was none of yours. Nothing was done; your words are still here.")
            return await self._once_more(path, said, who, told, 403)
        try:
            place = await self._all.tokens.once(said[forms.TOKEN], lambda: self._given(said, who, give))
        except CocreateError as error:
            return await self._once_more(path, said, who, sentence_of(error), 422)
        return answers.way_on(place, self._all.site)

    async def _given(self, said: Mapping[str, str], who: Key, give: Give) -> str:
        """Do it, let everybody see it, and say where it is read."""
        answering, table = self._all, self._all.house.table
        voice = Voice([who.person], clock=table.clock)
        given = await answering.act(lambda: give(table.root, voice, table.collection, kept(table.collection, said)))
        answering.stay_of(who).tell(shown(table.collection, given.told), given.act)
        return given.place

    async def _once_more(
        self, path: tuple[str, ...], said: Mapping[str, str], who: Key, told: str, status: int
    ) -> web.Response:
        """The form again, with what stood in it, and why."""
        answering = self._all
        reading = answering.reading(answering.stay_of(who), {})
        shown: Shown | None
        if path[0] == ON:
            shown = await answering.make(lambda: reading.item(path[1], (), said))
        elif path == (places.CARD[1:],):
            shown = await answering.make(lambda: reading.card(said))
        elif path == (places.IDEA[1:],):
            shown = await answering.make(lambda: reading.idea(said))
        else:
            shown = await answering.make(lambda: reading.page(()))
        if shown is None:
            return answers.words(told, answering.site, status)
        alert = tag("output", tag("strong", told, class_="alarm"))
        title = _("Not done: {title}").format(title=shown.title)
        return await answering.send(shown._replace(title=title, status=status), who, told=alert)


def give_for(path: tuple[str, ...]) -> Give | None:
    """What is given at a path; None where nothing is."""
    whole = {
        (places.IDEA[1:],): giving.give_idea,
        (places.CARD[1:],): giving.write_card,
        (places.UNDO[1:],): giving.undo,
    }
    if path in whole:
        return whole[path]
    if len(path) == 2 and path[0] == ON:
        return giving.say_on(path[1])
    if len(path) == 3 and path[0] == ON:
        given = {"join": giving.join, "helped": giving.helped}.get(path[2])
        return given(path[1]) if given else None
    return None
