"""However many come, and however much somebody asks for at once: whoever is let in comes in, and goes on."""

import asyncio
from contextlib import suppress

import asyncssh
import pytest

from cocreate.door import house
from cocreate.door.limits import BEHIND, LONGEST_PAUSE, OF_ONE, OUTSIDE, PAUSE
from tests.door.visitors import OpenHouse, eventually, open_house, public


async def comes_in(door: OpenHouse) -> None:
    """Erkan comes, and gives a command."""
    done = await asyncio.wait_for(door.run(door.key_of("erkan"), "me"), 30)
    assert (done.exit_status, str(done.stderr)) == (0, "")


async def test_strangers_who_only_stand_there_keep_nobody_out_and_do_not_become_more_and_more(
    teambase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house, "CONNECTIONS", 4)
    async with open_house(teambase) as door:
        came = [await door.connect(door.new_key()) for _each in range(OUTSIDE + 8)]
        await comes_in(door)
        await eventually(lambda: len(door.house._came) <= OUTSIDE)
        for one in came:
            one.abort()


async def test_one_person_who_comes_ever_again_keeps_nobody_else_out(
    teambase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house, "CONNECTIONS", 8)
    async with open_house(teambase) as door:
        key = door.key_of("mavi")
        came = [await door.connect(key) for _each in range(12)]
        await comes_in(door)
        for one in came:
            one.abort()


async def test_who_knocks_stays_whoever_else_comes(teambase: str) -> None:
    async with open_house(teambase) as door, door.visit(door.new_key()) as noor:
        await noor.sees("Code: ")
        noor.types("\rNoor Haddad\r")
        await noor.sees("You knocked.")
        came = [await door.connect(door.new_key()) for _each in range(OUTSIDE + 4)]
        await eventually(lambda: len(door.house._came) <= OUTSIDE)
        door.house.answer(let_in=True)
        await noor.sees("Welcome. This is your card")
        for one in came:
            one.abort()


async def test_commands_of_one_person_leave_room_for_those_of_others(teambase: str) -> None:
    async with open_house(teambase) as door:
        key = door.key_of("mavi")
        came = [await door.connect(key) for _each in range(3)]
        waiting = [await one.create_process("idea -") for one in came for _each in range(OF_ONE)]
        await eventually(lambda: door.house.commands._value == 8 - OF_ONE)
        await comes_in(door)
        waiting[0].stdin.write("A bell at the door\n")
        waiting[0].stdin.write_eof()
        assert "A bell at the door" in str(await waiting[0].stdout.read())
        for one in came:
            one.abort()


async def test_what_a_key_opened_is_over_with_it_also_for_what_its_connection_would_open_next(teambase: str) -> None:
    async with open_house(teambase) as door:
        key = door.key_of("mavi")
        connection = await door.connect(key)
        process = await connection.create_process(term_type="xterm", term_size=(80, 24))
        await eventually(lambda: [one for one in door.told if "is here" in one])
        door.house.keys.drop("mavi", public(key).ends)
        await asyncio.wait_for(process.wait_closed(), 30)
        with suppress(asyncssh.Error, OSError):
            done = await asyncio.wait_for(connection.run("idea Still here", check=False), 30)
            assert (done.exit_status, done.stdout) == (1, "")
        await asyncio.wait_for(connection.wait_closed(), 30)


@pytest.mark.parametrize("window", [1, 1 << 30])
async def test_whoever_types_into_a_command_and_never_reads_is_not_waited_for_in_memory(
    teambase: str, window: int
) -> None:
    waits = 0
    async with open_house(teambase) as door:
        connection = await door.connect(door.key_of("mavi"))
        channel, _session = await connection.create_session(
            asyncssh.SSHClientSession, "idea -", term_type="xterm", encoding=None, window=window
        )
        channel.pause_reading()
        (coming,) = door.house._came
        for _each in range(100):
            channel.write(b"x\n" * 32768)
            await asyncio.sleep(0.01)
            waits = max(waits, *(one._channel.get_write_buffer_size() for one in coming.sessions), coming.unread())
        assert waits < 2 * BEHIND
        connection.abort()


async def test_however_many_guess_a_pause_is_no_longer_than_the_longest(teambase: str) -> None:
    async with open_house(teambase) as door:
        pauses = [door.house.pause_after_a_guess() for _each in range(2000)]
        assert (pauses[0], pauses[-1], max(pauses)) == (PAUSE, LONGEST_PAUSE, LONGEST_PAUSE)
