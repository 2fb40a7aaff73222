"""Makes a workspace of any size, the same for the same numbers: `make_workspace.py ROOT IDEAS [EACH]`."""

from __future__ import annotations

import os
import random
import sys
from datetime import UTC, datetime, timedelta

from cocreate.model.ids import id_from
from cocreate.workspace.format.writing import document
from cocreate.workspace.paths import contribution_path, idea_path, person_path, project_path

WORDS = [
    "cup",
    "milk",
    "foam",
    "clay",
    "glaze",
    "kiln",
    "bread",
    "table",
    "chalk",
    "board",
    "summer",
    "roof",
    "school",
    "pass",
    "barista",
    "water",
    "morning",
    "evening",
    "notebook",
    "music",
    "window",
    "light",
]
KINDS = ("comment", "addition", "question", "answer", "thanks")
PEOPLE = [f"person-{number}" for number in range(20)]
BEGAN = datetime(2025, 12, 1, tzinfo=UTC)
LASTED = timedelta(days=350)
"""The first idea and the last lie so far apart, however many there are."""


class Maker:
    """Writes a workspace of `ideas` ideas, a hundredth as many projects, and `each` contributions an idea.

    Files are written without the care that acts take, because nobody's words are in them.
    """

    def __init__(self, root: str, ideas: int, each: int) -> None:
        self._root = root
        self._ideas = ideas
        self._each = each
        self._chance = random.Random(1)

    def make(self) -> None:
        """Write it all."""
        self._put("workspace.md", document({"format": "1", "name": f"{self._ideas} ideas"}))
        for person in PEOPLE:
            self._put(person_path(person), document({"name": person.title()}))
        projects = [self._project(number) for number in range(max(1, self._ideas // 100))]
        for number in range(self._ideas):
            self._idea(BEGAN + LASTED * (number / self._ideas), self._chance.choice(projects))

    def _project(self, number: int) -> str:
        name, at = self._name(), BEGAN + timedelta(minutes=number)
        title = f"Project {number}"
        fields = {
            "id": name,
            "title": title,
            "purpose": self._words(10),
            "state": "active",
            **self._signed(at),
        }
        self._put(project_path(title, name), document(fields, self._words(40)))
        return name

    def _idea(self, at: datetime, project: str) -> None:
        name, title = self._name(), self._words(4)
        fields = {
            "id": name,
            "title": title,
            "state": "fresh",
            "project": project,
            "themes": self._words(2).split(),
        }
        path = idea_path(title, name, at)
        self._put(path, document({**fields, **self._signed(at)}, self._words(40)))
        for number in range(self._each):
            self._contribution(path, name, at + timedelta(hours=number + 1))

    def _contribution(self, root_item: str, on: str, at: datetime) -> None:
        name, kind = self._name(), self._chance.choice(KINDS)
        fields = {"id": name, "kind": kind, "on": on, **self._signed(at)}
        self._put(contribution_path(root_item, kind, name, at), document(fields, self._words(25)))

    def _signed(self, at: datetime) -> dict[str, str | list[str]]:
        return {"by": [self._chance.choice(PEOPLE)], "at": at.isoformat()}

    def _name(self) -> str:
        return id_from(self._chance.randbytes(10))

    def _words(self, count: int) -> str:
        return " ".join(self._chance.choice(WORDS) for _word in range(count))

    def _put(self, path: str, data: bytes) -> None:
        os.makedirs(os.path.dirname(f"{self._root}/{path}"), exist_ok=True)
        with open(f"{self._root}/{path}", "wb") as file:
            file.write(data)


if __name__ == "__main__":
    Maker(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 3).make()
