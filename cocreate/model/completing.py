"""What somebody who types `@`, `#` or `[[` may mean: people, themes and things, by any part of what they are called."""

from __future__ import annotations

import re
from functools import cached_property

from cocreate.model.links import called
from cocreate.model.search import fold_all
from cocreate.model.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Final

    from cocreate.model.collection import Collection
    from cocreate.model.items import Item

MARK, THEME, LINK = "@", "#", "[["
"""What is typed before the name of a person, before a theme, and before the title of a thing."""

MOST = 6
"""So many are offered at once."""

_LOOKED_AT = 110
"""Characters before the cursor in which something may have been begun."""

_BEGUN: Final = re.compile(
    r"(?:(?<![\w./@-])(?P<mark>@)[\w-]{0,40}"
    r"|(?<![\w#&/])(?P<theme>#)[\w-]{0,40}"
    r"|(?P<link>\[\[)[^\[\]\n]{0,60})\Z"
)


class Begun:
    """What was begun before the cursor: where, with which sign, and what was typed after that."""

    __slots__ = ("sign", "start", "typed")

    def __init__(self, start: int, sign: str, typed: str) -> None:
        self.start: Final = start
        self.sign: Final = sign
        self.typed: Final = typed


class Choice:
    """Something that may be meant: what is written for it, and its name: an id, a slug, or a theme."""

    __slots__ = ("name", "written")

    def __init__(self, name: str, written: str) -> None:
        self.name: Final = name
        self.written: Final = written


def begun(line: str, cursor: int) -> Begun | None:
    """What was begun in `line` right before the cursor; nothing in an address, or where there is no sign."""
    offset = max(0, cursor - _LOOKED_AT)
    found = _BEGUN.search(line[offset:cursor])
    if found is None:
        return None
    sign = found[found.lastgroup or 0]
    return Begun(offset + found.start(), sign, found[0][len(sign) :])


class Completer:
    """Finds in one collection what somebody begins to type; each kind of thing is folded when first asked for."""

    def __init__(self, collection: Collection) -> None:
        self.collection: Final = collection

    def choices(self, what: Begun) -> list[Choice]:
        """What may be meant, best first, at most `MOST`; nothing where it was typed to its end."""
        names, texts = {MARK: self._people, THEME: self._themes, LINK: self._things}[what.sign]
        words = fold(what.typed).split()
        found = [place for place, text in enumerate(texts) if all(word in text for word in words)]
        found.sort(key=lambda place: _distance(texts[place], words))
        if what.typed in [names[place] for place in found[:1]]:
            return []
        return [Choice(names[place], self._written(what.sign, names[place])) for place in found[:MOST]]

    def _written(self, sign: str, name: str) -> str:
        """What is written for a choice: a thing by its title, where that leads to it alone, so that it can be read."""
        return f"[[{called(self.collection, name)}]]" if sign == LINK else f"{sign}{name}"

    @cached_property
    def _people(self) -> tuple[list[str], list[str]]:
        people = self.collection.known_people
        return people, fold_all([f"{self.collection.name_of(person)} {person}" for person in people])

    @cached_property
    def _themes(self) -> tuple[list[str], list[str]]:
        every: Iterable[str] = (theme for item in self._items() for theme in item.themes)
        themes = sorted({theme for theme in every if re.fullmatch(r"[^\W\d_][\w-]{0,39}", theme)}, key=fold)
        return themes, fold_all(themes)

    @cached_property
    def _things(self) -> tuple[list[str], list[str]]:
        """The newest first: of those that fit alike, they are meant more often."""
        items = sorted(self._items(), key=lambda item: (item.at, item.id), reverse=True)
        return [item.id for item in items], fold_all([f"{item.title} {item.id}" for item in items])

    def _items(self) -> list[Item]:
        return [*self.collection.projects.values(), *self.collection.ideas.values()]


def _distance(text: str, words: list[str]) -> int:
    """How far a text is from what was typed: it begins so, a word in it does, or it stands somewhere inside."""
    if not words or text.startswith(words[0]):
        return 0
    return 1 if f" {words[0]}" in text else 2
