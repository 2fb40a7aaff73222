"""A past for the sample: its days moved up to yesterday, a history by those who gave each thing, a shared place.

All of it lies in one folder: the copy that is looked around in, the shared place, and a second copy.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from cocreate.model import phrases
from cocreate.model.collection import Collection
from cocreate.model.items import Contribution, Item
from cocreate.sync.git import Git
from cocreate.sync.signatures import signature_of
from cocreate.workspace.format.reading import read_item
from cocreate.workspace.paths import MARK, type_at

SHARED, SECOND = "shared.git", "second-copy"
"""What the shared place and the second copy are called, beside the first."""

_DAY: Final = re.compile(
    rb"^((?:at|until|review|on_day|checked|revised|state_since): *[\"']?)(\d{4}-\d\d-\d\d)", re.MULTILINE
)
_STAMP: Final = re.compile(r"(\d{8})(T\d{6}Z-)")
_MONTH: Final = re.compile(r"\d{4}-\d\d")
_MAIN: Final = "refs/heads/main"


@dataclass(frozen=True, slots=True)
class _Step:
    """A commit to be made: when, by whom, what it says, and the files it brings."""

    at: datetime
    by: tuple[str, ...]
    said: str
    paths: tuple[str, ...]


def copy_with_past(sample: str, folder: str, name: str, speaker: str, today: date) -> str:
    """Copy `sample` into `folder` as `name`, with its past, and return the copy.

    What somebody else than `speaker` gave last is at the shared place and not in the copy yet: it arrives.

    Args:
        sample: the folder of the sample.
        folder: a folder that is there, and empty.
        name: what the copy is called.
        speaker: the person whose copy it is.
        today: the day it is; the newest thing in the copy is of the day before.

    Raises:
        CocreateError: git is not here, or could not do it.
    """
    root, moved = f"{folder}/{name}", f"{folder}/moved"
    move_days(sample, moved, lambda newest: today - timedelta(days=1) - newest)
    items = [read_item(moved, path) for path in sorted(_files(moved)) if type_at(path)]
    steps = _steps(Collection("", items))
    late = _arrives(steps, items, speaker)
    shared, beside = f"{folder}/{SHARED}", Git(folder)
    beside.run("init", "--quiet", "--bare", "--template=", "--initial-branch=main", shared)
    place = Git(folder, {"GIT_DIR": shared})
    place.run("fast-import", "--quiet", data=_stream(moved, [step for step in steps if step is not late]))
    beside.run("clone", "--quiet", "--template=", "--no-hardlinks", shared, root)
    if late:
        place.run("fast-import", "--quiet", data=_stream(moved, [late], after=f"{_MAIN}^0"))
    beside.run("clone", "--quiet", "--template=", "--no-hardlinks", shared, f"{folder}/{SECOND}")
    shutil.rmtree(moved)
    return root


def move_days(sample: str, target: str, by: Callable[[date], timedelta]) -> None:
    """Copy `sample` to `target` with all days moved by what `by` says of the newest one."""
    texts = {path: _read(f"{sample}/{path}") for path in sorted(_files(sample))}
    given = [found[2] for text in texts.values() for found in _DAY.finditer(text) if found[1].startswith(b"at:")]
    days = by(date.fromisoformat(max(given).decode()))
    moved = {path: _DAY.sub(lambda found: found[1] + _later(found[2], days), text) for path, text in texts.items()}
    for path, text in moved.items():
        there = f"{target}/{_path(path, days, texts)}"
        os.makedirs(os.path.dirname(there), exist_ok=True)
        with open(there, "wb") as file:
            file.write(text)


def _later(day: bytes, days: timedelta) -> bytes:
    return (date.fromisoformat(day.decode()) + days).isoformat().encode()


def _path(path: str, days: timedelta, texts: dict[str, bytes]) -> str:
    """The path under which a file lies once its days are moved: stamps and months are those of the new days."""
    *folders, name = path.split("/")
    stamp = _STAMP.match(name)
    day = datetime.strptime(stamp[1], "%Y%m%d").replace(tzinfo=UTC).date() if stamp else None
    if folders and folders[0] == "ideas":
        day_of_home = _given(texts.get("/".join([*folders, "idea.md"]), b""))
        month = day_of_home
    else:
        month = day
    if stamp and day:
        name = name.replace(stamp[1], f"{day + days:%Y%m%d}", 1)
    if month:
        folders = [f"{month + days:%Y-%m}" if _MONTH.fullmatch(one) else one for one in folders]
    return "/".join([*folders, name])


def _given(text: bytes) -> date | None:
    """The day, in UTC, on which what a file holds was given."""
    found = re.search(rb"^at: *[\"']?([^\s\"']+)", text, re.MULTILINE)
    return datetime.fromisoformat(found[1].decode()).astimezone(UTC).date() if found else None


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def _files(root: str) -> Iterable[str]:
    """The files of a workspace but for what is of one copy only."""
    for at, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in {".cocreate", ".git", "__pycache__"})
        yield from (os.path.relpath(f"{at}/{name}", root) for name in names if not name.endswith(".pyc"))


def _steps(collection: Collection) -> list[_Step]:
    """The history: everybody's card before the first thing they gave, then each thing as it was given."""
    given = sorted((item for item in collection.items() if item.by), key=lambda item: (item.at, item.id))
    first: dict[str, datetime] = {}
    for item in given:
        for person in item.by:
            first.setdefault(person, item.at)
    began, at_first = given[0].by, given[0].at
    steps = [_Step(at_first - timedelta(hours=1), began[:1], collection.name_of(began[0]), ("",))]
    for card in collection.people.values():
        at = first.get(card.id, at_first) - timedelta(minutes=30)
        steps.append(_Step(at, (card.id,), card.title, (card.path,)))
    steps += [_Step(item.at, item.by, phrases.happened(collection, item), (item.path,)) for item in given]
    return sorted(steps, key=lambda step: step.at)


def _arrives(steps: Sequence[_Step], items: Sequence[Item], speaker: str) -> _Step | None:
    """What somebody else said last, and nothing refers to."""
    named = {name for item in items for key in ("on", "replaces") for name in item.listed(key)}
    said = {i.path for i in items if isinstance(i, Contribution) and i.id not in named and speaker not in i.by}
    return next((step for step in reversed(steps) if step.paths[0] in said), None)


def _stream(root: str, steps: Sequence[_Step], after: str = "") -> bytes:
    """The commits as git's fast-import reads them."""
    parts: list[bytes] = []
    for place, step in enumerate(steps):
        author = signature_of(root, step.by[0])
        others = [signature_of(root, person) for person in step.by[1:]]
        said = "\n".join([step.said, *([""] if others else []), *(f"Co-authored-by: {one}" for one in others)])
        when = f"{int(step.at.timestamp())} {step.at:%z}"
        head = f"commit {_MAIN}\nauthor {author} {when}\ncommitter {author} {when}\n"
        parts += [head.encode(), _data(said.encode())]
        parts.append(f"from {after}\n".encode() if after and not place else b"")
        for path in [path for name in step.paths for path in ([name] if name else _around(root))]:
            parts += [f"M 100644 inline {path}\n".encode(), _data(_read(f"{root}/{path}"))]
    return b"".join(parts)


def _around(root: str) -> list[str]:
    """What nobody gave: the mark, and what lies beside it."""
    return [path for path in sorted(_files(root)) if path == MARK or not type_at(path)]


def _data(data: bytes) -> bytes:
    return b"data %d\n%b\n" % (len(data), data)
