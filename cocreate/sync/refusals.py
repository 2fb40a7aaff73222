"""Refusals of git's and of the places far away, as sentences that name the next step."""

from cocreate.locale import _
from cocreate.model.errors import CocreateError
from cocreate.sync.git import GitFailed, NoAnswer


class Blocked(CocreateError):
    """Sync cannot go on by itself; writing can. The message says why, the hint what to do."""


_OUT_OF_REACH = (
    "Could not resolve host",
    "Connection refused",
    "Connection timed out",
    "Connection reset",
    "Operation timed out",
    "Network is unreachable",
    "No route to host",
    "unable to connect",
    "Failed to connect",
    "early EOF",
    "the remote end hung up unexpectedly",
    "Could not resolve proxy",
    "The requested URL returned error: 5",
)
_NO_CREDENTIALS = (
    "Authentication failed",
    "could not read Username",
    "could not read Password",
    "terminal prompts disabled",
    " denied (",
    "Host key verification failed",
    "The requested URL returned error: 401",
    "The requested URL returned error: 403",
)
_NOT_THERE = ("does not appear to be a git repository", "not found", "does not exist", "Repository not found")


def why_not(error: GitFailed, folder: str) -> CocreateError:
    """What `error`, met on the way to a place far away, means for the copy in `folder`."""
    printed = error.printed
    if any(word in printed for word in _OUT_OF_REACH):
        return NoAnswer()
    if any(word in printed for word in _NO_CREDENTIALS):
        return Blocked(
            _("The shared place does not know you yet."),
            _("Sign in once, in a terminal: git -C {folder} fetch").format(folder=folder),
        )
    if any(word in printed for word in _NOT_THERE):
        return Blocked(
            _("There is nothing where this copy is shared."),
            _("See where that is: git -C {folder} remote -v").format(folder=folder),
        )
    if "[remote rejected]" in printed:
        return Blocked(_("The shared place does not take it: {said}").format(said=_refusal(printed)), "")
    return Blocked(_("It cannot be shared: {said}").format(said=error.message), "")


def _refusal(printed: str) -> str:
    """What the shared place says of its refusal."""
    return next(
        (
            line.partition("[remote rejected]")[2].strip(" ()")
            for line in printed.splitlines()
            if "[remote rejected]" in line
        ),
        "",
    )
