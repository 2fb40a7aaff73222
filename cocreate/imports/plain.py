"""A plain text: its first line is an idea, the rest its text."""

from __future__ import annotations

import re
from typing import Final

from cocreate.imports.found import Found
from cocreate.locale import N_
from cocreate.model.errors import Unreadable

_HEADING: Final = re.compile(r"#{1,6}[ \t]+")


def read_plain_text(text: str) -> Found:
    """The idea that a text is.

    Raises:
        Unreadable: there is nothing in it.
    """
    title, _newline, rest = text.strip().partition("\n")
    title = _HEADING.sub("", title).strip() or title.strip()  # a first line that is a heading is one all the same
    if not title:
        raise Unreadable(N_("there is nothing in it"))
    return Found(title, rest.strip("\n").rstrip())
