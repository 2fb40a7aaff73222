"""Undo: what somebody did last in this copy is taken back by a new change, so that others see it too.

Nothing that others did is touched: what they built on stays, and so does what they changed since.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from cocreate.acts.voice import Voice
from cocreate.acts.what_was_done import held, told
from cocreate.locale import _
from cocreate.model import phrases, schema
from cocreate.model.collection import Collection
from cocreate.model.errors import NotFound, Refused, Unreadable
from cocreate.model.items import Idea, Item, Person, Project
from cocreate.model.references import references
from cocreate.workspace import files, journal
from cocreate.workspace.format import reading
from cocreate.workspace.format.documents import parse
from cocreate.workspace.merge.edits import open_document, remove_document, restore_document
from cocreate.workspace.merge.three_way import merge
from cocreate.workspace.paths import type_at

BACK = "undo-"
"""What the act of taking another one back is called, before the name of that one, once all of it is done."""

EVERY = 1 << 30
"""More than anybody does in a copy."""

_PART = "part-"
"""What it is called until then: the disk may say no in the middle, and whoever asks again goes on from there."""


@dataclass(frozen=True, slots=True)
class Did:
    """Something that was done: its name, the notes of what it wrote, the item it was about, and words for it."""

    act: str
    notes: tuple[journal.Note, ...]
    item: Item
    words: str

    def makes(self, path: str) -> bool:
        """Whether it made the file at `path`, and did not only change it."""
        return any(note.path == path and note.before == journal.NOTHING for note in self.notes)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What was taken back; whether its item `is_gone` with it, and where its words are `saved_in` then."""

    did: Did
    is_gone: bool
    saved_in: str


def last_done(root: str, people: Sequence[str], collection: Collection, number: int = 1) -> Did:
    """What `people`, or some of them, did last in this copy and did not take back yet; 2 for what they did before it.

    Raises:
        NotFound: there is nothing, or not as much.
    """
    found = done_lately(root, people, collection, max(number, 1))
    if not 0 < number <= len(found):
        raise NotFound(_("There is no {number} among what can be taken back.").format(number=number), "")
    return found[number - 1]


def done_lately(root: str, people: Sequence[str], collection: Collection, most: int) -> list[Did]:
    """What `people`, or some of them, did in this copy and did not take back yet: at `most` so many, the last first.

    Raises:
        NotFound: there is nothing.
    """
    found: list[Did] = []
    acts: dict[str, list[journal.Note]] = {}
    for note in journal.all_notes(root):
        if note.act != journal.NOTHING:
            acts.setdefault(note.act, []).append(note)
    taken_back = {act.removeprefix(BACK) for act in acts if act.startswith(BACK)}
    for act, notes in reversed(acts.items()):
        if (
            not act.startswith((BACK, _PART))
            and act not in taken_back
            and _is_theirs(root, people, notes)
            and any(_is_seen(root, n) for n in notes)
        ):
            found.append(Did(act, tuple(notes), *told(root, collection, notes)))
            if len(found) == most:
                break
    if not found:
        raise NotFound(_("There is nothing to take back in this copy."), _("What stands can be edited."))
    return found


def others_who_did(root: str, people: Sequence[str]) -> list[str]:
    """Who else did something in this copy and did not take it back: it is theirs to take back, and not of `people`."""
    acts: dict[str, list[str]] = {}
    for note in journal.all_notes(root):
        if note.act != journal.NOTHING:
            acts.setdefault(note.act, []).extend(note.by)
    taken_back = {act.removeprefix(BACK) for act in acts if act.startswith(BACK)}
    by = [by for act, by in acts.items() if not act.startswith((BACK, _PART)) and act not in taken_back]
    return sorted({person for one in by if set(one).isdisjoint(people) for person in one})


def made_by(root: str, people: Sequence[str], collection: Collection, item: Item) -> Did:
    """How some of `people` made `item` in this copy, to be taken back.

    Raises:
        Refused: it was somebody else, or elsewhere, or others went on from it.
    """
    try:
        every = done_lately(root, people, collection, EVERY)
    except NotFound:
        every = []
    did = next((one for one in every if one.item.path == item.path and one.makes(item.path)), None)
    if did is None:
        raise Refused(
            _("{title} was not given by you in this copy, so it stays.").format(title=item.title),
            _("Saying something on the other idea leaves this one as it is."),
        )
    _to_take_back(root, _Around(collection, did))
    return did


