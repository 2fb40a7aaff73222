"""The house behind a door: the table, the keys and codes, who is in it, and what is told of them on the host's side."""

import os
from asyncio import AbstractServer, Semaphore, get_running_loop, sleep, to_thread, wait
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

import asyncssh

from cocreate.door.limits import COMMANDS, CONNECTIONS, HALF_OPEN, LONGEST_PAUSE, OF_ONE, OUTSIDE, PAUSE
from cocreate.locale import _
from cocreate.model.text import clean_name
from cocreate.sittings.doorbell import Knock, knock_words
from cocreate.sittings.doors import host_folders
from cocreate.sittings.invitations import Invitations, person_called
from cocreate.sittings.keys import Key, Keys
from cocreate.sittings.knocks import Telling
from cocreate.sittings.table import Table

if TYPE_CHECKING:
    from cocreate.door.coming import Coming
    from cocreate.door.session import Session

FORGET = 60.0
"""Seconds after which a code that was none does not count any more."""

HEARD_EVERY = 0.5
"""Seconds between two looks whether somebody who knocks was answered at other screens."""

PATIENCE = 5.0
"""Seconds that those who are in the house have to leave it."""


class House:
    """Everything behind one door.

    Args:
        table: at which all sit.
        folder: where its keys and codes are.
        tell: says something to whoever opened it.
    """

    def __init__(self, table: Table, folder: str, tell: Callable[[str], None]) -> None:
        self.table, self.folder, self.tell = table, folder, tell
        self.keys, self.invitations = Keys(folder), Invitations(folder)
        self.host = host_folders(table.root)
        """The folders of this computer that are named to nobody who comes in."""
        self.commands = Semaphore(COMMANDS)
        self._commands_of: defaultdict[str, Semaphore] = defaultdict(lambda: Semaphore(OF_ONE))
        self.is_open = True
        self._came: list[Coming] = []
        self._guessed: list[float] = []
        self._server: AbstractServer | asyncssh.SSHAcceptor | None = None
        self._deaf: Callable[[], None] = table.doorbell.listen(self._rang)
        self._told: set[Knock] = set()
        self._taking_in = Lock()
        self._telling = Telling(table.doorbell, folder)

    def now(self) -> datetime:
        """The moment."""
        return self.table.clock()

    # Who comes and goes

    def may_come(self, coming: "Coming") -> bool:
        """Whether somebody may try to log in. Where many do, whoever takes longest over it makes room.

        So nobody is kept out by connections that only stand there.
        """
        self._came.append(coming)
        waiting = [one for one in self._came if not one.is_in]
        for one in waiting[:-HALF_OPEN]:
            one.let_go()
        return self.is_open

    def is_gone(self, coming: "Coming") -> None:
        """A connection is over."""
        if coming in self._came:
            self._came.remove(coming)

    def make_room(self) -> None:
        """Of those who logged in and are let in nowhere, let those go who stand there longest, where they are many.

        Whoever knocks, or has a code, goes after all others.
        """
        outside = [one for one in self._came if one.is_in and not one.is_seated]
        for one in sorted(outside, key=lambda one: one.may_wait)[:-OUTSIDE]:
            one.let_go()

    @property
    def is_full(self) -> bool:
        """Whether too many are in the house."""
        return sum(1 for one in self._came if one.is_seated) > CONNECTIONS

    def of(self, person: str) -> list["Coming"]:
        """The connections of somebody."""
        return [one for one in self._came if one.is_seated and one.person == person]

    @asynccontextmanager
    async def turn(self, person: str) -> AsyncIterator[None]:
        """Entered once it is somebody's turn to give a command; left when that is done."""
        async with self._commands_of[person], self.commands:
            yield

    def comes(self, session: "Session") -> None:
        """Somebody sits down."""
        self.tell(_("{name} is here.").format(name=self._name(session)))

    def goes(self, session: "Session", error: BaseException | None) -> None:
        """Somebody left."""
        if error:
            what = f"{type(error).__name__}: {error}"
            self.tell(
                _("{name} had to leave, because something went wrong: {what}").format(
                    name=self._name(session), what=what
                )
            )
        else:
            self.tell(_("{name} left.").format(name=self._name(session)))

    def _name(self, session: "Session") -> str:
        coming, collection = session.coming, self.table.collection
        has_card = coming.person in collection.people
        return clean_name(collection.name_of(coming.person) if has_card or not coming.name else coming.name)

    # Who may come in

    def person_called(self, name: str) -> tuple[str, bool]:
        """The slug of whoever says that they are called `name`, and whether somebody known here is."""
        taken, invited = {key.person for key in self.keys.all()}, self.invitations.all(self.now())
        return person_called(self.table.collection, name, taken, invited)

    def take_in(self, knock: Knock, key: Key) -> str:
        """From now on the key is that of whoever knocked; their slug.

        It is empty where meanwhile somebody else is called as they say: nobody who let them in was told so.

        Raises:
            Refused: the key is somebody else's already.
            NotWritten: the disk said no.
        """
        with self._taking_in:
            person, is_known = self.person_called(knock.name)
            if knock.person != (person if is_known else ""):
                told = _("{name} did not come in after all: somebody else is called so by now. They may knock again.")
                self.tell(told.format(name=clean_name(knock.name)))
                return ""
            return self.keys.let_in(key, person, knock.name, self.now()).person

    def pause_after_a_guess(self) -> float:
        """How long whoever gave a wrong code has to wait: the longer, the more of them came lately, from anywhere."""
        now = monotonic()
        self._guessed = [one for one in self._guessed if now - one < FORGET]
        self._guessed.append(now)
        return float(min(LONGEST_PAUSE, PAUSE * 2 ** min(len(self._guessed) - 1, 10)))

    def folder_of(self, person: str) -> str:
        """Where the settings of somebody who comes through the door are."""
        return f"{self.folder}/people/{person}"

    def _rang(self) -> None:
        """Somebody knocks, or was answered."""
        knocking = set(self.table.doorbell.knocking)
        for knock in self.table.doorbell.knocking:
            if knock not in self._told:
                self.tell(knock_words(knock))
        self._told = knocking

    def answer(self, *, let_in: bool) -> None:
        """Say to whoever waits longest whether they come in."""
        knocking = self.table.doorbell.knocking
        if not knocking:
            self.tell(_("Nobody knocks."))
            return
        knock = knocking[0]
        if self.table.doorbell.answer(knock, let_in=let_in):
            said = _("{name} was let in.") if let_in else _("{name} was not let in.")
            self.tell(said.format(name=clean_name(knock.name)))

    # The end

    async def close(self, farewell: str) -> None:
        """Let nobody in any more, say it to all who are here, and wait a moment until they have left."""
        self.is_open = False
        self._deaf()
        self._telling.close()
        for coming in tuple(self._came):
            for session in tuple(coming.sessions):
                session.end(farewell)
        until = monotonic() + PATIENCE
        while any(one.sessions for one in self._came) and monotonic() < until:  # noqa: ASYNC110 - several, not one
            await sleep(0.05)
        gone = []
        for coming in tuple(self._came):
            if coming.connection:
                coming.connection.close()
                gone.append(get_running_loop().create_task(coming.connection.wait_closed()))
        if gone:
            await wait(gone, timeout=1)
        for coming in tuple(self._came):
            coming.let_go()

    async def watch_answers(self) -> None:
        """Take the answers to knocks that are given at screens of other programs on this copy."""
        while True:
            await sleep(HEARD_EVERY)
            await to_thread(self._telling.hear)

    async def watch_keys(self) -> None:
        """Let those go whose key was dropped; the list may be changed by another program at any time."""
        seen = 0
        while True:
            await sleep(1)
            with suppress(OSError):
                stamp = os.stat(f"{self.folder}/keys.json").st_mtime_ns
                if stamp != seen:
                    seen = stamp
                    self._let_dropped_go()

    def _let_dropped_go(self) -> None:
        known = {key.public for key in self.keys.all()}
        for coming in tuple(self._came):
            if coming.is_seated and coming.key and coming.key.public not in known:
                coming.turned_away = _("Your key was taken away; what was typed and not sent is kept.")
                for session in tuple(coming.sessions):
                    session.end(coming.turned_away)
                get_running_loop().call_later(PATIENCE if coming.sessions else 0, coming.let_go)
