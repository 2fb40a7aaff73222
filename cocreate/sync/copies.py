"""Copies of a workspace: what git knows of one, asked in few questions, for each is a process of its own."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from cocreate.locale import N_, Sentence
from cocreate.model.host import OfHost
from cocreate.sync.git import Git
from cocreate.sync.records import refs, settings
from cocreate.sync.refusals import Blocked, belongs_to_another

_LONGEST_ID: Final = 64
_SETTINGS: Final = r"^(branch\..*\.(remote|merge)|remote\..*\.url)$"


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of a workspace.

    Attributes:
        git: runs in the workspace.
        top: runs in the top folder of the repository.
        folder: what git keeps of this copy.
        common: what git keeps of the repository, which is the same folder for most.
        prefix: the path of the workspace in the repository, empty or ending in `/`.
        branch: the full name of the branch; empty where none is chosen.
        is_shallow: whether the older part of the history is missing.
    """

    git: Git
    top: Git
    folder: str
    common: str
    prefix: str
    branch: str
    is_shallow: bool


@dataclass(frozen=True, slots=True)
class Upstream:
    """Where a branch of this copy is shared.

    Attributes:
        remote: the name of the place in this copy.
        there: the branch's full name there.
        seen: what names it here as it was last seen.
        url: the address of the place.
    """

    remote: str
    there: str
    seen: str
    url: str


def last_seen(copy: Copy, upstream: Upstream) -> str:
    """The commit that was there when it was last seen; empty where none was.

    It stands in a file, which is no process; git is asked only where it keeps it in another way.
    """
    with suppress(OSError, ValueError), open(f"{copy.common}/{upstream.seen}", encoding="ascii") as file:
        name = file.read(_LONGEST_ID + 1).strip()
        if name.isalnum():
            return name
    told = copy.git.run("for-each-ref", "--format=%(refname) %(objectname)", upstream.seen)
    return refs(told).get(upstream.seen, "")


def copy_at(root: str) -> Copy:
    """What git knows of the copy at `root`.

    Raises:
        Blocked: it has no history, or git does not trust whoever it belongs to.
    """
    git = Git(root)
    asked = ("--is-inside-work-tree", "--is-shallow-repository", "--show-toplevel", "--absolute-git-dir")
    done = git.asked("rev-parse", *asked, "--git-common-dir", "--show-prefix", "--symbolic-full-name", "HEAD")
    lines = done.stdout.decode("utf-8", "surrogateescape").split("\n")
    if lines[0] != "true" or len(lines) < 7:
        if refused := owned_by_another(done.stderr):
            raise refused
        raise Blocked(
            Sentence(N_("This workspace has no history yet.")), Sentence(N_("Begin one in its folder: git init"))
        )
    _inside, shallow, top, folder, common, prefix, head = lines[:7]
    common = common if common.startswith("/") else f"{root}/{common}"
    if head == "HEAD":  # nothing was committed yet, or no branch is chosen
        head = git.line("symbolic-ref", "--quiet", "HEAD", fine=(0, 1))
    return Copy(git, Git(top), folder, common, prefix, head, shallow == "true")


def owned_by_another(said: bytes) -> Blocked | None:
    """That git shows nothing here, as the workspace is another account's; None where it has not `said` so."""
    english = N_("This workspace belongs to somebody else on this computer.")
    return belongs_to_another(english, said.decode("utf-8", "replace"))


def upstream_of(copy: Copy) -> Upstream | None:
    """Where the branch is shared; None where this repository knows no other place at all.

    Raises:
        Blocked: it is not said, or in a way that is not followed.
    """
    said = settings(copy.git.run("config", "-z", "--get-regexp", _SETTINGS, fine=(0, 1)))
    name = copy.branch.removeprefix("refs/heads/")
    remote, there = said.get(f"branch.{name}.remote", ""), said.get(f"branch.{name}.merge", "")
    remotes = sorted(key[len("remote.") : -len(".url")] for key in said if key.startswith("remote."))
    if not (remote and there):
        if not remotes:
            return None
        raise Blocked(
            Sentence(N_("It is not said yet where this copy is shared.")),
            Sentence(
                N_("Say it once in a terminal: git push --set-upstream {remote} {name}"),
                remote=OfHost(remotes[0]),
                name=name,
            ),
        )
    if remote.startswith("-") or not there.startswith("refs/heads/") or remote not in remotes:
        raise Blocked(Sentence(N_("Where this copy is shared is said in a way that is not followed.")), "")
    seen = f"refs/cocreate/{remote}/{there.removeprefix('refs/heads/')}"
    return Upstream(remote, there, seen, said[f"remote.{remote}.url"])
