"""Editing what is selected: in place, or the whole file in an editor; and cards of people."""

import os
from asyncio import to_thread
from collections.abc import Sequence
from dataclasses import replace

from cocreate.acts.edit import Edited, edit, edit_whole, keys_of
from cocreate.acts.introduce import introduce
from cocreate.acts.values import split_pairs, values_for
from cocreate.acts.voice import Voice
from cocreate.launch.editor import new_file, open_in_editor, read_back, throw_away
from cocreate.locale import N_, _
from cocreate.model import phrases
from cocreate.model.errors import CocreateError, Refused, Unreadable
from cocreate.model.items import Contribution, Item, Person
from cocreate.model.links import kept
from cocreate.model.schema import PERSON_KEYS
from cocreate.model.text import clean, slug, unstopped
from cocreate.pages.confirming import asked_again
from cocreate.pages.linking import nowhere
from cocreate.sittings.speaking import Speaking
from cocreate.tui import safe
from cocreate.tui.commands.base import Command, Context
from cocreate.tui.commands.edit_fields import fields_of, later
from cocreate.tui.commands.newcomers import Newcomers
from cocreate.tui.commands.subjects import a_file
from cocreate.tui.dialogs.asking import AskDialog
from cocreate.tui.dialogs.picking import Option, PickDialog
from cocreate.tui.drafting import BASE, Values, values_of
from cocreate.tui.hints import hint_words
from cocreate.tui.widgets.fields import Field, FormSpec
from cocreate.workspace.format.documents import Document, parse
from cocreate.workspace.merge.edits import open_document


class Edit(Command):
    """Edit what is selected."""

    id, key = "edit", "e"
    words, about = N_("edit"), N_("Edit it; what others save meanwhile stays, too")
    subject = a_file(N_("e edits what is selected and has a file; p writes the card of somebody who has none."))

    async def do(self, context: Context) -> None:
        """Ask for the keys and the text as they stand, and save what was changed."""
        item = context.target
        assert item  # noqa: S101 - the subject says so
        place = f"edit-{item.id}"
        draft = context.begun or await context.studio.begin(place)
        begun = _begun_on(values_of(draft))
        base = begun if begun is not None else await to_thread(open_document, context.root, item.path)
        title = safe.line(context.title_of(item), "bold $accent")
        fields = fields_of(context.collection, item, base)
        about = "" if any(one.name == "body" for one in fields) else _too_long(context)
        first = "body" if isinstance(item, Contribution) and not about else ""
        spec = FormSpec(
            title,
            place,
            fields,
            more=later(item),
            first=first,
            about=about,
            base=base.encode().decode(),
            more_words=_("all of it"),
        )
        first_values: Values = {one.name: one.value for one in fields}
        before, whose, newcomers = context.collection, list[str](), Newcomers(lambda: context.collection, first_values)

        def save(values: Values, voice: Voice) -> Edited:
            whose[:] = voice.by if values != first_values else ()
            return _saved(context, spec, item, base, values, voice, newcomers)

        edited = await replace(context, begun=draft).fill(spec, save)
        if edited:
            await tell_edited(context, edited, whose, asked_again(before, item, edited.item))


def _begun_on(left: Values) -> Document | None:
    """The document that an edit was begun on and left: going on with it must not undo what others did since."""
    try:
        return parse(left.get(BASE, "").encode())
    except Unreadable:
        return None


def _saved(
    context: Context,
    spec: FormSpec,
    item: Item,
    base: Document,
    values: Values,
    voice: Voice,
    newcomers: Newcomers,
) -> Edited:
    """Save what was changed in the form.

    Args:
        context: where it was asked for.
        spec: the form, with the values as they stood in it at first.
        item: what is edited.
        base: its file as it stood then.
        values: what stands in the form now, by the names of the keys; the text is called `body`, if it is there.
        voice: whose change it is.
        newcomers: finds whom it names.
    """
    first = kept(context.collection, {one.name: one.value for one in spec.fields})
    changed = [f"{k}={v}" for k, v in values.items() if v != first[k] and k != "body"]
    keys = values_for(
        keys_of(item),
        split_pairs(changed),
        context.collection,
        phrases.type_words(item),
        newcomers,
        over=item.state in phrases.OVER,
    )
    body = as_written(values["body"], base.words) if values.get("body") != first.get("body") else None
    return edit(context.root, voice, item, keys, body, base, among=context.collection)


def as_written(shown: str, before: str) -> str:
    """`shown` as it goes back to the file: lines that nobody touched keep what cannot be shown."""
    untouched = {clean(line): line for line in before.split("\n")}
    return "\n".join(untouched.get(line, line) for line in shown.split("\n"))


def _too_long(context: Context) -> str:
    """Why the text is not among the fields, and what changes it."""
    why = _("Its text is too long to be changed in this window.")
    return f"{why} {_('E opens all of it in your editor.')}" if context.studio.has_terminal else why


async def tell_edited(context: Context, edited: Edited, by: Sequence[str], asked: str = "") -> None:
    """Show and say what became of an edit, where somebody changed the same words; else what these people changed.

    Args:
        context: where it was asked for.
        edited: what became of it.
        by: who changed it; nobody, where nothing was changed.
        asked: who is asked again after it, in a sentence, if anybody is.
    """
    if edited.wording:
        await context.studio.look()  # what stands is theirs, in a file that was not written here
        context.say(
            _("Somebody changed the same words meanwhile."),
            _("Theirs stand; yours are kept beside them as other wording."),
        )
    elif by:
        told = _("Changed: {title}.").format(title=unstopped(edited.item.title))
        lost = nowhere(context.collection, edited.item)
        context.tell(" ".join(filter(None, (told, asked, lost))), by)
    else:
        context.say(_("Nothing was changed."))


