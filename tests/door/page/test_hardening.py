"""What others send to the page, and what stands in files, harms nobody who reads it."""

import asyncio
import os
from collections.abc import Mapping
from gzip import compress
from pathlib import Path
from threading import Thread, current_thread, main_thread

import pytest

from cocreate.acts.capture import catch_idea
from cocreate.acts.contribute import contribute
from cocreate.acts.introduce import introduce
from cocreate.door.page import allowance, checking, posting, server
from cocreate.door.page.reading import Reading
from cocreate.model.errors import Refused
from tests.conftest import collected, make_voice
from tests.door.page.browsers import Answer, open_page
from tests.door.page.test_reading import check_whole
from tests.door.visitors import eventually

MANY = int(os.environ.get("COCREATE_BURST", "200"))

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg/onload=alert(1)>',
    "'><a href=javascript:alert(1)>x</a>",
    "</textarea></title></form><form action=//evil.example><input name=x>",
    "[x](javascript:alert(1)) [y](data:text/html,<script>1</script>) [z](vbscript:x)",
    '![p](https://evil.example/p.png) <https://example.org/"onmouseover=alert(1)>',
    '[a](https://good.example@evil.example/ "t") https://example.org/\'onx=1',
    "&#x202e;&lt;b&gt;&#0; \u202e\u200b\x07",
    "{{7*7}} ${7*7} %s %(a)s {0.__class__}",
    '[["><script>]] @<b> #<i>',
]


def check_harmless(answer: Answer, path: str) -> None:
    """Nothing of what somebody wrote became part of the page."""
    check_whole(answer, path)
    for tag, attributes in answer.page.elements:
        assert tag not in {"svg", "b", "i"}, path
        for name in ("href", "src", "action", "formaction"):
            target = attributes.get(name, "/")
            assert target.startswith(("/", "#", "?", "https://", "http://", "mailto:")), (path, target)
        if tag == "form":
            assert attributes["action"].startswith("/")
            assert not attributes["action"].startswith("//")
    assert not {"\u202e", "\x07", "\u200b", "\x00"} & set(answer.body), path


