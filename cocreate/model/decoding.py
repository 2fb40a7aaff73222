"""Bytes that a person gave as text: read as what they say they are, or refused, so that no letter becomes another.

Nothing heavy may be imported here, because catching an idea passes through it.
"""

from cocreate.locale import _
from cocreate.model.errors import Refused

_MARK = "\ufeff"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
"""The marks by which a text says that it is UTF-16, as some editors and shells of Windows write it."""


def decoded(data: bytes) -> str:
    """The text in `data`: UTF-8, or UTF-16 where its mark says so; without the mark.

    Raises:
        Refused: it is neither; its note holds the bytes, as `undecoded` makes them again.
    """
    try:
        text = data.decode("utf-16" if is_utf_16(data) else "utf-8")
    except UnicodeDecodeError as error:
        raise _no_text(data) from error
    if "\0" in text:  # UTF-16 without its mark, or no text at all
        raise _no_text(data)
    return text.removeprefix(_MARK)


def is_utf_16(data: bytes) -> bool:
    """Whether `data` says by its mark that it is UTF-16."""
    return data.startswith(_UTF_16)


def undecoded(text: str) -> bytes:
    """The bytes that `text` was given as, where what was no text in them is held by surrogates (PEP 383)."""
    return text.encode("utf-8", "surrogateescape")


def is_text(text: str) -> bool:
    """Whether all of `text` is text, so that it can be shown and given back as it is."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text


def _no_text(data: bytes) -> Refused:
    refused = Refused(
        _("That is not text in UTF-8, so it would not be kept as you wrote it."),
        _("Give it again in UTF-8; nothing was kept so far."),
    )
    refused.add_note(data.decode("utf-8", "surrogateescape"))
    return refused
