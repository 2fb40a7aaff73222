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
    "credits": "crediting",
    "history": "histories",
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
    "promise": "giving",
    "hiccup": "giving",
    "thank": "giving",
    "contribute": "giving",
    "join-in": "joining",
    "take-in": "taking_in",
    "import": "importing",
}
_GROW = {
    "project": "growing",
    "spin-off": "growing",
    "weave": "growing",
    "edit": "editing",
    "rest": "states",
    "resume": "states",
    "finish": "states",
    "undo": "undoing",
}
_SHARE = {
    "sync": "sharing",
    "join": "sharing",
    "check": "checking",
}
_BEGIN = {
    "me": "people",
    "person": "people",
    "init": "beginning",
    "demo": "demo",
    "completion": "completing",
}
_NAMED = dict.fromkeys(page_words(), "named")
MODULES = _LOOK | _NAMED | _GIVE | _GROW | _SHARE | _BEGIN
"""The module of every command, by its word, in the order of the help."""


def groups() -> list[tuple[str, list[str]]]:
    """The commands' words in groups, each with its heading."""
    return [
        (_("Look"), [*_LOOK, *_NAMED]),
        (_("Give"), list(_GIVE)),
        (_("Grow"), list(_GROW)),
        (_("Share"), list(_SHARE)),
        (_("Begin"), list(_BEGIN)),
    ]


def command_called(word: str) -> ShellCommand:
    """The command called `word`; only its own module is loaded.

    Raises:
        WrongUsage: there is none; the hint names the nearest.
    """
    if word not in MODULES:
        raise WrongUsage(_("There is no command {word}.").format(word=word), _nearest(word))
    return next(command for command in _commands_in(MODULES[word]) if command.word == word)


def all_commands() -> Iterator[ShellCommand]:
    """Every command, in the order of the help."""
    for word in MODULES:
        yield command_called(word)


def _commands_in(module: str) -> tuple[ShellCommand, ...]:
    from importlib import import_module  # a command loads its own group and no other

    found: tuple[ShellCommand, ...] = import_module(f"cocreate.cli.commands.{module}").commands()
    return found


def _nearest(word: str) -> str:
    from difflib import get_close_matches  # deferred: only a slip needs it

    near = get_close_matches(word, MODULES, 1, 0.5)
    if near:
        return _("Is it cocreate {near}? All there are: cocreate --help").format(near=near[0])
    return _("All there are: cocreate --help")
