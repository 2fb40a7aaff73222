"""One session within a connection: the screens, or one command; before that, perhaps, the room before the door.

There is no shell, no other program, no subsystem: what is asked for is one of these, or it is not opened.
"""

from asyncio import Event, Task
from typing import TYPE_CHECKING, Any

import asyncssh

from cocreate.door.commanding import Commanding
from cocreate.door.limits import UNREAD
from cocreate.door.room import Room, set_in
from cocreate.door.screens import Screens
from cocreate.door.terminal import FewWords, Terminal
from cocreate.locale import _, language, language_of, read_in
from cocreate.model.host import tell_nothing_of_host
from cocreate.model.text import clean_line
from cocreate.sittings.settings import Settings
from cocreate.sittings.sitting import Sitting
from cocreate.tui.apart import apart

if TYPE_CHECKING:
    from cocreate.door.coming import Coming

FAILED = 1
"""What a session ends with where nothing was opened."""


class Session(asyncssh.SSHServerSession[bytes]):
    """What somebody opened.

    Args:
        coming: their connection.
    """

    def __init__(self, coming: "Coming") -> None:
        self.coming = coming
        self.sitting: Sitting | None = None
        self.room_to_write = Event()
        self.room_to_write.set()
        self._channel: Any = None
        self._said = FewWords()
        self._terminal: Terminal | None = None
        self._pty: tuple[str, tuple[int, int]] | None = None
        self._command: str | None = None
        self._room: Room | None = None
        self._screens: Screens | None = None
        self._commanding: Commanding | None = None
        self._task: Task[None] | None = None
        self._early = b""
        self._ended_early = False

    # What is asked for

    def connection_made(self, chan: Any) -> None:
        """The channel is there; what it may say of itself is little."""
        self._channel = chan
        chan._env = self._said  # noqa: SLF001 - asyncssh keeps whatever comes, however much

    def pty_requested(self, term_type: str, term_size: tuple[int, int, int, int], term_modes: object) -> bool:
        """A terminal, as it says of itself."""
        del term_modes
        self._pty = (clean_line(term_type)[:40], (term_size[0], term_size[1]))
        return True

    def shell_requested(self) -> bool:
        """The screens: there is no shell."""
        return True

    def exec_requested(self, command: str) -> bool:
        """A command of ours; whether it is one is told when it is read."""
        self._command = command
        return True

    def subsystem_requested(self, subsystem: str) -> bool:
        """None is there, SFTP included."""
        del subsystem
        return False

    def break_received(self, msec: int) -> bool:
        """Means nothing here."""
        del msec
        return False

    def session_started(self) -> None:
        """All is known; begin."""
        kind, size = self._pty or ("", (0, 0))
        coming = self.coming
        self._terminal = Terminal(self._channel, kind, size, self._said.words(), coming.unread, coming.let_go)
        self._task = apart(self._run(), language_of(self._said.words()))

    # What comes

    def data_received(self, data: bytes, datatype: object) -> None:
        """Something was typed, or comes through a pipe; what comes early waits until somebody takes it."""
        del datatype
        taker = self._room or self._screens or self._commanding
        if taker:
            taker.took(data)
        elif len(self._early) < UNREAD:
            self._early += data
            if len(self._early) >= UNREAD:
                self._channel.pause_reading()

    def _take_early(self) -> None:
        """Somebody takes now what came before."""
        early, self._early = self._early, b""
        if early:
            self.data_received(early, None)
            self._channel.resume_reading()
        if self._ended_early:
            self.eof_received()

    def eof_received(self) -> bool:
        """Nothing more comes; a command goes on, screens without a keyboard do not."""
        if self._commanding:
            self._commanding.ends()
        elif self._screens:
            self._screens.leave()
        elif self._room and self._task:
            self._task.cancel()
        else:
            self._ended_early = True
        return True

    def terminal_size_changed(self, width: int, height: int, pixwidth: int, pixheight: int) -> None:
        """The terminal has another size."""
        del pixwidth, pixheight
        if self._terminal:
            self._terminal.resized((width, height))
        if self._screens:
            self._screens.resized()

    def pause_writing(self) -> None:
        """They do not read as fast as we write."""
        self.room_to_write.clear()

    def resume_writing(self) -> None:
        """They do again."""
        self.room_to_write.set()

    def connection_lost(self, exc: Exception | None) -> None:
        """The channel is closed; what was typed is kept."""
        del exc
        self.end_at_once()

    # The end

    def end(self, farewell: str) -> None:
        """End it in order, with a sentence."""
        if self._screens:
            self._screens.leave(farewell)
        elif self._task and self._room:
            self._room.say("", farewell)
            self._task.cancel()
        elif self._commanding:
            self._commanding.finish(farewell)

    def end_at_once(self) -> None:
        """Nobody is at the other end any more."""
        if self._terminal:
            self._terminal.close()
        self.room_to_write.set()
        if self._screens:
            self._screens.leave()
        elif self._commanding:
            self._commanding.stop()
        elif self._task:
            self._task.cancel()
        self.coming.sessions.discard(self)

    # What happens

    async def _run(self) -> None:
        code, house = FAILED, self.coming.house
        tell_nothing_of_host(house.table.root, house.host)
        try:
            code = await self._open()
        finally:
            if self._terminal:
                self._terminal.close()
            self.coming.sessions.discard(self)
            self._channel.exit(code)

    async def _open(self) -> int:
        """Let somebody in, if they may come, and open what they asked for; the exit code."""
        coming = self.coming
        await coming.is_known.wait()
        if coming.turned_away:
            self._say(coming.turned_away)
            return FAILED
        if not coming.person and self._asks_for_help and coming.invited:
            return await self._help()
        if not coming.person and not await self._wait_before_the_door():
            return FAILED
        if coming.turned_away:
            self._say(coming.turned_away)
            return FAILED
        is_dumb = self._pty is None or self._pty[0] in {"", "dumb"}
        if self._command is not None or is_dumb:
            return await self._do(self._command or "")
        return await self._sit()

    async def _wait_before_the_door(self) -> bool:
        if self._command is not None:
            self._say(self._why_no_command())
            return False
        if await self.coming.use_code() or self.coming.turned_away:
            return True
        self._room = Room(self.coming, self._write, self._width, echoes=self._pty is not None)
        self._take_early()
        try:
            return await self._room.let_in()
        finally:
            self._room = None

    def _why_no_command(self) -> str:
        if self.coming.invited:
            return _("Your code stands, and is not used up. Come once without a command, and write your card.")
        if self.coming.is_wrong_code:
            return _(
                "This is no code that stands: it may have been used, or be too old. "
                "Ask for another, or come without a command: you can knock then."
            )
        return _("Nobody here knows your key yet. Come without a command first: you can type a code then, or knock.")

    @property
    def _asks_for_help(self) -> bool:
        return (self._command or "").strip() in {"help", "--help", "-h"}

    async def _help(self) -> int:
        """What there is, also for whoever has no card yet."""
        person = self.coming.person or (self.coming.invited.person if self.coming.invited else "")
        self._commanding = self._new_commanding()
        self._take_early()
        return await self._commanding.run(self.coming.house, person, self._command or "", language())

    def _new_commanding(self) -> Commanding:
        return Commanding(
            self._channel,
            self.room_to_write,
            self.coming.unread,
            has_terminal=self._pty is not None,
            width=self._pty[1][0] if self._pty else 0,
        )

    def _width(self) -> int:
        """Columns in which sentences are set; 0 where there is no terminal."""
        return self._terminal.size[0] if self._terminal and self._pty else 0

    def _write(self, text: str) -> None:
        assert self._terminal  # noqa: S101 - the session has begun
        self._terminal.write(text.replace("\n", "\r\n") if self._pty else text)

    def _say(self, *sentences: str) -> None:
        text = set_in(self._width(), *(one for one in sentences if one))
        if self._pty or self._command is None:
            self._write(text)
        else:
            self._channel.write_stderr(text.encode("utf-8", "replace"))

    async def _do(self, command: str) -> int:
        """One command, in a process of its own."""
        if self._asks_for_help:
            return await self._help()
        self._commanding = self._new_commanding()
        house, person = self.coming.house, self.coming.person
        if person not in house.table.collection.people:
            self._say(_("You have no card here yet: come once without a command, and write it."))
            return FAILED
        self._take_early()
        return await self._commanding.run(house, person, command, language())

    async def _sit(self) -> int:
        """The screens, until somebody leaves."""
        coming, house, terminal = self.coming, self.coming.house, self._terminal
        assert terminal  # noqa: S101 - the session has begun
        key = f"door-{coming.key.print[:16].translate(_PLAIN)}" if coming.key else "door-once"
        self.sitting = sitting = Sitting(
            house.table,
            key,
            environ={},
            language=language(),
            whose=coming.person,
            settings=Settings(house.folder_of(coming.person)),
        )
        sitting.identify()
        self._screens = screens = Screens(house.table, sitting, coming.name, terminal, self._channel)
        self._take_early()
        house.comes(self)
        error = await screens.run(lambda: None)
        house.goes(self, error)
        read_in(sitting.language)
        farewell = screens.app.farewell or _("You left; what was typed and not sent is kept.")
        if error:
            farewell = _(
                "Something went wrong here, and these screens had to close. What you typed and did not send is kept; "
                "whoever opened the door can help."
            )
        once = "" if coming.key else _("The next time takes another code, or a key: ssh-keygen -t ed25519 makes one.")
        self._say(farewell, once)
        return FAILED if error else 0


_PLAIN = str.maketrans({"/": "_", "+": "_", "=": "_"})
