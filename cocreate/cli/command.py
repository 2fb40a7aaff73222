"""What a command of the command line is, and the parser that understands it."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence

from cocreate import __version__
from cocreate.cli.guard import WrongUsage
from cocreate.cli.output import printing
from cocreate.locale import _

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn

    from cocreate.cli.call import Call

PROGRAM = "cocreate"


class ShellCommand:
    """A command; no dataclass, whose module takes as long to import as most commands run.

    Args:
        word: what it is called.
        summary: what it does, in a sentence.
        example: one line as somebody could type it.
        declare: gives a parser its arguments.
        run: does it, and may return an exit code.
    """

    __slots__ = ("declare", "example", "run", "summary", "word")

    def __init__(
        self,
        word: str,
        summary: str,
        example: str,
        declare: Callable[[Parser], None],
        run: Callable[[Call], int | None],
    ) -> None:
        self.word = word
        self.summary = summary
        self.example = example
        self.declare = declare
        self.run = run


class Helped(Exception):
    """Help, or the version, was shown; there is nothing more to do."""


class Parser(argparse.ArgumentParser):
    """A parser that speaks as the rest of the program does: a sentence, a hint, exit code 2."""

    def understood(self, words: Sequence[str]) -> argparse.Namespace:
        """The options and words of a command, in whatever order.

        Raises:
            WrongUsage: something in `words` is not for this command, or something is missing.
        """
        self._check_options(words)
        options, surplus = self.parse_known_intermixed_args(words)
        if surplus:
            self.error(_("{command} has no use for {words}").format(command=self.prog, words=" ".join(surplus)))
        return options

    def _check_options(self, words: Sequence[str]) -> None:
        """Say which option there is none of, before argparse says that the word after it is odd."""
        ends = words.index("--") if "--" in words else len(words)
        for word in words[:ends]:
            name = word.partition("=")[0]
            is_option = name.startswith("--") and " " not in name
            if is_option and name not in self._option_string_actions:
                from difflib import get_close_matches  # deferred: only a slip needs it

                near = get_close_matches(name, self._option_string_actions, 1)
                told = _("{command} has no use for {words}.").format(command=self.prog, words=name)
                meant = _("Is it {candidates}?").format(candidates=near[0]) if near else ""
                raise WrongUsage(told, meant or _("How it is used: {command} --help").format(command=self.prog))

    def error(self, message: str) -> NoReturn:
        """Raise WrongUsage with this reason, often argparse's, as a sentence."""
        sentence = message if message.startswith(PROGRAM) else message[:1].upper() + message[1:]
        raise WrongUsage(sentence.rstrip(".") + ".", _("How it is used: {command} --help").format(command=self.prog))

    def print_help(self, file: Any = None) -> None:
        """Print the help as data."""
        del file
        printing.show(self.format_help().rstrip().splitlines())

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """End the command without ending the process."""
        del status, message
        raise Helped


class _ShowVersion(argparse.Action):
    """Prints the version; argparse's own writes to the stream by itself."""

    def __call__(self, parser: argparse.ArgumentParser, *_rest: object) -> None:
        printing.show([f"{PROGRAM} {__version__}"])
        parser.exit()


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Help in columns that leave room for the words."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=26, width=_help_width())


def _help_width() -> int:
    from cocreate.cli.output.layout import page_width  # deferred: only help needs it

    return page_width()


def parser_for(command: ShellCommand) -> Parser:
    """The parser of one command, global options included."""
    parser = Parser(f"{PROGRAM} {command.word}", **_looks(command))
    dress(parser, command)
    return parser


def dress(parser: Parser, command: ShellCommand) -> None:
    """Give `parser` the arguments of `command` and the global options."""
    command.declare(parser)
    add_global_options(parser)


def _looks(command: ShellCommand) -> dict[str, Any]:
    return {
        "description": _wrapped(command.summary),
        "epilog": _("Example:") + f"\n  {command.example}",
        "formatter_class": _Formatter,
        "allow_abbrev": False,
        "add_help": False,
    }


def _wrapped(text: str) -> str:
    from cocreate.cli.output.layout import wrap  # deferred: only help needs it

    return "\n".join(wrap(text, _help_width()))


def looks_in_whole(command: ShellCommand) -> dict[str, Any]:
    """What a parser of all commands says of one of them."""
    return {"help": command.summary, **_looks(command)}


def add_global_options(parser: argparse.ArgumentParser) -> None:
    """The options every command has, before the command's word as well as after it."""
    group = parser.add_argument_group(_("everywhere"))
    for flags, settings in global_options():
        group.add_argument(*flags, **settings)


def global_options() -> Iterator[tuple[Sequence[str], dict[str, Any]]]:
    """The flags of each global option, with what argparse is to know of it."""
    yield (
        ("--workspace",),
        {"metavar": "PATH", "help": _("the folder (else $COCREATE_WORKSPACE, else around here)")},
    )
    yield (
        ("--by",),
        {
            "metavar": "PERSON",
            "action": "append",
            "help": _("whose words these are; again for several people"),
        },
    )
    yield ("--noted-by",), {"metavar": "PERSON", "help": _("who types, if that is somebody else")}
    yield ("--new",), {"action": "store_true", "help": _("those who are named may be new here")}
    yield ("--json",), {"action": "store_true", "help": _("print one JSON document")}
    yield ("--version",), {"action": _ShowVersion, "nargs": 0, "help": _("print the version")}
    yield ("-h", "--help"), {"action": "help", "help": _("show this")}


TAKE_A_VALUE = frozenset(["--workspace", "--by", "--noted-by"])
"""Global options that the next word belongs to."""


def split(arguments: Sequence[str]) -> tuple[list[str], str, list[str]]:
    """What stands before the command's word, the word itself (empty if there is none), and what follows."""
    place = 0
    while place < len(arguments) and arguments[place].startswith("-"):
        place += 2 if arguments[place] in TAKE_A_VALUE else 1
    if place >= len(arguments):
        return list(arguments), "", []
    return list(arguments[:place]), arguments[place], list(arguments[place + 1 :])
