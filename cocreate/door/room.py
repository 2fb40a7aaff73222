"""The room before the door: a few lines for whoever's key nobody knows yet. They type their code, or knock.

Nothing else can be done here, and not for long.
"""

from asyncio import AbstractEventLoop, Event, Future, get_running_loop, to_thread, wait_for
from codecs import getincrementaldecoder
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Final

from cocreate.cli.output.layout import wrap
from cocreate.door.limits import ANSWER, GUESSES, IDLE_ROOM, KNOCKING
from cocreate.locale import _
from cocreate.model.errors import CocreateError, in_words
from cocreate.model.text import clean_line
from cocreate.sittings.doorbell import Knock
from cocreate.sittings.invitations import LENGTH, spelt

if TYPE_CHECKING:
    from cocreate.door.coming import Coming

WAITING: Final = 4096
"""Bytes that may come in before they are asked for."""


class Left(Exception):
    """Whoever stood there went."""


class Room:
    """One connection before the door.

    Args:
        coming: the connection.
        write: shows a text.
        width: tells how many columns there are; 0 where it is no terminal.
        echoes: whether what is typed has to be shown by us: at a terminal, which leaves that to the other end.
    """

    def __init__(
        self, coming: "Coming", write: Callable[[str], None], width: Callable[[], int], *, echoes: bool
    ) -> None:
        self._coming, self._write, self._width, self._echoes = coming, write, width, echoes
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._came = ""
        self._arrived = Event()
        self._answer: Future[bool] | None = None

    def took(self, data: bytes) -> None:
        """Something was typed."""
        self._came = (self._came + self._decode(data))[:WAITING]
        self._arrived.set()
        if self._answer and not self._answer.done() and {"\x03", "\x04"} & set(self._came):
            self._answer.set_result(False)

    def say(self, *sentences: str) -> None:
        """Say something, a line each."""
        self._write(set_in(self._width(), *sentences))

    async def let_in(self) -> bool:
        """Whether somebody may come in by now, as whom their connection says."""
        coming = self._coming
        if coming.key is None:
            self.say(_("This code was used meanwhile."))
            return False
        workspace = coming.house.table.collection.name
        self.say(
            _("This is the door to {name}. Nobody here knows your key yet: it ends in {ends}.").format(
                name=workspace, ends=coming.key.ends
            ),
            _("Type the code that you were sent. Or press enter alone to knock: then you are asked for your name."),
        )
        try:
            return await self._with_code() or await self._by_knocking()
        except Left:
            return False
        except TimeoutError:
            self.say(_("Nobody answered. Come again whenever you like."))
            return False

    async def _with_code(self) -> bool:
        for _each in range(GUESSES):
            code = await self._ask(_("Code: "))
            if not code:
                return False
            if len(spelt(code)) != LENGTH:
                self.say(
                    _(
                        "That is no code: one looks like k7f3-q2ab-1c9d-x81m. "
                        "To knock, press enter alone; then you are asked for your name."
                    )
                )
                continue
            try:
                if await self._coming.come_with(code):
                    return True
            except CocreateError as error:
                self.say(in_words(error)[0])
                raise Left from error
            self.say(_("This is no code that stands: it may have been used, or be too old. Ask for another, or knock."))
        raise Left

    async def _by_knocking(self) -> bool:
        name = clean_line(await self._ask(_("Your name: "))).strip()
        if not name:
            raise Left
        house, key = self._coming.house, self._coming.key
        assert key  # noqa: S101 - looked at before
        person, is_known = await to_thread(house.person_called, name)
        loop = get_running_loop()
        self._answer = answer = loop.create_future()
        knock = Knock(name, key.ends, person if is_known else "", partial(_answered, loop, answer))
        if not house.table.doorbell.ring(knock):
            self.say(_("Too many people stand here already; come again in a while."))
            return False
        self.say(_("You knocked. Somebody at the table has to let you in; ctrl+c leaves."))
        self._coming.knocks = True
        try:
            yes = await wait_for(answer, KNOCKING)
        finally:
            self._coming.knocks = False
            house.table.doorbell.gone(knock)
        try:
            person = await to_thread(house.take_in, knock, key) if yes else ""
        except CocreateError as error:
            self.say(in_words(error)[0])
            return False
        if not person:
            self.say(_("You were not let in this time."))
            return False
        self._coming.person, self._coming.name = person, name
        return True

    async def _ask(self, prompt: str) -> str:
        """What is typed until enter; Left where somebody goes.

        Raises:
            TimeoutError: nothing came for long.
        """
        self._write(prompt)
        line = ""
        while True:
            one = await self._next()
            if one in "\r\n":
                self._write("\n")
                return line.strip()
            if one in "\x03\x04":
                self._write("\n")
                raise Left
            if one in "\x08\x7f":
                self._show("\b \b" if line else "")
                line = line[:-1]
            elif one.isprintable() and len(line) < ANSWER:
                line += one
                self._show(one)

    def _show(self, text: str) -> None:
        if self._echoes and text:
            self._write(text)

    async def _next(self) -> str:
        while not self._came:
            self._arrived.clear()
            await wait_for(self._arrived.wait(), IDLE_ROOM)
        one, self._came = self._came[0], self._came[1:]
        return one


def set_in(columns: int, *sentences: str) -> str:
    """Sentences, each in lines of its own that end between words; in one line each where there are no columns."""
    lines = [line for one in sentences for line in ([clean_line(one)] if not columns else _lines(one, columns))]
    return "".join(f"{line}\n" for line in lines)


def _lines(sentence: str, columns: int) -> list[str]:
    return wrap(clean_line(sentence), columns) or [""]


def _answered(loop: AbstractEventLoop, answer: "Future[bool]", yes: bool) -> bool:  # noqa: FBT001 - in any thread
    with suppress(RuntimeError):  # the door was closed in this very moment
        loop.call_soon_threadsafe(_tell, answer, yes)
        return True
    return False


def _tell(answer: "Future[bool]", yes: bool) -> None:  # noqa: FBT001 - called by the loop
    if not answer.done():
        answer.set_result(yes)
