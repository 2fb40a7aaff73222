"""Who brought a file from what the history has of it to what it holds, step by step, by the notes about it.

Pure: notes, marks and kept contents in, steps out. What no note tells was done by a hand. What a hand wrote, and what
other people wrote, is a step of its own, so that nobody is credited with the words of another; only where it is not
known what some had left are they told together with others.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from cocreate.workspace.journal import NOTHING, Note, mark_of


@dataclass(frozen=True, slots=True)
class Step:
    """What some people did to a file.

    Attributes:
        notes: those that tell it, the latest first; none, where it was a hand.
        left: the name of the kept content that they left in it; empty where that is what it holds now.
    """

    notes: tuple[Note, ...] = ()
    left: str = ""

    @property
    def by(self) -> tuple[str, ...]:
        """Who they are, the latest first; nobody, where it was a hand."""
        return tuple(dict.fromkeys(person for note in self.notes for person in note.by))


def steps(
    notes: Sequence[Note], now: str | None, committed: Collection[str], content: Callable[[str], bytes | None]
) -> list[Step]:
    """The steps, the first one first: the notes are followed from the last one back to what is committed.

    Args:
        notes: those about the file, in the order in which they were made.
        now: the mark of what it holds; None where it cannot be read.
        committed: the marks that what the history has of it may have on this disk.
        content: what is kept under a name; None where that is nothing, or no longer kept.
    """
    found: list[Step] = []
    told: list[Note] = []
    left, number = "", len(notes)
    while now not in committed:
        made_it = next((one for one in range(number - 1, -1, -1) if notes[one].mark == now), None)
        if made_it is not None:
            number = made_it
            if told and set(told[-1].by) != set(notes[number].by) and _is_kept(notes[number], content):
                found.append(Step(tuple(told), left))
                left = notes[number].after
                told.clear()
            told.append(notes[number])
            now = _mark_before(notes, number, content)
            if now is None:
                break
            continue
        if told:
            found.append(Step(tuple(told), left))
            left = notes[number].before
            told.clear()
        found.append(Step((), left))
        number = _last_kept(notes[:number], now, content) + 1
        if not number:
            break
        now, left = notes[number - 1].mark, notes[number - 1].after
    if told:
        found.append(Step(tuple(told), left))
    return found[::-1]


def _mark_before(notes: Sequence[Note], number: int, content: Callable[[str], bytes | None]) -> str | None:
    """The mark of what a note replaced; where that is not known, it is taken to follow on the one before it."""
    note = notes[number]
    before = content(note.before)
    if before is not None or NOTHING == note.before != note.after:
        return mark_of(before)
    return notes[number - 1].mark if number else None


def _last_kept(notes: Sequence[Note], now: str | None, content: Callable[[str], bytes | None]) -> int:
    """The number of the last note that can be gone back to, else -1.

    What one wrote has to be kept. One that replaced what the file holds now is about what is yet to come.
    """
    for number in range(len(notes) - 1, -1, -1):
        if _is_kept(notes[number], content) and _mark_before(notes, number, content) != now:
            return number
    return -1


def _is_kept(note: Note, content: Callable[[str], bytes | None]) -> bool:
    return note.mark == NOTHING or content(note.after) is not None
