"""HTML as values: the one door for words on their way to a page. Whatever is not made here is taken for words.

Nothing that somebody wrote is ever read as markup: a `str` is cleaned and escaped, and only what this module made is
let through as it is.
"""

from collections.abc import Iterable
from html import escape
from typing import Final

from cocreate.model.text import clean, clean_line

VOID: Final = frozenset(["meta", "link", "input", "br", "hr"])
"""Elements that hold nothing, and have no end (HTML standard, section 13.1.2)."""

Attribute = str | bool | int | None
"""A value of an attribute; where it is False, None or empty, the attribute is left out."""


class Html(str):
    """Markup that is whole and harmless; made in this module only."""

    __slots__ = ()


EMPTY: Final = Html()


def line(words: str) -> Html:
    """Words in one line."""
    return words if isinstance(words, Html) else Html(escape(clean_line(words)))


def text(words: str) -> Html:
    """Words that keep their lines."""
    return Html(escape(clean(words)))


def join(pieces: Iterable[str], between: str = "") -> Html:
    """Pieces one after the other; those that are not markup are words."""
    return Html(line(between).join(map(line, pieces)))


def tag(name: str, /, *inside: str, **attributes: Attribute) -> Html:
    """An element with what is in it. Attributes are named as in HTML, `class_` and `for_` aside; `_` is a hyphen."""
    begun = begin(name, **attributes)
    return begun if name in VOID else Html(f"{begun}{join(inside)}{end(name)}")


def begin(name: str, /, **attributes: Attribute) -> Html:
    """The beginning of an element, for what is set piece by piece; whoever begins it ends it."""
    return Html(f"<{name}{''.join(_attribute(one, value) for one, value in attributes.items())}>")


def end(name: str) -> Html:
    """The end of an element."""
    return Html(f"</{name}>")


def document(head: Html, body: Html, language: str) -> bytes:
    """A whole page, as bytes to be sent."""
    root = tag("html", tag("head", head), tag("body", body), lang=language)
    return f"<!doctype html>\n{root}\n".encode("utf-8", "replace")


def area(words: str, **attributes: Attribute) -> Html:
    """A field of several lines with what stands in it; a line feed at its beginning is taken away by browsers."""
    return Html(f"{begin('textarea', **attributes)}\n{text(words)}{end('textarea')}")


def _attribute(name: str, value: Attribute) -> str:
    if value is None or value is False or value == "":
        return ""
    name = name.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{line(str(value))}"'
