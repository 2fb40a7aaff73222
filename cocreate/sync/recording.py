"""Commits made from lists of changed files, all of them by one process, without an index or a working tree.

git writes only the folders that changed, and brings what it wrote to the disk at once; `git commit` in a workspace of
some ten thousand files looks at each of them several times. Nothing points at a commit made here before `move_to` says
so, in one step that fails if somebody else was quicker.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from cocreate.model.moments import on_this_clock
from cocreate.sync.git import Git
from cocreate.sync.records import FileVersion, StoredFile

_AT: Final = "refs/worktree/cocreate"
"""What points at new commits until the branch does, so that nothing clears them away."""

_NO_NAME: Final = str.maketrans("", "", "<>\n\r\0")


@dataclass(frozen=True, slots=True)
class NewCommit:
    """A commit to be made.

    Attributes:
        author: who is credited: a name, and an address in angle brackets.
        committer: who makes it.
        message: what it says.
        files: what becomes of each changed file, by its path in the repository; None takes it out.
        at: when it was written, in seconds since 1970; now, where that is 0.
    """

    author: str
    committer: str
    message: str
    files: Mapping[str, StoredFile | FileVersion | None]
    at: float = 0


def record(git: Git, parents: Sequence[str], commits: Sequence[NewCommit]) -> str:
    """Make `commits`, one after the other, and return the id of the last.

    Args:
        git: anywhere in the repository.
        parents: of the first; its files are those of the first parent but for what it changes.
        commits: at least one.
    """
    stream = bytearray(b"feature done\n")
    for number, commit in enumerate(commits):
        _add(stream, commit, () if number else parents)
    stream += b"get-mark :1\ndone\n"
    return git.run("fast-import", "--quiet", "--force", "--date-format=raw", data=bytes(stream)).decode().strip()


def store_at_once(git: Git, contents: Iterable[bytes]) -> None:
    """Bring `contents` to the disk in one pack; of what git has already, it writes nothing a second time."""
    stream = bytearray(b"feature done\n")
    for content in contents:
        stream += b"blob\n"
        _add_data(stream, content)
    git.run("fast-import", "--quiet", data=bytes(stream + b"done\n"))


def move_to(git: Git, commit: str, before: str, why: str) -> None:
    """Make `commit` what this copy is at, in one step.

    Args:
        git: anywhere in the repository.
        commit: its id.
        before: the commit that this copy is at until now; empty where there is none.
        why: what git's own record of such moves says.

    Raises:
        GitFailed: it is at something else by now.
    """
    asked = f"update HEAD\0{commit}\0{before or '0' * len(commit)}\0delete {_AT}\0\0"
    git.run("update-ref", "-m", why, "--stdin", "-z", data=asked.encode())


def _add(stream: bytearray, commit: NewCommit, parents: Sequence[str]) -> None:
    head = [
        f"commit {_AT}",
        "mark :1",
        f"author {_one_line(commit.author)} {_moment(commit.at)}",
        f"committer {_one_line(commit.committer)} {_moment()}",
    ]
    stream += "".join(f"{line}\n" for line in head).encode("utf-8", "replace")
    _add_data(stream, f"{commit.message.rstrip()}\n".encode("utf-8", "replace"))
    for word, parent in zip(("from", "merge"), parents, strict=False):
        stream += f"{word} {parent}\n".encode()
    for path in (path for path, file in commit.files.items() if file is None):
        stream += b"D %s\n" % _quoted(path)
    for path, file in commit.files.items():
        if isinstance(file, StoredFile):
            stream += b"M %s %s %s\n" % (file.mode.encode(), file.blob.encode(), _quoted(path))
        elif file:
            stream += b"M %s inline %s\n" % (file.mode.encode(), _quoted(path))
            _add_data(stream, file.data)
    stream += b"\n"


def _moment(at: float = 0) -> str:
    """A moment as git writes it, by the clock here."""
    moment = on_this_clock(datetime.fromtimestamp(at, UTC) if at else datetime.now(UTC))
    return f"{int(moment.timestamp())} {f'{moment:%z}'[:5]}"


def _add_data(stream: bytearray, data: bytes) -> None:
    stream += b"data %d\n" % len(data)
    stream += data
    stream += b"\n"


def _one_line(signature: str) -> str:
    """A signature whose parts hold nothing that would end them."""
    name, _mark, email = signature.rpartition(" <")
    return f"{name.translate(_NO_NAME)} <{email.translate(_NO_NAME)}>"


def _quoted(path: str) -> bytes:
    """A path as the stream takes any."""
    text = path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{text}"'.encode("utf-8", "surrogateescape")
