"""Check: everything in a workspace that is not as its format says, by name; what can be mended without a guess is.

What stands in the way of nothing is told as well, as a note: nobody has to do anything about it.
"""

import os
import unicodedata
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from cocreate.locale import _, plural
from cocreate.model.collection import Collection
from cocreate.model.errors import CocreateError, Unreadable
from cocreate.model.hints import Hint
from cocreate.model.items import Contribution, Item, Person
from cocreate.model.references import references
from cocreate.model.schema import Shape, keys_of
from cocreate.sync import inbox, records, withheld
from cocreate.sync.copied import Mend, id_at, mend_of, own_name
from cocreate.sync.copies import owned_by_another
from cocreate.sync.git import Git
from cocreate.sync.history import first_authors
from cocreate.sync.limits import not_shared
from cocreate.sync.passed_over import is_passed_over
from cocreate.workspace import files
from cocreate.workspace.format.documents import has_marks_of_conflict
from cocreate.workspace.paths import FOLDERS, LOCAL, type_at

BROKEN, MENDABLE, NOTE = "broken", "mendable", "note"

_OURS: Final = tuple(f"{folder}/" for folder in FOLDERS)


@dataclass(slots=True)
class Problem:
    """What is to be said of the file at `path`, in words.

    Attributes:
        path: the file, in the workspace.
        what: what is wrong with it, or worth knowing.
        mend: mends it, where that takes no guess, and says how.
        hint: what to do about it, where that is not plain.
        is_note: whether nothing is wrong.
        fixed: whether it was mended.
    """

    path: str
    what: str
    mend: Mend | None = field(default=None, repr=False)
    hint: Hint | None = None
    is_note: bool = False
    fixed: bool = False

    @property
    def kind(self) -> str:
        """`BROKEN`, `MENDABLE` or `NOTE`."""
        return MENDABLE if self.mend else NOTE if self.is_note else BROKEN


def check(root: str, collection: Collection, *, fix: bool = False) -> list[Problem]:
    """All that is wrong in the workspace at `root`, or worth knowing, by path; only read, unless `fix`.

    Args:
        root: the folder of the workspace.
        collection: everything in it, and what could not be read of it.
        fix: whether to mend what can be mended.
    """
    copies = _copied_cards(root, collection)
    problems = [
        *(Problem(path, why, is_note=True) for path, why in copies.items()),
        *_unread(root, collection, copies),
        *_names(root, {one.path for one in collection.unread}),
        *_dangling(root, collection),
        *_strangers(collection),
        *_circles(collection),
        *_addresses(collection, copies),
        *_history(root),
        *_credits(root, collection),
        *(Problem(path, why) for path, why in withheld.what_stays(root)),
        *(Problem(path, str(one.why), hint=one.hint, is_note=True) for path, one in inbox.what_stays(root).items()),
    ]
    problems.sort(key=lambda problem: (problem.path, problem.what))
    for problem in problems:
        if fix and problem.mend:
            try:
                problem.mend.do()
                problem.fixed = True
            except (CocreateError, FileNotFoundError):
                continue
    return problems


def _copied_cards(root: str, collection: Collection) -> dict[str, str]:
    """Cards that are word for word another's whose name theirs begins with, by path, with what to do about each.

    A hand or a file syncer makes such copies: `mavi-copy.md`, `mavi (conflicted copy).md`.
    """
    found = dict[str, str]()
    unread = {one.path for one in collection.unread if type_at(one.path) == "person"}
    for path in (*unread, *(person.path for person in collection.people.values())):
        name = path.removeprefix("people/").removesuffix(".md").casefold()
        shorter = (collection.people.get(name[:end]) for end in range(1, len(name)))
        if first := next((one for one in shorter if one and _is_alike(root, one.path, path)), None):
            why = (
                _("it says word for word what {path} does, and is read as nobody's card; take it out")
                if path in unread
                else _(
                    "it says word for word what {path} does, and counts as somebody else; take it out if it is a copy"
                )
            )
            found[path] = why.format(path=first.path)
    return found


def _is_alike(root: str, path: str, other: str) -> bool:
    try:
        return files.read(root, path) == files.read(root, other)
    except (Unreadable, FileNotFoundError):
        return False


