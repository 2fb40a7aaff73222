"""Where a door is: the address it listens at, and what to type elsewhere to come there."""

import ipaddress
import json
import os
from contextlib import suppress
from typing import Any, NamedTuple

from cocreate.locale import _
from cocreate.model.errors import Refused
from cocreate.sittings.doors import write_private
from cocreate.sittings.terminal import process_key, process_stands

PORT, PAGE_PORT = 2222, 8022
LOOPBACK = "127.0.0.1"
FILE = "open.json"


class Address(NamedTuple):
    """A host, by name or number, and a port."""

    host: str
    port: int

    @property
    def told(self) -> str:
        """As people write it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"

    @property
    def is_loopback(self) -> bool:
        """Whether only this computer reaches it."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def is_anywhere(self) -> bool:
        """Whether it is each address that this computer has."""
        try:
            return ipaddress.ip_address(self.host).is_unspecified
        except ValueError:
            return False

    def line(self, here: str, code: str = "") -> str:
        """What to type elsewhere: one line for a terminal.

        Args:
            here: what this computer is called by others, if no address says it.
            code: of an invitation, which comes as the name of a user.
        """
        host = here if self.is_anywhere else self.host
        return f"ssh -p {self.port} {code}@{host}" if code else f"ssh -p {self.port} {host}"


def address_in(text: str, port: int = PORT) -> Address:
    """The address that `text` means: `ADDRESS:PORT`, either of the two left out.

    Raises:
        Refused: it means none.
    """
    host, colon, number = text.rpartition(":")
    if not colon:
        host, number = ("", text) if text.isdecimal() else (text, "")
    elif host.count(":") and not host.startswith("["):
        host, number = text, ""  # a bare IPv6 address
    host = host.strip("[]") or LOOPBACK
    if (number and not number.isdecimal()) or int(number or port) > 65535 or any(one.isspace() for one in host):
        raise Refused(
            _("{address} is no address.").format(address=text[:80]), _("Say ADDRESS:PORT, such as 127.0.0.1:2222.")
        )
    return Address(host, int(number or port))


def note_open(folder: str, address: Address, page: str = "") -> None:
    """Let other programs know where the door whose folder this is stands open, and where its page is."""
    told = {"host": address.host, "port": address.port, "process": process_key(os.getpid()), "page": page}
    write_private(folder, FILE, json.dumps(told).encode())


def open_no_more(folder: str) -> None:
    """The door is closed."""
    with suppress(OSError):
        os.unlink(f"{folder}/{FILE}")


def where_open(folder: str) -> Address | None:
    """Where the door stands open; None where it does not."""
    try:
        told = _noted(folder)
        return Address(str(told["host"]), int(told["port"])) if told else None
    except (ValueError, KeyError, TypeError):
        return None


def where_page(folder: str) -> str:
    """Where its page is, such as `https://garden.example.org`; empty where it has none."""
    page = _noted(folder).get("page", "")
    return page if isinstance(page, str) and page.startswith(("http://", "https://")) else ""


def link(page: str, code: str) -> str:
    """What to follow elsewhere, to come in by browser with a code; empty where there is no page."""
    return f"{page}/come/{code}" if page else ""


def _noted(folder: str) -> dict[str, Any]:
    """What the door told of itself; nothing where it is not open."""
    try:
        with open(f"{folder}/{FILE}", encoding="utf-8") as file:
            told = json.loads(file.read(4096))
        return told if process_stands(str(told["process"])) else {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
