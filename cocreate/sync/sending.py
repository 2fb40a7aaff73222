"""What goes, looked at once more before it goes: also what a hand has put into the history here, past this program.

It passes the gate that what comes passes. What that would stop is taken back out of what goes, in a commit of its own,
and stays on the disk; nothing else waits for it.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Final

from cocreate.locale import N_, Sentence, _
from cocreate.model.hints import Hint
from cocreate.model.host import OfHost
from cocreate.sync import gate, records
from cocreate.sync.copies import Copy
from cocreate.sync.gate import Unfit, find_unfit, takes_out_much
from cocreate.sync.outcome import shown
from cocreate.sync.recording import NewCommit, move_to, record
from cocreate.sync.records import FileChange, StoredFile
from cocreate.sync.refusals import Blocked
from cocreate.sync.signatures import signature_of_copy
from cocreate.workspace.paths import type_at

MESSAGE: Final = N_("What nobody else would let in stays here")
"""What a commit says that takes something back out of what goes."""

_FEW: Final = 64
"""So many files, each as large as it may be, are together as large as what may come at once."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What goes: the commit, how many files of the workspace it changes there, and what was left out of it."""

    commit: str
    count: int
    left: tuple[str, ...] = ()


def ask_before_deleting(count: int) -> Blocked:
    """That much is gone here, and nobody else is told yet."""
    return Blocked(
        Sentence(
            N_("{count} things are gone here, a large part of the workspace. The others have them still."), count=count
        ),
        Hint("send-deletion"),
    )


def fit_to_send(copy: Copy, published: str, ours: str, sound: Container[str], *, may_delete: bool) -> Outgoing:
    """Look at what goes, and leave out of it what others would not let in.

    Args:
        copy: this copy.
        published: the commit that others have; empty where they have none.
        ours: the commit of this copy.
        sound: the files that were looked at before they were committed.
        may_delete: whether somebody has said that a large part is to be taken out.

    Raises:
        Blocked: it cannot go, or not before somebody says that it is meant.
    """
    base, prefix = published or copy.top.line("mktree"), copy.prefix
    changes = gate.changes_between(copy.top, base, ours)
    if changes is None:
        raise Blocked(
            Sentence(N_("There are more files here than others can take over.")),
            Sentence(N_("Keep some of them elsewhere, then sync again.")),
        )
    inside = [one for one in changes if one.path.startswith(prefix)]
    unfit = list(find_unfit(copy.top, prefix, changes, _sizes(copy, ours, inside, sound)))
    for one in unfit:
        if not one.path.startswith(prefix):
            raise Blocked(
                Sentence(N_("{path} is beside the workspace, and nobody else would let it in: {why}."), **_told(one)),
                Sentence(N_("Change it back with git; writing goes on meanwhile.")),
            )
    if not may_delete and (count := takes_out_much(copy.top, prefix, base, changes)):
        raise ask_before_deleting(count)
    left = tuple(one.path[len(prefix) :] for one in unfit)
    return Outgoing(_without(copy, ours, unfit) if unfit else ours, len(inside) - len(left), left)


def _told(one: Unfit) -> dict[str, object]:
    return {"path": OfHost(shown(one.path)), "why": Sentence(one.fault.here)}


def _sizes(copy: Copy, ours: str, inside: Sequence[FileChange], sound: Container[str]) -> dict[str, int]:
    """The bytes of every file that is here, where something goes that was not looked at, or may add up to too much.

    Whoever joins takes over all of it at once, so all of it is counted.
    """
    paths = [one.path[len(copy.prefix) :] for one in inside if one.after]
    if len(inside) <= _FEW and all(type_at(path) and path in sound for path in paths):
        return {}
    listed = copy.top.some("ls-tree", "-r", "-l", "-z", "--full-tree", ours, most=gate.MOST_LISTED)
    sizes = records.long_list(listed or b"")
    if gate.together(sizes, copy.prefix) > gate.LARGEST_ARRIVAL:
        raise Blocked(
            Sentence(N_("What is here is larger than others can take over at once: 2 GiB.")),
            Sentence(N_("Keep some of the large files elsewhere, then sync again.")),
        )
    return sizes


def _without(copy: Copy, ours: str, unfit: Sequence[Unfit]) -> str:
    """A commit after `ours` in which the unfit files are as the others have them; on the disk they stay as they are.

    The index has them as that commit does, so that they are seen as what is not shared, whatever they are.
    """
    own = str(signature_of_copy(copy.git))
    commit = NewCommit(own, own, _(MESSAGE), {one.path: one.before for one in unfit})
    done = record(copy.git, [ours], [commit])
    move_to(copy.git, done, ours, "commit: what nobody else would let in stays here")
    nothing = StoredFile("0", "0" * len(ours))
    entries = [f"{(one.before or nothing).mode} {(one.before or nothing).blob}\t{one.path}" for one in unfit]
    copy.top.run("update-index", "-z", "--index-info", data=records.as_input(entries))
    return done
