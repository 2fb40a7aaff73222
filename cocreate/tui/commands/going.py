"""Going: who speaks, the modes, search, links, drafts, themes, help, leaving."""

from asyncio import to_thread

from cocreate.launch.browser import open_link
from cocreate.locale import N_, _
from cocreate.model import phrases
from cocreate.model.collection import Collection
from cocreate.model.errors import in_words
from cocreate.model.items import Item
from cocreate.model.lineage import nodes_of, tree
from cocreate.model.text import clean_line
from cocreate.pages.being_here import MODES
from cocreate.pages.linking import shown
from cocreate.pages.story import story_page
from cocreate.sittings.drafts import Draft
from cocreate.sittings.sitting import only_oneself
from cocreate.sittings.speaking import Speaking
from cocreate.tui import safe
from cocreate.tui.blocks import Link
from cocreate.tui.commands.base import Command, Context, Subject
from cocreate.tui.commands.editing import write_card
from cocreate.tui.commands.subjects import a_thing
from cocreate.tui.dialogs.picking import Option, PickDialog
from cocreate.tui.dialogs.reading import ReadDialog
from cocreate.tui.dialogs.speaking import NEW, SpeakingDialog, speaking_from
from cocreate.tui.drafting import BASE, values_of
from cocreate.tui.painting import painted, sign_of
from cocreate.tui.themes import MUTED, THEMES


class SpeakAs(Command):
    """Say who is speaking: one person or several."""

    id, key, group = "speak", "s", "people"
    also = N_("who I am, login, switch, typing for")
    words, about = N_("speaking as"), N_("Say who is speaking, one or several")

    def words_in(self, context: Context) -> str:
        """Nothing where somebody came in as who they are, and nobody else can speak."""
        return "" if context.studio.sitting.whose else self.words

    async def do(self, context: Context) -> None:
        """Ask who, and remember it for this sitting."""
        if speaking := await ask_who_speaks(context, context.studio.speaking):
            await context.studio.speak_as(speaking)


async def ask_who_speaks(context: Context, now: Speaking | None) -> Speaking | None:
    """Who is to speak from now on, where `now` does; somebody new writes a card first. None if the person left."""
    if context.studio.sitting.whose:
        context.say(*in_words(only_oneself()))
        return None
    hands = context.studio.hands
    await hands.look()
    dialog = SpeakingDialog(context.collection, now, hands.typed_last(context.collection.known_people))
    by = await context.ask(dialog) or []
    if NEW in by:
        card = await write_card(context, name=dialog.name_of_new)
        by = [card if person == NEW else person for person in by]
    speaking = speaking_from([person for person in by if person], dialog.types)
    if speaking:
        hands.spoke(speaking.by)
    return speaking


class ShowMode(Command):
    """Go to a mode."""

    group, shown = "look", False
    about = N_("Go to {mode}")

    def __init__(self, key: str, mode: str) -> None:
        self.id, self.key, self.words = f"mode-{mode}", key, MODES[mode]
        self._mode = mode

    def told(self) -> str:
        """Its sentence, with the name of the mode."""
        return _(self.about).format(mode=_(self.words))

    async def do(self, context: Context) -> None:
        """Show that mode and its list."""
        if context.screen.mode != self._mode:
            context.studio.go_mode(self._mode)
        elif not context.screen.focus_list():
            context.say(_("You are in {mode} already.").format(mode=_(self.words)))


class Find(Command):
    """Filter the list, or search everything."""

    id, key, group = "find", "/", "look"
    words, about = N_("search"), N_("Filter this list; on Home, search all text")

    async def do(self, context: Context) -> None:
        """Filter where there is a list to filter, else search."""
        if context.screen.mode == "home":
            context.studio.go_mode("search")
        else:
            context.screen.open_filter()


class FollowLink(Command):
    """Follow a link of what is selected: at once, if it is the only one and stays here, else seeing where it leads."""

    id, key, group = "links", "f", "look"
    words, about = N_("links"), N_("Follow a link, seeing first where it leads")
    subject = Subject(lambda context: bool(context.screen.links), N_("f follows a link: none is in what you read."))

    async def do(self, context: Context) -> None:
        """Show the true targets; open the one that is taken."""
        links = {link.target: link for link in context.screen.links}
        first = next(iter(links.values()))
        if len(links) == 1 and (first.item or first.theme):
            await self._follow(context, first)
            return
        options = [_option(context.collection, link) for link in links.values()]
        if picked := await context.ask(PickDialog(_("Where a link truly leads"), options)):
            await self._follow(context, links[picked[0]])

    async def _follow(self, context: Context, link: Link) -> None:
        if link.theme:
            await context.studio.search_for(link.theme)
        elif link.item:
            self._go_to(context, context.collection.find(link.item))
        elif context.studio.has_terminal:
            await to_thread(open_link, link.target)
        else:
            context.say(_("It leads to {target}").format(target=link.target), _("Open it where you are."))

    def _go_to(self, context: Context, item: Item) -> None:
        if context.target and context.target.id == item.id:
            context.say(_("You are reading it."))
        else:
            context.studio.go_to(item.id)


