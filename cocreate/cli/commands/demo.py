"""`cocreate demo`: the screens on a copy of the sample, to look around in."""

import os
import shutil
import sys
import tempfile

from cocreate.cli.call import Call
from cocreate.cli.command import Parser, ShellCommand
from cocreate.cli.output import printing
from cocreate.cli.screens import open_screens
from cocreate.locale import _
from cocreate.model.errors import NotFound
from cocreate.workspace.local import give_copy
from cocreate.workspace.root import is_workspace

SAMPLE = "teambase"
_PACKAGE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SAMPLE_FOLDERS = (f"{_PACKAGE}/sample", f"{os.path.dirname(_PACKAGE)}/workspaces/{SAMPLE}")
"""Where the sample is: inside the package when it was installed, beside it in a checkout."""

SPEAKER = "mavi"
"""Whose voice one tries things out with in the sample, until one says otherwise."""


def commands() -> tuple[ShellCommand, ...]:
    """The one command of this module."""
    return (
        ShellCommand(
            "demo",
            _("Look around in the sample: a copy that is yours to play with."),
            "cocreate demo",
            _declare,
            _demo,
        ),
    )


def _declare(parser: Parser) -> None:
    del parser  # it takes no arguments of its own


def _demo(call: Call) -> int | None:
    root = copy_sample()
    call.options.workspace = root
    try:
        return open_screens(call)
    finally:
        printing.talk(
            _("The copy stays in {folder} until you delete it.").format(folder=root),
            _("Go on in it: {program} --workspace {folder}").format(program=_program(), folder=root),
            _("Or go there: cd {folder}").format(folder=root),
        )


def _program() -> str:
    """What a person types to run this program: its name, or where it is if a shell would not find it."""
    if shutil.which("cocreate"):
        return "cocreate"
    return os.path.abspath(sys.argv[0]) if os.path.isfile(sys.argv[0]) else f"{sys.executable} -m cocreate"


def copy_sample() -> str:
    """Copy the sample into a temporary folder, as a copy that is Mavi's, and return its path.

    Raises:
        NotFound: the sample was not installed.
    """
    sample = next(filter(is_workspace, SAMPLE_FOLDERS), None)
    if sample is None:
        raise NotFound(
            _("The sample workspace is not here."), _("Begin one of your own: cocreate init PATH --name NAME")
        )
    root = f"{tempfile.mkdtemp(prefix='cocreate-demo-')}/{SAMPLE}"
    shutil.copytree(sample, root, ignore=shutil.ignore_patterns(".cocreate", ".git", "__pycache__", "*.pyc"))
    give_copy(root, SPEAKER)
    return root
