"""Beginning this program anew, in UTF-8."""

import os
import sys


def begin_anew_in_utf_8() -> None:
    """Take the place of this process with the same command in Python's UTF-8 mode (PEP 540); it does not return.

    All files and git speak UTF-8; a setting of this computer that knows ASCII only must not stop them.
    """
    os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])  # noqa: S606 - it is ourselves
