"""Growing: projects, spin-offs, weaving, joining, resting, editing."""

from cocreate.acts.join_in import is_in, join_in, step_back
from cocreate.acts.projects import spin_off, start_project
from cocreate.acts.states import finish, rest, resume
from cocreate.acts.weave import weave
from cocreate.locale import _
from cocreate.model import phrases
from cocreate.model.items import Idea, Item, Project
from cocreate.tui import safe
from cocreate.tui.commands.base import Command, Here
from cocreate.tui.dialogs.asking import AskDialog
from cocreate.tui.dialogs.picking import Option, PickDialog
from cocreate.tui.painting import sign_of
from cocreate.tui.widgets.form import Field, FormSpec, Values


class StartProject(Command):
    """Start a project, with its purpose."""

    id = "project"
    key = "n"

    def words(self) -> str:
        return _("new project")

    def about(self) -> str:
        return _("Start a project, with its purpose on top")

    def applies(self, here: Here) -> bool:
        return here.screen.MODE in {"home", "projects"}

    async def do(self, here: Here) -> None:
        """Ask for title and purpose."""
        spec = FormSpec(safe.line(_("A new project"), "bold $accent"), "project", _project_fields())

        async def start(values: Values) -> Item:
            session = here.app.session
            voice = session.voice()
            return await here.act(
                lambda: start_project(session.root, voice, values["title"], values["purpose"], values["body"])
            )

        project = await here.app.push_screen_wait(AskDialog(spec, start, here.app.session.drafts))
        if isinstance(project, Project):
            here.app.go_to(project.id)


def _project_fields(title: str = "") -> list[Field]:
    return [
        Field("title", _("title"), title, _("what it is called")),
        Field("purpose", _("what for"), "", _("why it exists, in a sentence or two")),
        Field("body", "", placeholder=_("More about it, if you like"), long=True),
    ]


def other_sources(here: Here, first: Item, *, ideas_only: bool) -> list[Option]:
    """What could be taken together with `first`, things of the same project first."""
    inside = first.project if isinstance(first, Idea) else first.id
    ideas = sorted(here.collection.ideas.values(), key=lambda idea: (idea.project != inside, idea.title))
    items: list[Item] = [*ideas]
    if not ideas_only:
        items += here.collection.projects.values()
    rows = [first, *(item for item in items if item.id != first.id)]
    return [Option(item.id, item.title, phrases.names(here.collection, item.by), sign_of(item)) for item in rows]


class SpinOff(Command):
    """Let a project grow from this."""

    id = "spin-off"
    key = "o"

    def words(self) -> str:
        return _("spin off")

    def about(self) -> str:
        return _("Spin off: a project grows from this, and others")

    def applies(self, here: Here) -> bool:
        return here.thing is not None

    async def do(self, here: Here) -> None:
        """Ask what it grows from, then title and purpose."""
        first = here.thing
        assert first  # noqa: S101 - it applies
        options = other_sources(here, first, ideas_only=False)
        title = _("What does it grow from? enter takes what is marked")
        picked = await here.app.push_screen_wait(PickDialog(title, options, several=True, marked=[first.id]))
        sources = [item for item in map(here.collection.get, picked or []) if item]
        if not sources:
            return
        told = ", ".join(item.title for item in sources)
        spec = FormSpec(
            safe.line(_("A spin-off"), "bold $accent"),
            f"spin-off-{first.id}",
            _project_fields(),
            about=_("grows from {titles}").format(titles=told),
        )

        async def grow(values: Values) -> Item:
            session = here.app.session
            voice = session.voice()
            return await here.act(
                lambda: spin_off(session.root, voice, sources, values["title"], values["purpose"], values["body"])
            )

        project = await here.app.push_screen_wait(AskDialog(spec, grow, here.app.session.drafts))
        if isinstance(project, Project):
            here.app.go_to(project.id)
            here.app.say(_("{title} grew.").format(title=project.title), "")


