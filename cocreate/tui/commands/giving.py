"""Giving: catching an idea, building on, contributing, thanking, marking an answer as helpful."""

from asyncio import to_thread
from dataclasses import replace

from cocreate.acts.capture import catch_idea, themes_in
from cocreate.acts.contribute import contribute
from cocreate.acts.know import helped
from cocreate.acts.values import split_pairs, values_for
from cocreate.acts.voice import Voice
from cocreate.locale import N_, _
from cocreate.model import phrases, schema
from cocreate.model.collection import Collection, project_slug
from cocreate.model.errors import Refused
from cocreate.model.ids import COMMONS
from cocreate.model.items import Contribution, Idea, Item, Person, Project
from cocreate.model.resembling import resembling
from cocreate.model.schema import KIND_KEYS, SET_LATER, Shape
from cocreate.model.text import cut_at_word, unstopped
from cocreate.pages.linking import nowhere
from cocreate.tui import safe
from cocreate.tui.commands.base import Command, Context, Subject
from cocreate.tui.commands.days_asked import day_hint, day_of
from cocreate.tui.commands.edit_fields import people_known, people_words
from cocreate.tui.commands.newcomers import Newcomers
from cocreate.tui.commands.subjects import a_selection, not_a_person, said
from cocreate.tui.dialogs.picking import Option, PickDialog
from cocreate.tui.drafting import Values
from cocreate.tui.hints import takes_back
from cocreate.tui.painting import sign_for
from cocreate.tui.safe import Safe
from cocreate.tui.themes import MUTED
from cocreate.tui.widgets.fields import Field, FormSpec

_WRITE = {
    "step": N_("where in the work, such as: closing the shop at night"),
    "between": N_("whose hands meet there, such as: mavi, the baker"),
    "felt_by": N_("who has to live with it, such as: ana, tomek"),
    "to": N_("whom, such as: ana, tomek"),
    "occasion": N_("what for, in a word or two, if you like"),
    "form": N_("a call, a visit, a meal"),
    "people": N_("who was there, from here or elsewhere, such as: ana, tomek"),
    "heard_from": N_("who said it, if it is theirs: they are asked if you heard right"),
    "because": N_("why we hold to it, if you like"),
    "review": N_("a day to look at it again, such as: in 3 months"),
}
"""What may be written under a key, in the empty field."""

QUOTED = 36
"""Characters of a contribution that name it."""


class CatchIdea(Command):
    """Catch an idea: one line is enough."""

    id, key = "idea", "i"
    words, about = N_("idea"), N_("Catch an idea: one line is enough")

    async def do(self, context: Context) -> None:
        """Ask for a line, keep it, and name ideas that resemble it."""
        standing = context.collection.projects.get(context.screen.selected)
        spec = _idea_form(context, standing if context.screen.mode == "projects" else None)
        idea = await context.fill(spec, lambda values, voice: _caught(context, values, voice))
        if idea:
            alike = await to_thread(_resembles, context.collection, idea)
            told = _("Kept: {title}.").format(title=unstopped(idea.title))
            then = alike or takes_back(idea.by, context.studio.speaking)
            context.say(told, f"{nowhere(context.collection, idea)} {then}".strip())
            if context.screen.mode == "ideas":
                context.screen.go_to(idea.id)
            context.studio.sitting.caught = f"{idea.id} {context.screen.selected}" if alike else ""


def _caught(context: Context, values: Values, voice: Voice) -> Idea:
    title, body, project = values["title"], values["body"], _project_named(context, values["project"])
    return Idea(*catch_idea(context.root, voice, title, body, project=project, themes=themes_in(f"{title} {body}")))


def _idea_form(context: Context, standing: Project | None) -> FormSpec:
    """One line, and on request more text and another project than the one the person stands in."""
    about = _("in {project}: {purpose}").format(project=standing.title, purpose=standing.purpose) if standing else ""
    slugs = tuple(sorted(project_slug(project) for project in context.collection.projects.values()))
    return FormSpec(
        safe.line(_("An idea"), "bold $accent"),
        "idea",
        [
            Field("title", "", placeholder=_("What could be?")),
            Field("body", "", placeholder=_("More about it, if you like"), long=True),
            Field("project", _("in project"), project_slug(standing) if standing else "", _("none"), known=slugs),
        ],
        more=frozenset(["body", "project"]),
        about=about,
    )


