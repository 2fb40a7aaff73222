"""`cocreate undo`: what whoever is speaking did last, or before it, taken back."""

from collections.abc import Iterator
from contextlib import contextmanager

from cocreate.acts.undo import Did, check_taking_back, done_lately, last_done, others_who_did, take_back, why_it_stays
from cocreate.cli.call import Call
from cocreate.cli.command import Parser, ShellCommand, number
from cocreate.cli.output import as_json, printing
from cocreate.cli.output.layout import cut, page_width, row_width, wrap
from cocreate.cli.output.printing import Dim, Line
from cocreate.locale import _
from cocreate.model.errors import CocreateError, NotFound, Refused
from cocreate.model.host import is_from_elsewhere
from cocreate.model.phrases import names
from cocreate.pages.linking import shown

MOST, MOST_NAMED, MOST_LINES = 20, 3, 3
"""So many acts are listed, each in so many lines; of so many others it is said how to see theirs."""


def commands() -> tuple[ShellCommand, ...]:
    """The one command of this module."""
    return (
        ShellCommand(
            "undo",
            _("Take back what you yourself did last in this copy."),
            "cocreate undo --by mavi",
            _declare,
            _undo,
        ),
    )


def _declare(parser: Parser) -> None:
    which = _("which one, as --list numbers them; 1 is the last")
    parser.add_argument("act", nargs="?", type=number, default=1, metavar="ACT", help=which)
    parser.add_argument(
        "--list",
        action="store_true",
        help=_("say what you did that can be taken back, the last first; what another did: --by NAME"),
    )
    parser.add_argument(
        "--limit",
        type=number,
        default=MOST,
        metavar="N",
        help=_("so many acts at most; {count} without it").format(count=MOST),
    )
    parser.add_argument("--dry-run", action="store_true", help=_("say what it would be, and change nothing"))


def _undo(call: Call) -> None:
    voice = call.voice
    if call.options.list:
        with _others_named(call):
            _list(call, done_lately(call.root, voice.by, call.collection, call.options.limit + 1))
        printing.talk("" if call.wants_json else _of_others(call))
        return
    with _others_named(call):
        did = last_done(call.root, voice.by, call.collection, call.options.act)
    if call.options.dry_run:
        with _what_else_named(call, did):
            check_taking_back(call.root, call.collection, did)
        if call.wants_json:
            printing.show_json({"would_take_back": did.words, "item": as_json.item(did.item)})
        else:
            printing.show([_("It would take back: {what}").format(what=shown(call.collection, did.words))])
        return
    with _what_else_named(call, did):
        done = take_back(call.root, voice, call.collection, did)
    if call.wants_json:
        printing.show_json({"taken_back": did.words, "item": as_json.item(did.item), "gone": done.is_gone})
        return
    printing.show([_("Taken back: {what}").format(what=shown(call.collection, did.words))])
    if done.saved_in and is_from_elsewhere():
        printing.talk(_("Its words are kept for a while; whoever opened the door finds them."))
    elif done.saved_in:
        printing.talk(_("Its words are kept for a while in {path}").format(path=done.saved_in))


@contextmanager
def _what_else_named(call: Call, did: Did) -> Iterator[None]:
    """Where it is refused: what there is to do about it."""
    try:
        yield
    except Refused as error:
        raise _with_what_else(call, did, error) from error


@contextmanager
def _others_named(call: Call) -> Iterator[None]:
    """Where nothing is there to be taken back: how to see what others did here."""
    try:
        yield
    except NotFound as missing:
        if missing.what_helps:  # else there is something, only not so much
            missing.what_helps = _of_others(call) or missing.what_helps
        raise


def _of_others(call: Call) -> str:
    """How to see what others did in this copy; empty where they did nothing, and for whoever came in by a door."""
    others = [] if is_from_elsewhere() else others_who_did(call.root, call.voice.by)
    if not others:
        return ""
    who = names(call.collection, others)
    commands = ", ".join(f"cocreate undo --list --by {person}" for person in others[:MOST_NAMED])
    return _("What {people} did in this copy is theirs to take back: {command}").format(people=who, command=commands)


def _list(call: Call, done: list[Did]) -> None:
    """Print what was done, the last first, by the numbers that `undo` takes; what stays, with the reason."""
    most = call.options.limit
    done, has_more = done[:most], len(done) > most
    stays = {did.act: why_it_stays(call.root, call.collection, did) for did in done}
    if call.wants_json:
        told = [
            {"act": place, "did": did.words, "item": as_json.item(did.item), "stays": stays[did.act]}
            for place, did in enumerate(done, 1)
        ]
        printing.show_json(told)
        return
    lines: list[Line] = []
    wide = row_width() - 4
    for place, did in enumerate(done, 1):
        first, *more = wrap(cut(shown(call.collection, did.words), MOST_LINES * wide), wide)
        lines += [f"{place:>2}  {first}", *(f"    {line}" for line in more)]
        why = shown(call.collection, stays[did.act])
        lines += [("    ", Dim(line)) for line in wrap(why, page_width() - 4) if line]
    printing.show(lines)
    if has_more:
        printing.talk(_("There is more: {command}").format(command=f"cocreate undo --list --limit {2 * most}"))


def _with_what_else(call: Call, did: Did, error: Refused) -> CocreateError:
    """What was refused, with what there is to do about it: something that was done before it can be taken back."""
    if not why_it_stays(call.root, call.collection, did):
        return error  # it is not for what was done that it was refused
    before = done_lately(call.root, call.voice.by, call.collection, MOST)[call.options.act :]
    if not before:
        return error
    return Refused(error.message, _("What you did before it can be taken back: cocreate undo --list"))
