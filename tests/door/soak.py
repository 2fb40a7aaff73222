"""Eight people at a door that is killed at any moment, and what each of them gave, beside what is there in the end.

Every word that is given or typed says whose it is, and comes once. The door is a process of its own, as people open it;
they come by ssh, do things on screens and by commands, leave in order or not at all. What the program confirmed is
known; of what was under way when the door was killed, nobody knows, and it may be there or not.
"""

import asyncio
import json
import os
import re
import signal
import socket
import sys
from asyncio import sleep, to_thread
from asyncio.subprocess import DEVNULL, Process
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import monotonic

import asyncssh

from cocreate.model.items import Contribution, Item
from cocreate.sittings.doors import door_folder
from cocreate.sittings.drafts import FOLDER, Drafts
from cocreate.sittings.keys import Keys
from tests.conftest import collected
from tests.door.visitors import KEYS, PATIENCE, Visitor, public
from tests.sittings.world import PEOPLE
from tests.sync.clones import Copy
from tests.tui.driver import NOW

SEATS = 8
WORD = re.compile(rf"\b(?:{'|'.join(PEOPLE)})\d{{5}}\b")
LONGEST_WAIT, MOST_ACTS = 20.0, 16
"""Seconds between two ends of the door, and what happens in between, at most."""


class Cut(Exception):
    """The door was killed, and whatever was under way there with it."""


@dataclass
class Word:
    """Something that was typed: how often it was sent, whether that was confirmed, whether it was seen to be kept."""

    sent: int = 0
    is_confirmed: bool = False
    is_kept: bool = False


class Model:
    """What everybody gave."""

    def __init__(self) -> None:
        self.words: dict[str, Word] = {}
        self.happened: Counter[str] = Counter()
        self._number = 0

    def new(self, person: str) -> str:
        """A word that nobody else ever says."""
        self._number += 1
        word = f"{person}{self._number:05d}"
        self.words[word] = Word()
        return word

    def sent(self, words: list[str]) -> None:
        """They are on their way."""
        for word in words:
            self.words[word].sent += 1

    def confirmed(self, words: list[str]) -> None:
        """It was said that they arrived."""
        for word in words:
            self.words[word].is_confirmed = True

    def kept(self, words: list[str]) -> None:
        """They were seen where unsent words are kept."""
        for word in words:
            self.words[word].is_kept = True

    def see_that_all_is_as_it_must_be(self, root: str) -> None:
        """Each word that was confirmed is there once, credited to whoever gave it; what was unsent is kept for them."""
        items = [item for item in collected(root).items() if _words(item)]
        for item in items:
            assert {_whose(word) for word in _words(item)} == set(item.by), f"{item.path} is by {item.by}"
            assert len(item.by) == 1
        places = [(word, item.path) for item in items for word in _words(item)]
        there = Counter(word for word, _path in places)
        unsent = drafts(root)
        for word, truth in self.words.items():
            assert there[word] >= truth.is_confirmed, f"{word} was confirmed, and is lost"
            at = [path for one, path in places if one == word]
            assert there[word] <= truth.sent, f"{word} was sent {truth.sent} times, and is in {at}"
            assert not truth.is_kept or there[word] or word in unsent, f"{word} was kept as unsent, and is lost"
        for word, by in unsent.items():
            assert by == [_whose(word)], f"{word} is unsent as that of {by}"
        for person in PEOPLE:
            mine = [word for word in unsent if _whose(word) == person]
            assert not mine or Drafts(root, whose=person).places(), f"{person} does not find what is theirs: {mine}"


def _whose(word: str) -> str:
    return word.rstrip("0123456789")


def _words(item: Item) -> list[str]:
    return WORD.findall(item.body if isinstance(item, Contribution) else f"{item.title}\n{item.body}")


def drafts(root: str) -> dict[str, list[str]]:
    """The unsent words, and whose each is."""
    found = {}
    for path in Path(root, FOLDER).glob("[!.]*"):
        with suppress(FileNotFoundError):  # dropped, or renamed, meanwhile
            told = json.loads(path.read_text())
            found.update(dict.fromkeys(WORD.findall(told["words"]), told["by"]))
    return found