def _project_named(context: Context, name: str) -> str:
    """The id of the project that was named, or empty; NotFound, and Refused, with a sentence otherwise."""
    if not name.strip():
        return ""
    found = context.collection.find(name.strip())
    if not isinstance(found, Project):
        raise Refused(_("{name} is not a project.").format(name=name), _("Name one, or leave it empty.")).under(
            "project"
        )
    return found.id


def _resembles(collection: Collection, idea: Idea) -> str:
    """A sentence that names ideas that resemble a new one, and the key that goes on from there; or nothing."""
    found = resembling(collection, idea)
    if not found:
        return ""
    titles = ", ".join(one.title for one in found)
    return _("It resembles: {titles}. v weaves it, or says it there instead.").format(titles=titles)


class Build(Command):
    """Yes, and: build on what is selected; the original stays untouched."""

    id, key = "build", "b"
    words, about = N_("yes, and"), N_("Yes, and: build on it; the original stays")
    subject = a_selection(N_("b builds on ideas, projects, and what is said: select one."), Person)

    async def do(self, context: Context) -> None:
        """Write an addition."""
        await compose(context, "addition")


class Contribute(Command):
    """Contribute: choose the kind, then say it."""

    id, key = "contribute", "c"
    words, about = N_("contribute"), N_("Contribute: a comment, a question, thanks, and more")
    subject = not_a_person(N_("c gives to ideas, projects, and the commons; t thanks a person."))

    async def do(self, context: Context) -> None:
        """Ask for the kind, then write."""
        picked = await context.ask(PickDialog(_giving_to(context), kinds_for(context.target), numbered=True))
        if picked:
            await compose(context, picked[0])


def kinds_for(target: Item | None) -> list[Option]:
    """The kinds that can be given to `target`.

    Each kind stands in the same place, under the same number, whatever it goes to: one that fits only what is
    selected, as an answer does, comes after them, without a number.
    """
    options = [_option(kind) for kind in schema.GIVEN_KINDS if kind not in {"stance", "answer"}]
    fitting: tuple[str, ...] = ()
    if isinstance(target, Contribution) and target.kind == "question":
        fitting = ("answer",)
    elif is_open_proposal(target):
        fitting = schema.STANCES
    return [*options, *(replace(_option(kind), unnumbered=True) for kind in fitting)]


def _option(kind: str) -> Option:
    """A kind of contribution, or a stance, to be chosen."""
    if kind in schema.STANCES:
        return Option(kind, phrases.state_words(kind), "", sign_for(kind))
    return Option(kind, phrases.kind_words(kind), phrases.kind_meaning(kind), sign_for(kind))


def is_open_proposal(item: Item | None) -> bool:
    """Whether it waits for stances."""
    return isinstance(item, Contribution) and item.kind == "proposal" and item.state == "open"


class TakeStance(Command):
    """Say where one stands on a proposal: what enter does on one that is open."""

    id, key, shown = "stance", "", False
    words, about = N_("stance"), N_("Stance: agree to a proposal, object, or abstain")
    subject = Subject(lambda context: is_open_proposal(context.target), N_("A stance is taken on an open proposal."))

    async def do(self, context: Context) -> None:
        """Ask which, then for words."""
        title = _("Where do you stand on {title}?").format(title=_shortened(context))
        if picked := await context.ask(PickDialog(title, list(map(_option, schema.STANCES)), numbered=True)):
            await compose(context, picked[0])


def answers_by(given: Contribution) -> str:
    """The command that enter gives on something said: on a proposal that is open, it asks for the stance."""
    if is_open_proposal(given):
        return TakeStance.id
    return "say-answer" if given.kind == "question" else "say-comment"


class SayKind(Command):
    """Say something of a kind on what is selected: what enter does on a contribution, and a draft goes on with."""

    shown = False

    def __init__(self, kind: str) -> None:
        self.id, self.key = f"say-{kind}", ""
        self.words = self.about = ""
        self._kind = kind

    async def do(self, context: Context) -> None:
        """Write it; what was begun in the commons is gone on with there, whatever is selected."""
        in_commons = context.begun is not None and context.begun.place.endswith(f"-{COMMONS}")
        await compose(replace(context, target=None) if in_commons else context, self._kind)


