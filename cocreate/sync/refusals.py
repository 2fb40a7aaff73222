"""Refusals of git's and of the places far away, as sentences that name the next step."""

import re
import shlex
from collections.abc import Iterable
from typing import Final

from cocreate.locale import N_, Sentence
from cocreate.model.errors import CocreateError
from cocreate.model.host import OfHost
from cocreate.model.text import clean_line, clean_name
from cocreate.sync.git import GitFailed, NoAnswer

MOST_QUOTED: Final = 160
"""Characters of what a shared place says of itself."""


class Blocked(CocreateError):
    """Sync cannot go on by itself; writing can. The message says why, the hint what to do."""


_BROKEN_THERE: Final = "possible repository corruption"
_DAMAGED: Final = (
    "fsck error",
    "error in object",
    _BROKEN_THERE,
    "bad object",
    "bad tree object",
    "non-commit object",
    "is corrupt",
    "object corrupt or missing",
    "did not send all necessary objects",
    "unable to read tree",
    "not a valid object",
    "Not a valid commit name",
    "expected commit type",
    "invalid path",
)
_BAD_REF: Final = re.compile(r"^fatal: bad object (refs/.+)$", re.MULTILINE)
_PART: Final = "from promisor remote"
_OUT_OF_REACH: Final = (
    "Could not resolve host",
    "Could not resolve proxy",
    "unable to look up",
    "Temporary failure in name resolution",
    "Name or service not known",
    "Connection refused",
    "Connection timed out",
    "Connection reset",
    "Connection closed by",
    "Operation timed out",
    "Network is unreachable",
    "No route to host",
    "unable to connect",
    "Failed to connect",
    "Couldn't connect",
    "Empty reply from server",
    "early EOF",
    "transfer closed with",
    "RPC failed; curl",
    "The requested URL returned error: 429",
    "The requested URL returned error: 5",
)
_NO_CREDENTIALS: Final = (
    "Authentication failed",
    "could not read Username",
    "could not read Password",
    "terminal prompts disabled",
    " denied (",
    "Host key verification failed",
    "The requested URL returned error: 401",
    "The requested URL returned error: 403",
)
_NOT_THERE: Final = (
    "does not appear to be a git repository",
    "not found",
    "does not exist",
    "not valid: is this a git repository",
    "Cannot access URL",
    "The requested URL returned error: 4",
)
_BROKEN: Final = ("invalid index-pack output", "bad pack header")
_NOT_TRUSTED: Final = ("certificate", "SSL")
_WAYS: Final = (
    "' not allowed",
    "strange hostname",
    "strange pathname",
    "strange port",
    "Unable to find remote helper",
    "is not a git command",
)
_READ_ONLY: Final = ("for adding an object to", "unpacker error", "unable to migrate objects", "Read-only file system")
_WENT_AWAY: Final = ("the remote end hung up", "Could not read from remote repository")
_ITS_WORDS: Final = "fatal: remote error:"
_GITS_OWN: Final = "error: hook declined to update"


def damaged() -> Blocked:
    """What is shared does not hold together, or was never made by git."""
    return Blocked(
        Sentence(N_("What is shared there is damaged, or made to harm.")),
        Sentence(N_("Nothing here was changed. Ask whoever shared it.")),
    )


def why_not(error: GitFailed, folder: str, address: str = "") -> CocreateError:
    """What `error`, met on the way to a place far away, means for the copy in `folder`, or for one of `address`.

    Whatever the place itself says is quoted at most; only git's own words on this side decide what is wrong.
    """
    said = [line.strip() for line in error.printed.replace("\r", "\n").split("\n")]
    here = "\n".join(line for line in said if not line.startswith(("remote:", _ITS_WORDS)) or _BROKEN_THERE in line)
    there = f"git ls-remote {shlex.quote(address)}" if address else f"git -C {shlex.quote(folder)} fetch"
    if "[remote rejected]" in here:
        return _rejected(here, _quoted(line.removeprefix("remote:") for line in said if line.startswith("remote:")))
    if told := _quoted(line.removeprefix(_ITS_WORDS) for line in said if line.startswith(_ITS_WORDS)):
        return Blocked(Sentence(N_("The shared place says no: {said}"), said=OfHost(told)), _look(there))
    if refused := _on_this_computer(here, folder):
        return refused
    for words, answer in (
        (_DAMAGED, damaged()),
        (_OUT_OF_REACH, NoAnswer()),
        (_BROKEN, damaged()),
        (_WAYS, _no_way(folder, address)),
        (_NOT_TRUSTED, _not_trusted(there)),
        (_NO_CREDENTIALS, _not_known(there)),
        (_NOT_THERE, _not_there(folder, address)),
        (_WENT_AWAY, NoAnswer()),
    ):
        if any(word in here for word in words):
            return answer
    told = _quoted([next((line for line in said if line.startswith(("fatal: ", "error: "))), error.message)])
    return Blocked(
        Sentence(
            N_("It cannot be brought in step now; git says: {said}"), said=OfHost(told.partition(": ")[2] or told)
        ),
        _look(there),
    )


