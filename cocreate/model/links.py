"""Links in what people write: `[[id]]` to a thing, `@somebody` to a person, `#word` to a theme.

What stands in code or in an address is no link. A text is looked through once, however many links are in it.
"""

from __future__ import annotations

import re

from cocreate.model.errors import NotFound
from cocreate.model.ids import is_id
from cocreate.model.items import Contribution
from cocreate.model.text import clean_line, fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Final

    from cocreate.model.collection import Collection
    from cocreate.model.items import Item

ITEM, MARK, THEME = "item", "mark", "theme"
"""What a link leads to: what has this id, whoever is called so, what has this theme."""

WRITTEN = ("title", "purpose", "because", "outcome")
"""The keys in whose words links count, besides the body."""

LONGEST_NAME = 60
"""Characters of a title by which something may be called in a link that is offered."""

_CODE, _ADDRESS = r"`[^`\n]*`", r"https?://[^\s<>]+"
_LINK: Final = re.compile(
    rf"{_CODE}|{_ADDRESS}"
    r"|\[\[(?P<item>[a-z0-9-]{1,40})\]\]"
    r"|(?<![\w./-])@(?P<mark>[\w-]{1,80})"
    r"|(?<![\w#&/])#(?P<theme>[^\W\d_][\w-]{0,39})"
)
_TYPED: Final = re.compile(_LINK.pattern.replace("[a-z0-9-]{1,40}", r"[^\[\]\n]{1,120}"))
"""The same as somebody types it: what is linked to may be called by its title, which is kept as its id."""

_FENCES = ("```", "~~~")


class Link:
    """A link as it stands in a text: from where to where, what it leads to, by what name."""

    __slots__ = ("end", "kind", "name", "start")

    def __init__(self, start: int, end: int, kind: str, name: str) -> None:
        self.start: Final = start
        self.end: Final = end
        self.kind: Final = kind
        self.name: Final = name


def may_have_links(text: str) -> bool:
    """Whether a text has a sign with which links begin: most have none, and are as they are told."""
    return "[[" in text or "@" in text or "#" in text


def links_in(text: str) -> Iterator[Link]:
    """The links of a line or a paragraph, one after the other."""
    if may_have_links(text):
        yield from _found(_LINK, text)


def _found(pattern: re.Pattern[str], text: str) -> Iterator[Link]:
    for found in pattern.finditer(text):
        if found.lastgroup:
            yield Link(found.start(), found.end(), found.lastgroup, found[found.lastgroup])


def written(item: Item) -> str:
    """All that somebody wrote in which links count, without what stands between fences."""
    words = [item.text(key) for key in WRITTEN if key in item.fields]
    return "\n".join([*words, _without_fenced(item.body)])


def _without_fenced(body: str) -> str:
    if not any(fence in body for fence in _FENCES):
        return body
    lines, fenced = [], False
    for line in body.split("\n"):
        if line.lstrip().startswith(_FENCES):
            fenced = not fenced
        elif not fenced:
            lines.append(line)
    return "\n".join(lines)


def with_whole_ids(text: str, whole: Callable[[str], str]) -> str:
    """`text` as it is kept: what it links to by a short name or a title is named by its whole id, which stays true.

    Args:
        text: what somebody wrote, Markdown; what stands in code stays as it is.
        whole: gives the whole id of what is called so, or the same name where nothing is, or several things are.
    """
    return _named_anew(text, lambda name: name if is_id(name) else whole(name))


def _named_anew(text: str, named: Callable[[str], str]) -> str:
    """`text` with what its links lead to `named` otherwise; what stands in code stays."""
    if "[[" not in text:
        return text
    lines, fenced = text.split("\n"), False
    for number, line in enumerate(lines):
        if line.lstrip().startswith(_FENCES):
            fenced = not fenced
        elif not fenced and "[[" in line:
            lines[number] = _line_anew(line, named)
    return "\n".join(lines)


def _line_anew(line: str, named: Callable[[str], str]) -> str:
    parts, at = [], 0
    for link in _found(_TYPED, line):
        if link.kind == ITEM:
            parts += [line[at : link.start], f"[[{named(link.name)}]]"]
            at = link.end
    return "".join([*parts, line[at:]])


def readable(collection: Collection, text: str) -> str:
    """`text` as it is written on: what it links to is called so that it can be read, and is kept as it was."""
    return _named_anew(text, lambda name: called(collection, name) if is_id(name) else name)


