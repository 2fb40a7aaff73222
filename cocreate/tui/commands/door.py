"""The door: who knocks, and letting them in."""

from cocreate.locale import N_, _
from cocreate.model.text import clean_name
from cocreate.sittings.doorbell import knock_words
from cocreate.tui.commands.base import Command, Context, Subject
from cocreate.tui.dialogs.picking import Option, PickDialog

YES, NO = "yes", "no"


class LetIn(Command):
    """Let somebody in who knocks, or not."""

    id, key, group = "let-in", "k", "people"
    words, about = N_("let in"), N_("Let somebody in who knocks at the door, or not")
    subject = Subject(
        lambda context: bool(context.studio.table.doorbell.knocking),
        N_("k lets in who knocks at the door: nobody does."),
    )

    async def do(self, context: Context) -> None:
        """Ask about whoever waits longest; anybody may say so, and the first who does is heard."""
        doorbell = context.studio.table.doorbell
        knock = doorbell.knocking[0]
        options = [
            Option(YES, _("Let them in, now and whenever they come with this key")),
            Option(NO, _("Not this time")),
        ]
        picked = await context.ask(PickDialog(knock_words(knock), options))
        if not picked:
            return
        if doorbell.answer(knock, let_in=picked == [YES]):
            said = _("{name} was let in.") if picked == [YES] else _("{name} was not let in.")
            context.say(said.format(name=clean_name(knock.name)))
        else:
            context.say(_("Somebody else answered meanwhile, or they went."))
