"""Nobody gets anything of the host or of another's sitting, whatever their ssh tries, and everybody else goes on."""

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from random import Random
from typing import Any

import asyncssh
import pytest

from cocreate.door import limits, terminal
from cocreate.door.driver import MOST_WAITING
from cocreate.door.terminal import FewWords, within
from cocreate.door.typing import AT_ONCE
from tests.conftest import collected
from tests.door.test_coming_in import catches, no_window
from tests.door.visitors import OpenHouse, Visitor, eventually, open_house

Refusal = (asyncssh.Error, asyncssh.ChannelListenError, OSError)


@asynccontextmanager
async def beside(root: str) -> AsyncIterator[tuple[OpenHouse, Visitor]]:
    """A door, and Erkan, who sits at the table before something happens, and works on there after it."""
    async with open_house(root) as door, door.visit(door.key_of("erkan")) as erkan:
        await erkan.sees("Milk foam school")
        yield door, erkan
        await catches(erkan, "Everybody else goes on")
        assert not [one for one in door.told if "went wrong" in one]


# Nothing but screens and commands


TRIED: dict[str, Callable[[asyncssh.SSHClientConnection], Awaitable[Any]]] = {
    "sftp": lambda connection: connection.start_sftp_client(),
    "a subsystem": lambda connection: connection.create_process(subsystem="netconf"),
    "a connection from here": lambda connection: connection.open_connection("127.0.0.1", 22),
    "a connection to a socket": lambda connection: connection.open_unix_connection("/run/docker.sock"),
    "a port that listens": lambda connection: connection.forward_remote_port("", 0, "127.0.0.1", 22),
    "a socket that listens": lambda connection: connection.forward_remote_path("/tmp/cocreate-x", "/tmp/y"),  # noqa: S108
    "a network device": lambda connection: connection.open_tun(0),
    "another network device": lambda connection: connection.open_tap(0),
    "pictures of the screen": lambda connection: connection.create_process("list", x11_forwarding=True),
}


async def test_nothing_else_is_opened(teambase: str) -> None:
    async with beside(teambase) as (door, _erkan):
        key = door.key_of("mavi")
        for what, tries in TRIED.items():
            connection = await door.connect(key)
            try:
                await asyncio.wait_for(tries(connection), 20)
            except Refusal:
                connection.abort()
            else:
                pytest.fail(f"{what} was opened")


async def test_no_agent_comes_along(teambase: str) -> None:
    async with beside(teambase) as (door, _erkan):
        connection = await door.connect(door.key_of("mavi"))
        process = await connection.create_process(term_type="xterm", term_size=(80, 24))
        assert not await process.channel._make_request(b"auth-agent-req@openssh.com")
        connection.abort()


async def test_variables_reach_nothing(teambase: str) -> None:
    env = {"COCREATE_AS": "erkan", "COCREATE_WORKSPACE": "/etc", "PYTHONPATH": "/tmp", "LD_PRELOAD": "/x"}  # noqa: S108
    env |= {f"V{number}": "x" * 1000 for number in range(300)}
    async with beside(teambase) as (door, _erkan):
        connection = await door.connect(door.key_of("mavi"))
        done = await connection.run("me", env=env, check=False)
        assert (done.exit_status, str(done.stdout).split(" is")[0]) == (0, "Mavi Lindqvist")
        connection.abort()


def test_of_what_the_other_end_says_of_itself_little_is_kept() -> None:
    said = FewWords()
    for name in (b"LANG", b"LC_ALL", b"LD_PRELOAD", b"PATH"):
        said[name] = b"de_DE.UTF-8"
    said[b"LANGUAGE"] = b"x" * 100
    assert said.words() == {"LANG": "de_DE.UTF-8", "LC_ALL": "de_DE.UTF-8"}


async def test_keys_of_the_screens_that_would_reach_the_host_say_so(teambase: str) -> None:
    async with beside(teambase) as (door, _erkan), door.visit(door.key_of("mavi")) as mavi:
        await mavi.sees("Milk foam school")
        mavi.presses("2")
        await mavi.sees("Cup library")
        mavi.presses("E")
        await mavi.sees("There is no terminal here for an editor")
        mavi.types("\x1a\x1c")  # what would stop or end a process in a shell
        await catches(mavi, "Still here")


