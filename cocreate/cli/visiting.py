"""A command of somebody who came in through a door: what it tells of the computer, and what becomes of their words."""

import json
import os
import sys
from collections.abc import Mapping

from cocreate.cli.input.typed import first_line_and_rest
from cocreate.cli.output import printing
from cocreate.launch.editor import DOOR
from cocreate.locale import _
from cocreate.model.decoding import undecoded
from cocreate.model.host import tell_nothing_of_host
from cocreate.sittings.doors import host_folders
from cocreate.sittings.drafts import Draft, Drafts
from cocreate.sittings.speaking import OPTION, Speaking

WENT_WRONG = 70
"""The exit code of a command that ended in a way nobody thought of, as sysexits has it."""


def come_in(root: str, environ: Mapping[str, str]) -> None:
    """From now on nothing of this computer is told, whatever goes wrong.

    Args:
        root: the folder of the workspace.
        environ: in which this computer tells where everything is.
    """
    tell_nothing_of_host(root, host_folders(root, environ))
    sys.excepthook = _went_wrong


def keep_unsent(text: str) -> bool:
    """Keep what somebody typed, and what found no place, with what they did not send; False where it cannot be kept.

    It waits in their screens as an idea that is not caught yet: what a command takes in is a line, and more.
    """
    root, person = os.environ.get("COCREATE_WORKSPACE", ""), os.environ.get(DOOR, "")
    if not (root and person):
        return False
    title, body = first_line_and_rest(undecoded(text).decode("utf-8", "replace"))
    drafts = Drafts(root, speaking=Speaking((person,), "", OPTION), whose=person)
    kept = drafts.keep(Draft("idea", json.dumps({"title": title, "body": body}), (person,)))
    drafts.close()
    return kept


def _went_wrong(_kind: object, _error: object, _trace: object) -> None:
    """What Python would print of it names files of this computer."""
    printing.talk(_("Something went wrong here."), _("Whoever opened the door can help."))
    os._exit(WENT_WRONG)
