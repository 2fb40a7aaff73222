"""Before the page: whoever comes with a code, or knocks; and whoever leaves.

A code in a link is not used by following the link, which mail programs do by themselves: what follows it is shown a
form, and sending that uses it.
"""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from aiohttp import web

from cocreate.door.coming import look_up
from cocreate.door.limits import ANSWER
from cocreate.door.page import answers, forms, places
from cocreate.door.page.frame import Reader, Shown, framed
from cocreate.door.page.html import EMPTY, Html, join, tag
from cocreate.door.page.knocking import Knocking
from cocreate.door.page.making import TooMany
from cocreate.door.page.passes import new_secret
from cocreate.locale import _, language
from cocreate.model.text import clean_line
from cocreate.sittings.invitations import looks_like_code
from cocreate.sittings.keys import Key

if TYPE_CHECKING:
    from cocreate.door.page.answering import Answering

WAITING: Final = 16
"""Wrong codes that wait for their answer at once; who gives more than that gets it without."""


class NoCode(Exception):
    """It is no code that stands."""


class LettingIn:
    """Lets people in at one page.

    Args:
        answering: whose page it is.
    """

    def __init__(self, answering: "Answering") -> None:
        self._all = answering
        self.knocking = Knocking(answering)
        self._waiting = 0

    def stand_before(self, path: tuple[str, ...], told: str = "", status: int = 0, secret: str = "") -> web.Response:
        """What somebody reads whom nobody knows yet: a form for a code, with the one that came with a link in it.

        Args:
            path: what was asked for.
            told: what is said once, above everything.
            status: as HTTP has it; 0 where that depends on the path.
            secret: what their browser keeps, by which it is known whether they knock.
        """
        answering = self._all
        workspace = answering.house.table.collection.name
        is_asked = path[:1] == (places.COME[1:],)
        code = path[1] if is_asked and len(path) == 2 and looks_like_code(path[1]) else ""
        token = partial(answering.tokens.make, "")
        title = tag("h1", _("The door to {name}").format(name=workspace))
        knocks = self.knocking.waits(secret)
        said = self._knocks(knocks) if knocks else self._invited(token, code) if code else self._unknown(token)
        if self.knocking.was_refused(secret):
            told = _("You were not let in this time.")
        main = join((title, *said))
        shown = Shown(workspace, main, status=status or (200 if is_asked or not path else 403))
        notice = tag("output", told) if told else EMPTY
        body = framed(shown, workspace, language(), Reader(), "", notice)
        return answers.page(body, answering.site, shown.status)

    def _invited(self, token: forms.Token, code: str) -> tuple[Html, ...]:
        return (
            tag("p", _("You were invited. This brings you in, and this browser is remembered as yours.")),
            forms.code_form(token, code),
        )

    def _unknown(self, token: forms.Token) -> tuple[Html, ...]:
        again = tag("a", _("Go on to the page"), href=places.HOME)
        sent, none = _("You were sent a code"), _("You have none")
        return (
            tag("p", _("People create together here. Nobody here knows this browser yet.")),
            tag("section", tag("h2", sent), forms.code_form(token)),
            tag(
                "section",
                tag("h2", none),
                tag("p", _("Knock, and somebody at the table lets you in.")),
                forms.knock_form(token),
            ),
            tag("p", _("You were here with this browser before, and followed a link?"), " ", again, class_="quiet"),
        )

    def somebody_elses(self, name: str) -> Shown:
        """What whoever comes with a code reads in a browser that is somebody's: nobody speaks for another."""
        title = _("This browser is {name}'s").format(name=name)
        told = _(
            "An invitation lets somebody in as themselves. If it is yours, open it in a browser of your own; or let"
            " {name} leave this one first, at the end of this page, and open it once more. It is not used yet."
        )
        return Shown(title, join((tag("h1", title), tag("p", told.format(name=name)))), status=409)

    def _knocks(self, key: Key) -> tuple[Html, ...]:
        told = _("You knocked. Somebody at the table has to let you in; they see that your key ends in {ends}.")
        return (
            tag("p", told.format(ends=key.ends)),
            tag("p", tag("a", _("Look whether you are let in"), href=places.HOME)),
        )

    async def knock(self, said: Mapping[str, str]) -> web.Response:
        """Somebody says their name, and waits."""
        name = clean_line(said.get("name", ""))[:ANSWER].strip()
        if not name:
            return self.stand_before((), _("Say your name, so that somebody knows whom they let in."), 422)
        try:
            secret = await self._all.tokens.once(said[forms.TOKEN], partial(self._ring, name))
        except TooMany:
            return self.stand_before((), _("Too many people stand here already; come again in a while."), 429)
        site = self._all.site
        return answers.remember(answers.way_on(places.HOME, site), secret, site)

    async def _ring(self, name: str) -> str:
        secret = new_secret()
        self.knocking.knock(secret, name)
        return secret

    async def come(self, said: Mapping[str, str]) -> web.Response:
        """Use a code up: who it invites is let in, and this browser is theirs from now on.

        Whoever sends the form twice, impatient, is let in once, and whichever answer arrives brings them in.
        """
        answering = self._all
        try:
            secret = await answering.tokens.once(said[forms.TOKEN], lambda: self._with(said.get("code", "")))
        except NoCode:
            told = _("This is no code that stands: it may have been used, or be too old. Ask for another.")
            return self.stand_before((places.COME[1:],), told, 403)
        return answers.remember(answers.way_on(places.HOME, answering.site), secret, answering.site)

    async def _with(self, code: str) -> str:
        """Use a code up; the secret of whom it lets in."""
        answering, house = self._all, self._all.house
        if not await self._is_code(code):
            raise NoCode
        invited = await answering.make(lambda: house.invitations.use(code, house.now()))
        if invited is None:
            raise NoCode
        secret = new_secret()
        await answering.make(lambda: answering.passes.let_in(secret, invited.person, invited.name, house.now()))
        return secret

    async def _is_code(self, code: str) -> bool:
        """Whether a code stands; who gives one that does not waits, unless many do already."""
        patient = self._waiting < WAITING
        self._waiting += 1
        try:
            return bool(await look_up(self._all.house, code, patient=patient))
        finally:
            self._waiting -= 1

    async def leave(self, who: Key) -> web.Response:
        """This browser is nobody's any more."""
        answering = self._all
        await answering.make(lambda: answering.passes.keys.drop(who.person, who.print))
        answering.end_stay(who)
        return answers.forget(answers.way_on(places.HOME, answering.site), answering.site)
