"""Coming in: by invitation, by knocking, with a key that is known; writing one's card; leaving."""

import json
from pathlib import Path

import pytest

from cocreate.cli.program import main
from cocreate.door import coming, house
from cocreate.model.errors import Refused
from cocreate.sittings.here import here_now
from cocreate.sittings.invitations import person_called
from tests.conftest import collected
from tests.door.visitors import OpenHouse, Visitor, eventually, open_house, public, state_of
from tests.tui.driver import NOW


async def catches(visitor: Visitor, title: str) -> None:
    visitor.forget()
    visitor.presses("i")
    await visitor.sees("What could be?")
    visitor.types(f"{title}\r")
    await visitor.sees(f"Kept: {title}")


async def knocks(visitor: Visitor, name: str) -> None:
    """Come to the door without a code, and say a name."""
    await visitor.sees("Code: ")
    visitor.types(f"\r{name}\r")
    await visitor.sees("You knocked.")


async def no_window(door: OpenHouse, person: str) -> None:
    """Wait until no window lies on somebody's screens."""
    screens = next(iter(door.house.of(person)[0].sessions))._screens
    assert screens
    await eventually(lambda: len(screens.app.screen_stack) == 1)


def invited(door: OpenHouse, name: str) -> str:
    person, _known = person_called(door.house.table.collection, name, ())
    return door.house.invitations.invite(name, person, NOW)


async def test_who_is_invited_comes_in_writes_their_card_and_speaks_as_themselves(teambase: str) -> None:
    async with open_house(teambase) as door:
        code, key = invited(door, "Noor Haddad"), door.new_key()
        async with door.visit(key, code) as noor:
            await noor.sees("A card of your own", "address me as", "Noor Haddad")
            noor.types("Noor, please\r\x13")
            await noor.sees("noor-haddad")
            await eventually(lambda: Path(teambase, "people/noor-haddad.md").exists())
            await no_window(door, "noor-haddad")
            await catches(noor, "A bell at the door")
            assert door.told == ["Noor Haddad is here."]
            noor.presses("q")
            assert await noor.ends() == 0
        await eventually(lambda: door.told[-1] == "Noor Haddad left.")
        async with door.visit(key) as again:
            await again.sees("Milk foam school", "Noor Haddad")
            assert "A card of your own" not in again.text
    card = collected(teambase).people["noor-haddad"]
    assert (card.title, card.text("address")) == ("Noor Haddad", "Noor, please")
    assert next(i for i in collected(teambase).ideas.values() if i.title == "A bell at the door").by == ("noor-haddad",)


async def test_a_code_opens_once_whoever_uses_it_and_not_after_its_days(
    teambase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house, "PAUSE", 0)
    async with open_house(teambase) as door:
        code = invited(door, "Noor Haddad")
        async with door.visit(door.new_key(), code) as noor:
            await noor.sees("A card of your own")
        async with door.visit(door.new_key(), code) as other:
            await other.sees("Nobody here knows your key yet", "Code: ")
            other.types(f"{code}\r")
            await other.sees("This is no code that stands")
        old = door.house.invitations.invite("Ida", "ida", NOW.replace(year=2025))
        async with door.visit(door.new_key(), old) as late:
            await late.sees("Code: ")


async def test_a_code_is_typed_before_the_door_or_where_ssh_asks_for_a_password(
    teambase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house, "PAUSE", 0)
    async with open_house(teambase) as door:
        key = door.new_key()
        async with door.visit(key) as noor:
            await noor.sees(f"it ends in {public(key).ends}", "Code: ")
            noor.types(f"x\x7f{invited(door, 'Noor Haddad').upper()}\r")
            await noor.sees("A card of your own")
        async with door.visit(None, password=invited(door, "Ida Blum")) as ida:
            await ida.sees("A card of your own")
        assert [one.person for one in door.house.keys.all()] == ["noor-haddad"]


