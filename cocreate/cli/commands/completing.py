"""`cocreate completion`: what a shell needs to complete commands and options."""

from cocreate.cli.call import Call
from cocreate.cli.command import PROGRAM, Parser, ShellCommand, add_global_options, dress, looks_in_whole
from cocreate.cli.output import printing
from cocreate.cli.registry import all_commands
from cocreate.locale import _

SHELLS = ("bash", "zsh", "fish", "tcsh")


def commands() -> tuple[ShellCommand, ...]:
    """The one command of this module."""
    return (
        ShellCommand(
            "completion",
            _("Print what lets your shell complete commands and options."),
            "cocreate completion bash > ~/.local/share/bash-completion/completions/cocreate",
            _declare,
            _run,
        ),
    )


def _declare(parser: Parser) -> None:
    parser.add_argument("shell", choices=SHELLS, metavar="SHELL", help=", ".join(SHELLS))


def _run(call: Call) -> None:
    import shtab  # deferred: only this command needs it

    printing.show(shtab.complete(whole_parser(), call.options.shell).splitlines())


def whole_parser() -> Parser:
    """One parser of all commands; the program itself only ever builds the one it needs."""
    parser = Parser(PROGRAM, allow_abbrev=False, add_help=False)
    add_global_options(parser)
    commands_of = parser.add_subparsers(metavar="COMMAND")
    for command in all_commands():
        dress(commands_of.add_parser(command.word, **looks_in_whole(command)), command)
    return parser
