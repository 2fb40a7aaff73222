"""`cocreate --help`: every command in a line, in groups, and what is the same everywhere."""

from cocreate.cli.command import PROGRAM, global_options
from cocreate.cli.output import printing
from cocreate.cli.output.layout import page_width, wrap
from cocreate.cli.output.printing import Bold, Line
from cocreate.cli.registry import command_called, groups
from cocreate.locale import _

COLUMN = 14
"""Where what a command does begins."""


def show_help() -> None:
    """Print the help of the whole program."""
    printing.show(_lines())


def _lines() -> list[Line]:
    lines: list[Line] = [_("People create things together as equals, over a folder of plain Markdown files.")]
    lines += ["", *_entry(PROGRAM, _("Open the screens; without a terminal, print what they begin with."))]
    for heading, words in groups():
        lines += ["", (Bold(heading),), ""]
        for word in words:
            lines += _entry(word, command_called(word).summary)
    lines += ["", (Bold(_("Everywhere, before the command or after it")),), ""]
    for flags, settings in global_options():
        lines += _entry(", ".join(flags), settings["help"])
    return [*lines, "", *_ends()]


def _entry(word: str, meaning: str) -> list[Line]:
    head = f"  {word.ljust(COLUMN - 3)} "
    parts = wrap(meaning, page_width() - len(head))
    return [head + parts[0], *(" " * COLUMN + part for part in parts[1:])]


def _ends() -> list[Line]:
    return [
        *wrap(
            _(
                "REF is the beginning of a short name such as 9d2m, a person's or a project's name as in "
                "milk-foam-school, or workspace for what all share."
            ),
            page_width(),
        ),
        "",
        _("Each command has an example: cocreate idea --help"),
    ]
