"""A copy of one's own of a workspace that is shared somewhere."""

import os
import re
import shutil
from typing import Final

from cocreate.locale import _
from cocreate.model.errors import CocreateError, NotFound, Refused
from cocreate.model.text import clean_line
from cocreate.sync.gate import MOST_LISTED, check_incoming, too_many
from cocreate.sync.git import Git, GitFailed, NoAnswer
from cocreate.sync.refusals import why_not
from cocreate.workspace.paths import MARK
from cocreate.workspace.root import is_workspace

_HELPER: Final = re.compile(r"[A-Za-z0-9+.-]*::")
"""An address that names a program to run; two colons also stand in addresses of machines, in brackets."""


def clone(url: str, path: str) -> str:
    """Copy what is shared at `url` into the new folder `path`, and return the workspace's folder in it.

    Nothing reaches the disk as a file before it was looked at (see `gate`).

    Raises:
        Refused: the folder is there already, or `url` is nothing that is followed.
        CocreateError: nothing answers there, or what is shared is no workspace, or is not let in; no folder is left.
    """
    if not url or url.startswith("-") or _HELPER.match(url) or not url.isprintable():
        raise Refused(
            _("{url} is no place to share at.").format(url=clean_line(url)),
            _("Name a folder, or an address with https or ssh."),
        )
    if os.path.lexists(path) and (os.path.islink(path) or not os.path.isdir(path) or os.listdir(path)):
        raise Refused(_("{folder} is there already.").format(folder=path), _("Name another folder for the copy."))
    was_there = os.path.lexists(path)
    parent = os.path.dirname(path)
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
    beside.far(*asked, "--template=", "--end-of-options", url, path)
    git = Git(path)
    if not git.line("rev-parse", "--verify", "--quiet", "HEAD", fine=(0, 1, 128)):
        raise NotFound(
            _("Nothing is shared at {url} yet.").format(url=url), _("Begin a workspace there: cocreate init")
        )
    listed = git.some("ls-tree", "-r", "-z", "--name-only", "HEAD", most=MOST_LISTED)
    if listed is None:
        raise too_many()
    names = listed.decode(errors="replace")
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
