"""How a command ends: at once, with all that it printed, whoever ended it."""

from __future__ import annotations

import subprocess
import sys

STOPPED = """
import sys
from cocreate import __main__
def stopped(arguments):
    print("until then")
    return 130
__main__.obey = stopped
__main__.run()
"""

AT_WORK = """
import sys, threading, time
from cocreate import __main__
def working(arguments):
    threading.Thread(target=lambda: (time.sleep(0.2), print("to the end"))).start()
    return 0
__main__.obey = working
sys.exit(__main__.run())
"""


def ended(code: str) -> tuple[int, str]:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, timeout=60)
    return done.returncode, done.stdout.decode()


def test_what_was_printed_until_somebody_stopped_it_is_there() -> None:
    assert ended(STOPPED) == (130, "until then\n")


def test_what_is_still_at_work_comes_to_its_end() -> None:
    assert ended(AT_WORK) == (0, "to the end\n")
