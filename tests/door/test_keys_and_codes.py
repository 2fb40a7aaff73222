"""Whose key or code opens what: nothing that is only shown, only named, weak, or guessed lets anybody in."""

import asyncio
from pathlib import Path

import asyncssh
import pytest

from cocreate.door import coming, house, limits
from cocreate.door.coming import Coming
from cocreate.sittings import invitations
from tests.door.test_coming_in import invited
from tests.door.test_hardening import Refusal, beside
from tests.door.visitors import eventually, public
from tests.tui.driver import NOW


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
        assert (somebody.person, somebody.key) == ("", None), "coming in uses the code, not knocking at the port"
        assert await somebody.use_code()
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
        for connection in connections:
            await connection.create_process(term_type="xterm", term_size=(80, 24))
        await eventually(lambda: [one.person for one in door.house.keys.all()].count("noor") == 1)
        for connection in connections:
            connection.abort()
        await asyncio.sleep(0.1)
        assert [one.person for one in door.house.keys.all()].count("noor") == 1
        assert {public(key).public for key in keys} >= {k.public for k in door.house.keys.of("noor")}
