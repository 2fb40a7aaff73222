"""`cocreate tmux`: lines for tmux.conf, and what they open and ask for.

What tmux puts into its status line is asked for every few seconds, so that way imports and reads no more than an act.
"""

import os
from contextlib import suppress
from datetime import UTC, datetime
from importlib import import_module

from cocreate.cli.call import Call
from cocreate.cli.command import Parser, ShellCommand
from cocreate.cli.output import printing
from cocreate.locale import _
from cocreate.model.errors import CocreateError
from cocreate.model.moments import on_this_clock

KEY = "i"
WIDE = 120
"""Columns that tmux gives the line at most."""

BESIDE = 24
"""Columns of the status line that are left for what tmux tells in it."""

CUT = 32
"""Columns of a title in the line; more would push the rest out of it."""


def commands() -> tuple[ShellCommand, ...]:
    """The one command of this module."""
    return (
        ShellCommand(
            "tmux",
            _("Lines for tmux.conf: a key that catches ideas, and who is here."),
            "cocreate tmux --key M-i",
            _declare,
            _run,
        ),
    )


def _declare(parser: Parser) -> None:
    does = parser.add_mutually_exclusive_group()
    does.add_argument(
        "--key", default=KEY, metavar="KEY", help=_("what catches an idea, after the prefix ({key})").format(key=KEY)
    )
    does.add_argument("--catch", action="store_true", help=_("what the key opens: asks for an idea in one line"))
    does.add_argument("--line", action="store_true", help=_("what the status line asks for, and nothing else"))


def _run(call: Call) -> int | None:
    if call.options.line:
        printing.show([_told(call).replace("#", "##")])  # for tmux, one of them would begin a style
        return None
    if call.options.catch:
        return _catch(call)
    from cocreate.cli.tmux_lines import lines  # deferred: what tmux asks for does without

    printing.show(lines(os.path.abspath(call.root), call.options.key, WIDE))
    return None


# What the key opens


def _catch(call: Call) -> int | None:
    """Ask for an idea in one line, as whoever speaks; what is wrong stays in sight, because it ends with a failure."""
    from cocreate.cli.program import main  # deferred: it imports the list that this module is in
    from cocreate.model.phrases import names

    if call.identity is None:
        raise call.nobody()
    with suppress(ImportError):
        import_module("readline")  # moves the cursor in the line
    printing.talk(f"✎ {names(call.people, call.identity.by)}", _("An idea, in one line; enter keeps it."))
    try:
        words = input().strip()
    except (EOFError, KeyboardInterrupt):
        return None
    return main(["--workspace", call.root, *_as_whom(call), "idea", "--", words]) if words else None


def _as_whom(call: Call) -> list[str]:
    """The options that said here who speaks."""
    said = call.options
    named = [f"--by={person}" for person in said.by or []]
    return [*named, *([f"--noted-by={said.noted_by}"] if said.noted_by else []), *(["--new"] if said.new else [])]


# What the status line asks for


def _told(call: Call) -> str:
    """Who speaks, who else is here, what waits for those who speak; nothing where that cannot be told."""
    try:
        return _tell(call)
    except (CocreateError, OSError, ValueError):
        return ""


def _tell(call: Call) -> str:
    from cocreate.cli.output.layout import cut  # deferred: the lines themselves are printed without a look at anything
    from cocreate.model.phrases import names
    from cocreate.model.waiting import everything_waiting
    from cocreate.pages.being_here import where
    from cocreate.sittings.here import here_now
    from cocreate.sittings.speaking import who_speaks

    root = call.root
    speaking = who_speaks(root, call.options.by or [], "", os.environ)
    by = speaking.by if speaking else ()
    others = [one for one in here_now(root) if not {*by}.issuperset(one.people)]
    call.look_at_waiting(1)
    call.look_also_at([one.place.item for one in others])
    collection = call.collection
    parts = ["✎ " + names(collection, by) if by else _("✎ nobody yet")]
    for one in others:
        title = cut(where(collection, one.place), CUT)
        told = ", " + _("on {title}").format(title=title) if title else ""
        parts.append(names(collection, one.people) + told)
    waits = [
        wait
        for wait in everything_waiting(collection, on_this_clock(datetime.now(UTC)).date(), by)
        if {*by} & {*wait.whom}
    ]
    if waits:
        parts.append(_("waits for you: {title}").format(title=cut(waits[0].item.title, CUT)))
    columns = os.environ.get("COLUMNS", "")
    return cut(" · ".join(parts), max(0, int(columns) - BESIDE) if columns.isdecimal() else WIDE)
