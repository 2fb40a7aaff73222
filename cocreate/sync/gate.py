"""The gate: what comes from elsewhere is looked at before any of it reaches the working tree.

Only what differs from what is here already is walked through, and no further than a bound, because a few hundred bytes
of history can unfold into more files than any disk holds.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cocreate.locale import _
from cocreate.model.errors import CocreateError
from cocreate.model.ids import DEVICES
from cocreate.model.text import clean_line
from cocreate.sync.git import Git
from cocreate.workspace.files import LARGEST_FILE
from cocreate.workspace.paths import type_at

MOST_LISTED: Final = 64 << 20
"""Bytes of a list of changed files."""

LARGEST_OTHER: Final = 32 << 20
"""Bytes of a file that is no document, such as a picture."""

_LINK, _MODULE = "120000", "160000"
_CONVERTING: Final = frozenset(["filter", "working-tree-encoding", "ident", "diff", "merge"])


class Stopped(CocreateError):
    """What is shared there holds something that is not let in; nothing here was changed."""


@dataclass(frozen=True, slots=True)
class _Incoming:
    mode: str
    blob: str
    path: str


def check_incoming(git: Git, prefix: str, base: str, published: str, *, may_delete: bool = False) -> None:
    """Look at what `published` changes in the workspace since `base`; both are commits or trees.

    Raises:
        Stopped: with what is wrong, in one sentence.
    """
    asked = ("diff-tree", "-r", "-z", "--raw", "--no-renames", "--abbrev=40", base, published)
    listed = git.some(*asked, "--", prefix or ".", most=MOST_LISTED)
    if listed is None:
        raise Stopped(_("What is shared there holds more files than can be looked at."), _left())
    incoming, gone = _apart(listed, len(prefix))
    for one in incoming:
        if wrong := _wrong_with(one):
            raise Stopped(wrong.format(path=clean_line(one.path)), _left())
    _check_sizes(git, incoming)
    _check_attributes(git, incoming)
    if not may_delete:
        _check_deleted(git, prefix, base, gone)


def _left() -> str:
    return _("Nothing here was changed. Ask whoever shared it.")


def _apart(listed: bytes, skip: int) -> tuple[list[_Incoming], list[str]]:
    """What comes, and the paths of what goes, both within the workspace."""
    parts = listed.decode("utf-8", "surrogateescape").split("\0")
    incoming, gone = [], []
    for head, path in zip(parts[::2], parts[1::2], strict=False):
        _old, mode, _before, blob, what = head.split(" ")
        if what[:1] == "D":
            gone.append(path[skip:])
        else:
            incoming.append(_Incoming(mode, blob, path[skip:]))
    return incoming, gone


def _wrong_with(one: _Incoming) -> str:
    if one.mode == _LINK:
        return _("{path}, shared there, is a link, and links are not followed.")
    if one.mode == _MODULE:
        return _("{path}, shared there, is a whole history of its own, which a workspace does not hold.")
    if any(_is_unsafe(name) for name in one.path.split("/")):
        return _("{path}, shared there, has a name that is not safe on every disk.")
    return ""


def _is_unsafe(name: str) -> bool:
    """Whether a disk, a shell or a terminal could take the name for something else."""
    stem = name.partition(".")[0].casefold()
    return (
        name.casefold() in {"", ".", "..", ".git", "git~1", ".gitmodules", ".cocreate"}
        or name[0] in "-~"
        or name[-1] in ". "
        or bool(set(name) & set('\\:*?"<>|'))
        or len(name.encode("utf-8", "surrogateescape")) > 255
        or any(unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for character in name)
        or stem in DEVICES
    )


def _check_sizes(git: Git, incoming: Sequence[_Incoming]) -> None:
    data = "".join(f"{one.blob}\n" for one in incoming).encode()
    told = git.run("cat-file", "--batch-check=%(objectsize)", data=data).decode().split() if incoming else []
    for one, size in zip(incoming, told, strict=False):
        largest = LARGEST_FILE if type_at(one.path) else LARGEST_OTHER
        if size.isdigit() and int(size) > largest:
            words = _("{path}, shared there, is too large.").format(path=clean_line(one.path))
            raise Stopped(words, _left())


def _check_attributes(git: Git, incoming: Sequence[_Incoming]) -> None:
    """Files that tell git to convert others on their way to the disk are not let in."""
    telling = [one for one in incoming if one.path.rpartition("/")[2] == ".gitattributes"]
    for one, data in zip(telling, git.blobs([one.blob for one in telling]), strict=True):
        words = (data or b"").decode("utf-8", "replace").split()
        if not _CONVERTING.isdisjoint(word.lstrip("-!").partition("=")[0] for word in words):
            raise Stopped(_("{path}, shared there, would have files converted.").format(path=one.path), _left())


def _check_deleted(git: Git, prefix: str, base: str, gone: Sequence[str]) -> None:
    """A fifth of everything does not go without a word."""
    items = [path for path in gone if type_at(path)]
    if len(items) < 5:
        return
    there = git.some("ls-tree", "-r", "-z", "--name-only", base, "--", prefix or ".", most=MOST_LISTED) or b""
    if len(items) * 5 > there.count(b".md\0"):
        raise Stopped(
            _("What is shared there takes out a large part of the workspace."),
            _("If that is meant: cocreate sync --accept. Until then nothing here is changed."),
        )
