"""What is told of the computer that a door is on: all of it to whoever sits there, nothing of it to whoever came in.

Whoever comes in through a door reads the same sentences as everybody, but for those that name a place of that
computer, a command to give there, or what its git says: in their place stands who can help. Like the language, this
belongs to whoever reads: it stands in the context of the task or thread that works for them (PEP 567).
"""

from contextvars import ContextVar

from cocreate.locale import Sentence, _
from cocreate.model.hints import Hint

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Final

_COMMON: "Final" = frozenset(["", "/", "/tmp", "/var/tmp", "/private/tmp"])  # noqa: S108 - nothing is put there
"""Folders that say nothing of a computer, because every one has them."""

_kept_back: "ContextVar[tuple[str, ...] | None]" = ContextVar("kept_back", default=None)
"""The folders of the host that are not named in this context, that of the workspace first; None where all is told."""


class OfHost(str):
    """Words that name something of this computer: a place on it, a command to give there, what its git says."""

    __slots__ = ()


def tell_nothing_of_host(workspace: str, folders: "Iterable[str]") -> None:
    """From now on nothing of this computer is told in this context, and in what is begun in it.

    Args:
        workspace: its folder; what lies in it is told by where it lies there.
        folders: others that are named to nobody, such as that in which whoever opened the door is at home.
    """
    _kept_back.set((workspace, *(one for one in folders if one.rstrip("/") not in _COMMON)))


def is_from_elsewhere() -> bool:
    """Whether whoever reads in this context came in through a door."""
    return _kept_back.get() is not None


def told(why: "str | Sentence", hint: "str | Sentence | Hint") -> "tuple[str, str | Hint]":
    """What is wrong, and what helps, as whoever reads in this context may read it."""
    if not is_from_elsewhere():
        return str(why), hint if isinstance(hint, Hint) else str(hint)
    what, helps = _without_host(why), _without_host(hint)
    if what is None:
        what = _("Something is in the way on the computer that this door is on.")
        helps = helps or None
    return str(what), _("Whoever opened the door can help.") if helps is None else helps


def _without_host(words: "str | Sentence | Hint") -> "str | Hint | None":
    """Words in which places are told by where they are in the workspace; None where they name anything else."""
    details = words.details.values() if isinstance(words, Sentence) else [words]
    if any(isinstance(one, OfHost) and not _is_inside(one) for one in details):
        return None
    if isinstance(words, Hint):
        return None if _names_host(words.about) else words
    text = _relative(str(words))
    return None if _names_host(text) else text


def _is_inside(words: str) -> bool:
    workspace, *_others = _kept_back.get() or ("",)
    return bool(workspace) and words.startswith(f"{workspace}/")


def _relative(text: str) -> str:
    import re  # deferred: catching an idea does without

    workspace, *_others = _kept_back.get() or ("",)
    return re.sub(rf"{re.escape(workspace)}/(?=[^\s/])", "", text) if workspace else text


def _names_host(text: str) -> bool:
    import re  # deferred as above

    return any(re.search(rf"{re.escape(folder)}(?![^\W_])", text) for folder in _kept_back.get() or () if folder)
