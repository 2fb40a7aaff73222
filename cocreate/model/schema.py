"""The schema of format 1: which keys each kind of file has, and what may stand in them (docs/format.md).

Every rule about a key stands here once; reading, editing, the shell's help and the documents follow it.
"""

from __future__ import annotations

from enum import Enum

from cocreate.locale import _

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

FORMAT = "1"


class Shape(Enum):
    """What a key holds. All are strings on disk, or lists of them."""

    TEXT = "text"
    CHOICE = "one of a few words"
    DATE = "a date such as 2026-11-21"
    MOMENT = "a moment such as 2026-11-21T14:03:11+01:00"
    ID = "an id"
    PERSON = "a person"
    IDS = "ids"
    PEOPLE = "people"
    WORDS = "words"

    @property
    def several(self) -> bool:
        """Whether the key holds a list."""
        return self in {Shape.IDS, Shape.PEOPLE, Shape.WORDS}


class Key:
    """A key of the front matter; no dataclass, whose module takes longer to import than most of a command.

    Args:
        name: what it is called.
        shape: what it holds.
        required: whether it must be there.
        choices: the words it may be, where they are few.
    """

    __slots__ = ("choices", "name", "required", "shape")

    def __init__(
        self,
        name: str,
        shape: Shape = Shape.TEXT,
        required: bool = False,  # noqa: FBT001, FBT002 - the third column of a table
        choices: tuple[str, ...] = (),
    ) -> None:
        self.name: Final = name
        self.shape: Final = shape
        self.required: Final = required
        self.choices: Final = choices

    def _said(self) -> tuple[object, ...]:
        return (self.name, self.shape, self.required, self.choices)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Key) and self._said() == other._said()

    def __hash__(self) -> int:
        return hash(self._said())

    def __repr__(self) -> str:
        return f"Key{self._said()!r}"


def _choice(name: str, *choices: str, required: bool = False) -> Key:
    return Key(name, Shape.CHOICE, required=required, choices=choices)


_SIGNED = (
    Key("by", Shape.PEOPLE, required=True),
    Key("noted_by", Shape.PERSON),
    Key("at", Shape.MOMENT, required=True),
)

_STATED = (Key("state_since", Shape.MOMENT), Key("state_by", Shape.PEOPLE))
"""Since when something is in its state, and who said so; where neither is there, it was given so."""

BOOKKEEPING = frozenset(["state_since", "state_by", "revised"])
"""Keys that only say when another one was changed, and by whom."""

SET_LATER = BOOKKEEPING | frozenset(
    [
        *("state", "outcome", "replaces", "despite", "helpful", "stance"),
        *("confirmed", "puts_right", "heard_in", "written", "asked"),
    ]
)
"""Keys of contributions that are set once more is known, or by a command of their own."""

IDEA_STATES = ("fresh", "growing", "taken-up", "resting")
PROJECT_STATES = ("active", "resting", "finished")
OPEN_PROMISES = ("open", "renegotiated", "")
"""The states of a promise that is still to be kept."""

STANCES = ("agree", "object", "abstain")

ASKED = ("what", "so-what", "now-what")
"""What a looking back asks, in this order."""

WORKSPACE_KEYS = (Key("format", required=True), Key("name", required=True))

PERSON_KEYS = (
    Key("name", required=True),
    Key("address"),
    Key("language"),
    Key("brings", Shape.WORDS),
    Key("curious", Shape.WORDS),
    Key("emails", Shape.WORDS),
)

PROJECT_KEYS = (
    Key("id", Shape.ID, required=True),
    Key("title", required=True),
    Key("purpose", required=True),
    _choice("state", *PROJECT_STATES, required=True),
    *_STATED,
    Key("because"),
    Key("grew_from", Shape.IDS),
    Key("people", Shape.PEOPLE),
    Key("themes", Shape.WORDS),
    Key("by", Shape.PEOPLE, required=True),
    Key("at", Shape.MOMENT, required=True),
)

