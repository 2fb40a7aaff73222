"""Giving: catching an idea, building on, contributing, thanking, marking an answer as helpful."""

from asyncio import to_thread
from typing import ClassVar

from textual.content import Content

from cocreate.acts.capture import catch_idea, themes_in
from cocreate.acts.contribute import contribute
from cocreate.acts.edit import edit
from cocreate.acts.values import split_pairs, values_for
from cocreate.locale import _
from cocreate.model import phrases, schema
from cocreate.model.collection import project_slug
from cocreate.model.errors import Refused
from cocreate.model.ids import COMMONS
from cocreate.model.items import Contribution, Idea, Item, Person, Project
from cocreate.model.schema import KIND_KEYS, Shape
from cocreate.sittings.sitting import Sitting
from cocreate.tui import safe
from cocreate.tui.commands.base import Command, Here
from cocreate.tui.dialogs.asking import AskDialog
from cocreate.tui.dialogs.picking import Option, PickDialog
from cocreate.tui.painting import names, sign_for
from cocreate.tui.themes import MUTED
from cocreate.tui.widgets.form import Field, Form, FormSpec, Values

QUOTED = 36
"""Characters of a contribution that name it."""

RESEMBLING = 3
"""How many ideas that resemble a new one are named."""


def known_words(here: Here) -> tuple[str, ...]:
    """Themes and people as they may be completed: `#coffee`, `@mavi`."""
    themes = {theme for item in here.collection.items() for theme in item.themes}
    return (
        *(f"#{theme}" for theme in sorted(themes)),
        *(f"@{name}" for name in here.collection.known_people),
    )


class CatchIdea(Command):
    """Catch an idea: one line is enough."""

    id = "idea"
    key = "i"

    def words(self) -> str:
        return _("idea")

    def about(self) -> str:
        return _("Catch an idea: one line is enough")

    async def do(self, here: Here) -> None:
        """Ask for a line, keep it, and name ideas that resemble it."""
        standing = (
            here.collection.projects.get(here.screen.list.selected_key) if here.screen.MODE == "projects" else None
        )
        spec = _idea_form(here, standing)

        async def keep(values: Values) -> Item:
            sitting, project = here.app.sitting, _project_named(here, values["project"])
            title, body = values["title"], values["body"]
            voice, themes = sitting.voice(), themes_in(f"{title} {body}")
            path, fields, text = await here.act(
                lambda: catch_idea(sitting.table.root, voice, title, body, project=project, themes=themes)
            )
            return Idea(path, fields, text)

        idea = await here.app.push_screen_wait(AskDialog(spec, keep, here.app.sitting.drafts))
        if isinstance(idea, Idea):
            alike = await to_thread(_resembling, here.app.sitting, idea)
            here.app.say(_("Kept: {title}.").format(title=idea.title), alike)
            if here.screen.MODE == "ideas":
                here.screen.go_to(idea.id)


def _idea_form(here: Here, standing: Project | None) -> FormSpec:
    """One line, and on request more text and another project than the one the person stands in."""
    about = _("in {project}: {purpose}").format(project=standing.title, purpose=standing.purpose) if standing else ""
    slugs = tuple(sorted(project_slug(project) for project in here.collection.projects.values()))
    return FormSpec(
        safe.line(_("An idea"), "bold $accent"),
        "idea",
        [
            Field("title", "", placeholder=_("What could be?"), known=known_words(here)),
            Field("body", "", placeholder=_("More about it, if you like"), long=True),
            Field("project", _("in project"), project_slug(standing) if standing else "", _("none"), known=slugs),
        ],
        more=frozenset(["body", "project"]),
        about=about,
    )


def _project_named(here: Here, name: str) -> str:
    """The id of the project that was named, or empty; NotFound, and Refused, with a sentence otherwise."""
    if not name.strip():
        return ""
    found = here.collection.find(name.strip())
    if not isinstance(found, Project):
        raise Refused(_("{name} is not a project.").format(name=name), _("Name one, or leave it empty."))
    return found.id


def _resembling(sitting: Sitting, idea: Idea) -> str:
    """A sentence that names older ideas with the same words, or nothing."""
    found: dict[str, int] = {}
    for word in {word for word in idea.title.split() if len(word) > 3}:
        for item in sitting.table.find([word])[:50]:
            if isinstance(item, Idea) and item.id != idea.id:
                found[item.title] = found.get(item.title, 0) + 1
    alike = [title for title in sorted(found, key=lambda title: -found[title]) if found[title] > 1]
    if not alike:
        return ""
    return _("It resembles: {titles}.").format(titles=", ".join(alike[:RESEMBLING]))


class Build(Command):
    """Yes, and: build on what is selected; the original stays untouched."""

    id = "build"
    key = "b"

    def words(self) -> str:
        return _("yes, and")

    def about(self) -> str:
        return _("Yes, and: build on it; the original stays")

    def applies(self, here: Here) -> bool:
        return here.target is not None and not isinstance(here.target, Person)

    async def do(self, here: Here) -> None:
        """Write an addition."""
        assert here.target  # noqa: S101 - it applies
        open_composer(here, "addition", here.target)


