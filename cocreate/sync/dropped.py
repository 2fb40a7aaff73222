"""What lies in the inbox: whose each text is, and the idea that it becomes (docs/format.md).

One that is in the history belongs to whoever wrote it there; one that only lies on this disk to the person this copy
belongs to. Two copies that look at once make the same file of it, to the byte, so that it is one idea where they meet.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
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
from cocreate.locale import N_
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
    is_clean = _clean(git, prefix)
    history = _history(git, prefix)
    for name in names:
        path = f"{INBOX}/{name}"
        commits = history.get(path, [])
        with suppress(Unreadable, OSError):
            data = files.read(root, path)
            found = _found(name, data, is_kept=bool(commits))
            saved_at = datetime.fromtimestamp(int(os.lstat(f"{root}/{path}").st_mtime), UTC)
            if commits and is_clean(path):
                at = parse_moment(commits[-1].at) or saved_at
                yield _Dropped(path, found, data, _slugs(_authors(people, commits)), at, commits[-1].name)
            else:
                by = _slugs([*_authors(people, commits), _person_of_copy(git, root, people)])
                yield _Dropped(path, found, data, by, saved_at, saved_at.isoformat())


def _clean(git: Git, prefix: str) -> Callable[[str], bool]:
    """Tells whether a file is as the history has it, of those that this has."""
    asked = ("status", "--porcelain=v2", "-z", "--untracked-files=all", "--no-renames")
    changed = {file.path for file in records.status(git.run(*asked, "--", INBOX)).files}
    return lambda path: f"{prefix}{path}" not in changed


def _history(git: Git, prefix: str) -> dict[str, list[Commit]]:
    """What wrote each file in the inbox, the latest first; not what wrote one of its name that went since."""
    kept = {f"{prefix}{path}" for path in records.paths(git.run("ls-files", "-z", "--", INBOX))}
    found: dict[str, list[Commit]] = {}
    begun: set[str] = set()
    for commit in read_log(git, "--no-merges", "--", INBOX) if kept else ():
        for file in commit.files:
            if file.path in kept and file.path not in begun:
                found.setdefault(file.path[len(prefix) :], []).append(commit)
                begun |= {file.path} if not any(file.before) else set()
    return found


def _found(name: str, data: bytes, *, is_kept: bool) -> Found:
    """The idea in a file; Unreadable where it is none, or none yet.

    Keys above a text say that it is something else. A mail may hold more than its words, so it is in the history first.
    """
    file = File(name, data)
    is_mail = is_mail_file(file)
    if (is_mail and not is_kept) or (not is_mail and front_lines(text_in(data))):
        raise Unreadable(N_("it stays in the inbox"))
    return found_in(file)


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
