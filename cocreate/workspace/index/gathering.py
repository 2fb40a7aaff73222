"""What is asked of the whole workspace and told of a little of it: what holds, what waits, what is new.

Every file is looked at, since each might have become such a thing; read is only what is, with the threads that it
stands in, so that what is worked out about it is worked out as of everything.
"""

from __future__ import annotations

from cocreate.model.catching_up import LATE, Seen, seen_now
from cocreate.model.schema import HELD
from cocreate.model.turning import turn_of, turned
from cocreate.model.waiting import may_wait
from cocreate.workspace.index import scan
from cocreate.workspace.index.around import Around
from cocreate.workspace.index.glance import BETWEEN, mark_of
from cocreate.workspace.index.related import check_threads, check_unread, whole
from cocreate.workspace.index.saved import id_of_path
from cocreate.workspace.index.sight import Unusual

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from collections.abc import Collection as Sized
    from datetime import datetime

    from cocreate.model.collection import Collection
    from cocreate.model.items import Item
    from cocreate.workspace.index.glance import Mark
    from cocreate.workspace.index.sight import Sight
    from cocreate.workspace.index.storage import AtomicStorage

FRESH = ("idea", "fresh", False)
"""How the mark of an idea begins that nobody has joined."""

ASKED = ("question", "", False)
"""How the mark of a question begins that is addressed to nobody: it waits for whoever may be seen in its thread."""

MOST_GATHERED = 10_000
"""Things; of more, everything had better be loaded."""


def held(root: str, storage: AtomicStorage, here: Collection) -> Collection:
    """All that people hold to (`schema.HELD`), with its threads, and `here`.

    Raises:
        Unusual, DOUBTS: only a look at everything can tell.
    """
    check_unread(root, storage, ("idea", "contribution"))
    with Around(root, storage, here) as around:
        around.ideas.look()  # who is to be heard stands in them
        around.said.look()
        items = _with_threads(around, _marked(around.said, lambda mark: mark[0] in HELD))
        return whole(around.collection(here.name, items))


def waiting(
    root: str, storage: AtomicStorage, here: Collection, most: int | None, speakers: Iterable[str]
) -> Collection:
    """All that may wait, with its threads, the ideas nobody replied to, and `here`.

    Args:
        root: the folder of the workspace.
        storage: the index as it was saved last.
        here: all people and projects, as they are now.
        most: so many are enough of the ideas, and of the questions that wait for none of `speakers`: those that have
            waited longest; None for all.
        speakers: whose own questions, and those to whom, are told in any case.

    Raises:
        Unusual, DOUBTS: only a look at everything can tell.
    """
    check_unread(root, storage, ("idea", "contribution"))
    with Around(root, storage, here) as around:
        around.ideas.look()
        around.said.look()
        paths = _marked(around.said, lambda mark: may_wait(*mark[:2]) and mark[:3] != ASKED)
        paths += _asked(around, here, most, set(speakers))
        paths += [*_marked(around.ideas, lambda mark: mark[3]), *around.ideas.fresh]
        items = [*_with_threads(around, set(paths)), *_unheard(around, here, most)]
        return whole(around.collection(here.name, _with_grown(around, items)))


def news(
    root: str, storage: AtomicStorage, here: Collection, since: Sequence[Seen], now: datetime
) -> tuple[Collection, Seen]:
    """All that may be news since any of these moments, with its threads, and `here`; and what one has seen who sees it.

    Args:
        root: the folder of the workspace.
        storage: the index as it was saved last.
        here: all people and projects, as they are now.
        since: what somebody had seen, for each who catches up.
        now: the moment that it is.

    Raises:
        Unusual, DOUBTS: only a look at everything can tell.
    """
    check_unread(root, storage, ("idea", "contribution"))
    with Around(root, storage, here) as around:
        sights = (around.ideas, around.said)
        for sight in sights:
            sight.look()
        paths = {path for seen in since for sight in sights for path in _may_be_news(sight, seen)}
        paths.update(one.path for one in here.projects.values() for seen in since if turned(one) or not seen.knows(one))
        items = _with_threads(around, paths)
        items = _with_grown(around, items)
        parents = {name for item in (*items, *here.projects.values()) for name in _parents(item)}
        items += [found for found in map(around.get, sorted(parents.difference(item.id for item in items))) if found]
        projects = {item.text("project") for item in items} & here.projects.keys()
        items += around.said.below(*(_folder(here.projects[name].path) for name in projects))
        return whole(around.collection(here.name, _each_once(items))), _seen(around, here, now)


