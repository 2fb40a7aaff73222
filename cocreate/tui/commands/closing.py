"""Closing what is selected: a proposal, a promise, a hiccup, a question, an idea, a project; each way is a command.

They have one key together, which asks for the way; the palette finds each by its words.
"""

from collections.abc import Iterator

from cocreate.acts import know
from cocreate.locale import N_, _
from cocreate.model import phrases
from cocreate.model.items import Contribution
from cocreate.model.looking_back import looking_back_of
from cocreate.model.text import unstopped
from cocreate.tui.commands.base import Command, Context, Subject
from cocreate.tui.commands.looking_back import ShowTogether
from cocreate.tui.commands.ways import ELSE, closings
from cocreate.tui.dialogs.picking import Option, PickDialog


class HelpedByAnswer(Command):
    """Which answer to a question helped."""

    id, key, shown = "helped", "", False
    words, about = N_("this helped"), N_("This helped: say which answer answered a question")
    subject = Subject(
        lambda context: bool(_answers(context)),
        ELSE,
    )

    async def do(self, context: Context) -> None:
        """Pick the answer, where there are several."""
        answers, voice = _answers(context), context.voice()
        options = [Option(one.id, context.title_of(one), phrases.names(context.collection, one.by)) for one in answers]
        picked = (
            [answers[0].id] if len(answers) == 1 else await context.ask(PickDialog(_("Which one helped?"), options))
        )
        answer = context.collection.get(picked[0]) if picked else None
        if answer:
            await context.act(lambda: know.helped(context.root, voice, answer))
            context.screen.stand_on(answer.id)
            context.tell(_("Answered: {title}.").format(title=unstopped(answer.title)), voice.by)


def _answers(context: Context) -> list[Contribution]:
    """The answer that is selected, or those to the question that is, which did not help whoever speaks yet."""
    one, speaking = context.target, context.studio.speaking
    if not isinstance(one, Contribution):
        return []
    replies = context.collection.replies(one.id) if one.kind == "question" else [one]
    answers = [reply for reply in replies if reply.kind == "answer"]
    return [one for one in answers if not speaking or not set(speaking.by) <= set(one.listed("helpful"))]


WAIT_FOR_NOBODY = frozenset(["rest", "finish", "put-right"])
"""Ways that can be gone at any time, so that the line of keys need not name them."""


CLOSED_ONCE = frozenset(["proposal", "promise", "hiccup", "encounter", "lookback"])
"""Kinds of which none that is closed is closed again."""


class Close(Command):
    """Close what is selected."""

    id, key = "close", "x"
    words = N_("close")
    about = N_("Close it: decide, keep, resolve, let it rest, or what fits it")
    also = N_("proposal promise hiccup question what was heard look back idea project finish")
    subject = Subject(
        lambda context: any(_fitting(context)),
        N_(
            "x closes a proposal, a promise, a hiccup, a question, what was heard, a look back, an idea or a project:"
            " select one."
        ),
    )

    def why_not(self, context: Context) -> str:
        """A question is closed by an answer that helped; what is closed says how it stands."""
        why, one = super().why_not(context), context.target
        if why and isinstance(one, Contribution) and one.kind == "question":
            if any(reply.kind == "answer" for reply in context.collection.replies(one.id)):
                return _("That it helped is said already.")
            if context.screen.answers(one.id):
                return _("Nobody has answered yet: enter answers it; x says then which answer helped.")
            return _("Nobody has answered yet: enter opens it, and answers it there; x says then which answer helped.")
        if why and isinstance(one, Contribution) and one.kind in CLOSED_ONCE:
            state = (looking_back_of(context.collection, one) or one).state
            told = _("It is {state} already.").format(state=phrases.state_words(state))
            return told if state else _("There is nothing to close on it.")
        return why

    def words_in(self, context: Context) -> str:
        """What it does, where that is one thing; nothing where that waits for nobody, or has a key of its own."""
        fitting = list(_fitting(context))
        is_answer = isinstance(context.target, Contribution) and context.target.kind == "answer"
        if is_answer or {way.id for way in fitting} <= WAIT_FOR_NOBODY:
            return ""
        return fitting[0].words if len(fitting) == 1 else self.words

    async def do(self, context: Context) -> None:
        """Ask for the way, where there are several, then for what it takes."""
        fitting = {way.id: way for way in _fitting(context)}
        if len(fitting) == 1:
            await next(iter(fitting.values())).do(context)
            return
        options = [Option(way.id, _(way.words), _without_name(way)) for way in fitting.values()]
        title = context.title_of(context.target) if context.target else ""
        if picked := await context.ask(PickDialog(title, options, numbered=True)):
            await fitting[picked[0]].do(context)


def _without_name(way: Command) -> str:
    """What a way does, without the word before it that says the same as its name."""
    return way.told().partition(": ")[2] or way.told()


def _fitting(context: Context) -> Iterator[Command]:
    """The ways to close what is selected."""
    return (way for way in ways() if not way.why_not(context))


def ways() -> list[Command]:
    """Every way to close something, as commands without a key."""
    return [HelpedByAnswer(), ShowTogether(), *closings().values()]
