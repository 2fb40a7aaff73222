"""The words on screen, in the language of whoever reads them.

English is the source: every sentence a person can see passes through `_` or `plural` where it is used, so
a catalogue under `locale/<language>/LC_MESSAGES/cocreate.mo` is all that another language needs. Which one is
looked into belongs to whoever reads: several people may read in one process, each in their own language, so it
stands in the context of the task or thread that works for them (PEP 567), never in the process.
"""

from __future__ import annotations

import os
from contextvars import ContextVar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, Final

ENGLISH: Final = "en"
FOLDER = os.path.dirname(__file__)
"""Where the catalogues are."""

_reading: ContextVar[str] = ContextVar("reading")
"""The language in which the sentences of this context are read."""

_catalogues: dict[str, Any] = {}
"""The catalogues opened so far, by language; None for a language that has none. They never change."""


def language_of(environ: Mapping[str, str]) -> str:
    """The letters of the language that `environ` asks for, by the order that gettext's manual gives.

    That is `LANGUAGE`, `LC_ALL`, `LC_MESSAGES`, `LANG`; English where none of them says.
    """
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environ.get(name, ""):
            return value.split(":")[0].split(".")[0].split("_")[0].lower()
    return ENGLISH


def read_in(language: str) -> None:
    """From now on the sentences of this context are read in `language`, and of what is begun in it."""
    _reading.set(language)


def language() -> str:
    """The language in which this context reads; that of the process, as long as nobody said otherwise."""
    found = _reading.get(None)
    if found is None:
        found = language_of(os.environ)
        _reading.set(found)
    return found


def N_(english: str) -> str:  # noqa: N802 - gettext's own name for it
    """Mark a sentence that is told later, in the language of whoever reads it then: `_` at the place where it is."""
    return english


class Sentence:
    """A sentence, with what is filled into it, that is told when somebody reads it, in the language they read in.

    For what is met once and read by several, such as the outcome of a sync.

    Args:
        english: the sentence, marked by `N_`; `{name}` stands for each of the details.
        details: what is filled in.
    """

    __slots__ = ("details", "english")

    def __init__(self, english: str, **details: object) -> None:
        self.english: Final = english
        self.details: Final = details

    def __str__(self) -> str:
        return _(self.english).format(**self.details)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sentence) and (self.english, self.details) == (other.english, other.details)

    def __hash__(self) -> int:
        return hash((self.english, *self.details))

    def __repr__(self) -> str:
        return f"Sentence({self.english!r}, {self.details!r})"


def _(english: str) -> str:
    """The sentence in the reader's language, or in English where no catalogue has it."""
    found = _catalogue(language())
    return str(found.gettext(english)) if found else english


def plural(one: str, many: str, count: int) -> str:
    """`one` or `many`, as the reader's language counts; `{count}` stays for the caller to fill."""
    found = _catalogue(language())
    if found:
        return str(found.ngettext(one, many, count))
    return one if count == 1 else many


def _catalogue(language: str) -> Any:
    """The catalogue of a language, opened at its first sentence; English needs none and imports nothing."""
    if language not in _catalogues:
        _catalogues[language] = _opened(language)
    return _catalogues[language]


def _opened(language: str) -> Any:
    if not language.isalpha() or not os.path.exists(f"{FOLDER}/{language}/LC_MESSAGES/cocreate.mo"):
        return None
    import gettext  # deferred: English is read without

    return gettext.translation("cocreate", FOLDER, [language], fallback=True)
