"""Coming in by browser: with a code in a link, which following the link alone does not use; and leaving again."""

import asyncio
from pathlib import Path

import pytest

from cocreate.door import coming, house
from cocreate.door.page import server
from cocreate.door.page.passes import KIND
from cocreate.sittings.here import here_now
from cocreate.sittings.keys import key_in
from tests.conftest import collected
from tests.door.page.browsers import open_page
from tests.door.visitors import eventually
from tests.tui.driver import NOW


async def test_who_is_invited_follows_the_link_writes_their_card_and_gives_a_first_idea(teambase: str) -> None:
    async with open_page(teambase) as page:
        noor, code = page.stranger(), page.invited("Noor Haddad")
        door = await noor.get(f"/come/{code}")
        door.says("The door to Teambase", "You were invited.")
        card = await noor.send(door, "/come")
        card.says("A card of your own", "How you like to be addressed")
        fields = [values["id"] for tag, values in card.page.elements if tag == "input" and "id" in values]
        assert fields == ["address", "name", "language", "brings", "curious"]
        assert card.form("/card")["name"] == "Noor Haddad"
        home = await noor.send(card, "/card", address="Noor, please")
        home.says("Welcome, Noor, please.", "Noor Haddad")
        (await noor.send(home, "/idea", title="A bell at the door")).says("Kept: A bell at the door.")
        assert page.door.told == ["Noor Haddad is here, by browser."]
    here = collected(teambase)
    assert here.people["noor-haddad"].text("address") == "Noor, please"
    assert next(one.by for one in here.ideas.values() if one.title == "A bell at the door") == ("noor-haddad",)


async def test_what_follows_links_by_itself_uses_no_code(teambase: str) -> None:
    async with open_page(teambase) as page:
        code = page.invited("Noor Haddad")
        for method in ("GET", "HEAD"):
            answer = await page.stranger().ask(method, f"/come/{code}")
            assert (answer.status, answer.header("set-cookie")) == (200, "")
        assert page.door.house.invitations.known(code, NOW)


async def test_a_code_lets_one_in_and_the_same_form_sent_twice_is_one(
    teambase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house, "PAUSE", 0)
    async with open_page(teambase) as page:
        noor, code = page.stranger(), page.invited("Noor Haddad")
        form = (await noor.get(f"/come/{code}")).form("/come")
        first, second = [await page.stranger().post("/come", form) for _each in range(2)]
        assert first.header("set-cookie") == second.header("set-cookie") != ""
        other = page.stranger()
        answer = await other.send(await other.get(f"/come/{code}"), "/come")
        assert (answer.status, other.cookies) == (403, {})
        answer.says("This is no code that stands")
        assert [key.person for key in page.door.house.keys.all()] == ["noor-haddad"]


async def test_a_code_is_typed_as_people_type_it(teambase: str) -> None:
    async with open_page(teambase) as page:
        noor = page.stranger()
        door = await noor.get("/")
        card = await noor.send(door, "/come", code=page.invited("Noor Haddad").upper().replace("-", " "))
        card.says("A card of your own")


