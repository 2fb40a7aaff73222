"""The pages that have a name of their own, each as a command that the palette and the help have (`pages/named`)."""

from asyncio import to_thread

from cocreate.locale import _
from cocreate.model.text import unstopped
from cocreate.pages.named import page_called
from cocreate.tui.commands.base import Command, Context
from cocreate.tui.dialogs.reading import ReadDialog
from cocreate.tui.painting import painted


class ShowPage(Command):
    """Show the page called so, and go where the person points."""

    key, group, shown = "", "look", False

    def __init__(self, word: str) -> None:
        page = page_called(word)
        self.id, self.words, self.about = f"page-{word}", page.title, page.about
        self.also = word
        self._page = page

    def told(self) -> str:
        """Its sentence, as those of the other commands without the full stop that it has in the shell."""
        return unstopped(super().told())

    async def do(self, context: Context) -> None:
        """Tell the page off the event loop, as it may go through everything there is."""
        speakers = context.studio.speaking.by if context.studio.speaking else ()
        told = await to_thread(self._page.tell, context.collection, context.studio.table.clock(), speakers)
        if name := await context.ask(ReadDialog(_(self._page.title), painted(context.collection, told))):
            context.studio.go_to(name)
