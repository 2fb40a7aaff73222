"""What people are called, for an act that refuses and is told nothing of who is here."""

from collections.abc import Iterable

from cocreate.model.errors import Unreadable
from cocreate.workspace.format.reading import read_item
from cocreate.workspace.paths import person_path


def called(root: str, people: Iterable[str]) -> str:
    """The names on the cards of `people`, parted by commas; of who has none, the short name."""
    return ", ".join(_name(root, person) for person in people)


def _name(root: str, person: str) -> str:
    try:
        return read_item(root, person_path(person)).title or person
    except (FileNotFoundError, Unreadable):
        return person
