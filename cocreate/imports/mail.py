"""A mail as a file (RFC 5322): its subject is an idea, its plain text the text, whoever sent it gives it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import Header, decode_header, make_header
from email.message import Message
from email.utils import getaddresses, parseaddr, parsedate_to_datetime
from typing import Final

from cocreate.imports.found import Found
from cocreate.locale import N_
from cocreate.model.errors import Unreadable
from cocreate.model.moments import parse_moment

_SIGNATURE: Final = "-- "
"""The line before a signature (RFC 3676, section 4.3)."""

_QUOTING: Final = frozenset('"\\')
_SPECIAL: Final = frozenset("()<>[]:;@,.")
"""What tells the parts of an address from each other (RFC 5322, section 3.2.3); in a name it is quoted."""

_MOST_PARTS: Final = 1000
_LONGEST_HEAD: Final = 1 << 16
"""Bytes of headers that are looked at to tell a mail from a text."""

_FIELD: Final = re.compile(rb"[!-9;-~]+:.*|[ \t].*|From .*")
"""A line of headers: a field, more of the one above, or the line that begins a mailbox."""

_BY_PROGRAMS: Final = (b"message-id", b"received", b"mime-version", b"return-path", b"dkim-signature")
"""Headers that nobody types; one of them is in every mail that was sent."""


def read_mail(data: bytes) -> Found:
    """The idea in a mail; in `by` stand those who sent it, as `Ada Trenkel <ada@example.org>`: mostly it is one.

    Raises:
        Unreadable: it is no mail, or there is no plain text and no subject in it.
    """
    try:
        mail = message_from_bytes(data, policy=policy.compat32)
        text = next(_texts(mail), "")
    except (MessageError, RecursionError) as error:
        raise Unreadable(N_("it is no mail")) from error
    subject, senders = _in_words(mail.get("Subject", "")), _senders(mail)
    if not senders and not subject:
        raise Unreadable(N_("it is no mail"))
    title, _newline, rest = (subject, "", text) if subject else text.lstrip().partition("\n")
    if not title.strip():
        raise Unreadable(N_("there is no subject in it, and no plain text"))
    return Found(title, rest.strip("\n").rstrip(), senders, _date(mail))


def is_mail(data: bytes) -> bool:
    """Whether `data` begins as a mail that was sent does; a text with a line such as `from: Ada` does not."""
    head, blank, _text = data[:_LONGEST_HEAD].replace(b"\r\n", b"\n").partition(b"\n\n")
    lines = head.split(b"\n")
    if not blank or not all(map(_FIELD.fullmatch, lines)):
        return False
    names = {line.partition(b":")[0].lower() for line in lines}
    return any(line[:5].lower() == b"from:" and b"@" in line for line in lines) and not names.isdisjoint(_BY_PROGRAMS)


def attachments(data: bytes) -> list[str]:
    """The names of what is attached to a mail, which stays in it."""
    try:
        parts = [part for part, _number in zip(message_from_bytes(data).walk(), range(_MOST_PARTS), strict=False)]
    except (MessageError, RecursionError):
        return []
    return [name for part in parts if (name := _file_name(part))]


def address_in(sender: str) -> tuple[str, str]:
    """The name and the address of whoever sent a mail; each may be empty."""
    name, address = parseaddr(sender)
    return name.strip(), address.strip()


def _senders(mail: Message) -> tuple[str, ...]:
    """Each of those who sent a mail; where there is no address, what it says, unless that looks like one.

    What they are called is decoded after the addresses are found: no name may say another address than its mail has.
    """
    said = [" ".join(str(one).split()) for one in mail.get_all("From", [])]
    found = [(_in_words(name), address) for name, address in getaddresses(said) if "@" in address]
    if not found:
        return tuple(name for one in said if (name := _in_words(one)) and "@" not in name)
    told = tuple(_sender(name, address) for name, address in found)
    is_plain = all(address_in(one)[1] == address for one, (_name, address) in zip(told, found, strict=True))
    return told if is_plain else ()


def _sender(name: str, address: str) -> str:
    name = "".join(letter for letter in name if letter not in _QUOTING)
    told = name if _SPECIAL.isdisjoint(name) else f'"{name}"'
    return f"{told} <{address}>" if told else address


def _texts(mail: Message) -> Iterator[str]:
    """The parts of plain text, the first one first, without the signature below."""
    for part, _number in zip(mail.walk(), range(_MOST_PARTS), strict=False):
        is_text = part.get_content_type() == "text/plain" and not part.is_multipart()
        if is_text and part.get_content_disposition() != "attachment":
            text = _decoded(part).replace("\r\n", "\n").replace("\r", "\n")
            lines = text.split("\n")
            yield "\n".join(lines[: lines.index(_SIGNATURE)] if _SIGNATURE in lines else lines)


def _decoded(part: Message) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    try:
        return data.decode(part.get_content_charset("utf-8"), "replace")
    except (LookupError, ValueError):
        return data.decode("utf-8", "replace")


def _in_words(said: Header | str) -> str:
    """What a header says in one line, its encoded words decoded; what is none of them stays as it is."""
    try:
        return " ".join(str(make_header(decode_header(said))).split())
    except (MessageError, LookupError, ValueError):
        return " ".join(str(said).split())


def _date(mail: Message) -> datetime | None:
    try:
        moment = parsedate_to_datetime(str(mail.get("Date", "")))
        return parse_moment((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat())
    except (TypeError, ValueError, OverflowError):
        return None


def _file_name(part: Message) -> str:
    try:
        return str(part.get_filename("") or "")
    except (LookupError, ValueError, TypeError):
        return ""
