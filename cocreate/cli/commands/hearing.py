"""What was heard: making something of a passage, confirming it, putting it right."""

from cocreate.acts import hear
from cocreate.acts.values import day_ahead
from cocreate.cli.call import Call
from cocreate.cli.command import Parser, ShellCommand
from cocreate.cli.input.typed import Typed
from cocreate.cli.output.outcome import show_edited, show_made
from cocreate.locale import _
from cocreate.pages import confirming


def commands() -> tuple[ShellCommand, ...]:
    """All of them."""
    return (
        ShellCommand(
            "make-of",
            _("Make an idea, a question or a promise of something that was heard."),
            "cocreate make-of gde6 idea A kettle to practise with at home",
            _declare_make_of,
            _make_of,
        ),
        ShellCommand("confirm", _("Say that you were heard right."), "cocreate confirm e205", _declare, _confirm),
        ShellCommand(
            "put-right",
            _("Say in your own words what you meant, where it was misheard."),
            "cocreate put-right e205 I miss the table as much as the coffee.",
            _declare_words,
            _put_right,
        ),
    )


def _declare(parser: Parser) -> None:
    parser.add_argument("ref", metavar="REF", help=_("the encounter in which it was heard"))


def _declare_words(parser: Parser) -> None:
    _declare(parser)
    parser.add_argument("words", nargs="*", metavar="TEXT", help=_("what you say; - reads it from stdin"))


def _declare_make_of(parser: Parser) -> None:
    _declare(parser)
    parser.add_argument("kind", choices=hear.MADE, metavar="KIND", help=", ".join(hear.MADE))
    parser.add_argument("words", nargs="*", metavar="TEXT", help=_("the passage, or what you make of it"))
    until = _("of a promise, the day by which, such as: friday, tomorrow, in 2 weeks, 2026-12-01")
    parser.add_argument("--until", metavar="DAY", help=until)


def _make_of(call: Call) -> None:
    given = call.options
    with Typed(given.words) as typed:
        voice = call.voice
        call.look_near(given.ref)
        item = call.find(given.ref)
        text = call.kept(typed.text(_("What comes of it: {title}").format(title=item.title[:60])))
        title, rest = text, ""
        if given.kind == "idea":
            title, _newline, rest = text.strip().partition("\n")
        until = day_ahead(given.until) if given.until else ""
        made = hear.make_of(call.root, voice, call.collection, item, given.kind, title, rest, until=until)
    show_made(call, made)


def _confirm(call: Call) -> None:
    voice = call.voice
    call.look_near(call.options.ref)
    show_edited(call, hear.confirm(call.root, voice, call.find(call.options.ref)), confirming.confirmed)


def _put_right(call: Call) -> None:
    with Typed(call.options.words) as typed:
        voice = call.voice
        call.look_near(call.options.ref)
        item = call.find(call.options.ref)
        text = call.kept(typed.text(_("What was meant: {title}").format(title=item.title[:60])))
        made = hear.put_right(call.root, voice, call.collection, item, text)
    show_made(call, made)
