"""The command line for whoever comes through a door: the same words, less what touches the host.

A list of what may be done, not of what may not: a new command is the host's alone until somebody adds it here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cocreate.cli.command import CHOOSES, split
from cocreate.cli.guard import WrongUsage
from cocreate.locale import _
from cocreate.pages.named import page_words

ALLOWED = frozenset(
    [
        *("list", "show", "search", "lineage", "credits", "history", "catch-up", "overlaps", "here"),
        *("story", "resembling", "make-of", "offer", "accept", "decline", "say-there", "confirm", "put-right"),
        *("look-back", "show-together"),
        *("idea", "build", "say", "ask", "answer", "propose", "agree", "object", "abstain", "promise", "hiccup"),
        *("thank",),
        *("contribute", "join-in", "project", "spin-off", "weave", "edit", "rest", "resume", "finish", "undo"),
        *("decide", "withdraw", "keep", "release", "renew", "resolve", "again", "helped", "still-true"),
        *("me", "person", "help"),
        *page_words(),
    ]
)
"""What can be done through a door."""

ONESELF = ("--by", "--noted-by")
HOSTS = ("--workspace", "--atom")
"""What names a place on the computer that the door is on."""

_WORD = re.compile(
    r"""
    (?P<flag>--?[a-z-]+=)?              # such as --title=
    (?: "(?P<double>(?:[^"\\]|\\.)*)"   # quotes count where a word begins and ends with them,
      | '(?P<single>[^']*)'
    )(?=\s|$)
    | (?P<plain>\S+)                    # and nowhere else: it's stays it's
    """,
    re.VERBOSE | re.DOTALL,
)


def words_in(line: str) -> list[str]:
    """The words of a command as ssh sends it: all in one line, without the quotes of the shell where it was typed."""
    found = []
    for match in _WORD.finditer(line):
        double, single = match["double"], match["single"]
        if match["plain"] is not None:
            found.append(match["plain"])
        else:
            text = single if double is None else re.sub(r"\\(.)", r"\1", double, flags=re.DOTALL)
            found.append((match["flag"] or "") + text)
    return found


def allowed(words: Sequence[str]) -> list[str]:
    """These words, where they are a command that may be given through a door.

    Raises:
        WrongUsage: they are not; the sentence says why.
    """
    before, word, rest = split(words)
    if not word and not {"-h", "--help", "--version"}.intersection(before) and before:
        raise WrongUsage(_("Say which command: {example}").format(example="list"))
    if word and word not in ALLOWED:
        raise WrongUsage(_("There is no command {word} here.").format(word=word[:40]), _("help lists what there is."))
    everything = list(words)
    options = everything[: everything.index("--")] if "--" in everything else everything
    for option in options:
        _refuse(option, () if word in CHOOSES else ONESELF)
    if word == "me" and any(not one.startswith("-") for one in rest):
        raise _not_oneself()
    if word == "edit" and not any(
        one.startswith(("--set", "--body", "--take", "--let-go", "-h", "--help")) for one in rest
    ):
        raise WrongUsage(
            _("Say what to change."), _("With --set key=value or --body TEXT; there is no editor through the door.")
        )
    return everything


def _refuse(option: str, oneself: Sequence[str]) -> None:
    name = option.partition("=")[0]
    if name in oneself:
        raise _not_oneself()
    if name in HOSTS:
        raise WrongUsage(
            _("{option} names a place on the computer of whoever opened the door.").format(option=name),
            _("Leave it out; what a command prints can be kept on your own."),
        )


def _not_oneself() -> WrongUsage:
    return WrongUsage(
        _("Whoever comes through the door speaks as themselves."), _("Others come in with a key of their own.")
    )
