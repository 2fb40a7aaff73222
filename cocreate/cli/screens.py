"""`cocreate` by itself: the screens, or Home as text where there is no terminal, or one that cannot show them.

The only module of the command line that knows the screens, and it loads them only when they open.
"""

import os
import sys

from cocreate.cli.call import Call
from cocreate.cli.home import show_home
from cocreate.cli.input.typed import is_terminal
from cocreate.cli.output import printing
from cocreate.locale import _


def open_screens(call: Call) -> int | None:
    """Open the screens on the workspace; without a terminal, or where JSON is wanted, print Home."""
    if call.wants_json or not (is_terminal() and sys.stdout.isatty()):
        show_home(call)
        return None
    if os.environ.get("TERM") == "dumb":
        show_home(call)
        printing.talk(_("This terminal says that it can only print lines (TERM=dumb), so here is Home as text."))
        return None
    return _screens(call)


def open_own_screens(root: str, person: str, settings: str) -> int:
    """Open the screens for one person who comes from elsewhere and is known by their key.

    Args:
        root: the folder of the workspace.
        person: their slug.
        settings: the folder in which their settings are.
    """
    from cocreate.sittings.settings import Settings  # deferred: as below
    from cocreate.sittings.sitting import Sitting
    from cocreate.sittings.table import Table
    from cocreate.tui.process import run_alone

    table = Table(root)
    return run_alone(table, Sitting(table, f"door-{person}", whose=person, settings=Settings(settings)))


def _screens(call: Call) -> int | None:
    from cocreate.sittings.sitting import Sitting  # deferred: half a second that no command should wait for
    from cocreate.sittings.table import Table
    from cocreate.tui.process import run_alone

    asked = [call.person(name) for name in call.options.by or []]
    noted_by = call.person(call.options.noted_by) if call.options.noted_by else ""
    table = Table(call.root)
    return run_alone(table, Sitting(table, call.sitting, asked, noted_by))