async def compose(context: Context, kind: str) -> None:
    """Write a contribution of `kind` on what is selected, or in the commons, under the page where that is read.

    Home only points to things: one writes where what is given will stand, and escape leads back.
    """
    target = context.target
    on = target.id if target else COMMONS
    stance = kind if kind in schema.STANCES else ""
    real = "stance" if stance else kind
    spec = FormSpec(
        _composer_title(context, kind),
        f"say-{real}{'-' + stance if stance else ''}-{on}",
        [Field("text", "", placeholder=_(_may_say(kind)), long=True), *_key_fields(context, real)],
        first="text",
    )

    newcomers = Newcomers(lambda: context.collection)

    def give(values: Values, voice: Voice) -> Item:
        pairs = [f"{name}={text}" for name, text in values.items() if name != "text" and text.strip()]
        if stance:
            pairs.append(f"stance={stance}")
        collection = context.collection
        keys = values_for(KIND_KEYS[real], split_pairs(pairs), collection, phrases.kind_words(real), newcomers)
        return contribute(context.root, voice, collection, on, real, values["text"], keys)

    form = await context.studio.form(spec, context.sending(give), context.begun)
    screen = await context.studio.arrive_at(on) if context.screen.mode == "home" else context.screen
    await screen.open_composer(form)


def _may_say(kind: str) -> str:
    """What stands in the empty text."""
    return {
        "agree": N_("Say more, if you like"),
        "abstain": N_("Say more, if you like"),
        "object": N_("Say what is in the way"),
        "thanks": N_("Say it, if you like"),
    }.get(kind, N_("Say it"))


def _composer_title(context: Context, kind: str) -> Safe:
    words = phrases.state_words(kind) if kind in schema.STANCES else phrases.kind_words(kind)
    on = _("on {title}").format(title=_shortened(context)) if context.target else _("in the commons")
    return safe.join(sign_for(kind), safe.line(f" {words} ", "bold"), safe.line(on, MUTED))


def _giving_to(context: Context) -> str:
    """What is asked before a kind is chosen, with what it will be given to."""
    if context.target is None:
        return _("What would you like to say to everybody, in the commons?")
    return _("What would you like to give to {title}?").format(title=_shortened(context))


def _shortened(context: Context) -> str:
    """The title of what is selected as it stands, or the first words of what somebody said, in quotes."""
    item = context.target
    if item is None or not isinstance(item, Contribution):
        return context.title_of(item) if item else ""
    words = cut_at_word(context.title_of(item), QUOTED)
    return f"“{words}”" if words else phrases.how_it_stands(context.collection, item)


def _key_fields(context: Context, kind: str) -> list[Field]:
    target, fields = context.target, []
    for key in KIND_KEYS[kind]:
        if key.name in SET_LATER or (key.name == "because" and kind != "agreement"):
            continue
        speaking = context.studio.speaking
        whom = [target.id] if isinstance(target, Person) else target.by if target else ()
        whom = [person for person in whom if not speaking or person not in speaking.by]
        value = people_words(context.collection, whom) if kind == "thanks" and key.name == "to" else ""
        known = people_known(context.collection) if key.shape is Shape.PEOPLE else ()
        hint = _(_WRITE[key.name]) if key.name in _WRITE else day_hint(key)
        words, day = phrases.key_words(key.name), day_of(key)
        fields.append(Field(key.name, words, value, hint, known=known, day=day, offered=bool(value)))
    return fields


class Thank(Command):
    """Thank whoever gave what is selected."""

    id, key, group = "thank", "t", "people"
    words, about = N_("thank"), N_("Thank whoever gave what is selected")
    subject = a_selection(N_("t thanks whoever gave what is selected: nothing is."))

    async def do(self, context: Context) -> None:
        """Write thanks."""
        await compose(context, "thanks")


class Helpful(Command):
    """This answer helped me."""

    id, key = "helpful", "h"
    words, about = N_("this helped"), N_("This answer helped")
    subject = said("answer", N_("h says that an answer helped: select the answer."))

    def why_not(self, context: Context) -> str:
        """Whoever has said so needs not say it again."""
        why, answer, speaking = super().why_not(context), context.target, context.studio.speaking
        said = not why and answer and speaking and set(speaking.by) <= set(answer.listed("helpful"))
        return _("That it helped is said already.") if said else why

    async def do(self, context: Context) -> None:
        """Add whoever speaks to those it helped."""
        answer, voice = context.target, context.voice()
        assert answer  # noqa: S101 - the subject says so
        if await context.act(lambda: helped(context.root, voice, answer)):
            context.tell(_("It helped: {title}.").format(title=unstopped(answer.title)), voice.by)
