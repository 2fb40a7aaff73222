"""Being here together: going where somebody else goes, and asking others to come."""

from cocreate.locale import N_, _
from cocreate.model.phrases import names
from cocreate.pages.being_here import where
from cocreate.tui.commands.base import Command, Context, Subject
from cocreate.tui.dialogs.picking import Option, PickDialog
from cocreate.tui.themes import person_style


def _is_somebody_here(context: Context) -> bool:
    return bool(context.studio.here)


class Follow(Command):
    """Go where somebody else goes, until a key is pressed."""

    id, key, group = "follow", "F", "people"
    words, about = N_("follow"), N_("Go where somebody else goes, until you press a key")
    subject = Subject(_is_somebody_here, N_("F goes where somebody else goes: nobody else is here."))

    async def do(self, context: Context) -> None:
        """Follow whoever is here; of several, whoever is picked."""
        here, collection = context.studio.here, context.collection
        numbered = dict(enumerate(here))  # a filter looks at ids too, and what a sitting is known by is nobody's word
        options = [
            Option(
                str(number),
                names(collection, one.people),
                where(collection, one.place),
                style=person_style(one.people[0], collection.people),
            )
            for number, one in enumerate(here.values())
        ]
        title = _("Whom do you want to follow?")
        picked = ["0"] if len(here) == 1 else await context.ask(PickDialog(title, options))
        if picked:
            context.studio.follow(numbered[int(picked[0])])


class ComeHere(Command):
    """Ask the others to come."""

    id, key, group, shown = "come-here", "C", "people", False
    words, about = N_("come here"), N_("Ask the others who are here to come to where you are")
    subject = Subject(_is_somebody_here, N_("C asks the others to come here: nobody else is here."))

    async def do(self, context: Context) -> None:
        """They see a sentence, with the key that goes there."""
        context.studio.call_others()


class GoThere(Command):
    """Go where somebody asks one to come."""

    id, key, group = "go-there", "G", "people"
    words, about = N_("go there"), N_("Go where somebody asks you to come")
    subject = Subject(
        lambda context: bool(context.studio.caller), N_("G goes where somebody asks you to come: nobody does.")
    )

    async def do(self, context: Context) -> None:
        """Go; the way back leads to where one was."""
        context.studio.go_to_caller()
