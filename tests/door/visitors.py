"""A door that is open, and people who come in by it with a key of their own, as any ssh does.

async with open_house(teambase) as door:
async with door.visit(door.key_of("mavi")) as mavi:
await mavi.sees("Milk foam school")
"""

import asyncio
import re
from asyncio import sleep, to_thread
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import Any

import asyncssh

from cocreate.door.house import House
from cocreate.door.opening import listening, scrub_environment
from cocreate.door.screens import Upkeep
from cocreate.sittings.addresses import Address
from cocreate.sittings.doors import door_folder
from cocreate.sittings.keys import Key, key_in
from cocreate.sittings.table import Table
from tests.tui.driver import NOW

PATIENCE = 60.0
"""Seconds after which something that should have come has not."""

SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[PX^_\]][^\x07\x1b]*(?:\x07|\x1b\\)|[ -/]*[0-~])")

KEYS = {"enter": "\r", "escape": "\x1b", "down": "\x1b[B", "ctrl+s": "\x13", "ctrl+p": "\x10", "ctrl+c": "\x03"}

HOST_KEY = asyncssh.generate_private_key("ssh-ed25519")


class Visitor:
    """Somebody at the other end of a connection: what they see, what they type."""

    def __init__(self, process: "asyncssh.SSHClientProcess[str]", connection: asyncssh.SSHClientConnection) -> None:
        self.process, self.connection = process, connection
        self.raw = ""
        self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        while text := await self.process.stdout.read(65536):
            self.raw += text

    @property
    def text(self) -> str:
        """All that was painted since the last look, without the sequences that say how and where."""
        return SEQUENCE.sub("", self.raw)

    def forget(self) -> None:
        """From now on, only what is painted anew counts."""
        self.raw = ""

    async def sees(self, *words: str) -> None:
        """Wait until all of `words` have been painted."""
        await eventually(
            lambda: all(one in self.text for one in words), lambda: f"wanted {words}; painted: {self.text}"
        )

    def _painted(self) -> str:
        return f"painted was: {self.text}"

    def types(self, text: str) -> None:
        """Type text, at once."""
        self.process.stdin.write(text)

    def presses(self, *keys: str) -> None:
        """Press keys."""
        self.types("".join(KEYS.get(key, key) for key in keys))

    async def ends(self) -> int:
        """Wait until it is over at the other end; the exit code."""
        await asyncio.wait_for(self.process.wait_closed(), PATIENCE)
        await self._reading
        return self.process.returncode if self.process.returncode is not None else -1


class OpenHouse:
    """A door that is open, with its house."""

    def __init__(self, house: House, port: int) -> None:
        self.house, self.port = house, port
        self.told: list[str] = []

    def new_key(self) -> asyncssh.SSHKey:
        """A key that nobody knows."""
        return asyncssh.generate_private_key("ssh-ed25519")

    def key_of(self, person: str) -> asyncssh.SSHKey:
        """A key that is somebody's already."""
        key = self.new_key()
        self.house.keys.let_in(public(key), person, person, NOW)
        return key

    async def connect(
        self, key: asyncssh.SSHKey | None, user: str = "anybody", **how: Any
    ) -> asyncssh.SSHClientConnection:
        """A connection, logged in."""
        keys: Any = [key] if key else None
        settings = {"known_hosts": None, "config": None, "agent_path": None, "client_keys": keys, **how}
        return await asyncssh.connect("127.0.0.1", self.port, username=user, **settings)

    @asynccontextmanager
    async def visit(
        self, key: asyncssh.SSHKey | None, user: str = "anybody", size: tuple[int, int] = (120, 40), **how: Any
    ) -> AsyncIterator[Visitor]:
        """Somebody who comes to see the screens."""
        connection = await self.connect(key, user, **how)
        try:
            process = await connection.create_process(term_type="xterm-256color", term_size=size)
            yield Visitor(process, connection)
        finally:
            connection.abort()
            await connection.wait_closed()

    async def run(self, key: asyncssh.SSHKey, command: str, stdin: str = "") -> asyncssh.SSHCompletedProcess:
        """Give one command."""
        connection = await self.connect(key)
        async with connection:
            return await connection.run(command, input=stdin, check=False, timeout=PATIENCE)


def public(key: asyncssh.SSHKey) -> Key:
    """The half of a key that others see."""
    return key_in(key.export_public_key().decode())


async def eventually(is_so: Callable[[], object], otherwise: Callable[[], str] = lambda: "it did not come") -> None:
    """Wait until something is so."""
    deadline = monotonic() + PATIENCE
    while not is_so():
        assert monotonic() < deadline, otherwise()
        await sleep(0.02)


@asynccontextmanager
async def open_house(root: str, clock: Callable[[], datetime] = lambda: NOW) -> AsyncIterator[OpenHouse]:
    """A door to the workspace at `root`, open on any free port of this computer."""
    scrub_environment()
    table = Table(root, clock)
    await to_thread(table.look)
    upkeep = Upkeep.of(table)
    told: list[str] = []
    house = House(table, door_folder(root), told.append)
    upkeep.follow(_nothing)
    upkeep.begin()
    async with listening(house, Address("127.0.0.1", 0), HOST_KEY) as port:
        door = OpenHouse(house, port)
        door.told = told
        watching = asyncio.create_task(house.watch_keys())
        try:
            yield door
        finally:
            watching.cancel()
            await house.close("Closed.")
            await upkeep.leave(_nothing)


def _nothing() -> None:
    pass


def state_of(tmp_path: Path) -> Path:
    """Where keys and codes are in a test."""
    return tmp_path / "home" / "state"
