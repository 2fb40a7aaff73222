"""Whom a form names: somebody who is here, or somebody new, which is asked first because it may be a slip."""

from collections.abc import Callable, Iterable, Mapping

from cocreate.acts.values import split_words
from cocreate.locale import _
from cocreate.model.collection import Collection
from cocreate.sittings.identity import Unknown, person_known


class Newcomers:
    """Finds people by name; whoever nobody here knows is asked about once, and taken when sent so again.

    Args:
        collection: where people are looked for.
        stood: what stood in the form at first: whoever was named there already is not asked about.
    """

    def __init__(self, collection: Callable[[], Collection], stood: Mapping[str, str] | None = None) -> None:
        self._collection = collection
        self._asked = set(_words((stood or {}).values()))

    def __call__(self, name: str) -> str:
        """The short name of the person called `name`.

        Raises:
            Unknown: nobody here is called so, and it was not asked yet whether somebody new is meant.
            NotFound: several people answer to it, or no short name can be made of it.
        """
        try:
            return person_known(self._collection(), name)
        except Unknown as unknown:
            if name in self._asked:
                return unknown.person
            self._asked.add(name)
            raise Unknown(unknown.message, name, unknown.person, _("Somebody new: ctrl+s once more.")) from unknown


def _words(texts: Iterable[str]) -> Iterable[str]:
    return (word for text in texts for word in split_words(text))