def _option(collection: Collection, link: Link) -> Option:
    """Where a link leads: a thing by its title, all else by the address."""
    item = collection.get(link.item) if link.item else None
    if item:
        title = shown(collection, item.title) or phrases.kind_words(item.text("kind"))
        return Option(link.target, title, phrases.type_words(item), sign_of(item), also=link.label)
    if link.theme:
        return Option(link.target, f"#{link.theme}", _("theme"))
    return Option(link.target, link.target, link.label)


class ShowLineage(Command):
    """Show what this grew from, and what grew from it."""

    id, key, group, shown = "lineage", "l", "look", False
    also = N_("tree parents grew from")
    words, about = N_("lineage"), N_("Lineage: what it grew from, and what grew from it")
    subject = a_thing(N_("l draws the lineage of an idea or a project: select one."))

    async def do(self, context: Context) -> None:
        """Draw the tree; go where the person points."""
        thing, collection = context.thing, context.collection
        assert thing  # noqa: S101 - the subject says so
        lines = tree(collection, nodes_of(collection, thing.id))
        found = [(line, item) for line in lines if (item := collection.get(line.id))]
        options = [
            Option(item.id, context.title_of(item), "", safe.join(safe.line(line.branch, MUTED), sign_of(item)))
            for line, item in found
        ]
        picked = await context.ask(
            PickDialog(_("Lineage of {title}").format(title=context.title_of(thing)), options, take=_("go there"))
        )
        if picked:
            context.studio.go_to(picked[0])


class TellStory(Command):
    """Tell how this came about."""

    id, key, group, shown = "story", "y", "look", False
    also = N_("story timeline")
    words, about = N_("how we got here"), N_("How we got here: what led to this, and what became of it, in order")
    subject = a_thing(N_("y tells how an idea or a project came about: select one."))

    async def do(self, context: Context) -> None:
        """Tell it; go where the person points."""
        thing, collection = context.thing, context.collection
        assert thing  # noqa: S101 - the subject says so
        page = painted(collection, await to_thread(story_page, collection, thing.id))
        title = _("How we got here: {title}").format(title=context.title_of(thing))
        if name := await context.ask(ReadDialog(title, page)):
            context.studio.go_to(name)


class ResumeDraft(Command):
    """Go on with what was typed and not sent."""

    id, key = "draft", "r"
    words, about = N_("go on"), N_("Go on with what was typed and not sent")
    subject = Subject(
        lambda context: bool(context.studio.waiting),
        N_("r goes on with what was typed and not sent: nothing is unsent."),
    )

    async def do(self, context: Context) -> None:
        """Open the place of a draft again."""
        waiting = {one.name: one for one in context.studio.waiting}
        options = [Option(name, _where(context.collection, one), _first_words(one)) for name, one in waiting.items()]
        picked = list(waiting) if len(waiting) == 1 else await context.ask(PickDialog(_("Drafts"), options))
        if picked:
            self._go_on(context, waiting[picked[0]])

    def _go_on(self, context: Context, begun: Draft) -> None:
        """Give the command that opens its place, on what it was begun on."""
        what, item = _parted(context.collection, begun.place)
        if item:
            context.studio.go_to(item.id)
        on_what = item or what.startswith(("say-", "look-back"))
        command = what.replace("say-stance-", "say-") if on_what else begun.place
        context.studio.give(command, item, begun)


def _parted(collection: Collection, place: str) -> tuple[str, Item | None]:
    """What the form of a place does, and on which item; the name of a person may have hyphens too."""
    words = place.split("-")
    for number in range(1, len(words)):
        if item := collection.get("-".join(words[number:])):
            return "-".join(words[:number]), item
    return place.rpartition("-")[0], None


def _first_words(one: Draft) -> str:
    """What was typed there first."""
    return next((clean_line(text) for name, text in values_of(one).items() if name != BASE and text.strip()), "")


def _where(collection: Collection, one: Draft) -> str:
    what, item = _parted(collection, one.place)
    return f"{what.replace('-', ' ')} · {shown(collection, item.title)}" if item else one.place


class ChangeTheme(Command):
    """Dark, light, or the terminal's own colours."""

    id, key, group, shown = "theme", "f2", "look", False
    also = N_("theme dark light")
    words, about = N_("colours"), N_("Colours: dark, light, or the terminal's own")

    async def do(self, context: Context) -> None:
        """The next theme."""
        themes = [theme.name for theme in THEMES]
        place = themes.index(context.studio.theme) if context.studio.theme in themes else -1
        await context.studio.put_on(themes[(place + 1) % len(themes)])


class Quit(Command):
    """Leave; what was typed is kept."""

    id, key, group, shown = "quit", "q", "help", False
    also = N_("quit exit close")
    words, about = N_("leave"), N_("Leave; what was typed and not sent is kept")

    async def do(self, context: Context) -> None:
        """Close the screens."""
        context.studio.exit()


def mode_commands() -> list[Command]:
    """A command a mode, on the keys 1 to 5."""
    return [ShowMode(str(number), mode) for number, mode in enumerate(MODES, 1)]
