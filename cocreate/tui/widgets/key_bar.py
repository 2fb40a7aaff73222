"""The bottom line: the keys that work here and now, in groups."""

from collections.abc import Iterator, Sequence

from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea

from cocreate.tui import safe
from cocreate.tui.themes import MUTED

_CHARACTERS = {"slash": "/", "question_mark": "?"}

GROUPS = ("", "do", "people", "look", "help")
"""The groups of keys in their order."""

FIRST = frozenset(["i", "b", "c", "s", "/", "?", "r", "^s", "esc"])
"""Keys that are shown even where there is little room."""

KeyWords = tuple[str, str, str]
"""A key as shown, what it does, and its group."""


class KeyBar(Widget):
    """Shows the active bindings that want to be shown; what finds no room is in the help."""

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; background: $panel; color: $foreground; }
    """

    def on_mount(self) -> None:
        """Follow the keys as they change with what is focused and selected."""
        self.screen.bindings_updated_signal.subscribe(self, self._renew)

    def _renew(self, _screen: Screen[object]) -> None:
        self.refresh()

    def render(self) -> Content:
        """The line, for the width there is: what a newcomer needs first is the last to give way."""
        keys = list(self._keys())
        kept: list[KeyWords] = []
        for entry in sorted(keys, key=lambda entry: (entry[0] != "?", entry[0] not in FIRST)):
            chosen = [one for one in keys if one in kept or one == entry]
            if _line(chosen).cell_length <= self.size.width:
                kept.append(entry)
        return _line([entry for entry in keys if entry in kept])

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


def _line(keys: Sequence[KeyWords]) -> Content:
    """Keys and what they do, with a stroke between groups."""
    parts = [safe.line(" ")]
    before = keys[0][2] if keys else ""
    for place, (key, words, group) in enumerate(keys):
        between = "" if not place else ("  " if group == before else " │ ")
        parts += [safe.line(between, MUTED), safe.line(key, "bold $accent"), safe.line(f" {words}")]
        before = group
    return safe.join(*parts)