def _unread(root: str, collection: Collection, told: Container[str]) -> Iterator[Problem]:
    """What cannot be read and is not told of, with how much refers to it; a copy can get its own id."""
    missing = Counter(name for _path, _key, name in _nowhere(collection))
    for unread in collection.unread:
        if unread.path in told:
            continue
        what, waits = unread.reason, missing[id_at(root, unread.path) or own_name(unread.path)]
        if waits:
            told_of = plural(
                "{what}; {count} other thing refers to it", "{what}; {count} other things refer to it", waits
            )
            what = told_of.format(what=what, count=waits)
        yield Problem(unread.path, what, mend_of(root, collection, unread.path))


def _names(root: str, unread: Container[str]) -> Iterator[Problem]:
    """Names that a disk could take for another, or for something else; files that nothing reads; marks of conflicts."""
    known: dict[str, str] = {}
    for path in _paths(root):
        folded = unicodedata.normalize("NFC", path).casefold()
        if (twin := known.setdefault(folded, path)) != path:
            what = _("its name is the same as that of {path} on some disks")
            yield Problem(path, what.format(path=twin))
            yield Problem(twin, what.format(path=path))
        if (why := not_shared(root, path)) and not (type_at(path) and path in unread):
            yield Problem(path, why)
        elif type_at(path) or os.path.isdir(f"{root}/{path}"):
            continue
        elif _has_marks(root, path):
            yield Problem(path, _("it holds two texts at once, between the marks <<<<<<< and >>>>>>>"))
        elif path.startswith(_OURS) and path.endswith(".md"):
            yield Problem(path, _("nothing is read at this place"))


def _paths(root: str) -> Iterator[str]:
    """Every file and folder that is shared, parents first; what git is told to ignore is not."""
    try:
        listed = Git(root).run("ls-files", "-z", "--cached", "--others", "--exclude-standard")
        files_ = sorted(set(records.paths(listed)))
    except CocreateError:  # there is no history
        files_ = sorted(_walked(root))
    folders = set[str]()
    for path in files_:
        if path.endswith("/") or is_passed_over(path) or not os.path.lexists(f"{root}/{path}"):
            continue
        parts = path.split("/")
        for folder in ("/".join(parts[:end]) for end in range(1, len(parts))):
            if folder not in folders:
                folders.add(folder)
                yield folder
        yield path


def _walked(root: str) -> Iterator[str]:
    for folder, names, files_ in os.walk(root):
        names[:] = [name for name in names if name not in {".git", LOCAL}]
        links = [name for name in names if os.path.islink(f"{folder}/{name}")]
        yield from (f"{folder}/{name}"[len(root) + 1 :] for name in (*files_, *links))


def _has_marks(root: str, path: str) -> bool:
    try:
        return has_marks_of_conflict(files.read(root, path).decode("utf-8", "replace"))
    except (Unreadable, FileNotFoundError):
        return False


def _dangling(root: str, collection: Collection) -> Iterator[Problem]:
    """What leads nowhere; where it leads to what cannot be read, that alone is the matter."""
    unread = {id_at(root, one.path) or own_name(one.path) for one in collection.unread}
    for path, key, name in _nowhere(collection):
        if name not in unread:
            yield Problem(path, _("its key {key} leads nowhere: {id}").format(key=key, id=name))


def _nowhere(collection: Collection) -> Iterator[tuple[str, str, str]]:
    """Each key that leads nowhere: the path of its file, the key, and the id it holds."""
    for item in collection.items():
        for key, name in references(item):
            if not collection.get(name):
                yield item.path, key, name


def _strangers(collection: Collection) -> Iterator[Problem]:
    """People who are named and have no card, each where they are named first: a slip, or somebody yet to write one."""
    named: dict[str, list[str]] = {}
    for item in sorted(collection.items(), key=lambda one: one.path):
        for person in dict.fromkeys(_people_in(item)):
            named.setdefault(person, []).append(item.path)
    for person, paths in named.items():
        if person in collection.people:
            continue
        what = _("{person} is named in it, and has no card: a slip, or somebody who is yet to write one")
        if more := len(paths) - 1:
            what = plural(
                "{person} is named in it and in {count} other file, and has no card: a slip, or somebody who is yet "
                "to write one",
                "{person} is named in it and in {count} other files, and has no card: a slip, or somebody who is yet "
                "to write one",
                more,
            )
        yield Problem(paths[0], what.format(person=person, count=more), is_note=True)


