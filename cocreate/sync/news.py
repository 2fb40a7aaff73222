"""News: what came with a sync, and from whom."""

from collections.abc import Mapping
from typing import Final

from cocreate.sync.commits import person_of
from cocreate.sync.git import Git
from cocreate.sync.log import commits
from cocreate.workspace.came import MOST, Came
from cocreate.workspace.paths import type_at

_DIFFER: Final = ("diff", "--name-only", "-z", "--no-renames")


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
    arrived = [path for path in top.records(*_DIFFER, ours, published, *scope) if type_at(path[len(prefix) :])][:MOST]
    if not arrived:
        return []
    here = set(top.records(*_DIFFER, f"{published}...{ours}", *scope))
    came: dict[str, Came] = {}
    for commit in commits(top, "--no-merges", f"{ours}..{published}", "--", *arrived):
        by = tuple(dict.fromkeys(person_of(people, *named) for named in commit.authors))
        for _blobs, path in commit.files:
            inside = path[len(prefix) :]
            came.setdefault(inside, Came(inside, commit.at, by, path in here))
    return list(came.values())
