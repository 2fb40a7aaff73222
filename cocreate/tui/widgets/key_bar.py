"""The bottom line: the keys that work here and now, in groups, and beside them what is said in passing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from operator import attrgetter

from rich.cells import cell_len
from textual.binding import Binding
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea

from cocreate.locale import _
from cocreate.tui import safe
from cocreate.tui.blocks import wrapped
from cocreate.tui.safe import Safe
from cocreate.tui.said import Said, paint
from cocreate.tui.themes import MUTED

_CHARACTERS = {"slash": "/", "question_mark": "?"}

GROUPS = ("", "do", "people", "look", "help")
"""The groups of keys in their order."""

FIRST = ("?", "ctrl+s", "esc", "k", "G", "enter", "h", "x", "a", "d", "i", "b", "c", "u", "r", "f", "tab", "s", "/")
"""Keys that are shown even where there is little room: the ways out, what waits here and now, the usual."""

BESIDE_WORDS = ("?", "ctrl+s", "esc", "ctrl+o", "k", "G", "enter", "h", "x", "i", "b", "c")
"""Keys that no sentence takes the place of, what was done or what was refused: ways out, and what comes next.

The keys go under the sentence where these have no room beside it.
"""

CLOSES = ("x",)
"""Keys that stand before all others of their group: what closes the thing that is selected."""

LINES = 2
"""So many lines a sentence may take; one that is longer ends with a sign, at a word."""

BESIDE = "  │"
"""What stands around a sentence that has keys beside it."""

KeyWords = tuple[str, str, str, str]
"""A key as shown, what it does, its group, and what Textual calls it."""


class KeyBar(Widget):
    """Shows the active bindings that want to be shown; what finds no room is in the help. A click on one presses it."""

    class Clicked(Message):
        """A key was clicked."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: auto; background: $panel; color: $foreground; }
    """

    said: reactive[Said | None] = reactive(None, layout=True)

    def __init__(self, words_of: Callable[[Binding], str] = attrgetter("description")) -> None:
        super().__init__()
        self._words_of = words_of
        self._drawn: tuple[list[KeyWords], int, Safe] = ([], 0, safe.EMPTY)
        self._begins = 0

    def on_mount(self) -> None:
        """Follow the keys as they change with what is focused and selected."""
        self.screen.bindings_updated_signal.subscribe(self, self._renew)

    def _renew(self, _screen: Screen[object]) -> None:
        if self.said or list(self._keys()) != self._drawn[0]:
            self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """A line, or as many as what is said needs."""
        return len(self._spoken(width)) + (0 if self._is_beside(width) else 1)

    def render(self) -> Safe:
        """What is said, and the keys beside or under it."""
        width = self.size.width
        lines = self._spoken(width)
        self._begins = 0
        if not lines:
            return self._key_line(width)
        if self._is_beside(width):
            said = safe.join(safe.line(" "), lines[0], safe.line(BESIDE[1:], MUTED))
            self._begins = said.cell_length
            return safe.join(said, self._key_line(width - said.cell_length))
        parts = [part for line in lines for part in (safe.line(" "), line, safe.text("\n"))]
        return safe.join(*parts, self._key_line(width))

    def _spoken(self, width: int) -> list[Safe]:
        room = max(1, width - 3)
        lines = [Safe(line) for line in wrapped(paint(self.said), room)] if self.said else []
        return lines if len(lines) <= LINES else self._shortened(room, lines)

    def _shortened(self, room: int, lines: Sequence[Safe]) -> list[Safe]:
        """As much of what is said as finds a place, cut at a word before what one can do then."""
        said = self.said
        words = said.words.removesuffix(said.then)[: room * LINES].split() if said and said.then else []
        while said and words:
            words.pop()
            shorter = wrapped(paint(replace(said, words=f"{' '.join(words)} … {said.then}")), room)
            if len(shorter) <= LINES:
                return [Safe(line) for line in shorter]
        return [*lines[: LINES - 1], safe.join(lines[LINES - 1], safe.line("…"))]

    def _is_beside(self, width: int) -> bool:
        lines = self._spoken(width)
        always = [entry for entry in self._keys() if entry[0] in BESIDE_WORDS]
        return len(lines) == 1 and width - lines[0].cell_length - len(BESIDE) >= _length(always)

    # The keys

    def _key_line(self, width: int) -> Safe:
        """The keys, for the width there is: what a newcomer needs first is the last to give way."""
        keys = list(self._keys())
        if self._drawn[:2] != (keys, width):
            self._drawn = (keys, width, _line(_fitting(keys, width)))
        return self._drawn[2]

    def _keys(self) -> Iterator[KeyWords]:
        """The keys to show, group by group."""
        found: dict[str, list[KeyWords]] = {}
        for _node, binding, enabled, _tooltip in self.screen.active_bindings.values():
            if enabled and binding.show and not self._is_typed(binding.key) and (words := self._words_of(binding)):
                group = binding.group.description if binding.group else ""
                entry = (self.app.get_key_display(binding), _(words), group, binding.key)
                found.setdefault(group, []).append(entry)
        for group in sorted(found, key=lambda group: GROUPS.index(group) if group in GROUPS else 0):
            yield from sorted(found[group], key=lambda entry: entry[0] not in CLOSES)  # what is open ends there

    def on_click(self, event: Click) -> None:
        """Press the key under the pointer."""
        keys, width, _painted = self._drawn
        at = self._begins + 1
        if event.y != self.size.height - 1:
            return
        shown = _fitting(keys, width)
        for before, entry in zip([None, *shown], shown, strict=False):
            start = at + (len(_between(before, entry)) if before else 0)
            at = start + cell_len(entry[0]) + 1 + cell_len(entry[1])
            if start <= event.x < at:
                self.post_message(self.Clicked(entry[3]))

    def _is_typed(self, key: str) -> bool:
        """Whether a key would only be typed into what has the focus."""
        character = _CHARACTERS.get(key, key)
        focused = self.screen.focused
        return len(character) == 1 and isinstance(focused, Input | TextArea)


class KeyLine(Widget):
    """Keys and what they do, all of them, for the foot of a window: in as many lines as it takes to part none."""

    DEFAULT_CSS = """
    KeyLine { height: auto; }
    """

    keys: reactive[tuple[tuple[str, str], ...]] = reactive((), layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as the keys need."""
        return len(self._folded(width))

    def render(self) -> Safe:
        """The keys, line by line."""
        lines = [_line(line, begin="") for line in self._folded(self.size.width)]
        return Safe(safe.text("\n").join(lines))

    def _folded(self, width: int) -> list[list[KeyWords]]:
        lines: list[list[KeyWords]] = [[]]
        for key, words in self.keys:
            entry = (key, words, "", key)
            if lines[-1] and _length([*lines[-1], entry]) > width + 1:
                lines.append([])
            lines[-1].append(entry)
        return lines


