"""The way in: an idea takes the short way, everything else the whole program; nothing more is imported."""

import os
import sys


def run() -> int:
    """Do what the command line says, and end with the exit code.

    Taking Python down in order takes a tenth of the time of most commands. Where no other thread is at work there is
    nothing to wait for: all is written and flushed.
    """
    code = obey(sys.argv[1:])
    threading = sys.modules.get("threading")
    if threading is None or threading.active_count() == 1:
        try:
            sys.stdout.flush()  # whoever stopped it sees what was printed until then
        finally:
            os._exit(code)
    return code


def obey(arguments: list[str]) -> int:
    """Do what `arguments` say, and return the exit code."""
    if sys.getfilesystemencoding() == "ascii" and not sys.flags.utf8_mode:
        from cocreate.launch.anew import begin_anew_in_utf_8  # deferred: hardly any computer needs it

        begin_anew_in_utf_8()
    if os.environ.get("COCREATE_DOOR"):
        from cocreate.cli.visiting import come_in  # deferred: for whoever came in through a door

        come_in(os.environ.get("COCREATE_WORKSPACE", ""), os.environ)
    if "idea" in arguments:
        from cocreate.cli.quick_idea import quick_idea  # deferred: only an idea goes this way

        done = quick_idea(arguments)
        if done is not None:
            return done
    from cocreate.cli.program import main  # deferred: an idea must not wait for it

    return main(arguments)


if __name__ == "__main__":
    sys.exit(run())
