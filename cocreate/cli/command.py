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

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Say which words there are in the words of this program."""
        if action.choices is not None and value not in action.choices:
            raise argparse.ArgumentError(action, none_of(str(value), tuple(map(str, action.choices))))

    def error(self, message: str) -> NoReturn:
        """Raise WrongUsage with this reason, often argparse's, as a sentence."""
        sentence = message if message.startswith(PROGRAM) else message[:1].upper() + message[1:]
        raise WrongUsage(
            sentence if sentence.endswith("?") else sentence.rstrip(".") + ".",
            _("How it is used: {command} --help").format(command=self.prog),
        )

    def print_help(self, file: Any = None) -> None:
        """Print the help as data."""
        del file
        printing.show(self.format_help().rstrip().splitlines())

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """End the command without ending the process."""
        del status, message
        raise Helped


def none_of(text: str, words: Sequence[str]) -> str:
    """That `text` is none of the words that there are, and which of them it is like."""
    from difflib import get_close_matches  # deferred: only a slip needs it

    told = _("{text} is none of: {words}.").format(text=text, words=", ".join(words))
    near = get_close_matches(text, words, 1)
    return f"{told} {_('Is it {candidates}?').format(candidates=near[0])}" if near else told


def number(text: str) -> int:
    """A number as the command line says it: none below nothing."""
    if not text.isdecimal():
        shown = text.lstrip("\0")  # a mark before what begins with a hyphen (`program`)
        raise argparse.ArgumentTypeError(_("{text} is no number such as 3.").format(text=shown))
    return int(text)


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
    add_global_options(parser, command.word)


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


CHOOSES = frozenset(["list", "search", "history"])
"""Commands in which `--by` chooses whose things are told."""

UNSPOKEN = frozenset(
    [
        *("show", "lineage", "story", "credits", "here", "decisions", "resembling", "check", "sync"),
        *("door", "invite", "keys", "demo", "completion"),
    ]
)
"""Commands in which nobody speaks."""


def add_global_options(parser: argparse.ArgumentParser, word: str = "") -> None:
    """The options every command has, before the command's word as well as after it.

    What has no use in the command called `word` is taken all the same, as scripts may give it, but not offered.
    """
    group = parser.add_argument_group(_("everywhere"))
    for flags, settings in global_options():
        told = dict(settings)
        if word in CHOOSES and flags == ("--by",):
            told["help"] = _("whose things are told: what this person gave or did")
        elif word in CHOOSES | UNSPOKEN and flags[0] in _OF_WHO_SPEAKS:
            told["help"] = argparse.SUPPRESS
        group.add_argument(*flags, **told)


_OF_WHO_SPEAKS = frozenset(["--by", "--noted-by", "--new"])


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
