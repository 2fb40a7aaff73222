"""One command of somebody who came through the door, in a process of its own, with pipes for what comes and goes."""

import asyncio
from asyncio import Event, Queue, StreamReader, StreamWriter, timeout
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from cocreate.cli.output.hints import hint_words
from cocreate.cli.through_door import allowed, words_in
from cocreate.cli.visiting import WENT_WRONG
from cocreate.door.limits import BEHIND, COMMAND, TYPED
from cocreate.launch.apart import begin_apart, end_apart
from cocreate.locale import _
from cocreate.model.errors import CocreateError, in_words
from cocreate.model.text import clean_line

if TYPE_CHECKING:
    from asyncio.subprocess import Process

    from cocreate.door.house import House

WRONG_USAGE, TOO_LONG, ENDED = 2, 124, 128
"""Exit codes: what was asked for cannot be; it took too long, as `timeout` gives it; ended, as shells tell a signal."""

TO_FINISH: Final = 2.0
"""Seconds that a command has when the door is closed."""

CHUNK: Final = 32 << 10
LOOK_EVERY: Final = 0.05
"""Seconds between two looks whether the other end reads again."""

WAITING: Final = 16
"""Pieces of input that may wait for the command to read them."""


class Commanding:
    """One command.

    Args:
        channel: where it was given, and where what it prints goes.
        room_to_write: set as long as the other end reads.
        unread: how many bytes wait in the connection that nobody read.
        has_terminal: whether that is a terminal, whose lines begin at the left.
        width: its columns; 0 where it has none.
    """

    def __init__(
        self, channel: Any, room_to_write: Event, unread: Callable[[], int], *, has_terminal: bool, width: int
    ) -> None:
        self._channel, self._room, self._unread = channel, room_to_write, unread
        self._has_terminal, self._width = has_terminal, width
        self._typed: Queue[bytes] = Queue()
        self._length = 0
        self._process: Process | None = None
        self._is_over = False

    # What comes in

    def took(self, data: bytes) -> None:
        """More comes through the pipe, or was typed: there, ctrl+d ends it and ctrl+c ends all."""
        if self._has_terminal:
            if b"\x03" in data:
                self.stop()
                return
            data, is_end, _rest = data.replace(b"\r", b"\n").partition(b"\x04")
            if not self._is_behind:
                self._channel.write(data.replace(b"\n", b"\r\n"))
            self._take(data)
            if is_end:
                self.ends()
            return
        self._take(data)

    def _take(self, data: bytes) -> None:
        self._length += len(data)
        if self._length <= TYPED and data:
            self._typed.put_nowait(data)
        if self._typed.qsize() > WAITING:
            self._channel.pause_reading()

    def ends(self) -> None:
        """Nothing more comes."""
        self._typed.put_nowait(b"")

    def finish(self, farewell: str) -> None:
        """The door closes: what is under way has a moment to be done, so that nobody wonders whether it was."""
        asyncio.get_running_loop().call_later(TO_FINISH, self._end_with, farewell)

    def _end_with(self, farewell: str) -> None:
        if self._process and not self._is_over:
            self._talk(farewell)
            self.stop()

    def stop(self) -> None:
        """Nobody waits for it any more."""
        self._is_over = True
        self._room.set()
        if self._process:
            end_apart(self._process)

    # What happens

    async def run(self, house: "House", person: str, line: str, language: str) -> int:
        """Run the command that `line` says, as `person`; its exit code."""
        try:
            words = allowed(words_in(line))
        except CocreateError as error:
            self._tell(error)
            return WRONG_USAGE
        said = {
            "COCREATE_WORKSPACE": house.table.root,
            "COCREATE_AS": person,
            "COCREATE_SITTING": f"door {person}",
            "COCREATE_DOOR": person,
            "LANGUAGE": language,
        } | ({"COLUMNS": str(self._width)} if self._width else {})
        async with house.turn(person):
            if self._is_over:
                return WRONG_USAGE
            try:
                self._process = await begin_apart(words, said)
            except OSError as error:
                self._tell(error)
                return WRONG_USAGE
            if self._is_over:  # they left while it began
                end_apart(self._process)
            code = await self._watch(self._process)
        if code == WENT_WRONG:
            told = _("A command of {name} ended in a way that it should not: {command}")
            house.tell(told.format(name=house.table.collection.name_of(person), command=words[0] if words else ""))
        self._is_over = True
        return code if code >= 0 else ENDED - code

    async def _watch(self, process: "Process") -> int:
        assert process.stdin  # noqa: S101 - all three are pipes
        assert process.stdout  # noqa: S101
        assert process.stderr  # noqa: S101
        feeding = asyncio.create_task(self._feed(process.stdin))
        try:
            async with timeout(COMMAND):
                await asyncio.gather(
                    self._pass_on(process.stdout, self._channel.write),
                    self._pass_on(process.stderr, self._channel.write_stderr),
                )
                return await process.wait()
        except TimeoutError:
            self._talk(_("That took too long, and was ended."))
            return TOO_LONG
        finally:
            feeding.cancel()
            end_apart(process)

    async def _feed(self, pipe: StreamWriter) -> None:
        with suppress(OSError):
            while data := await self._typed.get():
                if self._typed.qsize() <= WAITING // 2:
                    self._channel.resume_reading()
                pipe.write(data)
                await pipe.drain()
            pipe.close()

    async def _pass_on(self, pipe: StreamReader, write: Callable[[bytes], None]) -> None:
        while data := await pipe.read(CHUNK):
            await self._room.wait()
            while self._is_behind and not self._is_over:  # noqa: ASYNC110 - nothing tells when it no longer is
                await asyncio.sleep(LOOK_EVERY)
            if self._is_over:
                return
            write(data.replace(b"\n", b"\r\n") if self._has_terminal else data)

    @property
    def _is_behind(self) -> bool:
        """Whether the other end does not read what is written, though its side said that there is room."""
        return bool(self._channel.get_write_buffer_size() + self._unread() > BEHIND)

    def _tell(self, error: Exception) -> None:
        what, hint = in_words(error)
        notes = getattr(error, "__notes__", ())
        self._talk(what, hint_words(hint), *([_("What you wrote:"), *notes] if notes else []))

    def _talk(self, *sentences: str) -> None:
        text = "".join(f"{clean_line(one)}\n" for one in sentences if one)
        self._channel.write_stderr((text.replace("\n", "\r\n") if self._has_terminal else text).encode())
