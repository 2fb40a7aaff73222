"""Looking back: a window of three questions, in which one person writes what nobody else sees yet."""

from asyncio import to_thread
from collections.abc import Mapping

from cocreate.acts.look_back import look_back, looking_back_on, show_together, written_before
from cocreate.acts.voice import Voice
from cocreate.locale import N_, _
from cocreate.model import phrases
from cocreate.model.errors import Refused
from cocreate.model.ids import COMMONS
from cocreate.model.items import Contribution
from cocreate.model.looking_back import by_question, is_open, looking_back_of, open_on, open_promises, still_to_write
from cocreate.model.schema import ASKED
from cocreate.model.text import cut_at_word
from cocreate.sittings.speaking import Speaking, nobody
from cocreate.tui import safe
from cocreate.tui.commands.base import Command, Context, Subject
from cocreate.tui.dialogs.picking import Option, PickDialog
from cocreate.tui.drafting import ALONE, Values
from cocreate.tui.painting import sign_for
from cocreate.tui.themes import MUTED
from cocreate.tui.widgets.fields import Field, FormSpec

MOST_PROMISES, NAMED = 3, 48
"""So many promises that stand open are named in the window, by so many letters; the page has all of them."""


def _on(context: Context) -> str:
    """The id of the looking back that is selected, or of what one is looked back on here; empty for nothing."""
    if context.begun and context.begun.place.endswith(f"-{COMMONS}"):
        return COMMONS
    target, collection = context.target, context.collection
    if target and (lookback := looking_back_of(collection, target)):
        return lookback.id
    root = collection.root_of(target) if target else ""
    page = context.screen.selected if context.screen.mode == "projects" else ""
    return next((one for one in (root, page) if one == COMMONS or one in collection.projects), "")


class LookBack(Command):
    """Look back on a project, each alone."""

    id, key, shown = "look-back", "L", False
    words, about = N_("look back"), N_("Look back on a project: each writes alone, then it is shown together")
    subject = Subject(
        lambda context: bool(_on(context)), N_("L looks back on a project, or on what is in the commons: select one.")
    )

    async def do(self, context: Context) -> None:
        """Ask one person the three questions, with what they wrote before."""
        writer = await _writer(context)
        if writer is None:
            return
        on, root = _on(context), context.root
        kept = await to_thread(written_before, root, context.collection, on, writer.by[0])
        spec = _spec(context, on, writer, {one.asked: one.words for one in kept})

        def write(values: Values, voice: Voice) -> Contribution:
            if voice.by != writer.by:
                raise Refused(spec.alone, "")
            return look_back(root, voice, context.collection, on, {asked: values[asked] for asked in ASKED})

        begun = context.begun if context.begun and context.begun.place == spec.place else None
        begun = begun or await context.studio.begin(spec.place, writer)
        written = await context.fill(spec, write, begun)
        if written:
            context.studio.go_to(written.id)
            who = phrases.names(context.collection, writer.by)
            if is_open(written):
                context.say(_("Kept, {who}. Nobody else sees it yet.").format(who=who), _("x shows it together."))
            else:
                context.say(_("Kept, {who}: it stands with what the others wrote.").format(who=who))


class ShowTogether(Command):
    """Show what all have written looking back: one of the ways to close something."""

    id, key, shown = "show-together", "", False
    words, about = N_("show together"), N_("Show together what all wrote looking back")
    subject = Subject(
        lambda context: is_open(context.target), N_("A look back that is open is shown together: select one.")
    )

    async def do(self, context: Context) -> None:
        """Show it, and go to where one reads it."""
        lookback, collection, voice = context.target, context.collection, context.voice()
        assert isinstance(lookback, Contribution)  # noqa: S101 - the subject says so
        if not await _is_time(context, lookback):
            return
        await context.act(lambda: show_together(context.root, voice, collection, lookback.id))
        answers = by_question(context.collection.replies(lookback.id))
        for one in (lookback, *answers[-1:], *answers[:1]):  # the last comes into sight, then one stands on the first
            context.studio.go_to(one.id)
        context.say(_("Shown. m makes a promise, an idea or a question of what is written."))


async def _is_time(context: Context, lookback: Contribution) -> bool:
    """Whether it is to be shown: what was read once cannot be hidden again, so that is asked."""
    collection = context.collection
    written, missing = lookback.listed("written"), still_to_write(collection, lookback)
    who, others = phrases.names(collection, written), phrases.names(collection, missing)
    options = [
        Option("show", _("show it"), _("everybody reads it from then on")),
        Option("wait", _("wait"), _("still to write: {people}").format(people=others) if others else ""),
    ]
    asked = _("Only {who} has written. Show it all the same?") if len(written) == 1 else _("Show what {who} wrote?")
    waits = options[::-1] if len(written) == 1 else options
    return await context.ask(PickDialog(asked.format(who=who), waits, numbered=True)) == ["show"]


async def _writer(context: Context) -> Speaking | None:
    """The one person who writes: whoever speaks, or one of them; None if they leave."""
    speaking = context.begun.speaking if context.begun else context.studio.speaking
    if speaking is None:
        raise nobody()
    if len(speaking.by) == 1:
        return speaking
    options = [Option(person, context.collection.name_of(person)) for person in speaking.by]
    picked = await context.ask(PickDialog(_("Each writes alone. Who of you writes?"), options))
    return Speaking(picked, speaking.noted_by) if picked else None


def _spec(context: Context, on: str, writer: Speaking, kept: Mapping[str, str]) -> FormSpec:
    collection = context.collection
    lookback = looking_back_on(collection, on)
    place = lookback.on if lookback and open_on(collection, lookback.on) == lookback else on
    item = collection.get(on)
    title = context.title_of(item) if item else collection.name
    labels = {"what": _("What happened?"), "so-what": _("So what?"), "now-what": _("Now what?")}
    hints = {"so-what": _("what does it mean to us?"), "now-what": _("what shall we do?")}
    who = phrases.names(collection, writer.by)
    return FormSpec(
        safe.join(
            sign_for("lookback"),
            safe.line(f" {_('look back')} ", "bold"),
            safe.line(_("on {title}").format(title=title), MUTED),
        ),
        f"{ALONE}{place}",
        [Field(asked, labels[asked], kept.get(asked, ""), hints.get(asked, ""), long=True) for asked in ASKED],
        about=_about(context, on, lookback),
        first=ASKED[0],
        alone=_("These are the words of {who}: each writes alone. esc leaves them, s says who speaks.").format(who=who),
    )


def _about(context: Context, on: str, lookback: Contribution | None) -> str:
    if lookback and not is_open(lookback):
        return _("It is shown already: what you write stands at once.")
    unseen = _("Nobody else sees it until it is shown together.")
    promises = open_promises(context.collection, context.collection.root_of(lookback) if lookback else on)
    if not promises:
        return unseen
    named = [cut_at_word(one.title, NAMED) for one in promises[:MOST_PROMISES]]
    titles = "; ".join([*named, *(["…"] if promises[MOST_PROMISES:] else [])])
    return f"{unseen} " + _("Open promises: {titles}").format(titles=titles)
