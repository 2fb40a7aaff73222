"""When each person was last here, and what they had seen by then, kept in `.cocreate/seen/`, a file a person.

It belongs to this copy and to nobody's terminal: whoever shares a keyboard has a file of their own all the same.
"""

import json
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta

from cocreate.model.catching_up import News, Seen, caught_up, last_trace, together
from cocreate.model.collection import Collection
from cocreate.model.errors import NotWritten
from cocreate.model.ids import is_person_slug
from cocreate.model.moments import parse_moment
from cocreate.model.once import once
from cocreate.workspace import files
from cocreate.workspace.files import local_folder
from cocreate.workspace.journal import all_notes
from cocreate.workspace.paths import LOCAL

FOLDER = f"{LOCAL}/seen"

AT_FIRST = timedelta(weeks=2)
"""How far whoever was never here before looks back."""

LARGEST = 64 << 20
"""Bytes of such a file that are read."""


def last_here(root: str, person: str) -> Seen | None:
    """What `person` had seen when they were last here; None where that is not known."""
    if not is_person_slug(person):
        return None
    try:
        with open(f"{root}/{FOLDER}/{person}", encoding="utf-8") as file:
            told = json.loads(file.read(LARGEST))
        at, states = parse_moment(told["at"]), told["states"]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
    if at is not None and states is None:
        return Seen(at)
    if at is None or not isinstance(states, dict):
        return None
    return Seen(at, {name: state for name, state in states.items() if isinstance(state, str)})


def note_here(root: str, people: Iterable[str], seen: Seen) -> None:
    """Remember what these people have seen; an older picture than the one that is known changes nothing.

    A disk that says no costs only this note.
    """
    told = {"at": seen.at.isoformat(), "states": None if seen.states is None else dict(seen.states)}
    data = json.dumps(told, separators=(",", ":")).encode()
    for person in filter(is_person_slug, people):
        known = last_here(root, person)
        if known is None or known.at < seen.at:
            with suppress(NotWritten, OSError):
                local_folder(root, "seen")
                files.replace(root, f"{FOLDER}/{person}", data)


def since_for(root: str, collection: Collection, person: str, now: datetime) -> Seen:
    """What somebody had seen: as it is known, else up to the last thing they gave, else two weeks ago."""
    if known := last_here(root, person):
        return known
    trace = last_trace(collection, person)
    return Seen(trace) if trace else Seen(now - AT_FIRST, was_here=False)


def news_for(root: str, collection: Collection, since: dict[str, Seen]) -> list[News]:
    """What is news for each of these people since then, once; nothing that they did themselves in this copy."""
    own = _changed_last(collection, root)
    return together(
        caught_up(collection, person, seen, {path for path, by in own.items() if person in by})
        for person, seen in since.items()
    )


@once
def _changed_last(_collection: Collection, root: str) -> dict[str, tuple[str, ...]]:
    """Who last changed a file in this copy, by its path: it is noted before the file, and so before it is seen."""
    return {note.path: note.by for note in all_notes(root)}
