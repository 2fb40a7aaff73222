"""What happened as an Atom feed (RFC 4287), for whoever reads with a feed reader."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from cocreate import __version__
from cocreate.model.catching_up import News, told
from cocreate.model.collection import Collection
from cocreate.model.items import Contribution
from cocreate.model.text import clean, clean_line

_ATOM = "http://www.w3.org/2005/Atom"
_NAMES = uuid5(NAMESPACE_URL, "cocreate")


def atom(collection: Collection, news: Sequence[News], title: str, whose: str, since: datetime) -> bytes:
    """A feed as the bytes of a file.

    Ids stay the same from one time to the next (RFC 4287, section 4.2.6): of an entry made from the id of the item and
    what it became, of the feed from the name of the workspace and from whom it is for.

    Args:
        collection: what it is from.
        news: what happened; the newest stands first, whatever part it is in.
        title: of the feed.
        whose: for whom it is, by slug; may be empty.
        since: when it was updated, where nothing happened.
    """
    feed = ET.Element("feed", xmlns=_ATOM)
    _add(feed, "id", _id(f"feed {collection.name} {whose}"))
    _add(feed, "title", title)
    _add(feed, "updated", _moment(max((one.at for one in news), default=since)))
    _add(feed, "generator", "cocreate").set("version", __version__)
    _author(feed, collection.name)
    for one in sorted(news, key=lambda one: (one.at, one.item.id), reverse=True):
        entry = ET.SubElement(feed, "entry")
        _add(entry, "id", _id(f"{one.item.id} {one.turn}"))
        _add(entry, "title", told(collection, one))
        _add(entry, "updated", _moment(one.at))
        _add(entry, "published", _moment(one.item.at))
        for person in one.item.by:
            _author(entry, collection.name_of(person))
        ET.SubElement(entry, "category", term=one.part)
        _add(entry, "content", _words(one), kind="text")
    data: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return data + b"\n"


def _words(news: News) -> str:
    """The text of what happened; a project's purpose."""
    item = news.item
    words = item.body if isinstance(item, Contribution) else item.text("purpose") or item.body
    return clean(words or item.title)


def _add(above: ET.Element, tag: str, text: str, kind: str = "") -> ET.Element:
    element = ET.SubElement(above, tag, {"type": kind} if kind else {})
    element.text = text if kind else clean_line(text)
    return element


def _author(above: ET.Element, name: str) -> None:
    _add(ET.SubElement(above, "author"), "name", name)


def _id(name: str) -> str:
    return uuid5(_NAMES, name).urn


def _moment(moment: datetime) -> str:
    """A date construct (RFC 4287, section 3.3)."""
    return moment.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")
