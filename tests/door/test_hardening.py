"""Nobody gets anything of the host or of another's sitting, whatever their ssh tries, and everybody else goes on."""

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from random import Random
from typing import Any

import asyncssh
import pytest

from cocreate.door import coming, house, limits, terminal
from cocreate.door.coming import Coming
from cocreate.door.driver import MOST_WAITING
from cocreate.door.terminal import FewWords, within
from cocreate.door.typing import AT_ONCE
from cocreate.sittings import invitations
from tests.conftest import collected
from tests.door.test_coming_in import catches, invited, no_window
from tests.door.visitors import OpenHouse, Visitor, eventually, open_house, public
from tests.tui.driver import NOW

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


# Keys and codes


@pytest.mark.parametrize(("kind", "how"), [("ssh-rsa", {"key_size": 1024}), ("ssh-dss", {}), ("ssh-ed448", {})])
async def test_keys_of_other_kinds_are_not_taken(teambase: str, kind: str, how: dict[str, int]) -> None:
    try:
        key = asyncssh.generate_private_key(kind, **how)  # type: ignore[arg-type]
    except (asyncssh.KeyGenerationError, ValueError):
        pytest.skip(f"no key of the kind {kind} can be made here")
    async with beside(teambase) as (door, _erkan):
        with pytest.raises(Refusal):
            await door.connect(key)


async def test_a_certificate_of_somebody_who_certifies_themselves_says_nothing(teambase: str) -> None:
    async with beside(teambase) as (door, _erkan):
        mine, authority = door.new_key(), door.new_key()
        certificate = authority.generate_user_certificate(mine, "mavi", principals=["mavi"])
        async with door.visit((mine, certificate), "mavi") as somebody:  # type: ignore[arg-type]
            await somebody.sees("Nobody here knows your key yet")


async def test_a_card_that_names_a_key_opens_nothing(teambase: str) -> None:
    async with beside(teambase) as (door, _erkan):
        key = door.new_key()
        line = key.export_public_key().decode().strip()
        card = Path(teambase, "people/mavi.md")
        card.write_text(card.read_text().replace("---\n", f"---\nkeys: [{line}]\nkey: {line}\n", 1))
        Path(teambase, ".cocreate").mkdir(exist_ok=True)
        Path(teambase, ".cocreate/keys.json").write_text(f'[{{"public": "{line.split()[1]}", "person": "mavi"}}]')
        async with door.visit(key, "mavi") as somebody:
            await somebody.sees("Nobody here knows your key yet")


async def test_a_key_that_is_only_shown_is_not_ones_own(teambase: str) -> None:
    async with beside(teambase) as (door, _erkan):
        mavis = door.key_of("mavi")
        somebody = Coming(door.house)
        assert somebody.validate_public_key("x", mavis)  # asked about, and never proved
        assert await somebody.validate_password("x", invited(door, "Noor Haddad"))
        await somebody.auth_completed()
        assert (somebody.person, somebody.key) == ("noor-haddad", None)
        with pytest.raises(asyncssh.PermissionDenied):
            await door.connect(Borrowed(mavis), "mavi", password="x")  # type: ignore[arg-type]  # noqa: S106


class Borrowed(asyncssh.SSHKeyPair):
    """Somebody else's public key, without the private one."""

    def __init__(self, key: asyncssh.SSHKey) -> None:
        super().__init__(
            key.algorithm, key.algorithm, key.sig_algorithms, key.sig_algorithms, key.public_data, b"", None, None
        )

    def sign(self, data: bytes) -> bytes:
        """Sign with another key."""
        return asyncssh.generate_private_key("ssh-ed25519").sign(data, b"ssh-ed25519")


async def test_guessing_takes_ever_longer_and_ends(teambase: str, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []

    async def wait(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr(coming, "sleep", wait)
    async with beside(teambase) as (door, _erkan):
        code = invited(door, "Noor")
        for _each in range(3):
            with pytest.raises(Refusal):
                await door.connect(None, password="0000-0000-0000-0000")  # noqa: S106
        async with door.visit(door.new_key()) as guesser:
            for _each in range(limits.GUESSES):
                await guesser.sees("Code: ")
                guesser.forget()
                guesser.types("0000-0000-0000-0000\r")
            await eventually(lambda: not guesser.connection._transport or guesser.process.exit_status is not None)
        assert waited[:4] == [1, 2, 4, 8]
        assert waited[-1] == limits.LONGEST_PAUSE
        assert door.house.invitations.known(code, NOW)


def test_a_code_is_looked_for_among_all_in_the_same_time_whatever_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[int] = []
    compare = invitations.compare_digest
    monkeypatch.setattr(invitations, "compare_digest", lambda a, b: compared.append(len(a)) or compare(a, b))
    kept = invitations.Invitations(str(tmp_path))
    codes = [kept.invite(f"P{number}", f"p{number}", NOW) for number in range(5)]
    for code in (codes[0], codes[-1], "", "x", "0" * 16, "0" * 10_000):
        compared.clear()
        kept.known(code, NOW)
        assert compared == [64] * 5


async def test_of_many_who_use_one_code_at_once_one_comes_in(teambase: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(house, "PAUSE", 0)
    async with beside(teambase) as (door, _erkan):
        code = invited(door, "Noor")
        keys = [door.new_key() for _each in range(6)]
        connections = await asyncio.gather(*(door.connect(key, code) for key in keys))
        await eventually(lambda: [one.person for one in door.house.keys.all()].count("noor") == 1)
        for connection in connections:
            connection.abort()
        await asyncio.sleep(0.1)
        assert [one.person for one in door.house.keys.all()].count("noor") == 1
        assert {public(key).public for key in keys} >= {k.public for k in door.house.keys.of("noor")}


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
