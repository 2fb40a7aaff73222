"""What enter does on what the cursor of a page stands on: it answers, goes there, or gives a command."""

from typing import ClassVar

from textual import on

from cocreate.locale import N_, _
from cocreate.model.items import Contribution
from cocreate.tui.hints import DOES, further
from cocreate.tui.screens.placed import PlacedScreen
from cocreate.tui.widgets.reader import Reader
from cocreate.tui.wishes import Answer, Give, GoTo, Say


class OpeningScreen(PlacedScreen):
    """Opens what a page points to, and answers what stands on it."""

    ANSWERS_HERE: ClassVar[bool] = True
    """Whether enter on a contribution answers it; where a page only points to things, enter goes to them."""

    @on(Reader.Opened)
    def _followed(self, event: Reader.Opened) -> None:
        item = self.collection.get(event.ref)
        here = self.list.selected_key if self.ANSWERS_HERE else ""
        if event.ref.startswith(DOES):
            self.post_message(Give(event.ref.removeprefix(DOES)))
        elif event.ref == here:
            self.post_message(Say(_("You are reading it."), further(item)))
        elif item is None:
            self.post_message(Say(_("Nothing of the workspace stands there.")))
        elif isinstance(item, Contribution) and self.answers(item.id):
            self.post_message(Answer(item))
        else:
            self.post_message(GoTo(event.ref))

    def answers(self, ref: str) -> bool:
        """Whether enter on what was said answers it: where it is read, and not only pointed to."""
        given = self.collection.contributions.get(ref)
        root = self.collection.root_of(given) if given else ""
        return self.ANSWERS_HERE and self.stage == "reading" and root == self.list.selected_key != ""

    def enter_words(self, ref: str) -> str:
        """What enter does on a question or an open proposal; on all else, the line of keys says nothing of it."""
        given = self.collection.contributions.get(ref)
        is_open = given is not None and given.kind == "proposal" and given.state == "open"
        if given is None or not (given.kind == "question" or is_open):
            return ""
        if not self.answers(ref):
            return N_("open")
        return N_("stance") if is_open else N_("answer")
