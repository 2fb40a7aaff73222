"""Saying where a copy is shared: for the first time, or elsewhere than before."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from cocreate.locale import N_, Sentence
from cocreate.model.errors import Refused
from cocreate.model.hints import Hint
from cocreate.model.text import clean_name
from cocreate.sync import records
from cocreate.sync.copies import Copy, copy_at
from cocreate.sync.git import Git, GitFailed, NoAnswer
from cocreate.sync.places import HEADS, branches_at, check_address, check_plain, folder_at, make_place, place_for

_ORIGIN: Final = "origin"
"""What git calls the place that a copy is shared at, unless somebody says otherwise."""

_LISTED: Final = ("for-each-ref", "--format=%(refname) %(objectname)")


@dataclass(frozen=True, slots=True)
class Shared:
    """Where a copy is shared from now on.

    Attributes:
        made: the folder that was made a place for it; empty where it was one.
        was: where it was shared before; empty where it was not, or at the same place.
    """

    made: str = ""
    was: str = ""
    _copy: Copy | None = None
    _settings: Mapping[str, str] | None = None
    _seen: Mapping[str, str] | None = None

    def back(self) -> None:
        """Share it where it was shared before, as if nobody had said otherwise."""
        if self._copy and self._settings is not None and self._seen is not None:
            for key, value in self._settings.items():
                self._copy.git.run("config", key, value)
            _forget_seen(self._copy)
            for ref, commit in self._seen.items():
                self._copy.git.run("update-ref", ref, commit)


def share_at(root: str, url: str, *, move: bool = False) -> Shared:
    """Let the workspace at `root` be shared at `url` from now on; the next sync brings it there.

    An empty folder, or one that is not there, becomes such a place.

    Args:
        root: the folder of the workspace.
        url: a folder, or an address.
        move: whether a copy that is shared elsewhere is meant to be shared there instead.

    Raises:
        Refused: `url` is nothing that is followed, or it is shared elsewhere already.
        CocreateError: it has no history, or git said no.
    """
    check_address(url)
    copy = copy_at(root)
    name = copy.branch.removeprefix(HEADS)
    followed = copy.git.line("config", "--get", f"branch.{name}.remote", fine=(0, 1)) or _ORIGIN
    remote = copy.git.line("config", "--get", f"remote.{followed}.url", fine=(0, 1))
    is_met = bool(remote) and _has_met(copy)
    if is_met and _is_same(remote, url):
        return Shared()
    if is_met and not move:
        raise Refused(Sentence(N_("It is shared already, at {url}."), url=clean_name(remote)), Hint("move-there", url))
    place = place_for(copy.top.at, url)
    made = make_place(url, place)
    check_plain(place, root)
    remote_name = followed if is_met else _ORIGIN
    keys = (f"remote.{remote_name}.url", f"branch.{name}.remote", f"branch.{name}.merge")
    shared = Shared(made)
    if is_met:
        before = {key: copy.git.line("config", "--get", key, fine=(0, 1)) for key in keys}
        before = {key: value for key, value in before.items() if value}
        shared = Shared(made, remote, copy, before, records.refs(copy.git.run(*_LISTED, "refs/cocreate")))
        _forget_seen(copy)
    else:
        copy.git.run("config", f"remote.{_ORIGIN}.fetch", f"+refs/heads/*:refs/remotes/{_ORIGIN}/*")
    values = (place, remote_name, _branch_at(copy.git, place) or copy.branch)
    for key, value in zip(keys, values, strict=True):
        copy.git.run("config", key, value)
    return shared


def _is_same(remote: str, url: str) -> bool:
    folder = folder_at(url)
    return remote == url or (bool(folder) and folder_at(remote) == folder)


def _forget_seen(copy: Copy) -> None:
    """What was seen at one place says nothing of another."""
    for ref in records.refs(copy.git.run(*_LISTED, "refs/cocreate")):
        copy.git.run("update-ref", "-d", ref)


def _has_met(copy: Copy) -> bool:
    """Whether what is here and what was seen where it is shared are of one history."""
    kept = ("refs/cocreate", "refs/remotes")  # by a sync; by git, as when this copy was made
    seen = records.refs(copy.git.run("for-each-ref", "--format=%(refname) %(objectname)", *kept))
    return any(copy.git.line("merge-base", "HEAD", commit, fine=(0, 1, 128)) for commit in seen.values())


def _branch_at(git: Git, place: str) -> str:
    """The branch that whoever joins there gets; empty where there is none yet, or nobody answers now."""
    with suppress(GitFailed, NoAnswer):  # the sync that follows says what is the matter
        return branches_at(git, place).shared
    return ""
