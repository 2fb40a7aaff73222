"""What git prints for other programs to read, turned into values: the one place that takes its lists apart.

Pure: bytes in, values out. Names that are no UTF-8 are kept as surrogates, so that they can be given back to git as
they were. `RAW` asks for changes in the form that `changes` reads.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha1, sha256
from typing import Final

PLAIN: Final = "100644"
LINK: Final = "120000"
MODULE: Final = "160000"

RAW: Final = ("--raw", "-z", "--no-renames", "--no-abbrev")
"""How a diff is to be told so that `changes` can read it."""

BASE: Final = 1
OURS: Final = 2
THEIRS: Final = 3
"""The sides of a file that a merge left apart, as git counts them."""

UNMERGED: Final = "U"
DELETED: Final = "D"
ADDED: Final = "A"


def blob_id(data: bytes, like: str) -> str:
    """The id that git gives a content, made as the id `like` is."""
    made = sha256 if len(like) == 64 else partial(sha1, usedforsecurity=False)
    return made(b"blob %d\0" % len(data) + data).hexdigest()


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file as git has it: its mode, six digits, and the id of the blob that is its content."""

    mode: str
    blob: str


@dataclass(frozen=True, slots=True)
class FileVersion:
    """A file as somebody has it: its mode, and its content."""

    mode: str
    data: bytes


@dataclass(frozen=True, slots=True)
class FileChange:
    """How a file differs between two trees: None where one has none; `how` is git's letter for it."""

    path: str
    before: StoredFile | None
    after: StoredFile | None
    how: str


@dataclass(frozen=True, slots=True)
class LoggedFile:
    """A file that a commit changed: how each parent had it, and how the commit has it."""

    path: str
    before: tuple[StoredFile | None, ...]
    after: StoredFile | None


@dataclass(frozen=True, slots=True)
class StatusFile:
    """A file that is not as the last commit has it, as the status tells of it.

    Attributes:
        path: the file; a folder with a history of its own ends in `/`.
        is_ignored: whether git was told to ignore it.
        committed: the blob that the last commit has of it; empty where it has none.
        is_there: whether there is a file.
    """

    path: str
    is_ignored: bool = False
    committed: str = ""
    is_there: bool = True


@dataclass(frozen=True, slots=True)
class Status:
    """The commit that a copy is at, empty where there is none, and the files that are not as it has them."""

    head: str
    files: tuple[StatusFile, ...]


def paths(out: bytes) -> list[str]:
    """The paths of a list of names, such as `--name-only -z` and `ls-files -z` give."""
    return [path for path in _parts(out) if path]


def as_input(names: Iterable[str]) -> bytes:
    """Names as git takes them on its stdin with `-z`."""
    return "\0".join(names).encode("utf-8", "surrogateescape")


def changes(out: bytes) -> list[FileChange]:
    """The changes of a diff that was asked for by `RAW`."""
    parts = iter(_parts(out))
    found = []
    for head in parts:
        if head:
            before, after, how = _sides(head)
            found.append(FileChange(next(parts), before[0], after, how[:1]))
    return found


def letters(out: bytes) -> dict[str, str]:
    """Git's letter for each changed path, as `--name-status -z` gives them."""
    parts = [part for part in _parts(out) if part]
    return {path: how[:1] for how, path in zip(parts[::2], parts[1::2], strict=True)}


def unmerged(out: bytes) -> dict[str, dict[int, StoredFile]]:
    """The sides of each file that a merge left apart, from `ls-files --unmerged -z`."""
    found: dict[str, dict[int, StoredFile]] = {}
    for one in paths(out):
        head, path = one.split("\t", 1)
        mode, blob, stage = head.split(" ")
        found.setdefault(path, {})[int(stage)] = StoredFile(mode, blob)
    return found


