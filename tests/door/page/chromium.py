"""A real Chromium, driven by chromedriver as WebDriver says (https://www.w3.org/TR/webdriver2/)."""

import json
import os
import shutil
import socket
import subprocess
from asyncio import sleep, to_thread
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest

DRIVER, BROWSER = shutil.which("chromedriver"), shutil.which("chromium")
AXE = os.environ.get("COCREATE_AXE", "")

needs_chromium = pytest.mark.skipif(
    not (DRIVER and BROWSER), reason="left out: looking at the page in a real browser (needs chromium and chromedriver)"
)
needs_axe = pytest.mark.skipif(
    not (DRIVER and BROWSER and AXE),
    reason="left out: what axe-core finds on the page (needs chromium, and its axe.min.js named by COCREATE_AXE)",
)

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

SEEN_BY_AXE = """
axe.run(document, {resultTypes: ["violations"], runOnly: [
    "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(found => JSON.stringify(
    found.violations.map(one => [one.id, one.nodes.slice(0, 3).map(node => node.html.slice(0, 200))])))
"""


class Chromium:
    """One window. Its methods wait for the page that they lead to."""

    def __init__(self, address: str, session: str) -> None:
        self._address, self._session = address, f"/session/{session}"

    async def _ask(self, method: str, path: str, said: object = None) -> Any:
        return await to_thread(_ask, method, f"{self._address}{self._session}{path}", said)

    async def _devtools(self, command: str, **said: object) -> Any:
        return await self._ask("POST", "/goog/cdp/execute", {"cmd": command, "params": said})

    async def look(self, width: int, scheme: str) -> None:
        """Be so wide, on a light or a dark screen."""
        await self._devtools(
            "Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=False
        )
        await self._devtools("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])

    async def go(self, address: str) -> None:
        """Open an address."""
        await self._ask("POST", "/url", {"url": address})

    async def keep(self, name: str, value: str) -> None:
        """Keep a cookie of the page that is open."""
        await self._ask("POST", "/cookie", {"cookie": {"name": name, "value": value, "path": "/"}})

    async def press(self, keys: str) -> None:
        """Type, wherever the focus is."""
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        await self._ask("POST", "/actions", {"actions": [{"type": "key", "id": "keyboard", "actions": actions}]})

    async def tell(self, expression: str) -> Any:
        """What an expression is on the page; no policy of the page holds for whoever looks from outside."""
        found = await self._devtools("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    async def sees(self, *words: str) -> None:
        """Wait until all of `words` stand on the page."""
        deadline, text = monotonic() + 30, ""
        while monotonic() < deadline:
            text = str(await self.tell("document.body ? document.body.innerText : ''"))
            if all(one in text for one in words):
                return
            await sleep(0.05)
        raise AssertionError(f"wanted {words}; stands there: {text}")

    async def found_by_axe(self) -> Any:
        """What axe-core finds wrong on the page."""
        await self.tell(await to_thread(Path(AXE).read_text, "utf-8"))
        return json.loads(await self.tell(SEEN_BY_AXE))


@asynccontextmanager
async def open_chromium(folder: Path) -> AsyncIterator[Chromium]:
    """A window of a Chromium that was never used before."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert DRIVER
    command = [DRIVER, f"--port={port}", "--log-level=OFF"]
    driver = await to_thread(subprocess.Popen, command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        options = {"args": [*ARGUMENTS, f"--user-data-dir={folder}"], "binary": BROWSER}
        wanted = {"capabilities": {"alwaysMatch": {"browserName": "chrome", "goog:chromeOptions": options}}}
        session = (await to_thread(_begun, address, wanted))["sessionId"]
        yield Chromium(address, session)
        await to_thread(_ask, "DELETE", f"{address}/session/{session}")
    finally:
        driver.terminate()
        await to_thread(driver.wait)


def _begun(address: str, wanted: object) -> Any:
    deadline = monotonic() + 30
    while True:
        try:
            return _ask("POST", f"{address}/session", wanted)
        except URLError:
            assert monotonic() < deadline, "chromedriver does not answer"


def _ask(method: str, address: str, said: object = None) -> Any:
    data = json.dumps(said if said is not None else {}).encode() if method == "POST" else None
    request = Request(address, data, {"Content-Type": "application/json"}, method=method)  # noqa: S310 - our own driver
    with urlopen(request, timeout=60) as answer:  # noqa: S310
        return json.load(answer)["value"]
