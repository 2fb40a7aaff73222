"""The top line: the workspace, where one is, and, always, who speaks."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from cocreate.locale import _
from cocreate.model.collection import Collection
from cocreate.pages.being_here import MODES
from cocreate.sittings.speaking import Speaking
from cocreate.tui import safe
from cocreate.tui.painting import names
from cocreate.tui.safe import Safe
from cocreate.tui.themes import MUTED, person_style


class Company(NamedTuple):
    """Who else is where one is; where one follows somebody, whom."""

    people: tuple[str, ...] = ()
    follows: bool = False


GAP = 3
"""Cells between who speaks and the state of syncing."""

LEAST_NAMED = 8
"""Cells in which a name that is cut can still be known, with what parts it from the modes."""


def _names(collection: Collection, people: Sequence[str], *, short: bool) -> Safe:
    if not short:
        return safe.join(names(collection, people, " + "))
    slugs = [safe.line(person, person_style(person, collection.people)) for person in people]
    return Safe(safe.line(" + ").join(slugs))


class TopBar(Widget):
    """Shows the workspace's name, the modes, whatever takes long, who else is here where one is, and who speaks."""

    class ModeChosen(Message):
        """A mode was clicked."""

        def __init__(self, mode: str) -> None:
            super().__init__()
            self.mode = mode

    class SpeakingClicked(Message):
        """The names of those who speak were clicked."""

    DEFAULT_CSS = """
    TopBar { dock: top; height: 1; background: $panel; color: $foreground; }
    """

    collection: reactive[Collection | None] = reactive(None, repaint=False)
    speaking: reactive[Speaking | None] = reactive(None)
    progress: reactive[str] = reactive("")
    step: reactive[str] = reactive("")
    step_shortly: reactive[str] = reactive("")
    company: reactive[Company] = reactive(Company())

    def __init__(self, mode: str, step_room: int = 0) -> None:
        """`mode` is the one that is shown; `step_room` the cells kept free for the state of syncing."""
        super().__init__()
        self._mode, self._step_room = mode, step_room
        self._places: list[tuple[int, int, str]] = []

    def watch_collection(self, before: Collection | None, now: Collection | None) -> None:
        """Of all that may have changed, only what things are called stands here."""
        if before is None or now is None or (before.name, before.people) != (now.name, now.people):
            self.refresh()

    def render(self) -> Safe:
        """The line, for the width there is: what matters less gives way first.

        Where the modes stand goes by who is here and speaks, with room for the state of syncing, whichever it is: that
        changes by itself, and then takes its short form before anything else moves. Where who else is here would find
        no room, the other modes are their numbers.
        """
        width, modes, near = self.size.width, list(MODES), self._beside(short=True)
        short, kept = self._who(short=True), safe.line(" " * (GAP + self._step_room))
        is_tight = bool(near) and self._modes(0, modes).cell_length + safe.join(near, short, kept).cell_length >= width
        middle = self._modes(0, modes, numbers=is_tight)
        wants = [(self._beside(), self._who(), kept), (near, short, kept), (short, kept), (short,)]
        free = [width - middle.cell_length - safe.join(*want).cell_length - 1 for want in wants]
        lefts = [(self._left(product=True), free[0]), *((self._named(room), room) for room in free[1:])]
        left = next((left for left, free in lefts if left.cell_length <= free), None)
        middle = self._modes(
            left.cell_length if left else 0,
            [self._mode] if left is None else modes,
            numbers=is_tight and left is not None,
        )
        left = left or safe.EMPTY
        room = width - left.cell_length - middle.cell_length
        shown = next((one for one in self._told(room) if one.cell_length < room), safe.cut(short, max(2, room - 1)))
        gap = safe.line(" " * max(0, room - shown.cell_length - 1))
        return safe.join(left, middle, gap, shown, safe.line(" "))

    def _told(self, room: int) -> Iterator[Safe]:
        """What may stand on the right, the most first: who is here and speaks, so far as the state leaves room."""
        short, near = self._who(short=True), self._beside(short=True)
        beside = [safe.join(self._beside(), self._who()), safe.join(near, self._who()), safe.join(near, short)]
        people = [*(beside if near else []), self._who()]
        near_by = safe.join(near, short) if near else short
        least = near_by if near_by.cell_length < room else short
        who = next((one for one in people if one.cell_length + GAP + self._step_room < room), least)
        steps = (self.step, self.step_shortly or self.step)
        step, shortly = (safe.line(f"{' ' * GAP}{one}", MUTED) if one else safe.EMPTY for one in steps)
        progress = safe.line(f"{self.progress}  ", MUTED) if self.progress else safe.EMPTY
        for before in (progress, safe.EMPTY):
            yield from (safe.join(before, who, how) for how in (step, shortly))
        yield who

    def _left(self, *, product: bool) -> Safe:
        name = safe.line(self.collection.name if self.collection else "", "bold")
        parts = [safe.line(" cocreate ", MUTED), name] if product else [safe.line(" "), name]
        return safe.join(*parts, safe.line("  "))

    def _named(self, room: int) -> Safe:
        """The workspace's name in so many cells, cut where it is longer; nothing where that would say nothing."""
        left = self._left(product=False)
        if left.cell_length <= room:
            return left
        if room < LEAST_NAMED:
            return safe.EMPTY
        name = safe.line(self.collection.name if self.collection else "", "bold")
        return safe.join(safe.line(" "), safe.cut(name, room - 3), safe.line("  "))

    def _modes(self, start: int, shown: list[str], *, numbers: bool = False) -> Safe:
        """The modes that are shown; with `numbers`, all but the one that is open as their numbers alone."""
        parts: list[Safe] = []
        self._places = []
        for number, (mode, words) in enumerate(MODES.items(), 1):
            if mode not in shown:
                continue
            here = mode == self._mode
            part = safe.join(
                safe.line(f" {number}", "bold $accent" if here else MUTED),
                safe.line("" if numbers and not here else f" {_(words)} ", "bold reverse" if here else ""),
            )
            self._places.append((start, start + part.cell_length, mode))
            start += part.cell_length
            parts.append(part)
        return safe.join(*parts)

    def _who(self, *, short: bool = False) -> Safe:
        """Who speaks, by name, or by slug where names would not fit."""
        if self.speaking is None or self.collection is None:
            return safe.line(_("✎ nobody yet: s"), "bold $warm")
        people, types = _names(self.collection, self.speaking.by, short=short), self.speaking.noted_by
        parts = [safe.line("✎ ", "bold $accent"), people]
        if types and short:
            parts.insert(1, safe.line(_("{name} for ").format(name=types), MUTED))
        elif types:
            noted = _("typed by {name}").format(name=self.collection.name_of(types))
            parts.append(safe.line(f" ({noted})", MUTED))
        return safe.join(*parts)

    def _beside(self, *, short: bool = False) -> Safe:
        """Who else is here, or whom one follows."""
        people, follows = self.company
        if not people or self.collection is None:
            return safe.EMPTY
        words = _("following {names}") if follows else _("with {names}")
        before, _names_stand, after = words.partition("{names}")
        named = _names(self.collection, people, short=short)
        return safe.join(safe.line(before, MUTED), named, safe.line(f"{after}  ", MUTED))

    def on_click(self, event: events.Click) -> None:
        """A mode, or who speaks."""
        for start, end, mode in self._places:
            if start <= event.x < end:
                self.post_message(self.ModeChosen(mode))
                return
        if self._places and event.x >= self._places[-1][1]:
            self.post_message(self.SpeakingClicked())