class Doorway:
    """A door as people open it, in a process of its own, which is killed now and then, and opened again.

    Args:
        root: the folder of the workspace.
        log: where it tells what it tells.
    """

    def __init__(self, root: str, log: Path) -> None:
        self.root, self._log = root, log
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._process: Process | None = None
        self.keys = {person: asyncssh.generate_private_key("ssh-ed25519") for person in PEOPLE}
        known = Keys(door_folder(root))
        for person, key in self.keys.items():
            known.let_in(public(key), person, person.capitalize(), NOW)

    async def open(self) -> None:
        """Open it."""
        command = [sys.executable, "-m", "cocreate", "--workspace", self.root]
        listen = ["door", "--listen", f"127.0.0.1:{self.port}"]
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *command, *listen, stdin=DEVNULL, stdout=DEVNULL, stderr=log
            )

    async def end(self, how: signal.Signals) -> None:
        """End it, in order or as a crash does."""
        if self._process:
            with suppress(ProcessLookupError):
                self._process.send_signal(how)
            await asyncio.wait_for(self._process.wait(), PATIENCE)

    async def connect(self, person: str) -> asyncssh.SSHClientConnection:
        """Come to it, as soon as it is open."""
        deadline = monotonic() + PATIENCE
        while True:
            try:
                async with asyncio.timeout(10):
                    return await asyncssh.connect(
                        "127.0.0.1", self.port, username=person, client_keys=[self.keys[person]],
                        known_hosts=None, config=None, agent_path=None,
                    )  # fmt: skip
            except (asyncssh.Error, OSError):
                assert monotonic() < deadline, "nobody comes in any more"
                await sleep(0.1)


class Sitter(Visitor):
    """Somebody at their screens, who sees as long as the door is there."""

    async def _read(self) -> None:
        with suppress(asyncssh.Error, OSError):
            await super()._read()

    @property
    def is_cut(self) -> bool:
        """Whether it is not."""
        return self._reading.done()

    async def until(self, is_so: Callable[[], bool], wanted: str) -> None:
        """Wait until something is so, or the door was killed."""
        deadline = monotonic() + PATIENCE
        while not is_so():
            if self.is_cut:
                raise Cut
            assert monotonic() < deadline, f"wanted {wanted}; painted: {self.text}"
            await sleep(0.02)

    async def sees(self, *words: str) -> None:
        """Wait until all of `words` have been painted."""
        await self.until(lambda: all(one in self.text for one in words), str(words))


class Person:
    """Somebody who comes, does things, leaves, comes again.

    Args:
        name: who it is; several may be the same person, at different places.
        chance: decides everything.
        doorway: by which they come.
        model: knows what everybody gave.
    """

    def __init__(self, name: str, chance: Random, doorway: Doorway, model: Model) -> None:
        self.name, self._chance, self._doorway, self._model = name, chance, doorway, model

    async def go_on(self, until: float) -> None:
        """Come and go, until it is over."""
        while monotonic() < until:
            come = self._chance.choice((self._sit, self._sit, self._command))
            with suppress(Cut, asyncssh.Error, OSError, TimeoutError):
                await come(until)

    def _happened(self, what: str) -> None:
        self._model.happened[what] += 1

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[asyncssh.SSHClientConnection]:
        connection = await self._doorway.connect(self.name)
        try:
            yield connection
        finally:
            connection.abort()

    # By commands

    async def _command(self, _until: float) -> None:
        """Give one command, and hear that it is done."""
        words = [self._model.new(self.name)]
        how = self._chance.choice(("idea", "pipe", "build", "say", "edit"))
        line, stdin = f"idea {words[0]}", ""
        if how == "pipe":
            words.append(self._model.new(self.name))
            line, stdin = "idea -", f"{words[0]}\n\n{words[1]}\n"
        elif how != "idea":
            on = await to_thread(self._something, how == "edit")
            if not on:
                return
            told = {"build": f"build {on} {words[0]}", "say": f"say {on} {words[0]}"}
            line = told.get(how, f"edit {on} --body {words[0]}")
        async with self._connected() as connection:
            self._model.sent(words)
            done = await connection.run(line, input=stdin, check=False, timeout=PATIENCE)
            if done.exit_status == 0 and how != "edit":  # what an edit wrote is written over by the next
                self._model.confirmed(words)
            assert done.exit_status in {0, None, 137}, f"{line}: {done.exit_status} {done.stderr}"
            self._happened(f"command {how}" if done.exit_status == 0 else "command cut")

    def _something(self, mine: bool) -> str:  # noqa: FBT001 - called in a thread
        found = collected(self._doorway.root).ideas.values()
        names = sorted(one.id for one in found if one.title.startswith("Teapot " + self.name if mine else ""))
        return self._chance.choice(names) if names else ""

    # By screens

    @asynccontextmanager
    async def _at_screens(self) -> AsyncIterator[Sitter]:
        async with self._connected() as connection:
            process = await connection.create_process(term_type="xterm-256color", term_size=(100, 30))
            yield Sitter(process, connection)

    async def _sit(self, until: float) -> None:
        """Sit down, do some things, and leave: in order, or by a connection that breaks."""
        async with self._at_screens() as sitter:
            await sitter.sees("? help")
            for _each in range(self._chance.randint(1, 5)):
                act = self._chance.choice((self._catches, self._catches, self._leaves_a_window, self._wanders))
                await act(sitter)
                if monotonic() > until:
                    break
            await self._chance.choice((self._quits, self._breaks_off, self._breaks_off_while_typing))(sitter)

    async def _types(self, sitter: Sitter) -> list[str]:
        """Open the window of an idea, and type; of what others type nothing is seen there."""
        sitter.forget()
        sitter.presses("i")
        await sitter.sees("leave for later")
        word = self._model.new(self.name)
        sitter.types(f" {word} ")
        await sitter.sees(word)
        seen = {one for one in WORD.findall(sitter.text) if not self._model.words[one].sent}
        assert {_whose(one) for one in seen} == {self.name}, f"{self.name} sees what is unsent of others: {seen}"
        return [word]

    async def _catches(self, sitter: Sitter) -> None:
        words = await self._types(sitter)
        before = [word for word, by in drafts(self._doorway.root).items() if by == [self.name]]
        self._model.sent([*words, *(word for word in before if word not in words)])
        sitter.forget()
        sitter.presses("enter")
        await sitter.until(lambda: words[0] in sitter.text.partition("Kept:")[2], f"Kept: {words[0]}")
        self._model.confirmed(words)
        self._happened("caught")

    async def _leaves_a_window(self, sitter: Sitter) -> None:
        words = await self._types(sitter)
        sitter.presses("escape")
        await sitter.until(lambda: set(words) <= self._safe(), "it is kept")
        self._model.kept(words)
        self._happened("left a window")

    async def _wanders(self, sitter: Sitter) -> None:
        for _each in range(self._chance.randint(3, 12)):
            sitter.presses(self._chance.choice((*"12345jkjk", KEYS["down"], "\t")))
            await sleep(self._chance.random() / 20)
        self._happened("wandered")

    async def _quits(self, sitter: Sitter) -> None:
        sitter.presses("1", "q")
        await sitter.until(lambda: sitter.is_cut, "the end")
        self._happened("quit")

    async def _breaks_off(self, _sitter: Sitter) -> None:
        self._happened("broke off")

    async def _breaks_off_while_typing(self, sitter: Sitter) -> None:
        words = await self._types(sitter)
        if self._chance.random() < 0.5:
            sitter.connection.abort()
        await sitter.until(lambda: set(words) <= self._safe(), "it is kept")
        self._model.kept(words)
        self._happened("broke off while typing")

    def _safe(self) -> set[str]:
        """Words that are on the disk, unsent or, by another place of the same person, sent since."""
        return {*drafts(self._doorway.root), *(word for word, truth in self._model.words.items() if truth.sent)}


