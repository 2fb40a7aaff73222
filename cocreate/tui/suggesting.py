"""What is offered while somebody types `@`, `#` or `[[`, as it is painted: found in what the screens show."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cocreate.model import phrases
from cocreate.model.collection import Collection
from cocreate.model.completing import MARK, THEME, Begun, Completer
from cocreate.model.text import cut_at_word
from cocreate.pages.linking import shown
from cocreate.tui import safe
from cocreate.tui.painting import sign_of
from cocreate.tui.safe import Safe
from cocreate.tui.themes import MUTED, person_style

LONGEST = 40
"""Characters of a title."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What is written if it is taken, and how it is shown."""

    written: str
    shown: Safe


Suggest = Callable[[Begun], Sequence[Suggestion]]
"""Finds what may be meant by what was begun."""


class Suggesting:
    """Suggests out of the collection as it is now; what was folded of one stays as long as that is shown."""

    def __init__(self, collection: Callable[[], Collection]) -> None:
        self._collection = collection
        self._completer: Completer | None = None

    def __call__(self, what: Begun) -> list[Suggestion]:
        """What may be meant, best first."""
        now = self._collection()
        if self._completer is None or self._completer.collection is not now:
            self._completer = Completer(now)
        return [Suggestion(one.written, _shown(now, what.sign, one.name)) for one in self._completer.choices(what)]


def _shown(collection: Collection, sign: str, name: str) -> Safe:
    if sign == THEME:
        return safe.line(f"#{name}", "$link")
    if sign == MARK:
        named = safe.line(collection.name_of(name), person_style(name, collection.people))
        return safe.join(named, safe.line(f"  {name}", MUTED)) if name in collection.people else named
    item = collection.get(name)
    if item is None:
        return safe.line(name)
    about = phrases.kind_words(item.type)
    title = cut_at_word(shown(collection, item.title), LONGEST)
    return safe.join(sign_of(item), safe.line(f" {title}"), safe.line(f"  {about}", MUTED))
