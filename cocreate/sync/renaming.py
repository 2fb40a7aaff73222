"""A branch that is not where it was: the place is empty again, or has it under another name, which is followed."""

from cocreate.locale import N_, Sentence
from cocreate.model.text import clean_name
from cocreate.sync.copies import Copy, Upstream
from cocreate.sync.git import GitFailed
from cocreate.sync.places import HEADS, branches_at
from cocreate.sync.refusals import Blocked, why_not


def follow(copy: Copy, upstream: Upstream) -> Upstream:
    """Where the branch is shared from now on, what is there being seen.

    Raises:
        Blocked: there is none that goes on from what was there before, or git said no.
        NoAnswer: the place does not answer.
    """
    before = copy.git.line("for-each-ref", "--format=%(objectname)", upstream.seen)
    try:
        there = branches_at(copy.git, upstream.remote)
        if not there.all or not before:  # nothing is there, or was ever seen there
            copy.git.run("update-ref", "-d", upstream.seen)
            return upstream
        name = there.shared.removeprefix(HEADS)
        found = Upstream(upstream.remote, there.shared, f"refs/cocreate/{upstream.remote}/{name}", upstream.url)
        if name:
            asked = (
                "fetch",
                "--progress",
                "--no-tags",
                "--no-write-fetch-head",
                "--no-recurse-submodules",
                "--refmap=",
            )
            copy.git.far(*asked, "--end-of-options", upstream.remote, f"+{found.there}:{found.seen}")
    except GitFailed as error:
        raise why_not(error, copy.git.at) from error
    if not name or not copy.git.says_yes("merge-base", "--is-ancestor", before, found.seen):
        raise Blocked(
            Sentence(
                N_("What this copy was in step with is not at the shared place any more: {name}."),
                name=clean_name(upstream.there.removeprefix(HEADS)),
            ),
            Sentence(N_("Ask whoever looks after that place what it is called now.")),
        )
    copy.git.run("config", f"branch.{copy.branch.removeprefix(HEADS)}.merge", found.there)
    return found
