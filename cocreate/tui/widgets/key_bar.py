"""The bottom line: the keys that work here and now, in groups."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from rich.cells import cell_len
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea

from cocreate.tui import safe
from cocreate.tui.themes import MUTED

_CHARACTERS = {"slash": "/", "question_mark": "?"}

GROUPS = ("", "do", "people", "look", "help")
"""The groups of keys in their order."""

FIRST = ("?", "ctrl+s", "esc", "h", "r", "i", "s", "b", "c", "enter", "tab", "/")
"""Keys that are shown even where there is little room: the ways out, what matters only here and now, the usual."""

KeyWords = tuple[str, str, str]
"""A key as shown, what it does, and its group."""


class KeyBar(Widget):
    """Shows the active bindings that want to be shown; what finds no room is in the help."""

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; background: $panel; color: $foreground; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._drawn: tuple[list[KeyWords], int, Content] = ([], 0, safe.EMPTY)

    def on_mount(self) -> None:
        """Follow the keys as they change with what is focused and selected."""
        self.screen.bindings_updated_signal.subscribe(self, self._renew)

    def _renew(self, _screen: Screen[object]) -> None:
        self.refresh()

    def render(self) -> Content:
        """The line, for the width there is: what a newcomer needs first is the last to give way."""
        keys = list(self._keys())
        if self._drawn[:2] != (keys, self.size.width):
            self._drawn = (keys, self.size.width, _line(_fitting(keys, self.size.width)))
        return self._drawn[2]

    def _keys(self) -> Iterator[KeyWords]:
        """The keys to show, group by group."""
        found: dict[str, list[KeyWords]] = {}
        for _node, binding, enabled, _tooltip in self.screen.active_bindings.values():
            if enabled and binding.show and binding.description and not self._is_typed(binding.key):
                group = binding.group.description if binding.group else ""
                entry = (self.app.get_key_display(binding), binding.description, group)
                found.setdefault(group, []).append(entry)
        for group in sorted(found, key=lambda group: GROUPS.index(group) if group in GROUPS else 0):
            yield from found[group]

    def _is_typed(self, key: str) -> bool:
        """Whether a key would only be typed into what has the focus."""
        character = _CHARACTERS.get(key, key)
        focused = self.screen.focused
        return len(character) == 1 and isinstance(focused, Input | TextArea)


def _fitting(keys: Sequence[KeyWords], width: int) -> list[KeyWords]:
    """Those of `keys` that find room, in their order; those in `FIRST` are the last to give way."""
    kept: list[KeyWords] = []
    for entry in sorted(keys, key=lambda entry: FIRST.index(entry[0]) if entry[0] in FIRST else len(FIRST)):
        chosen = [one for one in keys if one in kept or one == entry]
        if _length(chosen) <= width:
            kept = chosen
    return kept


def _length(keys: Sequence[KeyWords]) -> int:
    """The cells that `_line` takes."""
    words = sum(cell_len(key) + 1 + cell_len(words) for key, words, _group in keys)
    return 1 + words + sum(len(_between(before, entry)) for before, entry in pairwise(keys))


def _between(before: KeyWords, entry: KeyWords) -> str:
    """What stands between two keys: a stroke, where a group ends."""
    return "  " if entry[2] == before[2] else " │ "


def _line(keys: Sequence[KeyWords]) -> Content:
    """Keys and what they do, with a stroke between groups."""
    parts = [safe.line(" ")]
    for place, entry in enumerate(keys):
        between = _between(keys[place - 1], entry) if place else ""
        parts += [safe.line(between, MUTED), safe.line(entry[0], "bold $accent"), safe.line(f" {entry[1]}")]
    return safe.join(*parts)
