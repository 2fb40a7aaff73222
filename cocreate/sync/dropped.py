"""What lies in the inbox: whose each text is, and the idea that it becomes (docs/format.md).

One that is in the history belongs to whoever wrote it there; one that only lies on this disk to the person this copy
belongs to. Two copies that look at once make the same file of it, to the byte, so that it is one idea where they meet.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from cocreate.acts.capture import catch_idea, themes_in
from cocreate.acts.voice import Voice
from cocreate.imports.found import File, Found
from cocreate.imports.front import front_lines
from cocreate.imports.letters import found_in, is_mail_file
from cocreate.imports.mail import address_in
from cocreate.imports.words import text_in
from cocreate.model.errors import CocreateError, Unreadable
from cocreate.model.ids import id_from, is_person_slug
from cocreate.model.moments import parse_moment
from cocreate.model.text import slug
from cocreate.sync import records
from cocreate.sync.git import Git
from cocreate.sync.inbox import INBOX
from cocreate.sync.log import Commit, read_log
from cocreate.sync.signatures import NOWHERE, own_signature, people_by_email, person_of
from cocreate.workspace import files
from cocreate.workspace.local import whose_copy
from cocreate.workspace.merge.edits import remove_document


@dataclass(frozen=True, slots=True)
class _Dropped:
    """A text in the inbox: the idea in it, its bytes, who dropped it and when, and what only this drop is known by."""

    path: str
    found: Found
    data: bytes
    by: tuple[str, ...]
    at: datetime
    mark: str


def take(git: Git, root: str, prefix: str, names: Sequence[str]) -> bool:
    """Make ideas of those of `names` in the inbox that are texts, and take them out of it; whether there were any.

    What does not work stays as it is until the next look.

    Args:
        git: in the workspace.
        root: the folder of the workspace.
        prefix: its path in the repository, empty or ending in `/`.
        names: files in the inbox.

    Raises:
        CocreateError: git said no.
    """
    people = people_by_email(root)
    taken = False
    for dropped in _dropped(git, root, prefix, names, people):
        with suppress(CocreateError, FileNotFoundError):
            taken = _take(root, dropped, people) or taken
    return taken


def _dropped(git: Git, root: str, prefix: str, names: Sequence[str], people: Mapping[str, str]) -> Iterator[_Dropped]:
    asked = ("status", "--porcelain=v2", "-z", "--untracked-files=all", "--ignored=traditional", "--no-renames")
    status = records.status(git.run(*asked, "--", INBOX))
    changed = {file.path: file.committed for file in status.files}
    for name in names:
        path = f"{INBOX}/{name}"
        with suppress(Unreadable, FileNotFoundError, OSError):
            data = files.read(root, path)
            found = _found(name, data)
            saved_at = datetime.fromtimestamp(int(os.lstat(f"{root}/{path}").st_mtime), UTC)
            committed = changed.get(f"{prefix}{path}", "clean")
            commits = _commits(git, path) if committed else []
            if committed != "clean" or not commits:
                by = [*_authors(people, commits), _person_of_copy(git, root, people)]
                yield _Dropped(path, found, data, _slugs(by), saved_at, saved_at.isoformat())
                continue
            at = parse_moment(commits[-1].at) or saved_at
            yield _Dropped(path, found, data, _slugs(_authors(people, commits)), at, commits[-1].name)


def _found(name: str, data: bytes) -> Found:
    """The idea in a file; Unreadable where there is none, or keys stand above its text: it is something else then."""
    file = File(name, data)
    if not is_mail_file(file) and front_lines(text_in(data)):
        raise Unreadable("it has front matter")
    return found_in(file)


def _commits(git: Git, path: str) -> list[Commit]:
    """What wrote the file that is there now, the latest first: not what wrote one of its name that is gone since."""
    found = []
    for commit in read_log(git, "--no-merges", "--", path):
        found.append(commit)
        if all(before is None for file in commit.files for before in file.before):
            break
    return found


def _authors(people: Mapping[str, str], commits: list[Commit]) -> list[str]:
    return [person_of(people, *author) for commit in reversed(commits) for author in commit.authors]


def _person_of_copy(git: Git, root: str, people: Mapping[str, str]) -> str:
    """The slug, or the name, of whoever this copy belongs to; empty where nobody knows."""
    if person := whose_copy(root):
        return person
    own = own_signature(git)
    return "" if own.email.endswith(f"@{NOWHERE}") else person_of(people, own.name, own.email)


def _slugs(names: list[str]) -> tuple[str, ...]:
    """People by slug: as their cards say, else as they are written."""
    slugs = (name if is_person_slug(name) else slug(name) for name in names)
    return tuple(dict.fromkeys(name for name in slugs if is_person_slug(name)))


def _take(root: str, dropped: _Dropped, people: Mapping[str, str]) -> bool:
    """Make an idea of what was dropped, then take it out; where a crash came between, the idea is there already."""
    sender = "".join(people.get(address_in(one)[1].lower(), "") for one in dropped.found.by)
    by = (sender,) if sender else dropped.by
    if not by:
        return False
    typist = dropped.by[0] if sender and dropped.by else ""
    known = [dropped.path.encode("utf-8", "surrogateescape"), dropped.mark.encode(), dropped.data]
    name = id_from(sha256(b"\0".join(known)).digest())
    at = dropped.found.at or dropped.at
    voice = Voice(by, typist, clock=lambda: at, new_id=lambda: name)
    themes = [*dropped.found.themes, *themes_in(f"{dropped.found.title}\n{dropped.found.text}")]
    with suppress(FileExistsError):
        catch_idea(root, voice, dropped.found.title, dropped.found.text, themes=themes)
    if files.read(root, dropped.path) == dropped.data:  # whoever went on writing meanwhile keeps what they have
        remove_document(root, dropped.path, by)
    return True
