"""Editing what is selected: in place, or the whole file in an editor; and cards of people."""

import os
from asyncio import to_thread
from typing import ClassVar

from cocreate.acts.edit import Edited, edit, edit_whole, keys_of
from cocreate.acts.introduce import introduce
from cocreate.acts.values import join_words, split_pairs, values_for
from cocreate.launch.editor import new_file, open_in_editor, read_back, throw_away
from cocreate.locale import _
from cocreate.model import phrases
from cocreate.model.errors import CocreateError, Refused, Unreadable
from cocreate.model.items import Item, Person, Value
from cocreate.model.schema import PERSON_KEYS, Shape
from cocreate.model.text import clean, clean_line, slug
from cocreate.sittings.drafts import Drafts
from cocreate.tui import safe
from cocreate.tui.commands.base import Command, Here
from cocreate.tui.dialogs.asking import AskDialog
from cocreate.tui.hints import hint_words
from cocreate.tui.widgets.form import BASE, Field, FormSpec, Values, kept_in
from cocreate.workspace.format.documents import Document, parse
from cocreate.workspace.merge.edits import open_document

NOT_ASKED = frozenset(["id", "kind", "on", "at", "by", "noted_by", "grew_from", "woven_from", "of"])
"""Keys that the form does not ask; `cocreate edit` and the editor reach those that may change."""


def _text(value: Value) -> str:
    return value if isinstance(value, str) else join_words(value)


class Edit(Command):
    """Edit what is selected."""

    id = "edit"
    key = "e"

    def words(self) -> str:
        return _("edit")

    def about(self) -> str:
        return _("Edit it; what others save meanwhile stays, too")

    def applies(self, here: Here) -> bool:
        return here.target is not None and bool(here.target.fields)

    async def do(self, here: Here) -> None:
        """Ask for the keys and the text as they stand, and save what was changed."""
        item, root = here.target, here.app.table.root
        assert item  # noqa: S101 - it applies
        place, drafts = f"edit-{item.id}", here.app.sitting.drafts
        begun = await to_thread(_begun_on, drafts, place)
        base = begun if begun is not None else await to_thread(open_document, root, item.path)
        title = safe.line(item.title, "bold $accent")
        spec = FormSpec(title, place, _fields(here, item, base), base=base.encode().decode())

        async def save(values: Values) -> Edited:
            first = {one.name: one.value for one in spec.fields}
            changed = [f"{k}={v}" for k, v in values.items() if v != first[k] and k != "body"]
            keys = values_for(keys_of(item), split_pairs(changed), here.app.collection, phrases.type_words(item))
            body = as_written(values["body"], base.words) if values["body"] != first["body"] else None
            voice = here.app.sitting.voice()
            return await here.act(lambda: edit(root, voice, item, keys, body, base))

        told = await here.app.push_screen_wait(AskDialog(spec, save, drafts))
        if isinstance(told, Edited):
            tell_edited(here, told)


def _begun_on(drafts: Drafts, place: str) -> Document | None:
    """The document that an edit was begun on and left: going on with it must not undo what others did since."""
    try:
        return parse(kept_in(drafts, place).get(BASE, "").encode())
    except Unreadable:
        return None


def as_written(shown: str, before: str) -> str:
    """`shown` as it goes back to the file: lines that nobody touched keep what cannot be shown."""
    untouched = {clean(line): line for line in before.split("\n")}
    return "\n".join(untouched.get(line, line) for line in shown.split("\n"))


def _fields(here: Here, item: Item, base: Document) -> list[Field]:
    fields = []
    for key in keys_of(item):
        if key.name in NOT_ASKED:
            continue
        known = key.choices or (tuple(here.collection.known_people) if key.shape is Shape.PEOPLE else ())
        fields.append(
            Field(
                key.name,
                phrases.key_words(key.name),
                clean_line(_text(base.fields.get(key.name, ""))),
                _hint(key.choices),
                known=known,
            )
        )
    return [*fields, Field("body", _("text"), clean(base.words), long=True)]


def _hint(choices: tuple[str, ...]) -> str:
    return ", ".join(choices)


def tell_edited(here: Here, edited: Edited) -> None:
    """Say what became of an edit, where somebody else changed the same words."""
    if edited.wording:
        here.app.say(
            _("Somebody changed the same words meanwhile."),
            _("Theirs stand; yours are kept beside them as other wording."),
        )


class EditInEditor(Command):
    """Edit the whole file in the editor."""

    id = "editor"
    key = "E"
    shown: ClassVar[bool] = False

    def words(self) -> str:
        return _("editor")

    def about(self) -> str:
        return _("Edit the whole file in your own editor")

    def applies(self, here: Here) -> bool:
        return here.target is not None and bool(here.target.fields) and here.app.may_suspend

    async def do(self, here: Here) -> None:
        """Give the file to the editor, and take over what it leaves."""
        item, sitting = here.target, here.app.sitting
        assert item  # noqa: S101 - it applies
        base = await to_thread(open_document, sitting.table.root, item.path)
        voice = sitting.voice()
        file = new_file(item.path.rpartition("/")[2], base.encode())
        failed = None
        with here.app.suspend():  # an error that left it would leave the screens suspended
            try:
                open_in_editor(file, os.environ)
            except CocreateError as error:
                failed = error
        if failed:
            raise failed
        left = read_back(file)
        if left and left != base.encode():
            try:
                tell_edited(here, await here.act(lambda: edit_whole(sitting.table.root, voice, item, base, left)))
            except CocreateError as error:
                kept = _("Your text is in {path}").format(path=file)
                raise Refused(error.message, f"{hint_words(error.hint)} {kept}".strip()) from error
        throw_away(file)


class WriteCard(Command):
    """Write the card of somebody who has none yet."""

    id = "card"
    key = "p"
    group: ClassVar[str] = "people"
    shown: ClassVar[bool] = False

    def words(self) -> str:
        return _("person's card")

    def about(self) -> str:
        return _("Write a person's card: your own, or somebody's who asked you to")

    async def do(self, here: Here) -> None:
        """Ask for the card, and write it."""
        if person := await write_card(here):
            here.app.go_to(person)


async def write_card(here: Here) -> str:
    """Ask for a new card and write it; the slug of whose it is, or empty."""
    fields = [
        Field("name", _("name"), "", _("as others know you")),
        Field("address", _("address me as"), "", _("how you like to be addressed")),
        Field("language", _("language"), "", _("such as English, Deutsch")),
        Field("brings", _("brings"), "", _("what you bring, parted by commas")),
        Field("curious", _("curious about"), "", _("what you would like to learn")),
    ]

    async def write(values: Values) -> Person:
        root = here.app.table.root
        given = split_pairs(f"{name}={text}" for name, text in values.items() if text.strip())
        keys = values_for(PERSON_KEYS, given, here.collection, _("A card"))
        return await here.act(lambda: introduce(root, _free_slug(here, values["name"]), keys))

    spec = FormSpec(safe.line(_("A card of your own"), "bold $accent"), "card", fields)
    card = await here.app.push_screen_wait(AskDialog(spec, write, here.app.sitting.drafts))
    return card.id if isinstance(card, Person) else ""


def _free_slug(here: Here, name: str) -> str:
    """A slug for `name` that no card has yet."""
    wanted = slug(name) or "somebody"
    number, free = 2, wanted
    while free in here.collection.people:
        free, number = f"{wanted[:36]}-{number}", number + 1
    return free
