"""Places to share at: what an address looks like, which may be one, and what branches there are."""

import itertools
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from cocreate.locale import N_, Sentence
from cocreate.model.errors import Refused
from cocreate.model.host import OfHost
from cocreate.model.text import clean_line
from cocreate.sync.git import Git, NoAnswer
from cocreate.sync.refusals import Blocked
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
    if not url.strip():
        raise Refused(
            Sentence(N_("Say where to share it.")), Sentence(N_("Name a folder, or an address with https or ssh."))
        )
    if url.startswith("-") or _HELPER.match(url) or not url.isprintable():
        raise Refused(
            Sentence(N_("{url} is no place to share at."), url=clean_line(url)),
            Sentence(N_("Name a folder, or an address with https or ssh.")),
        )
    if _is_half_an_address(url):
        raise Refused(
            Sentence(N_("There is no folder {url} here; for an address, something is missing."), url=url),
            _looks_like(url),
        )


def _is_half_an_address(url: str) -> bool:
    """Whether it names no folder that is here, but a machine: `example.org/me/garden`, `git@example.org/me/garden`."""
    machine, slash, _rest = url.partition("/")
    is_machine = "@" in machine or "." in machine.strip(".")
    return bool(slash and is_machine and folder_at(url)) and not os.path.lexists(os.path.expanduser(url))


def _looks_like(url: str) -> Sentence:
    machine, _slash, rest = url.rpartition("@")[2].partition("/")
    https, ssh = f"https://{machine}/{rest}", f"git@{machine}:{rest}"
    return Sentence(N_("An address looks like {https} or {ssh}, a folder like ../shared"), https=https, ssh=ssh)


def folder_at(url: str) -> str:
    """The folder on this computer that `url` names, as an absolute path; empty where it names another machine."""
    if url.startswith(_FILE):
        return url.removeprefix(_FILE)
    return "" if _ELSEWHERE.search(url) else os.path.abspath(os.path.expanduser(url))


def place_for(top: str, url: str) -> str:
    """The place that `url` names, to share the repository `top` at.

    Raises:
        Refused: it is in a workspace, or this one itself.
    """
    folder = folder_at(url)
    if not folder:
        return url
    real = os.path.realpath(folder)
    if real in {os.path.realpath(top), os.path.realpath(f"{top}/.git")} or workspace_above(real):
        raise Refused(
            Sentence(N_("{folder} is in a workspace itself, so none can be shared there."), folder=folder),
            Sentence(
                N_("Name a folder outside, such as ../shared, or an address such as https://example.org/me/garden")
            ),
        )
    return url if url.startswith(_FILE) else folder


def make_place(url: str, folder: str) -> str:
    """Make `folder`, which `url` names, a place to share at where it is empty, or not there; the folder if it was made.

    Raises:
        NotWritten: it cannot be made.
    """
    if not folder_at(url) or url.startswith(_FILE):
        return ""
    if os.path.lexists(folder) and not (os.path.isdir(folder) and not os.listdir(folder)):
        return ""
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as error:
        raise not_written(error) from error
    Git(folder).run("init", "--quiet", "--bare", "--initial-branch=main")
    return folder


def check_there(url: str, here: str) -> None:
    """See that where `url` is a folder, seen from the folder `here`, it is there and not empty, as one not mounted is.

    Raises:
        NoAnswer: it is away, for now at least.
    """
    folder = url.removeprefix(_FILE)
    if folder == url and _ELSEWHERE.search(url):
        return
    folder = os.path.join(here, os.path.expanduser(folder))
    try:
        is_there = bool(os.listdir(folder))
    except OSError as error:
        is_there = not isinstance(error, FileNotFoundError)  # git says what else is the matter
    if not is_there:
        raise NoAnswer(
            N_("The shared folder is not there now: {folder}. Yours is kept here."), folder=OfHost(clean_line(folder))
        )


def check_plain(url: str, here: str) -> None:
    """See that where `url` is a folder, seen from the folder `here`, git can read it without waiting for ever.

    Raises:
        Blocked: something in it is a pipe or a device.
    """
    folder = url.removeprefix(_FILE)
    if folder == url and _ELSEWHERE.search(url):
        return
    folder = os.path.join(here, os.path.expanduser(folder))
    for top in (folder, f"{folder}/.git"):
        for at, _folders, names in _walk(top):
            for name in names:
                if not _is_readable(f"{at}/{name}"):
                    raise Blocked(
                        Sentence(
                            N_("In the shared folder, {file} is neither a file nor a folder."),
                            file=clean_line(os.path.relpath(f"{at}/{name}", folder)),
                        ),
                        Sentence(N_("Nothing here was changed. Ask whoever looks after that place.")),
                    )


def _walk(top: str) -> Iterator[tuple[str, list[str], list[str]]]:
    """The files in which git keeps where it is and what it has, but for each single object."""
    yield from itertools.islice(os.walk(top), 1 if os.path.lexists(f"{top}/HEAD") else 0)
    for inside in ("refs", "objects/info", "objects/pack"):
        yield from os.walk(f"{top}/{inside}")


def _is_readable(path: str) -> bool:
    try:
        mode = os.stat(path).st_mode
    except OSError:
        return True  # git says what is the matter with it
    return stat.S_ISREG(mode) or stat.S_ISDIR(mode)


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
