"""Beside a field for a day: which day that is."""

from collections.abc import Callable

from cocreate.tui import safe
from cocreate.tui.themes import MUTED
from cocreate.tui.widgets.line import Line


class DayLine(Line):
    """Says which day was typed, while it is typed."""

    DEFAULT_CSS = "DayLine { width: auto; }"

    def __init__(self, told: Callable[[str], str]) -> None:
        super().__init__()
        self._told = told

    def tell(self, typed: str) -> None:
        """Somebody typed this."""
        day = self._told(typed)
        self.show(safe.line(f"  {day}", MUTED) if day else safe.EMPTY)
