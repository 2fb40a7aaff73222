"""A window of everything there is: what can be done, and every project and idea by its title."""

from collections.abc import Sequence
from typing import Final

from cocreate.locale import _
from cocreate.model.collection import Collection
from cocreate.model.phrases import type_words
from cocreate.model.text import fold
from cocreate.pages.linking import shown
from cocreate.tui import safe
from cocreate.tui.dialogs.picking import Option, PickDialog, best_first
from cocreate.tui.painting import sign_of

MOST_TITLES = 20
"""So many titles are found at once; whoever looks for more types another letter."""

WIDE: Final = 6
"""Columns for a key, or a sign, before what it is."""


class EverythingDialog(PickDialog):
    """Finds what can be done by what it is about, and, once something is typed, items by their titles.

    What can only be done elsewhere is found then, too, and says what it takes.
    """

    def __init__(self, deeds: Sequence[Option], elsewhere: Sequence[Option], collection: Collection) -> None:
        super().__init__(_("Everything"), deeds, take=_("do it, or go there"), room=len(deeds) + MOST_TITLES)
        self._elsewhere, self._collection = elsewhere, collection

    def found(self, wanted: Sequence[str]) -> list[Option]:
        """What can be done, and titles: what begins so first, and where both do, what can be done."""
        found = best_first([*self._options, *(self._titles(wanted) if wanted else ())], wanted)
        return [*found, *(best_first(self._elsewhere, wanted) if wanted else ())]

    def _titles(self, wanted: Sequence[str]) -> list[Option]:
        group = _("Projects and ideas")
        titled = [*self._collection.projects.values(), *self._collection.ideas.values()]
        holding = [item for item in titled if all(word in fold(item.title) for word in wanted)]
        holding.sort(key=lambda item: not fold(item.title).startswith(" ".join(wanted)))
        return [
            Option(
                item.id,
                shown(self._collection, item.title),
                type_words(item),
                safe.join(safe.line(" " * WIDE), sign_of(item)),
                style="$foreground",
                group=group,
            )
            for item in holding[:MOST_TITLES]
        ]
