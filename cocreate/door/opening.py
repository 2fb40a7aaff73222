"""Opening the door, and closing it again: what `cocreate door` does from the first line to the last."""

import asyncio
import logging
import os
import resource
import signal
import socket
import sys
from asyncio import Event, TimerHandle, create_task, get_running_loop, to_thread
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack, contextmanager, suppress
from typing import Any, Final

import asyncssh

from cocreate.door.coming import Coming
from cocreate.door.house import House
from cocreate.door.limits import LOGIN
from cocreate.door.page.server import serving
from cocreate.door.page.site import Site, checked
from cocreate.door.screens import Upkeep, calm_collector, scrub_environment
from cocreate.locale import _
from cocreate.model.errors import Refused
from cocreate.model.text import clean_line
from cocreate.sittings.addresses import Address, note_open, open_no_more
from cocreate.sittings.doors import door_folder, write_private
from cocreate.sittings.keys import fingerprint
from cocreate.sittings.table import Table

HOST_KEY: Final = "host_key"

SIGNATURES: Final = (
    "ssh-ed25519",
    "sk-ssh-ed25519@openssh.com",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "sk-ecdsa-sha2-nistp256@openssh.com",
    "rsa-sha2-512",
    "rsa-sha2-256",
)
"""How a key may sign; not by SHA-1."""

FILES: Final = 4096
"""Files and connections that may be open at once: some systems begin with fewer than come to a door."""

IN_FRONT_EVERY: Final = 0.5
"""Seconds between two looks whether what is typed is for the door again."""

Tell = Callable[[str], None]
"""Says a sentence to whoever opens the door."""


def open_door(
    root: str,
    address: Address,
    tell: Tell,
    page: Address | None = None,
    page_at: str = "",
    certificate: str = "",
    certificate_key: str = "",
    proxy: str = "",
) -> int:
    """Open a door to the workspace at `root`, and keep it open until somebody closes it; the exit code.

    Args:
        root: the folder of the workspace.
        address: where people come in by ssh.
        tell: says what happens.
        page: where its page is asked for, if it has one.
        page_at: what people type to come there; empty where that is `page`.
        certificate: the file of its certificate; empty where it has none of its own.
        certificate_key: the file of the key of that.
        proxy: the address of what stands before it and speaks TLS; empty where nothing is named.

    Raises:
        Refused: it cannot listen there, or others could read what people say.
        NotWritten: its keys cannot be kept.
    """
    site = checked(Site(page, page_at, certificate, certificate_key, proxy)) if page else None
    logging.getLogger("asyncssh").setLevel(logging.CRITICAL)
    scrub_environment()
    _allow_files()
    return asyncio.run(_open(root, address, tell, site))


async def _open(root: str, address: Address, tell: Tell, site: Site | None) -> int:
    folder = await to_thread(door_folder, root)
    host_key = await to_thread(_host_key, folder)
    table = Table(root)
    await to_thread(table.first_look)
    upkeep = Upkeep.of(table)
    upkeep.follow(_nothing)
    house = House(table, folder, lambda words: tell(clean_line(words)))
    async with AsyncExitStack() as both:
        port = await both.enter_async_context(listening(house, address, host_key))
        page = await both.enter_async_context(serving(house, upkeep, site)) if site else None
        opened = address._replace(port=port)
        await to_thread(note_open, folder, opened, page.origin if page else "")
        for line in _welcome(house, opened, host_key, page.origin if page else ""):
            tell(line)
        watching = (create_task(house.watch_keys()), create_task(house.watch_answers()))
        await to_thread(table.look)
        calm_collector()
        upkeep.begin()
        try:
            await _until_closed(house, tell)
        finally:
            for task in watching:
                task.cancel()
            await house.close(_("The door was closed; what you typed and did not send is kept, and waits for you."))
            await to_thread(open_no_more, folder)
            await upkeep.leave(_nothing)
    tell(_("The door is closed."))
    return 0


class listening:  # noqa: N801 - used as a function is
    """Listens at an address as long as it is entered; gives the port.

    Args:
        house: whose door it is.
        address: where; port 0 takes any that is free.
        host_key: by which whoever comes knows this door again.
    """

    def __init__(self, house: House, address: Address, host_key: asyncssh.SSHKey) -> None:
        self._house, self._address, self._host_key = house, address, host_key
        self._server: asyncssh.SSHAcceptor | None = None

    async def __aenter__(self) -> int:
        try:
            self._server = await asyncssh.create_server(
                lambda: Coming(self._house), self._address.host, self._address.port, **options(self._host_key)
            )
        except OSError as error:
            raise Refused(
                _("Nobody can come in at {address}: {reason}.").format(
                    address=self._address.told, reason=error.strerror or error
                ),
                _("Name another: --listen ADDRESS:PORT. Is a door open already?"),
            ) from error
        return int(self._server.get_port())

    async def __aexit__(self, *_error: object) -> None:
        if self._server:
            self._server.close()
            with suppress(Exception):
                await asyncio.wait_for(self._server.wait_closed(), 1)


