"""What a command asks for, found without loading everything: a thing and what is around it, the newest, lineages.

Looked at is what is told: of one thing its file, its thread, and what it is known to hang together with; of a list, a
search or a lineage each file that it is about. A thread lies in the folder of what it is about, and a file is named for
its id (docs/format.md). Whatever a hand has put elsewhere, and all else that is not as usual, is left to a look at
everything (`Unusual`), so that there is one truth and a short way to it.
"""

from __future__ import annotations

from contextlib import suppress

from cocreate.model.collection import Collection
from cocreate.model.ids import COMMONS
from cocreate.model.items import Contribution, Idea, Item, Person, Project
from cocreate.model.looking_back import is_looking_back, is_open
from cocreate.workspace.index import scan
from cocreate.workspace.index.around import Around
from cocreate.workspace.index.saved import UNREAD
from cocreate.workspace.index.sight import Unusual
from cocreate.workspace.paths import type_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from cocreate.workspace.index.storage import AtomicStorage


def nearby(root: str, storage: AtomicStorage, name: str, refs: Iterable[str]) -> Collection:
    """The things called one of `refs`, what they are said on, and whoever gave these: what an act needs.

    Raises:
        Unusual, DOUBTS: only a look at everything can tell.
    """
    with Around(root, storage) as around:
        found = [around.find(ref) for ref in refs]
        found += [above for item in found for above in around.way_up(item)]
        named = {person for item in found for person in (*item.by, *item.listed("joined"), *item.listed("people"))}
        people = [card for card in map(around.person, sorted(named)) if card]
        return around.collection(name, [*found, *people])


def known_as(root: str, storage: AtomicStorage, name: str, names: Iterable[str]) -> Collection:
    """The things with these ids, and the people, as far as they are there, and what is above each: to be told of.

    Raises:
        DOUBTS, Unusual: only a look at everything can tell.
    """
    with Around(root, storage) as around:
        items: list[Item] = []
        for one in names:
            with suppress(Unusual):  # of this one only a look at everything can tell
                if item := around.known_as(one):
                    items += [item, *around.way_up(item)]
        return around.collection(name, items)


def related_to(root: str, storage: AtomicStorage, here: Collection, ref: str) -> Collection:
    """The thing called `ref`, its thread, what it grew from, what grew from it, is in it or links to it, and `here`.

    All ideas are looked at, because each may be in the project, or may have come to grow from the idea; only in the
    largest workspaces (`sight.MOST_LOOKED_AT`) no more than new ones and those that are known to have grown from it.

    Raises:
        Unusual, DOUBTS: only a look at everything can tell.
    """
    check_unread(root, storage, ("idea", "contribution"))
    with Around(root, storage, here) as around:
        item = around.find(ref)
        if isinstance(item, Person):
            raise Unusual  # the page of a person tells of all that they gave
        if is_looking_back(item):
            raise Unusual  # its page tells of all promises in a project and its ideas
        folder = scan.thread_folder(item.path) if isinstance(item, Contribution) else item.path.rpartition("/")[0]
        around.said.look_below(folder)
        thread = around.said.below(folder)
        around.take(thread)
        items = [item, *around.way_up(item), *thread]
        if isinstance(item, Project):
            around.ideas.look()
            inside = around.ideas.in_project(item.id)
            items += inside
            if any(map(is_open, thread)):  # the promises in the project's ideas are carried into a looking back
                items += _threads_of(around, inside)
        elif isinstance(item, Idea):
            around.ideas.look_for_grown()
        else:
            around.ideas.look_for_new()  # by which an id may be short no longer
        if not isinstance(item, Contribution):
            items += around.ideas.woven_from(item.id)
            links = [name for key in ("woven_from", "grew_from", "project") for name in item.listed(key)]
            items += [found for found in map(around.get, links) if found]
        mentioning = around.mentioning(item)
        check_threads(around, items)
        around.take(items)
        items += [*mentioning, *(above for one in mentioning for above in around.way_up(one))]
        return whole(around.collection(here.name, items))