class Weave(Command):
    """Weave ideas into a new one; the parents stay."""

    id = "weave"
    key = "w"

    def words(self) -> str:
        return _("weave")

    def about(self) -> str:
        return _("Weave: ideas become a new one; the parents stay")

    def applies(self, here: Here) -> bool:
        return isinstance(here.thing, Idea) and len(here.collection.ideas) > 1

    async def do(self, here: Here) -> None:
        """Ask which ideas, then what the new one is called."""
        first = here.thing
        assert first  # noqa: S101 - it applies
        options = other_sources(here, first, ideas_only=True)
        title = _("Which ideas belong together? space marks")
        picked = await here.app.push_screen_wait(PickDialog(title, options, several=True, marked=[first.id]))
        if picked is None:
            return
        names = list(dict.fromkeys([first.id, *picked]))
        parents = [item for item in map(here.collection.get, names) if item]
        if len(parents) < 2:
            here.app.say(_("Weaving takes two ideas or more."), _("space marks them in the list."), wrong=True)
            return
        spec = FormSpec(
            safe.line(_("Woven together"), "bold $accent"),
            f"weave-{first.id}",
            [
                Field("title", _("title"), "", _("what they become together")),
                Field("body", "", placeholder=_("More about it, if you like"), long=True),
            ],
            about=_("woven from {titles}").format(titles=", ".join(item.title for item in parents)),
        )

        async def bind(values: Values) -> Item:
            session = here.app.session
            voice = session.voice()
            return await here.act(lambda: weave(session.root, voice, parents, values["title"], values["body"]))

        idea = await here.app.push_screen_wait(AskDialog(spec, bind, here.app.session.drafts))
        if isinstance(idea, Idea):
            here.app.go_to(idea.id)


class JoinIn(Command):
    """Count me in, or step back."""

    id = "join-in"
    key = "j"
    group = "people"

    def words(self) -> str:
        return _("count me in")

    def about(self) -> str:
        return _("Count me in on this; once in, step back")

    def applies(self, here: Here) -> bool:
        return here.thing is not None

    async def do(self, here: Here) -> None:
        """Add whoever speaks, or take them out if they are in."""
        item, voice, root = here.thing, here.app.session.voice(), here.app.session.root
        assert item  # noqa: S101 - it applies
        was_in = is_in(voice, item)
        if was_in and not await _wants_out(here, item):
            return
        await here.act(lambda: step_back(root, voice, item) if was_in else join_in(root, voice, item))
        who = phrases.names(here.collection, voice.by)
        told = _("{who} stepped back from {title}.") if was_in else _("{who}: counted in on {title}.")
        here.app.say(told.format(who=who, title=item.title), "")


async def _wants_out(here: Here, item: Item) -> bool:
    """Ask somebody who is in already; one key should not take them out by mistake."""
    options = [
        Option("stay", _("stay"), _("you are counted in already")),
        Option("back", _("step back"), _("take your name out")),
    ]
    return await here.app.push_screen_wait(PickDialog(item.title, options)) == ["back"]


class Rest(Command):
    """Rest with a reason, resume, or finish."""

    id = "rest"
    key = "x"

    def words(self) -> str:
        return _("rest, finish")

    def about(self) -> str:
        return _("Rest with a reason, resume, or finish")

    def applies(self, here: Here) -> bool:
        return here.thing is not None

    async def do(self, here: Here) -> None:
        """Resume what rests; else ask whether to rest or to finish."""
        item = here.thing
        assert item  # noqa: S101 - it applies
        picked = await here.app.push_screen_wait(PickDialog(item.title, _ways(item)))
        if not picked:
            return
        session, collection = here.app.session, here.collection
        voice = session.voice()
        if picked[0] == "resume":
            await here.act(lambda: resume(session.root, voice, item, collection))
        elif picked[0] == "finish":
            await here.act(lambda: finish(session.root, voice, item))
        else:
            await _ask_why(here, item)


def _ways(item: Item) -> list[Option]:
    ways = []
    if item.state in {"resting", "finished"}:
        ways.append(Option("resume", _("resume"), _("take it up again")))
    if item.state != "resting":
        ways.append(Option("rest", _("rest"), _("with a reason, until something wakes it")))
    if isinstance(item, Project) and item.state != "finished":
        ways.append(Option("finish", _("finish"), _("it has become what it was for")))
    return ways


async def _ask_why(here: Here, item: Item) -> None:
    spec = FormSpec(
        safe.line(_("{title} rests").format(title=item.title), "bold $accent"),
        f"rest-{item.id}",
        [Field("because", _("because"), "", _("what it waits for, such as: until the roof is done"))],
    )

    async def let_rest(values: Values) -> object:
        session = here.app.session
        voice = session.voice()
        return await here.act(lambda: rest(session.root, voice, item, values["because"]))

    await here.app.push_screen_wait(AskDialog(spec, let_rest, here.app.session.drafts))
