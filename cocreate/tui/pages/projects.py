"""A project's pages, one a tab, and what stands around it."""

from collections.abc import Callable
from datetime import datetime

from cocreate.locale import _
from cocreate.model import phrases
from cocreate.model.collection import Collection
from cocreate.model.credits import Credit, credits_for
from cocreate.model.form import IDEA_STATES
from cocreate.model.ids import COMMONS
from cocreate.model.items import Contribution, Idea, Project
from cocreate.model.lineage import lineage, tree
from cocreate.model.moments import day_words
from cocreate.tui import safe
from cocreate.tui.blocks import Block
from cocreate.tui.markdown import blocks_of
from cocreate.tui.pages.conversation import conversation, said
from cocreate.tui.pages.ideas import grown, waiting, without_first_gap
from cocreate.tui.pages.parts import fact, heading, names, quiet, sign_of, titled, two_sided, when
from cocreate.tui.themes import MUTED

Page = Callable[[Collection, Project, datetime], list[Block]]

DECIDED_BY = ("proposal", "agreement")


def ideas_tab(collection: Collection, project: Project, now: datetime) -> list[Block]:
    """The project's ideas by state."""
    ideas = collection.ideas_in(project.id)
    blocks: list[Block] = []
    for state in IDEA_STATES:
        inside = [idea for idea in reversed(ideas) if idea.state == state]
        if inside:
            blocks.append(heading(phrases.state_words(state).capitalize()))
            blocks += [_idea_row(collection, idea, now) for idea in inside]
    return without_first_gap(blocks) or [quiet(_("No idea yet. i catches the first."))]


def _idea_row(collection: Collection, idea: Idea, now: datetime) -> Block:
    left = safe.join(titled(idea, ""), safe.line("  "), names(collection, idea.by))
    return Block(ref=idea.id, draw=two_sided(left, when(idea, now)))


def conversation_tab(collection: Collection, project: Project, now: datetime) -> list[Block]:
    """What is said on the project itself."""
    talk = conversation(collection, collection.thread(project.id), now)
    return without_first_gap(talk) or [quiet(_("Nothing said yet. c says the first."))]


def commons_page(collection: Collection, now: datetime) -> list[Block]:
    """What is said in the commons."""
    talk = conversation(collection, collection.thread(COMMONS), now)
    return [quiet(_("To everybody: c says something new here."), ref=COMMONS), *talk]


def decisions_tab(collection: Collection, project: Project, now: datetime) -> list[Block]:
    """Proposals with the stances on them, and agreements: of the project and its ideas, open ones first."""
    given = [c for c in _all_said(collection, project) if c.kind in DECIDED_BY]
    open_ = [c for c in given if c.state == "open"]
    closed = [c for c in given if c.state != "open"]
    blocks: list[Block] = []
    for words, part in ((_("Open"), open_), (_("Decided"), closed)):
        if part:
            blocks.append(heading(words))
            for proposal in part:
                blocks += said(collection, proposal, 0, now)
                for stance in collection.replies(proposal.id):
                    if stance.kind == "stance":
                        blocks += said(collection, stance, 1, now)
    return without_first_gap(blocks) or [quiet(_("Nothing proposed yet. c, then proposal."))]


def _all_said(collection: Collection, project: Project) -> list[Contribution]:
    threads = [project.id, *(idea.id for idea in collection.ideas_in(project.id))]
    return [given for thread in threads for given in collection.thread(thread)]


def lineage_tab(collection: Collection, project: Project, now: datetime) -> list[Block]:
    """The tree up to the roots and down to each branch."""
    return lineage_tree(collection, project.id, now)


