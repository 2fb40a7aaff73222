"""What was heard: a passage of an encounter becomes an idea, a question or a promise."""

from cocreate.acts.hear import MADE, make_of
from cocreate.acts.values import day_ahead
from cocreate.acts.voice import Voice
from cocreate.locale import N_, _
from cocreate.model import phrases
from cocreate.model.hearing import passages
from cocreate.model.items import Idea, Item
from cocreate.model.looking_back import is_said_looking_back
from cocreate.model.text import unstopped
from cocreate.tui import safe
from cocreate.tui.commands.base import Command, Context, Subject
from cocreate.tui.commands.days_asked import day_field
from cocreate.tui.commands.subjects import said
from cocreate.tui.dialogs.picking import Option, PickDialog
from cocreate.tui.drafting import Values
from cocreate.tui.painting import sign_for
from cocreate.tui.widgets.fields import Field, FormSpec

_SIGNS = {"idea": "fresh"}


_ENCOUNTER = said("encounter", "")


class MakeOf(Command):
    """Make something of a passage of what was heard."""

    id, key = "make-of", "m"
    words, about = N_("make of it"), N_("Make an idea, a question or a promise of what was heard, or seen looking back")
    also = N_("mark passage words heard")
    subject = Subject(
        lambda context: is_said_looking_back(context.target) or _ENCOUNTER.fits(context),
        N_("m makes an idea, a question or a promise of an encounter, or of what somebody wrote looking back."),
    )

    async def do(self, context: Context) -> None:
        """Ask for the passage, then for what it becomes; the words can still be changed."""
        heard = context.target
        assert heard  # noqa: S101 - the subject says so
        if passage := await _passage(context, heard):
            kind = await context.ask(
                PickDialog(_("What does it become?"), [_kind(kind) for kind in MADE], numbered=True)
            )
            if kind:
                await make(context, heard, kind[0], passage)


class MakeKind(Command):
    """Make something of one kind of a passage: what a draft goes on with."""

    key, shown = "", False
    words = about = ""
    subject = MakeOf.subject

    def __init__(self, kind: str) -> None:
        self.id, self._kind = f"make-{kind}", kind

    async def do(self, context: Context) -> None:
        """Go on with what was begun, else ask for the passage."""
        heard = context.target
        assert heard  # noqa: S101 - the subject says so
        passage = "" if context.begun else await _passage(context, heard)
        if passage or context.begun:
            await make(context, heard, self._kind, passage)


async def _passage(context: Context, heard: Item) -> str:
    """The words of what was heard that somebody picks; empty if they leave."""
    found = passages(heard.body)
    options = [Option(str(place), words) for place, words in enumerate(found)]
    picked = await context.ask(PickDialog(_("Which words?"), options, numbered=True))
    return found[int(picked[0])] if picked else ""


def _kind(kind: str) -> Option:
    meaning = "" if kind == "idea" else phrases.kind_meaning(kind)
    return Option(kind, phrases.kind_words(kind), meaning, sign_for(_SIGNS.get(kind, kind)))


async def make(context: Context, heard: Item, kind: str, passage: str) -> None:
    """Ask for the words of what comes of it, which begin with the passage, and write it down."""
    title = safe.join(sign_for(_SIGNS.get(kind, kind)), safe.line(f" {phrases.kind_words(kind)}", "bold"))
    about = (_("looking back: {words}") if is_said_looking_back(heard) else _("heard: {words}")).format(
        words=heard.title
    )
    spec = FormSpec(title, f"make-{kind}-{heard.id}", _fields(kind, passage), about=about, first="text")

    def write(values: Values, voice: Voice) -> Item:
        until = values.get("until", "").strip()
        return make_of(
            context.root,
            voice,
            context.collection,
            heard,
            kind,
            values["text"],
            values.get("body", ""),
            until=day_ahead(until, "until") if until else "",
        )

    made = await context.fill(spec, write)
    if isinstance(made, Idea):
        context.tell(_("Kept: {title}.").format(title=unstopped(made.title)), made.by)
    elif made:
        context.studio.go_to(made.id)


def _fields(kind: str, passage: str) -> list[Field]:
    if kind == "idea":
        more = Field("body", "", placeholder=_("More about it, if you like"), long=True)
        return [Field("text", "", passage), more]
    day = day_field("until", _("by when"))
    return [Field("text", "", passage, long=True), *([day] if kind == "promise" else [])]
