"""A page that is open, and browsers that ask for it, byte by byte over a real connection.

async with open_page(teambase) as page:
mavi = page.known("mavi")
(await mavi.get("/")).says("Teambase")
"""

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from ssl import SSLContext
from urllib.parse import urlencode, urlsplit

from cocreate.door.page.passes import new_secret
from cocreate.door.page.server import serving
from cocreate.door.page.site import Site
from cocreate.door.screens import Upkeep
from cocreate.sittings.addresses import Address
from cocreate.sittings.invitations import person_called
from tests.door.visitors import PATIENCE, OpenHouse, open_house
from tests.tui.driver import NOW

VOID = {"meta", "link", "input", "br", "hr"}


class _Page(HTMLParser):
    """Reads a page as a browser does, as far as tests ask: its words, its elements, its forms, what is not closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self._select = ""
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.forms: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.elements.append((tag, values))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "form":
            self.forms.append((values.get("action", ""), {}))
        if tag == "select":
            self._select = values.get("name", "")
        if tag == "option" and "selected" in values and self.forms:
            self.forms[-1][1][self._select] = values.get("value", "")
        is_sent = tag == "input" and (values.get("type") != "radio" or "checked" in values)
        if self.forms and (is_sent or tag == "textarea") and "form" in self.open and values.get("name"):
            self.forms[-1][1][values["name"]] = values.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data: str) -> None:
        if "title" not in self.open:
            self.words.append(data)


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, list[str]]
    body: str
    page: _Page = field(init=False)

    def __post_init__(self) -> None:
        self.page = _Page(self.body if self.kind.startswith("text/html") else "")

    def header(self, name: str) -> str:
        """The one header of this name."""
        return ", ".join(self.headers.get(name.lower(), []))

    @property
    def kind(self) -> str:
        """What it is."""
        return self.header("content-type")

    @property
    def text(self) -> str:
        """Its words, with single spaces between."""
        return " ".join("".join(self.page.words).split()) if self.page.words else self.body.strip()

    def says(self, *words: str) -> None:
        """Whether all of `words` stand on it."""
        missing = [one for one in words if one not in self.text]
        assert not missing, f"wanted {missing}; stands there: {self.text[:3000]}"

    def form(self, action: str) -> dict[str, str]:
        """What stands in the form that is sent to `action`."""
        found = [fields for where, fields in self.page.forms if where == action]
        assert found, f"no form for {action}: {[where for where, _fields in self.page.forms]}"
        return dict(found[0])


class Browser:
    """One browser, with the cookies that it keeps; with `tls` it speaks to `host` over a wire that nobody reads."""

    def __init__(
        self, port: int, cookies: dict[str, str] | None = None, tls: SSLContext | None = None, host: str = ""
    ) -> None:
        self.port, self.cookies = port, cookies or {}
        self.at = ""
        self._tls, self._host = tls, host or f"127.0.0.1:{port}"

    @property
    def origin(self) -> str:
        """From where it sends its forms."""
        return f"{'https' if self._tls else 'http'}://{self._host}"

    async def get(self, path: str, **headers: str) -> Answer:
        """Ask for a page; ways on are followed, as browsers do."""
        answer = await self.ask("GET", path, headers=headers)
        return await self._follow(answer)

    async def send(self, answer: Answer, action: str, /, **said: str) -> Answer:
        """Send a form that stands on a page, with what was typed; ways on are followed."""
        return await self._follow(await self.post(action, answer.form(action) | said))

    async def post(self, path: str, fields: Mapping[str, str], **headers: str) -> Answer:
        """Send fields, as a form of this page does unless `headers` say otherwise."""
        told = {"Origin": self.origin, "Content-Type": "application/x-www-form-urlencoded", **headers}
        return await self.ask("POST", path, urlencode(fields).encode(), told)

    async def _follow(self, answer: Answer) -> Answer:
        for _each in range(5):
            if answer.status != 303:
                break
            answer = await self.ask("GET", answer.header("location"))
        return answer

    async def ask(self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None) -> Answer:
        """Ask for anything."""
        self.at = path
        told = {"Host": self._host, "Connection": "close", "Accept-Language": "en", **(headers or {})}
        if self.cookies:
            told.setdefault("Cookie", "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        if body or method == "POST":
            told.setdefault("Content-Length", str(len(body)))
        head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in told.items() if value)
        path = path.partition("#")[0]
        asked = f"{method} {path} HTTP/1.1\r\n{head}\r\n"
        answer = await self.raw(asked.encode("utf-8", "surrogateescape") + body)
        for cookie in answer.headers.get("set-cookie", []):
            name, _equals, value = cookie.partition(";")[0].partition("=")
            if "Max-Age=0" in cookie:
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value.strip('"')
        return answer

    async def raw(self, data: bytes) -> Answer:
        """Send bytes, and read until the other end is done."""
        tls = {"ssl": self._tls, "server_hostname": self._host} if self._tls else {}
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port, **tls)
        try:
            writer.write(data)
            told = await asyncio.wait_for(reader.read(), PATIENCE)
        except ConnectionError:
            told = b""
        finally:
            writer.close()
        return _answer(told)


def _answer(data: bytes) -> Answer:
    head, _blank, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers: dict[str, list[str]] = {}
    for line in lines:
        name, _colon, value = line.partition(":")
        headers.setdefault(name.lower(), []).append(value.strip())
    status = re.match(r"HTTP/1\.[01] (\d{3})", first)
    return Answer(int(status[1]) if status else 0, headers, body.decode("utf-8", "replace"))


@dataclass
class OpenPage:
    """A page that is open, with the door that it belongs to."""

    door: OpenHouse
    site: Site

    @property
    def port(self) -> int:
        """Where it listens."""
        return self.site.address.port

    def stranger(self) -> Browser:
        """A browser that nobody knows."""
        return Browser(self.port)

    def known(self, person: str) -> Browser:
        """A browser of somebody who was let in."""
        from cocreate.door.page.passes import Passes

        secret = new_secret()
        Passes(self.door.house.folder).let_in(secret, person, person, NOW)
        return Browser(self.port, {self.site.cookie: secret})

    def invited(self, name: str) -> str:
        """A code for somebody."""
        person, _known = person_called(self.door.house.table.collection, name, ())
        return self.door.house.invitations.invite(name, person, NOW)


@asynccontextmanager
async def open_page(root: str, **how: str) -> AsyncIterator[OpenPage]:
    """A door with a page to the workspace at `root`, open on any free port of this computer."""
    async with open_house(root) as door:
        site = Site(Address("127.0.0.1", 0), **how)
        async with serving(door.house, Upkeep.of(door.house.table), site) as opened:
            yield OpenPage(door, opened)


def path_of(answer: Answer) -> str:
    """Where a way on leads, without what is behind it."""
    return urlsplit(answer.header("location")).path
