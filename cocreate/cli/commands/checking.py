"""`cocreate check`: whether everything in the workspace is as its format says."""

from cocreate.cli.call import Call
from cocreate.cli.command import Parser, ShellCommand
from cocreate.cli.guard import FAILED
from cocreate.cli.output import printing
from cocreate.cli.output.layout import page_width, wrap
from cocreate.cli.output.printing import Bold, Dim, Line
from cocreate.locale import _
from cocreate.model.text import clean_name
from cocreate.sync.checking import Problem, check


def commands() -> tuple[ShellCommand, ...]:
    """The one command of this module."""
    return (
        ShellCommand(
            "check",
            _("Name every file that is not as it should be; mend what can be."),
            "cocreate check --fix",
            _declare,
            _check,
        ),
    )


def _declare(parser: Parser) -> None:
    parser.add_argument("--fix", action="store_true", help=_("mend what can be mended without a guess"))


def _check(call: Call) -> int | None:
    problems = check(call.root, call.collection, fix=call.options.fix)
    if call.wants_json:
        told = [{"path": one.path, "what": one.what, "fixed": one.fixed} for one in problems]
        printing.show_json({"problems": told})
    else:
        printing.show([line for problem in problems for line in _lines(problem)])
        if not problems:
            printing.show([_("Everything is as it should be.")])
        elif any(one.mend and not one.fixed for one in problems) and not call.options.fix:
            printing.talk(_("Some of it can be mended by itself: cocreate check --fix"))
    return FAILED if any(not one.fixed for one in problems) else None


def _lines(problem: Problem) -> list[Line]:
    what = _("{what}; mended").format(what=problem.what) if problem.fixed else problem.what
    return [(Bold(clean_name(problem.path)),), *(("  ", Dim(line)) for line in wrap(what, page_width() - 2))]