def _with_grown(around: Around, items: list[Item]) -> list[Item]:
    """`items`, and what grew from them, and from that, each with its thread."""
    there: dict[str, Item] = {}
    while new := [item for item in items if item.path not in there]:
        there.update((item.path, item) for item in new)
        grown = around.ideas.grown_from({item.id for item in new})
        items = _with_threads(around, {item.path for item in grown if item.path not in there})
    return [*there.values()]


def _each_once(items: Iterable[Item]) -> list[Item]:
    return [*{item.path: item for item in items}.values()]


def _parents(item: Item) -> tuple[str, ...]:
    return item.listed("woven_from") or item.listed("grew_from")


def _marked(sight: Sight, wanted: Callable[[Mark], bool]) -> list[str]:
    """The paths of all whose mark is `wanted`, as far as was looked."""
    fresh = [path for path, item in sight.fresh.items() if wanted(mark_of(item))]
    return [*map(sight.glance.path, sight.marked(wanted)), *fresh]


def _with_threads(around: Around, paths: Sized[str]) -> list[Item]:
    """What lies at `paths`, the threads that it is in, and what these are about, but for projects."""
    if len(paths) > MOST_GATHERED:
        raise Unusual
    folders = dict.fromkeys(map(_folder, paths))
    items = around.said.below(*folders)
    items += around.ideas.at(f"{folder}/idea.md" for folder in folders if folder.startswith("ideas/"))
    check_threads(around, items)
    return items


def _folder(path: str) -> str:
    """The folder of the thread that what lies at `path` is in, or is about."""
    return path.rpartition("/")[0] if path.endswith(("/idea.md", "/project.md")) else scan.thread_folder(path)


def _asked(around: Around, here: Collection, most: int | None, speakers: set[str]) -> list[str]:
    """The paths of the questions like `ASKED` that may be told: at least `most` of those that wait for no speaker."""
    said = around.said
    asked = said.marked(lambda mark: mark[:3] == ASKED)
    fresh = [path for path, item in said.fresh.items() if mark_of(item)[:3] == ASKED]
    if most is None or len(asked) <= most:
        return [*map(said.glance.path, asked), *fresh]
    own = _folders_with(around, here, speakers)
    helped = {_folder(said.glance.path(number)) for number in said.marked(lambda mark: mark[3])}
    helped.update(map(_folder, said.fresh))
    moments = said.glance.moments
    asked.sort(key=moments.__getitem__)
    found, sure, last = fresh, 0, 0.0
    for number in asked:
        path = said.glance.path(number)
        folder = _folder(path)
        if folder in own or sure < most or moments[number] == last:
            found.append(path)
        if folder not in own and folder not in helped and sure < most:
            sure, last = sure + 1, moments[number]
    return found


def _folders_with(around: Around, here: Collection, people: set[str]) -> set[str]:
    """The folders of the threads in which one of `people` has given something, or of whose idea or project they are."""
    items = [*here.projects.values(), *around.ideas.fresh.values(), *around.said.fresh.values()]
    paths = [item.path for item in items if not people.isdisjoint(item.by)]
    needles = [f"{BETWEEN}{person}{BETWEEN}".encode() for person in people]
    for sight in (around.ideas, around.said):
        paths += map(sight.glance.path, sight.holding(needles))
    return set(map(_folder, paths))


