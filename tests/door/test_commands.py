"""The command line through the door: the same words, less what touches the host."""

import asyncio
import json
from pathlib import Path

import asyncssh
import pytest

from cocreate.cli.guard import WrongUsage
from cocreate.cli.registry import MODULES
from cocreate.cli.through_door import ALLOWED, allowed, words_in
from cocreate.door import commanding, house
from cocreate.door.limits import COMMANDS
from tests.conftest import collected
from tests.door.visitors import OpenHouse, eventually, open_house
from tests.tui.driver import NOW

HOSTS = ["init x --name X", "demo", "join /tmp/x", "sync", "check --fix", "import /etc/passwd", "take-in x.md", "door"]
HOSTS += [
    "invite Noor",
    "keys",
    "completion bash",
    "sit",
    "bash -c id",
    "sh",
    "scp -t /tmp",
    "sftp-server",
    "git-upload-pack x",
]


async def test_ideas_come_by_words_and_by_pipe_and_lists_go_as_json(teambase: str) -> None:
    async with open_house(teambase) as door:
        key = door.key_of("mavi")
        done = await door.run(key, "idea It's a bell, isn't it #clay")
        assert (done.exit_status, done.stderr) == (0, "")
        await door.run(key, "idea -", "A shelf that turns\n\nLike the one for postcards.\n")
        await door.run(key, 'say 8tp8 --new "I would lend mine"')
        told = json.loads(str((await door.run(key, "list ideas --by mavi --limit 2 --json")).stdout))
        assert {one["title"] for one in told} == {"A shelf that turns", "It's a bell, isn't it #clay"}
        home = await door.run(key, "")
        assert "Milk foam school" in str(home.stdout)
    said = [item for item in collected(teambase).items() if item.title == "I would lend mine"]
    assert [item.by for item in said] == [("mavi",)]


async def test_each_looks_back_alone_through_the_door_and_sees_no_word_of_another_until_it_is_shown(
    teambase: str,
) -> None:
    async with open_house(teambase) as door:
        mavi, erkan = door.key_of("mavi"), door.key_of("erkan")
        begun = await door.run(mavi, "look-back milk-foam-school --what 'Nine came.'")
        assert "Nobody else sees what you wrote" in str(begun.stderr)
        seen = [await door.run(erkan, f"{word} milk-foam-school") for word in ("look-back", "show")]
        assert not any("Nine came." in f"{one.stdout}{one.stderr}" for one in seen)
        assert "--what TEXT" in str(seen[0].stderr)
        await door.run(erkan, "look-back milk-foam-school --now-what 'Two rounds.'")
        shown = json.loads(str((await door.run(erkan, "show-together milk-foam-school --json")).stdout))
        page = json.loads(str((await door.run(mavi, f"show {shown['id']} --json")).stdout))
    assert {(one["body"], *one["by"]) for one in page["thread"]} == {("Nine came.", "mavi"), ("Two rounds.", "erkan")}


async def test_nothing_of_the_host_can_be_asked_for(teambase: str) -> None:
    async with open_house(teambase) as door:
        key = door.key_of("mavi")
        for command in HOSTS:
            done = await door.run(key, command)
            assert (done.exit_status, done.stdout) == (2, ""), command
            assert str(done.stderr).startswith(f"There is no command {command.split(maxsplit=1)[0]} here.")


async def test_nobody_else_and_nowhere_else_can_be_named(teambase: str) -> None:
    commands = [
        "idea A bell --by erkan",
        "idea --by=erkan A bell",
        "say 8tp8 hello --noted-by erkan",
        "me erkan",
        "catch-up --atom /etc/feed",
        "catch-up --atom=/etc/feed",
        "list --workspace /etc",
        "list --workspace=/etc",
        "--workspace /etc list",
        "--by erkan idea A bell",
        "edit 8tp8",
    ]
    before = {path: path.read_bytes() for path in Path(teambase).rglob("*.md")}
    async with open_house(teambase) as door:
        key = door.key_of("mavi")
        for command in commands:
            assert (await door.run(key, command)).exit_status == 2, command
    assert {path: path.read_bytes() for path in Path(teambase).rglob("*.md")} == before


def test_every_command_is_either_for_the_door_or_for_the_host_and_somebody_thought_about_it() -> None:
    hosts = {
        "init",
        "demo",
        "join",
        "sync",
        "check",
        "import",
        "take-in",
        "door",
        "invite",
        "keys",
        "tmux",
        "completion",
        "sit",
    }
    assert set(MODULES) - ALLOWED == hosts


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("idea A bell", ["idea", "A", "bell"]),
        ("idea It's here, isn't it", ["idea", "It's", "here,", "isn't", "it"]),
        ('say x \'A bell\'  "and a \\"lamp\\""', ["say", "x", "A bell", 'and a "lamp"']),
        ('idea it\'s a "bell"', ["idea", "it's", "a", '"bell"']),
        ("idea \"Warm cups\" and 'cold' ones", ["idea", '"Warm cups"', "and", "'cold'", "ones"]),
        ('idea "Warm \\"cups\\""', ["idea", 'Warm "cups"']),
        (
            'idea -p "milk foam" a "bell" --theme="on clay"',
            ["idea", "-p", "milk foam", "a", '"bell"', "--theme=on clay"],
        ),
        ('idea -- --new "bell"', ["idea", "--", "--new", '"bell"']),
        ('spin-off x --title="Warm cups"', ["spin-off", "x", "--title=Warm cups"]),
        ("idea $(id) `id` ; rm -rf / && x > y", ["idea", "$(id)", "`id`", ";", "rm", "-rf", "/", "&&", "x", ">", "y"]),
        ("", []),
    ],
)
def test_words_stay_as_they_were_typed(line: str, words: list[str]) -> None:
    assert words_in(line) == words