def called(collection: Collection, name: str) -> str:
    """The title of what has this id, where it leads back to it alone and can stand in a link; else the id."""
    item = collection.get(name)
    title = " ".join(clean_line(item.title).split()) if item and item.type != "contribution" else ""
    can_stand = title and len(title) <= LONGEST_NAME and not set("[]`").intersection(title)
    return title if can_stand and whole_id(collection, title) == name else name


def by_title(items: Iterable[Item]) -> dict[str, list[Item]]:
    """What has a title, by that, folded, as a person reads it."""
    found: dict[str, list[Item]] = {}
    for item in items:
        if title := " ".join(fold(item.title).split()):
            found.setdefault(title, []).append(item)
    return found


def nowhere(collection: Collection, item: Item) -> dict[str, None]:
    """What looks like a link in what somebody wrote and leads nowhere, as it stands there, each once."""
    text = written(item)
    if "[[" not in text and "@" not in text:
        return {}
    found: dict[str, None] = {}
    for link in _found(_TYPED, text):
        leads = collection.pointed_at(link.name) if link.kind == ITEM else meant(collection.marks, link.name)
        if link.kind != THEME and not leads:
            found[text[link.start : link.end]] = None
    return found


def whole_id(collection: Collection, name: str) -> str:
    """The id of the one thing called `name`, by a prefix of its id, a short name or a title; else the name itself."""
    try:
        return collection.find(name).id
    except NotFound:
        return name


def kept(collection: Collection, words: Mapping[str, str]) -> dict[str, str]:
    """What somebody filled into a form, by name, as it is kept: as `with_whole_ids`."""
    return {name: with_whole_ids(text, lambda ref: whole_id(collection, ref)) for name, text in words.items()}


def ids_in(text: str) -> dict[str, None]:
    """The ids of what a line or a paragraph links to, each once, in their order."""
    return {link.name: None for link in links_in(text) if link.kind == ITEM}


def ids_linked(item: Item) -> dict[str, None]:
    """The ids of what `item` links to, each once, in their order."""
    if not _may_link(item):
        return {}
    return {link.name: None for link in _leading(item) if link.kind == ITEM and link.name != item.id}


def _leading(item: Item) -> Iterator[Link]:
    return (link for link in links_in(written(item)) if link.kind in {ITEM, MARK})


def _may_link(item: Item) -> bool:
    """Whether it is worth a closer look: most texts hold no link, and there may be a hundred thousand."""
    body, fields = item.body, item.fields
    if "[[" in body or "@" in body:
        return True
    for key in WRITTEN:  # noqa: SIM110 - `any` takes twice as long
        if key in fields and ("[[" in (words := fields[key]) or "@" in words):
            return True
    return False


def words_of_name(collection: Collection, person: str) -> list[str]:
    """The words that a person is called by, without titles such as `Dr.`."""
    card = collection.people.get(person)
    words = card.title.split() if card else []
    return [word for word in words if len(word) > 2 and not word.endswith(".") and word[:1].isupper()]


def marks(collection: Collection) -> dict[str, str]:
    """Whom each mark means, by slug: a person's slug, or a word of a name that only one person has; all folded."""
    called: dict[str, str] = {}
    for person in collection.people:
        for word in {fold(word) for word in words_of_name(collection, person)}:
            called[word] = "" if word in called else person
    called.update({fold(person): person for person in collection.people})
    return called


def meant(called: Mapping[str, str], mark: str) -> str:
    """The slug of whom `mark` means, of those who are `called` so; empty where it is nobody, or several."""
    return called.get(fold(mark), "")


def mentions(collection: Collection, items: list[Item]) -> dict[str, list[Item]]:
    """By the id of what is linked to, or the slug of who is marked: what of `items` does so, in their order."""
    called = marks(collection)
    found: dict[str, list[Item]] = {}
    for item in filter(_may_link, items):
        named = (meant(called, one.name) if one.kind == MARK else one.name for one in _leading(item))
        for name in dict.fromkeys(named):
            if name:
                found.setdefault(name, []).append(item)
    return found


def marked_in(collection: Collection, item: Item) -> dict[str, None]:
    """The slugs of the people who are marked in the text of `item`, each once, in their order."""
    names = (link.name for link in links_in(_without_fenced(item.body)) if link.kind == MARK)
    return {person: None for name in names if (person := meant(collection.marks, name))}


def is_elsewhere(collection: Collection, item: Item, name: str) -> bool:
    """Whether `item` is neither what is called `name` nor said in its thread, whose page shows it anyway."""
    return item.id != name and not (isinstance(item, Contribution) and collection.root_of(item) == name)
