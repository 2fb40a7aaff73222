"""Filters that git has on this computer: programs that change files on their way into the history.

Where one that is needed is missing, git does nothing at all. Then it is asked again without any, and the files that
would have gone through one stay here and are named.
"""

from collections.abc import Iterable
from typing import Final

from cocreate.locale import _
from cocreate.sync import records
from cocreate.sync.git import Git, GitFailed

_DRIVERS: Final = r"^filter\..*\.(clean|smudge|process|required)$"
_OFF: Final = {"clean": "", "smudge": "", "process": "", "required": "false"}
_COUNT: Final = "GIT_CONFIG_COUNT"


def stood_in_the_way(error: GitFailed) -> bool:
    """Whether it was a filter because of which git would not go on."""
    return "clean filter" in error.printed or "smudge filter" in error.printed


def why() -> str:
    """Why a file that would go through a filter stays here."""
    return _("git on this computer would convert it on its way, so it is not shared")


def without(git: Git) -> Git:
    """The same git without any filter."""
    names = {key.rpartition(".")[0] for key in _drivers(git)}
    pairs = [(f"{name}.{key}", value) for name in sorted(names) for key, value in _OFF.items()]
    told = {_COUNT: str(len(pairs))}
    for number, (key, value) in enumerate(pairs):
        told |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    return git.also(told)


def are_off(git: Git) -> bool:
    """Whether this is git without filters."""
    return _COUNT in git.variables


def work(git: Git, paths: Iterable[str]) -> bool:
    """Whether those of `paths` that go through a filter get through it."""
    names = "".join(f"{path}\n" for path in converted(git, paths)).encode("utf-8", "surrogateescape")
    return not names or git.asked("hash-object", "--stdin-paths", data=names).returncode == 0


def converted(git: Git, paths: Iterable[str]) -> list[str]:
    """Those of `paths` that git would convert on their way, by what this computer or the workspace tells it."""
    data = records.as_input(paths)
    if not data:
        return []
    asked = ("check-attr", "-z", "--stdin", "filter", "working-tree-encoding")
    told = records.attributes(git.run(*asked, data=data))
    names = {key[len("filter.") :].rpartition(".")[0] for key in _drivers(git)}
    return [path for path, key, value in told if (value in names if key == "filter" else value not in _UNSAID)]


_UNSAID: Final = frozenset(["unspecified", "unset", "set"])


def _drivers(git: Git) -> dict[str, str]:
    return records.settings(git.run("config", "-z", "--get-regexp", _DRIVERS, fine=(0, 1)))
