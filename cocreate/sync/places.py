"""Places to share at: what an address looks like, which may be one, and what branches there are."""

import os
import re
from dataclasses import dataclass
from typing import Final

from cocreate.locale import _
from cocreate.model.errors import Refused
from cocreate.model.text import clean_line
from cocreate.sync.git import Git
from cocreate.workspace.files import not_written
from cocreate.workspace.root import workspace_above

HEADS: Final = "refs/heads/"

_HELPER: Final = re.compile(r"[A-Za-z0-9+.-]*::")
"""An address that names a program to run; two colons also stand in addresses of machines, in brackets."""

_ELSEWHERE: Final = re.compile(r"://|^[^/]+:")
"""In the address of a place that is no folder on this computer."""

_FILE: Final = "file://"


@dataclass(frozen=True, slots=True)
class Branches:
    """The branches at a place, by their full names with the commit of each, and the one that it gives to newcomers."""

    all: dict[str, str]
    first: str

    @property
    def shared(self) -> str:
        """The one that a newcomer gets; empty where that is not clear."""
        return self.first or (next(iter(self.all)) if len(self.all) == 1 else "")


def check_address(url: str) -> None:
    """Raise Refused where `url` is no place that is followed."""
    if not url or url.startswith("-") or _HELPER.match(url) or not url.isprintable():
        raise Refused(
            _("{url} is no place to share at.").format(url=clean_line(url)),
            _("Name a folder, or an address with https or ssh."),
        )
    if _is_half_an_address(url):
        raise Refused(
            _("There is no folder {url} here; for an address, something is missing.").format(url=url), _looks_like(url)
        )


def _is_half_an_address(url: str) -> bool:
    """Whether it names no folder that is here, but a machine: `example.org/me/garden`, `git@example.org/me/garden`."""
    machine, slash, _rest = url.partition("/")
    is_machine = "@" in machine or "." in machine.strip(".")
    return bool(slash and is_machine and folder_at(url)) and not os.path.lexists(os.path.expanduser(url))


def _looks_like(url: str) -> str:
    machine, _slash, rest = url.rpartition("@")[2].partition("/")
    https, ssh = f"https://{machine}/{rest}", f"git@{machine}:{rest}"
    return _("An address looks like {https} or {ssh}, a folder like ../shared").format(https=https, ssh=ssh)


def folder_at(url: str) -> str:
    """The folder on this computer that `url` names, as an absolute path; empty where it names another machine."""
    if url.startswith(_FILE):
        return url.removeprefix(_FILE)
    return "" if _ELSEWHERE.search(url) else os.path.abspath(os.path.expanduser(url))


def place_for(top: str, url: str) -> str:
    """The place that `url` names, to share the repository `top` at; an empty folder, or none yet, is made one.

    Raises:
        Refused: it is in a workspace, or this one itself.
        NotWritten: the folder cannot be made.
    """
    folder = folder_at(url)
    if not folder:
        return url
    real = os.path.realpath(folder)
    if real in {os.path.realpath(top), os.path.realpath(f"{top}/.git")} or workspace_above(real):
        raise Refused(
            _("{folder} is in a workspace itself, so none can be shared there.").format(folder=folder),
            _("Name a folder outside, such as ../shared, or an address such as https://example.org/me/garden"),
        )
    if url.startswith(_FILE):
        return url
    if not os.path.lexists(folder) or (os.path.isdir(folder) and not os.listdir(folder)):
        try:
            os.makedirs(folder, exist_ok=True)
        except OSError as error:
            raise not_written(error) from error
        Git(folder).run("init", "--quiet", "--bare", "--initial-branch=main")
    return folder


def branches_at(git: Git, place: str) -> Branches:
    """The branches at a place, which is an address or the name of a remote.

    Raises:
        GitFailed, NoAnswer: as `Git.far`.
    """
    told = git.far("ls-remote", "--symref", "--end-of-options", place, "HEAD", f"{HEADS}*").decode("utf-8", "replace")
    lines = [line.split("\t") for line in told.splitlines() if line.count("\t") == 1]
    found = {name: commit for commit, name in lines if name.startswith(HEADS) and not commit.startswith("ref:")}
    first = next(
        (to.removeprefix("ref:").strip() for to, name in lines if name == "HEAD" and to.startswith("ref:")), ""
    )
    return Branches(found, first if first in found else "")
