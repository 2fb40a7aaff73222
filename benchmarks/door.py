"""What a door costs: the next person's first project painted, memory a further person, an act elsewhere painted.

`python benchmarks/door.py` prints each as a line, on the sample with nine sittings and on 10 000 ideas with twenty, and
takes some minutes. The door is a process of its own, as people open it; all who come are in this one, each with a
connection and a key of their own, at screens of 120 columns and 40 lines. One of them catches ideas; each of the others
is timed from the key that sends it to the words that they are painted.
"""

import asyncio
import os
import shutil
import signal
import statistics
import sys
import tempfile
from asyncio import Event, create_task, get_running_loop, sleep, wait_for
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

import asyncssh
from make_workspace import PEOPLE, Maker

from cocreate.sittings.doors import door_folder
from cocreate.sittings.keys import Keys, key_in

QUIET = 0.7
"""Seconds between two things that are measured, in which all that the first one led to is done."""

PATIENCE = 60
SAMPLE = Path(__file__).resolve().parent.parent / "workspaces" / "teambase"
TICK = 0.005


# The door, in its process


def open_the_door(root: str) -> None:
    """Open a door on any free port; tell the port, and at each SIGUSR1 how long at most the loop was away since."""
    from cocreate.door import opening
    from cocreate.sittings.addresses import Address

    def tell(words: str) -> None:
        print(words, flush=True)

    async def serve() -> None:
        longest = 0.0

        def told() -> None:
            nonlocal longest
            tell(f"gap {longest * 1000:.0f}")
            longest = 0.0

        async def watch() -> None:
            nonlocal longest
            while True:
                before = perf_counter()
                await sleep(TICK)
                longest = max(longest, perf_counter() - before - TICK)

        get_running_loop().add_signal_handler(signal.SIGUSR1, told)
        watching = create_task(watch())
        await opening._open(root, Address("127.0.0.1", 0), tell, None)  # noqa: SLF001 - beside what watches
        watching.cancel()

    opening.scrub_environment()
    asyncio.run(serve())


