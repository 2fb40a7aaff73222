"""Pages with a name of their own: each module in this folder is one, and every face finds it here by itself.

A module of this folder says in `PAGE` what the page is called and how it is told. The shell has it as a command of
that name, the screens in what `ctrl+p` finds; nothing else has to be said anywhere.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any, Final

    from cocreate.model.collection import Collection
    from cocreate.pages.parts import Parts

    Tell = Callable[[Collection, datetime, Iterable[str]], Parts]
    """Tells the page of a collection, at a moment, to those who speak."""

    Data = Callable[[Collection, datetime, Iterable[str]], list[dict[str, Any]]]
    """The same as rows for JSON, each with the item itself under `item`."""


EVERYTHING, HELD, WAITING = "everything", "held", "waiting"
"""What a page tells of: all there is, what people hold to, what may wait for somebody."""


class NamedPage:
    """A page of the whole workspace.

    Args:
        word: what the shell calls it.
        title: what the screens call it, yet to be told in the reader's language.
        about: a sentence on what it shows, likewise.
        tell: makes the page.
        data: makes its rows.
        of: what it tells of; a face needs to load no more for it.
        most: so many things that nobody replied to are enough for `tell`; None for all.
    """

    __slots__ = ("about", "data", "most", "of", "tell", "title", "word")

    def __init__(
        self,
        word: str,
        title: str,
        about: str,
        tell: Tell,
        data: Data,
        *,
        of: str = EVERYTHING,
        most: int | None = None,
    ) -> None:
        self.word: Final = word
        self.title: Final = title
        self.about: Final = about
        self.tell: Final = tell
        self.data: Final = data
        self.of: Final = of
        self.most: Final = most


def page_words() -> list[str]:
    """The words of all pages that have a name, in the order of the alphabet."""
    names = os.listdir(os.path.dirname(__file__))
    return sorted(name.removesuffix(".py") for name in names if name.endswith(".py") and not name.startswith("_"))


def page_called(word: str) -> NamedPage:
    """The page called `word`, which is one of `page_words`; only its own module is loaded."""
    from importlib import import_module  # a face loads the page that it shows, and no other

    page: NamedPage = import_module(f"{__name__}.{word}").PAGE
    return page
