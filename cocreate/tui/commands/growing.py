"""Growing: projects, spin-offs, weaving, joining, resting."""

from collections.abc import Sequence

from cocreate.acts.join_in import is_in, join_in, step_back
from cocreate.acts.offer import offer
from cocreate.acts.projects import spin_off, start_project
from cocreate.acts.weave import weave
from cocreate.locale import N_, _, plural
from cocreate.model import phrases
from cocreate.model.items import Idea, Item
from cocreate.model.text import cut_at_word, unstopped
from cocreate.tui import safe
from cocreate.tui.commands.base import Command, Context, Subject
from cocreate.tui.commands.subjects import a_thing, an_idea_of_several, in_modes
from cocreate.tui.dialogs.picking import Option, PickDialog
from cocreate.tui.drafting import BASE, values_of
from cocreate.tui.painting import sign_of
from cocreate.tui.safe import Safe
from cocreate.tui.widgets.fields import Field, FormSpec


class StartProject(Command):
    """Start a project, with its purpose."""

    id, key = "project", "n"
    words, about = N_("new project"), N_("Start a project, with its purpose on top")
    subject = in_modes(("home", "projects"), N_("n starts a project on Home and in Projects: 1 and 3 lead there."))

    async def do(self, context: Context) -> None:
        """Ask for title and purpose."""
        project = await context.fill(
            FormSpec(safe.line(_("A new project"), "bold $accent"), "project", _project_fields()),
            lambda typed, voice: start_project(context.root, voice, typed["title"], typed["purpose"], typed["body"]),
        )
        if project:
            context.studio.go_to(project.id)
            context.tell(_("A project is there: {title}.").format(title=unstopped(project.title)), project.by)


def _project_fields() -> list[Field]:
    return [
        Field("title", _("title"), "", _("what it is called")),
        Field("purpose", _("what for"), "", _("why it exists, in a sentence or two")),
        Field("body", "", placeholder=_("More about it, if you like"), long=True),
    ]


def other_sources(context: Context, first: Item, *, ideas_only: bool) -> list[Option]:
    """What could be taken together with `first`, things of the same project first."""
    inside = first.project if isinstance(first, Idea) else first.id
    ideas = sorted(context.collection.ideas.values(), key=lambda idea: (idea.project != inside, idea.title))
    items: list[Item] = [*ideas]
    if not ideas_only:
        items += context.collection.projects.values()
    rows = [first, *(item for item in items if item.id != first.id)]
    return [
        Option(item.id, context.title_of(item), phrases.names(context.collection, item.by), Safe(sign_of(item)))
        for item in rows
    ]


def _begun_from(context: Context) -> list[Item]:
    """What something that was begun, and left, was to grow from, or to be woven from."""
    names = values_of(context.begun).get(BASE, "").split() if context.begun else []
    return [item for item in map(context.collection.get, names) if item]


class SpinOff(Command):
    """Let a project grow from this."""

    id, key = "spin-off", "o"
    words, about = N_("spin off"), N_("Spin off: a project grows from this, and others")
    subject = a_thing(N_("o lets a project grow from an idea or a project: select one."))

    async def do(self, context: Context) -> None:
        """Ask what it grows from, then title and purpose."""
        first = context.thing
        assert first  # noqa: S101 - the subject says so
        sources = _begun_from(context) or await self._sources(context, first)
        if not sources:
            return
        spec = FormSpec(
            safe.line(_("A spin-off"), "bold $accent"),
            f"spin-off-{first.id}",
            _project_fields(),
            about=_("grows from {titles}").format(titles=", ".join(map(context.title_of, sources))),
            base=" ".join(source.id for source in sources),
        )
        project = await context.fill(
            spec,
            lambda typed, voice: spin_off(
                context.root, voice, sources, typed["title"], typed["purpose"], typed["body"]
            ),
        )
        if project:
            context.studio.go_to(project.id)
            context.tell(_("A project grew: {title}.").format(title=unstopped(project.title)), project.by)

    async def _sources(self, context: Context, first: Item) -> list[Item]:
        options = other_sources(context, first, ideas_only=False)
        return await _picked(context, first, options, _("What does it grow from? enter takes what is marked"))


async def _picked(context: Context, first: Item, options: Sequence[Option], title: str) -> list[Item]:
    """What is marked of `options`, `first` at first; none if the person left."""
    picked = await context.ask(PickDialog(title, options, several=True, marked=[first.id])) or []
    return [item for item in map(context.collection.get, picked) if item]


