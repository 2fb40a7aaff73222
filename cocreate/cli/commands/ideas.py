"""`cocreate idea`, the patient way: for every form that the short way does not understand (`quick_idea`)."""

from cocreate.cli.call import Call
from cocreate.cli.command import Parser, ShellCommand
from cocreate.cli.input.typed import Typed
from cocreate.cli.output import printing
from cocreate.cli.quick_idea import catch, line_of, tell_on
from cocreate.locale import _
from cocreate.model.errors import Refused
from cocreate.model.items import Idea, Project


def commands() -> tuple[ShellCommand, ...]:
    """The one command of this module."""
    return (
        ShellCommand(
            "idea",
            _("Catch an idea. Words with # are themes as well."),
            "cocreate idea What if the cups came back -p milk-foam-school -t clay",
            _declare,
            _run,
        ),
    )


def _declare(parser: Parser) -> None:
    parser.add_argument(
        "words",
        nargs="*",
        metavar="TEXT",
        help=_("the idea; - or a pipe reads stdin, first line the title; nothing opens the editor"),
    )
    parser.add_argument("-p", "--project", metavar="REF", help=_("the project it is discussed in"))
    parser.add_argument(
        "-t", "--theme", metavar="WORD", action="append", help=_("a word to find it under; again for more")
    )


def _run(call: Call) -> None:
    with Typed(call.options.words) as typed:
        root, voice, project = call.root, call.voice, _project(call)
        text = call.kept(typed.text(_("Your idea: the first line is its title, the rest its text.")))
        path, fields, body = catch(root, voice, text, project, call.options.theme or [])
    if call.wants_json:
        from cocreate.cli.output import as_json  # deferred: as everything an idea can do without

        printing.show_json(as_json.item(Idea(path, fields, body)))
    else:
        from cocreate.cli.output.outcome import linked, tell_nowhere  # deferred: as everything an idea can do without

        printing.show([line_of((path, {**fields, "title": linked(call, str(fields["title"]))}, body))])
        tell_nowhere(call, Idea(path, fields, body))
        tell_on((path, fields, body))


def _project(call: Call) -> str:
    """The id of the project that was named."""
    if not call.options.project:
        return ""
    found = call.collection_of(("project",)).find(call.options.project)
    if not isinstance(found, Project):
        raise Refused(_("{title} is not a project.").format(title=found.title), _("See them: cocreate list projects"))
    return found.id
