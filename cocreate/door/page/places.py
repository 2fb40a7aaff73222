"""Where things are read at the page: the one place that knows how an address is spelt."""

from typing import Final
from urllib.parse import quote

from cocreate.model.collection import Collection
from cocreate.model.ids import COMMONS

HOME, IDEAS, PROJECTS, PEOPLE, SEARCH, COMMONS_ = "/", "/ideas", "/projects", "/people", "/search", f"/on/{COMMONS}"
COME, KNOCK, CARD, LEAVE, UNDO, IDEA = "/come", "/knock", "/card", "/leave", "/undo", "/idea"
STYLE, ICON = "/style.css", "/icon.svg"

GIVE: Final = "give"
"""The name of the place on a page where one gives something."""


def place_of(collection: Collection, ref: str) -> str:
    """Where the item called `ref`, or the file that could not be read, is read; empty where there is none."""
    if ref == COMMONS or collection.get(ref):
        return f"/on/{ref}"
    if any(one.path == ref for one in collection.unread):
        return f"/unread?file={quote(ref, safe='')}"
    return ""


def person_place(collection: Collection, person: str) -> str:
    """Where somebody is read, whether they have a card by now or are only named."""
    return f"/on/{person}" if person in collection.people or person in collection.known_people else ""


def searched(words: str) -> str:
    """Where it is read what holds these words."""
    return f"{SEARCH}?words={quote(words, safe='')}"
