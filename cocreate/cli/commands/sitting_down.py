"""`cocreate sit`: what a running sshd starts for whoever comes in by a key of theirs, as its forced command."""

import os
import shlex
import sys

from cocreate.cli.call import Call
from cocreate.cli.command import Parser, ShellCommand
from cocreate.cli.input.typed import is_terminal
from cocreate.cli.through_door import allowed, words_in
from cocreate.cli.visiting import come_in
from cocreate.launch.editor import DOOR
from cocreate.locale import _
from cocreate.model.errors import Refused
from cocreate.sittings.doors import door_folder
from cocreate.sittings.keys import key_in
from cocreate.sittings.terminal import VARIABLE as SITTING

ASKED = "SSH_ORIGINAL_COMMAND"
"""In it sshd tells what somebody asked for, who gets this instead (sshd(8))."""

LEFT = frozenset(["PATH", "HOME", "TERM", "COLORTERM", "LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "TZ", "NO_COLOR"])
"""Variables that stay; what else sshd or the other end set means nothing here."""

OURS = ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "TMPDIR", "PYTHONUTF8", "COLUMNS")


def commands() -> tuple[ShellCommand, ...]:
    """The one command of this module."""
    return (
        ShellCommand(
            "sit",
            _("Be what a running sshd starts for somebody, and nothing else."),
            "cocreate sit --by mavi",
            _declare,
            _sit,
        ),
    )


def _declare(parser: Parser) -> None:
    parser.description = _("The forced command of a key in authorized_keys; cocreate invite --sshd prints its line.")


def _sit(call: Call) -> int | None:
    """The screens, or the command that was asked for, as one person; nothing of the host."""
    if len(call.options.by or []) != 1:
        raise Refused(_("Say whose way in this is."), "cocreate sit --by PERSON")
    come_in(os.path.abspath(call.options.workspace or ""), os.environ)
    root, person = call.root, call.person(call.options.by[0])
    come_in(root, os.environ)
    line = os.environ.get(ASKED, "")
    _forget_the_host(root, person)
    if line or not (is_terminal() and sys.stdout.isatty()) or os.environ.get("TERM", "dumb") == "dumb":
        from cocreate.cli.program import main  # deferred: it imports the list that this module is in

        return main(allowed(words_in(line)))
    from cocreate.cli.screens import open_own_screens  # deferred: only who comes without a command sees them

    return open_own_screens(root, person, f"{door_folder(root)}/people/{person}")


def _forget_the_host(root: str, person: str) -> None:
    for name in set(os.environ) - LEFT - set(OURS):
        del os.environ[name]
    os.environ.update({"COCREATE_WORKSPACE": root, "COCREATE_AS": person, SITTING: f"door {person}", DOOR: person})


def forced_line(root: str, person: str, key: str) -> str:
    """The line for `authorized_keys` that lets a key in as `person`, to this and nothing else.

    Raises:
        Refused: the key is none that is taken.
    """
    found = key_in(key)
    command = shlex.join([sys.executable, "-P", "-m", "cocreate", "--workspace", os.path.abspath(root), "sit"])
    command = f"{command} --by {person}".replace("\\", "\\\\").replace('"', '\\"')
    return f'restrict,pty,command="{command}" {found.kind} {found.public} {person}'
