"""`cocreate demo`: the screens on a copy of the sample, to look around in."""

import os
import shutil
import sys
import tempfile
from datetime import UTC, datetime, timedelta

from cocreate.cli.call import Call
from cocreate.cli.command import Parser, ShellCommand
from cocreate.cli.output import printing
from cocreate.cli.screens import open_screens
from cocreate.locale import _
from cocreate.model.catching_up import Seen
from cocreate.model.errors import CocreateError, NotFound, Refused
from cocreate.model.moments import on_this_clock
from cocreate.sittings.last_here import note_here
from cocreate.sync.past import SECOND, copy_with_past, move_days
from cocreate.workspace.local import give_copy
from cocreate.workspace.root import is_workspace, working_folder

SAMPLE = "teambase"
_PACKAGE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SAMPLE_FOLDERS = (f"{_PACKAGE}/sample", f"{os.path.dirname(_PACKAGE)}/workspaces/{SAMPLE}")
"""Where the sample is: inside the package when it was installed, beside it in a checkout."""

SPEAKER = "mavi"
"""Whose voice one tries things out with in the sample, until one says otherwise."""


OTHER = "tomek"
"""Whose the second copy is."""

AWAY = timedelta(days=10)
"""So long ago she was last here, so that there is something to catch up with."""


def commands() -> tuple[ShellCommand, ...]:
    """The one command of this module."""
    return (
        ShellCommand(
            "demo",
            _("Look around in the sample: a copy that is yours to play with."),
            "cocreate demo [FOLDER]",
            _declare,
            _demo,
        ),
    )


def _declare(parser: Parser) -> None:
    parser.add_argument("folder", nargs="?", default="", help=_("a new folder to put it in; else a temporary one"))


def _demo(call: Call) -> int | None:
    if call.options.workspace:
        raise Refused(
            _("The demo is a workspace of its own."), _("A folder to put it in is named so: cocreate demo FOLDER")
        )
    root = copy_sample(call.options.folder)
    call.options.workspace = root
    try:
        return open_screens(call)
    finally:
        printing.talk(
            _("The copy stays in {folder} until you delete it.").format(folder=root),
            _("Go on in it: {program} --workspace {folder}").format(program=_program(), folder=root),
            _("Or go there: cd {folder}").format(folder=root),
            _told_of_second(root),
        )


def _told_of_second(root: str) -> str:
    """Where the second copy is, with which one can see how two copies stay in step; empty where there is none."""
    second = f"{os.path.dirname(root)}/{SECOND}"
    told = _("Tomasz's copy of the same, to be in step with: {program} --workspace {folder}")
    return told.format(program=_program(), folder=second) if os.path.isdir(second) else ""


def _program() -> str:
    """What a person types to run this program: its name, or where it is if a shell would not find it."""
    if shutil.which("cocreate"):
        return "cocreate"
    return os.path.abspath(sys.argv[0]) if os.path.isfile(sys.argv[0]) else f"{sys.executable} -m cocreate"


def copy_sample(folder: str = "") -> str:
    """Copy the sample, with a past, as a copy that is Mavi's, and return its path.

    Args:
        folder: where to, a folder that is empty or not there yet; without one into a temporary folder.

    Raises:
        NotFound: the sample was not installed.
        Refused: something is in `folder` already.
        OSError: the disk said no.
    """
    sample = next(filter(is_workspace, SAMPLE_FOLDERS), None)
    if sample is None:
        raise NotFound(
            _("The sample workspace is not here."), _("Begin one of your own: cocreate init PATH --name NAME")
        )
    folder, now = _made(folder), on_this_clock(datetime.now(UTC))
    try:
        root = copy_with_past(sample, folder, SAMPLE, SPEAKER, now.date())
    except CocreateError:  # without git there is no history, and all the rest
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        root = f"{folder}/{SAMPLE}"
        move_days(sample, root, lambda newest: now.date() - timedelta(days=1) - newest)
    give_copy(root, SPEAKER)
    if os.path.isdir(second := f"{folder}/{SECOND}"):
        give_copy(second, OTHER)
    note_here(root, [SPEAKER], Seen(now - AWAY))
    return root


def _made(folder: str) -> str:
    """The path of `folder`, made where it is not there yet; of a temporary one, where none is named."""
    if not folder:
        return tempfile.mkdtemp(prefix="cocreate-demo-")
    path = os.path.abspath(os.path.join(working_folder(), folder))
    os.makedirs(path, exist_ok=True)
    if os.listdir(path):
        raise Refused(_("Something is in {folder} already.").format(folder=path), _("Name a new folder."))
    return path
