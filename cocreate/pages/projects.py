"""A project: its purpose on top, its tabs, and what stands around it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from cocreate.locale import N_, _
from cocreate.model import phrases
from cocreate.model.hints import Hint
from cocreate.model.moments import day_words
from cocreate.model.schema import IDEA_STATES
from cocreate.model.signs import meaning_of
from cocreate.model.threads import arranged
from cocreate.pages.conversation import conversation, said
from cocreate.pages.cutting import ENDLESS, MOST_ROWS, more_rows, newest
from cocreate.pages.decisions import decisions
from cocreate.pages.ideas import grown, waits
from cocreate.pages.lines import SPACE, led_to, names, sign, themes_of, titled, when
from cocreate.pages.linking import mentioned
from cocreate.pages.overlaps import could_help
from cocreate.pages.parts import TITLE, Body, Empty, Fact, Heading, Page, Parts, Row, Words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

    from cocreate.model.collection import Collection
    from cocreate.model.items import Contribution, Idea, Project

    Tab = Callable[[Collection, Project, datetime], Parts]

DECIDED_BY = ("proposal", "agreement")
"""The kinds by which something is decided."""

NOTED_BY = ("knowhow", "lookback")
"""The kinds that tell what is good to know."""


def project_head(project: Project) -> Parts:
    """What a project is called, and what it is for."""
    return [Row(titled(project, TITLE), ref=project.id), Row((Words(project.purpose),), ref=project.id)]


def project_page(collection: Collection, project: Project, now: datetime, *, whole: bool = False) -> Page:
    """A project as one page: what it is for, what it is about, its ideas, its conversation."""
    body = [Body(project.body, project.id)] if project.body else []
    rest: Parts = [*body]
    if ideas := ideas_tab(collection, project, now, whole=whole):
        rest += [Heading(_("Ideas")), *ideas]
    rest += [Heading(_("Conversation")), *conversation_tab(collection, project, now, whole=whole)]
    return Page([*project_head(project), *_facts(collection, project)], around_project(collection, project), rest)


def ideas_tab(collection: Collection, project: Project, now: datetime, *, whole: bool = False) -> Parts:
    """The project's ideas by state, the newest first."""
    ideas = collection.ideas_in(project.id)
    parts: Parts = []
    for state in IDEA_STATES:
        inside, left = newest([idea for idea in ideas if idea.state == state], ENDLESS if whole else MOST_ROWS)
        if inside:
            rows = [_idea(collection, idea, now) for idea in reversed(inside)]
            parts += [Heading(phrases.state_words(state).capitalize()), *rows]
        if left:
            parts.append(more_rows(left, project.id))
    return parts or [Empty(_("No idea yet."), Hint("idea"))]


def _idea(collection: Collection, idea: Idea, now: datetime) -> Row:
    return Row((*titled(idea), Words("  "), *names(collection, idea.by)), when(idea.at, now), ref=idea.id)


def conversation_tab(collection: Collection, project: Project, now: datetime, *, whole: bool = False) -> Parts:
    """What is said on the project itself."""
    talk = conversation(collection, collection.thread(project.id), now, project.id, whole=whole)
    return talk or [Empty(_("Nothing said yet."), Hint("contribute", project.id))]


def decisions_tab(collection: Collection, project: Project, now: datetime) -> Parts:
    """What is to be decided, what holds, what was replaced: of the project and its ideas."""
    return decided(collection, _all_said(collection, project), project.id, now)


def decided(collection: Collection, given: Iterable[Contribution], ref: str, now: datetime) -> Parts:
    """What of `given`, which was given to `ref`, is to be decided, holds, or was replaced."""
    told = decisions(collection, [one for one in given if one.kind in DECIDED_BY], now, ref)
    return [*(told or [Empty(_("Nothing proposed yet."), Hint("propose", ref))]), Empty("", Hint("decisions"))]


def _all_said(collection: Collection, project: Project) -> list[Contribution]:
    threads = [project.id, *(idea.id for idea in collection.ideas_in(project.id))]
    return [given for thread in threads for given in collection.thread(thread)]


def lineage_tab(collection: Collection, project: Project, now: datetime) -> Parts:
    """The tree up to the roots and down to each branch."""
    from cocreate.pages.lineage import lineage_page  # deferred: its module is slow, and a project shows one tab

    del now
    return lineage_page(collection, project.id, briefly=True)


def credits_tab(collection: Collection, project: Project, now: datetime) -> Parts:
    """Names with what they gave, through all the lineage."""
    from cocreate.pages.credits import credits_page  # deferred as the lineage

    del now
    return credits_page(collection, project.id)


def knowhow_tab(collection: Collection, project: Project, now: datetime) -> Parts:
    """What is good to know, from the project and its ideas."""
    return noted(collection, _all_said(collection, project), project.id, now)


def noted(collection: Collection, given: Iterable[Contribution], ref: str, now: datetime) -> Parts:
    """What of `given`, which was given to `ref`, is good to know."""
    kept = [one for one in given if one.kind in NOTED_BY]
    parts = [part for one, depth in arranged(collection, kept) for part in said(collection, one, now, depth)]
    return parts or [Empty(_("Nothing noted yet."), Hint("knowhow", ref))]


def about_tab(collection: Collection, project: Project, now: datetime) -> Parts:
    """What the project says of itself."""
    del now
    facts = _facts(collection, project)
    return [*facts, Body(project.body, project.id)] if project.body else facts


def _facts(collection: Collection, project: Project) -> Parts:
    state = (sign(meaning_of(project)), SPACE, Words(phrases.standing(project)))
    facts = [
        Fact(_("State"), (state, "")),
        Fact(_("Started by"), (names(collection, project.by), "")),
        Fact(_("On"), ((Words(day_words(project.at)),), "")),
    ]
    if project.themes:
        facts.append(Fact(_("Themes"), (themes_of(project.themes), "")))
    return [*facts]


def around_project(collection: Collection, project: Project) -> Parts:
    """Who is in it, what it grew from and into, what waits, who could help."""
    inside = [(names(collection, [person]), person) for person in project.people]
    parts: Parts = [Fact(_("In it"), *inside, inline=True)] if inside else []
    parts += grown(collection, project)
    children = (child for idea in collection.ideas_in(project.id) for child in collection.children(idea.id))
    told = collection.children(project.id)
    if spun_off := [one for one in dict.fromkeys(children) if one in collection.projects and one not in told]:
        parts.append(Fact(_("Spin-offs"), *(led_to(collection, name, briefly=True) for name in spun_off)))
    return [
        *parts,
        *waits(collection, project.id),
        *mentioned(collection, project.id),
        *could_help(collection, project),
    ]


def tabs() -> dict[str, tuple[str, Tab]]:
    """The tabs of a project in order: by id the words, yet to be told in the reader's language, and what tells it."""
    return {
        "ideas": (N_("Ideas"), ideas_tab),
        "conversation": (N_("Conversation"), conversation_tab),
        "decisions": (N_("Decisions"), decisions_tab),
        "lineage": (N_("Lineage"), lineage_tab),
        "credits": (N_("Credits"), credits_tab),
        "knowhow": (N_("Good to know"), knowhow_tab),
        "about": (N_("About"), about_tab),
    }
