"""The command line for whoever comes through a door: the same words, less what touches the host.

A list of what may be done, not of what may not: a new command is the host's alone until somebody adds it here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cocreate.cli.command import CHOOSES, TAKE_A_VALUE, split
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

GIVING = frozenset(
    ["idea", "build", "say", "ask", "answer", "propose", "object", "promise", "hiccup", "thank", "contribute"]
)
"""What takes in a text: it is handed back where it finds no place."""

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


TEXT = "idea"
"""Takes nothing but a text as its words, so quotes in them are what somebody wrote."""

TEXT_TAKES = TAKE_A_VALUE | {"-p", "--project", "-t", "--theme"}
"""Options of that to which the next word belongs."""


def words_in(line: str) -> list[str]:
    """The words of a command as ssh sends it: all in one line, without the quotes of the shell where it was typed.

    In an idea quotes are words, unless they stand around the whole of it, or around the value of an option.
    """
    pieces = [(match, _unquoted(match)) for match in _WORD.finditer(line)]
    found = [words for _match, words in pieces]
    if found[:1] != [TEXT]:
        return found
    end = found.index("--") if "--" in found else len(found)
    text = [
        at for at in range(1, len(found)) if at > end or not (found[at].startswith("-") or found[at - 1] in TEXT_TAKES)
    ]
    for at in text if len(text) > 1 else ():
        found[at] = pieces[at][0][0]
    return found


def _unquoted(match: re.Match[str]) -> str:
    if match["plain"] is not None:
        return match["plain"]
    double = match["double"]
    text = match["single"] if double is None else re.sub(r"\\(.)", r"\1", double, flags=re.DOTALL)
    return (match["flag"] or "") + text


def allowed(words: Sequence[str]) -> list[str]:
    """These words, where they are a command that may be given through a door.

    Raises:
        WrongUsage: they are not; the sentence says why.
    """
    before, word, rest = split(words)
    if not word and not {"-h", "--help", "--version"}.intersection(before) and before:
        raise WrongUsage(_("Say which command: {example}").format(example="list"))
    if word and word not in ALLOWED:
        raise WrongUsage(_("There is no command {word} here.").format(word=word[:40]), _nearest(word))
    everything = list(words)
    options = everything[: everything.index("--")] if "--" in everything else everything
    try:
        for option in options:
            _refuse(option, () if word in CHOOSES else ONESELF)
    except WrongUsage as error:
        if word in GIVING and (text := _text_of(rest, refs=word != TEXT)):
            error.add_note(text)
        raise
    if word == "me" and any(not one.startswith("-") for one in rest):
        raise _not_oneself()
    if word == "edit" and not any(
        one.startswith(("--set", "--body", "--take", "--let-go", "-h", "--help")) for one in rest
    ):
        raise WrongUsage(
            _("Say what to change."), _("With --set key=value or --body TEXT; there is no editor through the door.")
        )
    return everything


def _nearest(word: str) -> str:
    """What may be meant by a word that is no command here."""
    from cocreate.cli.nearest import meant  # deferred: only a slip needs it

    ways = [way for way in meant(word) if way.partition(" ")[0] in ALLOWED]
    if not ways:
        return _("help lists what there is.")
    return _("Is it {commands}? help lists what there is.").format(commands=f" {_('or')} ".join(ways))


def _text_of(rest: Sequence[str], *, refs: bool) -> str:
    """What somebody wrote, without the options and what they give it to."""
    text: list[str] = []
    for at, word in enumerate(rest):
        if not word.startswith("-") and not (at and rest[at - 1] in (*HOSTS, *TEXT_TAKES, "--kind", "--until")):
            text.append(word)
    return " ".join(text[1:] if refs else text)


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
