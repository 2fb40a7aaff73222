"""What stands around every page: its head, the way to the others, who reads it, what came of what they did."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from cocreate.door.page import places
from cocreate.door.page.html import EMPTY, Html, document, join, tag
from cocreate.locale import N_, _

WAYS: Final = (
    (places.HOME, N_("Home")),
    (places.IDEAS, N_("Ideas")),
    (places.PROJECTS, N_("Projects")),
    (places.PEOPLE, N_("People")),
    (places.COMMONS_, N_("Commons")),
    ("/listening", N_("What waits")),
    ("/decisions", N_("What holds")),
    (places.SEARCH, N_("Search")),
)
"""The ways that every page has, each with its words."""

MAIN: Final = "main"


class Shown(NamedTuple):
    """A page to be sent.

    Args:
        title: what it is called, in words.
        main: what it says, its heading first.
        around: what stands beside it.
        about: the id of what it is about; empty where that is several things.
        status: as HTTP has it (RFC 9110, section 15).
    """

    title: str
    main: Html
    around: Html = EMPTY
    about: str = ""
    status: int = 200


class Reader(NamedTuple):
    """Who reads: their name, where their card is, and how they leave; nothing where nobody knows yet who it is."""

    name: str = ""
    place: str = ""
    leave: Html = EMPTY


def framed(shown: Shown, workspace: str, language: str, reader: Reader, here: str, told: Html = EMPTY) -> bytes:
    """A whole page as bytes.

    Args:
        shown: what it says.
        workspace: what the workspace is called.
        language: the letters of the language in which it is told.
        reader: who reads it.
        here: the path at which it stands.
        told: what is said once, above everything.
    """
    head = join(
        (
            tag("meta", charset="utf-8"),
            tag("title", f"{shown.title} – {workspace}" if shown.title != workspace else workspace),
            tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
            tag("meta", name="color-scheme", content="light dark"),
            tag("link", rel="stylesheet", href=places.STYLE),
            tag("link", rel="icon", href=places.ICON, type="image/svg+xml"),
        )
    )
    main = tag("main", tag("div", told, class_="told") if told else EMPTY, shown.main, id=MAIN, tabindex="-1")
    around = tag("aside", shown.around, aria_label=_("Around it")) if shown.around else EMPTY
    body = (
        tag("a", _("Skip to what this page says"), href=f"#{MAIN}", class_="skip"),
        _banner(workspace, reader, here),
        tag("div", main, around, class_="columns" if around else "column"),
        _foot(reader),
    )
    return document(head, join(body), language)


def _banner(workspace: str, reader: Reader, here: str) -> Html:
    name = tag("a", workspace, href=places.HOME, class_="name")
    ways = _ways(WAYS, here) if reader.name else EMPTY
    who = tag(
        "p", tag("span", "✎ ", aria_hidden="true"), tag("a", reader.name, href=reader.place or None), class_="who"
    )
    return tag("header", name, who if reader.name else EMPTY, ways)


def _ways(ways: Iterable[tuple[str, str]], here: str) -> Html:
    found = (
        tag("li", tag("a", _(words), href=place, aria_current="page" if place == here else "")) for place, words in ways
    )
    return tag("nav", tag("ul", *found), aria_label=_("Everywhere"))


def _foot(reader: Reader) -> Html:
    if not reader.name:
        return EMPTY
    ways = join(
        (
            tag("a", _("Lineage"), href="/lineage"),
            " · ",
            tag("a", _("Credits"), href="/credits"),
        )
    )
    return tag("footer", tag("p", ways), reader.leave)
