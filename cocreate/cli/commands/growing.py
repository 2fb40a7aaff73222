"""Growing: a project from nothing, a spin-off from ideas, an idea woven from others."""

from cocreate.acts.capture import themes_named
from cocreate.acts.projects import spin_off, start_project
from cocreate.acts.weave import weave
from cocreate.cli.call import Call
from cocreate.cli.command import Parser, ShellCommand
from cocreate.cli.input.asking import needed
from cocreate.cli.input.typed import Given, Typed, said
from cocreate.cli.output import printing
from cocreate.cli.output.outcome import linked, show_item
from cocreate.locale import _
from cocreate.model.items import Idea, Item
from cocreate.model.phrases import names


def commands() -> tuple[ShellCommand, ...]:
    """`project`, `spin-off`, `weave`."""
    return (
        ShellCommand(
            "project",
            _("Start a project, with what it is for."),
            'cocreate project Milk foam school --purpose "Anyone who comes in can make perfect foam."',
            _declare_project,
            _start,
        ),
        ShellCommand(
            "spin-off",
            _("Let a project grow from ideas or projects; their people are in it."),
            'cocreate spin-off 9d2m --title "Cup library" --purpose "Nobody needs a paper cup here."',
            _declare_spin_off,
            _spin_off,
        ),
        ShellCommand(
            "weave",
            _("Weave ideas into a new one; they stay as they are."),
            'cocreate weave 9d2m k7f3 --title "A pass you can drink from"',
            _declare_weave,
            _weave,
        ),
    )


def _declare_project(parser: Parser) -> None:
    parser.add_argument("title", nargs="+", metavar="TITLE", help=_("what it is called"))
    parser.add_argument("--purpose", metavar="P", help=_("what it is for, in a sentence or two"))
    parser.add_argument(
        "-t", "--theme", metavar="WORD", action="append", help=_("a word to find it under; again for more")
    )


def _start(call: Call) -> None:
    title = Typed(call.options.title).text("")
    said_purpose = said(call.options.purpose)
    with Given(title, said_purpose) as given:
        root, voice = call.root, call.voice
        purpose = needed(said_purpose, _("What is it for?"), _('--purpose "Anyone can …"'), given)
        project = start_project(root, voice, title, purpose, themes=themes_named(call.options.theme or ()))
    show_item(call, project)


def _declare_spin_off(parser: Parser) -> None:
    parser.add_argument("refs", nargs="+", metavar="REF", help=_("the ideas or projects it grows from"))
    parser.add_argument("--title", metavar="T", help=_("what it is called"))
    parser.add_argument("--purpose", metavar="P", help=_("what it is for, in a sentence or two"))


def _spin_off(call: Call) -> None:
    said_title = said(call.options.title)
    said_purpose = said(call.options.purpose, may_be_piped=call.options.title is not None)
    with Given(said_title, said_purpose) as given:
        sources, voice = _parents(call), call.voice
        title = needed(said_title, _("What is it called?"), _('--title "…"'), given)
        purpose = needed(said_purpose, _("What is it for?"), _('--purpose "Anyone can …"'), given)
        project = spin_off(call.root, voice, sources, title, purpose)
    show_item(call, project)
    grown = ", ".join(linked(call, source.title) for source in sources)
    printing.talk(
        _("It grew from: {titles}").format(titles=grown),
        _("In it from the start: {people}").format(people=names(call.collection, project.people)),
    )


def _declare_weave(parser: Parser) -> None:
    parser.add_argument("refs", nargs="+", metavar="REF", help=_("the ideas to weave, two or more"))
    parser.add_argument("--title", metavar="T", help=_("the new idea in one line"))


def _weave(call: Call) -> None:
    said_title = said(call.options.title)
    with Given(said_title) as given:
        parents, voice = _parents(call), call.voice
        title = needed(said_title, _("The new idea in one line:"), _('--title "…"'), given)
        idea: Idea = weave(call.root, voice, parents, title)
    show_item(call, idea)
    woven = ", ".join(linked(call, parent.title) for parent in parents)
    printing.talk(_("It is woven from: {titles}").format(titles=woven))


def _parents(call: Call) -> list[Item]:
    call.look_near(*call.options.refs)
    return [call.find(ref) for ref in call.options.refs]