async def test_every_wrong_code_makes_the_next_wait_and_ssh_counts_too(
    teambase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    async with open_page(teambase) as page:

        async def sleep(seconds: float) -> None:
            waited.append(seconds)

        monkeypatch.setattr(coming, "sleep", sleep)
        stranger = page.stranger()
        for _each in range(3):
            await stranger.send(await stranger.get("/"), "/come", code="0000-0000-0000-0000")
        await coming.look_up(page.door.house, "0000-0000-0000-0000")
    assert [one for one in waited if one] == [1.0, 2.0, 4.0, 8.0]


async def test_the_cookie_is_for_no_script_and_no_other_site_and_only_its_sum_is_kept(
    teambase: str, tmp_path: Path
) -> None:
    async with open_page(teambase) as page:
        noor = page.stranger()
        form = (await noor.get(f"/come/{page.invited('Noor Haddad')}")).form("/come")
        answer = await noor.post("/come", form)
        (cookie,) = answer.headers["set-cookie"]
        assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
        assert "Secure" not in cookie  # this computer alone
        (secret,) = noor.cookies.values()
        assert len(secret) >= 43
        kept = "".join(path.read_text() for path in (tmp_path / "home").rglob("*.json"))
        assert "noor-haddad" in kept
        assert secret not in kept


async def test_a_browser_is_a_key_that_is_dropped_like_any_other_and_opens_nothing_by_ssh(
    teambase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "LOOK_EVERY", 0.05)
    async with open_page(teambase) as page:
        ana = page.known("ana")
        (await ana.get("/")).says("Ana Beltrán")
        (key,) = page.door.house.keys.all()
        assert key.kind == KIND
        with pytest.raises(Exception, match="not taken"):
            key_in(f"{key.kind} {key.public}")
        assert [one.people for one in here_now(teambase)] == [("ana",)]
        page.door.house.keys.drop("ana", key.ends)
        answer = await ana.get("/ideas")
        await eventually(lambda: page.door.told[-1] == "Ana Beltrán left.")
        assert answer.status == 403
        answer.says("Nobody here knows this browser yet.")


async def test_whoever_has_no_card_yet_writes_it_first(teambase: str) -> None:
    async with open_page(teambase) as page:
        ida = page.known("ida")
        for path in ("/", "/ideas", "/on/workspace"):
            (await ida.get(path)).says("A card of your own")
        await eventually(lambda: page.door.told)


async def test_nothing_is_read_by_whom_nobody_knows(teambase: str) -> None:
    async with open_page(teambase) as page:
        stranger = page.stranger()
        for path in ("/", "/ideas", "/on/mavi", "/on/8tp8qnsvq5", "/search?words=cup", "/nothing", "/lineage"):
            answer = await stranger.get(path)
            answer.says("The door to Teambase")
            assert not any(words in answer.body for words in ("Mavi", "Cup library", "Lindqvist"))
        stranger.cookies = {page.site.cookie: "x" * 43}
        assert (await stranger.get("/ideas")).status == 403


async def test_somebody_knocks_by_browser_and_those_at_the_table_let_them_in(teambase: str) -> None:
    async with open_page(teambase) as page:
        noor = page.stranger()
        waiting = await noor.send(await noor.get("/"), "/knock", name="Noor")
        waiting.says("You knocked.", "Look whether you are let in")
        (knock,) = page.door.house.table.doorbell.knocking
        assert knock.ends in waiting.text
        assert page.door.told == [f"Noor knocks. Their key ends in {knock.ends}."]
        (await noor.get("/ideas")).says("You knocked.")
        assert (await page.stranger().get("/ideas")).status == 403
        page.door.house.answer(let_in=True)
        await eventually(page.door.house.keys.all)
        (await noor.get("/")).says("A card of your own")
        assert [one.person for one in page.door.house.keys.all()] == ["noor"]


async def test_whoever_is_not_let_in_is_told_and_may_knock_again(teambase: str) -> None:
    async with open_page(teambase) as page:
        noor = page.stranger()
        await noor.send(await noor.get("/"), "/knock", name="Erkan Yıldırım")
        assert page.door.told[0].startswith("Somebody who says to be Erkan Yıldırım, who is known here, knocks")
        page.door.house.answer(let_in=False)
        answer = await noor.get("/")
        answer.says("You were not let in this time.", "Knock")
        assert page.door.house.keys.all() == []
        (await noor.send(answer, "/knock", name="Noor")).says("You knocked.")


async def test_of_several_who_knock_at_once_each_is_a_person_of_their_own(teambase: str) -> None:
    async with open_page(teambase) as page:
        browsers = [page.stranger() for _each in range(4)]
        for browser, name in zip(browsers, ["Иван", "Пётр", "Noor", "Noor"], strict=True):
            await browser.send(await browser.get("/"), "/knock", name=name)
        for number in range(4):
            page.door.house.answer(let_in=True)
            await eventually(lambda: len(page.door.house.keys.all()) == min(3, number + 1))  # noqa: B023 - at once
        keys = page.door.house.keys.all()
        assert [(one.person, one.called) for one in keys] == [
            ("somebody", "Иван"),
            ("somebody-2", "Пётр"),
            ("noor", "Noor"),
        ]
        while "You knocked." in (again := await browsers[3].get("/")).text:
            await asyncio.sleep(0.01)
        again.says("You were not let in this time.")
        await browsers[3].send(again, "/knock", name="Noor")
        assert page.door.told[-1].startswith("Somebody who says to be Noor, who is known here, knocks")


async def test_those_who_knock_by_browser_leave_room_for_those_who_knock_by_ssh(teambase: str) -> None:
    async with open_page(teambase) as page:
        for number in range(6):
            stranger = page.stranger()
            answer = await stranger.send(await stranger.get("/"), "/knock", name=f"Noor {number}")
        answer.says("Too many people stand here already; come again in a while.")
        assert len(page.door.house.table.doorbell.knocking) == 4
    assert page.door.house.table.doorbell.knocking == ()


async def test_a_code_in_a_browser_that_is_somebodys_already_is_not_used_and_it_is_said_whose_it_is(
    teambase: str,
) -> None:
    async with open_page(teambase) as page:
        mavi, code = page.known("mavi"), page.invited("Noor Haddad")
        form = (await page.stranger().get(f"/come/{code}")).form("/come")  # a link from a mail comes without the cookie
        for answer in (await mavi.get(f"/come/{code}"), await mavi.post("/come", form)):
            assert answer.status == 409
            answer.says("This browser is Mavi Lindqvist's", "It is not used yet.")
        knocked = await mavi.send(await page.stranger().get("/ideas"), "/knock", name="Mavi")
        knocked.says("Mavi Lindqvist", "Milk foam school")
        assert page.door.house.table.doorbell.knocking == ()
        left = await mavi.send(answer, "/leave")
        left.says("The door to Teambase")
        (await mavi.send(await mavi.get(f"/come/{code}"), "/come")).says("A card of your own")
