"""What lies in the inbox: whose each text is, and the idea that it becomes (docs/format.md).

One that is in the history belongs to whoever wrote it there; one that only lies on this disk to the one person who
uses this copy, if it is only one; a mail to its sender, and to nobody else. Where nobody knows whose something is, it
stays. Two copies that look at once make the same file of a text, to the byte, so that it is one idea where they meet.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Final

from cocreate.acts.capture import catch_idea, themes_in
from cocreate.acts.voice import Voice
from cocreate.imports.found import File, Found
from cocreate.imports.front import front_lines
from cocreate.imports.letters import found_in, is_mail_file
from cocreate.imports.mail import address_in
from cocreate.imports.words import text_in
from cocreate.locale import N_, Sentence
from cocreate.model.errors import CocreateError, Unreadable
from cocreate.model.hints import Hint
from cocreate.model.ids import id_from, is_person_slug
from cocreate.model.moments import parse_moment
from cocreate.model.text import clean_line, slug
from cocreate.sync import records
from cocreate.sync.git import Git
from cocreate.sync.inbox import Inbox, Stays
from cocreate.sync.log import Commit, read_log
from cocreate.sync.signatures import own_signature, people_by_email, person_of
from cocreate.workspace import files
from cocreate.workspace.format.writing import one_line
from cocreate.workspace.local import ever_chosen, whose_copy
from cocreate.workspace.merge.edits import remove_document
from cocreate.workspace.paths import INBOX

_A_DAY: Final = timedelta(days=1)
_ENDINGS: Final = frozenset(["", ".md", ".markdown", ".txt", ".text", ".eml"])


@dataclass(frozen=True, slots=True)
class _Dropped:
    """A text in the inbox: the idea in it, its bytes, whose it is and when, and what only this drop is known by."""

    path: str
    found: Found
    data: bytes
    by: tuple[str, ...]
    noted_by: str
    at: datetime
    mark: str


@dataclass(frozen=True, slots=True)
class _Put:
    """A file in the inbox: what wrote it in the history, the latest first; who wrote what is not there yet."""

    path: str
    data: bytes
    saved_at: datetime
    commits: Sequence[Commit]
    is_clean: bool
    here: str


def take(git: Git, root: str, prefix: str, names: Sequence[str]) -> Inbox:
    """Make ideas of those of `names` in the inbox that are texts, and take them out of it; what came of that.

    What does not work stays as it is until the next look.

    Args:
        git: in the workspace.
        root: the folder of the workspace.
        prefix: its path in the repository, empty or ending in `/`.
        names: what lies in the inbox.

    Raises:
        CocreateError: git said no.
    """
    ideas: dict[str, str] = {}
    stays: dict[str, Stays] = {}
    for path, one in _looked_at(git, root, prefix, names):
        if isinstance(one, Stays):
            stays[path] = one
        elif one:
            with suppress(CocreateError, FileNotFoundError):
                ideas[_take(root, one)] = one_line(one.found.title)
    return Inbox(ideas, stays)


def look(git: Git, root: str, prefix: str, names: Sequence[str]) -> Mapping[str, Stays]:
    """What of `names` stays in the inbox, by path; nothing is written. Arguments are those of `take`."""
    return {path: one for path, one in _looked_at(git, root, prefix, names) if isinstance(one, Stays)}


def _looked_at(git: Git, root: str, prefix: str, names: Sequence[str]) -> Iterator[tuple[str, _Dropped | Stays | None]]:
    """What each of `names` is, by path; None for a mail that is in no history yet: it may hold more than its words."""
    people, put = people_by_email(root), None
    for name in names:
        path = f"{INBOX}/{name}"
        try:
            data = _read(root, path)
            found = _found(path, data)
            if found:
                put = put or _how_it_came(git, root, prefix, people)  # asked once there is something to ask about
                yield path, _dropped(put(path, data), found, people)
            else:
                why = Sentence(N_("it begins with keys between two lines ---, which no idea has yet"))
                yield path, Stays(why, _take_in(path))
        except Unreadable as error:
            yield path, Stays(error.reason, Hint("leave-out", path))
        except OSError:
            continue  # it went meanwhile


def _how_it_came(git: Git, root: str, prefix: str, people: Mapping[str, str]) -> Callable[[str, bytes], _Put]:
    """Tells how a file in the inbox came there."""
    is_clean, history, here = _clean(git, prefix), _history(git, prefix), _only_one_here(git, root, people)

    def put(path: str, data: bytes) -> _Put:
        saved_at = datetime.fromtimestamp(int(os.lstat(f"{root}/{path}").st_mtime), UTC)
        commits = history.get(path, [])
        return _Put(path, data, saved_at, commits, bool(commits) and is_clean(path), here)

    return put


def _read(root: str, path: str) -> bytes:
    """What a text in the inbox holds; Unreadable where it is none."""
    if os.path.splitext(path)[1].lower() not in _ENDINGS or os.path.isdir(f"{root}/{path}"):
        raise Unreadable(N_("only a text becomes an idea: a file that ends in .txt, .md or .eml, or in nothing"))
    return files.read(root, path)


def _found(path: str, data: bytes) -> Found | None:
    """The idea in a file; Unreadable where there is none, None where keys above a text make it something else."""
    file = File(path, data)
    return None if not is_mail_file(file) and front_lines(text_in(data)) else found_in(file)


def _dropped(put: _Put, found: Found, people: Mapping[str, str]) -> _Dropped | Stays | None:
    """What a file in the inbox is in which there is an idea."""
    is_mail = is_mail_file(File(put.path, put.data))
    authors = [] if is_mail and not put.commits else _authors(people, put)
    by, noted_by = _slugs([who for who, _address in authors]), ""
    if is_mail:
        known = dict(people) | {address: who for who, address in authors if address}
        if not (put.commits or put.here):
            return _nobodys(put)
        senders = _senders(put.path, found, known)
        if isinstance(senders, Stays) or not put.commits:
            return senders if isinstance(senders, Stays) else None
        by, noted_by = senders, next((who for who in by if who not in senders), "")
    elif not all(_slugs([who]) for who, _address in authors):
        return _nobodys(put)
    if put.is_clean:
        at = parse_moment(put.commits[-1].at) or put.saved_at
        return _Dropped(put.path, found, put.data, by, noted_by, at, put.commits[-1].name)
    return _Dropped(put.path, found, put.data, by, noted_by, put.saved_at, put.saved_at.isoformat())


def _senders(path: str, found: Found, known: Mapping[str, str]) -> tuple[str, ...] | Stays:
    """Who sent a mail, by the addresses it came from; a name alone may be anybody's."""
    addresses = [address_in(one)[1] for one in found.by]
    if not addresses or not all("@" in address for address in addresses):
        return Stays(Sentence(N_("it does not tell the address that it was sent from")), _take_in(path))
    for address in addresses:
        if not _slugs([known.get(address.lower(), "")]):
            shown = clean_line(address)
            why = Sentence(N_("it was sent from {address}, which is on nobody's card"), address=shown)
            return Stays(why, Hint("sender", shown))
    return _slugs([known[address.lower()] for address in addresses])


