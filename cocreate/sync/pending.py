"""What was written here and is not in the history yet: found, with what would not be shared left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cocreate.sync import records
from cocreate.sync.git import Git
from cocreate.sync.limits import not_shared
from cocreate.workspace.paths import type_at

_OWN: Final = frozenset([".gitattributes", ".gitignore"])
_PASSING: Final = (
    *("~", ".tmp", ".temp", ".swp", ".swo", ".swx", ".orig", ".rej", ".bak"),
    *(".part", ".partial", ".crdownload"),
)
_LITTER: Final = frozenset(
    [
        *("thumbs.db", "ehthumbs.db", "desktop.ini", "$recycle.bin", "system volume information"),
        *("__macosx", "icon\r", "network trash folder", "temporary items", "lost+found", "deadjoe"),
        *(".stversions", ".stfolder", ".dropbox.cache", "@eadir", "#recycle", "#snapshot"),
    ]
)
"""Names, in lowercase, of files and folders that systems, disks and file syncers leave wherever they pass."""

_VIM_TRIES: Final = range(4913, 100_000, 123)
"""The names that Vim tries a folder with, in this order, until it finds one that is free."""


@dataclass(frozen=True, slots=True)
class PendingChange:
    """A file that is not as the history has it.

    Attributes:
        path: the file, in the workspace.
        is_new: whether the history does not have it.
        is_gone: whether it is not there.
        committed: the blob that the history has of it; empty where it has none.
    """

    path: str
    is_new: bool
    is_gone: bool
    committed: str = ""


@dataclass(frozen=True, slots=True)
class Pending:
    """The commit that this copy is at, empty where there is none; what changed in the workspace since; what is left."""

    head: str
    changes: tuple[PendingChange, ...]
    left: tuple[str, ...] = ()


def is_passed_over(path: str) -> bool:
    """Whether the file at `path` is nobody's contribution: hidden, or left by an editor, a system or a file syncer."""
    *folders, name = path.casefold().split("/")
    if name in _OWN:
        return False
    is_emacs_own = name.startswith("#") and name.endswith("#")
    is_passing = name.startswith((".", "~$")) or name.endswith(_PASSING) or is_emacs_own or _is_from_vim(name)
    return is_passing or not (type_at(path) or _LITTER.isdisjoint([*folders, name]))


def _is_from_vim(name: str) -> bool:
    return name.isascii() and name.isdecimal() and int(name[:9]) in _VIM_TRIES


def find_pending(git: Git, prefix: str) -> Pending:
    """What changed since it was last committed; `prefix` is the workspace's path in its repository.

    A folder with a history of its own is none of this one, and what git could not bring together itself is left to
    whoever asked it to.
    """
    asked = ("status", "--porcelain=v2", "--branch", "--no-ahead-behind", "-z", "--untracked-files=all")
    more = ("--ignored=traditional", "--no-renames", "--ignore-submodules=all", "--", ".")
    status = records.status(git.run(*asked, *more))
    found: dict[str, PendingChange] = {}
    ignored: list[str] = []
    for file in status.files:
        path = file.path[len(prefix) :]
        if not file.path.startswith(prefix) or path.endswith("/") or is_passed_over(path):
            continue
        if file.is_ignored:
            ignored += [path] if type_at(path) else []
            continue
        committed = file.committed or (found[path].committed if path in found else "")
        found[path] = PendingChange(path, not committed, not file.is_there, committed)
    found |= {path: PendingChange(path, is_new=True, is_gone=False) for path in _hidden_by_others(git, ignored)}
    left = tuple(path for path, change in found.items() if not change.is_gone and not_shared(git.at, path))
    return Pending(status.head, tuple(one for path, one in found.items() if path not in left), left)


def _hidden_by_others(git: Git, ignored: Sequence[str]) -> list[str]:
    """Those documents that a file of the workspace tells git to ignore; what the person told it themselves stays so."""
    if not ignored:
        return []
    names = records.as_input(f"./{path}" for path in ignored)
    out = Git(git.at, literal=False).run("check-ignore", "--verbose", "-z", "--stdin", data=names, fine=(0, 1))
    return [
        path.removeprefix("./")
        for path, source in records.ignoring(out).items()
        if source.rpartition("/")[2] == ".gitignore" and not source.startswith(("/", "../"))
    ]
