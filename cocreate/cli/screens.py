"""`cocreate` and `cocreate demo`: the screens, or Home as text where there is no terminal.

The only module of the command line that knows the screens, and it loads them only when they open.
"""

import os
import shutil
import sys
import tempfile

from cocreate.cli import printing
from cocreate.cli.call import Call
from cocreate.cli.command import Command, Parser
from cocreate.cli.home import show_home
from cocreate.cli.telling import is_terminal
from cocreate.locale import _
from cocreate.model.errors import NotFound
from cocreate.sittings.speaking import own
from cocreate.workspace.root import is_workspace

SAMPLE = "teambase"
_HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SAMPLE_FOLDERS = (f"{_HERE}/sample", f"{os.path.dirname(_HERE)}/workspaces/{SAMPLE}")
"""Where the sample is: inside the package when it was installed, beside it in a checkout."""

SPEAKER = "mavi"
"""Whose voice one tries things out with in the sample, until one says otherwise."""


def commands() -> tuple[Command, ...]:
    """`demo`; `cocreate` by itself is no word."""
    return (
        Command(
            "demo",
            _("Look around in the sample: a copy that is yours to play with."),
            "cocreate demo",
            _declare,
            _demo,
        ),
    )


def open_screens(call: Call) -> int | None:
    """Open the screens on the workspace; without a terminal, or where JSON is wanted, print Home."""
    if call.wants_json or not (is_terminal() and sys.stdout.isatty()):
        show_home(call)
        return None
    return _screens(call)


def _screens(call: Call) -> int | None:
    from cocreate.sittings.sitting import Sitting  # deferred: half a second that no command should wait for
    from cocreate.sittings.table import Table
    from cocreate.tui.process import run_alone

    asked = [call.person(name) for name in call.options.by or []]
    noted_by = call.person(call.options.noted_by) if call.options.noted_by else ""
    table = Table(call.root)
    return run_alone(table, Sitting(table, call.sitting, asked, noted_by))


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
    own(root, SPEAKER)
    return root
