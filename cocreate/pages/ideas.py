"""An idea: its text and who built on it, and what stands around it."""

from __future__ import annotations

from cocreate.locale import _
from cocreate.model import phrases
from cocreate.model.hints import Hint
from cocreate.model.moments import day_words
from cocreate.model.signs import meaning_of
from cocreate.model.text import cut_at_word
from cocreate.model.waiting import waiting_in
from cocreate.pages.conversation import conversation
from cocreate.pages.lines import SPACE, led_to, names, noted, sign, themes_of, titled
from cocreate.pages.linking import mentioned
from cocreate.pages.overlaps import could_help
from cocreate.pages.parts import QUIET, TITLE, Body, Empty, Fact, Page, Parts, Row, Words

LONGEST_WAIT = 60
"""Characters of what waits beside an idea or a project."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

    from cocreate.model.collection import Collection
    from cocreate.model.items import Idea, Item


def idea_page(collection: Collection, idea: Idea, now: datetime, *, whole: bool = False) -> Page:
    """An idea: whose, in what state, its text and its thread; beside it what stands around."""
    who = (
        Words(f"{phrases.state_words(idea.state)}  ", QUIET),
        *names(collection, idea.by),
        Words(f"  {day_words(idea.at)}", QUIET),
        *noted(collection, idea),
    )
    head: Parts = [Row(titled(idea, TITLE), ref=idea.id), Row(who, ref=idea.id)]
    if idea.text("because"):
        head.append(Fact(_("Because"), ((Words(idea.text("because")),), ""), ref=idea.id))
    body = [Body(idea.body, idea.id)] if idea.body else []
    talk = conversation(collection, collection.thread(idea.id), now, idea.id, whole=whole)
    said = _("Nothing was said on it yet.") if collection.children(idea.id) else _("Nobody has built on it yet.")
    nobody = [Empty(said, Hint("build", idea.id))]
    return Page(head, _around(collection, idea), [*body, *(talk or nobody)])


def _around(collection: Collection, idea: Idea) -> Parts:
    nobody = ((Words(_("nobody yet"), QUIET),), "")
    joined = [(names(collection, [person]), person) for person in idea.joined]
    parts: Parts = [Fact(_("Count me in"), *(joined or [nobody]), inline=True), *grown(collection, idea)]
    if idea.offered:
        parts.append(Fact(_("Offered to"), *((names(collection, [one]), one) for one in idea.offered), inline=True))
    if idea.project:
        parts.append(Fact(_("Discussed in"), led_to(collection, idea.project)))
    if heard := idea.text("heard_in"):
        parts.append(Fact(_("Heard in"), led_to(collection, heard)))
    if idea.themes:
        parts.append(Fact(_("Themes"), (themes_of(idea.themes), "")))
    return [*parts, *waits(collection, idea.id), *mentioned(collection, idea.id), *could_help(collection, idea)]


def grown(collection: Collection, item: Item) -> Parts:
    """What an idea or a project grew from, and what grew from it."""
    parents, children = collection.parents(item.id), collection.children(item.id)
    grew_from = Fact(_("Grew from"), *(led_to(collection, name, briefly=True) for name in parents))
    grew_into = Fact(_("Grew into"), *(led_to(collection, name, briefly=True) for name in children))
    return [fact for fact in (grew_from, grew_into) if fact.lines]


def waits(collection: Collection, name: str) -> Parts:
    """What in the thread of an idea, a project or the commons waits for somebody."""
    lines = [
        (
            (
                sign(meaning_of(given)),
                SPACE,
                Words(cut_at_word(given.title, LONGEST_WAIT)),
                Words("  "),
                *names(collection, given.by),
                Words(f"  {phrases.waits_words(collection, given)}", QUIET),
            ),
            given.id,
        )
        for given, _waits in waiting_in(collection, name)
    ]
    return [Fact(_("Waits"), *lines)] if lines else []
