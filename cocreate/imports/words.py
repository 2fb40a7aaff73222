"""The small things that many sources say in their own ways: text, moments, lists of words."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from cocreate.locale import N_
from cocreate.model.errors import Unreadable
from cocreate.model.moments import parse_moment

_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")

_DAY_FIRST: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})\b,?(.*)", re.ASCII | re.DOTALL)
_YEAR_FIRST: Final = re.compile(r"(\d{4})[/_-](\d{1,2})[/_-](\d{1,2})\b(.*)", re.ASCII | re.DOTALL)
_SHORT_OFFSET: Final = re.compile(r"\s+([+-]\d\d):?(\d\d)$", re.ASCII)


def text_in(data: bytes) -> str:
    """The text in `data`: UTF-8, or UTF-16 where its mark says so; lines end in newlines, without a mark.

    Raises:
        Unreadable: it is neither.
    """
    try:
        text = data.decode("utf-16" if data.startswith(_UTF_16) else "utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(N_("it is no text in UTF-8")) from error
    if "\0" in text:
        raise Unreadable(N_("it is no text in UTF-8"))
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def moment_in(text: str) -> datetime | None:
    """The moment that `text` names: ISO 8601, with slashes or underscores too, or the day first, parted by dots.

    None where it names none, or where nobody can know which number is the month.
    """
    said = _SHORT_OFFSET.sub(r"\1:\2", text.strip().strip("[]").strip())
    if moment := parse_moment(said):
        return moment
    if parts := _YEAR_FIRST.fullmatch(said):
        year, month, day, rest = parts.groups()
    elif parts := _DAY_FIRST.fullmatch(said):
        day, month, year, rest = parts.groups()
    else:
        return None
    return parse_moment(f"{year}-{month:0>2}-{day:0>2}{_time(rest)}")


def _time(rest: str) -> str:
    """What follows a day, as ISO 8601 has it: nothing, or `T14:03`."""
    time = rest.strip().removeprefix("T").strip()
    return f"T{time:0>5}" if time else ""


def words_in(text: str) -> tuple[str, ...]:
    """The words of a list: parted by semicolons or commas, or by spaces where each is marked by `#`."""
    for mark in ";,":
        if mark in text:
            parts = text.split(mark)
            break
    else:
        parts = text.split() if text.lstrip().startswith("#") else [text]
    return tuple(dict.fromkeys(word for word in (part.strip().lstrip("#").strip() for part in parts) if word))


def people_in(text: str) -> tuple[str, ...]:
    """The names in `text`, parted by semicolons or commas."""
    parts = text.replace(";", ",").split(",")
    return tuple(dict.fromkeys(name for name in (part.strip() for part in parts) if name))
