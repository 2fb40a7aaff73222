"""A copy of one's own of a workspace that is shared somewhere."""

import os
import shutil

from cocreate.locale import _
from cocreate.model.errors import CocreateError, NotFound, Refused
from cocreate.sync.gate import MOST_LISTED, check_incoming
from cocreate.sync.git import Git, GitFailed
from cocreate.sync.refusals import why_not
from cocreate.workspace.paths import MARK
from cocreate.workspace.root import is_workspace


def clone(url: str, path: str) -> str:
    """Copy what is shared at `url` into the new folder `path`, and return the workspace's folder in it.

    Nothing reaches the disk as a file before it was looked at (see `gate`).

    Raises:
        Refused: the folder is there already, or `url` is nothing that is followed.
        CocreateError: nothing answers there, or what is shared is no workspace, or is not let in; no folder is left.
    """
    if url.startswith("-") or "::" in url or not url:
        raise Refused(
            _("{url} is no place to share at.").format(url=url), _("Name a folder, or an address with https or ssh.")
        )
    if os.path.lexists(path) and not (os.path.isdir(path) and not os.listdir(path)):
        raise Refused(_("{folder} is there already.").format(folder=path), _("Name another folder for the copy."))
    was_there = os.path.lexists(path)
    parent = os.path.dirname(path)
    os.makedirs(parent, exist_ok=True)
    try:
        return _cloned(Git(parent), url, path)
    except BaseException:
        shutil.rmtree(path, ignore_errors=True)
        if was_there:
            os.makedirs(path, exist_ok=True)
        raise


def _cloned(beside: Git, url: str, path: str) -> str:
    asked = ("clone", "--progress", "--no-checkout", "--no-tags", "--no-recurse-submodules", "--template=")
    try:
        beside.far(*asked, "--end-of-options", url, path)
    except GitFailed as error:
        raise why_not(error, os.path.dirname(path)) from error
    git = Git(path)
    if not git.line("rev-parse", "--verify", "--quiet", "HEAD", fine=(0, 1, 128)):
        raise NotFound(
            _("Nothing is shared at {url} yet.").format(url=url), _("Begin a workspace there: cocreate init")
        )
    names = (git.some("ls-tree", "-r", "-z", "--name-only", "HEAD", most=MOST_LISTED) or b"").decode(errors="replace")
    homes = [name.removesuffix(MARK) for name in names.split("\0") if name == MARK or name.endswith(f"/{MARK}")]
    if not homes:
        raise NotFound(
            _("What is shared at {url} is no workspace: it has no workspace.md.").format(url=url),
            _("Look at the address."),
        )
    home = min(homes, key=len)
    check_incoming(git, "", git.line("mktree"), "HEAD", may_delete=True)
    git.run("read-tree", "-m", "-u", "HEAD")
    root = f"{path}/{home}".rstrip("/")
    if not is_workspace(root):
        raise CocreateError(_("The copy could not be written."), _("Look at the disk, then try again."))
    return root
