"""What came with a sync, and from whom, asked of the history that it brought."""

from collections.abc import Mapping
from typing import Final

from cocreate.model.errors import Unreadable
from cocreate.sync import records
from cocreate.sync.arrivals import CHANGED, GONE, MOST, MOVED, NEW, Arrival
from cocreate.sync.git import Git
from cocreate.sync.log import read_log
from cocreate.sync.signatures import person_of
from cocreate.sync.taking_out import own_name
from cocreate.workspace.format.documents import parse
from cocreate.workspace.paths import type_at

_MOVED: Final = "R"
_HOW: Final = {records.ADDED: NEW, records.DELETED: GONE, _MOVED: MOVED}
_DIFFER: Final = ("diff", "-z", "--no-renames")


def find_arrivals(top: Git, prefix: str, ours: str, published: str, people: Mapping[str, str]) -> list[Arrival]:
    """What `published` brings to the commit `ours`, the latest first, each file once, and not more than is kept.

    Only files that arrived are asked for: what a history held in between may be larger than any memory.

    Args:
        top: git in the top folder of the repository.
        prefix: the workspace's path in it, empty or ending in `/`.
        ours: the commit that this copy had.
        published: the commit that came.
        people: the slugs of people by their addresses in lower case.

    Raises:
        CocreateError: git said no, or the history is too long to be waited for.
    """
    scope = ("--", prefix or ".")
    told = records.letters(top.run(*_DIFFER, "--name-status", f"{ours}...{published}", *scope))
    told = _with_moves({path: letter for path, letter in told.items() if type_at(path[len(prefix) :])})
    items = list(told)[:MOST]
    if not items:
        return []
    here = set(records.paths(top.run(*_DIFFER, "--name-only", f"{published}...{ours}", *scope)))
    gone = [path for path in items if told[path] == records.DELETED]
    titles = dict(zip(gone, map(_title, gone, top.blobs([f"{ours}:{path}" for path in gone])), strict=True))
    found: dict[str, Arrival] = {}
    for commit in read_log(top, "--no-merges", f"{ours}..{published}", "--", *items):
        by = tuple(dict.fromkeys(person_of(people, *named) for named in commit.authors))
        for path in (file.path for file in commit.files):
            how = _HOW.get(told[path], CHANGED)
            one = Arrival(path[len(prefix) :], commit.at, by, how, path in here, titles.get(path, ""))
            found.setdefault(path, one)
    return list(found.values())


def _with_moves(told: Mapping[str, str]) -> dict[str, str]:
    """Git's letters for the items; one that was moved is at its new place, and not also gone from the old one."""
    gone = {own_name(path) for path, letter in told.items() if letter == records.DELETED}
    new = {own_name(path) for path, letter in told.items() if letter == records.ADDED}
    moved = gone & new - {""}
    after = {records.ADDED: _MOVED, records.DELETED: ""}
    found = {path: after.get(letter, letter) if own_name(path) in moved else letter for path, letter in told.items()}
    return {path: letter for path, letter in found.items() if letter}


def _title(path: str, data: bytes | None) -> str:
    """What something was called that is gone."""
    try:
        fields = parse(data or b"").fields
    except Unreadable:
        return path
    return str(fields.get("title") or fields.get("name") or path)