async def test_before_the_door_lines_end_between_words_and_a_name_is_asked_for_after_knocking(teambase: str) -> None:
    async with open_house(teambase) as door, door.visit(door.new_key(), size=(40, 20)) as noor:
        await noor.sees("Code: ")
        noor.types("Noor Haddad\r")
        await noor.sees("That is no code")
        assert "To knock, press\r\nenter alone; then you are asked for your\r\nname." in noor.text
        noor.types("\rNoor\r")
        await noor.sees("You knocked.")


@pytest.mark.parametrize("yes", [True, False])
async def test_somebody_knocks_and_those_at_the_table_let_them_in_or_not(teambase: str, yes: bool) -> None:  # noqa: FBT001
    async with open_house(teambase) as door:
        key = door.new_key()
        async with door.visit(door.key_of("mavi")) as mavi, door.visit(key) as noor:
            await mavi.sees("Milk foam school")
            await noor.sees("Code: ")
            noor.types("\r")
            await noor.sees("Your name: ")
            noor.types("Noor\r")
            await noor.sees("You knocked.")
            await mavi.sees(f"Noor knocks. Their key ends in {public(key).ends}.", "k lets them in")
            mavi.forget()
            mavi.presses("k")
            await mavi.sees("Let them in, now and whenever they come with this key")
            mavi.presses("enter" if yes else "down", *([] if yes else ["enter"]))
            await noor.sees("A card of your own" if yes else "You were not let in this time.")
            assert [one.person for one in door.house.keys.all()] == ["mavi", *["noor"] * yes]
            if not yes:
                assert await noor.ends() == 1


async def test_whoever_says_to_be_somebody_known_is_told_of_as_such(teambase: str) -> None:
    async with open_house(teambase) as door:
        async with door.visit(door.new_key()) as somebody:
            await knocks(somebody, "Erkan Yıldırım")
            assert door.told[0].startswith("Somebody who says to be Erkan Yıldırım, who is known here, knocks")
            door.house.answer(let_in=True)
            await somebody.sees("Milk foam school", "Erkan Yıldırım")
        assert [one.person for one in door.house.keys.all()] == ["erkan"]


async def test_whoever_knocks_as_somebody_who_came_meanwhile_is_not_let_in_as_them(teambase: str) -> None:
    async with open_house(teambase) as door:
        async with door.visit(door.new_key()) as noor:
            await knocks(noor, "Noor")
            door.house.keys.let_in(public(door.new_key()), "noor", "Noor", NOW)
            door.house.answer(let_in=True)
            await noor.sees("You were not let in this time.")
            assert door.told[-1].startswith("Noor did not come in after all: somebody else is called so by now.")
        assert len(door.house.keys.all()) == 1


def test_of_those_who_are_invited_each_is_a_person_of_their_own(
    teambase: str, capsys: pytest.CaptureFixture[str]
) -> None:
    people = []
    for name in ("Иван", "Пётр", "иван"):
        assert main(["--workspace", teambase, "invite", name, "--json"]) == 0
        people.append(json.loads(capsys.readouterr().out)["person"])
    assert people == ["somebody", "somebody-2", "somebody"]


async def test_whoever_goes_before_they_are_answered_does_not_knock_any_more(teambase: str) -> None:
    async with open_house(teambase) as door:
        async with door.visit(door.new_key()) as noor:
            await knocks(noor, "Noor")
            noor.presses("ctrl+c")
            assert await noor.ends() == 1
        await eventually(lambda: not door.house.table.doorbell.knocking)
        door.house.answer(let_in=True)
        assert door.told[-1] == "Nobody knocks."
        assert door.house.keys.all() == []


async def test_a_key_is_one_persons_whatever_code_comes_with_it(teambase: str) -> None:
    async with open_house(teambase) as door:
        key, code = door.key_of("mavi"), invited(door, "Noor Haddad")
        async with door.visit(key, code) as mavi:
            await mavi.sees("Mavi Lindqvist")
        with pytest.raises(Refused, match="somebody else's already"):
            door.house.keys.let_in(public(key), "erkan", "Erkan", NOW)
        assert door.house.invitations.known(code, NOW)


