"""The gate: what comes from elsewhere is looked at before any of it reaches the working tree.

Only what differs from what is here already is walked through, and no further than a bound, because a few hundred bytes
of history can unfold into more files than any disk holds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cocreate.locale import N_, Sentence
from cocreate.model.errors import CocreateError
from cocreate.model.hints import Hint
from cocreate.model.text import clean_name
from cocreate.sync import records
from cocreate.sync.git import Git
from cocreate.sync.limits import ATTRIBUTES, is_attributes, is_safe, most_bytes
from cocreate.sync.records import LINK, MODULE, StoredFile
from cocreate.sync.refusals import damaged
from cocreate.workspace.paths import MARK, type_at

MOST_LISTED: Final = 64 << 20
"""Bytes of a list of changed files."""

LARGEST_ARRIVAL: Final = 2 << 30
"""Bytes of all files that come at once: what is sent once can stand under any number of names."""

MOST_FILES: Final = 500_000
"""Files that come at once."""

MOST_SHOWN: Final = 80
"""Characters of a path that a sentence names."""

_CONVERTING: Final = frozenset(["filter", "working-tree-encoding", "ident", "diff", "merge"])


class Stopped(CocreateError):
    """What is shared there holds something that is not let in; nothing here was changed."""


@dataclass(frozen=True, slots=True)
class _Incoming:
    """A file that comes, at its path in the workspace, or in the repository where it is not in there."""

    path: str
    file: StoredFile


def check_incoming(git: Git, prefix: str, base: str, published: str, *, may_delete: bool = False) -> None:
    """Look at what comes, before any of it reaches the disk.

    Outside of the workspace anything may change that a disk can hold and that does not reach into it.

    Args:
        git: in the top folder of the repository.
        prefix: the workspace's path in it, empty or ending in `/`.
        base: the commit, or tree, from which on is looked at.
        published: the commit that came.
        may_delete: whether even a large part of the workspace may be taken out.

    Raises:
        Stopped: with what is wrong, in one sentence.
        CocreateError: git said no.
    """
    # diff-tree holds everything before it tells anything, so the whole is listed first, and only so far
    if git.some("ls-tree", "-r", "-z", "--name-only", "--full-tree", published, most=MOST_LISTED) is None:
        raise too_many()
    listed = git.some("diff-tree", "-r", *records.RAW, base, published, most=MOST_LISTED)
    if listed is None or len(changes := records.changes(listed)) > MOST_FILES:
        raise too_many()
    gone = [one.path for one in changes if not one.after]
    incoming = [_Incoming(one.path, one.after) for one in changes if one.after]
    above = [one for one in incoming if prefix.startswith(f"{one.path}/")]
    inside = [_Incoming(one.path[len(prefix) :], one.file) for one in incoming if one.path.startswith(prefix)]
    for one in (*above, *inside):
        if wrong := _wrong_with(one):
            raise _stopped(wrong, one.path)
    _check_sizes(git, inside)
    _check_attributes(git, inside)
    _check_attributes_above(git, [one for one in incoming if _is_above(one.path, prefix)])
    if f"{prefix}{MARK}" in gone:
        raise _stopped(N_("What is shared there takes out the workspace itself."))
    if not may_delete:
        _check_deleted(git, prefix, base, [path[len(prefix) :] for path in gone if path.startswith(prefix)])


def too_many() -> Stopped:
    """There is no end to what is shared, or none that can be waited for."""
    return _stopped(N_("What is shared there holds more files than can be looked at."))


def _stopped(english: str, path: str = "") -> Stopped:
    """What to raise where nothing is taken over; `english` may have a place for the path."""
    return Stopped(
        Sentence(english, path=_shown(path)), Sentence(N_("Nothing here was changed. Ask whoever shared it."))
    )


def _shown(path: str) -> str:
    """As much of a path as a sentence can hold."""
    shown = clean_name(path)
    return shown if len(shown) <= MOST_SHOWN else f"{shown[: MOST_SHOWN - 1]}…"


def _wrong_with(one: _Incoming) -> str:
    if one.file.mode == LINK:
        return N_("{path}, shared there, is a link, and links are not followed.")
    if one.file.mode == MODULE:
        return N_("{path}, shared there, is a whole history of its own, which a workspace does not hold.")
    if not is_safe(one.path):
        return N_("{path}, shared there, has a name that is not safe on every disk.")
    return ""


def _check_sizes(git: Git, incoming: Sequence[_Incoming]) -> None:
    data = "".join(f"{one.file.blob}\n" for one in incoming).encode()
    sizes = records.sizes(git.run("cat-file", "--batch-check=%(objectsize)", data=data)) if incoming else []
    together = 0
    for one, size in zip(incoming, sizes, strict=True):
        if size is None:
            raise damaged()
        if size > most_bytes(one.path):
            raise _stopped(N_("{path}, shared there, is too large."), one.path)
        together += size
    if together > LARGEST_ARRIVAL:
        raise _stopped(N_("What is shared there is larger than can be taken over at once."))


def _check_attributes(git: Git, incoming: Sequence[_Incoming]) -> None:
    """Files that tell git to convert others on their way to the disk are not let in."""
    telling = [one for one in incoming if is_attributes(one.path)]
    for one, data in zip(telling, git.blobs([one.file.blob for one in telling]), strict=True):
        if any(map(_converts, (data or b"").decode("utf-8", "replace").split())):
            raise _stopped(N_("{path}, shared there, would have files converted."), one.path)


def _check_attributes_above(git: Git, telling: Sequence[_Incoming]) -> None:
    """Those in a folder that the workspace is in may convert files of other kinds than documents."""
    for one, data in zip(telling, git.blobs([one.file.blob for one in telling]), strict=True):
        for line in (data or b"").decode("utf-8", "replace").splitlines():
            pattern, *words = line.split() or [""]
            kind = "" if pattern.startswith("[attr]") or "." not in pattern else pattern.rpartition(".")[2]
            if any(map(_converts, words)) and (not kind.isalnum() or kind.casefold() == "md"):
                raise _stopped(N_("{path}, shared there, would have files converted."), one.path)


def _is_above(path: str, prefix: str) -> bool:
    return is_attributes(path) and not path.startswith(prefix) and prefix.startswith(path[: -len(ATTRIBUTES)])


def _converts(word: str) -> bool:
    """Whether a word of such a file has files converted; to have line ends as they are kept does not."""
    key, _equals, value = word.lstrip("-!").partition("=")
    return key in _CONVERTING or (key == "eol" and value != "lf")


def _check_deleted(git: Git, prefix: str, base: str, gone: Sequence[str]) -> None:
    """A fifth of everything does not go without a word."""
    items = [path for path in gone if type_at(path)]
    if len(items) < 5:
        return
    listed = git.some("ls-tree", "-r", "-z", "--name-only", base, "--", prefix or ".", most=MOST_LISTED) or b""
    there = [path for path in records.paths(listed) if path.endswith(".md")]
    if len(items) * 5 > len(there):
        raise Stopped(
            Sentence(N_("What is shared there takes out a large part of the workspace.")),
            Hint("accept-deletion"),
        )
