"""Hints: what to do about something, as a value; each face says it in its own keys or words (`cli`, `tui`).

Nothing below a face knows a key or a command, so what goes wrong, or is empty, names what would help by one of these.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final


class Hint:
    """Something a person can do about it.

    No dataclass, whose module takes longer to import than catching an idea may.

    Args:
        what: what to do: one word or two, such as `speak`, `search`, `new-person`.
        about: whom or what it concerns, such as the name of a person or the id of an item; may be empty.
    """

    __slots__ = ("about", "what")

    def __init__(self, what: str, about: str = "") -> None:
        self.what: Final = what
        self.about: Final = about

    def about_what(self, about: str) -> Hint:
        """The same hint, concerning `about`."""
        return type(self)(self.what, about)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Hint) and (self.what, self.about) == (other.what, other.about)

    def __hash__(self) -> int:
        return hash((self.what, self.about))

    def __repr__(self) -> str:
        return f"Hint({self.what!r}, {self.about!r})"
