"""Starting this program again, in UTF-8: all files and git speak it, whatever a setting of this computer says."""

import os
import sys
from typing import NoReturn


def start_in_utf8() -> NoReturn:
    """Take the place of this process with one that speaks UTF-8 (PEP 540)."""
    os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])  # noqa: S606 - it is ourselves
