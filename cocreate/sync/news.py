"""News: what came with a sync, and from whom."""

from collections.abc import Mapping

from cocreate.sync.commits import person_of
from cocreate.sync.git import Git
from cocreate.sync.log import commits
from cocreate.workspace.came import Came
from cocreate.workspace.paths import type_at


def news(top: Git, prefix: str, ours: str, published: str, people: Mapping[str, str]) -> list[Came]:
    """What `published` brings to the commit `ours`, the latest first, each file once.

    Args:
        top: git in the top folder of the repository.
        prefix: the workspace's path in it.
        ours: the commit that this copy had.
        published: the commit that came.
        people: the slugs of people by their addresses in lower case.
    """
    span = (f"{ours}..{published}", "--", prefix or ".")
    here = set(top.records("diff", "--name-only", "-z", "--no-renames", f"{published}...{ours}", "--", prefix or "."))
    came: dict[str, Came] = {}
    for commit in commits(top, "--no-merges", *span):
        by = tuple(dict.fromkeys(person_of(people, *named) for named in commit.authors))
        for _blobs, path in commit.files:
            inside = path[len(prefix) :]
            if type_at(inside):
                came.setdefault(inside, Came(inside, commit.at, by, path in here))
    return list(came.values())