async def test_more_sessions_than_one_needs_are_not_opened(teambase: str) -> None:
    async with beside(teambase) as (door, _erkan):
        connection = await door.connect(door.key_of("mavi"))
        for _each in range(limits.A_CONNECTION):
            await connection.create_process(term_type="xterm", term_size=(80, 24))
        with pytest.raises(asyncssh.ChannelOpenError):
            await connection.create_process(term_type="xterm", term_size=(80, 24))
        connection.abort()


async def test_nothing_of_one_sitting_is_seen_at_another(teambase: str) -> None:
    async with beside(teambase) as (door, erkan), door.visit(door.key_of("mavi")) as mavi:
        await mavi.sees("Milk foam school")
        mavi.presses("i")
        await mavi.sees("What could be?")
        mavi.types("Only mine as long as I type")
        await mavi.sees("Only mine")
        erkan.presses("i")
        await erkan.sees("What could be?")
        assert "Only mine" not in erkan.text
        erkan.presses("escape")
        await no_window(door, "erkan")
    assert not any("Only mine" in idea.title for idea in collected(teambase).ideas.values())


# Sizes and floods


@pytest.mark.parametrize(
    ("said", "taken"),
    [
        ((0, 0), (80, 24)),
        ((0, 24), (80, 24)),
        ((1, 1), (limits.NARROWEST, limits.LOWEST)),
        ((100_000, 100_000), (limits.WIDEST, limits.HIGHEST)),
        ((2**32 - 1, 1), (limits.WIDEST, limits.LOWEST)),
        ((120, 40), (120, 40)),
    ],
)
def test_a_size_is_one_that_can_be_painted(said: tuple[int, int], taken: tuple[int, int]) -> None:
    assert within(said) == taken


@pytest.mark.parametrize("size", [(0, 0), (100_000, 100_000), (1, 1)])
async def test_no_size_of_a_terminal_is_in_the_way(teambase: str, size: tuple[int, int]) -> None:
    async with beside(teambase) as (door, _erkan), door.visit(door.key_of("mavi"), size=size) as mavi:
        await eventually(lambda: len(mavi.raw) > 1000)
        for number in range(200):
            mavi.process.change_terminal_size(number * 997 % 70_000, number * 31 % 3000)
        mavi.types("\x1b[48;90000;90000;1;1t" * 20)
        mavi.process.change_terminal_size(120, 40)
        mavi.forget()
        await mavi.sees("Milk foam school")


async def test_a_flood_of_sequences_ends_nobody(teambase: str) -> None:
    chance = Random(7)
    sequences = [
        "\x1b[",
        "\x1b]0;",
        "\x1bP",
        "\x1b[<0;9999;9999M",
        "\x1b[200~",
        "\x1b[201~",
        "\x1b[A",
        "\x1b",
        "\x9b",
        "é",
    ]
    async with beside(teambase) as (door, erkan), door.visit(door.key_of("mavi")) as mavi:
        await mavi.sees("Milk foam school")
        flood = "".join(chance.choice(sequences) + chr(chance.randrange(32, 127)) for _each in range(60_000))
        mavi.types(flood)
        await catches(erkan, "While the flood comes")
        mavi.connection.abort()
        await eventually(lambda: len(door.house.of("mavi")) == 0)


async def test_bytes_that_are_no_text_end_nobody(teambase: str) -> None:
    async with beside(teambase) as (door, _erkan):
        connection = await door.connect(door.key_of("mavi"))
        process: Any = await connection.create_process(term_type="xterm", term_size=(80, 24), encoding=None)
        process.stdin.write(bytes(range(128, 256)) * 200 + b"\xff\xfe\x00" * 100)
        await asyncio.sleep(0.3)
        assert door.house.of("mavi")
        connection.abort()


async def test_a_paste_of_a_megabyte_is_taken_as_one_and_more_is_left_out(teambase: str) -> None:
    async with beside(teambase) as (door, erkan), door.visit(door.key_of("mavi")) as mavi:
        await mavi.sees("Milk foam school")
        mavi.types("\x1b[200~" + "lorem ipsum " * 110_000 + "\x1b[201~")
        await catches(erkan, "While it is pasted")
        await mavi.sees("That was too long to paste")
        await catches(mavi, "After the paste")


