"""The whole program: finds the command that is meant, understands its words, and runs it."""

from argparse import Namespace
from collections.abc import Sequence

from cocreate.cli.call import Call
from cocreate.cli.command import PROGRAM, Helped, Parser, ShellCommand, add_global_options, parser_for, split
from cocreate.cli.guard import DONE, guarded
from cocreate.cli.registry import command_called
from cocreate.model.decoding import decoded, is_text, undecoded
from cocreate.model.errors import DoesNotFit

_MARK = "\0"
_PATHS = frozenset(["workspace", "path"])
"""Options that name a place on the disk, which may hold bytes that are no text."""


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
        return _done(command, Call(_understood(command, [*before, *rest])))
    except Helped:
        return DONE


def _done(command: ShellCommand, call: Call) -> int:
    """Do it; where it does not fit what was named, say what would."""
    try:
        return command.run(call) or DONE
    except DoesNotFit as misfit:
        from cocreate.cli.fitting import what_fits  # deferred: only a slip needs it

        misfit.what_helps = what_fits(call, command.word, misfit) or misfit.what_helps
        raise


def _understood(command: ShellCommand, words: list[str]) -> Namespace:
    """The options and words of a command, in whatever order; all after `--` are words, hyphen or not.

    argparse forgets about `--` when words and options are mixed, so such words pass it under a mark that no
    argument of a process can hold.
    """
    end = words.index("--") if "--" in words else len(words)
    hidden = [_MARK + word if word.startswith("-") else word for word in words[end + 1 :]]
    options = parser_for(command).understood([*words[:end], *hidden])
    for name, value in vars(options).items():
        if isinstance(value, list):
            setattr(options, name, _meant(name, value))
        elif isinstance(value, str):
            setattr(options, name, *_meant(name, [value]))
    return options


def _meant(name: str, words: list[str]) -> list[str]:
    """The words given for the option `name` as they were meant; Refused, all of them, where one is no text."""
    words = [word.removeprefix(_MARK) for word in words]
    if name in _PATHS or all(map(is_text, words)):
        return words
    decoded(undecoded(" ".join(words)))
    return [decoded(undecoded(word)) for word in words]


def _without_a_word(arguments: Sequence[str]) -> int:
    """What `cocreate` does by itself: help where it is asked for, otherwise the screens."""
    if {"-h", "--help"} & set(arguments):
        from cocreate.cli.help import show_help  # deferred: loads every command

        show_help()
        return DONE
    from cocreate.cli.screens import open_screens  # deferred: commands do without

    parser = Parser(PROGRAM, allow_abbrev=False, add_help=False)
    add_global_options(parser)
    return open_screens(Call(parser.understood(arguments))) or DONE
