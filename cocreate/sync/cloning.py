"""A copy of one's own of a workspace that is shared somewhere."""

import os
import re
import shlex
import shutil
from typing import Final

from cocreate.locale import _
from cocreate.model.errors import CocreateError, NotFound, Refused
from cocreate.model.hints import Hint
from cocreate.model.text import clean_line
from cocreate.sync import records
from cocreate.sync.copies import copy_at
from cocreate.sync.gate import MOST_LISTED, check_incoming, too_many
from cocreate.sync.git import Git, GitFailed, NoAnswer
from cocreate.sync.refusals import why_not
from cocreate.workspace.files import not_written
from cocreate.workspace.paths import MARK
from cocreate.workspace.root import is_workspace

_HELPER: Final = re.compile(r"[A-Za-z0-9+.-]*::")
"""An address that names a program to run; two colons also stand in addresses of machines, in brackets."""


_ELSEWHERE: Final = re.compile(r"://|^[^/]+:")
"""In the address of a place that is no folder on this computer."""


def clone(url: str, path: str) -> str:
    """Copy what is shared at `url` into the new folder `path`, and return the workspace's folder in it.

    Nothing reaches the disk as a file before it was looked at (see `gate`).

    Raises:
        Refused: the folder is there already, or `url` is nothing that is followed.
        CocreateError: nothing answers there, or what is shared is no workspace, or is not let in; no folder is left.
    """
    check_address(url)
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


def check_address(url: str) -> None:
    """Raise Refused where `url` is no place that is followed."""
    if not url or url.startswith("-") or _HELPER.match(url) or not url.isprintable():
        raise Refused(
            _("{url} is no place to share at.").format(url=clean_line(url)),
            _("Name a folder, or an address with https or ssh."),
        )


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
    if not git.line("rev-parse", "--verify", "--quiet", "HEAD", fine=(0, 1, 128)) and not _chosen(git):
        raise NotFound(_("Nothing is shared at {url} yet.").format(url=url), Hint("begin-there"))
    listed = git.some("ls-tree", "-r", "-z", "--name-only", "HEAD", most=MOST_LISTED)
    if listed is None:
        raise too_many()
    names = records.paths(listed)
    homes = [name.removesuffix(MARK) for name in names if name == MARK or name.endswith(f"/{MARK}")]
    if not homes:
        raise NotFound(
            _("What is shared at {url} is no workspace: it has no workspace.md.").format(url=url),
            _("Look at the address."),
        )
    home = min(homes, key=len)
    check_incoming(git, home, git.line("mktree"), "HEAD", may_delete=True, is_new=True)
    git.run("read-tree", "-m", "-u", "HEAD")
    root = f"{path}/{home}".rstrip("/")
    if not is_workspace(root):
        raise CocreateError(_("The copy could not be written."), _("Look at the disk, then try again."))
    return root


def _chosen(git: Git) -> bool:
    """Choose what is shared where the place does not say which it is; whether there is anything, and no doubt."""
    listed = git.run("for-each-ref", "--format=%(refname) %(objectname)", "refs/remotes/origin")
    names = [name for ref in records.refs(listed) if (name := ref.removeprefix("refs/remotes/origin/")) != "HEAD"]
    name = "main" if "main" in names else names[0] if len(names) == 1 else ""
    if name:
        git.run("update-ref", f"refs/heads/{name}", f"refs/remotes/origin/{name}")
        git.run("symbolic-ref", "HEAD", f"refs/heads/{name}")
        git.run("config", f"branch.{name}.remote", "origin")
        git.run("config", f"branch.{name}.merge", f"refs/heads/{name}")
    return bool(name)


def _made(folder: str) -> str:
    """The folder, made a place to share at where nothing is in it yet."""
    if not os.path.lexists(folder) or (os.path.isdir(folder) and not os.listdir(folder)):
        try:
            os.makedirs(folder, exist_ok=True)
        except OSError as error:
            raise not_written(error) from error
        Git(folder).run("init", "--quiet", "--bare", "--initial-branch=main")
    return folder


def share_at(root: str, url: str) -> None:
    """Let the workspace at `root` be shared at `url` from now on; the next sync brings it there.

    An empty folder, or one that is not there, becomes such a place.

    Raises:
        Refused: `url` is nothing that is followed, or it is shared elsewhere already.
        CocreateError: it has no history, or git said no.
    """
    check_address(url)
    copy = copy_at(root)
    remote = copy.git.line("config", "--get", "remote.origin.url", fine=(0, 1))
    if remote and copy.git.line("for-each-ref", "refs/cocreate"):
        raise Refused(
            _("It is shared already, at {url}.").format(url=clean_line(remote)),
            _("To move it, in a terminal: git -C {folder} remote set-url origin ADDRESS").format(
                folder=shlex.quote(root)
            ),
        )
    where = url if _ELSEWHERE.search(url) else _made(os.path.abspath(os.path.expanduser(url)))
    copy.git.run("config", "remote.origin.url", where)
    copy.git.run("config", "remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*")
    copy.git.run("config", f"branch.{copy.branch.removeprefix('refs/heads/')}.remote", "origin")
    copy.git.run("config", f"branch.{copy.branch.removeprefix('refs/heads/')}.merge", copy.branch)
