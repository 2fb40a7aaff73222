"""Sync: this copy and the shared place brought in step, nothing lost, nobody asked to resolve anything (docs/sync.md).

Commit what was written here; fetch; look at what came; bring both histories together in a tree of their own; land it
so that a file somebody is writing at that moment is never overwritten; push. Whoever loses the race to the shared place
goes back to fetching, after a wait that grows.
"""

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from cocreate.locale import _, plural
from cocreate.model.errors import CocreateError
from cocreate.sync import conflicts, gate
from cocreate.sync.commits import as_author, commit_pending, own_signature, people_by_email
from cocreate.sync.git import Git, GitFailed, NoAnswer
from cocreate.sync.merging import Joined, join
from cocreate.sync.refusals import Blocked, why_not

IN_STEP, OFFLINE, BLOCKED = "in-step", "offline", "blocked"

TRIES: Final = 20
"""So often a lost race is run again; each wait is random, and twice as long at most as the one before."""

FIRST_WAIT: Final = 0.05
LONGEST_WAIT: Final = 2.0

PATIENCE: Final = 120.0
"""Seconds to wait for another sync of this copy."""


@dataclass(slots=True)
class Synced:
    """What came of a sync: the state, how many files went and came, how many met, which other wordings wait."""

    state: str = IN_STEP
    sent: int = 0
    received: int = 0
    merged: int = 0
    wordings: list[str] = field(default_factory=list)
    message: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a branch of this copy is shared: the remote's name, the branch's full name there, and as last seen here."""

    branch: str
    remote: str
    there: str
    seen: str


def sync(root: str, *, accept: bool = False) -> Synced:
    """Bring the workspace at `root` in step with the place it is shared at.

    Args:
        root: the folder of the workspace.
        accept: whether to take over even what takes out a large part of the workspace.

    Returns:
        What came of it. Being offline, or blocked, is told and is no error: everything written here stays.
    """
    synced = Synced()
    try:
        with _locked(root) as git:
            _Sync(git, root, accept, synced).go()
    except NoAnswer as error:
        synced.state, synced.message = OFFLINE, error.message
    except CocreateError as error:
        synced.state, synced.message = BLOCKED, f"{error.message} {error.hint}".strip()
    return synced


@contextmanager
def _locked(root: str) -> Iterator[Git]:
    """Git in the workspace of the repository, while no other sync of this copy is at work."""
    from filelock import FileLock, Timeout  # deferred: asyncio is behind it, and most commands never sync

    here = Git(root)
    if here.line("rev-parse", "--is-inside-work-tree", fine=(0, 128)) != "true":
        raise Blocked(_("This workspace has no history yet."), _("Begin one in its folder: git init"))
    folder = here.line("rev-parse", "--absolute-git-dir")
    try:
        with FileLock(f"{folder}/cocreate.lock", timeout=PATIENCE, poll_interval=0.02):
            yield here
    except Timeout as error:
        raise Blocked(_("Another sync of this copy is still at work."), _("Try again in a moment.")) from error


class _Sync:
    """One sync, under the lock; `git` runs in the workspace."""

    def __init__(self, git: Git, root: str, accept: bool, synced: Synced) -> None:  # noqa: FBT001 - private
        self._git, self._root, self._accept, self._synced = git, root, accept, synced
        self._prefix = git.line("rev-parse", "--show-prefix")
        self._top = Git(git.line("rev-parse", "--show-toplevel"))

    def go(self) -> None:
        conflicts.clear_stale_locks(self._git)
        conflicts.finish_pull(self._top, self._prefix, lambda: people_by_email(self._root))
        if said := conflicts.under_way(self._git):
            raise Blocked(said, _("Finish or leave it with git; writing goes on meanwhile."))
        branch = self._git.line("symbolic-ref", "--quiet", "HEAD", fine=(0, 1))
        if not branch:
            raise Blocked(_("This copy looks at an older state of the history."), _("Go back: git switch -"))
        commit_pending(self._git, self._root, self._prefix)
        place = self._place(branch)
        if place is None:
            self._synced.message = _("Everything is kept. It is not shared with another place yet.")
            return
        for attempt in range(TRIES):
            self._fetch(place)
            self._bring_together(place)
            if self._push(place):
                break
            time.sleep(random.uniform(0.2, 1.0) * min(LONGEST_WAIT, FIRST_WAIT * 2**attempt))  # noqa: S311 - no secret
        else:
            raise NoAnswer
        self._synced.message = _words(self._synced)

    def _place(self, branch: str) -> Place | None:
        """Where the branch is shared; None where this repository knows no other place at all."""
        name = branch.removeprefix("refs/heads/")
        remote = self._git.line("config", "--get", f"branch.{name}.remote", fine=(0, 1))
        there = self._git.line("config", "--get", f"branch.{name}.merge", fine=(0, 1))
        remotes = self._git.line("remote").split("\n")
        if not (remote and there):
            if remotes == [""]:
                return None
            raise Blocked(
                _("It is not said yet where this copy is shared."),
                _("Say it once in a terminal: git push --set-upstream {remote} {name}").format(
                    remote=remotes[0], name=name
                ),
            )
        if remote.startswith("-") or not there.startswith("refs/heads/") or remote not in remotes:
            raise Blocked(_("Where this copy is shared is said in a way that is not followed."), "")
        return Place(branch, remote, there, f"refs/cocreate/{remote}/{there.removeprefix('refs/heads/')}")

    # Receiving

    def _fetch(self, place: Place) -> None:
        """Get what is shared; the place may only ever have grown."""
        spec = f"{place.there}:{place.seen}"
        asked = ("fetch", "--progress", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules")
        if self._accept:
            spec = f"+{spec}"
        shallow = self._git.line("rev-parse", "--is-shallow-repository") == "true"
        deeper = ["--unshallow"] if shallow else []
        try:
            self._git.far(*asked, *deeper, "--end-of-options", place.remote, spec)
        except GitFailed as error:
            if "couldn't find remote ref" in error.printed:
                return
            if "(non-fast-forward)" in error.printed:
                raise Blocked(
                    _("The history of the shared place was replaced by another."),
                    _("If that is meant: cocreate sync --accept. Yours is kept beside it."),
                ) from error
            raise why_not(error, self._root) from error

    def _bring_together(self, place: Place) -> None:
        """Land what is shared in this copy, however often a file is saved meanwhile."""
        published = self._commit(place.seen)
        for _attempt in range(TRIES):
            ours = self._commit("HEAD")
            if not published or published == ours or self._is_in(published, ours):
                return
            base = self._git.line("merge-base", ours, published, fine=(0, 1)) if ours else ""
            empty = self._top.line("mktree")
            gate.check_incoming(self._top, self._prefix, base or empty, published, may_delete=self._accept)
            landing = published if not ours or self._is_in(ours, published) else self._joined(ours, published)
            if self._land(landing):
                self._synced.received += self._files_between(ours or empty, landing)
                return
            commit_pending(self._git, self._root, self._prefix)
        raise Blocked(_("Something keeps changing the same files."), _("Try again in a moment."))

    def _joined(self, ours: str, published: str) -> str:
        joined = join(self._top, self._prefix, ours, published, people_by_email(self._root))
        self._tell(joined)
        message = _("Brought together what was written at the same time")
        by_us = Git(self._git.at, as_author(own_signature(self._git)))
        return by_us.line("commit-tree", joined.tree, "-p", ours, "-p", published, "-m", message)

    def _tell(self, joined: Joined) -> None:
        self._synced.merged += joined.merged
        self._synced.wordings += [name for name in joined.kept if name not in self._synced.wordings]

    def _land(self, commit: str) -> bool:
        """Make `commit` what this copy has; False where a file was saved that it would have overwritten."""
        done = self._top.asked("merge", "--ff-only", "--quiet", "--no-verify", "--no-autostash", commit)
        if done.returncode == 0:
            return True
        said = done.stderr.decode("utf-8", "replace")
        if "would be overwritten" in said or "Not possible to fast-forward" in said or "index.lock" in said:
            return False
        raise GitFailed(done.returncode, done.stderr, done.stdout)

    # Sending

    def _push(self, place: Place) -> bool:
        """Share what is here; False where somebody else was quicker."""
        ours = self._commit("HEAD")
        if not ours or ours == self._commit(place.seen):
            return True
        asked = ("push", "--porcelain", "--progress", "--no-verify", "--no-follow-tags", "--recurse-submodules=no")
        try:
            self._git.far(*asked, "--end-of-options", place.remote, f"{ours}:{place.there}")
        except GitFailed as error:
            if any(word in error.printed for word in _LOST_RACE):
                return False
            raise why_not(error, self._root) from error
        self._synced.sent += self._files_between(self._commit(place.seen) or self._top.line("mktree"), ours)
        self._git.run("update-ref", place.seen, ours)
        return True

    # Asking

    def _commit(self, name: str) -> str:
        return self._git.line("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}", fine=(0, 1))

    def _is_in(self, one: str, other: str) -> bool:
        return self._git.says_yes("merge-base", "--is-ancestor", one, other)

    def _files_between(self, one: str, other: str) -> int:
        """How many files of the workspace are not the same in two commits or trees."""
        asked = ("diff-tree", "-r", "-z", "--name-only", "--no-renames", one, other)
        return len(self._top.records(*asked, "--", self._prefix or "."))


_LOST_RACE = (
    "(fetch first)",
    "(non-fast-forward)",
    "cannot lock ref",
    "failed to update ref",
    "reference already exists",
    "incorrect old value",
)


def _words(synced: Synced) -> str:
    told = []
    if synced.received:
        told.append(plural("{count} thing came", "{count} things came", synced.received).format(count=synced.received))
    if synced.sent:
        told.append(plural("{count} thing went", "{count} things went", synced.sent).format(count=synced.sent))
    if synced.wordings:
        told.append(_("other wordings wait to be read"))
    return ", ".join(told) or _("Everything is in step.")
