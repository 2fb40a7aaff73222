"""Bringing in what was found elsewhere: planned first, so that it can be looked at, then written, all of it as one act.

Whoever gave something elsewhere is credited for it here, with their own moment; whoever brings it in noted it down.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from cocreate.acts.capture import themes_in
from cocreate.acts.voice import Voice
from cocreate.imports.found import Cannot, Found, Read, Remark
from cocreate.imports.mail import address_in
from cocreate.imports.notes import linked
from cocreate.locale import N_, Sentence
from cocreate.model.collection import Collection
from cocreate.model.errors import CocreateError, NotFound, NotWritten, Unreadable
from cocreate.model.items import Idea, Item, Project, Value
from cocreate.model.moments import day_words, written
from cocreate.model.text import fold, slug
from cocreate.workspace import files
from cocreate.workspace.create import create_document
from cocreate.workspace.format.documents import parse
from cocreate.workspace.format.reading import to_item
from cocreate.workspace.format.writing import document, list_of, one_line, storable
from cocreate.workspace.paths import contribution_path, idea_path, person_path


@dataclass(frozen=True, slots=True)
class Plan:
    """What would come in.

    Attributes:
        items: the new ideas, each followed by the comments on it; comments that are new on what is here already.
        there: the ideas that are here already.
        cannot: what cannot come, and why.
        names: the names of those who are new here, and have no card so far, by slug.
    """

    items: tuple[Item, ...]
    there: tuple[Idea, ...]
    cannot: tuple[Cannot, ...]
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """What came in, and what stopped the rest, if something did."""

    items: tuple[Item, ...]
    stopped: CocreateError | None = None


@dataclass(frozen=True, slots=True)
class _Coming:
    """An idea on its way in: its id here, whether it is `there` already, whose it is, and where it belongs."""

    found: Found
    id: str
    title: str
    there: Idea | None
    by: tuple[str, ...]
    at: datetime
    project: str


def plan(voice: Voice, collection: Collection, read: Read, person: Callable[[str], str]) -> Plan:
    """What of `read` would come in, and as what; nothing is written.

    An idea is here already where one has its title, and its people and its moment as far as they are told there; it may
    be of more people by now.

    Args:
        voice: who brings it in; what tells nobody is theirs.
        collection: everything that is here.
        read: what was found.
        person: gives the slug of whoever is called so; may raise NotFound.
    """
    cannot = list(read.cannot)
    coming: list[_Coming] = []
    look = _Look(voice, collection, person)
    for found in read.found:
        try:
            coming.append(look.at(found))
        except CocreateError as error:
            cannot.append(_cannot(found, error))
    items: list[Item] = []
    ids = _ids_by_name(coming)
    for one in coming:
        try:
            idea = one.there or _idea(voice, one, ids)
        except Unreadable as error:
            cannot.append(_cannot(one.found, error))
            continue
        items += [] if one.there else [idea]
        items += _remarks(look, one, idea, cannot)
    cannot.sort(key=lambda each: (each.file, each.line))
    credited = {person for item in items for person in item.by}
    names = {person: name for person, name in look.new.items() if person in credited}
    return Plan(tuple(items), tuple(one.there for one in coming if one.there), tuple(cannot), names)


def write(
    root: str,
    voice: Voice,
    items: Sequence[Item],
    names: Mapping[str, str] | None = None,
    tell: Callable[[int, int], None] = lambda _done, _all: None,
) -> BroughtIn:
    """Write what was planned, as one act; what the disk lets in before it says no stays.

    Args:
        root: the folder of the workspace.
        voice: who brings it in.
        items: what was planned.
        names: of people without a card, by slug: each gets one with the name, which is how they are called.
        tell: is told how many are written, of how many.
    """
    done: list[Item] = []
    try:
        for item in items:
            create_document(root, item.path, dict(item.fields), item.body, voice.act)
            done.append(item)
            tell(len(done), len(items))
        for person, name in (names or {}).items():
            with suppress(FileExistsError):  # they wrote it themselves in this very moment
                create_document(root, person_path(person), {"name": name}, "", voice.act)
    except NotWritten as error:
        return BroughtIn(tuple(done), error)
    return BroughtIn(tuple(done))


class _Look:
    """Looks up for what was found who and what it means here."""

    def __init__(self, voice: Voice, collection: Collection, person: Callable[[str], str]) -> None:
        self.voice, self.collection = voice, collection
        self._person = person
        self._slugs: dict[str, str] = {}
        self.new: dict[str, str] = {}
        self._titled: dict[str, list[Idea]] = {}
        for idea in collection.ideas.values():
            self._titled.setdefault(one_line(idea.title), []).append(idea)

    def at(self, found: Found) -> _Coming:
        """What is found, with what it means here; NotFound or Unreadable where somebody, or something, is not."""
        title = one_line(found.title)
        if not title:
            raise Unreadable(N_("it has no title"))
        by = self.people(found.by)
        now = self.voice.clock()
        at = _that_was(found.at, now) or min(found.saved_at or now, now)
        project = self._project(one_line(found.project))
        there = next((idea for idea in self._titled.get(title, ()) if _is_same(idea, by, found.at)), None)
        return _Coming(found, there.id if there else self.voice.new_id(), title, there, by, at, project)

    def people(self, names: Iterable[str]) -> tuple[str, ...]:
        """The slugs of people."""
        return tuple(dict.fromkeys(self._slug(one_line(name)) for name in names if name.strip()))

    def _slug(self, name: str) -> str:
        if name not in self._slugs:
            person = self._slugs[name] = self._person(name)
            called = address_in(name)[0] if "@" in name else name
            if person not in self.collection.people and slug(called) == person != called:
                self.new.setdefault(person, called)
        return self._slugs[name]

    def _project(self, name: str) -> str:
        """The id of the project called so, by id, slug or title."""
        if not name:
            return ""
        titled = [one.id for one in self.collection.projects.values() if fold(one.title) == fold(name)]
        if len(titled) == 1:
            return titled[0]
        try:
            found = self.collection.find(name)
        except NotFound as error:
            raise Unreadable(N_("there is no project called {name}"), name=name) from error
        if not isinstance(found, Project):
            raise Unreadable(N_("there is no project called {name}"), name=name)
        return found.id


def _that_was(at: datetime | None, now: datetime) -> datetime | None:
    """The moment as it is told; Unreadable where it is yet to come, by more than time zones and clocks are apart."""
    if at and at - now > timedelta(days=1):
        raise Unreadable(N_("its day, {day}, is yet to come"), day=day_words(at))
    return at


def _is_same(idea: Idea, by: Sequence[str], at: datetime | None) -> bool:
    return (not by or set(by) <= set(idea.by)) and (at is None or at.replace(microsecond=0) == idea.at)


def _ids_by_name(coming: Iterable[_Coming]) -> dict[str, str]:
    """What the ideas are called in links; a name that several have leads to none of them."""
    ids: dict[str, str] = {}
    for one in coming:
        for name in {*map(fold, one.found.names), fold(one.title)} if one.found.names else ():
            ids[name] = one.id if ids.setdefault(name, one.id) == one.id else ""
    return ids


def _idea(voice: Voice, one: _Coming, ids: dict[str, str]) -> Item:
    """The idea as it will stand here; Unreadable where it is more than a file may hold."""
    found = one.found
    fields: dict[str, Value] = {"id": one.id, "title": one.title, "state": found.state}
    if because := one_line(found.because):
        fields["because"] = because
    if one.project:
        fields["project"] = one.project
    if themes := list_of([*found.themes, *themes_in(one.title)]):
        fields["themes"] = themes
    text = linked(found.text, lambda name: ids.get(fold(name), ""))
    fields |= _signed(voice, one.by, one.at)
    return _checked(idea_path(one.title, one.id, one.at), fields, text)


def _remarks(look: _Look, one: _Coming, idea: Item, cannot: list[Cannot]) -> Iterator[Item]:
    """The comments that came with an idea and are not here yet, oldest first; those that cannot come are named."""
    here = {(reply.by, reply.at) for reply in look.collection.replies(idea.id)}
    for remark in one.found.remarks:
        try:
            comment = _comment(look, one, idea, remark)
        except CocreateError as error:
            cannot.append(_cannot(one.found, error))
        else:
            if (comment.by, comment.at) not in here:
                yield comment


def _comment(look: _Look, one: _Coming, idea: Item, remark: Remark) -> Item:
    by, at, name = look.people([remark.by]), _that_was(remark.at, look.voice.clock()) or one.at, look.voice.new_id()
    fields: dict[str, Value] = {"id": name, "kind": "comment", "on": idea.id, **_signed(look.voice, by, at)}
    return _checked(contribution_path(idea.path, "comment", name, at), fields, remark.text)


def _signed(voice: Voice, by: Sequence[str], at: datetime) -> dict[str, Value]:
    """The keys that say who gave something, and who brings it in, where that is somebody else."""
    typist = voice.noted_by or ("" if set(voice.by) & set(by) else voice.by[0])
    return Voice(by or voice.by, typist).signature(written(at))


def _checked(path: str, fields: dict[str, Value], text: str) -> Item:
    """The item as others will read it; Unreadable, with the reason, where they could not."""
    body = storable(text).strip("\n").rstrip()
    data = document(fields, body)
    if len(data) > files.LARGEST_FILE:
        raise Unreadable(N_("it is larger than 1 MiB"))
    return to_item(path, parse(data))


def _cannot(found: Found, error: CocreateError) -> Cannot:
    if isinstance(error, Unreadable):
        return Cannot(found.line, error.reason, found.file)
    hint = error.what_helps if isinstance(error.what_helps, str | Sentence) else ""
    return Cannot(found.line, f"{error.why} {hint}".strip().rstrip("."), found.file)
