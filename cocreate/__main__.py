"""The way in: an idea takes the short way, everything else the whole program; nothing more is imported."""

import os
import sys


def run() -> int:
    """Do what the command line says, and return the exit code."""
    if sys.getfilesystemencoding() == "ascii" and not sys.flags.utf8_mode:
        from cocreate.launch.anew import begin_anew_in_utf_8  # deferred: hardly any computer needs it

        begin_anew_in_utf_8()
    arguments = sys.argv[1:]
    if os.environ.get("COCREATE_DOOR"):
        from cocreate.cli.visiting import come_in  # deferred: for whoever came in through a door

        come_in(os.environ.get("COCREATE_WORKSPACE", ""), os.environ)
    if "idea" in arguments:
        from cocreate.cli.quick_idea import quick_idea  # deferred: only an idea goes this way

        done = quick_idea(arguments)
        if done is not None:
            # all is written and flushed; taking Python down in order takes a tenth of the time
            os._exit(done)
    from cocreate.cli.program import main  # deferred: an idea must not wait for it

    return main(arguments)


if __name__ == "__main__":
    sys.exit(run())
