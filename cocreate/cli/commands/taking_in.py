"""`cocreate take-in`: mails and texts that lie here as files, each an idea of whoever wrote it."""

from dataclasses import replace

from cocreate.acts.bring_in import plan, write
from cocreate.cli.call import Call
from cocreate.cli.command import Parser, ShellCommand
from cocreate.cli.guard import FAILED
from cocreate.cli.output import as_json, printing
from cocreate.cli.output.bringing import brought_lines
from cocreate.cli.output.hints import hint_words
from cocreate.imports.disk import read_file
from cocreate.imports.found import Found, Read
from cocreate.imports.letters import found_in
from cocreate.imports.mail import address_in, attachments
from cocreate.locale import _
from cocreate.model.errors import CocreateError, in_words
from cocreate.sittings.identity import person_by_email


def commands() -> tuple[ShellCommand, ...]:
    """The one command of this module."""
    return (
        ShellCommand(
            "take-in",
            _("Take in mails or texts, each as an idea of whoever wrote it."),
            "cocreate take-in cups.eml",
            _declare,
            _take_in,
        ),
    )


def _declare(parser: Parser) -> None:
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help=_("a mail (.eml), or a text whose first line is the idea")
    )


def _take_in(call: Call) -> int | None:
    voice, found = call.voice, list[Found]()
    for path in call.options.files:
        try:
            found.append(_read(call, path))
        except (CocreateError, OSError) as error:
            message, hint = in_words(error)
            printing.talk(_("{file} cannot come: {what}").format(file=path, what=message), hint_words(hint))
    planned = plan(voice, call.collection, Read(tuple(found)), lambda person: person)
    done = write(call.root, voice, planned.items)
    if call.wants_json:
        printing.show_json([as_json.item(item) for item in done.items])
    elif done.items:
        printing.show(brought_lines(call.collection_of(call.types), done.items))
    for idea in planned.there:
        short = call.collection.short(idea.id)
        printing.talk(_("Here already: {title} ({short})").format(title=idea.title, short=short))
    for cannot in planned.cannot:
        printing.talk(_("{file} cannot come: {what}.").format(file=cannot.file, what=cannot.what))
    if done.stopped:
        raise done.stopped
    return FAILED if planned.cannot or len(found) < len(call.options.files) else None


def _read(call: Call, path: str) -> Found:
    """The idea in a file, by the slug of whoever sent it."""
    file = read_file(path)
    found = found_in(file)
    if found.by:
        for name in attachments(file.data):
            printing.talk(_("{name} stays in {file}: only words are taken in.").format(name=name, file=path))
    return replace(found, by=tuple(_slug(call, sender) for sender in found.by), file=path)


def _slug(call: Call, sender: str) -> str:
    name, address = address_in(sender)
    return person_by_email(call.people, address) or call.person(name or address or sender)
