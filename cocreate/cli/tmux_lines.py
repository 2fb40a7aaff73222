"""Lines for tmux.conf: a key that catches an idea from any pane, and who is here in the status line.

No path of a pane passes a shell or is filled in by tmux, which would obey what somebody named a folder; the path of the
workspace, which this computer's people named, does so in the quotes of each.
"""

import os
import re
import shlex
import shutil
import sys

from cocreate.cli.command import PROGRAM
from cocreate.locale import _
from cocreate.model.errors import Refused

KEYS = re.compile(r"(?:[CMS]-)*(?:[A-Za-z0-9]|F[1-9][0-2]?)")
"""Keys of tmux that need no quotes."""


def lines(root: str, key: str, most: int) -> list[str]:
    """What is to stand in tmux.conf for the workspace at `root`: a key, and a piece of the status line.

    Args:
        root: its folder.
        key: the key that catches an idea.
        most: columns that tmux gives the piece.

    Raises:
        Refused: the key, or the path, cannot stand there.
    """
    if not KEYS.fullmatch(key):
        raise Refused(_("This key cannot be bound here: {key}").format(key=key), _("Such as i, F5, C-i or M-i."))
    if not root.isprintable() or not _closes(root):
        raise Refused(_("The name of this folder cannot stand in a line of tmux."), root)
    program = _program()
    popup = shlex.join(["-e", f"COCREATE_WORKSPACE={root}", "-T", f" {PROGRAM} ", f"{program} tmux --catch"])
    speaks, wide = "COCREATE_SITTING=#{pane_id}", "COLUMNS=#{client_width}"
    opens = f"tmux display-popup -EE -c '#{{client_name}}' -w 80% -h 8 -e {speaks} {_inert(popup)} || true"
    line = _inert(f"COCREATE_WORKSPACE={shlex.quote(root)} {program} tmux --line").replace("%", "%%")
    return [
        _(
            "# An idea from any pane: the prefix, then {key}. It is by whoever speaks in that pane. tmux 3.3 or newer."
        ).format(key=key),
        f"bind-key {key} run-shell -b {_quoted(opens)}",
        _("# At the right of the status line: who speaks in the pane, who is here, what waits for them."),
        f"set-option -g status-right-length {most}",
        f"set-option -g status-right {_quoted(f'#({speaks} {wide} {line})  %H:%M')}",
    ]


def _program() -> str:
    """How this program is started, from wherever tmux was."""
    found = shutil.which(PROGRAM) or os.path.join(os.path.dirname(sys.executable), PROGRAM)
    if os.path.exists(found):
        return shlex.quote(os.path.abspath(found))
    return shlex.join([sys.executable, "-P", "-m", PROGRAM])


def _inert(words: str) -> str:
    """Words in which tmux finds nothing to fill in; before [, where a style begins, it leaves all as it is here."""
    return re.sub(r"#+(?![#\[])", lambda found: found[0] * 2, words)


def _quoted(words: str) -> str:
    """Words as one word of tmux.conf."""
    return '"' + re.sub(r'(["\\$])', r"\\\1", words) + '"'


def _closes(root: str) -> bool:
    """Whether each parenthesis in a path has its other: tmux counts them to see where a command ends."""
    depth = 0
    for letter in root:
        depth += (letter == "(") - (letter == ")")
        if depth < 0:
            return False
    return not depth