class Contribute(Command):
    """Contribute: choose the kind, then say it."""

    id = "contribute"
    key = "c"

    def words(self) -> str:
        return _("contribute")

    def about(self) -> str:
        return _("Contribute: a comment, a question, thanks, and more")

    def applies(self, here: Here) -> bool:
        return not isinstance(here.target, Person)

    async def do(self, here: Here) -> None:
        """Ask for the kind, then write."""
        picked = await here.app.push_screen_wait(PickDialog(_("What would you like to give?"), kinds_for(here.target)))
        if picked:
            open_composer(here, picked[0], here.target)


def kinds_for(target: Item | None) -> list[Option]:
    """The kinds that can be given to `target`, those that answer it first."""
    kinds = [kind for kind in schema.GIVEN_KINDS if kind not in {"stance", "answer"}]
    if isinstance(target, Contribution) and target.kind == "question":
        kinds.insert(0, "answer")
    if isinstance(target, Contribution) and target.kind == "proposal":
        kinds = [*schema.STANCES, *kinds]
    return [
        Option(
            kind,
            phrases.state_words(kind) if kind in schema.STANCES else phrases.kind_words(kind),
            "" if kind in schema.STANCES else phrases.kind_meaning(kind),
            sign_for(kind),
        )
        for kind in kinds
    ]


def open_composer(here: Here, kind: str, target: Item | None) -> None:
    """Write a contribution of `kind` on `target`, or in the commons, under the page."""
    on = target.id if target else COMMONS
    stance = kind if kind in schema.STANCES else ""
    real = "stance" if stance else kind
    spec = FormSpec(
        lambda: _composer_title(here, kind, target),
        f"say-{real}{'-' + stance if stance else ''}-{on}",
        [*_key_fields(here, real, target), Field("text", "", placeholder=_("Say it"), long=True)],
    )

    async def give(values: Values) -> Item:
        pairs = [f"{name}={text}" for name, text in values.items() if name != "text" and text.strip()]
        if stance:
            pairs.append(f"stance={stance}")
        keys = values_for(KIND_KEYS[real], split_pairs(pairs), here.app.collection, phrases.kind_words(real))
        sitting, collection = here.app.sitting, here.app.collection
        voice = sitting.voice()
        return await here.act(lambda: contribute(sitting.table.root, voice, collection, on, real, values["text"], keys))

    here.screen.open_composer(Form(spec, give, here.app.sitting.drafts))


def _composer_title(here: Here, kind: str, target: Item | None) -> Content:
    words = phrases.state_words(kind) if kind in schema.STANCES else phrases.kind_words(kind)
    on = _("on {title}").format(title=_shortened(target)) if target else _("in the commons")
    speaking = here.app.speaking
    who = names(here.collection, speaking.by, " + ") if speaking else safe.line(_("nobody yet"), "$warm")
    title = safe.join(sign_for(kind), safe.line(f" {words} ", "bold"), safe.line(f"{on}  ", MUTED))
    return safe.join(title, safe.line("✎ ", "$accent"), who)


def _shortened(item: Item) -> str:
    """A title as it stands, or the first words of what somebody said, in quotes."""
    if not isinstance(item, Contribution):
        return item.title
    words = item.title if len(item.title) <= QUOTED else f"{item.title[:QUOTED].rsplit(' ', 1)[0]}…"
    return f"“{words}”"


ASKED_LATER = frozenset(["state", "outcome", "replaces", "helpful", "stance"])
"""Keys that are set once more is known, by editing."""


def _key_fields(here: Here, kind: str, target: Item | None) -> list[Field]:
    fields = []
    for key in KIND_KEYS[kind]:
        if key.name in ASKED_LATER:
            continue
        whom = [target.id] if isinstance(target, Person) else target.by if target else ()
        value = ", ".join(whom) if kind == "thanks" and key.name == "to" else ""
        known = tuple(here.collection.known_people) if key.shape is Shape.PEOPLE else ()
        hint = _("such as 2026-12-01") if key.shape is Shape.DATE else ""
        fields.append(Field(key.name, phrases.key_words(key.name), value, hint, known=known))
    return fields


class Thank(Command):
    """Thank whoever gave what is selected."""

    id = "thank"
    key = "t"
    group: ClassVar[str] = "people"

    def words(self) -> str:
        return _("thank")

    def about(self) -> str:
        return _("Thank whoever gave what is selected")

    def applies(self, here: Here) -> bool:
        return here.target is not None

    async def do(self, here: Here) -> None:
        """Write thanks."""
        open_composer(here, "thanks", here.target)


class Helpful(Command):
    """This answer helped me."""

    id = "helpful"
    key = "h"

    def words(self) -> str:
        return _("that helps")

    def about(self) -> str:
        return _("This answer helped")

    def applies(self, here: Here) -> bool:
        return isinstance(here.target, Contribution) and here.target.kind == "answer"

    async def do(self, here: Here) -> None:
        """Add whoever speaks to those it helped."""
        answer, voice, root = here.target, here.app.sitting.voice(), here.app.table.root
        assert answer  # noqa: S101 - it applies
        helped = list(dict.fromkeys([*answer.listed("helpful"), *voice.by]))
        await here.act(lambda: edit(root, voice, answer, {"helpful": helped}))
