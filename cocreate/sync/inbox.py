"""The inbox: a folder where anybody drops a text, by whatever means, for it to become an idea (docs/format.md)."""

import os
from contextlib import suppress
from typing import Final

from cocreate.model.errors import CocreateError
from cocreate.sync.git import Git
from cocreate.sync.passed_over import is_passed_over

INBOX: Final = "inbox"

_ENDINGS: Final = frozenset(["", ".md", ".markdown", ".txt", ".text", ".eml"])


def take_in(git: Git, root: str, prefix: str) -> bool:
    """Make ideas of the texts in the inbox; whether there were any. It stands in the way of no sync.

    Args:
        git: in the workspace.
        root: the folder of the workspace.
        prefix: its path in the repository, empty or ending in `/`.
    """
    names = _names(root)
    if not names:
        return False
    from cocreate.sync.dropped import take  # deferred: what reads mails takes long to import, and it is mostly empty

    with suppress(CocreateError):
        return take(git, root, prefix, names)
    return False


def _names(root: str) -> list[str]:
    """The files right in the inbox that may be texts; a README tells people what the folder is for."""
    try:
        names = sorted(os.listdir(f"{root}/{INBOX}"))
    except OSError:
        return []
    return [name for name in names if _may_be_text(name)]


def _may_be_text(name: str) -> bool:
    stem, ending = os.path.splitext(name)
    return ending.lower() in _ENDINGS and stem.lower() != "readme" and not is_passed_over(name)
