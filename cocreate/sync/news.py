"""News: what came with a sync, and from whom."""

from collections.abc import Mapping
from typing import Final

from cocreate.model.errors import Unreadable
from cocreate.sync.commits import person_of
from cocreate.sync.git import Git
from cocreate.sync.log import commits
from cocreate.workspace.came import CHANGED, GONE, MOST, NEW, Came
from cocreate.workspace.documents import parse
from cocreate.workspace.paths import type_at

_DIFFER: Final = ("diff", "-z", "--no-renames")


def news(top: Git, prefix: str, ours: str, published: str, people: Mapping[str, str]) -> list[Came]:
    """What `published` brings to the commit `ours`, the latest first, each file once, and not more than is kept.

    Only files that arrived are asked for: what a history held in between may be larger than any memory.

    Args:
        top: git in the top folder of the repository.
        prefix: the workspace's path in it.
        ours: the commit that this copy had.
        published: the commit that came.
        people: the slugs of people by their addresses in lower case.
    """
    scope = ("--", prefix or ".")
    told = top.records(*_DIFFER, "--name-status", f"{ours}...{published}", *scope)
    arrived = {path: how for how, path in zip(told[::2], told[1::2], strict=True) if type_at(path[len(prefix) :])}
    arrived = dict(list(arrived.items())[:MOST])
    if not arrived:
        return []
    here = set(top.records(*_DIFFER, "--name-only", f"{published}...{ours}", *scope))
    gone = [path for path, how in arrived.items() if how == "D"]
    titles = dict(zip(gone, map(_title, gone, top.blobs([f"{ours}:{path}" for path in gone])), strict=True))
    came: dict[str, Came] = {}
    for commit in commits(top, "--no-merges", f"{ours}..{published}", "--", *arrived):
        by = tuple(dict.fromkeys(person_of(people, *named) for named in commit.authors))
        for _blobs, path in commit.files:
            how = {"A": NEW, "D": GONE}.get(arrived[path], CHANGED)
            one = Came(path[len(prefix) :], commit.at, by, how, path in here, titles.get(path, ""))
            came.setdefault(path, one)
    return list(came.values())


def _title(path: str, data: bytes | None) -> str:
    """What something was called that is gone."""
    try:
        fields = parse(data or b"").fields
    except Unreadable:
        return path
    return str(fields.get("title") or fields.get("name") or path)