def test_what_stands_after_the_dashes_is_a_word() -> None:
    assert allowed(["idea", "--", "--by", "the", "way"]) == ["idea", "--", "--by", "the", "way"]
    with pytest.raises(WrongUsage):
        allowed(["idea", "--by", "the", "way"])


async def test_without_a_card_a_command_says_what_to_do_first(teambase: str) -> None:
    async with open_house(teambase) as door:
        done = await door.run(door.key_of("noor"), "idea A bell")
        assert "You have no card here yet" in str(done.stderr)
        stranger = await door.run(door.new_key(), "list")
        assert "Nobody here knows your key yet" in str(stranger.stderr)
        assert stranger.stdout == ""


async def run_with(door: OpenHouse, code: str, key: asyncssh.SSHKey, command: str) -> asyncssh.SSHCompletedProcess:
    async with await door.connect(key, code) as connection:
        return await connection.run(command, check=False, timeout=60)


async def test_a_command_does_not_use_a_code_up(teambase: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(house, "PAUSE", 0)
    async with open_house(teambase) as door:
        key, code = door.new_key(), door.house.invitations.invite("Noor", "noor", NOW)
        done = await run_with(door, code, key, "list")
        assert (done.exit_status, done.stdout) == (1, "")
        assert "Your code stands, and is not used up. Come once without a command" in str(done.stderr)
        assert "cocreate" in str((await run_with(door, code, key, "help")).stdout)
        assert door.house.invitations.known(code, NOW)
        async with door.visit(key, code) as noor:
            await noor.sees("A card of your own")
        assert door.house.invitations.known(code, NOW) is None
        assert "cocreate" in str((await door.run(key, "help")).stdout)


async def test_a_wrong_code_with_a_command_is_told_to_be_one(teambase: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(house, "PAUSE", 0)
    async with open_house(teambase) as door:
        done = await run_with(door, "wr0n-gc0d-eabc-defg", door.new_key(), "list")
        assert str(done.stderr).startswith("This is no code that stands")


async def test_what_is_said_by_ssh_speaks_of_what_is_there(teambase: str) -> None:
    async with open_house(teambase) as door:
        key = door.key_of("mavi")
        assert "as your key says" in str((await door.run(key, "me")).stdout)
        home = str((await door.run(key, "")).stdout)
        assert "cocreate show" not in home
        assert "\nidea What if …" in home
        slip = await door.run(key, "sho 8tp8")
        assert "Is it show or show-together? help lists what there is." in str(slip.stderr)
        await door.run(key, "idea A bell that nobody hears")
        undone = await door.run(key, "undo")
        assert ".cocreate" not in f"{undone.stdout}{undone.stderr}"
        refused = await door.run(key, "idea It's a bell --by ana")
        assert str(refused.stderr).endswith("What you wrote:\nIt's a bell\n")


async def test_whoever_goes_away_takes_the_command_along(teambase: str) -> None:
    async with open_house(teambase) as door:
        connection = await door.connect(door.key_of("mavi"))
        process = await connection.create_process("idea -")
        process.stdin.write("Half a thought")
        for _each in range(1000):
            if door.house.commands._value < 8:
                break
            await asyncio.sleep(0.01)
        connection.abort()
        async with asyncio.timeout(30):
            while door.house.commands._value < 8:
                await asyncio.sleep(0.01)
    assert not any("Half a thought" in idea.title for idea in collected(teambase).ideas.values())


async def begun(door: OpenHouse, key: asyncssh.SSHKey, command: str) -> "asyncssh.SSHClientProcess[str]":
    """A command that is under way."""
    process = await (await door.connect(key)).create_process(command)
    await eventually(lambda: door.house.commands._value < COMMANDS)
    return process


async def test_when_the_door_is_closed_commands_under_way_come_to_their_end(
    teambase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commanding, "TO_FINISH", 50)
    monkeypatch.setattr(house, "PATIENCE", 50)
    async with open_house(teambase) as door:
        process = await begun(door, door.key_of("mavi"), "idea A bell")
        await door.house.close("The door was closed.")
        assert (await process.wait()).exit_status == 0
    assert "A bell" in {idea.title for idea in collected(teambase).ideas.values()}


async def test_a_command_that_waits_for_more_is_ended_with_a_sentence(
    teambase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commanding, "TO_FINISH", 0.1)
    async with open_house(teambase) as door:
        process = await begun(door, door.key_of("mavi"), "idea -")
        process.stdin.write("Half a thought")
        await door.house.close("The door was closed.")
        done = await process.wait()
        assert (done.exit_status, done.stderr) == (137, "The door was closed.\n")
    assert not any("Half a thought" in idea.title for idea in collected(teambase).ideas.values())


async def test_nothing_is_put_under_the_name_of_somebody_else(teambase: str) -> None:
    async with open_house(teambase) as door:
        mavi = door.key_of("mavi")
        said = await door.run(mavi, "say 8tp8 It rings --json")
        name = json.loads(str(said.stdout))["id"]
        for command in (f"edit {name} --set by=erkan", f"edit {name} --set noted_by=erkan"):
            done = await door.run(mavi, command)
            assert (done.exit_status, "their own yes: Erkan Yıldırım" in str(done.stderr)) == (1, True), command
        done = await door.run(mavi, "contribute 8tp8 It rings --kind comment --set by=erkan")
        assert (done.exit_status, "no key by that can be set" in str(done.stderr)) == (1, True)
        assert collected(teambase).contributions[name].by == ("mavi",)
