"""Who is here, and where: one telling for the shell and the screens."""

from __future__ import annotations

from typing import Final

from cocreate.locale import N_, _
from cocreate.model import phrases
from cocreate.model.ids import COMMONS
from cocreate.pages.lines import names
from cocreate.pages.parts import Line, Words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocreate.model.collection import Collection
    from cocreate.sittings.here import Place, Present

HOME = "home"

MODES: Final = {
    HOME: N_("Home"),
    "ideas": N_("Ideas"),
    "projects": N_("Projects"),
    "people": N_("People"),
    "search": N_("Search"),
}
"""The modes of the screens in the order of their keys, with what they are called."""


def what_at(place: Place) -> str:
    """What somebody there looks at: the id of a thing, else a mode. Two of whom this is the same are together."""
    return place.mode if place.mode == HOME else place.item or place.mode


def where(collection: Collection, place: Place) -> str:
    """What somebody there looks at, as it is called; empty where nothing here is called so."""
    at = what_at(place)
    if at == COMMONS:
        return _("the commons")
    if item := collection.get(at):
        return item.title or phrases.kind_words(item.text("kind"))
    return _(MODES[place.mode]) if place.mode in MODES else ""


def told_here(collection: Collection, present: Present) -> Line:
    """Who is somewhere, and where: "Mavi, on Cup library"."""
    title = where(collection, present.place)
    on = (Words(", " + _("on {title}").format(title=title)),) if title else ()
    return (*names(collection, present.people), *on)


def all_here(collection: Collection, here: Sequence[Present]) -> Line:
    """Who is here, and where, in one line; nothing where nobody is."""
    line: Line = ()
    for present in here:
        line += (*((Words(" · "),) if line else ()), *told_here(collection, present))
    return line
