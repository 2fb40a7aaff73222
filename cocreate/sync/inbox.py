"""The inbox: a folder where anybody drops a text, by whatever means, for it to become an idea (docs/format.md)."""

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from cocreate.locale import Sentence
from cocreate.model.errors import CocreateError
from cocreate.model.hints import Hint
from cocreate.sync.copies import copy_at
from cocreate.sync.git import Git
from cocreate.sync.passed_over import is_passed_over
from cocreate.workspace.paths import INBOX


@dataclass(frozen=True, slots=True)
class Stays:
    """Why something stays in the inbox, and what to do about it.

    Attributes:
        why: the reason.
        hint: what helps.
        is_nobodys: whether nobody knows who put it there, so that it must not go into the history under any name.
    """

    why: Sentence
    hint: Hint
    is_nobodys: bool = False


@dataclass(frozen=True, slots=True)
class Inbox:
    """What came of a look into the inbox.

    Attributes:
        ideas: the titles of the ideas that were made, by id.
        stays: what stays there, by path.
    """

    ideas: Mapping[str, str] = field(default_factory=dict)
    stays: Mapping[str, Stays] = field(default_factory=dict)

    @property
    def apart(self) -> frozenset[str]:
        """The files that are kept out of the history until somebody says whose they are."""
        return frozenset(path for path, one in self.stays.items() if one.is_nobodys)


def take_in(git: Git, root: str, prefix: str) -> Inbox:
    """Make ideas of the texts in the inbox; what came of that. It stands in the way of no sync.

    Args:
        git: in the workspace.
        root: the folder of the workspace.
        prefix: its path in the repository, empty or ending in `/`.
    """
    if names := _names(root):
        from cocreate.sync.dropped import take  # deferred: what reads mails takes long to import; it is mostly empty

        with suppress(CocreateError):
            return take(git, root, prefix, names)
    return Inbox()


def what_stays(root: str) -> Mapping[str, Stays]:
    """What lies in the inbox of the workspace at `root` and will be there after the next sync as well, by path."""
    if names := _names(root):
        from cocreate.sync.dropped import look  # deferred: as above

        with suppress(CocreateError):  # without a history nothing is taken in
            copy = copy_at(root)
            return look(copy.git, root, copy.prefix, names)
    return {}


def _names(root: str) -> list[str]:
    """What lies right in the inbox; a README tells people what the folder is for."""
    try:
        names = sorted(os.listdir(f"{root}/{INBOX}"))
    except OSError:
        return []
    return [name for name in names if os.path.splitext(name)[0].lower() != "readme" and not is_passed_over(name)]
