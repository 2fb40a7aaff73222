"""What goes on after the screens are closed: a last sync, in a process of its own."""

import os
import subprocess
import sys


def sync_in_background(root: str) -> None:
    """Start a sync of the workspace at `root` that outlives this process; where none can be started, the next does."""
    try:
        subprocess.Popen(
            [sys.executable, "-m", "cocreate", "--workspace", root, "sync"],
            cwd=os.sep,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return
