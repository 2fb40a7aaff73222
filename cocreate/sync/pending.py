"""What was written here and is not in the history yet: found, with what would not be shared left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cocreate.locale import _
from cocreate.sync import records
from cocreate.sync.git import Git
from cocreate.sync.limits import OWN_HISTORY, not_shared
from cocreate.sync.passed_over import is_passed_over
from cocreate.workspace.files import is_begun
from cocreate.workspace.paths import type_at


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
    """What changed in the workspace since the last commit.

    Attributes:
        head: the commit that this copy is at; empty where there is none.
        changes: what is to be kept in the history.
        left: the files that stay here, each with the reason.
        held: the files that are gone here, which nobody else is told before somebody says that it is meant.
        begun: files that somebody writes at this moment, or that a crash left half written.
    """

    head: str
    changes: tuple[PendingChange, ...]
    left: Mapping[str, str] = field(default_factory=dict)
    held: tuple[str, ...] = ()
    begun: tuple[str, ...] = ()


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
    own: dict[str, str] = {}
    begun: list[str] = []
    for file in status.files:
        path = file.path[len(prefix) :]
        if not file.path.startswith(prefix):
            continue
        if is_passed_over(path.rstrip("/")):
            begun += [path] if is_begun(path) and not file.committed else []
            continue
        if path.endswith("/"):
            own |= {} if file.is_ignored else {path[:-1]: _(OWN_HISTORY.here)}
            continue
        if file.is_ignored:
            ignored += [path] if type_at(path) else []
            continue
        committed = file.committed or (found[path].committed if path in found else "")
        found[path] = PendingChange(path, not committed, not file.is_there, committed)
    found |= {path: PendingChange(path, is_new=True, is_gone=False) for path in _hidden_by_others(git, ignored)}
    left = {path: why for path, one in found.items() if not one.is_gone and (why := not_shared(git.at, path))} | own
    return Pending(status.head, tuple(one for path, one in found.items() if path not in left), left, begun=tuple(begun))


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