class EditInEditor(Command):
    """Edit the whole file in the editor."""

    id, key, shown = "editor", "E", False
    words, about = N_("editor"), N_("Edit the whole file in your own editor")
    subject = a_file(N_("E opens the file of what is selected in your editor: nothing with a file is."))

    def why_not(self, context: Context) -> str:
        """Where the screens are not in a terminal of this computer, no editor can be opened there."""
        if not context.studio.has_terminal:
            return _("There is no terminal here for an editor; e edits in place.")
        return super().why_not(context)

    async def do(self, context: Context) -> None:
        """Give the file to the editor, and take over what it leaves."""
        item, voice = context.target, context.voice()
        assert item  # noqa: S101 - the subject says so
        base = await to_thread(open_document, context.root, item.path)
        file = await to_thread(new_file, item.path.rpartition("/")[2], base.encode())
        _write_in(context, file)
        left = await to_thread(read_back, file)
        if left and left != base.encode():
            try:
                before = context.collection
                edited = await context.act(lambda: edit_whole(context.root, voice, item, base, left, among=before))
            except CocreateError as error:
                yours = _("Your text is in {path}").format(path=file)
                raise Refused(error.message, f"{hint_words(error.hint)} {yours}") from error
            await tell_edited(context, edited, voice.by, asked_again(before, item, edited.item))
        await to_thread(throw_away, file)


def _write_in(context: Context, file: str) -> None:
    """Let the person write in their editor, in the place of the screens."""
    failed = None
    with context.studio.suspend():  # an error that left it would leave the screens suspended
        try:
            open_in_editor(file, os.environ)
        except CocreateError as error:
            failed = error
    if failed:
        raise failed


class WriteCard(Command):
    """Write the card of somebody who has none yet."""

    id, key, group, shown = "card", "p", "people", False
    words, about = N_("person's card"), N_("A person's card: yours, to edit it, or one for somebody new")

    async def do(self, context: Context) -> None:
        """Ask whose, where those who speak have one and none is begun; then for what stands in it, and write it."""
        speaking, people = context.studio.speaking, context.collection.people
        mine = [people[person] for person in (speaking.by if speaking else ()) if person in people]
        options = [Option(card.id, context.collection.name_of(card.id), _("edits the card")) for card in mine]
        new = Option("", _("Somebody new"), _("writes a card"))
        title, asks = _("Whose card?"), mine and not context.begun
        picked = await context.ask(PickDialog(title, [*options, new], numbered=True)) if asks else [""]
        if picked and picked[0]:
            await Edit().do(replace(context, target=people[picked[0]]))
        elif picked and (person := await write_card(context, is_own=not asks and _is_own(context))):
            context.studio.go_to(person)
            name = unstopped(context.collection.name_of(person))
            context.say(
                _("The card is kept: {name}.").format(name=name), "" if speaking else _("s says who is speaking.")
            )


FOR_ANOTHER = "another"
"""What the draft of a card has with it that is not that of whoever writes it."""


def _is_own(context: Context) -> bool:
    """Whether a new card is that of whoever writes it: where nobody speaks, only the first one is known to be."""
    if context.begun is not None:
        return values_of(context.begun).get(BASE) != FOR_ANOTHER
    return context.studio.speaking is not None or not context.collection.people


async def write_card(context: Context, person: str = "", name: str = "", *, is_own: bool = True) -> str:
    """Ask for a new card and write it; the slug of whose it is, or empty.

    Args:
        context: where it is asked for.
        person: the slug that it is to have; without it, one that fits the name.
        name: what they are called, as far as that is known. Then the cursor begins where they say how they like to be
            addressed.
        is_own: whether whoever writes it writes of themselves.
    """
    fields = [
        Field("name", _("name"), name, _("as others know you")),
        Field("address", _("address me as"), "", _("how you like to be addressed")),
        Field("language", _("language"), "", _("such as English, Deutsch")),
        Field("brings", _("brings"), "", _("what you bring, parted by commas")),
        Field("curious", _("curious about"), "", _("what you would like to learn")),
    ]

    async def write(values: Values, _speaking: Speaking | None) -> Person:
        given = split_pairs(f"{name}={text}" for name, text in values.items() if text.strip())
        keys = values_for(PERSON_KEYS, given, context.collection, _("A card"))
        return await context.act(lambda: introduce(context.root, person or _free_slug(context, values["name"]), keys))

    title = _("A card of your own") if is_own else _("A card for somebody new")
    first, base = "address" if name else "name", "" if is_own else FOR_ANOTHER
    spec = FormSpec(safe.line(title, "bold $accent"), "card", fields, base=base, first=first, said=False)
    card = await context.ask(AskDialog(await context.studio.form(spec, write, context.begun)))
    return card.id if isinstance(card, Person) else ""


def _free_slug(context: Context, name: str) -> str:
    """A slug for `name` that no card has yet."""
    wanted = slug(name) or "somebody"
    number, free = 2, wanted
    while free in context.collection.people:
        free, number = f"{wanted[:36]}-{number}", number + 1
    return free