def _unheard(around: Around, here: Collection, most: int | None) -> list[Item]:
    """The saved ideas that nobody else has joined, said something on or let grow; at most so many, oldest first."""
    ideas = around.ideas
    grown = {name for number, names in ideas.glance.woven.items() if ideas.counts(number) for name in names}
    grown.update(name for item in (*here.projects.values(), *ideas.fresh.values()) for name in _parents(item))
    path = ideas.glance.path
    unheard = {path(number).rpartition("/")[0]: number for number in ideas.marked(lambda mark: mark[:3] == FRESH)}
    _drop_heard(around, unheard)
    numbers = [number for number in unheard.values() if id_of_path(path(number)) not in grown]
    numbers.sort(key=lambda number: (ideas.glance.moments[number], id_of_path(path(number))))
    return ideas.rows(numbers[:most])


def _drop_heard(around: Around, unheard: dict[str, int]) -> None:
    """Take out of `unheard`, ideas by their folder, those on which somebody spoke who did not have them."""
    ideas, said = around.ideas, around.said
    givers = {folder: ideas.givers(number) for folder, number in unheard.items()}
    for number, path in enumerate(said.glance.paths):
        folder = path.rpartition("/")[0]
        own = givers.get(folder)
        if own is not None and said.counts(number) and _others(said.givers(number), own):
            del givers[folder], unheard[folder]
    for path, item in said.fresh.items():
        folder = path.rpartition("/")[0]
        if folder in unheard and not set(item.by).issubset(ideas.by(unheard[folder])):
            del unheard[folder]


def _others(givers: bytes, own: bytes) -> bool:
    """Whether somebody is among `givers` who is not among `own`, both as `Sight.givers` has them."""
    return givers != own and any(b"\0%b\0" % one not in b"\0" + own for one in givers.split(b"\0")[:-1])


def _may_be_news(sight: Sight, seen: Seen) -> list[str]:
    """The paths of what may be news since then: rather more than less."""
    glance, states = sight.glance, seen.states
    turns = [turn_of(*mark[:2]) for mark in glance.marks]
    turned_ = [(number, turns[mark]) for number, mark in enumerate(glance.mark_numbers) if turns[mark]]
    if states is None:
        since = seen.at.timestamp()
        numbers = [number for number, at in enumerate(glance.moments) if at >= since]
        numbers += [number for number, _turn in turned_ if glance.turns[number] >= since]
        paths = list(map(glance.path, numbers))
    else:
        since = (seen.at - LATE).timestamp()
        given = [glance.path(number) for number, at in enumerate(glance.moments) if at >= since]
        paths = [path for path in given if id_of_path(path) not in states]
        stands = {id_of_path(glance.path(number)): (number, turn) for number, turn in turned_}
        paths += [glance.path(number) for name, (number, turn) in stands.items() if states.get(name, "") != turn]
        again = [name for name, state in states.items() if state and name not in stands]
        paths += [path for name in again for found, path in sight.named(name) if found == name]
    return [*(path for path in paths if path not in sight.other), *sight.fresh]


def _seen(around: Around, here: Collection, now: datetime) -> Seen:
    """What `catching_up.seen_now` says of everything."""
    states = dict(seen_now(here, now).states or {})
    since = (now - LATE).timestamp()
    for sight in (around.ideas, around.said):
        glance = sight.glance
        turns = [turn_of(*mark[:2]) for mark in glance.marks]
        for number, (mark, at) in enumerate(zip(glance.mark_numbers, glance.moments, strict=True)):
            if (turns[mark] or at >= since) and sight.counts(number):
                states[id_of_path(glance.path(number))] = turns[mark]
        fresh = ((item, turned(item)) for item in sight.fresh.values())
        states |= {item.id: state for item, state in fresh if state or item.at >= now - LATE}
    return Seen(now, states)
