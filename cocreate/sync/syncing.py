"""Sync: this copy and the shared place brought in step, nothing lost, nobody asked to resolve anything (docs/sync.md).

Commit what was written here; fetch; look at what came; bring both histories together in a tree of their own; land it
so that a file somebody is writing at that moment is never overwritten; push. Whoever loses the race to the shared place
goes back to fetching, after a wait that grows.
"""

import random
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import Final

from cocreate.locale import N_, Sentence
from cocreate.model.errors import CocreateError
from cocreate.model.hints import Hint
from cocreate.model.host import OfHost
from cocreate.model.text import clean_name
from cocreate.sync import filters, gate, landing, leftovers, records, renaming, unfinished
from cocreate.sync.arrivals import note_arrivals
from cocreate.sync.committing import commit_pending
from cocreate.sync.copies import Copy, Upstream, copy_at, last_seen, upstream_of
from cocreate.sync.git import GitFailed, NoAnswer
from cocreate.sync.inbox import Inbox, take_in
from cocreate.sync.limits import NEWER_MARK, fault_of, not_shared
from cocreate.sync.merging import Joined, join
from cocreate.sync.outcome import BLOCKED, IN_STEP, NOT_SHARED, OFFLINE, Synced
from cocreate.sync.pending import find_pending
from cocreate.sync.places import check_plain, check_there
from cocreate.sync.receiving import find_arrivals
from cocreate.sync.refusals import Blocked, is_in_part, why_not
from cocreate.sync.sending import Outgoing, ask_before_deleting, fit_to_send
from cocreate.sync.signatures import people_by_email
from cocreate.sync.waited import show_what_waited
from cocreate.sync.withheld import withhold
from cocreate.workspace import files
from cocreate.workspace.merge.wordings import is_wording
from cocreate.workspace.paths import MARK, id_in_name
from cocreate.workspace.writable import in_format, other_format

TRIES: Final = 20
"""So often a lost race is run again; each wait is random, and twice as long at most as the one before."""

FIRST_WAIT: Final = 0.05
LONGEST_WAIT: Final = 2.0

PATIENCE: Final = 120.0
"""Seconds to wait for another sync of this copy."""


def sync(root: str, *, accept: bool = False, may_delete: bool = False) -> Synced:
    """Bring the workspace at `root` in step with the place it is shared at.

    Args:
        root: the folder of the workspace.
        accept: whether to take over even what takes out a large part of the workspace, or replaces its history.
        may_delete: whether to take out for others, too, a large part that is gone here.

    Returns:
        What came of it. Being offline, or blocked, is told and is no error: everything written here stays.
    """
    done = _Done()
    try:
        with _locked(root) as copy:
            return done.outcome(_synced(copy, root, done, accept=accept, may_delete=may_delete))
    except NoAnswer as error:
        return done.outcome(OFFLINE, error)
    except GitFailed as error:
        return done.outcome(BLOCKED, why_not(error, root))
    except CocreateError as error:
        return done.outcome(BLOCKED, error)
    except OSError as error:
        return done.outcome(BLOCKED, files.not_written(error))


def put_back(root: str) -> int:
    """Put back what is gone from the workspace at `root` and waits for somebody to say so; how many files that is.

    Raises:
        CocreateError: git said no.
    """
    with _locked(root) as copy:
        gone = withhold(copy.git, copy.prefix, find_pending(copy.git, copy.prefix)).held
        if gone:
            asked = ("restore", "--source=HEAD", "--worktree", "--pathspec-from-file=-", "--pathspec-file-nul")
            copy.git.run(*asked, data=records.as_input(gone), seconds=landing.LONG)
        return len(gone)


def _synced(copy: Copy, root: str, done: "_Done", *, accept: bool, may_delete: bool) -> str:
    """Sync under the lock.

    Once more without filters, where one of these would not let git do anything; once more with all that is shared,
    where this copy was made with a part of it.
    """
    for _mended in range(2):
        try:
            return _Sync(copy, root, done, accept=accept, may_delete=may_delete).go()
        except GitFailed as error:
            if filters.stood_in_the_way(error):
                copy = replace(copy, git=filters.without(copy.git), top=filters.without(copy.top))
            elif is_in_part(error):
                _fetch_the_rest(copy)
            else:
                raise
    return _Sync(copy, root, done, accept=accept, may_delete=may_delete).go()