class Door:
    """The process of a door."""

    def __init__(self, process: Process, port: int) -> None:
        self.port = port
        self._process = process

    def memory(self) -> float:
        """Megabytes that it holds now."""
        pages = int(Path(f"/proc/{self._process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def worked(self) -> float:
        """Milliseconds of processor that it has had."""
        told = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(told[11]) + int(told[12])) * 1000 / os.sysconf("SC_CLK_TCK")

    async def gap(self) -> float:
        """Milliseconds for which its loop was away at most since this was asked last."""
        self._process.send_signal(signal.SIGUSR1)
        return float((await _line(self._process, "gap ")).split()[1])


async def _line(process: Process, begins: str) -> str:
    lines = process.stdout
    while lines and (line := (await wait_for(lines.readline(), PATIENCE)).decode()):
        if begins in line:
            return line
    raise SystemExit("The door did not open.")


@asynccontextmanager
async def door_to(root: str) -> AsyncIterator[Door]:
    """A door to the workspace at `root`, with all of it looked at."""
    command = [sys.executable, __file__, "--door", root]
    process = await asyncio.create_subprocess_exec(*command, stdin=asyncio.subprocess.DEVNULL, stdout=PIPE)
    try:
        told = await _line(process, "is open at")
        yield Door(process, int(told.rstrip(".\n").rpartition(":")[2]))
    finally:
        process.send_signal(signal.SIGTERM)
        await process.wait()


# Those who come, in this process


class Someone(asyncssh.SSHClientSession[bytes]):
    """Somebody at their screens: waits for words, and knows when they were painted."""

    def __init__(self) -> None:
        self._wanted, self._came, self._painted = b"", bytearray(), Event()
        self.at = 0.0
        self.types: Callable[[bytes], None] = lambda _keys: None

    def connection_made(self, chan: Any) -> None:
        """The channel is there."""
        self.types = chan.write

    def data_received(self, data: bytes, datatype: object) -> None:
        """Something is painted."""
        del datatype
        self._came += data
        if self._wanted and self._wanted in self._came:
            self.at, self._wanted = perf_counter(), b""
            self._painted.set()

    def wants(self, words: str) -> None:
        """From now on wait for `words`."""
        self._came.clear()
        self._painted.clear()
        self._wanted = words.encode()

    async def sees(self) -> float:
        """The moment at which what is waited for was painted."""
        await wait_for(self._painted.wait(), PATIENCE)
        return self.at


async def someone_comes(door: Door, key: asyncssh.SSHKey, words: str) -> tuple[Someone, float]:
    """Somebody who came, and the milliseconds until `words` were painted, connection and login included."""
    began = perf_counter()
    connection = await asyncssh.connect(
        "127.0.0.1", door.port, username="somebody", client_keys=[key], known_hosts=None, config=None, agent_path=None
    )

    def begin() -> Someone:
        one = Someone()
        one.wants(words)
        return one

    _channel, one = await connection.create_session(
        begin, term_type="xterm-256color", term_size=(120, 40), encoding=None
    )
    return one, (await one.sees() - began) * 1000


async def act(door: Door, people: Sequence[Someone]) -> tuple[list[float], float]:
    """The first of these people catches an idea.

    The milliseconds until each of the others is painted it, and what the door had worked before.
    """
    actor, *others = people
    word = os.urandom(4).hex()
    actor.wants("leave for later")
    actor.types(b"i")
    await actor.sees()
    actor.wants(word)
    actor.types(word.encode())
    await actor.sees()
    await sleep(QUIET)
    for one in others:
        one.wants(word)
    worked, began = door.worked(), perf_counter()
    actor.types(b"\r")
    return [(await one.sees() - began) * 1000 for one in others], worked


async def acts(door: Door, people: Sequence[Someone], count: int) -> None:
    """Tell what an act costs while all sit at Home, which shows most of what an act changes."""
    await act(door, people)
    await sleep(QUIET)
    took: list[float] = []
    last: list[float] = []
    work = 0.0
    await door.gap()
    for _each in range(count):
        each, before = await act(door, people)
        await sleep(QUIET)
        work += door.worked() - before
        took += each
        last.append(max(each))
    took.sort()
    told("an act elsewhere painted: median", statistics.median(took), "ms", 50)
    told("an act elsewhere painted: 99 of 100", took[len(took) * 99 // 100], "ms", 100)
    told("an act painted at all of them: median", statistics.median(last), "ms")
    told("processor of the door an act, without the keys that led to it", work / count, "ms")
    told("the loop of the door was away at most, while they acted", await door.gap(), "ms")


def told(what: str, amount: float, unit: str, wanted: float | None = None) -> None:
    """A line of what was measured."""
    print(f"{what}: {amount:.{1 if unit == 'MB' else 0}f} {unit}" + (f" (wanted: {wanted:g})" if wanted else ""))


async def measure(root: str, names: Sequence[str], first: str, count: int, times: int) -> None:
    """Let people come, one after the other, then one of them act, and look when the others see it.

    Args:
        root: the folder of the workspace.
        names: who comes, in turn.
        first: what is painted once the first project is.
        count: how many come.
        times: how often one of them acts.
    """
    known = Keys(door_folder(root))
    keys = [asyncssh.generate_private_key("ssh-ed25519") for _each in range(count)]
    for number, key in enumerate(keys):
        person = names[number % len(names)]
        known.let_in(key_in(key.export_public_key().decode()), person, person, datetime.now(UTC))
    async with door_to(root) as door:
        await sleep(2)
        await door.gap()
        came, held, people = [], [], []
        for key in keys:
            before = door.memory()
            one, took = await someone_comes(door, key, first)
            await sleep(2 * QUIET)
            came.append(took)
            held.append(door.memory() - before)
            people.append(one)
        told("next person's first project painted, from connecting on", statistics.median(came[1:]), "ms", 250)
        told("memory of the door a further person", statistics.mean(held[1:]), "MB", 3)
        told("memory of the door with all of them", door.memory(), "MB")
        told("the loop of the door was away at most, while they came", await door.gap(), "ms")
        await acts(door, people, times)


def main() -> None:
    """Measure on copies of the sample and of 10 000 ideas."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = f"{folder}/state"
        os.environ["XDG_CONFIG_HOME"] = f"{folder}/config"
        sample, large = f"{folder}/teambase", f"{folder}/large"
        shutil.copytree(SAMPLE, sample)
        with suppress(AttributeError):
            print(f"load: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        print("the sample, nine sittings")
        asyncio.run(measure(sample, ("mavi", "erkan"), "Milk foam school", 9, 20))
        Maker(large, 10_000, 3).make()
        print("10 000 ideas with 30 000 contributions, twenty sittings")
        asyncio.run(measure(large, PEOPLE, "Project ", 20, 8))
        print(f"load: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--door"]:
        open_the_door(sys.argv[2])
    else:
        main()