def _is_theirs(root: str, people: Sequence[str], notes: Sequence[journal.Note]) -> bool:
    """Whether some of `people` did it, or noted it down for others: what is brought in is noted down by one person."""
    if any(person in people for note in notes for person in note.by):
        return True
    made = next((note for note in notes if note.before == journal.NOTHING), None)
    item = held(root, made.path, made.after) if made else None
    return item is not None and item.noted_by in people


def _is_seen(root: str, note: journal.Note) -> bool:
    """Whether anything is left of what was written: a crash may have left only the note, others may have undone it."""
    try:
        now = files.read(root, note.path)
    except FileNotFoundError:
        return note.mark == journal.NOTHING
    except Unreadable:
        return True
    before, after = journal.content(root, note.before), journal.content(root, note.after)
    if note.mark == journal.NOTHING or (before is None and note.before != journal.NOTHING):
        return False  # it is there again, or what it replaced is no longer known
    if before is None or after is None or journal.mark_of(now) == note.mark:
        return True
    try:
        merged = merge(parse(after), parse(before), parse(now))
    except Unreadable:
        return True
    return merged.gave_way or merged.document.encode() != now


def why_it_stays(root: str, collection: Collection, did: Did) -> str:
    """Why what was done cannot be taken back, in a sentence; empty where it can. What was done before it may be."""
    try:
        check_taking_back(root, collection, did)
    except Refused as error:
        told = error.message.removesuffix(f": {did.words}")  # it stands beside the reason
        return told if told == error.message else f"{told}."
    return ""


def check_taking_back(root: str, collection: Collection, did: Did) -> None:
    """Refuse what `take_back` would refuse, as it does; nothing is changed."""
    _to_take_back(root, _Around(collection, did))


def _to_take_back(root: str, around: "_Around") -> list[journal.Note]:
    """The notes of what is to be taken back; Refused where others went on from it."""
    notes = [note for note in around.did.notes if not around.holds(note)]
    for note in notes:
        _check(root, around, note)
    return notes


def take_back(root: str, voice: Voice, collection: Collection, did: Did) -> TakenBack:
    """Undo what was done: what it made goes, what it changed is as before, what it took out is there again.

    Raises:
        Refused: others have built on it, or changed the same words since; nothing was changed.
        NotWritten: the disk said no.
    """
    act = f"{_PART}{did.act}"
    notes = _to_take_back(root, _Around(collection, did))
    try:
        for note in reversed(notes):
            _take_back(root, voice, note, act)
    except FileNotFoundError as error:
        raise Refused(_("Its file has gone meanwhile."), _("Ask once more.")) from error
    journal.note_done(root, did.item.path, _content(root, did.item.path), voice.by, f"{BACK}{did.act}")
    gone = next((note for note in did.notes if note.path == did.item.path and note.before == journal.NOTHING), None)
    notes = journal.all_notes(root)
    named = next((one.before for one in reversed(notes) if gone and one.path == gone.path and one.act == act), "")
    return TakenBack(did, gone is not None, journal.path_of_content(named) if named else "")


class _Around:
    """What there is around something that was done, looked up once: what is brought in may be thousands of files."""

    def __init__(self, collection: Collection, did: Did) -> None:
        self.collection, self.did = collection, did
        self._own = {note.path for note in did.notes}
        self._at = {item.path: item for item in collection.items()}
        self._referring: dict[str, list[Item]] = {}
        for item in self._at.values():
            for name in {name for _key, name in references(item)} if item.path not in self._own else ():
                self._referring.setdefault(name, []).append(item)

    @cached_property
    def _naming(self) -> dict[str, list[Item]]:
        """What others made that names a person, by the person; a card names itself, and what came with it goes too."""
        found: dict[str, list[Item]] = {}
        for item in self._at.values():
            for person in _named(item) if item.path not in self._own else ():
                found.setdefault(person, []).append(item)
        return found

    def holds(self, note: journal.Note) -> bool:
        """Whether the note is of an idea that changed its state by itself, and something else holds it there by now."""
        idea = self._at.get(note.path)
        if not isinstance(idea, Idea) or note.before == journal.NOTHING or self.did.item.path == note.path:
            return False
        others = [one for one in self._referring.get(idea.id, ()) if one.type == self.did.item.type]
        kind = self.did.item.text("kind")
        return any(isinstance(one, Project) or one.text("kind") == kind == "addition" for one in others)

    def built_on(self, path: str) -> list[Item]:
        """What others made that goes on from the item at `path`."""
        item = self._at.get(path)
        if isinstance(item, Person):
            return self._naming.get(item.id, [])
        return self._referring.get(item.id, []) if item else []