def _fetch_the_rest(copy: Copy) -> None:
    """Get all of what is shared, whatever is here of it already."""
    if upstream := upstream_of(copy):
        asked = ("fetch", "--progress", "--refetch", "--no-filter", "--no-tags", "--no-write-fetch-head", "--refmap=")
        copy.git.far(*asked, "--end-of-options", upstream.remote, upstream.there)


@dataclass(slots=True)
class _Done:
    """What a sync has done so far; some of it may stand even where it then cannot go on."""

    sent: int = 0
    received: int = 0
    merged: int = 0
    wordings: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    inbox: Inbox = field(default_factory=Inbox)

    def outcome(self, state: str, error: CocreateError | None = None) -> Synced:
        """What came of it, in the end."""
        told = (error.why, error.what_helps) if error else ("", "")
        return Synced(
            state,
            self.sent,
            self.received,
            self.merged,
            tuple(self.wordings),
            tuple(self.left),
            *told,
            taken_in=self.inbox.ideas,
            stays=tuple(self.inbox.stays),
        )


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

    def __init__(self, copy: Copy, root: str, done: _Done, *, accept: bool, may_delete: bool) -> None:
        self._copy, self._root, self._done = copy, root, done
        self._accept, self._may_delete = accept, may_delete
        self._sound: set[str] = set()
        self._looked_at = ""  # the last of what is shared that went or came through the gate of this copy
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
        self._take_in()
        held = self._commit()
        upstream = upstream_of(self._copy)
        if upstream is None:
            if self._take_in():
                self._commit()
            return NOT_SHARED
        check_there(upstream.url, self._top.at)
        check_plain(upstream.url, self._top.at)
        self._check_format(upstream)
        self._looked_at = last_seen(self._copy, upstream)
        for attempt in range(TRIES):
            upstream = self._fetch(upstream, deeper=self._copy.is_shallow and not attempt)
            ours, published = self._bring_together(upstream)
            if self._take_in():
                self._commit()
                ours, published = self._commits(upstream)
            if self._push(upstream, ours, published):
                break
            time.sleep(random.uniform(0.2, 1.0) * min(LONGEST_WAIT, FIRST_WAIT * 2**attempt))  # noqa: S311 - no secret
        else:
            raise NoAnswer
        if held:
            raise ask_before_deleting(held)
        return IN_STEP

    def _take_in(self) -> bool:
        """Take in what waits here for a sync, in the inbox or to be shown together; whether anything did."""
        found = take_in(self._git, self._root, self._prefix)
        self._done.inbox = Inbox({**self._done.inbox.ideas, **found.ideas}, found.stays)
        return show_what_waited(self._root) or bool(found.ideas)

    def _commit(self) -> int:
        """Keep what was written here in the history; how many things are gone that nobody else is told of yet."""
        apart = self._done.inbox.apart
        found = commit_pending(self._git, self._root, self._prefix, may_delete=self._may_delete, apart=apart)
        leftovers.clear_what_was_begun(self._root, found.begun)
        self._sound |= {change.path for change in found.changes}
        self._done.left = [*dict.fromkeys([*self._done.left, *found.left])]
        return len(found.held)

    def _check_format(self, upstream: Upstream) -> None:
        """What all have in a format of a later day is not brought together by the rules of this one."""
        if other := other_format(self._root):
            (shared,) = self._git.blobs([f"{upstream.seen}:{self._prefix}{MARK}"])
            if shared is not None and fault_of(MARK, records.PLAIN, data=shared) is NEWER_MARK:
                raise Blocked(in_format(other), Sentence(N_("A newer cocreate can.")))

    # Receiving

    def _fetch(self, upstream: Upstream, *, deeper: bool) -> Upstream:
        """Get what is shared, `deeper` with all that was before; the place may only ever have grown.

        Returns:
            Where it is shared: somewhere else than before, where the branch there has another name now.
        """
        spec = f"{upstream.there}:{upstream.seen}"
        asked = ("fetch", "--progress", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--refmap=")
        if self._accept:
            spec = f"+{spec}"
        more = ["--unshallow"] if deeper else []
        try:
            self._git.far(*asked, *more, "--end-of-options", upstream.remote, spec)
        except GitFailed as error:
            if "couldn't find remote ref" in error.printed:  # nothing is there yet, or no longer
                return renaming.follow(self._copy, upstream)
            if "(non-fast-forward)" in error.printed:
                raise Blocked(
                    Sentence(N_("The history of the shared place was replaced by another.")),
                    Hint("accept-other-history"),
                ) from error
            raise why_not(error, self._root) from error
        return upstream

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
            if before == self._looked_at:
                self._looked_at = published
            landed = published if not ours or ours in bases else self._joined(ours, published, bases)
            in_the_way = landing.land(self._copy, ours, landed)
            if in_the_way is None:
                self._came(ours or before, landed)
                if ours:
                    self._note_arrivals(ours, published)
                return landed, published
            self._commit()
        if in_the_way:
            raise self._blocked_by(in_the_way)
        raise Blocked(Sentence(N_("Something keeps changing the same files.")), Sentence(N_("Try again in a moment.")))

    def _blocked_by(self, path: str) -> Blocked:
        """That a file here would be overwritten, which is not for a sync to do, and what can be done about it."""
        told, inside = clean_name(path), path.removeprefix(self._prefix)
        if not path.startswith(self._prefix) and self._top.says_yes("ls-files", "--error-unmatch", "--", path):
            return Blocked(
                Sentence(N_("{path}, beside the workspace, was changed here, and elsewhere, too."), path=OfHost(told)),
                Sentence(N_("Keep your change in the history with git, or take it back, then sync again.")),
            )
        if why := not_shared(self._root, inside) if path.startswith(self._prefix) else "":
            return Blocked(
                Sentence(
                    N_("{path} came from elsewhere, and cannot take the place of yours: {why}."), path=told, why=why
                ),
                Sentence(N_("Make yours as it should be, or move it away, then sync again.")),
            )
        return Blocked(
            Sentence(
                N_("{path} was not shared from here, but came from elsewhere, too."),
                path=told if path.startswith(self._prefix) else OfHost(told),
            ),
            Sentence(N_("Give yours another name, then sync again.")),
        )

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
        if not ours:
            return True
        goes = Outgoing(ours, 0)
        if ours != published:
            goes = fit_to_send(self._copy, published, ours, self._sound, may_delete=self._may_delete)
        goes = self._without_what_passed_by(published, goes)
        self._done.left = [*dict.fromkeys([*self._done.left, *goes.left])]
        if goes.commit == published:
            return True
        asked = ("push", "--porcelain", "--progress", "--no-verify", "--no-follow-tags", "--recurse-submodules=no")
        try:
            self._git.far(*asked, "--end-of-options", upstream.remote, f"{goes.commit}:{upstream.there}")
        except GitFailed as error:
            if any(word in error.printed for word in _LOST_RACE):
                return False
            raise why_not(error, self._root) from error
        self._done.sent += goes.count
        self._git.run("update-ref", upstream.seen, goes.commit)
        return True

    def _without_what_passed_by(self, published: str, goes: Outgoing) -> Outgoing:
        """What goes, without what somebody shared from here by hand, or took over by hand, and nobody else lets in."""
        before = self._looked_at
        if before in {"", published} or not self._top.says_yes("merge-base", "--is-ancestor", before, goes.commit):
            return goes
        passed = fit_to_send(self._copy, before, goes.commit, self._sound, may_delete=True)
        return replace(goes, commit=passed.commit, left=(*goes.left, *passed.left))

    # Asking

    def _commits(self, upstream: Upstream) -> tuple[str, str]:
        """What is here, and what was there when it was last seen; empty where nothing is yet."""
        asked = ("for-each-ref", "--format=%(refname) %(objectname)", self._copy.branch, upstream.seen)
        known = records.refs(self._git.run(*asked))
        return known.get(self._copy.branch, ""), known.get(upstream.seen, "")

    def _came(self, ours: str, landed: str) -> None:
        """Count the files of the workspace that came with what landed, and name the wordings among them."""
        asked = ("diff-tree", "-r", "-z", "--name-status", "--no-renames", ours, landed)
        told = records.letters(self._top.run(*asked, "--", self._prefix or "."))
        self._done.received += len(told)
        new = [id_in_name(path) for path, how in told.items() if how == records.ADDED and is_wording(path)]
        self._done.wordings += [name for name in new if name not in self._done.wordings]


_LOST_RACE = (
    "(fetch first)",
    "(non-fast-forward)",
    "cannot lock ref",
    "failed to update ref",
    "reference already exists",
    "incorrect old value",
)