def _fitting(keys: Sequence[KeyWords], width: int) -> list[KeyWords]:
    """Those of `keys` that find room, in their order; those in `FIRST` are the last to give way."""
    chosen: list[KeyWords] = []
    for entry in sorted(keys, key=lambda entry: FIRST.index(entry[0]) if entry[0] in FIRST else len(FIRST)):
        tried = [one for one in keys if one in chosen or one == entry]
        if _length(tried) <= width:
            chosen = tried
    return chosen


def _length(keys: Sequence[KeyWords]) -> int:
    """The cells that `_line` takes."""
    words = sum(cell_len(key) + 1 + cell_len(words) for key, words, *_others in keys)
    return 1 + words + sum(len(_between(before, entry)) for before, entry in pairwise(keys))


def _between(before: KeyWords, entry: KeyWords) -> str:
    """What stands between two keys: a stroke, where a group ends."""
    return "  " if entry[2] == before[2] else " │ "


def _line(keys: Sequence[KeyWords], begin: str = " ") -> Safe:
    """Keys and what they do, with a stroke between groups."""
    parts = [safe.line(begin)]
    for place, entry in enumerate(keys):
        between = _between(keys[place - 1], entry) if place else ""
        parts += [safe.line(between, MUTED), safe.line(entry[0], "bold $accent"), safe.line(f" {entry[1]}")]
    return safe.join(*parts)
