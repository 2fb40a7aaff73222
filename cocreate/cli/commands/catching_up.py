"""`cocreate catch-up`: what happened since somebody was last here."""

import os
from datetime import UTC, datetime
from operator import attrgetter

from cocreate.cli.call import Call
from cocreate.cli.command import Parser, ShellCommand
from cocreate.cli.output import as_json, printing
from cocreate.cli.output.painting import show_page
from cocreate.locale import _
from cocreate.model.catching_up import News, Seen, seen_now
from cocreate.model.errors import Refused
from cocreate.model.moments import on_this_clock
from cocreate.model.phrases import names
from cocreate.model.spans import moment_back
from cocreate.pages.catch_up import catch_up, catch_up_data, since_then, since_they, since_you
from cocreate.sittings.last_here import last_here, news_for, note_here, since_for
from cocreate.workspace import files


def commands() -> tuple[ShellCommand, ...]:
    """The one command of this module."""
    return (
        ShellCommand(
            "catch-up",
            _("What happened since you were here: for you first, then the rest."),
            "cocreate catch-up --since monday",
            _declare,
            _run,
        ),
    )


def _declare(parser: Parser) -> None:
    since = _('a day such as 2026-11-21, yesterday, monday, "3 days"; without it, since you were here')
    parser.add_argument("--since", metavar="WHEN", nargs="+", help=since)
    parser.add_argument("--for", metavar="PERSON", dest="whom", help=_("somebody else; it stays unseen for them"))
    parser.add_argument("--atom", metavar="FILE", help=_("write it into a file for feed readers; - prints it"))


def _run(call: Call) -> None:
    now = on_this_clock(datetime.now(UTC))
    said = _since(call, now)
    speakers = call.identity.by if call.identity else ()
    people = (call.person(call.options.whom),) if call.options.whom else speakers
    known = [last_here(call.root, person) for person in {*people, *speakers}]
    seen = call.look_at_news([said or one for one in known if one], now) if known and all(known) else None
    collection = call.collection
    # where nobody speaks, all of it is elsewhere: the empty name is nobody's
    since = {person: said or since_for(call.root, collection, person, now) for person in people or ("",)}
    news = news_for(call.root, collection, since)
    earliest = min(since.values(), key=attrgetter("at"))
    if said:
        heading = since_then(said.at)
    elif people and people == speakers:
        heading = since_you(earliest, now)
    else:
        heading = since_they(collection, people, earliest, now) if people else since_then(earliest.at)
    if call.options.atom:
        _write_atom(call, news, people, earliest.at)
    elif call.wants_json:
        rows = catch_up_data(collection, news)
        printing.show_json([as_json.row(row.pop("item")) | row for row in rows])
    else:
        show_page(collection, catch_up(collection, news, now, heading, people))
        reached = [
            person
            for person in speakers
            if person in people and since[person].at <= since_for(call.root, collection, person, now).at
        ]  # what a shorter look leaves out stays unseen
        if printing.was_taken():
            note_here(call.root, reached, seen or seen_now(collection, now))


def _since(call: Call, now: datetime) -> Seen | None:
    """Since when, if that was said."""
    words = " ".join(call.options.since or ())
    if not words:
        return None
    moment = moment_back(words, now)
    if moment is None:
        raise Refused(
            _("{when} does not say since when.").format(when=words),
            _('A day such as 2026-11-21, yesterday, monday, or "3 days" does.'),
        )
    return Seen(moment)


def _write_atom(call: Call, news: list[News], people: tuple[str, ...], since: datetime) -> None:
    """Write the feed, and say where it is; print it where the file is called `-`."""
    from cocreate.cli.output.as_atom import atom  # deferred: hardly any call writes a feed

    file, collection = os.path.abspath(call.options.atom), call.collection
    title = f"{collection.name}: {names(collection, people)}" if people else collection.name
    feed = atom(collection, news, title, ",".join(people), since)
    if call.options.atom == "-":
        printing.show((printing.Prose(line),) for line in feed.decode().splitlines())
        return
    folder, name = os.path.split(file)
    if not os.path.isdir(folder) or os.path.isdir(file):
        raise Refused(_("{file} cannot be written.").format(file=file), _("Name a file in a folder that is there."))
    files.replace(folder, name, feed)
    printing.talk(_("Written: {file}").format(file=file))