class Weave(Command):
    """Weave ideas into a new one; the parents stay."""

    id, key = "weave", "w"
    also = N_("merge join combine")
    words, about = N_("weave"), N_("Weave: ideas become a new one; the parents stay")
    subject = an_idea_of_several(N_("w weaves an idea with others into a new one: select an idea."))

    async def do(self, context: Context) -> None:
        """Ask which ideas, then what the new one is called."""
        parents = _begun_from(context) or await self._parents(context)
        if not parents:
            return
        if len(parents) < 2:
            context.say(_("Weaving takes two ideas or more."), _("w again: space marks them in the list."), wrong=True)
            return
        await weave_together(context, parents)

    async def _parents(self, context: Context) -> list[Item]:
        first = context.thing
        assert first  # noqa: S101 - the subject says so
        options = other_sources(context, first, ideas_only=True)
        return await _picked(context, first, options, _("Which ideas belong together? enter takes what is marked"))


async def weave_together(context: Context, parents: Sequence[Item]) -> None:
    """Ask what ideas become together, and go there."""
    spec = FormSpec(
        safe.line(_("Woven together"), "bold $accent"),
        f"weave-{parents[0].id}",
        [
            Field("title", _("title"), "", _("what they become together")),
            Field("body", "", placeholder=_("More about it, if you like"), long=True),
        ],
        about=_("woven from {titles}").format(titles=", ".join(map(context.title_of, parents))),
        base=" ".join(parent.id for parent in parents),
    )
    idea = await context.fill(
        spec, lambda typed, voice: weave(context.root, voice, parents, typed["title"], typed["body"])
    )
    if idea:
        context.studio.go_to(idea.id)
        titles = [unstopped(cut_at_word(context.title_of(parent), QUOTED)) for parent in parents]
        told = _("Woven from {titles} and {last}.").format(titles=", ".join(titles[:-1]), last=titles[-1])
        context.tell(told, idea.by)


QUOTED = 40
"""Letters of what something was woven from, so that all of it is named."""


class OfferIt(Command):
    """Offer somebody to be one of those whose idea this is."""

    id, key, group, shown = "offer", "O", "people", False
    words, about = N_("offer"), N_("Offer: somebody may be one of those whose idea it is, if they say yes")
    subject = Subject(
        lambda context: isinstance(context.thing, Idea), N_("O offers somebody to be named with an idea: select one.")
    )

    def why_not(self, context: Context) -> str:
        """Only those offer it whose idea it is."""
        idea, speaking = context.thing, context.studio.speaking
        if isinstance(idea, Idea) and speaking and set(speaking.by).isdisjoint(idea.by):
            return _("It is for those to offer whose idea it is: say on it what you think, and they may.")
        return super().why_not(context)

    async def do(self, context: Context) -> None:
        """Ask whom, and let it wait for them."""
        idea, collection, voice = context.thing, context.collection, context.voice()
        assert idea  # noqa: S101 - the subject says so
        names = {person: collection.name_of(person) for person in collection.known_people if person not in idea.by}
        options = [Option(person, name) for person, name in names.items()]
        picked = await context.ask(PickDialog(_("Whose idea is it too, if they say yes?"), options, several=True))
        if picked:
            await context.act(lambda: offer(context.root, voice, idea, picked))
            context.tell(_("It waits for {people}.").format(people=phrases.names(collection, picked)), voice.by)


class JoinIn(Command):
    """Count me in, or step back."""

    id, key, group = "join-in", "j", "people"
    words, about = N_("count me in"), N_("Count me in on this; once in, step back")
    subject = a_thing(N_("j counts you in on an idea or a project: select one."))

    async def do(self, context: Context) -> None:
        """Add whoever speaks, or take them out if they are in."""
        item, voice = context.thing, context.voice()
        assert item  # noqa: S101 - the subject says so
        was_in = is_in(voice, item)
        if was_in and not await _wants_out(context, item):
            return
        await context.act(lambda: (step_back if was_in else join_in)(context.root, voice, item))
        who = phrases.names(context.collection, voice.by)
        counted_in = plural("{who} is counted in on {title}.", "{who} are counted in on {title}.", len(voice.by))
        told = _("{who} stepped back from {title}.") if was_in else counted_in
        context.tell(told.format(who=who, title=unstopped(item.title)), voice.by)


async def _wants_out(context: Context, item: Item) -> bool:
    """Ask somebody who is in already; one key should not take them out by mistake."""
    options = [
        Option("stay", _("stay"), _("you are counted in already")),
        Option("back", _("step back"), _("take your name out")),
    ]
    return await context.ask(PickDialog(context.title_of(item), options)) == ["back"]