def _take_back(root: str, voice: Voice, note: journal.Note, act: str) -> None:
    """Take one write back; what is as before already, or has gone, stays so."""
    now, before = _content(root, note.path), journal.content(root, note.before)
    if now is None and note.mark == journal.NOTHING and before is not None:
        journal.note(root, note.path, before, voice.by, act)
        files.create(root, note.path, before)
    elif now is not None and note.mark != journal.NOTHING and before is None:
        remove_document(root, note.path, voice.by, act)
    elif now is not None and note.mark != journal.NOTHING and before is not None:
        restore_document(root, note.path, _after(root, note), before, voice.by, act)


def _check(root: str, around: _Around, note: journal.Note) -> None:
    """Refuse where others went on from what is to be taken back."""
    did = around.did
    now, before = _content(root, note.path), journal.content(root, note.before)
    if note.before != journal.NOTHING and before is None and (now is None) == (note.mark == journal.NOTHING):
        raise _too_long_ago()
    if note.mark == journal.NOTHING or now is None:
        return
    if note.before == journal.NOTHING:
        if journal.mark_of(now) != note.mark and not _changed_by_itself(did, note):
            raise _changed_since(root, did, note, now)
        _check_nothing_built(around, note)
        return
    assert before is not None  # noqa: S101 - else it was too long ago
    keys = schema.keys_of(type_at(note.path), "")
    merged = merge(parse(_after(root, note)), parse(before), open_document(root, note.path), [key.name for key in keys])
    if merged.gave_way:
        raise _changed_since(root, did, note, now)


def _changed_by_itself(did: Did, note: journal.Note) -> bool:
    """Whether the same act changed the file again after it made it."""
    return any(other is not note and other.path == note.path for other in did.notes)


def _check_nothing_built(around: _Around, note: journal.Note) -> None:
    if built := around.built_on(note.path):
        who = phrases.names(around.collection, built[-1].by)
        raise Refused(
            _("{who} went on from it, so it stays.").format(who=who)
            if who
            else _("Others went on from it, so it stays."),
            _("What stands can be edited."),
        )


def _named(item: Item) -> set[str]:
    return {*item.by, item.noted_by, *item.listed("people"), *item.listed("joined"), *item.listed("to")}


def _too_long_ago() -> Refused:
    return Refused(_("It was too long ago to be taken back."), _("What stands can be edited."))


def _changed_since(root: str, did: Did, note: journal.Note, now: bytes) -> Refused:
    mark = journal.mark_of(now)
    last = next((one for one in reversed(journal.all_notes(root)) if (one.path, one.mark) == (note.path, mark)), None)
    if last and not set(last.by).isdisjoint(note.by):
        return Refused(
            _("You changed it since, so it stays: {what}").format(what=did.words),
            _("Take back first what you did after it."),
        )
    return Refused(
        _("Somebody changed it since, so it stays: {what}").format(what=did.words), _("What stands can be edited.")
    )


def _after(root: str, note: journal.Note) -> bytes:
    """What the change left: what taking it back begins from."""
    left = journal.content(root, note.after)
    if left is not None:
        return left
    now = files.read(root, note.path)
    if journal.mark_of(now) != note.mark:  # what others wrote since cannot be told apart
        raise _too_long_ago()
    return now


def _content(root: str, path: str) -> bytes | None:
    try:
        data = files.read(root, path)
        if type_at(path):
            reading.to_item(path, parse(data))
    except FileNotFoundError:
        return None
    except Unreadable as error:
        raise Refused(
            _("{path} cannot be read: {reason}.").format(path=path, reason=error.message),
            _("Mend it in an editor first."),
        ) from error
    return data
