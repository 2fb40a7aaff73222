"""What a workspace holds: people, projects, ideas and contributions, each a value that mirrors its file.

An item keeps the front matter as it stands in the file, unknown keys included, so that what is shown as JSON
and what is written back is what somebody wrote; the properties give each key its meaning.
"""

from __future__ import annotations

from collections.abc import Mapping

from cocreate.model.marks import without_marks
from cocreate.model.moments import LONG_AGO, parse_moment
from cocreate.model.paragraphs import opening

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime
    from typing import ClassVar, Final

Value = str | list[str]
Fields = Mapping[str, Value]


def as_list(value: Value | None) -> tuple[str, ...]:
    """A value as a list: one word written without brackets counts as a list of one, nothing as none."""
    if not value:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


class Item:
    """What one file says: `path` relative to the workspace, the front matter's `fields`, and the `body`.

    A value: never changed, equal to another that says the same. No dataclass, because a list of ten thousand
    is made in a third of the time, and `dataclasses` takes as long to import as the smallest command may
    take.

    Args:
        path: where its file is.
        fields: the front matter, as `reading` checked it.
        body: the text, without blank lines around it.

    Attributes:
        id: the name everything else refers to this by.
    """

    __slots__ = ("_at", "_by", "body", "fields", "id", "path")

    type: ClassVar[str]

    def __init__(self, path: str, fields: Fields, body: str = "") -> None:
        self.path: Final = path
        self.fields: Final = fields
        self.body: Final = body
        self.id = self._word("id")
        self._at: datetime | None = None
        self._by: tuple[str, ...] | None = None

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Item):
            return NotImplemented
        return (self.path, self.fields, self.body) == (other.path, other.fields, other.body)

    def __hash__(self) -> int:
        return hash(self.path)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.path!r}, {self.fields!r}, {self.body!r})"

    def _word(self, key: str) -> str:
        """The same as `text` in a third of the time, for what is never a list: reading checks it."""
        return self.fields.get(key, "")  # type: ignore[return-value]

    def text(self, key: str) -> str:
        """The text of `key`, or empty."""
        value = self.fields.get(key, "")
        return value if isinstance(value, str) else ", ".join(value)

    def listed(self, key: str) -> tuple[str, ...]:
        """The list of `key`, or empty."""
        return as_list(self.fields.get(key))

    @property
    def by(self) -> tuple[str, ...]:
        """Whoever gave it, as slugs, several people equally."""
        if self._by is None:
            self._by = self.listed("by")
        return self._by

    @property
    def noted_by(self) -> str:
        """Who typed it, if that was somebody else."""
        return self._word("noted_by")

    @property
    def at(self) -> datetime:
        """When it was given."""
        if self._at is None:
            self._at = parse_moment(self.text("at")) or LONG_AGO
        return self._at

    @property
    def state(self) -> str:
        """One of the states of its kind, or empty where its kind has none."""
        return self._word("state")

    @property
    def title(self) -> str:
        """What it is called in one line."""
        return self.text("title")

    @property
    def themes(self) -> tuple[str, ...]:
        """The words under which it can be found."""
        return self.listed("themes")


class Person(Item):
    """Anyone who takes part; the `id` is the slug, the stem of the file's name."""

    __slots__ = ()

    type: ClassVar[str] = "person"

    def __init__(self, path: str, fields: Fields, body: str = "") -> None:
        super().__init__(path, fields, body)
        self.id = path.rpartition("/")[2].removesuffix(".md")

    @property
    def title(self) -> str:
        """The name."""
        return self.text("name") or self.id

    @property
    def address(self) -> str:
        """How the person likes to be addressed."""
        return self.text("address")


class Project(Item):
    """Work with a purpose."""

    __slots__ = ()

    type: ClassVar[str] = "project"

    @property
    def purpose(self) -> str:
        """Why the project exists."""
        return self.text("purpose")

    @property
    def grew_from(self) -> tuple[str, ...]:
        """The ids of the ideas and projects it is a spin-off of."""
        return self.listed("grew_from")

    @property
    def people(self) -> tuple[str, ...]:
        """Who is in it."""
        return self.listed("people")


class Idea(Item):
    """Something that could be."""

    __slots__ = ()

    type: ClassVar[str] = "idea"

    @property
    def project(self) -> str:
        """The id of the project it is discussed in, or empty."""
        return self.text("project")

    @property
    def woven_from(self) -> tuple[str, ...]:
        """The ids of the ideas that became this one."""
        return self.listed("woven_from")

    @property
    def joined(self) -> tuple[str, ...]:
        """Who said: count me in."""
        return self.listed("joined")

    @property
    def offered(self) -> tuple[str, ...]:
        """Who may be one of those whose idea it is, once they say yes; whoever is one already is not asked."""
        by = self.by
        return tuple(person for person in dict.fromkeys(self.listed("offered")) if person not in by)


class Contribution(Item):
    """Anything somebody gave to a project, an idea, another contribution or the commons."""

    __slots__ = ()

    type: ClassVar[str] = "contribution"

    @property
    def kind(self) -> str:
        """One of `schema.KINDS`."""
        return self._word("kind")

    @property
    def on(self) -> str:
        """The id of what it was given to, or `workspace`."""
        return self._word("on")

    @property
    def title(self) -> str:
        """Its first line, as it reads; of a wrapped text, on to the end of the sentence.

        Another wording of no text has the values that it holds.
        """
        if self.kind == "wording" and not self.body:
            from cocreate.model.held import held_values, told_values  # deferred: few things are other wordings

            return told_values(held_values(self.fields))
        return without_marks(opening(self.body))


TYPES: dict[str, type[Item]] = {cls.type: cls for cls in (Person, Project, Idea, Contribution)}
