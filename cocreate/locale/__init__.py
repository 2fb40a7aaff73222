"""The words on screen, in the language of whoever reads them.

English is the source: every sentence a person can see passes through `_` or `plural` where it is used, so
a catalogue under `locale/<language>/LC_MESSAGES/cocreate.mo` is all that another language needs.
"""

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def _language() -> str:
    """The two letters of the reader's language, by the order gettext's manual gives (LANGUAGE, LC_ALL, ...)."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return value.split(":")[0].split(".")[0].split("_")[0].lower()
    return "en"


class _Catalogue:
    """The reader's catalogue, opened at the first sentence; English needs none and imports nothing."""

    def __init__(self) -> None:
        self._found: Any = None
        self._looked = False

    def _open(self) -> "Any":
        if not self._looked:
            self._looked = True
            language, here = _language(), os.path.dirname(__file__)
            if language.isalpha() and os.path.exists(f"{here}/{language}/LC_MESSAGES/cocreate.mo"):
                import gettext

                self._found = gettext.translation("cocreate", here, [language], fallback=True)
        return self._found

    def text(self, english: str) -> str:
        found = self._open()
        return str(found.gettext(english)) if found else english

    def plural(self, one: str, many: str, count: int) -> str:
        found = self._open()
        if found:
            return str(found.ngettext(one, many, count))
        return one if count == 1 else many


_CATALOGUE = _Catalogue()


def _(english: str) -> str:
    """The sentence in the reader's language, or in English where no catalogue has it."""
    return _CATALOGUE.text(english)


def plural(one: str, many: str, count: int) -> str:
    """`one` or `many`, as the reader's language counts; `{count}` stays for the caller to fill."""
    return _CATALOGUE.plural(one, many, count)
