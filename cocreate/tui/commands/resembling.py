"""What resembles an idea: named after it was caught; a key weaves them, or says it there instead."""

from __future__ import annotations

from asyncio import to_thread

from cocreate.acts.say_there import say_there
from cocreate.acts.undo import made_by
from cocreate.locale import N_, _
from cocreate.model import phrases
from cocreate.model.collection import Collection
from cocreate.model.errors import CocreateError
from cocreate.model.items import Idea
from cocreate.model.resembling import resembling
from cocreate.model.text import unstopped
from cocreate.pages.linking import shown
from cocreate.tui.commands.base import Command, Context, Subject
from cocreate.tui.commands.growing import weave_together
from cocreate.tui.dialogs.picking import Option, PickDialog
from cocreate.tui.painting import sign_of
from cocreate.tui.safe import Safe

WEAVE, THERE, GO = "weave", "there", "go"


class Resembling(Command):
    """What resembles this idea, and what can become of the two."""

    id, key, group, shown = "resembling", "v", "look", False
    words, about = (
        N_("resembling"),
        N_("More like it: weave what resembles this, or say it there"),
    )
    also = N_("similar alike same double")
    subject = Subject(
        lambda context: subject_of(context) is not None,
        N_("v shows what resembles an idea: select one."),
    )

    async def do(self, context: Context) -> None:
        """Show them, each with what can be done; do what is picked."""
        idea = subject_of(context)
        assert idea  # noqa: S101 - the subject says so
        found = await to_thread(resembling, context.collection, idea)
        if not found:
            context.say(_("No other idea has enough words in common with {title}.").format(title=unstopped(idea.title)))
            return
        is_mine = await to_thread(_is_mine, context, idea)
        options = [one for other in found for one in _options(context.collection, other, is_mine=is_mine)]
        picked = await context.ask(
            PickDialog(_("What resembles {title}").format(title=context.title_of(idea)), options)
        )
        other = context.collection.ideas.get(picked[0].rpartition(" ")[2]) if picked else None
        if not picked or not other:
            return
        context.studio.sitting.caught = ""
        if picked[0].startswith(WEAVE):
            await weave_together(context, [idea, other])
        elif picked[0].startswith(THERE):
            await _say_there(context, idea, other)
        else:
            context.studio.go_to(other.id)


def subject_of(context: Context) -> Idea | None:
    """What was just caught, as long as nothing else was selected since; else the idea that is selected."""
    name, _equals, selected = context.studio.sitting.caught.partition(" ")
    just = context.collection.ideas.get(name) if selected == context.screen.selected else None
    return just or (context.thing if isinstance(context.thing, Idea) else None)


def _is_mine(context: Context, idea: Idea) -> bool:
    """Whether whoever speaks caught it here, and nobody went on from it."""
    try:
        made_by(context.root, context.voice().by, context.collection, idea)
    except CocreateError:
        return False
    return True


def _options(collection: Collection, other: Idea, *, is_mine: bool) -> list[Option]:
    """What can be done with one that resembles it, under its title."""
    there = Option(f"{THERE} {other.id}", _("say it there instead"), _('as "yes, and"; what was caught is taken back'))
    title = shown(collection, other.title)
    return [
        Option(f"{GO} {other.id}", title, phrases.names(collection, other.by), Safe(sign_of(other)), style="bold"),
        Option(f"{WEAVE} {other.id}", "  " + _("weave"), _("both become a new one, and stay"), also=title),
        *([Option(there.id, "  " + there.words, there.about, also=title)] if is_mine else []),
    ]


async def _say_there(context: Context, idea: Idea, other: Idea) -> None:
    voice = context.voice()
    said = await context.act(lambda: say_there(context.root, voice, context.collection, idea, other))
    context.studio.go_to(said.id)
    context.say(_("It stands on {title} now.").format(title=other.title))