def status(out: bytes) -> Status:
    """What `status --porcelain=v2 --branch -z` tells, but for what is left apart by a merge."""
    head, found = "", []
    for entry in paths(out):
        kind, _space, rest = entry.partition(" ")
        if kind == "#" and rest.startswith("branch.oid "):
            head = rest.removeprefix("branch.oid ").replace("(initial)", "")
        elif kind in {"?", "!"}:
            found.append(StatusFile(rest, kind == "!"))
        elif kind == "1":
            _state, _sub, committed_mode, _staged_mode, mode, blob, _staged, path = rest.split(" ", 7)
            committed = _stored(committed_mode, blob)
            is_there = _stored(mode, blob) is not None
            found.append(StatusFile(path, committed=committed.blob if committed else "", is_there=is_there))
    return Status(head, tuple(found))


def ignoring(out: bytes) -> dict[str, str]:
    """The file that has git ignore each path, as `check-ignore --verbose -z` gives them."""
    parts = _parts(out)
    return dict(zip(parts[3::4], parts[::4], strict=False))


def attributes(out: bytes) -> list[tuple[str, str, str]]:
    """A path, what is said of it, and how, as `check-attr -z` gives them."""
    parts = _parts(out)
    return list(zip(parts[::3], parts[1::3], parts[2::3], strict=False))


def settings(out: bytes) -> dict[str, str]:
    """Settings by their keys, as `config -z --get-regexp` gives them; of one that is there often, the last."""
    return dict(one.partition("\n")[::2] for one in paths(out))


def log(out: bytes, fields: int) -> Iterator[tuple[list[str], list[LoggedFile]]]:
    """Commits as a log tells of them whose format ends each of its `fields` with a NUL, and which is asked for `RAW`.

    Files begin with a colon, and nothing else that may stand there does: no name, message or path can pass for another.
    """
    parts = iter(_parts(out))
    found: tuple[list[str], list[LoggedFile]] | None = None
    for part in parts:
        head = part.lstrip("\n")
        if head.startswith(":"):
            if found:
                before, after, _how = _sides(head)
                found[1].append(LoggedFile(next(parts, ""), before, after))
        elif head:
            if found:
                yield found
            found = [head, *(next(parts, "") for _field in range(fields - 1))], []
    if found:
        yield found


def refs(out: bytes) -> dict[str, str]:
    """The commits of refs by their full names, as `for-each-ref --format='%(refname) %(objectname)'` gives them."""
    lines = out.decode("utf-8", "surrogateescape").split("\n")
    return dict(line.rpartition(" ")[::2] for line in lines if line)


def sizes(out: bytes) -> list[int | None]:
    """Bytes of each name that `cat-file --batch-check=%(objectsize)` was asked for; None for what is missing."""
    return [int(line) if line.isdigit() else None for line in out.decode("utf-8", "replace").split("\n") if line]


def long_list(out: bytes) -> dict[str, int]:
    """The bytes of each file, by its path, as `ls-tree -r -l -z` gives them; a history of its own has none."""
    listed = (one.split("\t", 1) for one in paths(out))
    return {path: int(size) for head, path in listed if (size := head.rpartition(" ")[2]).isdigit()}


def contents(out: bytes) -> list[bytes | None]:
    """What `cat-file --batch` gives of each name it was asked for: the content; None where that is no blob."""
    found: list[bytes | None] = []
    place = 0
    while place < len(out):
        end = out.index(b"\n", place)
        head = out[place:end].rsplit(b" ", 2)
        place = end + 1
        is_there = head[-1].isdigit()
        size = int(head[-1]) if is_there else 0
        found.append(out[place : place + size] if is_there and head[1] == b"blob" else None)
        place += size + is_there
    return found


def _parts(out: bytes) -> list[str]:
    return out.decode("utf-8", "surrogateescape").split("\0")


def _sides(head: str) -> tuple[tuple[StoredFile | None, ...], StoredFile | None, str]:
    """The sides in `:100644 100644 0123… 4567… M`, of which there is one more for each further parent."""
    words = head.lstrip(":").split(" ")
    count = (len(words) - 1) // 2
    *before, after = map(_stored, words[:count], words[count:-1])
    return tuple(before), after, words[-1]


def _stored(mode: str, blob: str) -> StoredFile | None:
    """A file; None where git gives the mode of none."""
    return StoredFile(mode, blob) if mode.strip("0") else None
