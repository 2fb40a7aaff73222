"""Keeping: in step with others, what was changed by whom, taking back, other wordings."""

from asyncio import to_thread

from cocreate.acts.undo import Did, done_lately, take_back, why_it_stays
from cocreate.acts.wordings import let_go, take
from cocreate.locale import N_, _
from cocreate.model import phrases
from cocreate.model.text import unstopped
from cocreate.pages.linking import shown
from cocreate.pages.parts import Empty
from cocreate.tui.commands.base import Command, Context, Subject
from cocreate.tui.commands.subjects import said
from cocreate.tui.dialogs.picking import Option, PickDialog
from cocreate.tui.dialogs.reading import ReadDialog
from cocreate.tui.dialogs.sync import SyncDialog
from cocreate.tui.painting import painted

MOST = 50
"""So many things that somebody did are offered to be taken back."""


class SyncNow(Command):
    """Bring this copy in step now, and see what came."""

    id, key, group = "sync", "g", "people"
    words, about = N_("sync"), N_("Bring this copy in step now, and see what came from whom")
    subject = Subject(
        lambda context: context.studio.sync_loop.has_history,
        N_("Nobody shares this copy yet: in the shell, cocreate sync --with ADDRESS begins it."),
    )

    async def do(self, context: Context) -> None:
        """Begin to sync, and show how it goes; leaving does not stop it."""
        context.studio.sync_loop.now()
        if name := await context.ask(SyncDialog(context.studio)):
            context.studio.go_to(name)


class ShowHistory(Command):
    """Show who changed what is selected, and when."""

    id, key, group, shown = "history", "H", "look", False
    words, about = N_("history"), N_("History: who changed what here, and when")
    subject = Subject(
        lambda context: context.target is not None and bool(context.target.path),
        N_("H tells who changed what is selected: nothing is."),
    )

    async def do(self, context: Context) -> None:
        """Ask the history, and go where the person points."""
        from cocreate.pages.history import explained, history_page  # deferred: the screens are painted without it
        from cocreate.sync.history import history, place_of

        item, table, collection = context.target, context.studio.table, context.collection
        assert item  # noqa: S101 - the subject says so
        changes = await to_thread(history, table.root, collection, [place_of(item)])
        told = [Empty(words)] if (words := explained(changes)) else []
        page = painted(collection, [*history_page(collection, changes), *told])
        if name := await context.ask(ReadDialog(_("History of {title}").format(title=context.title_of(item)), page)):
            context.studio.go_to(name)


class Undo(Command):
    """Take back what whoever is speaking did last."""

    id, key = "undo", "u"
    words, about = N_("undo"), N_("Take back what you did last, for everybody")

    def words_in(self, context: Context) -> str:
        """Nothing in the line of keys before whoever speaks did something here that it takes back."""
        speaking, did = context.studio.speaking, context.studio.sitting.did
        return self.words if speaking and did and set(did) == set(speaking.by) else ""

    async def do(self, context: Context) -> None:
        """Say what it would be; on enter, take it back, or something before it."""
        voice = context.voice()
        done = await to_thread(done_lately, context.root, voice.by, context.collection, MOST)
        stays = await to_thread(_stay, context, done)
        options = [Option(did.act, shown(context.collection, did.words), stays.get(did.act, "")) for did in done]
        who = phrases.names(context.collection, voice.by)
        title = _("Take back what {who} did last; what others did is under H").format(who=who)
        if picked := await context.ask(PickDialog(title, options)):
            did = next(one for one in done if one.act == picked[0])
            await context.studio.look()  # others may have gone on from it meanwhile
            await context.act(lambda: take_back(context.root, voice, context.collection, did))
            if len(done) == 1:
                context.studio.sitting.did = ()
            context.say(_("Taken back: {what}").format(what=did.words))


def _stay(context: Context, done: list[Did]) -> dict[str, str]:
    """Why what was done last stays, by the name of the act, down to the first that can be taken back."""
    found: dict[str, str] = {}
    for did in done:
        why = why_it_stays(context.root, context.collection, did)
        if not why:
            break
        found[did.act] = why
    return found


class TakeWording(Command):
    """Take over another wording."""

    id, key = "take", "a"
    words, about = N_("take wording"), N_("Take over another wording, in the place of what stands")
    subject = said("wording", N_("a takes over another wording: select one; g shows those that wait."))

    async def do(self, context: Context) -> None:
        """Take it over."""
        wording, voice = context.target, context.voice()
        assert wording  # noqa: S101 - the subject says so
        edited = await context.act(lambda: take(context.root, voice, context.collection, wording))
        context.tell(_("It stands now: {title}.").format(title=unstopped(edited.item.title)), voice.by)


class LetGoWording(Command):
    """Let another wording go."""

    id, key = "let-go", "d"
    words, about = N_("let go"), N_("Let another wording go; what stands stays")
    subject = said("wording", N_("d lets another wording go: select one; g shows those that wait."))

    async def do(self, context: Context) -> None:
        """Let it go."""
        wording, voice = context.target, context.voice()
        assert wording  # noqa: S101 - the subject says so
        await context.act(lambda: let_go(context.root, voice, context.collection, wording))
        context.studio.sitting.did = voice.by
        context.say(_("Let go; what stands stays."), _("u brings it back."))
