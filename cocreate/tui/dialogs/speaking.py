"""Speaking as: who is speaking from now on, one person or several, and who types for them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input

from cocreate.locale import _
from cocreate.model.collection import Collection
from cocreate.model.text import fold
from cocreate.sittings.speaking import Speaking
from cocreate.tui import safe
from cocreate.tui.dialogs.picking import Option, PickDialog
from cocreate.tui.safe import Safe
from cocreate.tui.telling import speakers
from cocreate.tui.themes import MUTED, person_style
from cocreate.tui.widgets.line import Line
from cocreate.tui.widgets.line_list import LineList

NEW = "+"
"""Stands for somebody who has no card yet; no slug looks like this."""


class SpeakingDialog(PickDialog):
    """Pick who speaks; ctrl+t says that whoever spoke so far types for them.

    With several marked, moving the cursor changes nothing: the marks say who speaks. Where one person speaks, or
    nobody, whoever the cursor is moved to does. Those who typed last are offered: the cursor stands on them.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+t", "types", show=False, priority=True)]
    BESIDE: ClassVar[int] = 11
    DEFAULT_CSS = """
    SpeakingDialog .who { padding: 1 0 0 0; }
    """

    def __init__(self, collection: Collection, speaking: Speaking | None, typed: Sequence[str] = ()) -> None:
        spoke = list(speaking.by) if speaking else []
        self._types = speaking.noted_by if speaking else ""
        self._spoke, self._name_of, self._collection = spoke, collection.name_of, collection
        self._chosen = False
        self._typed = [person for person in typed if person not in spoke]
        self.name_of_new = ""
        spoke = [*spoke, *self._typed]
        people = [*spoke, *(person for person in collection.known_people if person not in spoke)]
        options = [_option(collection, person) for person in people]
        self._new = Option(NEW, _("Somebody new"), _("writes a card"), safe.line("+", "$accent"))
        super().__init__(_("Who is speaking now?"), [*options, self._new], several=True, marked=self._spoke)

    def inside(self) -> ComposeResult:
        """Whom one may mark, and who will speak."""
        yield from super().inside()
        yield Line(classes="who")

    def renew_keys(self) -> None:
        """Who will speak is told with the keys: the marks, what is looked for and the cursor all have a part in it."""
        super().renew_keys()
        self.query_one(".who", Line).show(self._will_speak())

    def _will_speak(self) -> Safe:
        """Who speaks once enter is pressed."""
        by = [person for person in self.taken() if person and person not in {NEW, self._types}]
        new = NEW in self.taken()
        if not by and not new:
            return safe.line(_("enter: nobody is chosen yet, so nothing changes"), MUTED)
        parts = [speakers(self._collection, Speaking(by, "" if new else self._types))] if by else []
        if new:
            parts += [safe.line(" + ", MUTED)] * bool(by) + [safe.line(self.name_typed or _("somebody new"), "$accent")]
        before, _names_stand, after = _("enter: {names} will speak").partition("{names}")
        return safe.join(safe.line(before, MUTED), *parts, safe.line(after, MUTED))

    def begins_at(self) -> str:
        """On whoever typed last, where that is not who speaks."""
        return self._typed[0] if self._typed else super().begins_at()

    def keys(self) -> list[tuple[str, str]]:
        """Who would type, too."""
        types = self._typist()
        words = _("{name} types").format(name=self._name_of(types)) if types else _("nobody types")
        space, *others = super().keys()
        return [space, ("ctrl+t", words), *others]

    def _draw(self, option: Option, width: int) -> Sequence[Content]:
        if option.id == self._types:
            option = replace(option, about=_("types for them"))
        elif option.id in self._spoke:
            option = replace(option, sign=safe.line("✎", "$accent"))
        elif option.id in self._typed:
            option = replace(option, about=_("typed last here"))
        return super()._draw(option, width)

    def found(self, wanted: Sequence[str]) -> list[Option]:
        """Those who are called so, and somebody new, who may be."""
        found = super().found(wanted)
        return found if self._new in found else [*found, self._called()]

    def _called(self) -> Option:
        return replace(self._new, words=_("Somebody new: {name}").format(name=self.name_typed))

    @property
    def name_typed(self) -> str:
        """The name of somebody new, as far as it is typed; empty where the words only look for them."""
        typed = self.query_one(Input).value.strip()
        return "" if self._new in super().found(fold(typed).split()) else typed

    def toggle(self, name: str) -> None:
        """Mark a person, or take the mark away: from now on the marks say who speaks."""
        if name == NEW and self.name_typed:  # more of the name is to come
            self.query_one(Input).insert_text_at_cursor(" ")
            return
        self._chosen = True
        super().toggle(name)

    def dismiss(self, result: list[str] | None = None) -> AwaitComplete:
        """The name of somebody new is known from then on."""
        self.name_of_new = self.name_typed
        return super().dismiss(result)

    def taken(self) -> list[str]:
        """Whoever was looked for, or moved to where not several speak; else who is marked."""
        if self._chosen or not self.current:
            return super().taken()
        looked_for = bool(self.query_one(Input).value)
        moved = len(self.marked) < 2 and self.current not in {*self.marked, self._types}
        return [self.current] if looked_for or moved else super().taken()

    @on(Input.Changed)
    def _sought(self) -> None:
        """Who would speak depends on what is looked for."""
        self.call_after_refresh(self.renew_keys)

    @on(LineList.Selected)
    def _moved(self) -> None:
        """Who would type depends on where the cursor stands."""
        self.renew_keys()

    def _typist(self) -> str:
        """Who types once ctrl+t is pressed: whoever spoke so far, or else whoever is pointed at; empty for nobody."""
        if self._types:
            return ""
        if self.current in self._spoke or not self._spoke:
            return self.current.replace(NEW, "")
        return self._spoke[0]

    def action_types(self) -> None:
        """Whoever spoke so far types, and the person under the cursor speaks; once more, and nobody types."""
        self._types = self._typist()
        if self._types and self.current not in {self._types, ""}:
            self._marked[:], self._chosen = [self.current], True
        elif self._types in self._marked:
            self._marked.remove(self._types)
        self.renew_marks()

    @property
    def types(self) -> str:
        """Who types for those who speak; empty where they do so themselves."""
        return self._types


def speaking_from(by: Sequence[str], types: str) -> Speaking | None:
    """Who speaks from what was taken in the dialog; nobody where nobody was."""
    return Speaking(by, types) if by else None


def _option(collection: Collection, person: str) -> Option:
    card = collection.people.get(person)
    about = card.address if card else ""
    return Option(person, collection.name_of(person), about, style=person_style(person, collection.people))
