"""Who comes: one connection, from the first byte to who it is. The key is the person.

A key that nobody knows is taken as well, so that whoever holds it has proved that before anything else; all it opens is
the room before the door (`room.py`), where one types a code, or knocks. Whoever has no key may give the code where ssh
asks for a password, for one sitting.
"""

from asyncio import Event, Lock, sleep, to_thread
from collections.abc import Sequence
from typing import TYPE_CHECKING

import asyncssh

from cocreate.door.limits import A_CONNECTION, A_PERSON, GUESSES
from cocreate.door.session import Session
from cocreate.locale import _
from cocreate.model.errors import CocreateError, Refused, in_words
from cocreate.model.host import tell_nothing_of_host
from cocreate.sittings.invitations import Invited, looks_like_code, spelt
from cocreate.sittings.keys import Key, key_in

if TYPE_CHECKING:
    from asyncssh.auth import KbdIntChallenge

    from cocreate.door.house import House


class Coming(asyncssh.SSHServer):
    """One connection.

    Args:
        house: whose door it is at.
    """

    def __init__(self, house: "House") -> None:
        self.house = house
        self.connection: asyncssh.SSHServerConnection | None = None
        self.key: Key | None = None
        """The key that was proved, once somebody is logged in."""
        self.person = ""
        self.name = ""
        self.turned_away = ""
        """Why nothing opens; empty where something does."""
        self.invited: Invited | None = None
        """Who the code invites that was given on the way here; only coming in uses it up, a command does not."""
        self.is_wrong_code = False
        """Whether what was given there looks like a code, and is none that stands."""
        self.sessions: set[Session] = set()
        self.is_in = False
        self.knocks = False
        """Whether they wait for somebody to let them in."""
        self.is_known = Event()
        """Set once it is known who it is, or that nobody knows: ssh asks for a session before."""
        self._user = ""
        self._code = ""
        self._guesses = 0
        self._using = Lock()

    @property
    def is_seated(self) -> bool:
        """Whether somebody came in by it, and nothing is in their way."""
        return self.is_in and bool(self.person) and not self.turned_away

    @property
    def may_wait(self) -> bool:
        """Whether they stand before the door for a reason: they knock, or have a code that stands."""
        return self.knocks or self.invited is not None

    # The connection

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        """Somebody is at the other end; who is one too many is let go at once."""
        self.connection = conn
        if not self.house.may_come(self):
            conn.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """It is over, and so is all that was opened in it."""
        del exc
        for session in tuple(self.sessions):
            session.end_at_once()
        self.house.is_gone(self)

    def unread(self) -> int:
        """Bytes that wait at this end, because the other does not read."""
        transport = getattr(self.connection, "_transport", None)
        return int(transport.get_write_buffer_size()) if transport else 0

    def let_go(self) -> None:
        """End it at once."""
        if self.connection:
            self.connection.abort()

    # Who it is

    def begin_auth(self, username: str) -> bool:
        """Everybody says who they are; the name of a user says nothing, unless it is a code."""
        self._user = username
        return True

    def public_key_auth_supported(self) -> bool:
        """The usual way."""
        return True

    def validate_public_key(self, username: str, key: asyncssh.SSHKey) -> bool:
        """Any key of a kind that is taken. Asked again before anybody has proved it: the last one counts."""
        del username
        self.key, self._code = None, ""
        try:
            self.key = key_in(key.export_public_key().decode("ascii"))
        except (Refused, ValueError):
            return False
        return True

    def password_auth_supported(self) -> bool:
        """A code, for whoever has no key."""
        return True

    async def validate_password(self, username: str, password: str) -> bool:
        """Whether it is a code that stands."""
        del username
        return await self._is_code(password)

    def kbdint_auth_supported(self) -> bool:
        """The same in words."""
        return True

    def get_kbdint_challenge(self, username: str, lang: str, submethods: str) -> "KbdIntChallenge":
        """Ask for the code."""
        del username, lang, submethods
        told = _("Your computer showed no key. Type the code that you were sent; or make a key: ssh-keygen -t ed25519")
        return "", told, "", [(_("Code: "), False)]

    async def validate_kbdint_response(self, username: str, responses: Sequence[str]) -> bool:
        """Whether it is a code that stands."""
        del username
        return await self._is_code(responses[0] if len(responses) == 1 else "")

    async def _is_code(self, code: str) -> bool:
        self.key, self._code = None, ""
        if invited := await self.look_up(code):
            self._code, self.invited = code, invited
            return True
        if self._guesses >= GUESSES:
            self.let_go()
        return False

    async def look_up(self, code: str) -> Invited | None:
        """Who is invited by a code; after one that is none, a while passes."""
        if self._guesses >= GUESSES:
            return None
        self._guesses += 1
        return await look_up(self.house, code)

    async def auth_completed(self) -> None:
        """Who it is, is known by now, or asked in the room before the door."""
        self.is_in = True
        try:
            await self._find_out()
        finally:
            self.is_known.set()

    async def _find_out(self) -> None:
        house = self.house
        tell_nothing_of_host(house.table.root, house.host)
        try:
            if self.key:
                known = await to_thread(house.keys.known, self.key)
                self.person, self.name = (known.person, known.called) if known else ("", "")
            if not self.person and self.key and looks_like_code(self._user):
                self.invited = await self.look_up(self._user)
                self._code = self._user if self.invited else ""
                self.is_wrong_code = not self.invited
        except CocreateError as error:
            self.turned_away = in_words(error)[0]
        self._make_room()

    def _make_room(self) -> None:
        house = self.house
        if self.person and len(house.of(self.person)) > A_PERSON:
            self.turned_away = _("You are here too many times at once; leave somewhere first.")
        elif house.is_full:
            self.turned_away = _("Too many people are here at once; come again in a while.")
        house.make_room()

    async def use_code(self) -> bool:
        """Come in with the code that was given on the way here; False where there is none that stands any more."""
        async with self._using:
            code, self._code = self._code, ""
            if code and not self.person:
                try:
                    await self._use(code)
                except CocreateError as error:
                    self.turned_away = in_words(error)[0]
                self._make_room()
            return bool(self.person)

    async def come_with(self, code: str) -> bool:
        """Use a code up: who it invites comes in, and their key is theirs from now on.

        Raises:
            Refused: the key is somebody else's already; the code stands.
            NotWritten: the disk said no.
        """
        return await self.look_up(code) is not None and await self._use(code)

    async def _use(self, code: str) -> bool:
        invited = await to_thread(self.house.invitations.use, code, self.house.now())
        if invited is None:
            return False
        await self.is_person(invited.person, invited.name)
        return True

    async def is_person(self, person: str, name: str) -> None:
        """From now on the key that was proved is that of `person`.

        Raises:
            Refused: it is somebody else's already.
            NotWritten: the disk said no.
        """
        if self.key:
            await to_thread(self.house.keys.let_in, self.key, person, name, self.house.now())
        self.person, self.name = person, name

    # What is opened

    def session_requested(self) -> Session | bool:
        """A session; nothing else is ever opened."""
        if len(self.sessions) >= A_CONNECTION or not self.house.is_open:
            return False
        session = Session(self)
        self.sessions.add(session)
        return session


async def look_up(house: "House", code: str, *, patient: bool = True) -> Invited | None:
    """Who is invited by a code; after one that is none a while passes, for whoever is `patient`."""
    invited = await to_thread(house.invitations.known, code, house.now()) if spelt(code) else None
    await sleep(0 if invited or not patient else house.pause_after_a_guess())
    return invited
