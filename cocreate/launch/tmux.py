"""Asking tmux who looks at a pane: several terminals may show the same one, and whoever sits there may type in it."""

import subprocess
from typing import Final, NamedTuple

SECONDS: Final = 2.0
"""After so many, tmux is not going to tell."""

ASKED: Final = "#{window_id} #{client_readonly} #{client_activity} #{client_tty} #{client_user}"


class Terminal(NamedTuple):
    """A terminal in which somebody may type, and as whom they logged in at this computer; empty where untold."""

    name: str
    user: str


def terminals_at(server: str, pane: str) -> list[Terminal]:
    """The terminals that show a pane and may type in it, the one where somebody typed last first.

    Args:
        server: the socket of the server of tmux.
        pane: what the pane is called there, such as `%3`.
    """
    window = ("display-message", "-p", "-t", pane, "#{window_id}")
    try:
        done = subprocess.run(
            ["tmux", "-S", server, *window, ";", "list-clients", "-F", ASKED],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return []
    of_pane, *told = done.stdout.decode("utf-8", "replace").splitlines() or [""]
    found = []
    for line in told:
        shown, reads_only, typed, terminal, user = [*line.split(" "), "", "", "", ""][:5]
        if shown == of_pane and reads_only != "1" and terminal:
            found.append((int(typed) if typed.isdecimal() else 0, Terminal(terminal, user)))
    return [terminal for _typed, terminal in sorted(found, key=lambda one: -one[0])]