async def soak(copy: Copy, chance: Random, seconds: float, log: Path) -> Model:
    """Let people come and go for so long, and the door be killed; what they gave."""
    model, doorway = Model(), Doorway(copy.root, log)
    for person in PEOPLE:
        copy.catches(f"Teapot {person}", by=(person,))
    until = monotonic() + seconds
    await doorway.open()
    people = [Person(PEOPLE[seat % len(PEOPLE)], Random(chance.random()), doorway, model) for seat in range(SEATS)]
    sitting = [asyncio.create_task(one.go_on(until)) for one in people]
    ending = asyncio.create_task(_kill_now_and_then(doorway, model, chance))
    try:
        _done, waiting = await asyncio.wait(sitting, timeout=seconds + 3 * PATIENCE)
        assert not waiting, f"somebody waits for ever: {[one.get_stack() for one in waiting]}"
        for one in sitting:
            one.result()
    finally:
        ending.cancel()
        await asyncio.gather(ending, return_exceptions=True)
        await doorway.end(signal.SIGTERM)
    await _no_commands_left(copy.root)
    return model


async def _kill_now_and_then(doorway: Doorway, model: Model, chance: Random) -> None:
    while True:
        until, happened = monotonic() + LONGEST_WAIT, model.happened.total() + chance.randint(1, MOST_ACTS)
        while model.happened.total() < happened and monotonic() < until:
            await sleep(0.02)
        await sleep(chance.random())
        how = chance.choice((signal.SIGKILL, signal.SIGKILL, signal.SIGTERM))
        await doorway.end(how)
        model.happened[how.name] += 1
        await doorway.open()


async def _no_commands_left(root: str) -> None:
    """Wait for what outlives a door: the commands that it began, and its last sync."""
    deadline = monotonic() + PATIENCE
    while monotonic() < deadline:
        if not await to_thread(_at_work, root):
            return
        await sleep(0.1)


def _at_work(root: str) -> list[str]:
    if not os.path.isdir("/proc/self"):
        return []
    found = []
    for one in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            environ, command = (one / "environ").read_bytes(), (one / "cmdline").read_bytes()
            if root.encode() in environ + command and b"cocreate" in command and one.name != str(os.getpid()):
                found.append(one.name)
    return found
