"""Sync: this copy and the shared place brought in step, nothing lost, nobody asked to resolve anything (docs/sync.md).

Commit what was written here; fetch; look at what came; bring both histories together in a tree of their own; land it
so that a file somebody is writing at that moment is never overwritten; push. Whoever loses the race to the shared place
goes back to fetching, after a wait that grows.
"""

import random
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Final

from cocreate.locale import N_, Sentence
from cocreate.model.errors import CocreateError
from cocreate.model.hints import Hint
from cocreate.model.text import clean_line
from cocreate.sync import gate, landing, leftovers, records, unfinished
from cocreate.sync.arrivals import note_arrivals
from cocreate.sync.committing import commit_pending
from cocreate.sync.copies import Copy, Upstream, copy_at, upstream_of
from cocreate.sync.git import GitFailed, NoAnswer
from cocreate.sync.inbox import take_in
from cocreate.sync.merging import Joined, join
from cocreate.sync.outcome import BLOCKED, IN_STEP, NOT_SHARED, OFFLINE, Synced
from cocreate.sync.receiving import find_arrivals
from cocreate.sync.refusals import Blocked, why_not
from cocreate.sync.signatures import people_by_email
from cocreate.workspace import files

TRIES: Final = 20
"""So often a lost race is run again; each wait is random, and twice as long at most as the one before."""

FIRST_WAIT: Final = 0.05
LONGEST_WAIT: Final = 2.0

PATIENCE: Final = 120.0
"""Seconds to wait for another sync of this copy."""


def sync(root: str, *, accept: bool = False) -> Synced:
    """Bring the workspace at `root` in step with the place it is shared at.

    Args:
        root: the folder of the workspace.
        accept: whether to take over even what takes out a large part of the workspace.

    Returns:
        What came of it. Being offline, or blocked, is told and is no error: everything written here stays.
    """
    done = _Done()
    try:
        with _locked(root) as copy:
            return done.outcome(_Sync(copy, root, accept, done).go())
    except NoAnswer as error:
        return done.outcome(OFFLINE, error)
    except GitFailed as error:
        return done.outcome(BLOCKED, why_not(error, root))
    except CocreateError as error:
        return done.outcome(BLOCKED, error)
    except OSError as error:
        return done.outcome(BLOCKED, files.not_written(error))


@dataclass(slots=True)
class _Done:
    """What a sync has done so far; some of it may stand even where it then cannot go on."""

    sent: int = 0
    received: int = 0
    merged: int = 0
    wordings: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    def outcome(self, state: str, error: CocreateError | None = None) -> Synced:
        """What came of it, in the end."""
        told = (error.why, error.what_helps) if error else ("", "")
        return Synced(state, self.sent, self.received, self.merged, tuple(self.wordings), tuple(self.left), *told)


@contextmanager
def _locked(root: str) -> Iterator[Copy]:
    """The copy at `root`, while no other sync of it is at work."""
    from filelock import FileLock, Timeout  # deferred: asyncio is behind it, and most commands never sync

    copy = copy_at(root)
    try:
        with FileLock(f"{copy.folder}/cocreate.lock", timeout=PATIENCE, poll_interval=0.02):
            yield copy
    except Timeout as error:
        raise Blocked(
            Sentence(N_("Another sync of this copy is still at work.")), Sentence(N_("Try again in a moment."))
        ) from error


