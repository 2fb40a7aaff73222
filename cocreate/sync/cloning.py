"""A copy of one's own of a workspace that is shared somewhere."""

import os
import shutil
from typing import Final

from cocreate.locale import _
from cocreate.model.errors import CocreateError, NotFound, Refused
from cocreate.model.hints import Hint
from cocreate.sync import records
from cocreate.sync.gate import MOST_LISTED, check_incoming, too_many
from cocreate.sync.git import Git, GitFailed, NoAnswer
from cocreate.sync.landing import LONG, links_as_git_has_them
from cocreate.sync.limits import is_safe
from cocreate.sync.places import check_address, check_plain, folder_at
from cocreate.sync.refusals import why_not
from cocreate.workspace.paths import MARK
from cocreate.workspace.root import is_workspace, workspace_above

MOST_BRANCHES: Final = 50
"""Branches that are looked into for a workspace."""


def clone(url: str, path: str) -> str:
    """Copy what is shared at `url` into the new folder `path`, and return the workspace's folder in it.

    Nothing reaches the disk as a file before it was looked at (see `gate`).

    Raises:
        Refused: the folder is there already, or `url` is nothing that is followed.
        CocreateError: nothing answers there, or what is shared is no workspace, or is not let in; no folder is left.
    """
    check_address(url)
    check_plain(url, os.getcwd())
    if os.path.lexists(path) and (os.path.islink(path) or not os.path.isdir(path) or os.listdir(path)):
        raise Refused(_("{folder} is there already.").format(folder=path), _("Name another folder for the copy."))
    was_there = os.path.lexists(path)
    parent = os.path.dirname(path)
    if outer := workspace_above(path):
        raise Refused(
            _("{folder} lies within the workspace {outer}.").format(folder=path, outer=outer),
            _("Name a folder outside of it."),
        )
    os.makedirs(parent, exist_ok=True)
    try:
        return _told(Git(parent), url, path)
    except BaseException:
        shutil.rmtree(path, ignore_errors=True)
        if was_there:
            os.makedirs(path, exist_ok=True)
        raise


def _told(beside: Git, url: str, path: str) -> str:
    """As `_cloned`, with what git says in words for a person."""
    try:
        return _cloned(beside, url, path)
    except GitFailed as error:
        failed = why_not(error, path, url)
    except NoAnswer as error:
        failed = error
    if isinstance(failed, NoAnswer):
        raise CocreateError(failed.message, _("Look at the address, or try again later.")) from failed
    raise failed


def _cloned(beside: Git, url: str, path: str) -> str:
    # without --no-local, git takes over the files of a folder on the same disk without looking into them
    asked = ("clone", "--progress", "--no-checkout", "--no-tags", "--no-local", "--no-recurse-submodules")
    where = url if "://" in url else folder_at(url) or url  # git runs elsewhere than whoever says it
    beside.far(*asked, "--template=", "--end-of-options", where, path)
    git = Git(path)
    is_empty = not git.line("rev-parse", "--verify", "--quiet", "HEAD", fine=(0, 1, 128))
    homes = [] if is_empty else _homes(git, "HEAD")
    if not homes:
        name = _chosen(git)
        if is_empty and not _others(git):
            raise NotFound(_("Nothing is shared at {url} yet.").format(url=url), Hint("begin-there", url))
        if not name:
            raise NotFound(
                _("What is shared at {url} is no workspace: it has no workspace.md.").format(url=url),
                Hint("share-there", url),
            )
        homes = _homes(git, "HEAD")
    home = min(homes, key=len)
    if home and not is_safe(home.rstrip("/")):
        raise CocreateError(_("What is shared there has a name that is not safe on every disk."))
    check_incoming(git, home, git.line("mktree"), "HEAD", may_delete=True, is_new=True)
    git.run(*links_as_git_has_them(git, home), "read-tree", "-m", "-u", "HEAD", seconds=LONG)
    root = f"{path}/{home}".rstrip("/")
    if not is_workspace(root):
        raise CocreateError(_("The copy could not be written."), _("Look at the disk, then try again."))
    return root


def _homes(git: Git, commit: str) -> list[str]:
    """The folders of the workspaces in a commit, each ending in `/`, or empty where it is the top."""
    listed = git.some("ls-tree", "-r", "-z", "--name-only", commit, most=MOST_LISTED)
    if listed is None:
        raise too_many()
    names = records.paths(listed)
    return [name.removesuffix(MARK) for name in names if name == MARK or name.endswith(f"/{MARK}")]


def _others(git: Git) -> list[str]:
    """The branches that came, by their names."""
    listed = git.run("for-each-ref", "--format=%(refname) %(objectname)", "refs/remotes/origin")
    return [name for ref in records.refs(listed) if (name := ref.removeprefix("refs/remotes/origin/")) != "HEAD"]


def _chosen(git: Git) -> str:
    """Choose the branch that holds a workspace, where the place names none that does; empty where that is in doubt."""
    names = [name for name in _others(git)[:MOST_BRANCHES] if _homes(git, f"refs/remotes/origin/{name}")]
    name = "main" if "main" in names else names[0] if len(names) == 1 else ""
    if name:
        git.run("update-ref", f"refs/heads/{name}", f"refs/remotes/origin/{name}")
        git.run("symbolic-ref", "HEAD", f"refs/heads/{name}")
        git.run("config", f"branch.{name}.remote", "origin")
        git.run("config", f"branch.{name}.merge", f"refs/heads/{name}")
    return name
