"""What somebody wrote as one file: a mail, a note with keys above it, or a plain text."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from cocreate.imports.found import File, Found
from cocreate.imports.front import front_lines
from cocreate.imports.mail import is_mail, read_mail
from cocreate.imports.notes import read_note
from cocreate.imports.plain import read_plain_text
from cocreate.imports.words import text_in

_MAIL: Final = ".eml"


def is_mail_file(file: File) -> bool:
    """Whether a file is a mail, by its name or by how it begins."""
    return file.name.lower().endswith(_MAIL) or is_mail(file.data)


def found_in(file: File) -> Found:
    """The idea in a file.

    Raises:
        Unreadable: there is none in it.
    """
    if is_mail_file(file):
        return read_mail(file.data)
    text = text_in(file.data)
    if front_lines(text):
        return replace(read_note(text, file), saved_at=None, names=())
    return read_plain_text(text)