class _Sync:
    """One sync, under the lock."""

    def __init__(self, copy: Copy, root: str, accept: bool, done: _Done) -> None:  # noqa: FBT001 - private
        self._copy, self._root, self._accept, self._done = copy, root, accept, done
        self._git, self._top, self._prefix = copy.git, copy.top, copy.prefix

    def go(self) -> str:
        """Do all of it; the state that it ends in."""
        leftovers.clear_what_a_crash_left(self._copy)
        landing.finish(self._copy)
        unfinished.finish_pull(self._copy, lambda: people_by_email(self._root))
        if said := unfinished.under_way(self._copy):
            raise Blocked(said, Sentence(N_("Finish or leave it with git; writing goes on meanwhile.")))
        if not self._copy.branch:
            raise Blocked(
                Sentence(N_("This copy was set to one moment of its history by hand.")),
                Sentence(N_("Go back: git switch -")),
            )
        take_in(self._git, self._root, self._prefix)
        self._done.left = commit_pending(self._git, self._root, self._prefix)
        upstream = upstream_of(self._copy)
        if upstream is None:
            return NOT_SHARED
        for attempt in range(TRIES):
            self._fetch(upstream, deeper=self._copy.is_shallow and not attempt)
            ours, published = self._bring_together(upstream)
            if take_in(self._git, self._root, self._prefix):
                commit_pending(self._git, self._root, self._prefix)
                ours, published = self._commits(upstream)
            if self._push(upstream, ours, published):
                return IN_STEP
            time.sleep(random.uniform(0.2, 1.0) * min(LONGEST_WAIT, FIRST_WAIT * 2**attempt))  # noqa: S311 - no secret
        raise NoAnswer

    # Receiving

    def _fetch(self, upstream: Upstream, *, deeper: bool) -> None:
        """Get what is shared, `deeper` with all that was before; the place may only ever have grown."""
        spec = f"{upstream.there}:{upstream.seen}"
        asked = ("fetch", "--progress", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--refmap=")
        if self._accept:
            spec = f"+{spec}"
        more = ["--unshallow"] if deeper else []
        try:
            self._git.far(*asked, *more, "--end-of-options", upstream.remote, spec)
        except GitFailed as error:
            if "couldn't find remote ref" in error.printed:  # nothing is there yet, or no longer
                self._git.run("update-ref", "-d", upstream.seen)
                return
            if "(non-fast-forward)" in error.printed:
                raise Blocked(
                    Sentence(N_("The history of the shared place was replaced by another.")),
                    Hint("accept-other-history"),
                ) from error
            raise why_not(error, self._root) from error

    def _bring_together(self, upstream: Upstream) -> tuple[str, str]:
        """Land what is shared in this copy, however often a file is saved meanwhile; what is here then, and there."""
        in_the_way: str | None = None
        for _attempt in range(TRIES):
            ours, published = self._commits(upstream)
            both = ours and published and ours != published
            bases = self._top.line("merge-base", "--all", ours, published, fine=(0, 1)).split() if both else []
            if not published or published in {ours, *bases}:
                return ours, published
            before = bases[0] if bases else self._top.line("mktree")
            gate.check_incoming(self._top, self._prefix, before, published, may_delete=self._accept)
            landed = published if not ours or ours in bases else self._joined(ours, published, bases)
            in_the_way = landing.land(self._copy, ours, landed)
            if in_the_way is None:
                self._done.received += self._files_between(ours or before, landed)
                if ours:
                    self._note_arrivals(ours, published)
                return landed, published
            commit_pending(self._git, self._root, self._prefix)
        if in_the_way:
            raise Blocked(
                Sentence(
                    N_("{path} was not shared from here, but came from elsewhere, too."), path=clean_line(in_the_way)
                ),
                Sentence(N_("Give yours another name, then sync again.")),
            )
        raise Blocked(Sentence(N_("Something keeps changing the same files.")), Sentence(N_("Try again in a moment.")))

    def _note_arrivals(self, ours: str, published: str) -> None:
        """Keep what came; it has landed, and what is only told must not keep what is here from going out."""
        with suppress(CocreateError):
            people = people_by_email(self._root)
            note_arrivals(self._root, find_arrivals(self._top, self._prefix, ours, published, people))

    def _joined(self, ours: str, published: str, bases: Sequence[str]) -> str:
        joined = join(self._copy, ours, published, bases, people_by_email(self._root))
        self._tell(joined)
        return joined.commit

    def _tell(self, joined: Joined) -> None:
        self._done.merged += joined.merged
        self._done.wordings += [name for name in joined.wordings if name not in self._done.wordings]

    # Sending

    def _push(self, upstream: Upstream, ours: str, published: str) -> bool:
        """Share what is here; False where somebody else was quicker."""
        if not ours or ours == published:
            return True
        asked = ("push", "--porcelain", "--progress", "--no-verify", "--no-follow-tags", "--recurse-submodules=no")
        try:
            self._git.far(*asked, "--end-of-options", upstream.remote, f"{ours}:{upstream.there}")
        except GitFailed as error:
            if any(word in error.printed for word in _LOST_RACE):
                return False
            raise why_not(error, self._root) from error
        self._done.sent += self._files_between(published or self._top.line("mktree"), ours)
        self._git.run("update-ref", upstream.seen, ours)
        return True

    # Asking

    def _commits(self, upstream: Upstream) -> tuple[str, str]:
        """What is here, and what was there when it was last seen; empty where nothing is yet."""
        asked = ("for-each-ref", "--format=%(refname) %(objectname)", self._copy.branch, upstream.seen)
        known = records.refs(self._git.run(*asked))
        return known.get(self._copy.branch, ""), known.get(upstream.seen, "")

    def _files_between(self, one: str, other: str) -> int:
        """How many files of the workspace are not the same in two commits or trees."""
        asked = ("diff-tree", "-r", "-z", "--name-only", "--no-renames", one, other)
        return len(records.paths(self._top.run(*asked, "--", self._prefix or ".")))


_LOST_RACE = (
    "(fetch first)",
    "(non-fast-forward)",
    "cannot lock ref",
    "failed to update ref",
    "reference already exists",
    "incorrect old value",
)