def options(host_key: asyncssh.SSHKey) -> dict[str, Any]:
    """What the server does, and above all what it does not; each is said, so that no default decides it."""
    return {
        "server_host_keys": [host_key],
        "server_version": "cocreate",
        "config": None,
        "authorized_client_keys": None,
        "known_client_hosts": None,
        "trust_client_host": False,
        "x509_trusted_certs": None,
        "host_based_auth": False,
        "gss_host": None,
        "public_key_auth": True,
        "password_auth": True,
        "kbdint_auth": True,
        "signature_algs": SIGNATURES,
        "compression_algs": None,  # what is packed small could be unpacked large
        "allow_pty": True,
        "line_editor": False,
        "rdns_lookup": False,
        "x11_forwarding": False,
        "agent_forwarding": False,
        "process_factory": None,
        "session_factory": None,
        "sftp_factory": None,
        "allow_scp": False,
        "encoding": None,
        "window": 256 << 10,
        "login_timeout": LOGIN,
        "keepalive_interval": 60,
        "keepalive_count_max": 3,
        "tcp_keepalive": True,
        "send_server_host_keys": False,
    }


def _allow_files() -> None:
    """Let as many connections and files be open as the limits of the door add up to, where the system lets us."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _host_key(folder: str) -> asyncssh.SSHKey:
    """The key by which people know this door again, made when it is first opened."""
    path = f"{folder}/{HOST_KEY}"
    if os.path.exists(path):
        try:
            return asyncssh.read_private_key(path)
        except (asyncssh.KeyImportError, OSError) as error:
            raise Refused(
                _("The key of this door cannot be read."),
                _("Take {path} away, and everybody is asked once.").format(path=path),
            ) from error
    made = asyncssh.generate_private_key("ssh-ed25519", comment="cocreate door")
    write_private(folder, HOST_KEY, made.export_private_key())
    return made


def _welcome(house: House, address: Address, host_key: asyncssh.SSHKey, page: str) -> Iterator[str]:
    """What whoever opens a door reads first."""
    name = house.table.collection.name
    yield _("The door to {name} is open at {address}.").format(name=name, address=address.told)
    if address.is_loopback:
        yield _("Only this computer reaches it. From elsewhere, once you mean it: --listen 0.0.0.0:{port}").format(
            port=address.port
        )
    yield _("Who comes in with:  {line}").format(line=address.line(socket.gethostname()))
    if page:
        yield _("With a browser:     {address}").format(address=page)
    yield _("Invite somebody:    cocreate invite NAME")
    public = host_key.export_public_key().decode("ascii").split(" ")[1]
    yield _("It shows this key:  SHA256:{key}").format(key=fingerprint(public))
    if sys.stdin and sys.stdin.isatty():
        yield _("Here: y lets in who knocks, n does not, q closes the door; each with enter.")


async def _until_closed(house: House, tell: Tell) -> None:
    """Until the system or somebody at the keyboard says so."""
    closed, loop = Event(), get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:  # as nohup has it
            loop.add_signal_handler(number, closed.set)
    with _typed_lines(lambda line: _typed(house, line, closed, tell)):
        await closed.wait()


@contextmanager
def _typed_lines(took: Callable[[str], None]) -> Iterator[None]:
    """Hears what is typed in the terminal in which the door was opened, if it is one."""
    if not (sys.stdin and sys.stdin.isatty()):
        yield
        return
    loop, handle = get_running_loop(), sys.stdin.fileno()
    waiting: TimerHandle | None = None

    def hear() -> None:
        nonlocal waiting
        if os.tcgetpgrp(handle) == os.getpgrp():
            took(os.read(handle, 1000).decode("utf-8", "replace").strip())
            return
        # In the background what is typed is the shell's: whoever reads it all the same is stopped by the system.
        loop.remove_reader(handle)
        waiting = loop.call_later(IN_FRONT_EVERY, loop.add_reader, handle, hear)

    loop.add_reader(handle, hear)
    try:
        yield
    finally:
        if waiting:
            waiting.cancel()
        loop.remove_reader(handle)


def _typed(house: House, line: str, closed: Event, tell: Tell) -> None:
    if line in {"y", "n"}:
        house.answer(let_in=line == "y")
    elif line == "q":
        closed.set()
    elif line:
        tell(_("y lets in who knocks, n does not, q closes the door."))


def _nothing() -> None:
    """The door itself looks at nothing; it only keeps the table as the files are."""