async def test_a_key_that_is_dropped_ends_what_it_opened(teambase: str) -> None:
    async with open_house(teambase) as door:
        key = door.key_of("mavi")
        async with door.visit(key) as mavi:
            await mavi.sees("Milk foam school")
            door.house.keys.drop("mavi", public(key).ends)
            await mavi.sees("Your key was taken away")
        async with door.visit(key) as mavi:
            await mavi.sees("Nobody here knows your key yet")


async def test_when_the_door_is_closed_everybody_gets_a_sentence_and_unsent_words_stay_theirs(teambase: str) -> None:
    async with open_house(teambase) as door:
        mavis, erkans = door.key_of("mavi"), door.key_of("erkan")
        async with door.visit(mavis) as mavi, door.visit(door.new_key()) as stranger:
            await stranger.sees("Code: ")
            await mavi.sees("Milk foam school")
            mavi.presses("i")
            await mavi.sees("What could be?")
            mavi.types("Half a thought about handles")
            await eventually(lambda: "handles" in drafts(teambase))
            await door.house.close("The door was closed.")
            await mavi.sees("The door was closed.")
            await stranger.sees("The door was closed.")
            assert await mavi.ends() == 0
    async with open_house(teambase) as door:
        async with door.visit(erkans) as erkan:
            await erkan.sees("Milk foam school")
            erkan.presses("i")
            await erkan.sees("What could be?")
            assert "handles" not in erkan.text
        async with door.visit(mavis) as mavi:
            await mavi.sees("Milk foam school", "not sent is kept")
            mavi.presses("i")
            await mavi.sees("Half a thought about handles")


def drafts(root: str) -> str:
    return "".join(path.read_text() for path in Path(root, ".cocreate", "drafts").glob("[!.]*"))


async def test_nobody_speaks_for_somebody_else_through_the_door(teambase: str) -> None:
    async with open_house(teambase) as door, door.visit(door.key_of("mavi")) as mavi:
        await mavi.sees("Milk foam school")
        mavi.presses("s")
        await mavi.sees("Whoever comes through the door speaks as themselves.")
        mavi.presses("i")
        await mavi.sees("What could be?")
        mavi.types("x\x0f")
        await eventually(lambda: mavi.text.count("speaks as themselves") > 1)


async def test_codes_and_keys_are_outside_of_the_workspace_and_for_nobody_else_to_read(
    teambase: str, tmp_path: Path
) -> None:
    async with open_house(teambase) as door:
        door.key_of("mavi")
        code = invited(door, "Noor")
    written = list(state_of(tmp_path).rglob("*.json"))
    assert {path.name for path in written} == {"keys.json", "codes.json"}
    assert all(path.stat().st_mode & 0o077 == 0 and path.parent.stat().st_mode & 0o077 == 0 for path in written)
    everything = b"".join(path.read_bytes() for path in [*written, *filter(Path.is_file, Path(teambase).rglob("*"))])
    assert code.encode() not in everything
    assert code.replace("-", "").encode() not in everything
    assert b"ssh-ed25519" not in b"".join(p.read_bytes() for p in filter(Path.is_file, Path(teambase).rglob("*")))


async def test_one_person_is_here_several_times_but_not_without_end(
    teambase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coming, "A_PERSON", 2)
    async with open_house(teambase) as door:
        key = door.key_of("mavi")
        async with door.visit(key) as one, door.visit(key) as two:
            await one.sees("Milk foam school")
            await two.sees("Milk foam school")
            async with door.visit(key) as three:
                await three.sees("You are here too many times at once")
                assert await three.ends() == 1


async def test_whoever_came_in_is_told_of_as_here_until_they_leave(teambase: str) -> None:
    async with open_house(teambase) as door:
        async with door.visit(door.key_of("mavi")) as mavi, door.visit(door.key_of("erkan")) as erkan:
            await mavi.sees("Milk foam school")
            await erkan.sees("Milk foam school")
            await eventually(lambda: [one.people for one in here_now(teambase)] == [("erkan",), ("mavi",)])
            done = await door.run(door.key_of("ana"), "here")
            assert "Erkan Yıldırım" in str(done.stdout)
        await eventually(lambda: not here_now(teambase))