def _threads_of(around: Around, ideas: Iterable[Item]) -> list[Item]:
    folders = [idea.path.rpartition("/")[0] for idea in ideas]
    for folder in folders:
        around.said.look_below(folder)
    return around.said.below(*folders)


def check_threads(around: Around, items: Iterable[Item]) -> None:
    """Raise Unusual where something new lies in another folder than what it is on."""
    there = {item.id for item in items}
    paths = {item.path for item in items}
    if any(new.text("on") in there and path not in paths for path, new in around.said.fresh.items()):
        raise Unusual


def whole(found: Collection) -> Collection:
    """`found`, unless by somebody's hand something is said on what is nowhere, or in the end on itself."""
    roots = {found.root_of(given) for given in found.contributions.values()}
    if not all(root == COMMONS or root in found.projects or root in found.ideas for root in roots):
        raise Unusual
    return found


def newest(root: str, storage: AtomicStorage, here: Collection, count: int) -> Collection:
    """At least so many ideas, the newest there are, and `here`.

    Raises:
        Unusual, DOUBTS: only a look at everything can tell.
    """
    check_unread(root, storage, ("idea",))
    with Around(root, storage, here) as around:
        around.ideas.look()
        return around.collection(here.name, around.ideas.newest(count))


def newest_said(root: str, storage: AtomicStorage, here: Collection, count: int) -> Collection:
    """At least so many contributions, the newest there are, what these are on, and `here`.

    Raises:
        Unusual, DOUBTS: only a look at everything can tell.
    """
    check_unread(root, storage, ("idea", "contribution"))
    with Around(root, storage, here) as around:
        around.ideas.look_for_new()  # by which an id may be short no longer
        around.said.look()
        items = around.said.newest(count)
        around.take(items)
        return whole(around.collection(here.name, [*items, *(above for one in items for above in around.way_up(one))]))


def linked(root: str, storage: AtomicStorage, here: Collection, ref: str) -> tuple[Collection, str]:
    """All that grew from something or that something grew from, `here`, and the thing called `ref`, with its id.

    Raises:
        Unusual, DOUBTS: only a look at everything can tell.
    """
    check_unread(root, storage, ("idea",))
    with Around(root, storage, here) as around:
        around.ideas.look()
        item = around.find(ref) if ref else None
        items = _linked(around, here)
        if item:
            items += [item, *around.way_up(item)]
        return around.collection(here.name, items), item.id if item else ""


def _linked(around: Around, here: Collection) -> list[Item]:
    woven = around.ideas.woven()
    names = {name for idea in woven for name in idea.listed("woven_from")}
    names.update(name for project in here.projects.values() for name in project.grew_from)
    there = {idea.id for idea in woven}
    return [*woven, *(found for found in map(around.get, sorted(names - there - here.projects.keys())) if found)]


def credited(root: str, storage: AtomicStorage, here: Collection, ref: str) -> tuple[Collection, str]:
    """The project or idea called `ref`, its ideas, all that these grew from, their threads, `here`; and its id.

    Raises:
        Unusual, DOUBTS: only a look at everything can tell.
    """
    from cocreate.model.credits import behind  # deferred: only credits are asked for so

    check_unread(root, storage, ("idea", "contribution"))
    with Around(root, storage, here) as around:
        item = around.find(ref)
        if not isinstance(item, Project | Idea):
            raise Unusual
        around.ideas.look()
        inside = around.ideas.in_project(item.id)
        drawn = around.collection(here.name, [item, *inside, *_linked(around, here)])
        items: list[Item] = [*behind(drawn, item.id)]
        folders = [one.path.rpartition("/")[0] for one in items]
        for folder in folders:
            around.said.look_below(folder)
        items += around.said.below(*folders)
        check_threads(around, items)
        return around.collection(here.name, items), item.id


def check_unread(root: str, storage: AtomicStorage, tables: Iterable[str]) -> None:
    """Raise Unusual where a file that could not be read may be another by now."""
    for path, signature in storage.signatures(UNREAD).items():
        concerns = not type_at(path) or type_at(path) in tables
        if concerns and scan.signature_at(f"{root}/{path}") != signature:
            raise Unusual
