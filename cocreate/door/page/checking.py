"""What is looked at before anything else: by what name, from where, in what form something is asked."""

from asyncio import timeout
from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qsl, unquote

from aiohttp import web

from cocreate.door.page.making import Making
from cocreate.door.page.site import Site
from cocreate.locale import _
from cocreate.workspace.files import LARGEST_FILE

FORM: Final = "application/x-www-form-urlencoded"

LARGEST: Final = 3 * LARGEST_FILE
"""Bytes of a form that are read: as much as a file holds, each byte of it as three (URL standard, section 1.3)."""

OF_STRANGERS: Final = 8 << 10
"""The same of somebody whom nobody knows."""

LONGEST_PATH: Final = 2048
"""Characters of an address that are looked at."""

FIELDS: Final = 50

PATIENCE, SOON = 30.0, 5.0
"""Seconds in which a form has to come; from somebody whom nobody knows."""


class NotTaken(Exception):
    """What is asked is not what the page answers.

    Args:
        status: as HTTP has it.
        words: why, in a sentence.
    """

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status, self.words = status, words


def check_asked_here(request: web.BaseRequest, site: Site) -> None:
    """See that the page is asked for by a name of its own: a name that leads here by a trick is not one.

    Raises:
        NotTaken: it is not, or nothing that is answered is asked.
    """
    hosts = request.headers.getall("Host", [])
    if len(hosts) != 1 or hosts[0].lower() not in site.hosts:
        raise NotTaken(421, _("This page is not called so."))
    if request.method not in {"GET", "HEAD", "POST"}:
        raise NotTaken(405, _("That cannot be done here."))


def check_comes_from_here(request: web.BaseRequest, site: Site) -> None:
    """See that a form was sent by a page of ours: browsers say so (Fetch standard, section 3.1), others have to.

    Raises:
        NotTaken: it was not.
    """
    origins = request.headers.getall("Origin", [])
    is_same = request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    if not is_same or len(origins) != 1 or origins[0].lower() not in site.origins:
        raise NotTaken(403, _("This was sent from elsewhere, so nothing was done."))


def path_in(request: web.BaseRequest) -> tuple[str, ...] | None:
    """The words of a path; None where it is none of ours, such as one that would lead up."""
    raw = request.raw_path.partition("?")[0].partition("#")[0]
    if not raw.startswith("/") or len(request.raw_path) > LONGEST_PATH:
        return None
    if raw == "/":
        return ()
    words = tuple(unquote(word, errors="replace") for word in raw[1:].split("/"))
    return words if all(word and word not in {".", ".."} and "/" not in word for word in words) else None


def asked_in(request: web.BaseRequest) -> Mapping[str, str]:
    """What stands behind the path."""
    query = request.raw_path.partition("?")[2].partition("#")[0]
    return _fields(query)


async def form_in(request: web.BaseRequest, make: Making, *, of_stranger: bool) -> Mapping[str, str]:
    """What stood in a form; of somebody whom nobody knows a code or a name, soon.

    A long one takes a while to be read, so it is `make` that reads it.

    Raises:
        NotTaken: it is none, or more than a file holds, or does not come.
    """
    if request.content_type != FORM:
        raise _no_form()
    largest, patience = (OF_STRANGERS, SOON) if of_stranger else (LARGEST, PATIENCE)
    if (request.content_length or 0) > largest:
        raise _too_long()
    data = bytearray()
    try:
        async with timeout(patience):
            while piece := await request.content.readany():
                data += piece
                if len(data) > largest:
                    raise _too_long()
        text = data.decode("ascii")
        return _fields(text) if len(text) <= OF_STRANGERS else await make(lambda: _fields(text))
    except (ValueError, TimeoutError) as error:
        raise _no_form() from error


def _no_form() -> NotTaken:
    return NotTaken(400, _("This is no form of ours, so nothing was done."))


def _too_long() -> NotTaken:
    return NotTaken(413, _("That is too long: a file holds a million characters. Go back, and shorten it."))


def _fields(text: str) -> Mapping[str, str]:
    """Fields as they were sent; browsers end lines with CR LF. Of a name that comes twice, the last one counts.

    Raises:
        ValueError: there are too many.
    """
    pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=FIELDS, errors="replace")
    return {name: value.replace("\r\n", "\n") for name, value in pairs}
