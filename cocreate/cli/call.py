"""A call: one command as it was given, with the workspace it is about and whoever is speaking."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cached_property

from cocreate.cli import opening
from cocreate.cli.output import printing
from cocreate.locale import _, plural
from cocreate.model.collection import Collection
from cocreate.model.errors import NotFound
from cocreate.model.ids import COMMONS
from cocreate.model.items import Item
from cocreate.model.links import whole_id, with_whole_ids
from cocreate.model.text import clean_name
from cocreate.workspace.root import find_workspace, has_card, working_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from typing import Any

    from cocreate.acts.voice import Voice
    from cocreate.model.catching_up import Seen
    from cocreate.sittings.speaking import Speaking


MOST_NAMED = 3
"""So many files that could not be read are named by a command; `check` names them all."""


class Call:
    """What a command needs to know; each thing is looked up when it is first asked for.

    Args:
        options: the command line, as its parser understood it.
    """

    def __init__(self, options: Namespace) -> None:
        self.options: Any = options
        self.types = opening.ALL
        self._has_little = False

    @property
    def wants_json(self) -> bool:
        """Whether data is to be printed as JSON."""
        return bool(self.options.json)

    @cached_property
    def root(self) -> str:
        """The folder of the workspace; NotFound where there is none."""
        return find_workspace(self.options.workspace or "", os.environ, working_folder())

    @cached_property
    def collection(self) -> Collection:
        """What there is of `types` in the workspace: everything, unless a command is content with less."""
        return self.collection_of(self.types)

    @cached_property
    def people(self) -> Collection:
        """At least the people in the workspace."""
        return self.collection if self._has_everything else self.collection_of(("person",))

    @property
    def _has_everything(self) -> bool:
        return "collection" in self.__dict__ and not self._has_little

    def collection_of(self, types: tuple[str, ...]) -> Collection:
        """What there is of some types; of what could not be read, the first are named, once."""
        return self._with_unread_named(opening.open_collection(self.root, types))

    def look_near(self, *refs: str) -> None:
        """Let `collection` be the things called one of `refs` and what they are said on, unless that cannot be told.

        For acts, which look at nothing that they do not need.
        """
        self._take(opening.open_nearby(self.root, refs))

    def look_around(self, ref: str) -> None:
        """Let `collection` be what has to do with the thing called `ref`, unless only everything can tell."""
        self._take(opening.open_related(self.root, ref))

    def look_at_everything(self) -> None:
        """Let `collection` be all there is, where less was looked at."""
        if self._has_little:
            self.__dict__["collection"] = self.collection_of(opening.ALL)
            self._has_little = False

    def look_also_at(self, names: Iterable[str]) -> None:
        """Let `collection` have the things called by these ids too, as far as they are there."""
        is_part = self._has_little or self.types != opening.ALL
        unknown = [name for name in names if not self.collection.get(name)] if is_part else []
        opened = opening.open_known(self.root, unknown) if unknown else None
        if opened:
            self.__dict__["collection"] = self.collection.joined_by(opened.items())

    def look_at_newest(self, count: int) -> None:
        """Let `collection` have of all ideas at least so many, the newest, unless only everything can tell."""
        self._take(opening.open_newest(self.root, count))

    def look_at_newest_said(self, count: int) -> None:
        """Let `collection` have of all contributions at least so many, the newest, unless only everything can tell."""
        self._take(opening.open_newest_said(self.root, count))

    def look_at_lineage(self, ref: str) -> str:
        """Let `collection` be what lineages are made of; the id of what `ref` names, empty where it cannot tell."""
        return self._take_around(opening.open_linked(self.root, ref))

    def look_at_held(self) -> None:
        """Let `collection` be all that people hold to, unless only everything can tell."""
        self._take(opening.open_held(self.root))

    def look_at_waiting(self, most: int | None) -> None:
        """Let `collection` be all that may wait, of what waits for others so many, unless only everything can tell."""
        self._take(opening.open_waiting(self.root, most, self._speakers_among))

    def _speakers_among(self, people: Collection) -> Sequence[str]:
        """Who speaks; the cards of people, which this may need, are not looked at again."""
        self.__dict__.setdefault("people", people)
        return self.identity.by if self.identity else ()

    def look_at_news(self, since: Sequence[Seen], now: datetime) -> Seen | None:
        """Let `collection` be what may be news since then; what was seen with it, None where only everything tells."""
        opened = opening.open_news(self.root, since, now)
        self._take(opened[0] if opened else None)
        return opened[1] if opened else None

    def look_at_credits(self, ref: str) -> str:
        """Let `collection` be what the credits of a thing are made of; its id, empty where that cannot be told."""
        return self._take_around(opening.open_credited(self.root, ref))

    def search(self, words: list[str], limit: int | None) -> list[Item] | None:
        """What holds all `words`, and `collection` what is around it; None where only everything can tell."""
        opened = opening.open_found(self.root, words, limit)
        self._take(opened[0] if opened else None)
        return opened[1] if opened else None

    def _take_around(self, opened: tuple[Collection, str] | None) -> str:
        self._take(opened[0] if opened else None)
        return opened[1] if opened else ""

    def _take(self, opened: Collection | None) -> None:
        if opened:
            self.__dict__["collection"] = self._with_unread_named(opened)
            self._has_little = True

    def _with_unread_named(self, opened: Collection) -> Collection:
        known: set[str] = self.__dict__.setdefault("_named", set())
        new = [unread for unread in opened.unread if unread.path not in known]
        named = max(0, MOST_NAMED - len(known))
        for unread in new[:named]:
            printing.talk(f"{clean_name(unread.path)}: {unread.reason}")
        if more := len(new[named:]):
            told = plural(
                "{count} more cannot be read. Which: {command}", "{count} more cannot be read. Which: {command}", more
            )
            printing.talk(told.format(count=more, command="cocreate check"))
        known.update(unread.path for unread in new)
        return opened

    @cached_property
    def sitting(self) -> str:
        """The key of the sitting that this terminal is; empty where there is no terminal."""
        from cocreate.sittings.terminal import sitting_key  # deferred: whoever only looks is not asked who they are

        return sitting_key(os.environ)

    @cached_property
    def identity(self) -> Speaking | None:
        """Who is speaking, and how that is known; None where nobody is.

        Raises:
            NotFound: somebody is named whom nobody here knows, and `--new` does not say that this is meant.
        """
        from cocreate.sittings.identity import identify  # deferred with `sitting`

        asked, noted_by = self.options.by or [], self.options.noted_by or ""
        asked, noted_by = [self.person(name) for name in asked], self.person(noted_by) if noted_by else ""
        return identify(self.root, lambda: self.people, asked, noted_by, os.environ, self.sitting)

    def person(self, name: str) -> str:
        """The short name of the person called `name`: of somebody who is here, unless `--new` says otherwise.

        Raises:
            NotFound: nobody here is called so, or several people are.
        """
        from cocreate.acts.values import person_named  # deferred with `sitting`
        from cocreate.sittings.identity import person_known

        if has_card(self.root, name):
            return name
        person = person_named(self.people, name)
        if self.options.new or person in self.people.people:
            return person
        return person_known(self.collection_of(opening.ALL), name)

    def named(self, name: str) -> str:
        """The same, of somebody whom a key names: who is new with it is told of, because it may be a slip."""
        from cocreate.cli.newcomers import tell_new_one  # deferred with `sitting`

        person = self.person(name)
        if self.options.new and not has_card(self.root, person):
            tell_new_one(person)
        return person

    def person_here(self, name: str) -> str:
        """The short name of the person called `name`, of whom something is told: nobody who is new has given anything.

        Raises:
            NotFound: nobody here is called so, or several people are.
        """
        from cocreate.sittings.identity import Unknown  # deferred with `sitting`

        try:
            return self.person(name)
        except Unknown as unknown:
            raise NotFound(unknown.message, _("Who is here: cocreate list people")) from unknown

    @cached_property
    def voice(self) -> Voice:
        """Whoever is speaking, with clock and chance; NotFound where nobody is."""
        from cocreate.acts.voice import Voice  # deferred with `sitting`
        from cocreate.cli.newcomers import tell_new
        from cocreate.sittings.speaking import FROM_VARIABLE

        if self.identity is None:
            raise self.nobody()
        if self.options.by or self.options.noted_by or self.identity.known_from == FROM_VARIABLE:
            tell_new(self.identity, [one for one in self.identity.people if has_card(self.root, one)])
        return Voice(self.identity.by, self.identity.noted_by)

    def nobody(self) -> NotFound:
        """The failure to say that nobody speaks yet, with what there is to do about it here."""
        from cocreate.sittings.speaking import nobody  # deferred with `sitting`

        ways = _("cocreate me NAME, or --by NAME") if self.sitting else _("--by NAME, or export COCREATE_AS=NAME")
        card = _('A card of your own: cocreate person NAME --name "…"')
        return NotFound(nobody().message, _("Say who you are: {ways}. {card}").format(ways=ways, card=card))

    def find(self, ref: str) -> Item:
        """The item called `ref`; NotFound where there is none, or more than one."""
        return self.collection.find(ref)

    def kept(self, text: str) -> str:
        """`text` as it is kept: what it links to by a short name is named by its whole id."""
        return with_whole_ids(text, self._whole_id)

    def _whole_id(self, name: str) -> str:
        with suppress(NotFound):
            near = self.collection if self._has_everything else opening.open_nearby(self.root, (name,))
            return whole_id(near or self.collection_of(opening.ALL), name)
        return name

    def find_thread(self, ref: str) -> str:
        """The id of what `ref` names, or `workspace` for the commons."""
        return COMMONS if ref == COMMONS else self.find(ref).id

    def print_items(self, items: list[Item], lines: list[printing.Line]) -> None:
        """Print items: as a JSON array, or as the lines that show them."""
        if self.wants_json:
            from cocreate.cli.output import as_json  # deferred: text does without

            printing.show_json([as_json.row(one) for one in items])
        else:
            printing.show(lines)
