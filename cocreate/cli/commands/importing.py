"""`cocreate import`: ideas that stand elsewhere, in a file or a folder, brought in with whoever gave them and when."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter

from cocreate.acts.bring_in import Plan, plan, write
from cocreate.acts.values import person_named
from cocreate.cli.call import Call
from cocreate.cli.command import Parser, ShellCommand
from cocreate.cli.guard import FAILED
from cocreate.cli.input.typed import STDIN
from cocreate.cli.opening import Progress
from cocreate.cli.output import as_json, printing
from cocreate.cli.output.bringing import brought_lines, how_many, planned_lines
from cocreate.imports.disk import LARGEST_SOURCE
from cocreate.imports.found import Cannot, File, Source
from cocreate.imports.mail import address_in
from cocreate.imports.sources import KINDS, kind_of, look_at, read
from cocreate.locale import _, plural
from cocreate.model.collection import Collection
from cocreate.model.errors import NotFound, Refused
from cocreate.model.items import Idea, Item
from cocreate.model.text import slug
from cocreate.sittings.identity import person_by_email

MOST_NAMED = 20
"""So many things that are here already are named one by one."""


def commands() -> tuple[ShellCommand, ...]:
    """The one command of this module."""
    return (
        ShellCommand(
            "import",
            _("Bring in ideas from a table, a list, notes, issues or a backlog."),
            "cocreate import ideas.csv --dry-run",
            _declare,
            _import,
        ),
    )


def _declare(parser: Parser) -> None:
    parser.add_argument("path", metavar="PATH", help=_("a file, a folder of notes or tasks, or - for stdin"))
    parser.add_argument(
        "--from", dest="kind", choices=KINDS, default="", help=_("what it is, where it does not look like it")
    )
    parser.add_argument("--dry-run", action="store_true", help=_("say what would come in, and change nothing"))


def _import(call: Call) -> int | None:
    kind, source = _source(call.options.path, call.options.kind)
    everything = call.collection
    planned = plan(call.voice, everything, read(kind, source), lambda name: _person(everything, name))
    if call.options.dry_run:
        _show_plan(call, planned)
    else:
        _bring_in(call, planned)
    return FAILED if planned.cannot and not (planned.items or planned.there) else None


def _person(everything: Collection, name: str) -> str:
    """The slug of whoever is called so, or has that address; they may be new here."""
    called, address = address_in(name)
    if "@" in address and (person := person_by_email(everything, address)):
        return person
    if called and "@" in address:
        name = called
    if not slug(name) and name not in map(attrgetter("title"), everything.people.values()):
        raise NotFound(
            _("{name} has no short name of a-z yet,").format(name=name),
            _('so write their card first: cocreate person SHORT-NAME --name "{name}"').format(name=name),
        )
    return person_named(everything, name)


def _source(path: str, kind: str) -> tuple[str, Source]:
    if path != STDIN:
        return look_at(path, kind)
    data = sys.stdin.buffer.read(LARGEST_SOURCE + 1) if sys.stdin is not None else b""
    if len(data) > LARGEST_SOURCE:
        raise Refused(_("That is more than can be read at once."), _("Part it into several files."))
    file = File("", data)
    return kind or kind_of(file), Source((file,))


def _show_plan(call: Call, planned: Plan) -> None:
    if call.wants_json:
        would = [as_json.item(item) | {"body": item.body} for item in planned.items]
        told = {"would": would, "cannot": list(map(_as_json, planned.cannot))}
        printing.show_json(told)
        _tell_there(call.collection, planned.there)
        return
    together = Collection("", [*call.collection.items(), *planned.items])
    printing.show(planned_lines(together, planned.items))
    _tell(call.collection, planned)
    if planned.items:
        printing.talk(
            _("It would bring in {what}. Nothing was written.").format(what=how_many(planned.items)),
            _("To bring it in, say the same without --dry-run."),
        )


def _bring_in(call: Call, planned: Plan) -> None:
    progress = Progress(_("Writing: {done} of {all}"))
    done = write(call.root, call.voice, planned.items, planned.names, progress.tell)
    progress.end()
    if call.wants_json:
        printing.show_json([as_json.item(item) for item in done.items])
    elif done.items:
        printing.show(brought_lines(call.collection_of(call.types), done.items))
    _tell(call.collection, planned)
    if done.items:
        printing.talk(
            _("{what} came in.").format(what=how_many(done.items)),
            _("To take it all back: cocreate undo"),
        )
    if done.stopped:
        raise done.stopped


def _tell(here: Collection, planned: Plan) -> None:
    """Say what is here already, who is new, and what cannot come."""
    _tell_there(here, planned.there)
    tell_newcomers(here, planned.items, planned.names)
    printing.talk(*_sentences(planned.cannot))


def tell_newcomers(here: Collection, items: Iterable[Item], called: Mapping[str, str]) -> None:
    """Say who is new with `items`, to what is `here`: those who are `called` something have a card with that name."""
    known = {*here.known_people}
    new = dict.fromkeys(person for item in items for person in item.by if person not in known)
    if named := [f"{name} ({person})" for person, name in called.items()]:
        printing.talk(_("New here, with a card that has their name: {people}").format(people=", ".join(named)))
    if bare := [person for person in new if person not in called]:
        printing.talk(_("New here, without a card so far: {people}").format(people=", ".join(bare)))


def _tell_there(here: Collection, there: Sequence[Idea]) -> None:
    for idea in there[:MOST_NAMED]:
        printing.talk(_("Here already: {title} ({short})").format(title=idea.title, short=here.short(idea.id)))
    if rest := len(there[MOST_NAMED:]):
        printing.talk(plural("and {count} more", "and {count} more", rest).format(count=rest))


def _sentences(cannot: Sequence[Cannot]) -> Iterator[str]:
    """What cannot come: each line, and of files that all have the same reason so many as anybody reads."""
    told = Counter[str]()
    for one in cannot:
        told[str(one.what)] += bool(one.file)
        if told[str(one.what)] <= MOST_NAMED:
            yield _sentence(one)
    if rest := sum(count - MOST_NAMED for count in told.values() if count > MOST_NAMED):
        yield plural(
            "{count} more cannot come. Which: --dry-run --json",
            "{count} more cannot come. Which: --dry-run --json",
            rest,
        ).format(count=rest)


def _sentence(cannot: Cannot) -> str:
    if cannot.told:
        return str(cannot.told)
    if cannot.file:
        return _("{file} cannot come: {what}.").format(file=cannot.file, what=cannot.what)
    return _("Line {line} cannot come: {what}.").format(line=cannot.line, what=cannot.what)


def _as_json(cannot: Cannot) -> dict[str, str | int]:
    where: dict[str, str | int] = {"file": cannot.file} if cannot.file else {}
    return where | {"line": cannot.line, "what": str(cannot.what)}
