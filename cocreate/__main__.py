"""The way in: an idea takes the short way, everything else the whole program; nothing more is imported."""

import os
import sys
from contextlib import suppress


def run() -> int:
    """Do what the command line says, and return the exit code."""
    if sys.getfilesystemencoding() == "ascii" and not sys.flags.utf8_mode:
        from cocreate.launch.again import start_in_utf8  # deferred: hardly any computer knows ASCII only

        start_in_utf8()
    arguments = sys.argv[1:]
    if "idea" in arguments:
        from cocreate.cli.quick_idea import quick_idea  # deferred: only an idea goes this way

        done = quick_idea(arguments)
        if done is not None:
            # all is written and flushed; taking Python down in order takes a tenth of the time
            os._exit(done)
    from cocreate.cli.program import main  # deferred: an idea must not wait for it

    done = main(arguments)
    if "textual" not in sys.modules:  # screens have threads to wait for
        with suppress(OSError, AttributeError):  # nobody listens
            sys.stderr.flush()
        os._exit(done)  # as above
    return done


if __name__ == "__main__":
    sys.exit(run())
