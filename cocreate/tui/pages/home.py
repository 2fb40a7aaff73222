"""Home: what happened lately, and the ideas that nobody has built on yet."""

from datetime import datetime
from itertools import islice

from cocreate.locale import _
from cocreate.model import phrases
from cocreate.model.collection import Collection
from cocreate.model.items import Contribution, Idea, Item
from cocreate.model.lineage import origins
from cocreate.model.moments import day_words
from cocreate.tui import safe
from cocreate.tui.blocks import Block
from cocreate.tui.pages.ideas import without_first_gap
from cocreate.tui.pages.parts import heading, names, quiet, sign_of, titled, two_sided, when
from cocreate.tui.themes import MUTED

FRESH = 30


def lately(collection: Collection, latest: list[Item], now: datetime) -> list[Block]:
    """What happened, `latest` first, by day, in sentences with the first words of what was said."""
    blocks: list[Block] = []
    day = ""
    for item in latest:
        if day_words(item.at) != day:
            day = day_words(item.at)
            blocks.append(heading(_day(item.at, now)))
        blocks += _happened(collection, item, now)
    return without_first_gap(blocks) or _first_steps(collection)


def _day(moment: datetime, now: datetime) -> str:
    days = (now.date() - moment.date()).days
    if days in {0, 1}:
        return _("Yesterday") if days else _("Today")
    return moment.strftime("%A, %-d %B") if 0 < days < 300 else day_words(moment)


def _happened(collection: Collection, item: Item, now: datetime) -> list[Block]:
    left = safe.join(sign_of(item), safe.line(f" {phrases.happened(collection, item)}"))
    blocks = [Block(ref=item.id, draw=two_sided(left, when(item, now)))]
    if isinstance(item, Contribution) and item.title:
        words = safe.line(item.title, MUTED)
        blocks.append(Block(words, first=safe.line("  "), ref=item.id, flow="crop"))
    return blocks


def _first_steps(collection: Collection) -> list[Block]:
    """What to do first in an empty workspace."""
    return [
        Block(safe.line(collection.name, "bold $accent")),
        Block(safe.line(_("This workspace is empty, and ready.")), gap=1),
        Block(safe.line(_("i   catches an idea: one line is enough")), gap=1),
        Block(safe.line(_("n   starts a project, with its purpose"))),
        Block(safe.line(_("s   says who is speaking"))),
    ]


def fresh_ideas(collection: Collection, newest: list[Idea]) -> list[Block]:
    """Ideas that wait for somebody to build on them, of all ideas, `newest` first."""
    fresh = (idea for idea in newest if idea.state == "fresh")
    blocks = [heading(_("Fresh ideas"))]
    for idea in islice(fresh, FRESH):
        who = safe.join(safe.line("  "), names(collection, idea.by))
        blocks += [
            Block(titled(idea, ""), rest=safe.line("  "), ref=idea.id),
            Block(who, ref=idea.id, flow="crop"),
        ]
    if len(blocks) == 1:
        blocks.append(quiet(_("None right now. i catches one.")))
    if collection.unread:
        blocks.append(heading(_("Could not be read")))
        for unread in collection.unread:
            blocks += [
                Block(safe.line(unread.path), first=safe.join(safe.line("× ", "$alarm")), rest=safe.line("  ")),
                Block(safe.line(unread.reason, MUTED), first=safe.line("  "), rest=safe.line("  ")),
            ]
    return without_first_gap(blocks)


def nested_projects(collection: Collection) -> list[tuple[str, int]]:
    """The ids of all projects, active ones first, each spin-off set in under what it grew from."""
    order = {"active": 0, "resting": 1, "finished": 2}
    ranked = sorted(collection.projects.values(), key=lambda p: (order.get(p.state, 3), p.at, p.id))
    below: dict[str, list[str]] = {}
    tops: list[str] = []
    for project in ranked:
        above = origins(collection, project)
        (below.setdefault(above[0], []) if above else tops).append(project.id)
    found: list[tuple[str, int]] = []
    seen: set[str] = set()
    for top in [*tops, *(project.id for project in ranked)]:
        open_ = [(top, 0)]
        while open_:
            name, depth = open_.pop()
            if name not in seen:
                seen.add(name)
                found.append((name, depth))
                open_ += [(child, depth + 1) for child in reversed(below.get(name, []))]
    return found
