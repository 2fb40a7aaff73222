"""Going: who speaks, the modes, search, links, drafts, themes, help, leaving."""

from asyncio import to_thread
from typing import ClassVar

from cocreate.locale import _
from cocreate.model.collection import Collection
from cocreate.model.items import Item
from cocreate.model.lineage import lineage, tree
from cocreate.model.text import clean_line
from cocreate.share.browser import open_link
from cocreate.share.speaking import Speaking
from cocreate.tui import safe
from cocreate.tui.commands.base import Command, Here
from cocreate.tui.commands.editing import write_card
from cocreate.tui.commands.giving import CatchIdea, open_composer
from cocreate.tui.commands.growing import StartProject
from cocreate.tui.dialogs.picking import Option, PickDialog
from cocreate.tui.dialogs.speaking import NEW, SpeakingDialog
from cocreate.tui.painting import sign_of
from cocreate.tui.themes import MUTED, THEMES
from cocreate.tui.widgets.form import BASE, kept_in
from cocreate.tui.widgets.top_bar import modes


class SpeakAs(Command):
    """Say who is speaking: one person or several."""

    id = "speak"
    key = "s"
    group = "people"

    def words(self) -> str:
        return _("speaking as")

    def about(self) -> str:
        return _("Say who is speaking, one or several")

    async def do(self, here: Here) -> None:
        """Ask who, and remember it in this copy."""
        dialog = SpeakingDialog(here.collection, here.app.speaking)
        by = await here.app.push_screen_wait(dialog) or []
        if NEW in by:
            card = await write_card(here)
            by = [card if person == NEW else person for person in by]
        if by := [person for person in by if person]:
            await here.app.speak_as(Speaking(by, dialog.types))


class GoMode(Command):
    """Go to a mode."""

    shown: ClassVar[bool] = False

    def __init__(self, key: str, mode: str) -> None:
        self.id = f"mode-{mode}"  # type: ignore[misc]  # one class, five modes
        self.key = key  # type: ignore[misc]
        self._mode = mode

    def words(self) -> str:
        return modes()[self._mode]

    def about(self) -> str:
        return _("Go to {mode}").format(mode=modes()[self._mode])

    async def do(self, here: Here) -> None:
        """Show that mode."""
        here.app.go_mode(self._mode)


class Find(Command):
    """Filter the list, or search everything."""

    id = "find"
    key = "/"
    group = "look"

    def words(self) -> str:
        return _("search")

    def about(self) -> str:
        return _("Filter this list; on Home, search all text")

    async def do(self, here: Here) -> None:
        """Filter where there is a list to filter, else search."""
        if here.screen.MODE == "home":
            here.app.go_mode("search")
        else:
            here.screen.open_filter()


class FollowLink(Command):
    """Open a link of what is selected, after showing where it leads."""

    id = "links"
    key = "f"
    group = "look"
    shown: ClassVar[bool] = False

    def words(self) -> str:
        return _("links")

    def about(self) -> str:
        return _("Follow a link, seeing first where it leads")

    def applies(self, here: Here) -> bool:
        return bool(here.screen.reading.links)

    async def do(self, here: Here) -> None:
        """Show the true targets; open the one that is taken."""
        links = {link.target: link for link in here.screen.reading.links}
        options = [Option(link.target, link.target, link.label) for link in links.values()]
        picked = await here.app.push_screen_wait(PickDialog(_("Where a link truly leads"), options))
        if not picked:
            return
        if item := links[picked[0]].item:
            here.app.go_to(here.collection.find(item).id)
        elif here.app.may_suspend:
            open_link(picked[0])


class ShowLineage(Command):
    """Show what this grew from, and what grew from it."""

    id = "lineage"
    key = "l"
    group = "look"
    shown: ClassVar[bool] = False

    def words(self) -> str:
        return _("lineage")

    def about(self) -> str:
        return _("Lineage: what it grew from, and what grew from it")

    def applies(self, here: Here) -> bool:
        return here.thing is not None

    async def do(self, here: Here) -> None:
        """Draw the tree; go where the person points."""
        thing, collection = here.thing, here.collection
        assert thing  # noqa: S101 - it applies
        lines = tree(collection, lineage(collection, thing.id))
        found = [(line, item) for line in lines if (item := collection.get(line.id))]
        options = [
            Option(item.id, item.title, "", safe.join(safe.line(line.branch, MUTED), sign_of(item)))
            for line, item in found
        ]
        picked = await here.app.push_screen_wait(PickDialog(_("Lineage of {title}").format(title=thing.title), options))
        if picked:
            here.app.go_to(picked[0])


