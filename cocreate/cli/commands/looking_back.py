"""Looking back: writing one's own part, and showing together what all have written."""

from __future__ import annotations

from cocreate.acts import look_back as acts
from cocreate.cli.call import Call
from cocreate.cli.command import Parser, ShellCommand
from cocreate.cli.guard import WrongUsage
from cocreate.cli.input import asking
from cocreate.cli.input.typed import Given, said
from cocreate.cli.output import printing
from cocreate.cli.output.outcome import show_edited, show_item
from cocreate.locale import _
from cocreate.model import phrases
from cocreate.model.ids import COMMONS
from cocreate.model.looking_back import is_open
from cocreate.model.schema import ASKED
from cocreate.pages import confirming


def commands() -> tuple[ShellCommand, ...]:
    """Both."""
    return (
        ShellCommand(
            "look-back",
            _("Look back, alone until it is shown together."),
            'cocreate look-back milk-foam-school --what "Nine came." --now-what "Two rounds."',
            _declare_writing,
            _write,
        ),
        ShellCommand(
            "show-together",
            _("Show together what all have written looking back."),
            "cocreate show-together milk-foam-school",
            _declare,
            _show,
        ),
    )


def _declare(parser: Parser) -> None:
    parser.add_argument("ref", metavar="REF", help=_("the project or the looking back; workspace for the commons"))


def _declare_writing(parser: Parser) -> None:
    _declare(parser)
    for asked in ASKED:
        parser.add_argument(f"--{asked}", metavar="TEXT", help=phrases.asked_words(asked))


def _write(call: Call) -> None:
    given_to = {asked: getattr(call.options, asked.replace("-", "_")) for asked in ASKED}
    told = {asked: said(text, may_be_piped=False) for asked, text in given_to.items()}
    answers = {asked: text for asked, text in told.items() if text is not None}
    with Given(*answers.values()) as given:
        voice, on = call.voice, _meant(call)
        answers = answers or _asked(given)
        lookback = acts.look_back(call.root, voice, call.collection, on, answers)
    show_item(call, lookback)
    if is_open(lookback):
        short = call.collection.short(lookback.id)
        printing.talk(
            _("Nobody else sees what you wrote until it is shown together."),
            _("Show it: cocreate show-together {short}").format(short=short),
        )


def _asked(given: Given) -> dict[str, str]:
    """What somebody at the terminal answers to each question; enter alone leaves one as it is."""
    if not asking.can_ask():
        raise WrongUsage(
            _("It takes what you write."), _("Say it: --what TEXT, --so-what TEXT, --now-what TEXT, or some of them.")
        )
    answers = {asked: given.also(asking.ask(phrases.asked_words(asked))) for asked in ASKED}
    return {asked: text for asked, text in answers.items() if text}


def _show(call: Call) -> None:
    voice = call.voice
    edited = acts.show_together(call.root, voice, call.collection, _meant(call))
    show_edited(call, edited, confirming.became)
    short = call.collection.short(edited.item.id)
    printing.talk(_("Read it: cocreate show {short}").format(short=short))


def _meant(call: Call) -> str:
    """The id of what the command names; what is looked at is what is around it."""
    if call.options.ref == COMMONS:
        return COMMONS
    call.look_around(call.options.ref)
    return call.find(call.options.ref).id
