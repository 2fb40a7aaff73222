"""`cocreate sync` and `cocreate join`: this copy and the place it is shared at."""

import os
from collections.abc import Sequence

from cocreate.cli.call import Call
from cocreate.cli.command import Parser, ShellCommand
from cocreate.cli.commands.beginning import ask_who, named, settle, tell_cards, tell_what_next
from cocreate.cli.guard import FAILED, WrongUsage
from cocreate.cli.input.asking import ask, can_ask, is_yes
from cocreate.cli.opening import open_collection, open_nearby
from cocreate.cli.output import printing
from cocreate.cli.output.hints import hint_words
from cocreate.locale import _, plural
from cocreate.model.hints import Hint
from cocreate.model.phrases import happened
from cocreate.model.text import clean_name
from cocreate.sync.cloning import clone
from cocreate.sync.git import own_email
from cocreate.sync.outcome import BLOCKED, IN_STEP, Synced, describe, question
from cocreate.sync.placing import Shared, share_at
from cocreate.sync.signatures import people_by_email
from cocreate.sync.syncing import put_back, sync
from cocreate.workspace.format.reading import read_mark
from cocreate.workspace.local import BY_HAND, BY_ITSELF, say_sync

MOST_NAMED = 10
"""So many wordings are named one by one."""


def commands() -> tuple[ShellCommand, ...]:
    """`sync` and `join`."""
    return (
        ShellCommand(
            "sync",
            _("Bring this copy and the shared place in step."),
            "cocreate sync",
            _declare_sync,
            _sync,
        ),
        ShellCommand(
            "join",
            _("Get a copy of a shared workspace, and write your own card."),
            "cocreate join https://example.org/teambase.git --by ada-trenkel",
            _declare_join,
            _join,
        ),
    )


def _declare_sync(parser: Parser) -> None:
    parser.add_argument(
        "--accept", action="store_true", help=_("go on even with what takes out much, or replaces the history")
    )
    parser.add_argument(
        "--put-back", action="store_true", help=_("put back a large part that is gone here and that others have still")
    )
    parser.add_argument(
        "--with", metavar="ADDRESS", dest="place", help=_("from now on share it there: a folder, or an address")
    )
    parser.add_argument(
        "--move", action="store_true", help=_("with --with: even where it is shared elsewhere already; it stays there")
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "--by-hand", action="store_true", help=_("from now on only when you say so; nothing is synced now")
    )
    how.add_argument("--by-itself", action="store_true", help=_("from now on while the screens are open, too"))


def _sync(call: Call) -> int | None:
    if call.options.by_hand:
        say_sync(call.root, BY_HAND)
        printing.talk(_("From now on this copy is brought in step only by cocreate sync, and by g on the screens."))
        return None
    if call.options.by_itself:
        say_sync(call.root, BY_ITSELF)
    place = call.options.place
    if call.options.move and place is None:
        raise WrongUsage(_("Say where it moves to: cocreate sync --with ADDRESS --move"))
    shared = Shared() if place is None else share_at(call.root, place, move=call.options.move)
    if shared.made:
        printing.talk(_("There was no such place yet, so one was made: {folder}").format(folder=shared.made))
    if call.options.put_back:
        _put_back(call.root)
    synced = _in_step(call, shared)
    _show(call, synced)
    if shared.was:
        told = (
            _("It is shared there from now on. What was shared before stays at {url}, and nobody there is told.")
            if synced.state == IN_STEP
            else _("So it did not move; it is shared at {url}, as before.")
        )
        printing.talk(told.format(url=clean_name(shared.was)))
        return None if synced.state == IN_STEP else FAILED
    return FAILED if synced.state == BLOCKED else None


def _in_step(call: Call, shared: Shared) -> Synced:
    """Sync; where it was to move and that cannot be, it is shared where it was before."""
    accept, moved = call.options.accept, False
    try:
        synced = sync(call.root, accept=accept, may_delete=accept)
        if question(synced) and can_ask() and not call.wants_json:
            synced = _answered(call.root, synced)
        moved = synced.state == IN_STEP
    finally:
        if not moved:
            shared.back()
    return synced


def _put_back(root: str) -> None:
    count = put_back(root)
    printing.talk(plural("{count} thing is back.", "{count} things are back.", count).format(count=count))


def _answered(root: str, synced: Synced) -> Synced:
    """What comes of it once somebody at the terminal has said whether that is meant; else as it was."""
    asked = question(synced)
    answer = ask(f"{synced.why} {_('Is that meant? [y/N]')}")
    if answer and is_yes(answer):
        return sync(root, accept=asked != "send-deletion", may_delete=asked == "send-deletion")
    if asked == "send-deletion" and is_yes(ask(_("Put it back? [Y/n]"))):
        _put_back(root)
        return sync(root)
    return synced


def _show(call: Call, synced: Synced) -> None:
    message = describe(synced, hint_words)
    if call.wants_json:
        told = {name: getattr(synced, name) for name in ("state", "sent", "received", "merged", "wordings", "left")}
        inbox = {"taken_in": list(synced.taken_in), "stays": synced.stays}
        printing.show_json({**told, **inbox, "message": message})
    elif synced.state == BLOCKED:
        printing.talk(message)
    else:
        printing.show([message])
    if synced.wordings and not call.wants_json:
        _show_wordings(call, synced.wordings)


def _show_wordings(call: Call, wordings: Sequence[str]) -> None:
    """Name the first wordings, as far as they wait still, and say what one can do with them."""
    named = wordings[:MOST_NAMED]
    near = open_nearby(call.root, named) or open_collection(call.root)
    waiting = [one for name in named if (one := near.contributions.get(name))]
    for one in waiting:
        printing.show([("  ", printing.Bold(near.short(one.id)), f"  {happened(near, one)}")])
    if waiting:
        short = near.short(waiting[0].id)
        printing.talk(_("Read it: cocreate show {short}").format(short=short), hint_words(Hint("wording", short)))
    if waiting and wordings[1:]:
        printing.talk(hint_words(Hint("see-wordings")))


def _declare_join(parser: Parser) -> None:
    parser.add_argument("url", metavar="URL", help=_("where it is shared"))
    parser.add_argument(
        "path", metavar="PATH", nargs="?", help=_("the folder for it, by default called as it is there")
    )


def _join(call: Call) -> None:
    url = call.options.url
    path = call.options.path or url.rstrip("/").rpartition("/")[2].rpartition(":")[2].removesuffix(".git")
    people = [named(word) for word in call.options.by or []]
    root = clone(url, os.path.abspath(os.path.expanduser(path)))
    email = own_email(root)
    known = people_by_email(root).get(email.lower(), "") if not people else ""
    people = people or ([] if known else ask_who(root))
    settle(call, root, people, email)
    if call.wants_json:
        printing.show_json({"workspace": root})
    else:
        printing.show([(f"{_('workspace')}  ", printing.Bold(str(read_mark(root)["name"])), f"  {root}")])
    tell_cards(people)
    speak = [one.person for one in people] or [known] * bool(known)
    at = path if os.path.abspath(os.path.expanduser(path)) == root else root
    tell_what_next(at, speak, (("cocreate sync", _("bring it in step with what others have")),))
