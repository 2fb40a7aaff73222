"""Who could help: with what is selected, or with words of one's own."""

from asyncio import to_thread

from cocreate.locale import N_, _
from cocreate.model.items import Item
from cocreate.model.overlaps import asking
from cocreate.pages.overlaps import overlaps_page
from cocreate.sittings.speaking import Speaking
from cocreate.tui import safe
from cocreate.tui.commands.base import Command, Context
from cocreate.tui.dialogs.asking import AskDialog
from cocreate.tui.dialogs.reading import ReadDialog
from cocreate.tui.drafting import Values
from cocreate.tui.painting import painted
from cocreate.tui.widgets.fields import Field, FormSpec


class WhoCouldHelp(Command):
    """Name who could help with a word, and go to whom the person points at."""

    id, key, group, shown = "who-could-help", "", "look", False
    words, about = N_("who could help"), N_("Who could help, with a word such as wood or with what is selected")
    also = N_("overlaps brings curious knows skills")

    async def do(self, context: Context) -> None:
        """Ask for the words; without any it is about what is selected."""
        hint = context.title_of(context.thing) if context.thing else _("such as wood, or coffee")
        field = Field("words", _("with"), "", hint)
        spec = FormSpec(safe.line(_("Who could help?"), "bold $accent"), self.id, [field], said=False, sends=_("look"))

        async def meant(values: Values, _speaking: Speaking | None) -> Item | None:
            words = values["words"].strip().removeprefix("#")
            return asking(words) if words else context.thing

        item = await context.ask(AskDialog(await context.studio.form(spec, meant)))
        if isinstance(item, Item):
            told = await to_thread(overlaps_page, context.collection, [item])
            if name := await context.ask(ReadDialog(_("Who could help?"), painted(context.collection, told))):
                context.studio.go_to(name)
