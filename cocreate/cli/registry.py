"""Which commands there are, by group, and the module each one is in."""

from collections.abc import Iterator

from cocreate.cli.command import ShellCommand
from cocreate.cli.guard import WrongUsage
from cocreate.locale import _
from cocreate.pages.named import page_words

_LOOK = {
    "list": "listing",
    "show": "showing",
    "search": "searching",
    "lineage": "lineages",
    "story": "stories",
    "credits": "crediting",
    "history": "histories",
    "catch-up": "catching_up",
    "overlaps": "overlapping",
    "resembling": "resembling",
    "here": "being_here",
}
_GIVE = {
    "idea": "ideas",
    "build": "giving",
    "say": "giving",
    "ask": "giving",
    "answer": "giving",
    "propose": "giving",
    "agree": "giving",
    "object": "giving",
    "abstain": "giving",
    "promise": "giving",
    "hiccup": "giving",
    "thank": "giving",
    "contribute": "giving",
    "make-of": "hearing",
    "look-back": "looking_back",
    "join-in": "joining",
    "offer": "offering",
    "accept": "offering",
    "decline": "offering",
    "take-in": "taking_in",
    "import": "importing",
}
_GROW = {
    "project": "growing",
    "spin-off": "growing",
    "weave": "growing",
    "say-there": "resembling",
    "edit": "editing",
    "rest": "states",
    "resume": "states",
    "finish": "states",
    "undo": "undoing",
}
_CLOSE = {
    "decide": "closing",
    "withdraw": "closing",
    "keep": "closing",
    "release": "closing",
    "renew": "closing",
    "resolve": "closing",
    "again": "closing",
    "helped": "closing",
    "still-true": "closing",
    "confirm": "hearing",
    "put-right": "hearing",
    "show-together": "looking_back",
}
_SHARE = {
    "sync": "sharing",
    "join": "sharing",
    "check": "checking",
    "door": "doors",
    "invite": "doors",
    "keys": "doors",
    "sit": "sitting_down",
}
_BEGIN = {
    "me": "people",
    "person": "people",
    "init": "beginning",
    "demo": "demo",
    "tmux": "in_tmux",
    "completion": "completing",
}
_NAMED = dict.fromkeys(page_words(), "named")
MODULES = _LOOK | _NAMED | _GIVE | _GROW | _CLOSE | _SHARE | _BEGIN
"""The module of every command, by its word, in the order of the help."""


def groups() -> list[tuple[str, list[str]]]:
    """The commands' words in groups, each with its heading."""
    return [
        (_("Look"), [*_LOOK, *_NAMED]),
        (_("Give"), list(_GIVE)),
        (_("Grow"), list(_GROW)),
        (_("Close"), list(_CLOSE)),
        (_("Share"), list(_SHARE)),
        (_("Begin"), list(_BEGIN)),
    ]


def command_called(word: str) -> ShellCommand:
    """The command called `word`; only its own module is loaded.

    Raises:
        WrongUsage: there is none; the hint names the nearest.
    """
    if word not in MODULES:
        from cocreate.cli.nearest import nearest  # deferred: only a slip needs it

        raise WrongUsage(_("There is no command {word}.").format(word=word), nearest(word))
    return next(command for command in _commands_in(MODULES[word]) if command.word == word)


def all_commands() -> Iterator[ShellCommand]:
    """Every command, in the order of the help."""
    for word in MODULES:
        yield command_called(word)


def _commands_in(module: str) -> tuple[ShellCommand, ...]:
    from importlib import import_module  # a command loads its own group and no other

    found: tuple[ShellCommand, ...] = import_module(f"cocreate.cli.commands.{module}").commands()
    return found
