"""What came of a sync, as a value, and how it is told to whoever reads it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from cocreate.locale import Sentence, _, plural
from cocreate.model import host
from cocreate.model.hints import Hint
from cocreate.model.text import clean_name

IN_STEP: Final = "in-step"
NOT_SHARED: Final = "not-shared"
OFFLINE: Final = "offline"
BLOCKED: Final = "blocked"

_ENDS: Final = (".", "?", "!", "…")
"""How a sentence may end; what somebody else says may not."""

MOST_TITLES: Final = 3
"""So many titles are named in a sentence."""

MOST_SHOWN: Final = 80
"""Characters of a path that a sentence names."""


@dataclass(frozen=True, slots=True)
class Synced:
    """What came of a sync.

    Attributes:
        state: `IN_STEP`, `NOT_SHARED`, `OFFLINE` or `BLOCKED`.
        sent: how many files went out.
        received: how many files came.
        merged: how many files had changed on both sides.
        wordings: the ids of the wordings that it kept, or that came.
        left: the files that are not shared, because nobody else would let them in.
        why: what is in the way, where something is.
        hint: what to do about that.
        taken_in: the titles of the ideas that it made of what lay in the inbox, by id.
        stays: what stays in the inbox, by path.
    """

    state: str = IN_STEP
    sent: int = 0
    received: int = 0
    merged: int = 0
    wordings: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    why: str | Sentence = ""
    hint: str | Sentence | Hint = ""
    taken_in: Mapping[str, str] = field(default_factory=dict)
    stays: tuple[str, ...] = ()


MEANT: Final = ("accept-deletion", "accept-other-history", "send-deletion")
"""The hints that ask whether something is meant."""


def question(synced: Synced) -> str:
    """What a sync asks, as the name of its hint in `MEANT`; empty where it asks nothing."""
    hint = synced.hint
    return hint.what if isinstance(hint, Hint) and hint.what in MEANT else ""


def describe(synced: Synced, hint_words: Callable[[str | Hint], str]) -> str:
    """What came of a sync, in the reader's language; `hint_words` says a hint as the reader's face does."""
    told = _outcome(synced, hint_words)
    if synced.taken_in:
        told = f"{told} {_from_inbox([*synced.taken_in.values()])}"
    if synced.stays and not synced.why:
        told = f"{told} {_staying(synced.stays)} {hint_words(Hint('check'))}"
    return told


def _outcome(synced: Synced, hint_words: Callable[[str | Hint], str]) -> str:
    if synced.why:
        why, hint = host.told(synced.why, synced.hint)
        return f"{why if why.endswith(_ENDS) else f'{why}.'} {hint_words(hint)}".strip()
    if synced.state == NOT_SHARED:
        told = _("Everything is kept. It is not shared with another place yet.")
    else:
        told = f"{counted}." if (counted := ", ".join(_counts(synced))) else _("Everything is in step.")
    return f"{told} {_left(synced.left)} {hint_words(Hint('check'))}" if synced.left else told


def _counts(synced: Synced) -> list[str]:
    found = []
    if synced.received:
        found.append(plural("{count} thing came", "{count} things came", synced.received).format(count=synced.received))
    if synced.sent:
        found.append(plural("{count} thing went", "{count} things went", synced.sent).format(count=synced.sent))
    if synced.wordings:
        waiting = plural("another wording waits to be read", "other wordings wait to be read", len(synced.wordings))
        found.append(waiting)
    return found


def _left(left: Sequence[str]) -> str:
    """What was left out, so that nobody believes it shared."""
    told = plural("{path} is not shared.", "{path} and {count} more are not shared.", len(left))
    return told.format(path=shown(left[0]), count=len(left) - 1)


def _from_inbox(titles: Sequence[str]) -> str:
    """What came in from the inbox, by its titles, as many as a sentence can hold."""
    told = "; ".join(shown(title) for title in titles[:MOST_TITLES])
    if rest := len(titles[MOST_TITLES:]):
        more = plural("{titles}; and {count} more", "{titles}; and {count} more", rest)
        told = more.format(titles=told, count=rest)
    return (
        _("An idea now, from the inbox: {titles}.").format(titles=told)
        if len(titles) == 1
        else _("Ideas now, from the inbox: {titles}.").format(titles=told)
    )


def _staying(stays: Sequence[str]) -> str:
    told = plural("{path} stays there.", "{path} and {count} more stay there.", len(stays))
    return told.format(path=shown(stays[0]), count=len(stays) - 1)


def shown(path: str) -> str:
    """As much of a path as a sentence can hold."""
    line = clean_name(path)
    return line if len(line) <= MOST_SHOWN else f"{line[: MOST_SHOWN - 1]}…"
