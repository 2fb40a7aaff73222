"""The log: commits with the files they changed, as git tells them; no name, message or path can pass for another."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from cocreate.sync.commits import trailers_of
from cocreate.sync.git import Git

LONG: Final = 20.0
"""Seconds after which a history is one that nobody can wait for."""

_FIELDS: Final = ("%H", "%aI", "%an", "%ae", "%B")
_SIGNED: Final = ("%G?", "%GS")


@dataclass(slots=True)
class Logged:
    """A commit: its id, when and by whom it was made, its message, what git says of its signature, and its files."""

    commit: str
    at: str
    name: str
    email: str
    message: str
    verdict: str = ""
    signer: str = ""
    files: list[tuple[tuple[str, ...], str]] = field(default_factory=list, init=False)
    """For each file the ids of what it held in each parent and in the end, all zeros where there was none; its path."""

    @property
    def authors(self) -> list[tuple[str, str]]:
        """The names and addresses of everyone whom it credits: its author, then those its message adds."""
        parted = [line.rpartition(" <") for line in trailers_of(self.message).get("co-authored-by", [])]
        return [(self.name, self.email), *((who, address.rstrip(">")) for who, _mark, address in parted)]


def commits(git: Git, *asked: str, signatures: bool = False) -> Iterator[Logged]:
    """The commits that `git log` with the arguments `asked` tells of, in its order.

    Everything is parted by NUL, which neither a name nor a message nor a path can hold; files begin with a colon, and
    nothing else that may stand there does.
    """
    fields = (*_FIELDS, *(_SIGNED if signatures else ()))
    form = "".join(f"{name}%x00" for name in fields)
    out = git.run("log", "-z", "--raw", "--no-abbrev", "--no-renames", f"--format=format:{form}", *asked, seconds=LONG)
    parts = iter(out.decode("utf-8", "surrogateescape").split("\0"))
    found: Logged | None = None
    for part in parts:
        head = part.lstrip("\n")
        if head.startswith(":"):
            if found:
                found.files.append((_blobs(head), next(parts, "")))
        elif head:
            if found:
                yield found
            found = Logged(head, *(next(parts, "") for _field in fields[1:]))
    if found:
        yield found


def _blobs(told: str) -> tuple[str, ...]:
    """The ids in `:100644 100644 0123… 4567… M`, of which there is one more for each further parent."""
    words = told.lstrip(":").split(" ")
    sides = (len(words) - 1) // 2
    return tuple(words[sides:-1])
