"""Hints in the words of the page: what to do about something, with the link that does it where there is one."""

from typing import Final

from cocreate.door.page import places
from cocreate.door.page.html import EMPTY, Html, line, tag
from cocreate.locale import N_, _
from cocreate.model.collection import Collection
from cocreate.model.hints import Hint

WORDS: Final = {
    "all": (N_("Show all of it"), "{place}?all=yes"),
    "all-lineage": (N_("Show all of it"), "{place}/lineage?all=yes"),
    "all-lineages": (N_("Show all of it"), "/lineage?all=yes"),
    "build": (N_("Build on it"), "{place}#" + places.GIVE),
    "card": (N_("Write it"), places.CARD),
    "contribute": (N_("Say the first"), "{place}#" + places.GIVE),
    "idea": (N_("Catch one"), places.IDEA),
    "knowhow": (N_("Say it"), "{place}#" + places.GIVE),
    "propose": (N_("Say it"), "{place}#" + places.GIVE),
    "say-in-commons": (N_("Say it in the commons"), places.COMMONS_),
    "search": (N_("Search finds things by their words"), places.SEARCH),
    "waiting": (N_("All that waits"), "/listening"),
}
"""What helps, by what it is to do, and where that is; what is not here is done in a terminal, and not told."""


def hint_words(hint: str | Hint) -> str:
    """The hint as the page says it, in the reader's language; one that is words already stays as it is."""
    if not isinstance(hint, Hint):
        return hint
    return _(WORDS[hint.what][0]) if hint.what in WORDS else ""


def hint_html(collection: Collection, hint: Hint | None) -> Html:
    """The hint with its link; nothing where it is not for the page."""
    if hint is None or hint.what not in WORDS:
        return EMPTY
    words, place = WORDS[hint.what]
    there = place.format(place=places.place_of(collection, hint.about), about=hint.about)
    return tag("a", _(words), href=there) if there.startswith("/") else line(_(words))
