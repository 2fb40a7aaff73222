"""`cocreate check`: whether everything in the workspace is as its format says."""

from collections.abc import Sequence

from cocreate.cli.call import Call
from cocreate.cli.command import Parser, ShellCommand
from cocreate.cli.guard import FAILED
from cocreate.cli.opening import open_collection
from cocreate.cli.output import printing
from cocreate.cli.output.hints import hint_words
from cocreate.cli.output.layout import page_width, wrap
from cocreate.cli.output.printing import Bold, Dim, Line
from cocreate.locale import _
from cocreate.model.text import clean_name
from cocreate.sync.checking import NOTE, Problem, check


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
    everything = open_collection(call.root)  # what cannot be read is told below, and nowhere else
    problems = check(call.root, everything, fix=call.options.fix)
    if call.wants_json:
        told = [{"path": one.path, "what": one.what, "kind": one.kind, "fixed": one.fixed} for one in problems]
        printing.show_json({"problems": told})
    else:
        _show(problems)
        if any(one.mend and not one.fixed for one in problems) and not call.options.fix:
            printing.talk(_("Some of it can be mended by itself: cocreate check --fix"))
    return FAILED if any(one.kind != NOTE and not one.fixed for one in problems) else None


def _show(problems: Sequence[Problem]) -> None:
    wrong = [one for one in problems if one.kind != NOTE]
    notes = [one for one in problems if one.kind == NOTE]
    printing.show([line for problem in wrong for line in _lines(problem)])
    if not wrong:
        printing.show([_("Everything is as it should be.")])
    if notes:
        printing.show(["", _("Worth knowing:")])
        printing.show([line for problem in notes for line in _lines(problem)])


def _lines(problem: Problem) -> list[Line]:
    what = problem.what
    if problem.fixed and problem.mend:
        what = _("{what}; mended: {how}").format(what=what, how=problem.mend.how)
    what = f"{what}. {hint_words(problem.hint)}" if problem.hint else what
    return [(Bold(clean_name(problem.path)),), *(("  ", Dim(line)) for line in wrap(what, page_width() - 2))]