def lineage_tree(collection: Collection, name: str, _now: datetime) -> list[Block]:
    """The lineage of an item, drawn; each line leads to its item."""
    drawn = lineage(collection, name)
    if len(drawn.nodes) < 2:
        return [quiet(_("It stands for itself so far: nothing grew from it, and it grew from nothing."))]
    blocks = []
    for line in tree(collection, drawn):
        item = collection.get(line.id)
        if item is None:
            continue
        here = "bold $accent" if line.id == name else ""
        parts = [titled(item, here)]
        if line.again:
            parts.append(safe.line(_("  (above)"), MUTED))
        elif isinstance(item, Idea) and item.project in collection.projects and item.project != name:
            parts.append(safe.line(f"  {collection.projects[item.project].title}", MUTED))
        ref = "" if line.again else line.id
        blocks.append(Block(safe.join(*parts), first=safe.line(line.branch, MUTED), ref=ref, flow="crop"))
    return blocks


def credits_tab(collection: Collection, project: Project, _now: datetime) -> list[Block]:
    """Names with what they gave, through all the lineage."""
    return credit_blocks(collection, credits_for(collection, project.id))


def credit_blocks(collection: Collection, all_credits: list[Credit]) -> list[Block]:
    """Credits, like the end of a film."""
    blocks: list[Block] = []
    for credit in all_credits:
        blocks.append(Block(names(collection, [credit.person]), ref=credit.person, gap=1 if blocks else 0))
        by_how: dict[str, list[str]] = {}
        for gift in credit.gifts:
            by_how.setdefault(gift.how, []).append(_gift_words(collection, gift.item))
        for how, what in by_how.items():
            words = " · ".join(dict.fromkeys(what))
            first = safe.line(f"  {phrases.kind_words(how)}  ", MUTED)
            blocks.append(Block(safe.line(words), first=first, rest=safe.line("    "), ref=credit.person))
    return blocks or [quiet(_("Nobody has given anything yet."))]


def _gift_words(collection: Collection, item: object) -> str:
    if isinstance(item, Contribution):
        return phrases.about(collection, item)
    return item.title if isinstance(item, Idea | Project) else ""


def knowhow_tab(collection: Collection, project: Project, now: datetime) -> list[Block]:
    """What is good to know, from the project and its ideas."""
    given = [c for c in _all_said(collection, project) if c.kind in {"knowhow", "lookback"}]
    blocks = [block for known in given for block in said(collection, known, 0, now)]
    return without_first_gap(blocks) or [quiet(_("Nothing noted yet. c, then good to know."))]


def about_tab(collection: Collection, project: Project, _now: datetime) -> list[Block]:
    """What the project says of itself."""
    state = safe.join(sign_of(project), safe.line(f" {phrases.state_words(project.state)}"))
    blocks = [fact(_("state"), state)]
    if project.text("because"):
        blocks.append(fact(_("because"), safe.line(project.text("because"))))
    blocks.append(fact(_("started by"), names(collection, project.by)))
    blocks.append(fact(_("on"), safe.line(day_words(project.at))))
    if project.themes:
        blocks.append(fact(_("themes"), safe.line("  ".join(f"#{theme}" for theme in project.themes), "$link")))
    body = blocks_of(project.body)
    return [*blocks, Block(), *body] if body else blocks


def around_project(collection: Collection, project: Project) -> list[Block]:
    """Who is in it, what it grew from and into, what waits."""
    blocks = [heading(_("In it"))]
    blocks += [Block(names(collection, [person]), ref=person) for person in project.people]
    blocks += grown(collection, project)
    if from_ideas := [
        child
        for idea in collection.ideas_in(project.id)
        for child in collection.children(idea.id)
        if child in collection.projects
    ]:
        blocks.append(heading(_("Spin-offs")))
        for name in dict.fromkeys(from_ideas):
            blocks.append(Block(titled(collection.projects[name], ""), ref=name))
    return without_first_gap(blocks + waiting(collection, project))


def tabs() -> dict[str, tuple[str, Page]]:
    """The tabs of a project, in order: id, words, page."""
    return {
        "ideas": (_("Ideas"), ideas_tab),
        "conversation": (_("Conversation"), conversation_tab),
        "decisions": (_("Decisions"), decisions_tab),
        "lineage": (_("Lineage"), lineage_tab),
        "credits": (_("Credits"), credits_tab),
        "knowhow": (_("Good to know"), knowhow_tab),
        "about": (_("About"), about_tab),
    }
