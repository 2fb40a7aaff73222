"""The HTTP server of the page: aiohttp's, with connections that are looked after."""

import asyncio
import logging
from asyncio import AbstractServer, Task, create_task, get_running_loop, sleep
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from aiohttp import web

from cocreate.door.page.answering import Answering
from cocreate.door.page.site import Site
from cocreate.locale import _
from cocreate.model.errors import Refused

if TYPE_CHECKING:
    from asyncio import Transport

    from aiohttp.web_protocol import RequestHandler

    from cocreate.door.house import House
    from cocreate.door.screens import Upkeep

CONNECTIONS: Final = 256
"""Connections in all; of more, those that ask for nothing are let go, whoever has been there longest first."""

SILENT: Final = 30.0
"""Seconds in which a connection has to ask for something."""

KEPT: Final = 15.0
"""Seconds for which one is kept after it was answered."""

HANDSHAKE: Final = 5.0
"""Seconds in which a connection has to agree on how it is encrypted."""

LINE: Final = 8 << 10
"""Bytes of a line, and of a header."""

HEADERS: Final = 64

LOOK_EVERY: Final = 5.0
"""Seconds between two looks at who says nothing."""


class Connections(web.Server):
    """The connections of browsers: who says nothing makes room, and none from elsewhere than the proxy is taken."""

    def __init__(self, answering: Answering) -> None:
        super().__init__(
            self._asked,
            access_log=None,
            keepalive_timeout=KEPT,
            max_line_size=LINE,
            max_field_size=LINE,
            max_headers=HEADERS,
            lingering_time=1.0,
            read_bufsize=64 << 10,
            auto_decompress=False,  # what is packed small could be unpacked large
        )
        self._answering = answering
        self._silent: dict[RequestHandler, float] = {}
        """Those that wait to be asked something, and since when."""

    def connection_made(self, handler: "RequestHandler", transport: "Transport") -> None:
        """Somebody is at the other end; who is one too many is let go at once."""
        super().connection_made(handler, transport)
        peer = transport.get_extra_info("peername")
        if not self._answering.site.takes(str(peer[0]) if isinstance(peer, tuple) else ""):
            transport.abort()
            return
        self._silent[handler] = monotonic()
        if len(self.connections) > CONNECTIONS:
            self._let_go(next(iter(self._silent)))

    def connection_lost(self, handler: "RequestHandler", exc: BaseException | None = None) -> None:
        """It is over."""
        self._silent.pop(handler, None)
        super().connection_lost(handler, exc)

    async def _asked(self, request: web.BaseRequest) -> web.StreamResponse:
        handler = request.protocol
        self._silent.pop(handler, None)
        try:
            return await self._answering.answer(request)
        finally:
            if request.transport:
                self._silent[handler] = monotonic()

    def let_silent_go(self) -> None:
        """End those that asked for nothing for long."""
        now = monotonic()
        for handler in [one for one, since in self._silent.items() if now - since > SILENT]:
            self._let_go(handler)

    def _let_go(self, handler: "RequestHandler") -> None:
        self._silent.pop(handler, None)
        if handler.transport:
            handler.transport.abort()


def _encrypted(site: Site) -> dict[str, Any]:
    """How it is encrypted, where it has a certificate of its own; whoever takes long to begin is let go."""
    tls = site.tls()
    return {"ssl": tls, "ssl_handshake_timeout": HANDSHAKE} if tls else {}


class serving:  # noqa: N801 - used as a function is
    """Answers browsers as long as it is entered; gives the site, with the port that was taken.

    Args:
        house: whose door it is at.
        upkeep: keeps the table as the files are.
        site: where; port 0 takes any that is free.
    """

    def __init__(self, house: "House", upkeep: "Upkeep", site: Site) -> None:
        self._house, self._upkeep, self._site = house, upkeep, site
        self._server: AbstractServer | None = None
        self._connections: Connections | None = None
        self._answering: Answering | None = None
        self._looking: Task[None] | None = None

    async def __aenter__(self) -> Site:
        logging.getLogger("aiohttp").setLevel(logging.CRITICAL)
        self._answering = answering = Answering(self._house, self._upkeep, self._site)
        self._connections = connections = Connections(answering)
        address = self._site.address
        try:
            self._server = await get_running_loop().create_server(
                connections, address.host, address.port, backlog=CONNECTIONS, **_encrypted(self._site)
            )
        except OSError as error:
            raise Refused(
                _("Nobody can read the page at {address}: {reason}.").format(
                    address=address.told, reason=error.strerror or error
                ),
                _("Name another: --page ADDRESS:PORT. Is a door open already?"),
            ) from error
        sockets: Any = self._server.sockets
        answering.site = self._site._replace(address=address._replace(port=sockets[0].getsockname()[1]))
        self._looking = create_task(self._look())
        return answering.site

    async def _look(self) -> None:
        """Look again and again who says nothing, and who is not here any more."""
        assert self._connections and self._answering  # noqa: S101, PT018 - both are there by now
        while True:
            await sleep(LOOK_EVERY)
            self._connections.let_silent_go()
            self._answering.letting_in.knocking.let_go()
            await asyncio.to_thread(self._answering.end_idle_stays)

    async def __aexit__(self, *_error: object) -> None:
        if self._looking:
            self._looking.cancel()
        if self._server:
            self._server.close()
        if self._connections:
            with suppress(Exception):
                await asyncio.wait_for(self._connections.shutdown(1), 3)
        if self._answering:
            await self._answering.close()
