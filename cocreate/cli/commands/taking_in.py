"""`cocreate take-in`: mails and texts that lie here as files, each an idea of whoever wrote it."""

import os
from collections.abc import Sequence
from dataclasses import replace

from cocreate.acts.bring_in import BroughtIn, plan, write
from cocreate.cli.call import Call
from cocreate.cli.command import Parser, ShellCommand
from cocreate.cli.commands.importing import tell_newcomers
from cocreate.cli.guard import FAILED
from cocreate.cli.output import as_json, printing
from cocreate.cli.output.bringing import brought_lines
from cocreate.cli.output.hints import hint_words
from cocreate.imports.disk import read_file
from cocreate.imports.found import Found, Read
from cocreate.imports.letters import found_in, is_mail_file
from cocreate.imports.mail import address_in, attachments
from cocreate.locale import _
from cocreate.model import phrases
from cocreate.model.errors import CocreateError, Refused, in_words
from cocreate.model.items import Item
from cocreate.model.text import slug, unstopped
from cocreate.sittings.identity import person_by_email
from cocreate.workspace.format.writing import one_line
from cocreate.workspace.merge.edits import remove_document
from cocreate.workspace.paths import INBOX


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
    voice, found, new = call.voice, list[Found](), dict[str, str]()
    for path in call.options.files:
        try:
            found.append(_read(call, path, new))
        except (CocreateError, OSError) as error:
            message, hint = in_words(error)
            printing.talk(_("{file} cannot come: {what}").format(file=path, what=message), hint_words(hint))
    planned = plan(voice, call.collection, Read(tuple(found)), lambda person: person)
    done = write(call.root, voice, planned.items, new)
    _out_of_inbox(call, found, done)
    if call.wants_json:
        printing.show_json([as_json.item(item) for item in done.items])
    elif done.items:
        together = call.collection_of(call.types)
        printing.show(brought_lines(together, done.items))
        printing.talk(*(f"{unstopped(phrases.happened(together, item))}." for item in done.items))
        by = {person for item in done.items for person in item.by}
        tell_newcomers(call.collection, done.items, {who: name for who, name in new.items() if who in by})
    for idea in planned.there:
        short = call.collection.short(idea.id)
        printing.talk(_("Here already: {title} ({short})").format(title=idea.title, short=short))
    for cannot in planned.cannot:
        printing.talk(_("{file} cannot come: {what}.").format(file=cannot.file, what=cannot.what))
    if done.stopped:
        raise done.stopped
    return FAILED if planned.cannot or len(found) < len(call.options.files) else None


def _out_of_inbox(call: Call, found: Sequence[Found], done: BroughtIn) -> None:
    """Take what came in out of the inbox, where it lay there, so that the next sync does not bring it again."""
    inbox, coming = os.path.realpath(f"{call.root}/{INBOX}"), iter(done.items)
    item = next(coming, None)
    for one in found:
        if item is None or not _is_it(item, one):
            continue
        folder, name = os.path.split(os.path.realpath(one.file))
        if folder == inbox:
            remove_document(call.root, f"{INBOX}/{name}", item.by)
        item = next(coming, None)


def _is_it(item: Item, found: Found) -> bool:
    """Whether the idea came of what was found."""
    is_theirs = not found.by or found.by == item.by
    return is_theirs and item.title == one_line(found.title) and (not found.at or item.at == found.at)


def _read(call: Call, path: str, new: dict[str, str]) -> Found:
    """The idea in a file, by the slug of whoever sent it; the name of a sender who is `new` here is noted there."""
    file = read_file(path)
    found = found_in(file)
    by = tuple(_slug(call, sender) for sender in found.by)
    if is_mail_file(file):
        called = dict(zip(by, (address_in(sender)[0] for sender in found.by), strict=True))
        here = call.people.people
        new |= {who: name for who, name in called.items() if who not in here and slug(name) == who != name}
        for name in attachments(file.data):
            printing.talk(_("{name} stays in {file}: only words are taken in.").format(name=name, file=path))
    elif not set(by) <= set(call.voice.by):
        raise Refused(
            _("It names {people} as whoever gave it.").format(people=phrases.names(call.people, by)),
            _("If that is so: --by {people} --noted-by {you}").format(people=" ".join(by), you=call.voice.by[0]),
        )
    return replace(found, by=by, file=path)


def _slug(call: Call, sender: str) -> str:
    name, address = address_in(sender)
    return person_by_email(call.people, address) or call.person(name or address or sender)
