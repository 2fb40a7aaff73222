"""`cocreate edit`: some keys, the text, or the whole file in the editor."""

import os

from cocreate.acts.edit import Edited, edit, edit_whole, keys_of
from cocreate.acts.values import name_others, split_pairs, values_for
from cocreate.acts.voice import Voice
from cocreate.acts.wordings import let_go, take
from cocreate.cli.call import Call
from cocreate.cli.command import Parser, ShellCommand
from cocreate.cli.guard import WrongUsage
from cocreate.cli.input.asking import ask, can_ask, is_yes
from cocreate.cli.input.typed import STDIN, Typed
from cocreate.cli.opening import ALL
from cocreate.cli.output import printing
from cocreate.cli.output.cards import card_at, tell_changes
from cocreate.cli.output.outcome import confirm, show_edited, show_item, tell_nowhere
from cocreate.launch.editor import new_file, open_in_editor, read_back, throw_away
from cocreate.locale import _
from cocreate.model.collection import Collection
from cocreate.model.errors import CocreateError, Refused
from cocreate.model.items import Contribution, Item, Person
from cocreate.model.phrases import OVER, type_words
from cocreate.pages import confirming
from cocreate.workspace.format.documents import Document
from cocreate.workspace.merge.edits import open_document

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cocreate.cli.output.outcome import Telling


def commands() -> tuple[ShellCommand, ...]:
    """The one command of this module."""
    return (
        ShellCommand(
            "edit",
            _("Change keys, the text, or all of it in the editor."),
            "cocreate edit k7f3 --set state=kept",
            _declare,
            _run,
        ),
    )


def _declare(parser: Parser) -> None:
    parser.add_argument("ref", metavar="REF", help=_("what to change; a person's short name for their card"))
    parser.add_argument(
        "--set",
        metavar="KEY=VALUE",
        action="append",
        default=[],
        help=_("set a key, such as state=kept or themes=clay,coffee; an empty value takes it away"),
    )
    parser.add_argument("--body", metavar="TEXT", help=_("the new text; - reads it from stdin"))
    wording = parser.add_mutually_exclusive_group()
    wording.add_argument("--take", action="store_true", help=_("REF is another wording: take it over"))
    wording.add_argument("--let-go", action="store_true", help=_("REF is another wording: what stands stays"))


def _run(call: Call) -> None:
    if call.options.set or call.options.body is not None:
        if call.options.take or call.options.let_go:
            raise WrongUsage(
                _("A wording is taken, or let go, as it is."), _("Change it afterwards, with --set or --body.")
            )
        _change(call)
        return
    if not (call.options.take or call.options.let_go):
        call.look_near(call.options.ref)
    item, voice = call.find(call.options.ref), call.voice
    if call.options.take:
        show_edited(call, take(call.root, voice, call.collection, item))
        return
    if call.options.let_go:
        gone = let_go(call.root, voice, call.collection, item)
        show_item(call, gone)
        confirm(call, gone, confirming.let_go)
        return
    if not can_ask():
        raise WrongUsage(
            _("Say what to change."), _("With --set key=value or --body TEXT; the editor needs a terminal.")
        )
    base = open_document(call.root, item.path)
    path = new_file(item.path.rpartition("/")[2], base.encode())
    among = _said_to(call, item)
    edited = _edited(call.root, voice, item, base, path, among)
    throw_away(path)
    if edited is None:
        printing.talk(_("Nothing was changed."))
        show_item(call, item)
    else:
        show_edited(call, edited, _telling(item, among))


def _said_to(call: Call, item: Item) -> Collection:
    """What is in the workspace, with all that was said to `item` where it is a proposal."""
    if isinstance(item, Contribution) and item.kind == "proposal":
        call.look_at_everything()
    return call.collection


def _telling(item: Item, among: Collection) -> "Telling":
    """What tells of a change, and who is asked again after it."""
    return lambda collection, now, by: " ".join(
        filter(None, (confirming.changed(collection, now, by), confirming.asked_again(among, item, now)))
    )


def _change(call: Call) -> None:
    """Change keys and text as the command line says."""
    body = call.options.body
    with Typed([STDIN] if body == STDIN else [body or ""]) as typed:
        call.look_near(call.options.ref)
        item, voice, pairs = call.find(call.options.ref), call.voice, split_pairs(map(call.kept, call.options.set))
        known = call.collection_of(ALL) if name_others(keys_of(item), pairs) else call.collection
        over = item.state in OVER
        values = values_for(keys_of(item), pairs, known, type_words(item), call.named, over=over)
        text = None if body is None else call.kept(typed.text(""))
        among = _said_to(call, item)
        before = card_at(call.root, item.path) if isinstance(item, Person) else None
        edited = edit(call.root, voice, item, values, text, among=among)
        show_edited(call, edited, _telling(item, among))
        tell_nowhere(call, edited.item)
    tell_changes(call, item.path, before)


def _edited(root: str, voice: Voice, item: Item, base: Document, path: str, among: Collection) -> Edited | None:
    """How the item stands after the editor, which opens again as long as what it left cannot be read.

    None if nothing was changed. What the person wrote stays in the file at `path` wherever this fails.
    """
    while True:
        open_in_editor(path, os.environ)
        left = read_back(path)
        if left == base.encode() or not left.strip():
            return None
        try:
            return edit_whole(root, voice, item, base, left, among=among)
        except Refused as error:
            printing.talk(error.message)
            if not is_yes(ask(_("Open it again? [Y/n]"))):
                raise _with_what_was_written(error, path) from error
        except CocreateError as error:
            raise _with_what_was_written(error, path) from error


def _with_what_was_written(error: CocreateError, path: str) -> CocreateError:
    return CocreateError(error.message, _("What you wrote is in {path}").format(path=path))
