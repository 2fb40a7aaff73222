"""In which language a page is read: the first of those that a browser asks for and that there are words in."""

import os

from cocreate.locale import ENGLISH, FOLDER

MOST = 20
"""Languages that are looked at."""


def language_asked(header: str) -> str:
    """The letters of the language that `Accept-Language` asks for (RFC 9110, section 12.5.4), as far as it is here."""
    wanted: list[tuple[float, int, str]] = []
    for number, one in enumerate(header[:500].split(",")[:MOST]):
        tag, _semicolon, weight = one.strip().partition(";")
        wanted.append((-_weight(weight), number, tag.partition("-")[0].lower()))
    return next((tag for weight, _number, tag in sorted(wanted) if weight and is_here(tag)), ENGLISH)


def is_here(language: str) -> bool:
    """Whether there are words in a language."""
    if language == ENGLISH:
        return True
    is_plain = language.isascii() and language.isalpha() and len(language) <= 3
    return is_plain and os.path.exists(f"{FOLDER}/{language}/LC_MESSAGES/cocreate.mo")


def _weight(text: str) -> float:
    try:
        return min(1.0, max(0.0, float(text.strip().removeprefix("q=")))) if text.strip() else 1.0
    except ValueError:
        return 0.0