async def test_what_somebody_wrote_is_words_wherever_it_stands(teambase: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(allowance, "EACH", (10_000.0, 10_000.0))
    voice = make_voice("erkan")
    paths = [
        "/",
        "/ideas",
        "/people",
        "/credits",
        "/lineage",
        "/listening",
        "/search?words=alert",
        "/on/erkan",
        "/card",
    ]
    for number, words in enumerate(HOSTILE):
        name = str(catch_idea(teambase, voice, words, f"{words}\n\n# {words}\n\n- {words}\n\n`{words}`")[1]["id"])
        contribute(teambase, voice, collected(teambase), name, "question", words)
        introduce(teambase, f"x{number}", {"name": words, "address": words, "brings": [words], "curious": [words]})
        paths += [f"/on/{name}", f"/on/x{number}", f"/on/{name}/lineage", f"/on/{name}/overlaps"]
    introduce(teambase, "erkan", {"name": HOSTILE[0], "address": HOSTILE[2]})
    async with open_page(teambase) as page:
        erkan = page.known("erkan")
        for path in paths:
            check_harmless(await erkan.get(path), path)


async def test_what_is_typed_stands_in_the_form_as_words(teambase: str) -> None:
    async with open_page(teambase) as page:
        ana = page.known("ana")
        for words in HOSTILE:
            answer = await ana.send(await ana.get("/idea"), "/idea", title="", text=words, project="nothing0000")
            assert answer.status == 422
            assert answer.page.wrong == []
            assert all(tag not in {"script", "svg", "img", "b"} for tag, _attributes in answer.page.elements)


FROM_ELSEWHERE = [
    {"Origin": "http://evil.example"},
    {"Origin": "null"},
    {"Origin": ""},
    {"Origin": "https://127.0.0.1:1"},
    {"Sec_Fetch_Site": "cross-site"},
    {"Sec_Fetch_Site": "same-site"},
]


async def test_a_form_from_elsewhere_does_nothing(teambase: str) -> None:
    async with open_page(teambase) as page:
        ana = page.known("ana")
        form = (await ana.get("/")).form("/idea") | {"title": "Not mine"}
        for headers in FROM_ELSEWHERE:
            assert (await ana.post("/idea", form, **headers)).status == 403, headers
        assert "Not mine" not in [one.title for one in collected(teambase).ideas.values()]


async def test_a_form_without_a_token_or_with_somebody_elses_does_nothing(teambase: str) -> None:
    async with open_page(teambase) as page:
        ana, mavi = page.known("ana"), page.known("mavi")
        hers = (await mavi.get("/")).form("/idea")["token"]
        stranger = (await page.stranger().get("/")).form("/come")["token"]
        for token in ("", hers, stranger, f"{hers}x", hers.upper(), "é.1.é", "..", "a.b.c"):
            assert (await ana.post("/idea", {"title": "Not mine", "token": token})).status == 403
            assert (await ana.post("/leave", {"token": token})).status in {403, 405}
        assert (await ana.post("/idea", {"title": "Not mine"})).status == 403
        assert (await ana.get("/")).status == 200
        assert "Not mine" not in [one.title for one in collected(teambase).ideas.values()]


async def test_a_name_that_leads_here_by_a_trick_is_not_answered(teambase: str) -> None:
    async with open_page(teambase) as page:
        ana = page.known("ana")
        for host in ("evil.example", "127.0.0.1", "127.0.0.1:1", f"localhost.evil.example:{page.port}", ""):
            answer = await ana.ask("GET", "/", headers={"Host": host})
            assert answer.status in {400, 421}, host
            assert "Teambase" not in answer.body
        assert (await ana.ask("GET", "/", headers={"Host": f"localhost:{page.port}"})).status == 200


ASTRAY = [
    "/../../etc/passwd",
    "/on/../../etc/passwd",
    "/on/..%2f..%2f..%2fetc%2fpasswd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "//evil.example/",
    "/on//",
    "/on/%00",
    "/on/%0d%0aSet-Cookie:%20a=b",
    "/on/%ff%fe",
    "/unread?file=../../../../etc/passwd",
    "/unread?file=/etc/passwd",
    "/style.css/../server.py",
    "/server.py",
    "/on/8tp8qnsvq5/history/x",
    "/on/8tp8qnsvq5/..",
    "/" + "a" * 4000,
    "/?" + "a=b&" * 900,
]


async def test_a_path_leads_nowhere_but_to_pages(teambase: str) -> None:
    async with open_page(teambase) as page:
        ana = page.known("ana")
        for path in ASTRAY:
            answer = await ana.ask("GET", path)
            assert answer.status in {404, 400}, path
            assert not {"set-cookie", "location"} & set(answer.headers), path
            assert "root:" not in answer.body, path
            assert teambase not in answer.body, path


async def test_nothing_that_is_said_gets_into_a_header(teambase: str) -> None:
    async with open_page(teambase) as page:
        ana = page.known("ana")
        form = (await ana.get("/")).form("/idea") | {"title": "A\r\nSet-Cookie: a=b", "text": "x"}
        answer = await ana.post("/idea", form)
        assert answer.status == 303
        assert set(answer.headers) >= {"location", "content-security-policy"}
        assert "set-cookie" not in answer.headers


NO_REQUESTS = [
    b"GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"SSH-2.0-x\r\n\r\n",
    b"GET  / HTTP/9.9\r\n\r\n",
    b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\n\r\n",
    b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 500 + b"\r\n",
    b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
    b"CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    b"TRACE / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
]


async def test_what_is_no_request_gets_a_word_and_ends(teambase: str, capfd: pytest.CaptureFixture[str]) -> None:
    async with open_page(teambase) as page:
        for data in NO_REQUESTS:
            answer = await page.stranger().raw(data + b"\r\n")
            assert answer.status in {0, 400, 405, 421}, data
            assert "Traceback" not in answer.body, data
            assert ".py" not in answer.body, data
        assert (await page.stranger().get("/")).status == 200
    assert "Traceback" not in capfd.readouterr().err


async def test_more_than_a_file_holds_is_not_taken(teambase: str) -> None:
    async with open_page(teambase) as page:
        ana = page.known("ana")
        form = (await ana.get("/")).form("/idea")
        assert (await ana.post("/idea", form | {"title": "x", "text": "a" * checking.LARGEST})).status == 413
        told = {"Origin": ana.origin, "Content-Type": checking.FORM, "Content-Length": str(10**12)}
        assert (await ana.ask("POST", "/idea", b"", told)).status == 413
        many = "&".join(f"a{number}=b" for number in range(60)).encode()
        assert (await ana.ask("POST", "/idea", many, told | {"Content-Length": str(len(many))})).status == 400
        files = told | {"Content-Type": "multipart/form-data; boundary=x", "Content-Length": "3"}
        assert (await ana.ask("POST", "/idea", b"--x", files)).status == 400


async def test_what_a_file_holds_comes_in_whatever_letters_and_screens_do_not_wait_for_it(
    teambase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    where: list[Thread] = []
    real = checking._fields

    def fields(text: str) -> Mapping[str, str]:
        where.extend([current_thread()] * (len(text) > checking.OF_STRANGERS))
        return real(text)

    monkeypatch.setattr(checking, "_fields", fields)
    async with open_page(teambase) as page:
        ana, words = page.known("ana"), "й" * 400_000
        (await ana.send(await ana.get("/"), "/idea", title="Long", text=words)).says("Kept: Long.")
        answer = await ana.send(await ana.get("/"), "/idea", title="Longer", text=words * 2)
        assert answer.status == 413
    assert where
    assert main_thread() not in where
    assert [idea.body for idea in collected(teambase).ideas.values() if idea.title.startswith("Long")] == [words]


async def test_an_error_that_nobody_foresaw_is_a_sentence_and_tells_nothing_of_the_computer(
    teambase: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def page(_self: Reading, _path: tuple[str, ...]) -> None:
        raise RuntimeError(f"{teambase}/secret.py")

    def refuse(_self: Reading, _path: tuple[str, ...]) -> None:
        raise Refused(f"Look at {teambase}.")

    async with open_page(teambase) as opened:
        ana = opened.known("ana")
        for instead, status in ((page, 500), (refuse, 409)):
            monkeypatch.setattr(Reading, "page", instead)
            answer = await ana.get("/ideas")
            assert answer.status == status
            assert teambase not in answer.body
            assert "Traceback" not in answer.body
        assert "RuntimeError" in opened.door.told[-1]
    assert "Traceback" not in capfd.readouterr().err


async def test_every_answer_says_what_a_browser_may_do_with_it(teambase: str) -> None:
    async with open_page(teambase) as page:
        ana = page.known("ana")
        for path in ("/", "/nothing", "/style.css", "/icon.svg", "/come"):
            answer = await ana.ask("GET", path)
            assert "default-src 'none'" in answer.header("content-security-policy")
            assert "unsafe" not in answer.header("content-security-policy")
            assert answer.header("x-content-type-options") == "nosniff"
            assert answer.header("referrer-policy") == "same-origin"
            assert answer.header("server") == "cocreate"
        assert (await ana.ask("GET", "/")).header("cache-control") == "no-store"


async def test_a_burst_is_slowed_down_and_those_who_sit_at_the_table_go_on(teambase: str) -> None:
    async with open_page(teambase) as page, page.door.visit(page.door.key_of("erkan")) as erkan:
        await erkan.sees("Milk foam school")
        ana, stranger = page.known("ana"), page.stranger()

        async def ask_all() -> list[int]:
            places = asyncio.Semaphore(50)

            async def ask(number: int) -> int:
                async with places:
                    browser = ana if number % 2 else stranger
                    return (await browser.ask("GET", "/ideas" if number % 3 else "/on/8tp8qnsvq5")).status

            return await asyncio.gather(*map(ask, range(MANY)))

        asking = asyncio.create_task(ask_all())
        erkan.presses("i")
        await erkan.sees("What could be?")
        erkan.types("In the middle of it\r")
        await erkan.sees("Kept: In the middle of it")
        told = await asking
        assert set(told) <= {200, 403, 429}
        assert told.count(429) > MANY // 20
        assert (await page.known("mavi").get("/")).status == 200


async def test_connections_that_only_stand_there_make_room(teambase: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "CONNECTIONS", 20)
    monkeypatch.setattr(server, "SILENT", float("inf"))  # it is not that which ends them
    async with open_page(teambase) as page:
        standing = [await asyncio.open_connection("127.0.0.1", page.port) for _each in range(40)]
        assert (await page.stranger().get("/")).status == 200
        await eventually(lambda: sum(reader.at_eof() for reader, _writer in standing) >= 20)
        for _reader, writer in standing:
            writer.close()


async def test_a_door_that_closes_answers_nobody_and_does_nothing_any_more(teambase: str) -> None:
    async with open_page(teambase) as page:
        ana = page.known("ana")
        form = (await ana.get("/")).form("/idea")
        page.door.house.is_open = False
        for answer in (await ana.get("/"), await ana.post("/idea", form | {"title": "Too late"})):
            assert answer.status == 503
            answer.says("The door was closed.")
    assert "Too late" not in {idea.title for idea in collected(teambase).ideas.values()}


async def test_connections_that_stay_silent_end(teambase: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "SILENT", 0.0)
    monkeypatch.setattr(server, "LOOK_EVERY", 0.05)
    async with open_page(teambase) as page:
        reader, writer = await asyncio.open_connection("127.0.0.1", page.port)
        writer.write(b"GET / HT")
        assert await reader.read() == b""
        writer.close()


async def test_bytes_that_are_no_text_are_no_trouble(teambase: str) -> None:
    async with open_page(teambase) as page:
        ana = page.known("ana")
        (name, secret), odd = (
            next(iter(ana.cookies.items())),
            b"\xff\xfe\xed\xa0\x80".decode("utf-8", "surrogateescape"),
        )
        for path in (f"/search?words={odd}", f"/on/{odd}", f"/{odd}", "/search?words=%ff%ed%a0%80"):
            assert (await ana.ask("GET", path)).status in {200, 400, 404}, path
        for cookie in (f"{name}={odd}", f"{name}={secret}; x={odd}", f"{name}=", "=;=;;", f"{name}={'a' * 5000}"):
            assert (await page.stranger().ask("GET", "/", headers={"Cookie": cookie})).status == 200, cookie
        assert (await ana.ask("GET", "/", headers={"Accept-Language": odd})).status == 200
        assert page.door.told == ["Ana Beltrán is here, by browser."]


async def test_somebody_whom_nobody_knows_sends_little_and_soon(teambase: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "SOON", 0.05)
    async with open_page(teambase) as page:
        stranger = page.stranger()
        assert (await stranger.post("/knock", {"name": "a" * 9000})).status == 413
        told = {"Origin": stranger.origin, "Content-Type": checking.FORM, "Content-Length": "100"}
        assert (await stranger.ask("POST", "/knock", b"name=", told)).status == 400
        assert page.door.house.table.doorbell.knocking == ()


async def test_what_somebody_sends_is_not_unpacked(teambase: str) -> None:
    async with open_page(teambase) as page:
        stranger = page.stranger()
        token = (await stranger.get("/")).form("/knock")["token"]
        packed = compress(f"token={token}&name=Noor".encode())
        told = {"Origin": stranger.origin, "Content-Type": checking.FORM, "Content-Encoding": "gzip"}
        assert (await stranger.ask("POST", "/knock", packed, told)).status == 400
        assert page.door.house.table.doorbell.knocking == ()


async def test_forms_that_do_not_come_keep_nobody_out(teambase: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "CONNECTIONS", 20)
    monkeypatch.setattr(posting, "OUTSIDE", 5)
    async with open_page(teambase) as page:
        mavi = page.known("mavi")
        head = f"Host: 127.0.0.1:{page.port}\r\nOrigin: {mavi.origin}\r\nContent-Type: {checking.FORM}\r\n"
        begun = f"POST /knock HTTP/1.1\r\n{head}Content-Length: 100\r\n\r\nname=".encode()
        standing = [await asyncio.open_connection("127.0.0.1", page.port) for _each in range(40)]
        for _reader, writer in standing:
            writer.write(begun)
        for _each in range(5):
            assert (await mavi.get("/")).status == 200
        for _reader, writer in standing:
            writer.close()


async def test_the_files_that_anybody_gets_are_two(teambase: str) -> None:
    async with open_page(teambase) as page:
        stranger = page.stranger()
        style = await stranger.ask("GET", "/style.css")
        assert (style.status, style.kind) == (200, "text/css; charset=utf-8")
        assert "http" not in style.body
        icon = await stranger.ask("GET", "/icon.svg")
        assert (icon.status, icon.kind) == (200, "image/svg+xml")
    assert Path(server.__file__).with_name("style.css").exists()
