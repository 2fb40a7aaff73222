"""The whole program: finds the command that is meant, understands its words, and runs it."""

from collections.abc import Sequence

from cocreate.cli.call import Call
from cocreate.cli.command import PROGRAM, Helped, Parser, add_global_options, parser_for, split
from cocreate.cli.commands import command_called
from cocreate.cli.guard import DONE, guarded


def main(arguments: Sequence[str]) -> int:
    """Do what `arguments` say, and return the exit code: 0 done, 1 a named failure, 2 wrong usage."""
    return guarded(lambda: _run(arguments))


def _run(arguments: Sequence[str]) -> int:
    before, word, rest = split(arguments)
    try:
        if not word:
            return _without_a_word(before)
        if word == "help":
            before, word, rest = ["--help"], *(rest[:1] or [""]), []
            return _without_a_word(before) if not word else _run([word, "--help"])
        command = command_called(word)
        options = parser_for(command).parse_intermixed_args([*before, *rest])
        return command.run(Call(options)) or DONE
    except Helped:
        return DONE


def _without_a_word(arguments: Sequence[str]) -> int:
    """What `cocreate` does by itself: help where it is asked for, otherwise the screens."""
    if {"-h", "--help"} & set(arguments):
        from cocreate.cli.help import show_help  # deferred: loads every command

        show_help()
        return DONE
    from cocreate.cli.screens import open_screens  # deferred: commands do without

    parser = Parser(PROGRAM, allow_abbrev=False, add_help=False)
    add_global_options(parser)
    return open_screens(Call(parser.parse_args(arguments))) or DONE
