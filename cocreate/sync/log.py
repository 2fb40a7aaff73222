"""The log: commits with the files they changed, as git tells them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from cocreate.sync import records
from cocreate.sync.git import Git
from cocreate.sync.records import LoggedFile

LONG: Final = 20.0
"""Seconds after which a history is one that nobody can wait for."""

_FIELDS: Final = ("%H", "%aI", "%an", "%ae", "%cn", "%ce", "%B")
_SIGNED: Final = ("%G?", "%GS")


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit.

    Attributes:
        name: its id, in full.
        at: when it was made, by its author.
        author: the author's name and address.
        committer: those of whoever made it, for the author or for themselves.
        message: what it says.
        files: the files that it changed, as far as they were asked for.
        verdict: the letter that git gives its signature, if that was asked for.
        signer: whom git takes the signature for.
    """

    name: str
    at: str
    author: tuple[str, str]
    committer: tuple[str, str]
    message: str
    files: tuple[LoggedFile, ...]
    verdict: str = ""
    signer: str = ""

    @property
    def authors(self) -> list[tuple[str, str]]:
        """The names and addresses of everyone whom it credits: its author, then those its message adds."""
        parted = [line.rpartition(" <") for line in trailers_of(self.message).get("co-authored-by", [])]
        return [self.author, *((who, address.rstrip(">")) for who, _mark, address in parted)]


def read_log(git: Git, *asked: str, signatures: bool = False) -> Iterator[Commit]:
    """The commits that `git log` with the arguments `asked` tells of, in its order."""
    fields = (*_FIELDS, *(_SIGNED if signatures else ()))
    form = "".join(f"{name}%x00" for name in fields)
    out = git.run("log", *records.RAW, f"--format=format:{form}", *asked, seconds=LONG)
    for (name, at, who, email, maker, maker_email, message, *signed), files in records.log(out, len(fields)):
        yield Commit(name, at, (who, email), (maker, maker_email), message, tuple(files), *signed)


def trailers_of(message: str) -> Mapping[str, list[str]]:
    """The trailers of a commit's message, by their key in lower case; as for git, its first lines are none."""
    found: dict[str, list[str]] = {}
    _said, blank, last = message.rstrip("\n").rpartition("\n\n")
    for line in last.splitlines() if blank else ():
        key, colon, value = line.partition(": ")
        if colon and key.replace("-", "").isalpha():
            found.setdefault(key.lower(), []).append(value)
    return found