async def test_a_paste_that_never_ends_keeps_no_more_than_a_file_holds(teambase: str) -> None:
    async with beside(teambase) as (door, _erkan), door.visit(door.key_of("mavi")) as mavi:
        await mavi.sees("Milk foam school")
        mavi.types("\x1b[200~" + "x" * (3 << 20))
        session = next(iter(door.house.of("mavi")[0].sessions))
        typing = session._screens._driver._typing  # type: ignore[union-attr]
        await eventually(lambda: typing._length > 2 << 20)
        assert sum(map(len, typing._pasted or [])) < limits.LONGEST_PASTE + (256 << 10)


async def test_keys_without_end_are_taken_no_faster_than_somebody_presses_them(teambase: str) -> None:
    async with beside(teambase) as (door, erkan), door.visit(door.key_of("mavi")) as mavi:
        await mavi.sees("Milk foam school")
        mavi.types("jk" * 200_000)
        await catches(erkan, "While keys come")
        app = next(iter(door.house.of("mavi")[0].sessions))._screens.app  # type: ignore[union-attr]
        assert app._message_queue.qsize() + len(app.ahead) < 2 * AT_ONCE + MOST_WAITING, "they wait outside"


# Those who do not read, and those who do not log in


async def test_whoever_does_not_read_is_in_nobodys_way_and_sees_all_anew_once_they_do(teambase: str) -> None:
    async with beside(teambase) as (door, erkan), door.visit(door.key_of("mavi"), size=(200, 60)) as mavi:
        await mavi.sees("Milk foam school")
        transport = mavi.connection._transport
        assert transport
        transport.pause_reading()
        server = door.house.of("mavi")[0]
        driver = next(iter(server.sessions))._screens._driver  # type: ignore[union-attr]
        assert driver
        for number in range(400):
            driver._paint_anew()
            await asyncio.sleep(0.005)
            if number % 100 == 0:
                await catches(erkan, f"Thought {number}")
        assert driver._terminal._missed
        assert server.unread() < limits.BEHIND + (1 << 20)
        transport.resume_reading()
        mavi.forget()
        await mavi.sees("Milk foam school")
        await catches(mavi, "Back again")


async def test_whoever_never_reads_is_let_go(teambase: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "STUCK", 0.3)
    async with beside(teambase) as (door, _erkan), door.visit(door.key_of("mavi"), size=(200, 60)) as mavi:
        await mavi.sees("Milk foam school")
        assert mavi.connection._transport
        mavi.connection._transport.pause_reading()

        def is_gone() -> bool:
            for server in door.house.of("mavi"):
                for session in server.sessions:
                    if session._screens and session._screens._driver:
                        session._screens._driver._paint_anew()
            return not door.house.of("mavi")

        await eventually(is_gone)


async def test_connections_that_only_stand_there_keep_nobody_out(teambase: str) -> None:
    async with beside(teambase) as (door, _erkan):
        held = [await asyncio.open_connection("127.0.0.1", door.port) for _each in range(limits.HALF_OPEN * 3)]
        async with door.visit(door.key_of("mavi")) as mavi:
            await mavi.sees("Milk foam school")
        waiting = [one for one in door.house._came if not one.is_in]
        assert len(waiting) <= limits.HALF_OPEN
        for _reader, writer in held:
            writer.close()


async def test_whoever_does_not_log_in_is_let_go_after_a_while(teambase: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cocreate.door.opening.LOGIN", 1)
    async with beside(teambase) as (door, _erkan):
        reader, writer = await asyncio.open_connection("127.0.0.1", door.port)
        async with asyncio.timeout(30):
            with suppress(ConnectionError):
                while await reader.read(1000):
                    pass
        writer.close()


async def test_garbage_in_the_place_of_ssh_ends_only_itself(teambase: str) -> None:
    async with beside(teambase) as (door, _erkan):
        for garbage in (
            b"GET / HTTP/1.1\r\n\r\n",
            b"\x00" * 100_000,
            b"SSH-2.0-x\r\n" + os.urandom(50_000),
            b"x" * 300_000,
        ):
            reader, writer = await asyncio.open_connection("127.0.0.1", door.port)
            with suppress(ConnectionError):
                writer.write(garbage)
                await writer.drain()
                async with asyncio.timeout(40):
                    while await reader.read(10_000):
                        pass
            writer.close()