def _people_in(item: Item) -> Iterator[str]:
    """Whom an item names as taking part; whom somebody met, and who felt a hiccup, need have no card."""
    met = {"people", "heard_from", "felt_by"} if isinstance(item, Contribution) else set[str]()
    for key in keys_of(item.type, item.text("kind")):
        if key.shape in {Shape.PEOPLE, Shape.PERSON} and key.name not in met:
            yield from item.listed(key.name)


def _circles(collection: Collection) -> Iterator[Problem]:
    items = collection.items()
    grown = _in_circles({item.id: [*item.listed("grew_from"), *item.listed("woven_from")] for item in items})
    given = _in_circles({name: [one.on] for name, one in collection.contributions.items()})
    for item in items:
        if item.id in grown and not isinstance(item, Person):
            yield Problem(item.path, _("it grew from itself, in a circle"))
        if isinstance(item, Contribution) and item.id in given:
            yield Problem(item.path, _("it is on itself, in a circle"))


def _in_circles(above: Mapping[str, Sequence[str]]) -> set[str]:
    """The names from which the way up leads back to themselves; each way is gone once (R. Tarjan, 1972)."""
    order: dict[str, int] = {}
    earliest: dict[str, int] = {}
    open_: dict[str, None] = {}
    found: set[str] = set()
    for start in above:
        way = [] if start in order else [(start, iter(above[start]))]
        while way:
            name, further = way[-1]
            if name not in order:
                order[name] = earliest[name] = len(order)
                open_[name] = None
            for parent in further:
                if parent in above and parent not in order:
                    way.append((parent, iter(above[parent])))
                    break
                if parent in open_:
                    earliest[name] = min(earliest[name], order[parent])
                    found.update([name] if parent == name else [])
            else:
                way.pop()
                if way:
                    earliest[way[-1][0]] = min(earliest[way[-1][0]], earliest[name])
                if earliest[name] == order[name]:
                    found.update(_closed(open_, name))
    return found


def _closed(open_: dict[str, None], name: str) -> list[str]:
    """Take out what was opened since `name`, which all lead back to one another; none where that is `name` alone."""
    circle = [open_.popitem()[0]]
    while circle[-1] != name:
        circle.append(open_.popitem()[0])
    return circle if len(circle) > 1 else []


def _addresses(collection: Collection, copies: Container[str]) -> Iterator[Problem]:
    """An address on two cards: what is written under it would be credited to the wrong person."""
    known: dict[str, str] = {}
    for person in (one for one in collection.people.values() if one.path not in copies):
        for email in map(str.lower, person.listed("emails")):
            if (other := known.setdefault(email, person.path)) != person.path:
                yield Problem(person.path, _("{email} is on {path} as well").format(email=email, path=other))


def _history(root: str) -> Iterator[Problem]:
    """That git does not show the history here, and so nothing was looked at in it."""
    with suppress(CocreateError):  # git is not here
        if refused := owned_by_another(Git(root).asked("rev-parse", "--git-dir").stderr):
            yield Problem(".git", f"{refused.message} {refused.hint}", is_note=True)


def _credits(root: str, collection: Collection) -> Iterator[Problem]:
    """What is credited to people who did not bring it in, without a word about whoever did.

    Whoever brings in things of several others at once moves or imports them, which is no matter of credit.
    """
    found: dict[str, list[tuple[Item, set[str]]]] = {}
    with suppress(CocreateError):  # git is not here, or its history too long: the rest is checked all the same
        brought_in = first_authors(root, collection.people.values())
        for item in collection.items():
            commit, authors = brought_in.get(item.path, ("", set[str]()))
            is_wording = item.text("kind") == "wording"  # it came to be where two histories met
            if item.by and authors and not is_wording and authors.isdisjoint({*item.by, item.noted_by}):
                found.setdefault(commit, []).append((item, authors))
    for of_one in found.values():
        if len({item.by for item, _authors in of_one}) == 1:
            yield from (_credit(collection, item, authors) for item, authors in of_one)


def _credit(collection: Collection, item: Item, authors: set[str]) -> Problem:
    """That somebody else brought it in; whether they noted it down nobody but people can say, so nothing mends it."""
    what = _("it is credited to {credited}, but was brought in by {who}").format(
        credited=", ".join(collection.name_of(one) for one in item.by),
        who=", ".join(sorted(collection.name_of(one) for one in authors)),
    )
    return Problem(item.path, what, is_note=True)