IDEA_KEYS = (
    Key("id", Shape.ID, required=True),
    Key("title", required=True),
    _choice("state", *IDEA_STATES, required=True),
    *_STATED,
    Key("because"),
    Key("project", Shape.ID),
    Key("woven_from", Shape.IDS),
    Key("heard_in", Shape.ID),
    Key("joined", Shape.PEOPLE),
    Key("offered", Shape.PEOPLE),
    Key("themes", Shape.WORDS),
    *_SIGNED,
)

KIND_KEYS: dict[str, tuple[Key, ...]] = {
    "comment": (),
    "addition": (),
    "question": (Key("heard_in", Shape.ID),),
    "answer": (Key("helpful", Shape.PEOPLE),),
    "proposal": (
        _choice("state", "open", "decided", "withdrawn"),
        *_STATED,
        Key("outcome"),
        Key("until", Shape.MOMENT),
        Key("review", Shape.DATE),
        Key("replaces", Shape.ID),
        Key("despite"),
        Key("because"),
        Key("revised", Shape.MOMENT),
    ),
    "stance": (_choice("stance", *STANCES, required=True),),
    "promise": (
        Key("until", Shape.DATE),
        _choice("state", "open", "kept", "renegotiated", "released"),
        *_STATED,
        Key("because"),
        Key("heard_in", Shape.ID),
    ),
    "hiccup": (
        Key("step"),
        Key("between", Shape.WORDS),
        Key("felt_by", Shape.PEOPLE),
        _choice("state", "noticed", "in-work", "resolved"),
        *_STATED,
        Key("outcome"),
    ),
    "thanks": (Key("to", Shape.PEOPLE), Key("occasion")),
    "encounter": (
        Key("form"),
        Key("people", Shape.PEOPLE),
        Key("on_day", Shape.DATE),
        Key("heard_from", Shape.PEOPLE),
        Key("confirmed", Shape.PEOPLE),
        Key("puts_right", Shape.ID),
    ),
    "making": (),
    "knowhow": (Key("checked", Shape.DATE),),
    "agreement": (Key("because"), Key("review", Shape.DATE), Key("replaces", Shape.ID)),
    "lookback": (
        _choice("state", "open", "shown"),
        *_STATED,
        Key("written", Shape.PEOPLE),
        _choice("asked", *ASKED),
    ),
    "wording": (Key("of"), Key("card", Shape.PERSON)),
}
"""The kinds of contribution, each with the keys it has besides those every contribution has."""

KINDS = tuple(KIND_KEYS)

HELD = frozenset(["proposal", "agreement", "knowhow"])
"""The kinds of contribution that people hold to."""

GIVEN_KINDS = tuple(kind for kind in KINDS if kind != "wording")
"""What a person can give; a wording is what the program keeps beside a text."""

_CONTRIBUTION_START = (
    Key("id", Shape.ID, required=True),
    _choice("kind", *KINDS, required=True),
    Key("on", required=True),
)

FIRST_STATES = {"proposal": "open", "promise": "open", "hiccup": "noticed"}
"""The state of a contribution when it is given."""


def contribution_keys(kind: str) -> tuple[Key, ...]:
    """The keys of a contribution of `kind`, in the order they are written."""
    return (*_CONTRIBUTION_START, *_SIGNED, *KIND_KEYS.get(kind, ()))


def keys_of(type_: str, kind: str = "") -> tuple[Key, ...]:
    """The keys of a `person`, `project`, `idea`, or `contribution` of `kind`."""
    if type_ == "contribution":
        return contribution_keys(kind)
    return {"person": PERSON_KEYS, "project": PROJECT_KEYS, "idea": IDEA_KEYS}[type_]


def words_for(shape: Shape) -> str:
    """What a key of `shape` holds, in words for a person."""
    return {
        Shape.TEXT: _("text"),
        Shape.CHOICE: _("one of a few words"),
        Shape.DATE: _("a date such as 2026-11-21"),
        Shape.MOMENT: _("a moment such as 2026-11-21T14:03:11+01:00"),
        Shape.ID: _("the id of something"),
        Shape.PERSON: _("a person"),
        Shape.IDS: _("ids"),
        Shape.PEOPLE: _("people"),
        Shape.WORDS: _("words"),
    }[shape]