def _nobodys(put: _Put) -> Stays:
    if put.commits and put.is_clean:
        return Stays(Sentence(N_("whoever put it there has no short name of a-z yet")), _take_in(put.path))
    why = N_("several people speak here, or nobody yet, so it is not known who put it there")
    return Stays(Sentence(why), _take_in(put.path), is_nobodys=True)


def _take_in(path: str) -> Hint:
    return Hint("take-in", path)


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


def _authors(people: Mapping[str, str], put: _Put) -> list[tuple[str, str]]:
    """Who wrote a file, each with their address; an empty name stands for somebody who is not known."""
    made = [author for commit in reversed(put.commits) for author in commit.authors]
    return [(person_of(people, *one), one[1].lower()) for one in made] + ([] if put.is_clean else [(put.here, "")])


def _only_one_here(git: Git, root: str, people: Mapping[str, str]) -> str:
    """Whose words those are that only lie here: of the one person who uses this copy; empty where that is in doubt."""
    person = whose_copy(root) or people.get(own_signature(git).email.lower(), "")
    return person if {person}.issuperset(ever_chosen(root)) else ""


def _slugs(names: list[str]) -> tuple[str, ...]:
    """People by slug: as their cards say, else as they are written."""
    slugs = (name if is_person_slug(name) else slug(name) for name in names)
    return tuple(dict.fromkeys(name for name in slugs if is_person_slug(name)))


def _take(root: str, dropped: _Dropped) -> str:
    """Make an idea of what was dropped, then take it out; its id. Where a crash came between, it is there already."""
    known = [dropped.path.encode("utf-8", "surrogateescape"), dropped.mark.encode(), dropped.data]
    name = id_from(sha256(b"\0".join(known)).digest())
    at = dropped.found.at or dropped.at
    at = at if at - dropped.at < _A_DAY else dropped.at  # no mail is older than its sending
    voice = Voice(dropped.by, dropped.noted_by, clock=lambda: at, new_id=lambda: name)
    themes = [*dropped.found.themes, *themes_in(f"{dropped.found.title}\n{dropped.found.text}")]
    with suppress(FileExistsError):
        catch_idea(root, voice, dropped.found.title, dropped.found.text, themes=themes)
    if files.read(root, dropped.path) == dropped.data:  # whoever went on writing meanwhile keeps what they have
        remove_document(root, dropped.path, dropped.by)
    return name
