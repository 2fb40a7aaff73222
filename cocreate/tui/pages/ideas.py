"""An idea's page, and what stands around it."""

from datetime import datetime

from textual.content import Content

from cocreate.locale import _
from cocreate.model import phrases
from cocreate.model.collection import Collection
from cocreate.model.items import Idea, Item
from cocreate.model.moments import day_words
from cocreate.tui import safe
from cocreate.tui.blocks import Block
from cocreate.tui.markdown import blocks_of
from cocreate.tui.pages.conversation import conversation
from cocreate.tui.pages.parts import fact, heading, names, pointer, quiet, sign_of
from cocreate.tui.themes import MUTED


def idea_page(collection: Collection, idea: Idea, now: datetime) -> list[Block]:
    """The text of an idea, then its thread under it."""
    blocks = [
        Block(safe.line(idea.title, "bold $accent"), ref=idea.id),
        Block(_who_and_when(collection, idea), ref=idea.id),
    ]
    if idea.text("because"):
        blocks.append(fact(_("because"), safe.line(idea.text("because")), ref=idea.id))
    if project := collection.projects.get(idea.project):
        blocks.append(
            fact(
                _("in"),
                safe.join(safe.line(project.title), safe.line(f": {project.purpose}", MUTED)),
                ref=idea.id,
            )
        )
    body = blocks_of(idea.body, ref=idea.id)
    if body:
        blocks += [Block(ref=idea.id), *body]
    thread = collection.thread(idea.id)
    return blocks + (conversation(collection, thread, now) or [quiet(_("Nobody has built on it yet."), gap=1)])


def _who_and_when(collection: Collection, idea: Idea) -> Content:
    parts = [
        sign_of(idea),
        safe.line(f" {phrases.state_words(idea.state)}  ", MUTED),
        names(collection, idea.by),
        safe.line(f"  {day_words(idea.at)}", MUTED),
    ]
    if idea.noted_by:
        noted = _("noted by {name}").format(name=collection.name_of(idea.noted_by))
        parts.append(safe.line(f", {noted}", MUTED))
    return safe.join(*parts)


def around_idea(collection: Collection, idea: Idea) -> list[Block]:
    """Who joined, what it grew from and into, where it is discussed, what waits."""
    blocks = joined(collection, idea.joined)
    blocks += grown(collection, idea)
    if project := collection.projects.get(idea.project):
        blocks += [heading(_("Discussed in")), pointer(collection, project.id)]
        blocks.append(
            Block(safe.line(project.purpose, MUTED), first=safe.line("  "), rest=safe.line("  "), ref=project.id)
        )
    if idea.themes:
        blocks += [
            heading(_("Themes")),
            Block(safe.line("  ".join(f"#{theme}" for theme in idea.themes), "$link")),
        ]
    return without_first_gap(blocks + waiting(collection, idea))


def joined(collection: Collection, people: tuple[str, ...]) -> list[Block]:
    """Who said: count me in."""
    if not people:
        return [heading(_("Count me in")), quiet(_("Nobody yet. j joins."))]
    return [heading(_("Count me in")), *(Block(names(collection, [person]), ref=person) for person in people)]


def grown(collection: Collection, item: Item) -> list[Block]:
    """What it grew from, and what grew from it."""
    blocks: list[Block] = []
    if parents := collection.parents(item.id):
        blocks += [heading(_("Grew from")), *(pointer(collection, name) for name in parents)]
    if children := collection.children(item.id):
        blocks += [heading(_("Grew into")), *(pointer(collection, name) for name in children)]
    return blocks


def waiting(collection: Collection, item: Item) -> list[Block]:
    """What in the thread of `item` waits for somebody: questions, objections, promises, other wordings."""
    blocks: list[Block] = []
    for given in collection.thread(item.id):
        if words := waits_for(collection, given.id):
            label = safe.join(sign_of(given), safe.line(f" {words}", MUTED))
            who = safe.join(safe.line("  "), names(collection, given.by))
            blocks += [Block(label, ref=given.id), Block(who, ref=given.id)]
    return [heading(_("Waits")), *blocks] if blocks else []


def waits_for(collection: Collection, name: str) -> str:
    """What a contribution still waits for, in words; empty if nothing."""
    given = collection.contributions[name]
    if given.kind == "question" and not collection.is_answered(given):
        answers = any(reply.kind == "answer" for reply in collection.replies(given.id))
        return _("an answer to look at") if answers else _("a question without its answer")
    if given.kind == "proposal" and given.state == "open":
        return _("a proposal to decide")
    if given.kind == "promise" and given.state == "open":
        until = given.text("until")
        return _("a promise, until {day}").format(day=until) if until else _("a promise")
    if given.kind == "hiccup" and given.state != "resolved":
        return _("a hiccup: {state}").format(state=phrases.state_words(given.state))
    if given.kind == "stance" and given.text("stance") == "object":
        proposal = collection.contributions.get(given.on)
        return _("an objection to take in") if proposal is None or proposal.state == "open" else ""
    return _("other wording: a takes it over, d lets it go") if given.kind == "wording" else ""


def without_first_gap(blocks: list[Block]) -> list[Block]:
    """`blocks` beginning at the top."""
    if blocks and blocks[0].gap:
        first = blocks[0]
        return [
            Block(first.content, first.first, first.rest, first.ref, 0, first.links, first.flow, first.draw),
            *blocks[1:],
        ]
    return blocks