def why_not_here(error: GitFailed, folder: str) -> CocreateError:
    """What `error`, met by a look at what is here, means for the copy in `folder`; the same where that is not known."""
    return _on_this_computer(error.printed, folder) or error


def _on_this_computer(here: str, folder: str) -> Blocked | None:
    """What is the matter with folders of this computer; None where it is something else."""
    if found := _BAD_REF.search(here):
        return _doubled(folder, found[1].strip())
    if _PART in here:
        return _in_part(folder)
    return belongs_to_another(N_("The shared folder belongs to somebody else on this computer."), here)


def belongs_to_another(english: str, said: str) -> Blocked | None:
    """That a folder is another account's, in the sentence `english`; None where git has not `said` so."""
    if "detected dubious" not in said:
        return None
    owned = said.partition("repository at '")[2].partition("'")[0]
    return Blocked(
        Sentence(english),
        Sentence(
            N_("If you trust it: git config --global --add safe.directory {folder}"), folder=OfHost(shlex.quote(owned))
        ),
    )


def _doubled(folder: str, name: str) -> Blocked:
    """A file among those in which git keeps where it is, that git did not write, or did not get to write."""
    return Blocked(
        Sentence(
            N_("A file that is not as git makes them stands in the way: {file}."), file=clean_line(f".git/{name}")
        ),
        Sentence(
            N_("A program that keeps folders alike may have made it. Move it out of {folder}, then sync again."),
            folder=OfHost(shlex.quote(folder)),
        ),
    )


def _in_part(folder: str) -> Blocked:
    """Some of what the history holds was left behind when this copy was made."""
    return Blocked(
        Sentence(N_("This copy holds only a part of what is shared.")),
        Sentence(
            N_("Get the rest once, in a terminal: git -C {folder} fetch --refetch --no-filter"),
            folder=OfHost(shlex.quote(folder)),
        ),
    )


def is_in_part(error: GitFailed) -> bool:
    """Whether git would not go on because this copy holds only a part of what is shared."""
    return _PART in error.printed


def _rejected(here: str, said: str) -> Blocked:
    """It was reached, it was read, but it does not take what we bring."""
    reason = here.partition("[remote rejected]")[2].partition("\n")[0].strip(" ()")
    if "is currently checked out" in reason or "branch is currently" in reason:
        return Blocked(
            Sentence(N_("What is shared there is somebody's own copy, and nobody else can write into it.")),
            Sentence(N_("Share it at a place of its own: git init --bare FOLDER")),
        )
    if any(word in f"{here}\n{reason}" for word in _READ_ONLY):
        return Blocked(
            Sentence(N_("The shared place cannot be written.")),
            Sentence(N_("Yours is kept here. Ask whoever looks after that place.")),
        )
    return Blocked(
        Sentence(N_("The shared place does not take it: {said}"), said=OfHost(said or _quoted([reason]))),
        Sentence(N_("Yours is kept here. Ask whoever looks after that place.")),
    )


def _no_way(folder: str, address: str) -> Blocked:
    message = Sentence(N_("Where it is shared is said in a way that is not followed."))
    if address:
        return Blocked(message, Sentence(N_("Name a folder, or an address with https or ssh.")))
    return Blocked(
        message, Sentence(N_("See where that is: git -C {folder} remote -v"), folder=OfHost(shlex.quote(folder)))
    )


def _not_trusted(there: str) -> Blocked:
    return Blocked(
        Sentence(N_("Whether the shared place is the right one cannot be made sure.")),
        Sentence(N_("Look at the address and at this computer's clock; then: {command}"), command=OfHost(there)),
    )


def _not_known(there: str) -> Blocked:
    return Blocked(
        Sentence(N_("The shared place does not know you yet, or does not let you in.")),
        Sentence(N_("Sign in once, in a terminal: {command}"), command=OfHost(there)),
    )


def _not_there(folder: str, address: str) -> Blocked:
    if address:
        return Blocked(
            Sentence(N_("There is nothing at {url}."), url=clean_name(address)), Sentence(N_("Look at the address."))
        )
    return Blocked(
        Sentence(N_("There is nothing where this copy is shared; yours is kept here.")),
        Sentence(N_("See where that is: git -C {folder} remote -v"), folder=OfHost(shlex.quote(folder))),
    )


def _look(there: str) -> Sentence:
    return Sentence(N_("Look closer, in a terminal: {command}"), command=OfHost(there))


def _quoted(lines: Iterable[str]) -> str:
    """Words of the shared place in one line, as they may be shown."""
    said = " ".join(" ".join(clean_line(line) for line in lines if _GITS_OWN not in line).split())
    return said if len(said) <= MOST_QUOTED else f"{said[: MOST_QUOTED - 1]}…"
