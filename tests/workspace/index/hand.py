"""A hand that writes into a workspace whatever chance has it write, and an index is asked about afterwards."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from cocreate.workspace.format.writing import document

if TYPE_CHECKING:
    from pathlib import Path

    from cocreate.model.items import Value

AT = "2026-11-21T14:{:02}:11+01:00"
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


class Hand:
    """Writes into a workspace whatever chance has it write."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root = root
        self.chance = random.Random(seed)
        self.homes: dict[str, str] = {}
        self.files: dict[str, str] = {}
        self.put("workspace.md", {"format": "1", "name": "Teambase"})
        for person in ("mavi", "erkan", "ana"):
            self.put(f"people/{person}.md", {"name": person.title()})

    def put(self, path: str, fields: dict[str, Value], body: str = "") -> None:
        """Write a file a minute ago, as the clock of the tests goes."""
        data = document({key: value for key, value in fields.items() if value}, body)
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_bytes(data)

    def name(self, *, alike: bool = True) -> str:
        """A new id; those of ideas and projects begin alike, those of contributions do not."""
        if alike:
            return self.chance.choice("abc") + "k7f" + "".join(self.chance.choices(ALPHABET[:4], k=6))
        return "".join(self.chance.choices(ALPHABET, k=10))

    def some(self, of: str, most: int = 2) -> list[str]:
        there = [name for name in self.files if of in self.files[name]]
        return self.chance.sample(there, min(len(there), self.chance.randint(0, most)))

    def signed(self) -> dict[str, Value]:
        return {
            "by": [self.chance.choice(["mavi", "erkan", "nobody"])],
            "at": AT.format(self.chance.randint(0, 59)),
        }

    def words(self, *words: str) -> str:
        """Some words, now and then with a link to something that is there, was there, or never was."""
        links = ["[[mavi]]", "@ana", "[[zzzzzzzzzz]]", "`[[zzzzzzzzzz]]`", *(f"[[{name}]]" for name in self.files)]
        return f"{self.chance.choice(words)} {self.chance.choice(['', self.chance.choice(links)])}".strip()

    def people(self) -> list[str]:
        return self.chance.sample(["mavi", "erkan", "ana"], self.chance.choice([0, 0, 0, 1, 2]))

    def since(self) -> str:
        return self.chance.choice(["", AT.format(self.chance.randint(0, 59))])

    def idea(self, name: str = "") -> None:
        name = name or self.name()
        path = self.files.setdefault(name, f"ideas/2026-{self.chance.randint(1, 3):02}/it-{name}/idea.md")
        self.homes[name] = path.rpartition("/")[0]
        title = self.chance.choice(["Cups", "Plates", "Bowls"])
        links: dict[str, Value] = {
            "woven_from": self.some("idea"),
            "project": "".join(self.some("project", 1)),
        }
        state = self.chance.choice(["fresh", "fresh", "taken-up", "resting"])
        said: dict[str, Value] = {"title": title, "state": state, "state_since": self.since(), "joined": self.people()}
        said["offered"] = [person for person in self.people() if person == "ana"]
        self.put(path, {"id": name, **said, **links, **self.signed()}, self.words("", "Clay"))

    def project(self, name: str = "") -> None:
        name = name or self.name()
        path = self.files.setdefault(name, f"projects/{self.chance.choice(['milk', 'bar'])}-{name}/project.md")
        self.homes[name] = path.rpartition("/")[0]
        said: dict[str, Value] = {
            "title": "Milk",
            "purpose": self.words("Foam"),
            "state": "active",
            "grew_from": self.some("md"),
        }
        self.put(path, {"id": name, **said, **self.signed()}, self.words("", "Clay"))

    def say(self, name: str = "") -> None:
        on = self.chance.choice([*self.homes, "workspace"])
        name, known = name or self.name(alike=False), name in self.files
        home = self.files[name].rpartition("/")[0] if known else self.homes.get(on, "commons")
        inside = [one for one in self.homes if self.homes[one] == home]
        on = self.chance.choice(inside) if inside else "workspace"
        path = self.files.setdefault(name, f"{home}/20261121T131500Z-comment-{name}.md")
        if home != "commons":
            self.homes[name] = home
        said = self.chance.choice(
            [
                *({"kind": kind} for kind in ("comment", "question", "answer", "wording", "thanks")),
                {"kind": "encounter", "people": self.people()},
                {"kind": "answer", "helpful": ["ana"]},
                {"kind": "stance", "stance": self.chance.choice(["agree", "object"])},
                {"kind": "knowhow", "checked": self.chance.choice(["2026-01-01", ""])},
                *({"kind": "promise", "state": state} for state in ("open", "kept", "renegotiated")),
                *({"kind": "proposal", "state": state, "review": "2026-11-01"} for state in ("open", "decided")),
                {"kind": "agreement", "review": self.chance.choice(["2026-11-01", "2027-11-01"])},
                *({"kind": "hiccup", "state": state} for state in ("noticed", "resolved")),
                *({"kind": "lookback", "state": state, "written": self.people()} for state in ("open", "shown")),
                {"kind": "lookback", "asked": "now-what"},
            ]
        )
        if said["kind"] in {"agreement", "proposal"}:
            said = {**said, "replaces": "".join(self.some("agreement", 1))}
        mark = {"state_since": self.since()} if "state" in said else {}
        whole = {"id": name, **said, "on": on, **mark, **self.signed()}
        self.put(path, whole, self.words("Yes", "No", "Ask @mavi"))

    def change(self) -> None:
        """Change one thing that is there."""
        name = self.chance.choice(list(self.files))
        path = self.files[name]
        if self.chance.random() < 0.2:
            (self.root / path).unlink(missing_ok=True)
        elif self.chance.random() < 0.1:
            (self.root / path).parent.mkdir(parents=True, exist_ok=True)
            (self.root / path).write_bytes(b"---\nbroken")
        elif path.endswith("idea.md"):
            self.idea(name)
        elif path.endswith("project.md"):
            self.project(name)
        else:
            self.say(name)

    def anything(self) -> None:
        self.chance.choice([self.idea, self.project, self.say, self.say, self.change, self.change])()
