"""Speaking as: who is speaking from now on, one person or several, and who types for them."""

from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input

from cocreate.locale import _
from cocreate.model.collection import Collection
from cocreate.sittings.speaking import Speaking
from cocreate.tui import safe
from cocreate.tui.dialogs.picking import Option, PickDialog
from cocreate.tui.themes import person_style

NEW = "+"
"""Stands for somebody who has no card yet; no slug looks like this."""


class SpeakingDialog(PickDialog):
    """Pick who speaks; ctrl+t says who types, where that is somebody else."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+t", "types", show=False, priority=True)]

    def __init__(self, collection: Collection, speaking: Speaking | None) -> None:
        here = list(speaking.by) if speaking else []
        people = [*here, *(person for person in collection.known_people if person not in here)]
        options = [
            Option(
                person,
                collection.name_of(person),
                _address(collection, person),
                style=f"{person_style(person)} bold",
            )
            for person in people
        ]
        new = Option(NEW, _("Somebody new"), _("writes a card"), safe.line("+", "$accent"))
        super().__init__(_("Who is speaking now?"), [*options, new], several=True, marked=here)
        self._speaking = speaking
        self._types = speaking.noted_by if speaking else ""
        self._chosen = False

    def more_keys(self) -> list[tuple[str, str]]:
        """Who types."""
        return [("ctrl+t", _("types for them"))]

    def _draw(self, option: Option, width: int) -> list[Content]:
        if option.id == self._types:
            option = replace(option, about=_("types for them"))
        elif self._speaking and option.id in self._speaking.by:
            option = replace(option, sign=safe.line("✎", "$accent"))
        return list(super()._draw(option, width))

    def toggle(self, name: str) -> None:
        """Mark a person, or take the mark away: from now on the marks say who speaks."""
        self._chosen = True
        super().toggle(name)

    def taken(self) -> list[str]:
        """Who is marked; where no mark was touched, whoever was looked for; else those who speak already."""
        looked_for = self.query_one(Input).value or self.current not in self.marked[:1]
        return [self.current] if looked_for and self.current and not self._chosen else super().taken()

    def action_types(self) -> None:
        """The person under the cursor types, or no longer does."""
        self._types = "" if self._types == self.current else self.current.replace(NEW, "")
        self._list.refresh()

    @property
    def types(self) -> str:
        """Who types for those who speak; empty where they do so themselves."""
        return self._types


def _address(collection: Collection, person: str) -> str:
    card = collection.people.get(person)
    return card.address if card else ""