class ResumeDraft(Command):
    """Go on with what was typed and not sent."""

    id = "draft"
    key = "r"

    def words(self) -> str:
        return _("go on writing")

    def about(self) -> str:
        return _("Go on with what was typed and not sent")

    def applies(self, here: Here) -> bool:
        return bool(here.app.drafts_waiting)

    async def do(self, here: Here) -> None:
        """Open the place of a draft again."""
        places = here.app.drafts_waiting
        said = await to_thread(lambda: [_first_words(here, place) for place in places])
        options = [Option(place, _draft_words(here, place), words) for place, words in zip(places, said, strict=True)]
        picked = [places[0]] if len(places) == 1 else await here.app.push_screen_wait(PickDialog(_("Drafts"), options))
        if picked:
            await _open_draft(here, picked[0])


def _parted(collection: Collection, place: str) -> tuple[str, Item | None]:
    """What the form of a place does, and on which item; the name of a person may have hyphens too."""
    words = place.split("-")
    for number in range(1, len(words)):
        if item := collection.get("-".join(words[number:])):
            return "-".join(words[:number]), item
    return place.rpartition("-")[0], None


def _first_words(here: Here, place: str) -> str:
    """What was typed there first."""
    typed = kept_in(here.app.session.drafts, place)
    return next((clean_line(text) for name, text in typed.items() if name != BASE and text.strip()), "")


def _draft_words(here: Here, place: str) -> str:
    what, item = _parted(here.collection, place)
    return f"{what.replace('-', ' ')} · {item.title}" if item else place


async def _open_draft(here: Here, place: str) -> None:
    """The form of this place, which brings its draft back itself."""
    what, item = _parted(here.collection, place)
    if place == "idea":
        await CatchIdea().do(here)
    elif place == "project":
        await StartProject().do(here)
    elif place == "card":
        await write_card(here)
    elif what.startswith("say-"):
        kind = what.removeprefix("say-").removeprefix("stance-")
        if item:
            here.app.go_to(item.id)
        here.app.call_after_refresh(open_composer, here.app.here(), kind, item)
    elif item:
        here.app.go_to(item.id)
        here.app.call_after_refresh(here.app.run_command, what, item)


class ChangeTheme(Command):
    """Dark, light, or the terminal's own colours."""

    id = "theme"
    key = "f2"
    group = "look"
    shown: ClassVar[bool] = False

    def words(self) -> str:
        return _("colours")

    def about(self) -> str:
        return _("Colours: dark, light, or the terminal's own")

    async def do(self, here: Here) -> None:
        """The next theme."""
        themes = [theme.name for theme in THEMES]
        place = themes.index(here.app.theme) if here.app.theme in themes else -1
        here.app.put_on(themes[(place + 1) % len(themes)])


class Everything(Command):
    """The palette: everything that can be done, and every place."""

    id = "palette"
    key = "ctrl+p"
    group = "help"
    shown: ClassVar[bool] = False

    def words(self) -> str:
        return _("everything")

    def about(self) -> str:
        return _("Everything, and every project, by its name")

    async def do(self, here: Here) -> None:
        """Open the palette."""
        here.app.action_command_palette()


class Help(Command):
    """The keys that work here, filtered as you type."""

    id = "help"
    key = "?"
    group = "help"

    def words(self) -> str:
        return _("help")

    def about(self) -> str:
        return _("The keys that work here; enter does it")

    async def do(self, here: Here) -> None:
        """List the keys; do what is taken."""
        options = [
            Option(command.id, f"{here.app.key_words(command.key):8}", command.about())
            for command in here.app.commands_here()
        ]
        moving = [
            Option("", f"{keys:8}", words)
            for keys, words in (
                ("↑ ↓", _("Move; page up, page down, home and end go further")),
                ("enter", _("Go in: read, follow, answer")),
                ("esc", _("Go back")),
                ("tab", _("To the pane beside: list, reading, around it")),
                ("← →", _("In a project: the tab before, the next tab")),
            )
        ]
        picked = await here.app.push_screen_wait(PickDialog(_("What the keys do here"), [*options, *moving]))
        if picked and picked[0]:
            here.app.run_command(picked[0])


class Quit(Command):
    """Leave; what was typed is kept."""

    id = "quit"
    key = "q"
    group = "help"
    shown: ClassVar[bool] = False

    def words(self) -> str:
        return _("leave")

    def about(self) -> str:
        return _("Leave; what was typed and not sent is kept")

    async def do(self, here: Here) -> None:
        """Close the screens."""
        here.app.exit()


def mode_commands() -> list[Command]:
    """A command a mode, on the keys 1 to 5."""
    return [GoMode(str(number), mode) for number, mode in enumerate(modes(), 1)]
