"""The trail: where one came from, as modes and what was selected in them."""

from typing import Final

from cocreate.sittings.here import Place

LONGEST: Final = 50
"""So many places are remembered."""


class Trail:
    """The places one went through, the last one last."""

    def __init__(self) -> None:
        self._places: list[Place] = []

    def __bool__(self) -> bool:
        """Whether one came from somewhere."""
        return bool(self._places)

    def leave(self, place: Place) -> None:
        """One goes on from here."""
        self._places.append(place)
        del self._places[:-LONGEST]

    def back(self, here: Place) -> Place | None:
        """Where one came from, other than `here`; from the beginning there is nowhere to go."""
        while self._places and self._places[-1] == here:
            self._places.pop()
        return self._places.pop() if self._places else None
