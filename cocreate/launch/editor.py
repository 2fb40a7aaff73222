"""The person's own editor: for a text that does not exist yet, and for a whole file."""

import os
import shlex
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from contextlib import suppress

from cocreate.locale import _
from cocreate.model.decoding import decoded, is_utf_16
from cocreate.model.errors import CocreateError, Refused
from cocreate.model.text import clean_line

VARIABLES = ("VISUAL", "EDITOR")
DOOR = "COCREATE_DOOR"
"""Set where somebody gives a command who is not at this computer."""

USUAL = ("sensible-editor", "nano", "micro", "vim", "vi", "emacs")
"""Looked for in this order where no variable names one."""


def editor_command(environ: Mapping[str, str]) -> list[str]:
    """The editor as an argument list, to which the file's path is added.

    Raises:
        CocreateError: none is named, and none of the usual ones is there.
    """
    if environ.get(DOOR):
        raise CocreateError(_("There is no editor through the door."), _("Say it all in the command, or in a pipe."))
    for name in VARIABLES:
        try:
            words = shlex.split(environ.get(name, ""))
        except ValueError:
            words = [environ[name]]
        if words:
            return words
    found = next((path for path in map(shutil.which, USUAL) if path), None)
    if found:
        return [found]
    raise CocreateError(
        _("There is no editor to write in."),
        _("Name one: export EDITOR=nano. Or say it all in the command."),
    )


def open_in_editor(path: str, environ: Mapping[str, str]) -> None:
    """Let the person edit the file at `path`, and return when the editor is closed.

    Raises:
        CocreateError: the editor would not start, or says that it failed; the file is as it left it.
    """
    command = [*editor_command(environ), path]
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C belongs to the editor while it is open
    try:
        code = subprocess.run(command, check=False).returncode
    except OSError as error:
        raise CocreateError(
            _("The editor {name} would not start: {reason}.").format(name=command[0], reason=error.strerror),
            _("Name another: export EDITOR=nano. Your text is in {path}").format(path=path),
        ) from error
    finally:
        signal.signal(signal.SIGINT, before)
    if code:
        raise CocreateError(
            _("The editor {name} ended with an error.").format(name=command[0]),
            _("Nothing was changed. Your text is in {path}").format(path=path),
        )


def new_file(name: str, data: bytes) -> str:
    """A file for the editor, in a folder of its own that nobody else can read; its path."""
    path = f"{tempfile.mkdtemp(prefix='cocreate-')}/{name}"
    with open(path, "wb") as file:
        file.write(data)
    return path


def read_back(path: str) -> bytes:
    """What the editor left in the file, in UTF-8 where it is text; nothing, if it took the file away."""
    try:
        with open(path, "rb") as file:
            data = file.read()
    except FileNotFoundError:
        return b""
    with suppress(Refused):  # whoever reads it says what is wrong with it
        return decoded(data).encode() if is_utf_16(data) else data
    return data


def throw_away(path: str) -> None:
    """Remove the file and its folder: what was in it has found its place."""
    shutil.rmtree(os.path.dirname(path), ignore_errors=True)


def write_in_editor(question: str) -> str:
    """What the person writes into an empty file that says what it is for; empty, if they leave it so.

    Raises:
        CocreateError: there is no editor, it failed, or what it left is no text; the file is as it left it.
    """
    explained = _explanation(question)
    path = new_file("text.md", ("\n\n" + "\n".join(explained) + "\n").encode())
    open_in_editor(path, os.environ)
    try:
        left = decoded(read_back(path)).replace("\r\n", "\n")
    except Refused as error:
        raise Refused(error.message, _("What you wrote is in {path}").format(path=path)) from error
    throw_away(path)
    return without(left, explained)


def _explanation(question: str) -> list[str]:
    return [
        f"# {clean_line(question)}",
        _("# Write above. These lines are left out, and an empty file changes nothing."),
    ]


def without(text: str, explained: list[str]) -> str:
    """`text` without the lines we put there; a heading that somebody wrote is never taken for one of them."""
    kept = [line for line in text.split("\n") if line.rstrip() not in explained]
    return "\n".join(kept).strip("\n").rstrip()
