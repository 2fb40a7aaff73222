"""Keeping: in step with others, what was changed by whom, taking back, other wordings."""

import os
from asyncio import to_thread
from typing import ClassVar

from cocreate.acts.undo import done_lately, take_back
from cocreate.acts.wordings import let_go, take
from cocreate.locale import _
from cocreate.model.items import Contribution
from cocreate.tui.commands.base import Command, Here
from cocreate.tui.dialogs.in_step import InStepDialog
from cocreate.tui.dialogs.picking import Option, PickDialog
from cocreate.tui.dialogs.reading import ReadDialog
from cocreate.tui.painting import painted

MOST = 12
"""So many things that somebody did are offered to be taken back."""


class SyncNow(Command):
    """Bring this copy in step now, and see what came."""

    id = "sync"
    key = "g"
    group = "people"

    def words(self) -> str:
        return _("sync")

    def about(self) -> str:
        return _("Bring this copy in step now, and see what came from whom")

    def applies(self, here: Here) -> bool:
        return bool(here.app.step) or os.path.lexists(f"{here.app.table.root}/.git")

    async def do(self, here: Here) -> None:
        """Begin to sync, and show how it goes; leaving does not stop it."""
        here.app.in_step.now()
        if name := await here.app.push_screen_wait(InStepDialog()):
            here.app.go_to(name)


class ShowHistory(Command):
    """Show who changed what is selected, and when."""

    id = "history"
    key = "H"
    group = "look"
    shown: ClassVar[bool] = False

    def words(self) -> str:
        return _("history")

    def about(self) -> str:
        return _("History: who changed what here, and when")

    def applies(self, here: Here) -> bool:
        return here.target is not None and bool(here.target.path)

    async def do(self, here: Here) -> None:
        """Ask the history, and go where the person points."""
        from cocreate.pages.history import history_page
        from cocreate.sync.history import history, place_of  # deferred: the screens are painted without it

        item, sitting, collection = here.target, here.app.sitting, here.collection
        assert item  # noqa: S101 - it applies
        changes = await to_thread(history, sitting.table.root, collection, [place_of(item)])
        page = painted(history_page(collection, changes))
        title = _("History of {title}").format(title=item.title)
        if name := await here.app.push_screen_wait(ReadDialog(title, page)):
            here.app.go_to(name)


class Undo(Command):
    """Take back what whoever is speaking did last."""

    id = "undo"
    key = "u"

    def words(self) -> str:
        return _("undo")

    def about(self) -> str:
        return _("Take back what you did last, for everybody")

    async def do(self, here: Here) -> None:
        """Say what it would be; on enter, take it back, or something before it."""
        sitting, collection = here.app.sitting, here.collection
        voice = sitting.voice()
        done = await to_thread(done_lately, sitting.table.root, voice.by, collection, MOST)
        options = [Option(did.act, did.words) for did in done]
        if picked := await here.app.push_screen_wait(PickDialog(_("Take back what you did last?"), options)):
            did = next(one for one in done if one.act == picked[0])
            await here.app.look()  # others may have gone on from it meanwhile
            await here.act(lambda: take_back(sitting.table.root, voice, here.app.collection, did))
            here.app.say(_("Taken back: {what}").format(what=did.words), "")


class TakeWording(Command):
    """Take over another wording."""

    id = "take"
    key = "a"

    def words(self) -> str:
        return _("take wording")

    def about(self) -> str:
        return _("Take over another wording, in the place of what stands")

    def applies(self, here: Here) -> bool:
        return isinstance(here.target, Contribution) and here.target.kind == "wording"

    async def do(self, here: Here) -> None:
        """Take it over."""
        sitting, collection, wording = here.app.sitting, here.collection, here.target
        assert wording  # noqa: S101 - it applies
        voice = sitting.voice()
        edited = await here.act(lambda: take(sitting.table.root, voice, collection, wording))
        here.app.say(_("It stands now: {title}.").format(title=edited.item.title), _("u takes it back."))


class LetGoWording(Command):
    """Let another wording go."""

    id = "let-go"
    key = "d"

    def words(self) -> str:
        return _("let go")

    def about(self) -> str:
        return _("Let another wording go; what stands stays")

    def applies(self, here: Here) -> bool:
        return isinstance(here.target, Contribution) and here.target.kind == "wording"

    async def do(self, here: Here) -> None:
        """Let it go."""
        sitting, collection, wording = here.app.sitting, here.collection, here.target
        assert wording  # noqa: S101 - it applies
        voice = sitting.voice()
        await here.act(lambda: let_go(sitting.table.root, voice, collection, wording))
        here.app.say(_("Let go; what stands stays."), _("u brings it back."))
